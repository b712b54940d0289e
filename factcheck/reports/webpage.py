"""`html`: one page that holds everything: the drafts as they read, each sentence marked, a card with its reasons.

The page asks for nothing from anywhere: style and script are in it, and its policy allows no other. All text from
drafts and knowledge is escaped, and only web addresses become links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from factcheck.model import (
    BlockKind,
    CheckedDocument,
    Evidence,
    Finding,
    Judgement,
    Report,
    SourceReference,
    Span,
    Stance,
    Unit,
    Verdict,
)
from factcheck.record import record
from factcheck.reports.text import safe
from factcheck.reports.view import View, decisive, remarks

_SIGNS = {Verdict.CONTRADICTED: "✗", Verdict.SUPPORTED: "✓", Verdict.UNKNOWN: ""}
_LISTED = frozenset({BlockKind.ITEM, BlockKind.CELL})
_DEEPEST = 4


def webpage(report: Report, view: View) -> str:
    """The report as an HTML page."""
    style, script = _part("page.css"), _part("page.js")
    counts = report.counts()
    boxes = "".join(_box(verdict, counts[verdict]) for verdict in Verdict)
    cards = _Cards()
    several = len(report.documents) > 1
    drafts = "".join(_draft(checked, cards, several) for checked in report.documents)
    known = report.knowledge
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(_title(report))}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<header><h1>Fact-check</h1><p>{_text(_title(report))}</p>"
        '<p class="note">Choose a marked sentence to see why, with a click or with Tab and Enter; '
        "n and p lead to the next and the previous contradiction.</p></header>\n"
        f'<div class="bar"><form aria-label="What is marked">{boxes}</form></div>\n<main>\n{drafts}</main>\n'
        f"<footer><p>Checked offline against {known.assertions} assertions from {known.sources} sources "
        f"(knowledge {_text(known.fingerprint[:12])}).</p></footer>\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _part(name: str) -> str:
    from importlib.resources import files

    return (files("factcheck.reports") / "data" / name).read_text("utf-8")


def _policy(style: str, script: str) -> str:
    allowed = f"style-src {_digest(style)}; script-src {_digest(script)}"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    """How a policy names an inline script or style that may run: the SHA-256 of its text."""
    import hashlib
    from base64 import b64encode

    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _title(report: Report) -> str:
    paths = [checked.document.path for checked in report.documents]
    return paths[0] if len(paths) == 1 else f"{len(paths)} drafts"


def _text(text: str) -> str:
    return escape(safe(text))


def _box(verdict: Verdict, count: int) -> str:
    return (
        f'<label class="{verdict}"><input type="checkbox" data-filter="{verdict}" checked> '
        f"{count} {verdict} {_SIGNS[verdict]}</label>"
    )


# --- drafts --------------------------------------------------------------------------------------


class _Cards:
    """Numbers the cards of a page."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> str:
        self._last += 1
        return f"card-{self._last}"


@record
class _Set:
    """A sentence as set in the page: its words, and the card that belongs to it."""

    words: str
    card: str


def _draft(checked: CheckedDocument, cards: _Cards, named: bool) -> str:
    judged = {judgement.unit.origins[0]: judgement for judgement in checked.judgements}
    blocks = [list(units) for _, units in groupby(checked.document.units, key=_block_of)]
    parts = [f'<h2 class="path">{_text(checked.document.path)}</h2>\n' if named else "", "<article>\n"]
    for listed, together in groupby(blocks, key=lambda units: units[0].kind in _LISTED):
        inside = "".join(_block(units, judged, cards) for units in together)
        parts.append(f"<ul>\n{inside}</ul>\n" if listed else inside)
    return "".join([*parts, "</article>\n"])


def _block_of(unit: Unit) -> tuple[int, BlockKind, int]:
    """What units of one paragraph share; one that stands alone shares it with no other."""
    return unit.block, unit.kind, unit.origins[0] if unit.alone else 0


def _block(units: Sequence[Unit], judged: Mapping[int, Judgement], cards: _Cards) -> str:
    sentences = [_sentence(unit, judged.get(unit.origins[0]), cards) for unit in units]
    words, below = " ".join(each.words for each in sentences), "".join(each.card for each in sentences)
    kind = units[0].kind
    if kind in _LISTED:
        return f"<li>{words}{below}</li>\n"
    if kind is BlockKind.HEADING:
        level = min(_DEEPEST, 2 + len(units[0].context.headings))
        return f"<h{level}>{words}</h{level}>\n{below}"
    if kind is BlockKind.QUOTE:
        return f"<blockquote>{words}</blockquote>\n{below}"
    return f"<p>{words}</p>\n{below}"


def _sentence(unit: Unit, judgement: Judgement | None, cards: _Cards) -> _Set:
    """One that its author silenced has no judgement, and stands there as it is."""
    if judgement is None:
        return _Set(_text(unit.text), "")
    card = cards.next()
    verdict = judgement.verdict
    sign = f'<span class="sign" aria-hidden="true">{_SIGNS[verdict]}</span>' if _SIGNS[verdict] else ""
    words = (
        f'<span class="s {verdict} {judgement.kind}" tabindex="0" role="button" '
        f'aria-expanded="false" aria-controls="{card}" title="{verdict}">{_marked(judgement)}{sign}</span>'
    )
    return _Set(words, _card(card, judgement))


def _marked(judgement: Judgement) -> str:
    """The words of a sentence, those that are refuted in a mark."""
    text = judgement.unit.text
    parts, done = [], 0
    for span in _refuted(judgement):
        parts += [_text(text[done : span.start]), f"<mark>{_text(span.of(text))}</mark>"]
        done = span.end
    return "".join([*parts, _text(text[done:])])


def _refuted(judgement: Judgement) -> Iterator[Span]:
    """The refuted words in their order, none of them twice."""
    done = 0
    for span in sorted(finding.focus for finding in judgement.findings if finding.focus is not None):
        if span.start >= done:
            yield span
            done = span.end


# --- cards ---------------------------------------------------------------------------------------


def _card(name: str, judgement: Judgement) -> str:
    found = remarks(judgement)
    told = "".join(map(_told, found)) or f"<p>{_text(judgement.reason)}</p>"
    kind = str(judgement.kind).replace("_", " ")
    quoted = ", in a quotation" if judgement.unit.quoted else ""
    return (
        f'<aside class="card {judgement.verdict}" id="{name}" hidden><button class="close" type="button">close</button>'
        f'<p class="verdict">{judgement.verdict} ({kind}{quoted})</p>{told}{_sources(found)}</aside>\n'
    )


def _told(finding: Finding) -> str:
    meant = f"<p>Perhaps meant: {_text(finding.suggestion)}</p>" if finding.suggestion else ""
    return f"<p>{_text(finding.reason)}</p>{meant}"


def _sources(findings: Iterable[Finding]) -> str:
    evidence = dict.fromkeys(item for finding in findings for item in decisive(finding.evidence))
    listed = "".join(f"<li>{_evidence(item)}</li>" for item in evidence)
    return f"<ul>{listed}</ul>" if listed else ""


def _evidence(item: Evidence) -> str:
    stance = "near it: " if item.stance is Stance.RELATED else ""
    cited = "; ".join(map(_citation, item.sources))
    return f"{stance}{_text(item.statement)} {cited}"


def _citation(source: SourceReference) -> str:
    parts = [source.publisher, source.title, source.published, source.locator]
    told = _text(", ".join(part for part in parts if part))
    if source.url is None or not source.url.startswith(("https://", "http://")):
        return told
    return f'{told}. <a href="{escape(safe(source.url))}" rel="noreferrer noopener">{_text(source.url)}</a>'
