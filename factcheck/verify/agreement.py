"""The one rule over sets: does a stated figure agree with a known one?

C is the set that the claim allows, F the set that the knowledge implies: F inside C agrees, F and C apart differ,
anything else is open. The exceptions, each from the published meaning of the verdicts: a figure that rounds to a
coarser one agrees; a claim that names the bound of the source itself agrees; a derived figure is rounded to the
precision of the claim.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.model import Bound, Quantity, QuantityKind
from factcheck.record import record

# "about": within 5 %; between that and twice that nobody can say.
_HEDGE = Fraction(1, 20)
_DOUBT = Fraction(1, 10)
# "nearly": at most about 10 % below.
_NEARLY = Fraction(1, 10)
_CLOSE = Fraction(1, 10)
# Beyond "just over", it is another figure from here on.
_FAR = Fraction(1, 2)
# "80 %" is a round figure.
_TEN = Fraction(10)
# A figure that is told more precisely than the source and further from it than this is another one.
_LOOSE = Fraction(1, 4)

_UPWARD = frozenset({Bound.MORE_THAN, Bound.AT_LEAST})
_DOWNWARD = frozenset({Bound.LESS_THAN, Bound.AT_MOST})


class Agreement(StrEnum):
    """How a stated figure stands to a known one."""

    AGREES = "agrees"
    DIFFERS = "differs"
    OPEN = "open"
    """both may be true"""
    ROUNDED_OFF = "rounded off"
    """the true value rounds to what is stated but is further from it than a reader would think"""

    def negated(self) -> Agreement:
        """The answer to the opposite question."""
        return {Agreement.AGREES: Agreement.DIFFERS, Agreement.DIFFERS: Agreement.AGREES}.get(self, self)


@record
class Figure:
    """A known figure: what it is called (`value`, None for a range), its precision, and the numbers it can be.

    derived: computed from printed figures, so that it has no precision of its own.
    """

    value: Fraction | None
    step: Fraction
    allowed: Interval
    bound: Bound = Bound.EXACT
    close: bool = False
    derived: bool = False

    @property
    def counted(self) -> bool:
        """True for an exact count, which was not rounded."""
        return self.bound is Bound.EXACT and not self.derived and self.allowed.is_point


def known(quantity: Quantity) -> Figure:
    """A printed figure of the knowledge, with the numbers that its words and its precision allow."""
    return Figure(quantity.value, quantity.step, _allowed(quantity), quantity.bound, quantity.close)


def _allowed(quantity: Quantity) -> Interval:
    value, step = quantity.value, quantity.step
    if value is None:
        return quantity.interval
    magnitude = abs(value)
    if quantity.bound is Bound.EXACT:
        exact = quantity.kind in (QuantityKind.NUMBER, QuantityKind.ORDINAL, QuantityKind.OTHER) and step <= 1
        return Interval.point(value) if exact and value.denominator == 1 else _printed(value, step)
    if quantity.bound is Bound.ABOUT:
        return Interval.around(value, max(magnitude * _HEDGE, step / 2))
    if quantity.bound is Bound.NEARLY:
        return Interval(value - magnitude * _NEARLY, value)
    if quantity.close and value:
        return _close(quantity, value)
    return quantity.interval


def _printed(value: Fraction, step: Fraction) -> Interval:
    """What a printed figure can be: half a step to either side, but a round figure is true within 5 %."""
    limit = abs(value) * _HEDGE
    return _band(value, step) if step / 2 <= limit or step <= 1 else Interval.around(value, limit)


def _band(value: Fraction, step: Fraction) -> Interval:
    """All that is written as `value` when rounded to `step`."""
    return Interval(value - step / 2, value + step / 2, high_open=True)


def _close(quantity: Quantity, value: Fraction) -> Interval:
    margin = abs(value) * _CLOSE
    if quantity.bound in _UPWARD:
        return Interval(value, value + margin, low_open=quantity.interval.low_open)
    return Interval(value - margin, value, high_open=quantity.interval.high_open)


def rounded(value: Fraction, step: Fraction) -> Fraction:
    """The multiple of `step` nearest to `value`, halves upwards."""
    return ((value / step + Fraction(1, 2)) // 1) * step


def compare(claim: Quantity, fact: Figure) -> Agreement:
    """Whether the figure that a claim states agrees with a known figure of the same kind and unit."""
    if claim.value is None:
        return _by_sets(claim.interval, fact.allowed)
    if claim.bound is Bound.EXACT:
        return _bare(claim, claim.value, fact)
    if claim.bound is Bound.ABOUT:
        return _hedged(claim, claim.value, fact)
    if claim.bound is Bound.NEARLY:
        return _nearly(claim.value, fact)
    return _bounded(claim, claim.value, fact)


def _by_sets(claimed: Interval, known_set: Interval) -> Agreement:
    if known_set.is_subset(claimed):
        return Agreement.AGREES
    return Agreement.DIFFERS if known_set.is_disjoint(claimed) else Agreement.OPEN


def _off(stated: Fraction, true: Fraction) -> Fraction:
    """How far `stated` is from `true`, as a part of `true`."""
    if true == 0:
        return Fraction(0) if stated == 0 else Fraction(1)
    return abs(stated - true) / abs(true)


def _bare(claim: Quantity, stated: Fraction, fact: Figure) -> Agreement:
    if fact.value == stated:
        return Agreement.AGREES
    if fact.value is not None and (fact.bound is Bound.EXACT or fact.derived):
        step = claim.step if fact.derived else max(claim.step, fact.step)
        if claim.kind is QuantityKind.PERCENT and stated % _TEN == 0 and _off(stated, fact.value) <= _HEDGE:
            step = max(step, _TEN)
        if claim.kind is QuantityKind.RATIO and _off(stated, fact.value) <= _HEDGE:
            return Agreement.AGREES
        off = _off(stated, fact.value)
        # "10,000" may be rounded to thousands or not at all: 6,000 does not round to it for a reader
        loose = fact.step > max(claim.step, Fraction(1)) and not fact.derived
        if rounded(fact.value, step) == rounded(stated, step) and not (loose and off > _LOOSE):
            limit = _DOUBT if fact.derived else _HEDGE
            far = off > limit and (loose or claim.step > fact.step)
            return Agreement.ROUNDED_OFF if far else Agreement.AGREES
    apart = _written_as(claim, stated).is_disjoint(fact.allowed)
    if apart and fact.close and fact.value is not None and not _far_beyond(stated, fact):
        return Agreement.OPEN
    return Agreement.DIFFERS if apart else Agreement.OPEN


def _written_as(claim: Quantity, stated: Fraction) -> Interval:
    whole = claim.kind in (QuantityKind.NUMBER, QuantityKind.ORDINAL) and claim.step <= 1 and stated.denominator == 1
    return Interval.point(stated) if whole else _band(stated, claim.step)


def _far_beyond(stated: Fraction, fact: Figure) -> bool:
    """True where a figure is not just beyond a near bound ("just over 2 %") but another one."""
    assert fact.value is not None
    beyond = stated > fact.value if fact.bound in _UPWARD else stated < fact.value
    return not beyond or _off(stated, fact.value) > _FAR


def _hedged(claim: Quantity, stated: Fraction, fact: Figure) -> Agreement:
    if _bare(claim, stated, fact) is Agreement.AGREES:
        return Agreement.AGREES
    if fact.value is not None and _off(stated, fact.value) <= _HEDGE:
        return Agreement.AGREES
    wide = Interval.around(stated, abs(stated) * _DOUBT)
    narrow = Interval.around(stated, abs(stated) * _HEDGE)
    if fact.allowed.is_subset(narrow):
        return Agreement.AGREES
    return Agreement.DIFFERS if fact.allowed.is_disjoint(wide) else Agreement.OPEN


def _nearly(stated: Fraction, fact: Figure) -> Agreement:
    if fact.value == stated:
        return Agreement.AGREES if fact.bound in (Bound.NEARLY, Bound.ABOUT) else Agreement.OPEN
    margin = abs(stated) * _NEARLY
    if fact.value is not None and fact.bound is Bound.EXACT:
        if stated - margin <= fact.value < stated:
            return Agreement.AGREES
        wide = Interval(stated - margin * 3 / 2, stated)
        return Agreement.DIFFERS if fact.allowed.is_disjoint(wide) else Agreement.OPEN
    return _by_sets(Interval(stated - margin, stated), fact.allowed)


def _bounded(claim: Quantity, stated: Fraction, fact: Figure) -> Agreement:
    if fact.value == stated:
        return _at_the_bound(claim, fact)
    if claim.close and fact.value is not None:
        near = _close(claim, stated)
        far = claim.interval if _off(stated, fact.value) <= _FAR else near
        if fact.allowed.is_subset(near):
            return Agreement.AGREES
        return Agreement.DIFFERS if fact.allowed.is_disjoint(far) else Agreement.OPEN
    return _by_sets(claim.interval, fact.allowed)


def _at_the_bound(claim: Quantity, fact: Figure) -> Agreement:
    """The claim's bound is the very figure of the source."""
    inclusive = claim.bound in (Bound.AT_LEAST, Bound.AT_MOST)
    same_side = (claim.bound in _UPWARD and fact.bound in _UPWARD) or (
        claim.bound in _DOWNWARD and fact.bound in _DOWNWARD
    )
    if same_side:
        return Agreement.OPEN if claim.close and not fact.close else Agreement.AGREES
    if claim.close and claim.bound in _DOWNWARD and fact.bound is Bound.NEARLY:
        return Agreement.AGREES
    if inclusive and fact.bound is Bound.EXACT:
        return Agreement.AGREES
    if fact.counted:
        return Agreement.DIFFERS
    return _by_sets(claim.interval, fact.allowed) if fact.bound in _UPWARD | _DOWNWARD else Agreement.OPEN
