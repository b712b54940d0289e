"""Figures brought to one unit, so that they can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.knowledge.entries import Metric
from factcheck.model import Bound, Quantity, QuantityKind
from factcheck.record import replace


def scaled(quantity: Quantity, factor: Fraction, kind: QuantityKind, unit: str | None) -> Quantity:
    """The quantity times `factor`, told in another kind and unit."""
    value = None if quantity.value is None else quantity.value * factor
    step = quantity.step * factor
    return replace(quantity, value=value, step=step, interval=quantity.interval.scaled(factor), kind=kind, unit=unit)


def rest(quantity: Quantity, whole: Fraction) -> Quantity:
    """What is left of `whole` without the quantity; its bounds turn round."""
    turned = {
        Bound.MORE_THAN: Bound.LESS_THAN,
        Bound.LESS_THAN: Bound.MORE_THAN,
        Bound.AT_LEAST: Bound.AT_MOST,
        Bound.AT_MOST: Bound.AT_LEAST,
    }
    value = None if quantity.value is None else whole - quantity.value
    interval = Interval.point(whole) - quantity.interval
    return replace(quantity, value=value, interval=interval, bound=turned.get(quantity.bound, quantity.bound))


def whole_of(metric: Metric) -> Fraction | None:
    """The whole that a metric's figures are parts of: 100 for a percentage, or the figure in its name ("top 100")."""
    if metric.kind is QuantityKind.PERCENT:
        return Fraction(100)
    return next((each.value for each in metric.fixed if each.value is not None), None)


def in_unit_of(quantity: Quantity, known: Quantity, metric: Metric, months: Mapping[str, Fraction]) -> Quantity | None:
    """The claimed quantity in the kind and unit of a known one; None where they can't be compared."""
    if quantity.kind is known.kind:
        if quantity.kind is QuantityKind.DURATION:
            return _in_duration(quantity, known.unit, months)
        return quantity if quantity.unit == known.unit else None
    if quantity.kind is QuantityKind.RATIO and known.kind is QuantityKind.PERCENT:
        return scaled(quantity, Fraction(100), QuantityKind.PERCENT, known.unit)
    if known.kind is QuantityKind.NUMBER and quantity.kind in (QuantityKind.RATIO, QuantityKind.PERCENT):
        whole = whole_of(metric)
        if whole is None or not metric.share_of_whole:
            return None
        factor = whole if quantity.kind is QuantityKind.RATIO else whole / 100
        return scaled(quantity, factor, QuantityKind.NUMBER, None)
    if {quantity.kind, known.kind} == {QuantityKind.NUMBER, QuantityKind.OTHER}:
        return replace(quantity, kind=known.kind, unit=known.unit)
    return None


def _in_duration(quantity: Quantity, unit: str | None, months: Mapping[str, Fraction]) -> Quantity | None:
    if quantity.unit == unit or quantity.unit is None or unit is None:
        return quantity
    if quantity.unit not in months or unit not in months:
        return None
    return scaled(quantity, months[quantity.unit] / months[unit], QuantityKind.DURATION, unit)
