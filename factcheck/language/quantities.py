"""Figures of a sentence: what each is worth, what it counts, and what its bounds and hedges allow.

Reads numbers in digits and words, money, shares, points, durations, multiples, fractions, ranges and places.
Left alone: years and dates (`periods`), names with digits (H100, GPT-4, 5G), numbers of sections, notes and lists,
clock times, and expressions that count nothing ("on the one hand"). "one" counts only within a numeral, before a
unit, or before a noun ("one institution"), never as a pronoun ("the former one"). "no" and "none" are words.

"from 10 to 20" is a range, but two figures where a word of change stands before it ("rose from 10 to 20").
A range of durations in different units is told in the finer one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.language.figures import VULGAR, Pieces, list_of_digits, read_digits
from factcheck.language.lookalikes import Lookalikes
from factcheck.language.measures import Core, MeasureReader
from factcheck.language.quantity_lexicon import QuantityLexicon
from factcheck.model import Bound, Quantity, QuantityKind, Span
from factcheck.record import record, replace

__all__ = ["QuantityLexicon", "read_quantities"]

_FIGURE = re.compile(rf"[\d{''.join(VULGAR)}]")
_WORD = re.compile(r"[^\W\d_]+")
_HEDGES = (Bound.EXACT, Bound.ABOUT, Bound.NEARLY)
# How far before "from" a word of change is looked for, in pieces.
_CHANGE = 6


def read_quantities(text: str, lexicon: QuantityLexicon, taken: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """The quantities of `text` in their order, none overlapping another or a span in `taken` (those of periods).

    A span covers hedges, bounds, currency and unit: "more than 40%", "US$0.668 trillion", "six to twelve months".
    Takes time in proportion to the length of `text`, and next to none where it holds no number.
    """
    if not _FIGURE.search(text) and lexicon.triggers.isdisjoint(_WORD.findall(text.lower())):
        return ()
    return tuple(_Reader(Pieces.of(text), lexicon).read(sorted(taken)))


@record
class _Limits:
    """The bound and hedge words before a number: where they start and end, and what they say."""

    start: int
    end: int
    bound: Bound = Bound.EXACT
    close: bool = False
    phrase: str = ""


class _Reader:
    def __init__(self, pieces: Pieces, lexicon: QuantityLexicon) -> None:
        self._pieces = pieces
        self._lexicon = lexicon
        self._sets = lexicon.sets
        self._measures = MeasureReader(pieces, lexicon)
        self._lookalikes = Lookalikes(pieces, lexicon, self._measures)
        # where the last figure ended
        self._behind = 0

    # --- the walk --------------------------------------------------------------------------------

    def read(self, taken: Sequence[Span]) -> Iterator[Quantity]:
        """All quantities, from the left; `taken` is sorted."""
        pieces = self._pieces
        at = self._lookalikes.list_mark()
        passed = 0
        while at < len(pieces):
            while passed < len(taken) and taken[passed].end <= pieces.starts[at]:
                passed += 1
            ahead = taken[passed] if passed < len(taken) else None
            if (ahead is not None and ahead.start < pieces.ends[at]) or not self._may_start(at):
                at += 1
                continue
            found, end = self._at(at)
            free = ahead is None or pieces.ends[end - 1] <= ahead.start
            if free and found:
                yield from found
                self._behind = end
            at = end if free else at + 1

    def _may_start(self, at: int) -> bool:
        return self._pieces.words[at] in self._lexicon.starts or self._pieces.is_digits(at)

    def _at(self, at: int) -> tuple[list[Quantity], int]:
        """The quantities that start at a place, and where to go on; never before `at + 1`."""
        idiom, end = self._measures.phrase(at, "idioms")
        if idiom:
            return [], end
        if self._pieces.is_digits(at):
            end = self._lookalikes.name_or_date(at)
            if end:
                return [], end
            if read_digits(self._pieces.word(at)) is None:
                return self._list(at), at + 1
        for read in (self._between, self._bounded):
            quantity, end = read(at)
            if end > at:
                return ([quantity] if quantity else []), end
        return [], at + 1

    def _list(self, at: int) -> list[Quantity]:
        """The numbers of "22,24,26"."""
        found = []
        for part, place in list_of_digits(self._pieces.word(at)):
            read = read_digits(part)
            if read is not None:
                start = self._pieces.starts[at] + place
                found.append(Quantity(Span(start, start + len(part)), part, read[0], Interval.point(read[0]), read[1]))
        return found

    # --- bounds ----------------------------------------------------------------------------------

    def _bounded(self, at: int) -> tuple[Quantity | None, int]:
        """A figure with the words of bound and hedge before and behind it, or a range; (None, at) for none."""
        limits = self._limits(at)
        core = self._core(limits.end)
        if core is None or (core.kind is QuantityKind.ORDINAL and limits.phrase):
            return None, at
        share = self._measures.share(core)
        if share is None:
            both, end = self._range_after(limits.start, core)
            if end:
                return both, end
        core = share or core
        if not self._lookalikes.counts(core, limits.phrase):
            return None, core.end if self._lookalikes.is_dated(core) else at
        limits = self._without_during(limits, core)
        return self._both_bounds(limits, core) or (self._quantity(limits, core), core.end)

    def _both_bounds(self, limits: _Limits, core: Core) -> tuple[Quantity, int] | None:
        """For "more than 40 but less than 50", one range; None where no second bound follows or it leaves nothing."""
        joint, at = self._measures.phrase(core.end, "both")
        if limits.bound in _HEDGES or not joint:
            return None
        others = self._limits(at)
        other = self._core(others.end) if others.bound not in _HEDGES else None
        pair = self._alike(core, other) if other else None
        if pair is None or other is None:
            return None
        first, second = _allowed(pair[0].value, limits.bound), _allowed(pair[1].value, others.bound)
        low, high = (first, second) if first.high is None else (second, first)
        if low.low is None or high.high is None or low.high is not None or not low.low < high.high:
            return None
        both = Interval(low.low, high.high, low.low_open, high.high_open)
        step = min(each.step for each in pair)
        return self._made(limits.start, other.end, None, both, step, Bound.RANGE, pair[1]), other.end

    def _core(self, at: int) -> Core | None:
        """The number at a place, unless its digits are a name's."""
        if self._pieces.is_digits(at):
            return None if self._lookalikes.name_or_date(at) else self._measures.core(at)
        if self._pieces.word(at) not in self._lexicon.openers:
            return None
        return self._measures.core(at)

    def _limits(self, at: int) -> _Limits:
        """Up to two phrases of bound or hedge: "at least about"."""
        limits = _Limits(at, at)
        for _ in range(2):
            phrase, end = self._pieces.match(limits.end, self._lexicon.before)
            if not phrase or (limits.end == self._behind > 0 and phrase in self._sets["comparing"]):
                break
            told = self._lexicon.before.told[phrase]
            bound, close = Bound(told[0]), len(told) > 1
            if limits.bound not in _HEDGES or bound is Bound.EXACT:
                bound, close = limits.bound, limits.close
            limits = _Limits(at, end, bound, close, limits.phrase or phrase)
        return limits

    def _without_during(self, limits: _Limits, core: Core) -> _Limits:
        """For "over three years", which mostly tells how long something took, not that it took longer."""
        if core.kind is not QuantityKind.DURATION or limits.phrase not in self._sets["durations_over"]:
            return limits
        before, after = self._pieces.word(limits.start - 1), self._pieces.word(core.end)
        if limits.start == 0 or before in self._sets["over_before"] or after in self._sets["over_after"]:
            return limits
        return _Limits(core.start, core.start)

    # --- ranges ----------------------------------------------------------------------------------

    def _between(self, at: int) -> tuple[Quantity | None, int]:
        """Reads "between 6 and 12", "from 20 to 30 per cent"; (None, at) for none."""
        opened, start = self._measures.phrase(at, "between")
        joints = self._sets["and"] | self._sets["to"]
        if not opened:
            opened, start = self._measures.phrase(at, "from")
            joints = self._sets["to"]
        if not opened or (joints is self._sets["to"] and self._tells_change(at)):
            return None, at
        first = self._core(self._limits(start).end)
        if first is None or self._pieces.word(first.end) not in joints | {"-", "~"}:
            return None, at
        second = self._core(self._limits(first.end + 1).end)
        if second is None or (self._lookalikes.is_year(first) and self._lookalikes.is_year(second)):
            return None, at
        both = self._range(at, first, second)
        return (both, second.end) if both else (None, at)

    def _tells_change(self, at: int) -> bool:
        """True where a word of change stands a few words before "from"."""
        for place in range(at - 1, max(0, at - _CHANGE) - 1, -1):
            word = self._pieces.word(place)
            if word in self._sets["clause_ends"]:
                return False
            if word in self._sets["changes"]:
                return True
        return False

    def _range_after(self, start: int, first: Core) -> tuple[Quantity | None, int]:
        """The range whose first figure is read; (None, end) for what only looks like one, (None, 0) for none."""
        pieces = self._pieces
        if first.after is not None or first.kind is QuantityKind.ORDINAL:
            return None, 0
        second, dash = self._second(first)
        if second is None:
            return None, 0
        if self._lookalikes.is_year(first) and self._lookalikes.is_year(second):
            return None, second.end
        if dash and pieces.hyphen(second.end) and pieces.is_digits(second.end + 1):
            return None, self._lookalikes.run_end(second.end)
        if pieces.word(first.end) in self._sets["to"] and self._tells_change(first.start) and self._is_from(start):
            return None, 0
        both = self._range(start, first, second)
        return (both, second.end) if both else (None, 0)

    def _is_from(self, at: int) -> bool:
        return self._pieces.word(at - 1) in self._sets["from"]

    def _second(self, first: Core) -> tuple[Core | None, bool]:
        """The figure after a joint ("6–12", "six to twelve", "six- to twelve-fold", "two or three"), and if that is
        a dash.
        """
        pieces, at = self._pieces, first.end
        word = pieces.word(at)
        dash = word in ("-", "~") and pieces.glued(at) == pieces.glued(at + 1)
        if dash:
            digits = self._measures.opens_digits(first.start) and self._measures.opens_digits(at + 1)
            return (self._core(at + 1) if digits else None), True
        joint = at + (word == "-" and pieces.glued(at))
        if pieces.word(joint) in self._sets["to"]:
            return self._core(self._limits(joint + 1).end), False
        single = first.number.article and first.kind is QuantityKind.DURATION
        if pieces.word(joint) in self._sets["or"] and (first.plain or single):
            second = self._core(joint + 1)
            if second is None or second.value != first.value + 1:
                return None, False
            # "a year or two"
            return (replace(second, kind=first.kind, unit=first.unit) if single and second.plain else second), False
        return None, False

    def _range(self, start: int, first: Core, second: Core) -> Quantity | None:
        """Both figures as one segment; None where they don't go together or run downwards."""
        pair = self._alike(first, second)
        if pair is None or not pair[0].value < pair[1].value:
            return None
        low, high = pair
        interval = Interval(low.value, high.value)
        return self._made(start, second.end, None, interval, min(low.step, high.step), Bound.RANGE, high)

    def _alike(self, first: Core, second: Core) -> tuple[Core, Core] | None:
        """Both figures in one kind and unit; None where they differ."""
        if first.number.article and not second.unit:
            return None
        if first.plain or (first.prefixed and second.plain) or first.unit == second.unit:
            first = _scaled_alike(first, second)
        if first.kind is second.kind and first.unit == second.unit:
            return first, second
        if first.plain and second.kind is not QuantityKind.ORDINAL and not second.prefixed:
            worth = second.worth
            return replace(second, value=first.value * worth, step=first.step * worth), second
        if second.plain and first.prefixed:
            return first, replace(second, kind=first.kind, unit=first.unit)
        if first.kind is second.kind is QuantityKind.DURATION:
            return self._in_finer(first, second)
        return None

    def _in_finer(self, first: Core, second: Core) -> tuple[Core, Core] | None:
        durations = self._lexicon.durations
        (family, one), (other_family, other) = durations[first.unit or ""], durations[second.unit or ""]
        if family != other_family:
            return None
        unit, least = (first.unit, int(one)) if int(one) < int(other) else (second.unit, int(other))
        return (
            replace(first, value=first.value * int(one) / least, step=Fraction(1), unit=unit),
            replace(second, value=second.value * int(other) / least, step=Fraction(1), unit=unit),
        )

    # --- the result ------------------------------------------------------------------------------

    def _quantity(self, limits: _Limits, core: Core) -> Quantity:
        bound, close = limits.bound, limits.close
        if core.after is not None and bound in _HEDGES and (bound is Bound.EXACT or core.after[0] is not Bound.ABOUT):
            bound, close = core.after
        allowed = _allowed(core.value, bound)
        return replace(self._made(limits.start, core.end, core.value, allowed, core.step, bound, core), close=close)

    def _made(
        self, start: int, end: int, value: Fraction | None, interval: Interval, step: Fraction, bound: Bound, core: Core
    ) -> Quantity:
        span = Span(self._pieces.starts[start], self._pieces.ends[end - 1])
        return Quantity(span, span.of(self._pieces.text), value, interval, step, bound, core.kind, core.unit)


def _scaled_alike(first: Core, second: Core) -> Core:
    """For "3 to 5 billion": the scale counts for both, if the first is the smaller without it."""
    scale = second.number.scale
    if scale == 1 or first.number.scale > 1 or first.value >= second.value / scale:
        return first
    return replace(first, value=first.value * scale, step=first.step * scale)


def _allowed(value: Fraction, bound: Bound) -> Interval:
    """What a figure with a bound allows; hedges keep the point."""
    if bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        return Interval(value, None, bound is Bound.MORE_THAN)
    if bound in (Bound.LESS_THAN, Bound.AT_MOST):
        return Interval(None, value, high_open=bound is Bound.LESS_THAN)
    return Interval.point(value)
