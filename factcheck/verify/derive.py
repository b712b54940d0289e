"""Arithmetic over assertions: sums, ratios and differences of printed figures, with the sets that they imply."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from operator import add

from factcheck.verify.agreement import Figure


def total(figures: Sequence[Figure]) -> Figure:
    """The sum of figures; at least one."""
    values = [each.value for each in figures]
    value = None if None in values else sum((each for each in values if each is not None), Fraction(0))
    return Figure(
        value,
        max(each.step for each in figures),
        reduce(add, (each.allowed for each in figures)),
        derived=len(figures) > 1,
    )


def ratio(left: Figure, right: Figure) -> Figure | None:
    """How many times as large `left` is as `right`; None where that can't be told."""
    try:
        allowed = left.allowed.divided_by(right.allowed)
    except ValueError:
        return None
    value = None if left.value is None or not right.value else left.value / right.value
    return Figure(value, Fraction(0), allowed, derived=True)


def difference(left: Figure, right: Figure) -> Figure:
    """How much larger `left` is than `right`."""
    value = None if left.value is None or right.value is None else left.value - right.value
    return Figure(value, max(left.step, right.step), left.allowed - right.allowed, derived=True)
