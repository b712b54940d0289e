"""Periods of a sentence: stretches of the calendar with what stands before and after them, and ranges of them.

A `Period` holds the stretch that is named, and apart from it how a claim stands to it: "since 2018" is the year 2018
and SINCE, "by 2030" the year 2030 and BY. A range takes in its last part: "from 2014 to 2023" ends with 2023.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from factcheck.language.figures import Pieces
from factcheck.language.period_dates import UNITS, Stretch, months_on, whole_years, with_year
from factcheck.language.period_lexicon import PeriodLexicon
from factcheck.language.period_stretches import StretchReader
from factcheck.language.period_years import YEARS, YearReader
from factcheck.model import Period, PeriodRelation, Span
from factcheck.record import record, replace

__all__ = ["PeriodLexicon", "read_periods"]

_YEAR_DIGITS = re.compile(r"\d{4}|['’]\d\d|[A-Za-z] ?\d\d")
_WORD = re.compile(r"[^\W\d_]+")
# No period begins further from the first year or unit in it.
_REACH = 16
_YEAR_MONTHS = 12
_LONGEST_MONTH = 31


def read_periods(text: str, lexicon: PeriodLexicon, today: date | None) -> tuple[Period, ...]:
    """The periods of `text` in their order, none overlapping another.

    A span covers the preposition: "in 2024", "since 2018", "from 2014 to 2023" (whose last year counts). What is
    told from now ("last year", "three years ago") is read only where `today` is given.
    Takes time in proportion to the length of `text`, and next to none where it holds no period.
    """
    if not _may_hold(text, lexicon, now=today is not None):
        return ()
    years = YearReader(Pieces.of(text), lexicon)
    return tuple(_Reader(years, today).read())


def _may_hold(text: str, lexicon: PeriodLexicon, *, now: bool) -> bool:
    """False for nearly all texts without a period; it must cost next to nothing."""
    if _YEAR_DIGITS.search(text):
        return True
    words = _WORD.findall(text.lower())
    return not lexicon.spoken.isdisjoint(words) or (now and not lexicon.now.isdisjoint(words))


@record
class _Told:
    """A stretch, the phrase of relation before it, and where the whole begins."""

    begin: int
    stretch: Stretch
    relation: PeriodRelation


class _Reader:
    def __init__(self, years: YearReader, today: date | None) -> None:
        self._years = years
        self._pieces = years.pieces
        self._lexicon = years.lexicon
        self._sets = years.lexicon.sets
        self._stretches = StretchReader(years)
        self._today = today

    def read(self) -> Iterator[Period]:
        """All periods, from the left."""
        at = 0
        for anchor in self._years.anchors(now=self._today is not None):
            at = max(at, anchor - _REACH)
            while at <= anchor:
                told = self._at(at)
                at = told.stretch.end if told else at + 1
                if told:
                    yield self._period(told)

    def _at(self, at: int) -> _Told | None:
        """The period that begins at a place."""
        pieces = self._pieces
        if not pieces.is_digits(at) and pieces.word(at) not in self._lexicon.starts:
            return None
        tied = pieces.hyphen(at - 1)
        phrase, start = self._years.longest(at, self._lexicon.relations) if not tied else ("", at)
        start += pieces.hyphen(start) if phrase else 0
        if not phrase and pieces.word(at) in self._sets["range_openers"]:
            start = at + 1
        opened = pieces.word(at) in self._sets["between"]
        bare = start == at and pieces.word(at) in self._sets["articles"]
        inner = start if bare else self._stretches.dates.filler(start)
        stretch = (
            self._ending(start)
            or self._range(start, opened=opened)
            or (self._range(inner, opened=opened) if inner > start else None)
            or (self._short_year(inner) if phrase else None)
            or self._from_now(start)
            or (self._from_now(inner) if inner > start else None)
        )
        if stretch is None or not stretch.year or (start > at and not phrase and stretch.end == start):
            return None
        if start > at and not phrase and not self._is_range(start, stretch):
            return None
        if phrase in self._sets["vague"]:
            stretch = replace(stretch, part=True)
        relation = PeriodRelation(self._lexicon.relations[phrase]) if phrase else PeriodRelation.IN
        return self._closed(_Told(at, stretch, relation))

    def _is_range(self, at: int, stretch: Stretch) -> bool:
        """True where the opener ("between") has its range."""
        single = self._stretches.stretch(self._stretches.dates.filler(at))
        return single is None or single.end < stretch.end

    def _closed(self, told: _Told) -> _Told:
        """With what stands behind it: "2012 or later", "2023's"."""
        end = told.stretch.end
        after, beyond = self._years.longest(end, self._lexicon.relations_after)
        if after and self._may_close(after, beyond):
            relation = PeriodRelation(self._lexicon.relations_after[after])
            return replace(told, stretch=replace(told.stretch, end=beyond), relation=relation)
        pieces = self._pieces
        if pieces.word(end) == "'" and pieces.glued(end) and pieces.word(end + 1) in self._sets["possessive"]:
            return replace(told, stretch=replace(told.stretch, end=end + 2))
        return told

    def _may_close(self, phrase: str, end: int) -> bool:
        """False where the phrase rather opens what follows: "before 2010 or after 2018", "from 2014 on which"."""
        after = self._pieces.word(end)
        if f"{phrase.rsplit(' ', 1)[-1]} {after}" in self._lexicon.relations:
            return False
        opens = phrase.rsplit(" ", 1)[-1] in self._lexicon.relations
        return not opens or not after[:1].isalnum()

    def _period(self, told: _Told) -> Period:
        span = Span(self._pieces.starts[told.begin], self._pieces.ends[told.stretch.end - 1])
        stretch = told.stretch
        text = span.of(self._pieces.text)
        return Period(span, text, stretch.start, stretch.stop, told.relation, stretch.part)

    # --- ranges ----------------------------------------------------------------------------------

    def _range(self, at: int, *, opened: bool) -> Stretch | None:
        """A stretch, or two of them as one: "2014 to 2023", "May to October 2020"."""
        first = self._stretches.stretch(at, lenient=True)
        if first is None or (first.end == at + 1 and not first.year):
            first = self._days(at) or first
        if first is None:
            return None
        second = self._second(first.end, opened=opened)
        if second is not None:
            lower = first if first.year else with_year(first, second)
            if lower.year and lower.start < second.start:
                return Stretch(second.end, lower.start, second.stop, lower.part or second.part)
        return first if first.year else None

    def _days(self, at: int) -> Stretch | None:
        """As in "26–28 June 2020", "24 to 30 April 2026"."""
        day, end = self._stretches.dates.days_before(at)
        second = self._second(end, opened=False) if day else None
        if second is None or (second.stop - second.start).days != 1 or second.start.day <= day:
            return None
        return replace(second, start=second.start.replace(day=day))

    def _second(self, at: int, *, opened: bool) -> Stretch | None:
        """The upper end of a range, behind what links it."""
        pieces = self._pieces
        end = self._years.phrase_end(at, self._sets["ranges"])
        if end == at and opened and pieces.word(at) in self._sets["and"]:
            end = at + 1
        if end == at:
            return None
        found = self._stretches.stretch(self._stretches.dates.filler(end), lenient=True)
        if found is None and self._today is not None:
            found = self._from_now(end)
        return found if found and found.year else None

    # --- other forms -----------------------------------------------------------------------------

    def _short_year(self, at: int) -> Stretch | None:
        """The '23 of "in '23"."""
        year, end = self._years.short_year(at)
        return whole_years(year, end) if year in YEARS else None

    def _ending(self, at: int) -> Stretch | None:
        """As in "the year to March 2024", "the twelve months ended 30 June 2024", "the five years to 2023"."""
        end = self._years.phrase_end(at, self._sets["year_to"])
        if end == at:
            return self._years_to(at)
        last = self._stretches.stretch(self._stretches.dates.filler(end))
        if last is None or last.part or (last.stop - last.start).days > _LONGEST_MONTH:
            return None
        if last.stop.day == 1:
            return replace(last, start=months_on(last.stop, -_YEAR_MONTHS))
        return replace(last, start=last.stop - timedelta(365))

    def _years_to(self, at: int) -> Stretch | None:
        """As in "the five years to 2023", "the decade to 2023": the last of them is the one named."""
        at += self._pieces.word(at) in self._sets["articles"]
        count, end = self._count(at)
        unit = self._lexicon.past_units.get(self._pieces.word(end if count else at), "")
        end = self._years.phrase_end(end + 1 if count else at + 1, self._sets["span_to"])
        if UNITS.get(unit, 0) < _YEAR_MONTHS or self._pieces.word(end - 1) not in self._sets["span_to"]:
            return None
        year, end = self._years.year(end)
        years = (count or 1) * UNITS[unit] // _YEAR_MONTHS
        return Stretch(end, date(year - years + 1, 1, 1), date(year + 1, 1, 1)) if year else None

    def _from_now(self, at: int) -> Stretch | None:
        """As in "last year", "three years ago", "the past five years"; only from a given day."""
        if self._today is None:
            return None
        month, after = self._stretches.dates.month(at)
        if month:
            return self._month_of_year(month, after)
        phrase, start = self._years.longest(at, self._lexicon.relative_parts)
        found, end = self._years.longest(start, self._lexicon.relative)
        if found:
            unit, offset = self._lexicon.relative[found]
            stretch = self._offset(unit, offset, end)
            return replace(stretch, part=True) if phrase else stretch
        return None if phrase else self._ago(at) or self._past(at)

    def _month_of_year(self, month: int, at: int) -> Stretch | None:
        """As in "October of last year"."""
        found, end = self._years.longest(at, self._lexicon.relative)
        unit, offset = self._lexicon.relative.get(found, ("", 0))
        if unit != "year":
            return None
        year = self._offset(unit, offset, end)
        return replace(year, start=months_on(year.start, month - 1), stop=months_on(year.start, month))

    def _ago(self, at: int) -> Stretch | None:
        count, end = self._count(at)
        phrase, end = self._years.longest(end, self._lexicon.ago)
        return self._offset(self._lexicon.ago[phrase], -count, end) if phrase and count else None

    def _past(self, at: int) -> Stretch | None:
        """Up to and with the day itself."""
        start = self._years.phrase_end(at, self._sets["past"])
        if start == at or self._today is None:
            return None
        count, end = self._count(start)
        unit = self._lexicon.past_units.get(self._pieces.word(end))
        if not unit:
            return None
        first = months_on(self._today, -(count or 1) * UNITS[unit])
        day = min(self._today.day, (months_on(first, 1) - first).days)
        return Stretch(end + 1, first.replace(day=day) + timedelta(1), self._today + timedelta(1), part=True)

    def _count(self, at: int) -> tuple[int, int]:
        """How many, below a hundred, and where that ends; "a" is one, and 0 is none."""
        word = self._pieces.word(at)
        if word.isdecimal() and len(word) <= 2:
            return int(word), at + 1
        if word in self._sets["articles"]:
            return 1, at + 1
        return self._years.below_hundred(at)

    def _offset(self, unit: str, offset: int, end: int) -> Stretch:
        """The unit that holds the day, so many units on."""
        today = self._today or date.min
        if unit == "day":
            start = today + timedelta(offset)
            return Stretch(end, start, start + timedelta(1))
        length = UNITS[unit]
        months = today.year * _YEAR_MONTHS + today.month - 1
        start = months_on(date(1, 1, 1), months // length * length + offset * length - _YEAR_MONTHS)
        return Stretch(end, start, months_on(start, length))
