"""Evidence retrieval: the assertions that bear on a claim."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.knowledge.base import KnowledgeBase, last_day
from factcheck.knowledge.entries import Assertion, AssertionKind
from factcheck.model import Bound, Period, PeriodRelation, Quantity, QuantityKind, Span
from factcheck.record import record, replace

_NEARLY_ALL = 0.97
_MONTH = timedelta(days=30.44)
_FIGURES = frozenset({AssertionKind.FIGURE, AssertionKind.FORECAST})


@record
class Selected:
    """Assertions about one thing: those whose period fits that of a claim, latest first, and the rest."""

    fitting: tuple[Assertion, ...]
    others: tuple[Assertion, ...]


def figures(
    base: KnowledgeBase, metric: str, subject: str, partners: Collection[str] = ()
) -> list[tuple[Assertion, bool]]:
    """The figures of a subject, each with whether it speaks of just these partners (False: of more than these)."""
    found = []
    for fact in base.assertions_of(metric, subject):
        if fact.kind not in _FIGURES or fact.value is None:
            continue
        theirs = set(fact.partners)
        if bool(theirs) != bool(partners) or not set(partners) <= theirs:
            continue
        found.append((fact, set(partners) == theirs))
    return found


def relations(base: KnowledgeBase, metric: str, kinds: Collection[AssertionKind]) -> list[Assertion]:
    """The relations and rankings of a metric; one that tells an order is given for each place in it as well."""
    found: list[Assertion] = []
    for fact in base.assertions_in(metric, kinds):
        found.append(fact)
        found += [replace(fact, subject=name, value=_place(at, fact), order=()) for at, name in enumerate(fact.order)]
    return found


def _place(at: int, fact: Assertion) -> Quantity:
    """The place number `at` (from 0) of an order; in one that leaves somebody out, only the first is sure."""
    value = Fraction(at + 1)
    sure = fact.complete or at == 0
    interval = Interval.point(value) if sure else Interval(value, None)
    bound = Bound.EXACT if sure else Bound.AT_LEAST
    return Quantity(Span(0, 0), str(at + 1), value, interval, Fraction(1), bound, QuantityKind.ORDINAL)


def select(base: KnowledgeBase, facts: Iterable[Assertion], periods: Sequence[Period]) -> Selected:
    """Split facts by whether they speak of the claim's time; an undated claim is about the latest there is."""
    ordered = sorted(facts, key=lambda fact: (_day(base, fact), fact.id), reverse=True)
    if not ordered:
        return Selected((), ())
    if not periods:
        latest = [fact for fact in ordered if _same_time(base, fact, ordered[0])]
        return Selected(tuple(latest), tuple(fact for fact in ordered if fact not in latest))
    fitting = tuple(fact for fact in ordered if all(speaks_of(base, fact, period) for period in periods))
    return Selected(fitting, tuple(fact for fact in ordered if fact not in fitting))


def speaks_of(base: KnowledgeBase, fact: Assertion, period: Period) -> bool:
    """True where a fact is about the time that a claim names."""
    if fact.period is None:
        published = base.published(fact)
        if published is None:
            return False
        return (
            period.start <= last_day(published)
            and (period.end.year, 1) >= (int(published[:4]), 0)
            and _holds(period, published)
        )
    if PeriodRelation.SINCE in (period.relation, fact.period.relation) and period.relation is not fact.period.relation:
        return False
    if fact.period.within(period):
        return True
    vague = fact.period.part or period.part
    return (period.within(fact.period) and (vague or _as_long(period, fact.period))) or (
        period.relation in (PeriodRelation.SINCE, PeriodRelation.BY) and fact.period.meets(period)
    )


def is_stale(base: KnowledgeBase, fact: Assertion, today: date | None) -> bool:
    """True for a figure since which two more should have come, by the rhythm of its metric.

    today: the day from which that is told; where there is none, that of the newest source.
    """
    rhythm = None if fact.metric is None else base.metrics[fact.metric].rhythm
    if rhythm is None or fact.period is None:
        return False
    day = today or max((last_day(each.published) for each in base.sources.values() if each.published), default=None)
    return day is not None and fact.period.end + 2 * rhythm * _MONTH < day


def _holds(period: Period, published: str) -> bool:
    year = int(published[:4])
    return (
        period.start.year == year
        or (period.start.year <= year < period.end.year)
        or (period.relation is PeriodRelation.SINCE and period.start.year <= year)
    )


def _as_long(part: Period, whole: Period) -> bool:
    """True for a stretch that leaves out at most a few days of another; eleven months are no year."""
    return (part.end - part.start) >= (whole.end - whole.start) * _NEARLY_ALL


def _day(base: KnowledgeBase, fact: Assertion) -> date:
    if fact.period is not None:
        return fact.period.end
    published = base.published(fact)
    return date.max if published is None else last_day(published)


def _same_time(base: KnowledgeBase, left: Assertion, right: Assertion) -> bool:
    if left.period is None or right.period is None:
        return left.period is None and right.period is None
    return left.period.start == right.period.start and left.period.end == right.period.end
