"""What an author's comments do to the judgements of a draft: units held back, and comments that hold nothing back."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import AppliedSuppression, CheckedDocument, Document, Judgement, Suppression, Verdict


def ignored_in(document: Document) -> dict[int, frozenset[str]]:
    """The assertions that don't count for a unit, by the place of the unit among those of the document."""
    found: dict[int, frozenset[str]] = {}
    for suppression in document.suppressions:
        for unit in suppression.units:
            if suppression.assertion is not None:
                found[unit] = found.get(unit, frozenset()) | {suppression.assertion}
    return found


def hold_back(document: Document, judgements: Sequence[Judgement], full: Sequence[Judgement]) -> CheckedDocument:
    """The judgements that a report shows, without those of silenced units, and what each suppression held back.

    judgements: one for each unit, without what assertions say that are ignored there. full: the same with them.
    """
    silent = {unit for each in document.suppressions if each.assertion is None for unit in each.units}
    applied = tuple(
        AppliedSuppression(each, sum(_holds(each, full[unit]) for unit in each.units)) for each in document.suppressions
    )
    shown = tuple(judgement for unit, judgement in enumerate(judgements) if unit not in silent)
    return CheckedDocument(document, shown, applied)


def _holds(suppression: Suppression, judgement: Judgement) -> bool:
    """True where a judgement would be complained of, and by the assertion that is ignored if it is just one."""
    if suppression.assertion is None:
        return judgement.verdict is not Verdict.SUPPORTED
    refuting = [finding for finding in judgement.findings if finding.verdict is not Verdict.SUPPORTED]
    return any(item.assertion == suppression.assertion for finding in refuting for item in finding.evidence)
