"""The algebra of intervals against brute force over a grid that is finer than their ends."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.interval import Interval

# Ends are whole and between -3 and 3; between any two of them, and beyond both, the grid has points.
ENDS = st.integers(-3, 3)
GRID = [Fraction(step, 4) for step in range(-48, 49)]
COARSE = [Fraction(step, 2) for step in range(-24, 25)]


@st.composite
def intervals(draw: st.DrawFn, ends: st.SearchStrategy[int] = ENDS) -> Interval:
    first, second = draw(ends), draw(ends)
    low, high = min(first, second), max(first, second)
    flags = (False, False) if low == high else (draw(st.booleans()), draw(st.booleans()))
    unbounded = draw(st.sampled_from([(False, False)] * 3 + [(True, False), (False, True), (True, True)]))
    return Interval(
        None if unbounded[0] else Fraction(low), None if unbounded[1] else Fraction(high), flags[0], flags[1]
    )


@st.composite
def amounts(draw: st.DrawFn, least: int) -> Interval:
    """Intervals of numbers that are not below `least`."""
    found = draw(intervals(st.integers(least, 4)))
    return found if found.low is not None else Interval(Fraction(least), found.high, False, found.high_open)


def holds(interval: Interval, value: Fraction) -> bool:
    """Whether a number is in an interval, told from its ends alone."""
    above = interval.low is None or (value >= interval.low and not (interval.low_open and value == interval.low))
    below = interval.high is None or (value <= interval.high and not (interval.high_open and value == interval.high))
    return above and below


def members(interval: Interval) -> set[Fraction]:
    return {value for value in GRID if holds(interval, value)}


@given(intervals())
def test_members(interval: Interval) -> None:
    assert {value for value in GRID if interval.contains(value)} == members(interval)
    assert interval.is_point == (len(members(interval)) == 1)


@given(intervals(), intervals())
def test_inside_and_apart(one: Interval, other: Interval) -> None:
    assert one.is_subset(other) == (members(one) <= members(other))
    assert one.is_disjoint(other) == (not members(one) & members(other))


@given(intervals(), intervals())
def test_sums_and_differences(one: Interval, other: Interval) -> None:
    for value in COARSE[12:-12]:
        assert (one + other).contains(value) == any(other.contains(value - each) for each in members(one))
        assert (one - other).contains(value) == any(one.contains(value + each) for each in members(other))


@given(intervals(), st.fractions(Fraction(1, 8), 8, max_denominator=8))
def test_multiples(interval: Interval, factor: Fraction) -> None:
    scaled = interval.scaled(factor)
    assert all(scaled.contains(value * factor) == interval.contains(value) for value in GRID)


@given(amounts(0), amounts(1))
def test_ratios(one: Interval, other: Interval) -> None:
    ratio = one.divided_by(other)
    assert all(ratio.contains(left / right) for left in members(one) for right in members(other))
    for value in GRID:
        if value > 0:
            assert ratio.contains(value) == (not other.scaled(value).is_disjoint(one))
    assert ratio.contains(0) == one.contains(0)


@given(ENDS, st.integers(0, 3))
def test_points_and_bands(value: int, margin: int) -> None:
    assert members(Interval.point(value)) == {Fraction(value)}
    around = Interval.around(Fraction(value), Fraction(margin))
    assert members(around) == {each for each in GRID if abs(each - value) <= margin}


@pytest.mark.parametrize(("low", "high", "low_open", "high_open"), [(2, 1, False, False), (1, 1, True, False)])
def test_nothing_is_no_interval(low: int, high: int, low_open: bool, high_open: bool) -> None:
    with pytest.raises(ValueError, match="empty"):
        Interval(Fraction(low), Fraction(high), low_open, high_open)


@pytest.mark.parametrize("divisor", [Interval(Fraction(0), Fraction(2)), Interval(Fraction(-1), Fraction(2))])
def test_a_divisor_that_may_be_zero_is_refused(divisor: Interval) -> None:
    with pytest.raises(ValueError, match="ratio"):
        Interval.point(3).divided_by(divisor)


@pytest.mark.parametrize("factor", [Fraction(0), Fraction(-1)])
def test_a_factor_is_above_zero(factor: Fraction) -> None:
    with pytest.raises(ValueError, match="factor"):
        Interval.point(3).scaled(factor)
