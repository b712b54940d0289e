"""`markdown`: a report for somebody without a terminal, to be mailed, pasted or read on a web page.

Nothing that a draft or a knowledge base says acts as markup: every character that could is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.model import Document, Judgement, Report, SourceReference, Verdict
from factcheck.reports.text import safe
from factcheck.reports.view import View, deciding, decisive, remarks

# What acts anywhere; a colon within a word, as in addresses; and what acts at the start of a line or after "www".
_ACTS = re.compile(r"([\\`*_{}\[\]<>#|&~@$^]|:(?=\S)|^[-+=])")
_NUMBERED = re.compile(r"^(\d+)([.)])")
_WEB = re.compile(r"(?i)(www)\.")
_ADDRESS = re.compile(r"https?://[^\s<>\\]+")
_ORDER = (Verdict.CONTRADICTED, Verdict.UNKNOWN, Verdict.SUPPORTED)


def markdown(report: Report, view: View) -> str:
    """The report as Markdown: how many sentences have each verdict, then those with one of the verdicts of `view`."""
    return "\n\n".join(_paragraphs(report, view)) + "\n"


def plain(text: str) -> str:
    """`text` as Markdown that shows just these characters, on one line."""
    shown = " ".join(safe(text).split())
    # an entity hides the sign from readers that look for addresses after escapes are gone
    escaped = _ACTS.sub(lambda found: "&#64;" if found[1] == "@" else f"\\{found[1]}", shown)
    return _WEB.sub(r"\1\\.", _NUMBERED.sub(r"\1\\\2", escaped))


def _paragraphs(report: Report, view: View) -> Iterator[str]:
    counts = report.counts()
    told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in _ORDER)
    total = sum(counts.values())
    yield "# Fact-check"
    yield f"{total} {'sentence' if total == 1 else 'sentences'}: {told}."
    for checked in report.documents:
        shown = [judgement for judgement in checked.judgements if judgement.verdict in view.verdicts]
        if shown:
            yield f"## {plain(checked.document.path)}"
        for judgement in shown:
            yield from _sentence(checked.document, judgement)


def _sentence(document: Document, judgement: Judgement) -> Iterator[str]:
    at = document.position(judgement.unit.origins[0])
    quoted = ", quoted" if judgement.unit.quoted else ""
    yield f"### Line {at.line}: {judgement.verdict}{quoted}"
    yield f"> {_marked(judgement)}"
    found = remarks(judgement)
    for finding in found:
        meant = f" Perhaps meant: {plain(finding.suggestion)}" if finding.suggestion else ""
        yield plain(finding.reason) + meant
    if not found:
        yield plain(judgement.reason)
    evidence = (item for finding in deciding(judgement) for item in decisive(finding.evidence))
    sources = dict.fromkeys(source for item in evidence for source in item.sources)
    if sources:
        yield "\n".join(f"- {_citation(source)}" for source in sources)


def _marked(judgement: Judgement) -> str:
    """The sentence, with the refuted words in bold where Markdown can set them so."""
    text = judgement.unit.text
    parts, done = [], 0
    for span in sorted(finding.focus for finding in judgement.findings if finding.focus is not None):
        before, words, after = text[: span.start], span.of(text), text[span.end :]
        opens, closes = not before or before[-1].isspace(), not after or not after[0].isalnum()
        if span.start >= done and opens and closes and words == words.strip() and words:
            parts += [_stretch(text[done : span.start]), f"**{plain(words)}**"]
            done = span.end
    return "".join([*parts, _stretch(text[done:])])


def _stretch(text: str) -> str:
    """Escaped, with a blank at either end where the text has one."""
    if not text.strip():
        return " " if text else ""
    return " " * text[0].isspace() + plain(text) + " " * text[-1].isspace()


def _citation(source: SourceReference) -> str:
    told = ", ".join(part for part in (source.publisher, source.title, source.published, source.locator) if part)
    if source.url is None:
        return f"{plain(told)}."
    address = f"<{source.url}>" if _ADDRESS.fullmatch(safe(source.url)) else plain(source.url)
    return f"{plain(told)}. {address}"
