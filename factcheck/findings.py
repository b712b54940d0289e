"""From the judge's rulings to what reports see: spans of the text, and evidence with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from factcheck.claims.reading import QuantityHit, Reading
from factcheck.correcting import correction_of
from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.entries import Assertion
from factcheck.knowledge.files import base_of, name_within
from factcheck.model import (
    Evidence,
    Finding,
    Gap,
    Kind,
    Mention,
    QuantityKind,
    SourceReference,
    Span,
    Stance,
    Trace,
    Verdict,
    Written,
)
from factcheck.verify.judge import Judged, Ruling
from factcheck.verify.outcome import Outcome

_OPEN = frozenset({Kind.NOT_KNOWN, Kind.OTHER_PERIOD, Kind.PARTIAL})


def finding_of(judged: Judged, reading: Reading, base: KnowledgeBase, quoted: bool = False) -> Finding:
    """The verdict on one claim, with what it rests on; `quoted` where the sentence stands in quotation marks."""
    outcome = judged.outcome
    span = _trimmed(reading, judged.clauses[0].first, judged.clauses[-1].last)
    focus = None
    if outcome.verdict is Verdict.CONTRADICTED:
        focus = span if outcome.focus is None or outcome.focus[0] < 0 else reading.span(*outcome.focus)
    evidence = tuple(_evidence(outcome, base))
    found = correction_of(judged, reading, base, quoted)
    correction, uncorrected = (None, found) if isinstance(found, str) else (found, None)
    return Finding(
        span,
        outcome.verdict,
        outcome.kind,
        outcome.reason,
        focus,
        outcome.suggestion,
        evidence,
        correction,
        uncorrected,
    )


def _trimmed(reading: Reading, first: int, last: int) -> Span:
    while last - first > 1 and not reading.tokens[last - 1].is_word and reading.tokens[last - 1].text not in '%)”"':
        last -= 1
    while last - first > 1 and not reading.tokens[first].is_word and reading.tokens[first].text not in '$€£¥(“"#':
        first += 1
    return reading.span(first, last)


def _evidence(outcome: Outcome, base: KnowledgeBase) -> Iterator[Evidence]:
    stance = {Verdict.SUPPORTED: Stance.SUPPORTS, Verdict.CONTRADICTED: Stance.REFUTES}.get(
        outcome.verdict, Stance.RELATED
    )
    for number, fact in enumerate(dict.fromkeys(outcome.evidence)):
        own = Stance.RELATED if outcome.suggestion and number and stance is Stance.REFUTES else stance
        place = Written(name_within(fact.place.path), fact.place.line)
        sources = _sources(fact, base)
        yield Evidence(fact.id, fact.statement, own, sources, base_of(fact.place.path), place, fact.printed)


def _sources(fact: Assertion, base: KnowledgeBase) -> tuple[SourceReference, ...]:
    return tuple(
        SourceReference(source.id, source.title, source.publisher, source.url, source.published, citation.locator)
        for citation in fact.citations
        if (source := base.sources.get(citation.source)) is not None
    )


def gaps_of(ruling: Ruling, reading: Reading, base: KnowledgeBase) -> tuple[Gap, ...]:
    """The figures of a sentence of which nothing is known; none where it is decided, or tells nothing checkable."""
    if ruling.outcome.kind not in _OPEN or not reading.entities:
        return ()
    known = {hit for each in ruling.judged if each.outcome.decided for hit in each.used}
    figures = [hit for hit in reading.quantities if hit.quantity.kind is not QuantityKind.ORDINAL]
    return tuple(_gap(hit, ruling, reading, base) for hit in figures if hit.first not in known)


def _gap(hit: QuantityHit, ruling: Ruling, reading: Reading, base: KnowledgeBase) -> Gap:
    claims = [each.claim for each in ruling.judged if each.claim is not None and each.claim.quantity is not None]
    claim = next((each for each in claims if each.quantity is not None and each.quantity.first == hit.first), None)
    subjects = claim.subjects if claim is not None and claim.subjects else reading.entities
    own = claim is not None and claim.metric is not None and not (claim.metric.missing or claim.metric.inherited)
    metric = claim.metric.id if own and claim is not None and claim.metric is not None else None
    if metric is not None and base.metrics[metric].kind is QuantityKind.OTHER:
        # a field that is only led has no figures
        metric = None
    when = next((each.period.text for each in reading.periods), None)
    return Gap(subjects[0].id, metric, when, hit.quantity.text)


def trace_of(reading: Reading, ruling: Ruling) -> Trace:
    """What was read in a sentence and how its verdict came about."""
    return Trace(
        tuple(hit.quantity for hit in reading.quantities),
        tuple(hit.period for hit in reading.periods),
        tuple(_mention(reading, hit.id, hit.first, hit.last, hit.score) for hit in reading.entities),
        tuple(_metrics(reading, ruling.judged)),
        ruling.steps,
    )


def _mention(reading: Reading, name: str, first: int, last: int, score: float) -> Mention:
    span = reading.span(first, last)
    return Mention(span, span.of(reading.text), name, score)


def _metrics(reading: Reading, judged: Sequence[Judged]) -> Iterable[Mention]:
    for name, hits in sorted(reading.words.items()):
        own = [hit for hit in hits if hit.group >= 0]
        if own and any(fact.metric == name for each in judged for fact in each.outcome.evidence):
            first, last = min(hit.first for hit in own), max(hit.last for hit in own)
            yield _mention(reading, name, first, last, min(hit.score for hit in own))
