"""From the judge's rulings to what reports see: spans of the text, and evidence with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from factcheck.claims.reading import Reading
from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.entries import Assertion
from factcheck.model import Evidence, Finding, Mention, SourceReference, Span, Stance, Trace, Verdict
from factcheck.verify.judge import Judged, Ruling
from factcheck.verify.outcome import Outcome


def finding_of(judged: Judged, reading: Reading, base: KnowledgeBase) -> Finding:
    """The verdict on one claim, with what it rests on."""
    outcome = judged.outcome
    span = _trimmed(reading, judged.clauses[0].first, judged.clauses[-1].last)
    focus = None
    if outcome.verdict is Verdict.CONTRADICTED:
        focus = span if outcome.focus is None or outcome.focus[0] < 0 else reading.span(*outcome.focus)
    evidence = tuple(_evidence(outcome, base))
    return Finding(span, outcome.verdict, outcome.kind, outcome.reason, focus, outcome.suggestion, evidence)


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
        yield Evidence(fact.id, fact.statement, own, _sources(fact, base))


def _sources(fact: Assertion, base: KnowledgeBase) -> tuple[SourceReference, ...]:
    return tuple(
        SourceReference(source.id, source.title, source.publisher, source.url, source.published, citation.locator)
        for citation in fact.citations
        if (source := base.sources.get(citation.source)) is not None
    )


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
