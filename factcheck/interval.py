"""Sets of numbers with exact ends, and the arithmetic of derived figures over them.

An `Interval` is one convex set of rationals; an end is a `Fraction`, or None where the set goes on for ever.
"""

from __future__ import annotations

from fractions import Fraction

from factcheck.record import record


@record
class Interval:
    """The numbers between `low` and `high`; an end is excluded where its `open` flag is set.

    An unbounded end is None and counts as open. Raises ValueError for an empty interval.
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low is None and not self.low_open:
            object.__setattr__(self, "low_open", True)
        if self.high is None and not self.high_open:
            object.__setattr__(self, "high_open", True)
        if self.low is None or self.high is None:
            return
        if self.low > self.high or (self.low == self.high and (self.low_open or self.high_open)):
            raise ValueError(f"empty interval: {self}")

    @classmethod
    def point(cls, value: Fraction | int) -> Interval:
        """The set that holds `value` alone."""
        return cls(Fraction(value), Fraction(value))

    @classmethod
    def around(cls, value: Fraction, margin: Fraction) -> Interval:
        """The closed band from `value - margin` to `value + margin`; `margin` is not negative."""
        return cls(value - margin, value + margin)

    def __str__(self) -> str:
        left = "(" if self.low_open else "["
        right = ")" if self.high_open else "]"
        low = "-∞" if self.low is None else str(self.low)
        high = "∞" if self.high is None else str(self.high)
        return f"{left}{low}, {high}{right}"

    @property
    def is_point(self) -> bool:
        """True where the set holds exactly one number."""
        return self.low is not None and self.low == self.high

    def contains(self, value: Fraction | int) -> bool:
        """True where `value` is in the set."""
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below

    def is_subset(self, other: Interval) -> bool:
        """True where every number of this set is in `other`."""
        low_inside = other.low is None or (
            self.low is not None
            and (self.low > other.low or (self.low == other.low and (self.low_open or not other.low_open)))
        )
        high_inside = other.high is None or (
            self.high is not None
            and (self.high < other.high or (self.high == other.high and (self.high_open or not other.high_open)))
        )
        return low_inside and high_inside

    def is_disjoint(self, other: Interval) -> bool:
        """True where no number is in both sets."""
        return _ends_before(self, other) or _ends_before(other, self)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            _plus(self.low, other.low),
            _plus(self.high, other.high),
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __neg__(self) -> Interval:
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_open, self.low_open)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def scaled(self, factor: Fraction | int) -> Interval:
        """Every number of the set times `factor`, which is above zero."""
        if factor <= 0:
            raise ValueError(f"a factor must be above zero, not {factor}")
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Interval(low, high, self.low_open, self.high_open)

    def divided_by(self, other: Interval) -> Interval:
        """Every quotient of a number of this set by one of `other`.

        Both sets must hold no negative number, and `other` not zero: figures that people compare
        as multiples are counts, shares and amounts. Raises ValueError otherwise.
        """
        if self.low is None or self.low < 0 or other.low is None or other.low < 0:
            raise ValueError("a ratio needs sets without negative numbers")
        if other.contains(0):
            raise ValueError("a ratio needs a divisor that can't be zero")
        low = Fraction(0) if other.high is None else self.low / other.high
        low_open = self.low_open or (other.high_open and self.low > 0)
        unlimited = self.high is None or other.low == 0
        high = None if unlimited or self.high is None else self.high / other.low
        return Interval(low, high, low_open, self.high_open or (other.low_open and self.high != 0))


def _plus(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return None if left is None or right is None else left + right


def _ends_before(left: Interval, right: Interval) -> bool:
    if left.high is None or right.low is None:
        return False
    return left.high < right.low or (left.high == right.low and (left.high_open or right.low_open))
