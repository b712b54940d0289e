"""Putting right figures in the place of wrong ones, where just one correction is certain.

What is changed is checked again: a change stays only where its claim is then supported, and nothing else got worse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from factcheck.model import CheckedDocument, Document, Finding, Judgement, Span, Unit, Verdict
from factcheck.record import record

Read = Callable[[str], Document]
"""Reads the text of a draft."""
Check = Callable[[Document], CheckedDocument]


@record
class Edit:
    """New text for the code points `start` to `end` of a draft."""

    start: int
    end: int
    text: str


@record
class Left:
    """Something that is wrong and was left as it is: where it starts, the words, and why."""

    start: int
    words: str
    why: str


@record
class Fixed:
    """A draft after fixing: its text, how many figures were changed, what was left, and how it is judged now."""

    text: str
    changes: int
    left: tuple[Left, ...]
    checked: CheckedDocument


@record
class _Proposal:
    """A correction of a figure of a unit."""

    unit: Unit
    span: Span
    text: str

    def edit(self) -> Edit:
        return Edit(self.unit.origins[self.span.start], self.unit.ends[self.span.end - 1], self.text)


def fix(source: str, read: Read, check: Check) -> Fixed:
    """Correct what is certain in the text of a draft. What stands elsewhere in the text stays as it is."""
    text, changes = source, 0
    checked = check(read(text))
    barred: set[tuple[str, Span]] = set()
    while True:
        proposed = [each for each in _proposals(checked, text) if (each.unit.text, each.span) not in barred]
        if not proposed:
            return Fixed(text, changes, tuple(_left(checked, text)), checked)
        changed = apply(text, [each.edit() for each in proposed])
        after = check(read(changed))
        failed = _failed(checked, after, proposed)
        barred |= {(each.unit.text, each.span) for each in failed}
        if not failed:
            text, checked, changes = changed, after, changes + len(proposed)


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text with edits, which don't overlap."""
    parts, at = [], 0
    for each in sorted(edits, key=lambda edit: edit.start):
        parts += [text[at : each.start], each.text]
        at = each.end
    return "".join((*parts, text[at:]))


def _proposals(checked: CheckedDocument, source: str) -> Iterator[_Proposal]:
    for judgement in checked.judgements:
        found: dict[Span, str] = {}
        for finding in judgement.findings:
            if finding.correction is not None and _obstacle(judgement, finding, source) is None:
                found.setdefault(finding.correction.span, finding.correction.text)
        ends = -1
        for span, text in sorted(found.items(), key=lambda each: each[0]):
            if span.start >= ends:
                yield _Proposal(judgement.unit, span, text)
                ends = span.end


def _obstacle(judgement: Judgement, finding: Finding, source: str) -> str | None:
    """Why a refuted claim can't be corrected; None where it can be."""
    if finding.correction is None:
        return finding.uncorrected
    unit, span = judgement.unit, finding.correction.span
    written = source[unit.origins[span.start] : unit.ends[span.end - 1]]
    return None if written == span.of(unit.text) else "there is markup within the figure"


def _left(checked: CheckedDocument, source: str) -> Iterator[Left]:
    for judgement in checked.judgements:
        for finding in judgement.findings:
            if finding.verdict is Verdict.CONTRADICTED:
                span = finding.focus or finding.span
                why = _obstacle(judgement, finding, source) or "the sentence would not be right with it"
                yield Left(judgement.unit.origins[span.start], span.of(judgement.unit.text), why)


def _failed(before: CheckedDocument, after: CheckedDocument, proposed: Sequence[_Proposal]) -> Sequence[_Proposal]:
    """The proposals that don't make their claims right; the last one where it can't be told which does harm."""
    if len(before.judgements) != len(after.judgements):
        return proposed[-1:]
    by_unit: dict[int, list[_Proposal]] = {}
    for each in proposed:
        by_unit.setdefault(id(each.unit), []).append(each)
    harmed: list[_Proposal] = []
    for old, new in zip(before.judgements, after.judgements, strict=True):
        mine = by_unit.get(id(old.unit), [])
        harmed += _unsupported(mine, new)
        if not mine and old.verdict is not Verdict.CONTRADICTED and new.verdict is Verdict.CONTRADICTED:
            return proposed[-1:]
    return harmed


def _unsupported(proposed: Sequence[_Proposal], judgement: Judgement) -> Iterator[_Proposal]:
    """The proposals for a unit whose claims are not supported in the judgement of the changed unit."""
    shift = 0
    for each in proposed:
        start = each.span.start + shift
        shift += len(each.text) - (each.span.end - each.span.start)
        place = Span(start, start + len(each.text))
        covering = [finding for finding in judgement.findings if finding.span.covers(place)]
        right = any(finding.verdict is Verdict.SUPPORTED for finding in covering)
        wrong = any(finding.focus and finding.focus.overlaps(place) for finding in covering)
        if place.of(judgement.unit.text) != each.text or not right or wrong:
            yield each
