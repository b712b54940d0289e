"""What a wrong figure should be, where just one correction is certain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.claims.claim import Claim, Frame, Modality
from factcheck.claims.reading import Reading
from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.entries import Assertion, AssertionKind
from factcheck.model import Bound, Correction, Kind, Period, PeriodRelation, Quantity, QuantityKind, Span, Verdict
from factcheck.notation import rewrite
from factcheck.verify.agreement import Agreement, compare, known
from factcheck.verify.judge import Judged

_MARK = re.compile('[“”„«»"]')
_NOT_A_FIGURE = "what is wrong is not a figure by itself"
_WHY_NOT = {
    Kind.MIXED_UP: "it may be the name or the measure that is wrong, and not the figure",
    Kind.REVERSED: "what is said is the wrong way round",
}
_WORDED = frozenset({Bound.EXACT, Bound.ABOUT})
_PLAIN = frozenset({QuantityKind.NUMBER, QuantityKind.OTHER})


def correction_of(judged: Judged, reading: Reading, base: KnowledgeBase, quoted: bool) -> Correction | str | None:
    """The correction of a refuted claim, or in a few words why none is certain; None for a claim that isn't refuted.

    It takes a figure of one subject, told by the author, against one known figure of just that measure, subject and
    time. quoted: the sentence stands in quotation marks.
    """
    outcome, claim = judged.outcome, judged.claim
    if outcome.verdict is not Verdict.CONTRADICTED:
        return None
    if outcome.kind not in (Kind.DIFFERS, Kind.OUTDATED):
        return _WHY_NOT.get(outcome.kind, _NOT_A_FIGURE)
    hit = claim.quantity if claim is not None and claim.frame is Frame.FIGURE else None
    if claim is None or hit is None or outcome.focus != (hit.first, hit.last):
        return _NOT_A_FIGURE
    stated = hit.quantity
    facts = [fact for fact in dict.fromkeys(outcome.evidence) if not _agrees(stated, fact)]
    obstacle = _quotation(reading.text, stated.span, quoted) or _of_claim(claim) or _of_facts(claim, facts, base)
    if obstacle or not facts or (right := facts[0].value) is None or right.value is None:
        return obstacle or _NOT_A_FIGURE
    if (stated.kind, stated.unit) != (right.kind, right.unit) and not {stated.kind, right.kind} <= _PLAIN:
        return "the figure is told in another unit"
    made = rewrite(reading.text, stated, right.value)
    return made if isinstance(made, str) else Correction(made.span, made.text)


def _agrees(stated: Quantity, fact: Assertion) -> bool:
    """True for an older figure, which a claim repeats."""
    value = fact.value
    alike = value is not None and (value.kind, value.unit) == (stated.kind, stated.unit)
    return value is not None and alike and compare(stated, known(value)) is Agreement.AGREES


def _quotation(text: str, span: Span, quoted: bool) -> str | None:
    """An odd number of marks before the figure or behind it: it stands within a quotation, or may do so."""
    before, after = len(_MARK.findall(text[: span.start])), len(_MARK.findall(text[span.end :]))
    return "it is quoted" if quoted or before % 2 or after % 2 else None


def _of_claim(claim: Claim) -> str | None:
    assert claim.quantity is not None
    stated = claim.quantity.quantity
    if claim.sayers or claim.modality is not Modality.ASSERTED:
        return "it is told as what others say"
    if claim.denied:
        return "it is denied here"
    if len(claim.subjects) != 1 or claim.rest or claim.together:
        return "it is the figure of several"
    if claim.metric is None or claim.metric.missing:
        return "it is not certain which measure is meant"
    if stated.bound not in _WORDED or stated.value is None:
        return "the sentence tells a bound, not a figure"
    return None


def _of_facts(claim: Claim, facts: Sequence[Assertion], base: KnowledgeBase) -> str | None:
    assert claim.metric is not None
    if len({(fact.value.value, fact.value.bound) for fact in facts if fact.value is not None}) != 1:
        return "sources give more than one figure"
    fact = facts[0]
    if fact.kind is not AssertionKind.FIGURE:
        return "what is known is no figure of its own"
    if fact.metric != claim.metric.id or fact.subject != claim.subjects[0].id:
        return "what is known is the figure of another"
    if {hit.id for hit in claim.partners} != set(fact.partners) or bool(claim.objects) != bool(fact.over):
        return "what is known is the figure of others together"
    if fact.value is None or fact.value.bound is not Bound.EXACT or fact.value.value is None:
        return f"the source gives no exact figure: {fact.printed}"
    if not _same_time([hit.period for hit in claim.periods], fact.period):
        return "what is known is of another time"
    return None


def _same_time(told: Sequence[Period], known_for: Period | None) -> bool:
    if not told:
        return True
    if len(told) > 1 or known_for is None or told[0].relation is not PeriodRelation.IN or told[0].part:
        return False
    return (told[0].start, told[0].end) == (known_for.start, known_for.end)
