"""Which assertions speak of the same thing, and whether their figures can both be right."""

from __future__ import annotations

from factcheck.interval import Interval
from factcheck.knowledge.entries import Assertion
from factcheck.model import Quantity


def slot(fact: Assertion) -> object:
    """What an assertion gives a value of: two with the same say the same or contradict each other."""
    period = None if fact.period is None else (fact.period.start, fact.period.end, fact.period.relation)
    return (
        fact.kind, fact.subject, fact.metric, period, fact.relation, fact.group, fact.by, fact.together,
        frozenset(fact.partners), frozenset(fact.over),
    )  # fmt: skip


def differ(first: Quantity, second: Quantity) -> bool:
    """True where two figures can't both be right as they are printed: 505K and 505,123 are one figure."""
    if first.unit != second.unit:
        return False
    if first.value is None or second.value is None or not (first.interval.is_point and second.interval.is_point):
        return _as_printed(first).is_disjoint(_as_printed(second))
    return abs(first.value - second.value) > max(first.step, second.step) / 2


def _as_printed(quantity: Quantity) -> Interval:
    if quantity.value is None or not quantity.interval.is_point:
        return quantity.interval
    return Interval.around(quantity.value, quantity.step / 2)
