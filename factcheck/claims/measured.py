"""Figures as a metric takes them: in its unit, of its kind, or part of its very name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from factcheck.claims.claim import MetricReading
from factcheck.claims.clauses import Clause
from factcheck.claims.reading import Mark, QuantityHit, Reading
from factcheck.interval import Interval
from factcheck.knowledge.entries import Metric
from factcheck.language.english import stems_of
from factcheck.model import Bound, Quantity, QuantityKind
from factcheck.record import replace

_WHOLE = 100
_THOUSAND = 1000
_NOTED = {
    "in_thousands": Fraction(10**3),
    "in_millions": Fraction(10**6),
    "in_billions": Fraction(10**9),
    "in_trillions": Fraction(10**12),
}
_LETTER = re.compile(r"[^\W\d_]")
# A bare number from here on can be money.
_LARGE = 1_000_000
# How far "or more" may stand behind a figure, with what it counts between.
_BEHIND = 6
_SOON = 4
_ALIKE = {
    QuantityKind.PERCENT: {QuantityKind.PERCENT, QuantityKind.RATIO},
    QuantityKind.NUMBER: {QuantityKind.NUMBER, QuantityKind.OTHER},
    QuantityKind.OTHER: set[QuantityKind](),
}


def compatible(quantity: Quantity, definition: Metric) -> bool:
    """True where a quantity is of a kind that the metric is measured in."""
    if definition.kind is QuantityKind.CURRENCY and quantity.kind is QuantityKind.CURRENCY:
        return quantity.unit == definition.unit
    return quantity.kind in _ALIKE.get(definition.kind, {definition.kind})


def is_fixed(hit: QuantityHit, definition: Metric) -> bool:
    """True for a figure that belongs to the name of the metric ("more than 50 matches")."""
    return any(
        hit.quantity.value == each.value and hit.quantity.unit == each.unit and hit.quantity.value is not None
        for each in definition.fixed
    )


def fixed_in(reading: Reading, metrics: Mapping[str, Metric]) -> frozenset[int]:
    """Where quantities begin that belong to the name of a metric that the sentence has words of."""
    told = (name for name, hits in reading.words.items() if any(hit.group >= 0 for hit in hits))
    named = [metrics[name] for name in told if name in metrics]
    return frozenset(hit.first for hit in reading.quantities if any(is_fixed(hit, each) for each in named))


def figures_of(reading: Reading, clause: Clause, metric: MetricReading, definition: Metric) -> list[QuantityHit]:
    """The figures of a clause as a metric takes them, without those of its name."""
    found = [
        _in_kind(reading, _in_unit(reading, clause, _taken(reading, hit), definition), metric, definition)
        for hit in clause.within(reading.quantities)
        if not is_fixed(hit, definition) and not _counts_named(reading, clause, hit, definition)
    ]
    return found or _halves(reading, clause, definition)


def _taken(reading: Reading, hit: QuantityHit) -> QuantityHit:
    """A figure with what stands around it."""
    hit = _in_scale_before(reading, _in_noted_scale(reading, hit))
    return _not_reached(reading, _open_ended(reading, _once_more(reading, _as_factor(reading, hit))))


def _in_noted_scale(reading: Reading, hit: QuantityHit) -> QuantityHit:
    """A bare figure beside a note such as "(m)" is told in millions."""
    factor = next((_NOTED[kind] for mark in reading.marks for kind in mark.kinds if kind in _NOTED), None)
    bare = hit.quantity.kind in (QuantityKind.NUMBER, QuantityKind.CURRENCY) and not _LETTER.search(hit.quantity.text)
    return replace(hit, quantity=scaled(hit.quantity, factor, hit.quantity.kind)) if factor and bare else hit


def _in_scale_before(reading: Reading, hit: QuantityHit) -> QuantityHit:
    """ "Thirty thousand against ten": the second figure is told in the scale of the one that it is held against."""
    value, at = hit.quantity.value, hit.first - 1
    before = [each.quantity for each in reading.quantities if each.last <= at]
    if at < 0 or not reading.plays(at, "facing") or not before or value is None or before[-1].value is None:
        return hit
    other = before[-1].value
    if not _LETTER.search(before[-1].text) or not 0 < value * _THOUSAND <= other or other.denominator != 1:
        return hit
    scale = _THOUSAND ** ((len(str(other.numerator)) - 1) // 3)
    return replace(hit, quantity=scaled(hit.quantity, Fraction(scale), hit.quantity.kind))


def counts_list(reading: Reading, clause: Clause, hit: QuantityHit) -> bool:
    """True for "all three" where three are named: in the clause, or in a list before it."""
    named = {each.id for each in clause.within(reading.entities)}
    nouns = {each.id for each in clause.within(reading.entities) if not each.adjective}
    if len(nouns) > 1 and hit.quantity.value in (len(named), len(nouns)):
        return True
    before = [each for each in reading.entities if each.last <= hit.first and not each.adjective]
    everyone = hit.first > 0 and reading.plays(hit.first - 1, "everyone")
    return everyone and len(before) > 1 and hit.quantity.value == len({each.id for each in before})


def _counts_named(reading: Reading, clause: Clause, hit: QuantityHit, definition: Metric) -> bool:
    """ "These three" of what is led and not measured: those that were named."""
    return definition.kind is QuantityKind.OTHER and counts_list(reading, clause, hit)


def _halves(reading: Reading, clause: Clause, definition: Metric) -> list[QuantityHit]:
    """ "Most of the lakes", "a minority of the voters": of a share, more or less than half."""
    if not definition.share_of_whole or definition.kind is not QuantityKind.PERCENT:
        return []
    marks = [
        each
        for each in clause.within(reading.marks)
        if each.kinds & {"majority", "minority"} or _is_most(reading, each)
    ]
    return [_half(reading, mark, definition) for mark in marks[:1]]


def _is_most(reading: Reading, mark: Mark) -> bool:
    """True for "most lakes", not for "the most lakes"."""
    if "most" not in mark.kinds or reading.tokens[mark.first].text.casefold() not in reading.english.grammar["most"]:
        return False
    return mark.last - mark.first == 1 and (mark.first == 0 or not reading.tokens[mark.first - 1].is_word)


def _half(reading: Reading, mark: Mark, definition: Metric) -> QuantityHit:
    half, span = Fraction(_WHOLE, 2), reading.span(mark.first, mark.last)
    fewer = "minority" in mark.kinds
    interval = Interval(None, half, high_open=True) if fewer else Interval(half, None, low_open=True)
    bound = Bound.LESS_THAN if fewer else Bound.MORE_THAN
    text = span.of(reading.text)
    quantity = Quantity(span, text, half, interval, Fraction(1), bound, QuantityKind.PERCENT, definition.unit)
    return QuantityHit(quantity, mark.first, mark.last)


def _once_more(reading: Reading, hit: QuantityHit) -> QuantityHit:
    """ "Half as large again", "a third as many again": so much more than the whole."""
    end = min(hit.last + _SOON, len(reading.tokens))
    again = any(reading.plays(at, "again") for at in range(hit.last, end))
    value = hit.quantity.value
    if not again or hit.quantity.kind is not QuantityKind.RATIO or value is None or value >= 1:
        return hit
    more = replace(hit.quantity, value=value + 1, interval=hit.quantity.interval + Interval.point(1))
    return replace(hit, quantity=more)


def _not_reached(reading: Reading, hit: QuantityHit) -> QuantityHit:
    """ "Not even a fifth": less than that."""
    before = [each for each in reading.marks if "not_even" in each.kinds and 0 <= hit.first - each.last < _SOON]
    if not before or hit.quantity.value is None:
        return hit
    ray = Interval(None, hit.quantity.value, high_open=True)
    return replace(hit, quantity=replace(hit.quantity, interval=ray, bound=Bound.LESS_THAN))


def _as_factor(reading: Reading, hit: QuantityHit) -> QuantityHit:
    """ "By a factor of 3.2": a multiple."""
    at = hit.first - 1
    if at < 1 or not reading.plays(at, "of") or not reading.plays(at - 1, "factor"):
        return hit
    return replace(hit, quantity=replace(hit.quantity, kind=QuantityKind.RATIO))


def _open_ended(reading: Reading, hit: QuantityHit) -> QuantityHit:
    """ "Two in three lakes, if not more": a bound that stands behind what is counted."""
    quantity = hit.quantity
    if quantity.value is None or quantity.bound not in (Bound.EXACT, Bound.ABOUT):
        return hit
    following = min((each.first for each in reading.quantities if each.first >= hit.last), default=len(reading.tokens))
    end = min(following, hit.last + _BEHIND)
    for mark in reading.marks:
        if not hit.last <= mark.first < end:
            continue
        if "or_more" in mark.kinds:
            ray = Interval(quantity.value, None)
            return replace(hit, quantity=replace(quantity, interval=ray, bound=Bound.AT_LEAST))
        if "or_less" in mark.kinds:
            ray = Interval(None, quantity.value)
            return replace(hit, quantity=replace(quantity, interval=ray, bound=Bound.AT_MOST))
        if "or_so" in mark.kinds:
            return replace(hit, quantity=replace(quantity, bound=Bound.ABOUT))
    return hit


def _in_unit(reading: Reading, clause: Clause, hit: QuantityHit, definition: Metric) -> QuantityHit:
    """A figure with a unit of measure in that of the metric; of another kind where it measures something else."""
    told = _unit_after(reading, clause, hit)
    if told is None or definition.unit is None or hit.quantity.kind not in (QuantityKind.NUMBER, QuantityKind.RATIO):
        return hit
    own = _measure(reading, stems_of(definition.unit))
    if own is None:
        return hit
    at, (family, factor) = told
    if family != own[0]:
        return replace(hit, quantity=replace(hit.quantity, kind=QuantityKind.OTHER, unit=family), last=at)
    ratio = Fraction(factor) / Fraction(own[1])
    return replace(hit, quantity=scaled(hit.quantity, ratio, QuantityKind.NUMBER), last=at)


def scaled(quantity: Quantity, factor: Fraction, kind: QuantityKind) -> Quantity:
    """A quantity times a factor, of another kind."""
    value = None if quantity.value is None else quantity.value * factor
    interval, step = quantity.interval.scaled(factor), quantity.step * factor
    return replace(quantity, value=value, interval=interval, step=step, kind=kind)


def _unit_after(reading: Reading, clause: Clause, hit: QuantityHit) -> tuple[int, Sequence[str]] | None:
    """The unit of measure that stands right behind a figure ("half a mile"), with where it ends."""
    at = hit.last
    halved = hit.quantity.kind is QuantityKind.RATIO
    while at < clause.last and (reading.tokens[at].text == "-" or (halved and reading.plays(at, "articles"))):
        at += 1
    rest = [(place, token.stem) for place, token in enumerate(reading.tokens) if place >= at and token.text != "-"]
    found = reading.english.measures.at([stem for _, stem in rest], 0) if rest else []
    return (rest[found[0].last - 1][0] + 1, found[0].payload) if found else None


def _measure(reading: Reading, stems: Sequence[str]) -> Sequence[str] | None:
    found = reading.english.measures.at(stems, 0) if stems else []
    return found[0].payload if found else None


def _in_kind(reading: Reading, hit: QuantityHit, metric: MetricReading, definition: Metric) -> QuantityHit:
    """A bare number is in per cent where the clause takes its metric over from one that told it so ("Rome 10"), or
    where a note says so ("% of the land: Norway 3.5"); a large one is money where the metric is ("gets two billion").
    """
    quantity = hit.quantity
    large = quantity.value is not None and quantity.value >= _LARGE
    if definition.kind is QuantityKind.CURRENCY and quantity.kind is QuantityKind.NUMBER and large:
        return replace(hit, quantity=replace(quantity, kind=QuantityKind.CURRENCY, unit=definition.unit))
    told = metric.inherited or any("in_percent" in mark.kinds for mark in reading.marks)
    bare = told and definition.kind is QuantityKind.PERCENT and quantity.kind is QuantityKind.NUMBER
    if not bare or quantity.value is None or quantity.value > _WHOLE:
        return hit
    return replace(hit, quantity=replace(quantity, kind=QuantityKind.PERCENT, unit=definition.unit))
