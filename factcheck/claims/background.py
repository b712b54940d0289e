"""What a clause may take over from what stands before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from factcheck.claims.claim import Claim, Frame, MetricReading, Modality
from factcheck.claims.clauses import Clause
from factcheck.claims.reading import EntityHit, Mark, PeriodHit, Reading
from factcheck.record import record, replace

_NOTHING_MET: Mapping[str, frozenset[int]] = MappingProxyType({})


@record
class Background:
    """What a clause may take over from what stands before it: who, what and when was spoken of last."""

    subjects: tuple[EntityHit, ...] = ()
    metrics: tuple[MetricReading, ...] = ()
    periods: tuple[PeriodHit, ...] = ()
    relation: Mark | None = None
    partners: tuple[EntityHit, ...] = ()
    modality: Modality = Modality.ASSERTED
    met: Mapping[str, frozenset[int]] = _NOTHING_MET
    objects: tuple[EntityHit, ...] = ()
    together: bool = False


def lent_by(
    reading: Reading,
    clause: Clause,
    periods: tuple[PeriodHit, ...],
    readings: Sequence[Claim],
    background: Background,
) -> Background:
    """What the next clause may take over from this one, whose claims are `readings`."""
    met = _met(reading, clause) or background.met
    if not readings:
        subjects = clause.within(reading.entities) or background.subjects
        return replace(background, subjects=subjects, periods=periods, met=met)
    last = readings[-1]
    return Background(
        last.subjects or background.subjects,
        tuple({claim.metric.id: claim.metric for claim in readings if claim.metric}.values()),
        last.periods,
        last.relation,
        last.partners or background.partners,
        last.modality,
        met,
        last.objects if last.frame is Frame.COMPARISON else (),
        last.together,
    )


def _met(reading: Reading, clause: Clause) -> dict[str, frozenset[int]]:
    """The word groups of each metric that the clause has words of."""
    found = {
        name: frozenset(hit.group for hit in clause.within(hits) if hit.group >= 0)
        for name, hits in reading.words.items()
    }
    return {name: groups for name, groups in found.items() if groups}


def spoken_of(reading: Reading, clauses: Sequence[Clause], number: int) -> tuple[EntityHit, ...]:
    """Whom a clause without a name speaks of, if that is not the subject of the clause before: "…, who have 50"."""
    if reading.plays(clauses[number].first, "relating"):
        return tuple(hit for hit in reading.entities if hit.last <= clauses[number].first)[-1:]
    if number == 0:
        return _named_later(reading, clauses[1:])
    return ()


def faced(reading: Reading, clause: Clause, subjects: tuple[EntityHit, ...]) -> tuple[EntityHit, ...] | None:
    """Whom a figure without a name is of that is held against another ("700 vs. 450"): the other one of two.

    None for a clause that does no such thing; empty where it is not clear who is meant.
    """
    if not reading.plays(clause.first, "facing") or clause.within(reading.periods):
        return None
    known = {hit.id for hit in subjects}
    others = {hit.id: hit for hit in reading.entities if hit.last <= clause.first and hit.id not in known}
    return tuple(others.values()) if len(others) == 1 else ()


def taken_together(reading: Reading, clauses: Sequence[Clause], number: int) -> tuple[EntityHit, ...]:
    """ "Norway (37) and Peru (19) | together have …": those who stand before, each in a clause of its own."""
    clause = clauses[number]
    marks = [mark for mark in clause.within(reading.marks) if "together" in mark.kinds]
    if not marks or any(hit.first < marks[0].first for hit in clause.within(reading.entities)):
        return ()
    found: list[EntityHit] = []
    for before in reversed(clauses[:number]):
        named = before.within(reading.entities)
        if len(named) != 1:
            break
        found.insert(0, named[0])
    return tuple(found) if len(found) > 1 else ()


def _named_later(reading: Reading, clauses: Sequence[Clause]) -> tuple[EntityHit, ...]:
    """Whom the next clause names, for "With 2.4 million members, the club has …"."""
    passed = {mark.last for mark in reading.marks if mark.kinds & {"exceeds", "below"}}
    for clause in clauses:
        found = [hit for hit in clause.within(reading.entities) if not passed & {hit.first, hit.first - 1}]
        if found:
            return tuple(found[:1])
    return ()
