"""`terminal`: for a person at a screen.

Each sentence that needs attention is shown with the very words in question underlined, then why, what was perhaps
meant, and numbers that lead to the list of sources. Nothing rests on colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import (
    SHIPPED,
    Document,
    Evidence,
    Finding,
    Judgement,
    Report,
    SourceReference,
    Span,
    Stance,
    Verdict,
)
from factcheck.reports.excerpt import excerpt
from factcheck.reports.reading import read_things
from factcheck.reports.text import filled, safe
from factcheck.reports.view import View, deciding, decisive, remarks

_INDENT = "  "
_WIDEST = 100
_NARROWEST = 24
_PAINT = {Verdict.CONTRADICTED: "1;31", Verdict.SUPPORTED: "1;32", Verdict.UNKNOWN: "1;33"}


def terminal(report: Report, view: View) -> str:
    """The report as lines of at most `view.width` columns (and at most 100, the most that reads well)."""
    several = len(report.knowledge.bases) > 1
    page = _Page(view, max(_NARROWEST, min(view.width, _WIDEST)), several)
    for checked in report.documents:
        for judgement in checked.judgements:
            if judgement.verdict in view.verdicts:
                page.sentence(checked.document, judgement)
    page.bibliography()
    if not view.lookup:
        page.summary(report)
    while page.lines and not page.lines[-1]:
        page.lines.pop()
    return "".join(line.rstrip() + "\n" for line in page.lines)


class _Page:
    """The lines written so far, and the sources cited in them in the order of their numbers."""

    def __init__(self, view: View, width: int, several_bases: bool) -> None:
        self.several_bases = several_bases
        self.view = view
        self.width = width
        self.lines: list[str] = []
        self.cited: dict[tuple[SourceReference, str], int] = {}

    def sentence(self, document: Document, judgement: Judgement) -> None:
        """Write what is to say of one sentence, and an empty line after it."""
        if self.view.lookup:
            self._answer(judgement)
        else:
            self._head(document, judgement)
            self._words(judgement)
            for text in self._reasons(judgement):
                self._set(text)
        for finding in remarks(judgement):
            if finding.suggestion:
                self._set(f"perhaps meant: {finding.suggestion}")
        for text in self._near(judgement):
            self._set(text)
        if self.view.trace:
            self._steps(judgement)
        self.lines.append("")

    def bibliography(self) -> None:
        """Write the list of all sources that were cited."""
        if not self.cited:
            return
        if not self.view.lookup:
            self.lines.append(self._paint("sources", "1"))
        for (source, base), number in self.cited.items():
            whose = f"({base}) " if self.several_bases and base != SHIPPED else ""
            self._set(whose + _citation(source), lead=f"[{number}] ")
        if not self.view.lookup:
            self.lines.append("")

    def summary(self, report: Report) -> None:
        """Write how many sentences have each verdict, and how to see those that are not shown."""
        counts = report.counts()
        total = sum(counts.values())
        told = ", ".join(f"{counts[v]} {v}" for v in (Verdict.CONTRADICTED, Verdict.SUPPORTED, Verdict.UNKNOWN))
        where = f" in {len(report.documents)} files" if len(report.documents) > 1 else ""
        line = f"{total} {'sentence' if total == 1 else 'sentences'}{where}: {told}"
        hidden = sum(counts[verdict] for verdict in Verdict if verdict not in self.view.verdicts)
        self.lines.extend(self._filled(line + (" (-v shows all)" if hidden else ""), self.width))

    def _answer(self, judgement: Judgement) -> None:
        texts = list(self._reasons(judgement))
        verdict = str(judgement.verdict)
        first, *rest = self._filled(f"{verdict}: {texts[0]}", self.width)
        self.lines.append(self._paint(verdict, _PAINT[judgement.verdict]) + first[len(verdict) :])
        self.lines.extend(rest)
        for text in texts[1:]:
            self._set(text)

    def _head(self, document: Document, judgement: Judgement) -> None:
        at = document.position(_start(judgement))
        place = safe(f"{document.path}:{at.line}:{at.column}", self.view.ascii)
        quoted = " (quoted)" if judgement.unit.quoted else ""
        verdict = self._paint(str(judgement.verdict), _PAINT[judgement.verdict])
        self.lines.append(f"{verdict} {place}{quoted}")

    def _words(self, judgement: Judgement) -> None:
        """Write the sentence, with carets below the words that are refuted."""
        spans: list[Span] = []
        if judgement.verdict is Verdict.CONTRADICTED:
            spans = [finding.focus or finding.span for finding in remarks(judgement)]
        for words, carets in excerpt(judgement.unit.text, spans, self.width - 2 * len(_INDENT), self.view.ascii):
            self.lines.append(2 * _INDENT + words)
            if carets:
                self.lines.append(2 * _INDENT + self._paint(carets, _PAINT[judgement.verdict]))

    def _reasons(self, judgement: Judgement) -> Iterator[str]:
        found = remarks(judgement)
        reasons = dict.fromkeys(finding.reason for finding in found)
        for reason in reasons or (judgement.reason,):
            yield reason + self._marks(finding for finding in found if finding.reason == reason)

    def _marks(self, findings: Iterator[Finding]) -> str:
        evidence = [item for finding in findings for item in decisive(finding.evidence)]
        return self._numbers([item for item in evidence if item.stance is not Stance.RELATED])

    def _numbers(self, evidence: Sequence[Evidence]) -> str:
        sources = dict.fromkeys((source, item.base) for item in evidence for source in item.sources)
        marks = [f"[{self.cited.setdefault(source, len(self.cited) + 1)}]" for source in sources]
        return " " + " ".join(marks) if marks else ""

    def _near(self, judgement: Judgement) -> Iterator[str]:
        """For a sentence that nothing decides: what comes nearest to it."""
        if judgement.verdict is not Verdict.UNKNOWN:
            return
        evidence = dict.fromkeys(item for finding in deciding(judgement) for item in decisive(finding.evidence))
        for item in evidence:
            lead = "nearest" if item.stance is Stance.RELATED else str(item.stance)
            yield f"{lead}: {item.statement}{self._numbers([item])}"

    def _steps(self, judgement: Judgement) -> None:
        for head, note in read_things(judgement):
            self._set(note, lead=f"{head}: ")

    def _set(self, text: str, lead: str = "") -> None:
        """Write indented text; the lines after the first hang below its `lead`."""
        lead = safe(lead, self.view.ascii)
        hang = len(_INDENT) + (len(lead) if 0 < len(lead) < 6 else 2)
        first, *rest = self._filled(lead + text, self.width - hang) or ("",)
        self.lines += [_INDENT + first, *(" " * hang + line for line in rest)]

    def _filled(self, text: str, width: int) -> list[str]:
        return list(filled(safe(text, self.view.ascii), width))

    def _paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.view.color else text


def _start(judgement: Judgement) -> int:
    return judgement.unit.origins[0]


def _citation(source: SourceReference) -> str:
    # a title in brackets is a description of what has none
    title = source.title if source.title.startswith("[") else f"“{source.title}”"
    parts = [source.publisher, title, source.published, source.locator]
    told = ", ".join(part for part in parts if part)
    return f"{told}. {source.url}" if source.url else f"{told}."
