"""Days and months in a text, in digits and by the names of the months, and the stretches of days they make.

Of dates in digits the month comes first, unless it can't ("22/1/2016").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from factcheck.language.period_years import OLD_YEARS, YEARS, YearReader, is_year_text
from factcheck.record import record, replace

# A stretch without a year stands in this one until it gets one; it has a 29 February.
SOME_YEAR = 2000
UNITS: Mapping[str, int] = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
"""How many months the units have that periods are counted in from a day."""

_MONTHS = 12
_CENTURY = 100
_LONGEST_DAY = 31


@record
class Stretch:
    """Days from `start` up to `stop`, written up to the piece before `end`.

    `part` marks a vague one. `year` is False where the year is still to come ("May to October 2020").
    """

    end: int
    start: date
    stop: date
    part: bool = False
    year: bool = True


def months_on(day: date, months: int) -> date:
    """The first of the month that is so many months later; raises ValueError or OverflowError beyond the calendar."""
    count = day.year * _MONTHS + day.month - 1 + months
    return date(count // _MONTHS, count % _MONTHS + 1, 1)


def months_of(year: int, first: int, last: int, end: int, *, part: bool = False) -> Stretch:
    """The months `first` to `last`, from 1, of a year."""
    start = date(year, first, 1)
    return Stretch(end, start, months_on(start, last - first + 1), part)


def one_day(year: int, month: int, day: int, end: int) -> Stretch | None:
    """One day; None where the calendar lacks it."""
    try:
        start = date(year, month, day)
    except ValueError:
        return None
    return Stretch(end, start, start + timedelta(1))


def whole_years(year: int, end: int, count: int = 1) -> Stretch:
    """One year or more, from its first day."""
    return Stretch(end, date(year, 1, 1), date(year + count, 1, 1))


def with_year(first: Stretch, second: Stretch) -> Stretch:
    """The first end of a range in the year of the second, or in the year before, if it comes later there."""
    year = second.start.year
    if (first.start.month, first.start.day) > (second.start.month, second.start.day):
        year -= 1
    try:
        start = first.start.replace(year=year)
        stop = first.stop.replace(year=year + first.stop.year - SOME_YEAR)
    except ValueError:
        return first
    return replace(first, start=start, stop=stop, year=True)


class DateReader:
    """Reads the dates of one text. Each method takes a place and gives the stretch that starts there, or None."""

    def __init__(self, years: YearReader) -> None:
        self._years = years
        self._pieces = years.pieces
        self._lexicon = years.lexicon
        self._sets = years.lexicon.sets

    def filler(self, at: int) -> int:
        """Over "the", "the year", "the calendar year"."""
        return self._years.phrase_end(at, self._sets["fillers"])

    def number(self, at: int) -> tuple[int, int]:
        """A number below a hundred in digits or words, and where it ends; 0 where there is none."""
        word = self._pieces.word(at)
        if word.isdecimal() and len(word) <= 2:
            return int(word), at + 1
        return self._years.below_hundred(at)

    def ordinal(self, at: int) -> tuple[int, int]:
        """As in "third", "3rd", and where it ends; 0 where there is none."""
        word = self._pieces.word(at)
        if word in self._lexicon.days:
            return self._lexicon.days[word], at + 1
        ending = self._pieces.glued(at + 1) and self._pieces.word(at + 1) in self._sets["day_endings"]
        return (int(word), at + 2) if ending and word.isdecimal() and len(word) <= 2 else (0, at)

    # --- dates in digits -------------------------------------------------------------------------

    def digits(self, at: int) -> Stretch | None:
        """2024-03-15, 2024-03, 9/22/2016, 2023/24, 2014–18."""
        pieces = self._pieces
        if not pieces.is_digits(at) or (pieces.glued(at) and pieces.word(at - 1)[:1].isalnum()):
            return None
        return self.tied(at)

    def tied(self, at: int) -> Stretch | None:
        """The same, whatever is tied to its front ("FY2023-24")."""
        pieces = self._pieces
        numbers, end = self._tied_numbers(at)
        if len(numbers) == 3:
            return _day_of(numbers, end)
        if len(numbers) != 2 or not is_year_text(pieces.word(at)) or int(pieces.word(at)) not in YEARS:
            return None
        year, other = numbers
        mark, short = pieces.raw[at + 1], len(pieces.word(at + 2)) == 2
        if other in YEARS and mark == "/" and other == year + 1:
            return whole_years(year, end, 2)
        if short and other > year % _CENTURY and (other > _MONTHS or mark != "-"):
            return whole_years(year, end, other - year % _CENTURY + 1)
        if 1 <= other <= _MONTHS and len(pieces.word(at + 2)) <= 2 and mark in "-/":
            return months_of(year, other, other, end)
        return None

    def _tied_numbers(self, at: int) -> tuple[list[int], int]:
        """Up to three numbers tied by the same mark, and where they end; [] where more follow."""
        pieces = self._pieces
        numbers = [int(pieces.word(at))] if len(pieces.word(at)) <= 4 and pieces.word(at).isdecimal() else []
        mark = pieces.word(at + 1)
        at += 1
        while numbers and mark in ("-", "/") and pieces.word(at) == mark and pieces.glued(at) and pieces.glued(at + 1):
            word = pieces.word(at + 1)
            if not word.isdecimal() or len(word) > 4 or len(numbers) == 3:
                return (numbers, at) if len(numbers) == 3 else ([], at)
            numbers.append(int(word))
            at += 2
        return numbers, at

    def days_before(self, at: int) -> tuple[int, int]:
        """The first day of "26–28 June 2020", and where it ends; 0 where there is none."""
        return self.day_number(at) if self._pieces.is_digits(at) and not self._pieces.glued(at) else (0, at)

    # --- dates with the name of a month ----------------------------------------------------------

    def named(self, at: int) -> Stretch | None:
        """A day or month by name; without a year it is in none yet."""
        pieces = self._pieces
        if pieces.word(at) in self._sets["weekdays"]:
            at += 1 + (pieces.word(at + 1) == ",")
        if pieces.glued(at) and pieces.word(at - 1) == "_":
            return None
        return self._month_first(at) or self._year_first(at) or self._day_first(at)

    def _month(self, at: int) -> tuple[int, int]:
        """The number of the month named at a place, and the end of the name with its point; 0 where there is none."""
        pieces = self._pieces
        word = pieces.word(at)
        month = self._lexicon.months.get(word, 0)
        if not month or (word in self._sets["months_with_capital"] and not pieces.raw[at][:1].isupper()):
            return 0, at
        short = pieces.word(at + 1) == "." and pieces.glued(at + 1) and len(word) < 5
        return month, at + 1 + short

    def day_number(self, at: int) -> tuple[int, int]:
        """The day of a month at a place ("9", "9th", "the ninth", "twenty-five"), and its end; 0 where none."""
        at += self._pieces.word(at) in self._sets["articles"]
        day, end = self.ordinal(at)
        if not day:
            day, end = self.number(at)
        unit = self._lexicon.days.get(self._pieces.word(end + self._pieces.hyphen(end)), 0)
        if day in (20, 30) and 0 < unit < 10 and not self._pieces.is_digits(at):
            day, end = day + unit, end + self._pieces.hyphen(end) + 1
        return (day, end) if 1 <= day <= _LONGEST_DAY else (0, at)

    def _joint(self, at: int) -> int:
        """Over what ties the parts of a date: a comma, "of", "in", a hyphen, a slash."""
        for _ in range(2):
            if self._pieces.word(at) in self._sets["joints"] and (
                self._pieces.word(at) != "-" or self._pieces.hyphen(at)
            ):
                at += 1
        return at

    def month(self, at: int) -> tuple[int, int]:
        """The month named at a place, and where it ends with "of"; 0 where there is none."""
        month, end = self._month(at)
        return month, self._joint(end)

    def _dated_year(self, at: int) -> tuple[int, int]:
        return self._years.year(self.filler(self._joint(at)), OLD_YEARS)

    def _month_first(self, at: int) -> Stretch | None:
        """As in "March 2024", "Sept. 9, 2024", "June the 28th 2020"; without a year "May", "Nov 18"."""
        month, end = self._month(at)
        if not month:
            return None
        year, after = self._dated_year(end)
        if year:
            return self._month_or_day(year, month, after)
        day, after_day = self.day_number(self._joint(end))
        if not day:
            return replace(months_of(SOME_YEAR, month, month, end), year=False)
        last, after_last = self._last_day(after_day)
        year, after = self._dated_year(after_last)
        if year and last > day:
            first, stop = one_day(year, month, day, after), one_day(year, month, last, after)
            return Stretch(after, first.start, stop.stop) if first and stop else None
        year, after = self._dated_year(after_day)
        return self._day_or_none(year, month, day, after if year else after_day)

    def _last_day(self, at: int) -> tuple[int, int]:
        """The 5 of "March 3-5, 2024", and where it ends; 0 where there is none."""
        end = self._years.phrase_end(at, self._sets["ranges"])
        return self.day_number(end) if end > at else (0, at)

    def _month_or_day(self, year: int, month: int, end: int) -> Stretch | None:
        """As in "September 2020", "September-2020-23"."""
        if self._pieces.hyphen(end) and len(self._pieces.word(end + 1)) <= 2:
            day, after = self.day_number(end + 1)
            if day:
                return one_day(year, month, day, after)
        return months_of(year, month, month, end)

    def _day_first(self, at: int) -> Stretch | None:
        """As in "9 September 2024", "the fourth of July, 1995", "05-Aug-2016"; without a year "26 June"."""
        day, end = self.day_number(at)
        month, after_month = self._month(self._joint(end)) if day else (0, at)
        if not month:
            return None
        year, after = self._dated_year(after_month)
        return self._day_or_none(year, month, day, after if year else after_month)

    def _day_or_none(self, year: int, month: int, day: int, end: int) -> Stretch | None:
        if year:
            return one_day(year, month, day, end)
        found = one_day(SOME_YEAR, month, day, end)
        return replace(found, year=False) if found else None

    def _year_first(self, at: int) -> Stretch | None:
        """As in "2017 April", "2019-Aug-1", "2020/23/Sep"."""
        pieces = self._pieces
        if not is_year_text(pieces.word(at)):
            return None
        year, end = self._years.year(at, OLD_YEARS)
        tie = end + (pieces.word(end) in ("-", "/")) if year else at
        month, after_month = self._month(tie)
        if month:
            if tie == end or pieces.word(after_month) not in ("-", "/"):
                return months_of(year, month, month, after_month)
            day, after = self.day_number(after_month + 1)
            return one_day(year, month, day, after) if day else months_of(year, month, month, after_month)
        day, after = self.day_number(tie) if tie > end else (0, at)
        month, after_month = self._month(after + 1) if day and pieces.word(after) == pieces.word(end) else (0, at)
        return one_day(year, month, day, after_month) if month else None


def _day_of(numbers: Sequence[int], end: int) -> Stretch | None:
    first, second, third = numbers
    if first in OLD_YEARS:
        return one_day(first, second, third, end)
    if third not in OLD_YEARS:
        return None
    return one_day(third, second, first, end) if first > _MONTHS else one_day(third, first, second, end)
