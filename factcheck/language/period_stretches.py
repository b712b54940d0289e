"""Single stretches of the calendar: a day, a month, a quarter, a half, a season, a year, a decade, a century, a part.

A fiscal year is taken for the calendar year of its number, since whose it is can't be known. A vague part
("early 2025") is a third of its whole. A week is the one that ISO 8601 gives this number.
"""

from __future__ import annotations

from datetime import date, timedelta

from factcheck.language.period_dates import SOME_YEAR, DateReader, Stretch, months_of, months_on, whole_years
from factcheck.language.period_years import YEARS, YearReader, is_year_text
from factcheck.record import replace

_MONTHS = 12
_CENTURY = 100
_QUARTERS = 4
_DECADE = 10
_LAST_WEEK = 53


class StretchReader:
    """Reads the stretches of one text. Each method takes a place and gives the stretch that starts there, or None."""

    def __init__(self, years: YearReader) -> None:
        self._years = years
        self._pieces = years.pieces
        self._lexicon = years.lexicon
        self._sets = years.lexicon.sets
        self.dates = DateReader(years)

    def stretch(self, at: int, *, lenient: bool = False) -> Stretch | None:
        """The calendar period at a place. `lenient` lets those without a year pass ("26 June", "May")."""
        return self._part(at) or self._whole(at, lenient=lenient)

    def _whole(self, at: int, *, lenient: bool = False) -> Stretch | None:
        for read in (self._section, self._week, self.dates.digits, self.dates.named, self._fiscal, self._plain):
            found = read(at)
            if found is not None and (found.year or lenient):
                return found
        return None

    # --- parts and sections ----------------------------------------------------------------------

    def _part(self, at: int) -> Stretch | None:
        """As in "early 2025", "mid-March 2024", "the end of 2008", "the late 1990s"."""
        phrase, end = self._years.longest(at, self._lexicon.parts)
        if not phrase and self._pieces.word(at) in self._sets["articles"]:
            phrase, end = self._years.longest(at + 1, self._lexicon.parts)
        if not phrase:
            return None
        end += self._pieces.hyphen(end)
        whole = self._whole(self.dates.filler(end))
        if whole is None or whole.part:
            return None
        first, last = self._lexicon.parts[phrase]
        months = (whole.stop.year - whole.start.year) * _MONTHS + whole.stop.month - whole.start.month
        if months % _MONTHS == 0 and months:
            years = months // _MONTHS
            low = months_on(whole.start, (first - 1) * years)
            return Stretch(whole.end, low, months_on(whole.start, last * years), part=True)
        days = (whole.stop - whole.start).days
        start = whole.start + timedelta(days * (first - 1) // _MONTHS)
        stop = whole.start + timedelta(max(days * last // _MONTHS, 1)) if last < _MONTHS else whole.stop
        return Stretch(whole.end, start, max(stop, start + timedelta(1)), part=True)

    def _section(self, at: int) -> Stretch | None:
        """As in "Q3 2024", "2024-Q3", "the first half of 2025", "spring 2023", "the first nine months of 2024"."""
        year, end = self._years.year(at)
        if year:
            return self._section_of(year, end)
        at += self._pieces.word(at) in self._sets["articles"]
        months, end = self._section_name(at)
        vague = not months
        if not months:
            season = self._lexicon.seasons.get(self._pieces.word(at))
            months, end = (season[0], season[1]) if season else None, at + 1
        if not months:
            months, end = self._counted_months(at)
            vague = False
        if not months:
            return None
        return self._in_whole(months, end, vague=vague)

    def _section_of(self, year: int, end: int) -> Stretch | None:
        """The rest of "2024-Q3", "2025's first half"."""
        pieces = self._pieces
        if pieces.word(end) == "'" and pieces.word(end + 1) in self._sets["possessive"]:
            end += 2
        months, end = self._section_name(end + pieces.hyphen(end))
        return months_of(year, months[0], months[1], end) if months else None

    def _in_whole(self, months: tuple[int, int], at: int, *, vague: bool) -> Stretch | None:
        """The section with its year, or half a decade; one without a year stands in none yet."""
        end = at + (self._pieces.word(at) in self._sets["joints"])
        end = self.dates.filler(end)
        whole = self._fiscal(end) or self._plain(end) or self._short(at)
        if whole is None:
            return replace(months_of(SOME_YEAR, months[0], months[1], at), year=False) if not vague else None
        years = whole.stop.year - whole.start.year
        if years not in (1, _DECADE):
            return None
        start = months_on(whole.start, (months[0] - 1) * years)
        return Stretch(whole.end, start, months_on(whole.start, months[1] * years), vague)

    def _short(self, at: int) -> Stretch | None:
        """As in "'23"; tied to a quarter also "4Q23"."""
        year, end = self._years.short_year(at)
        word = self._pieces.word(at)
        if not year and self._pieces.glued(at) and word.isdecimal() and len(word) == 2:
            year, end = SOME_YEAR + int(word), at + 1
        return whole_years(year, end) if year in YEARS else None

    def _section_name(self, at: int) -> tuple[tuple[int, int] | None, int]:
        """First and last month of the quarter or half named at a place; None where there is none."""
        for names, length in ((self._lexicon.quarters, 3), (self._lexicon.halves, 6)):
            phrase, end = self._years.longest(at, names)
            if phrase:
                return (names[phrase] * length - length + 1, names[phrase] * length), end
        return None, at

    def _counted_months(self, at: int) -> tuple[tuple[int, int] | None, int]:
        """As in "first nine months", "last three months", "third month"."""
        sets, word = self._sets, self._pieces.word(at)
        count, end = self.dates.number(at + 1)
        if 0 < count < _MONTHS and self._pieces.word(end) in sets["months_plural"]:
            return self._counted(word, count), end + 1
        if 0 < count < _QUARTERS and self._pieces.word(end) in sets["quarters_plural"]:
            return self._counted(word, count * _MONTHS // _QUARTERS), end + 1
        number, end = self.dates.ordinal(at)
        if 0 < number <= _MONTHS and self._pieces.word(end) in sets["month_singular"]:
            return (number, number), end + 1
        return None, at

    def _counted(self, word: str, count: int) -> tuple[int, int] | None:
        """So many months from the first, or to the last."""
        if word in self._sets["opening"]:
            return 1, count
        return (_MONTHS + 1 - count, _MONTHS) if word in self._sets["closing"] else None

    def _week(self, at: int) -> Stretch | None:
        """As in "the third week of 2018", "week 3 of 2027", "the first two weeks of 2021"."""
        pieces, sets = self._pieces, self._sets
        at += pieces.word(at) in sets["articles"]
        first, count, end = self._week_number(at)
        if not first or pieces.word(end) not in sets["joints"]:
            return None
        year, end = self._years.year(self.dates.filler(end + 1))
        if not year or first + count - 1 > _LAST_WEEK:
            return None
        start = date.fromisocalendar(year, 1, 1) + timedelta(7 * (first - 1))
        return Stretch(end, start, start + timedelta(7 * count))

    def _week_number(self, at: int) -> tuple[int, int, int]:
        """First week, how many weeks, and the end; 0 where there is none."""
        pieces, sets = self._pieces, self._sets
        if pieces.word(at) in sets["week"]:
            number, end = self.dates.number(at + 1)
            return number, 1, end
        number, end = self.dates.ordinal(at)
        if number and pieces.word(end) in sets["week"]:
            return number, 1, end + 1
        count, end = self.dates.number(at + 1)
        opens = pieces.word(at) in sets["opening"] and count and pieces.word(end) in sets["weeks"]
        return (1, count, end + 1) if opens else (0, 0, at)

    # --- years -----------------------------------------------------------------------------------

    def _fiscal(self, at: int) -> Stretch | None:
        """As in "FY2024", "fiscal 2024", "FY24", "fiscal year 2023/24"."""
        pieces = self._pieces
        end = self._years.phrase_end(at, self._sets["fiscal"])
        if end == at:
            return None
        word = pieces.word(end)
        if pieces.glued(end) and word.isdecimal() and len(word) == 2:
            return whole_years(SOME_YEAR + int(word), end + 1)
        year, after = self._years.short_year(end)
        if year in YEARS:
            return whole_years(year, after)
        if not is_year_text(word) or int(word) not in YEARS:
            return None
        return self.dates.tied(end) or whole_years(int(word), end + 1)

    def _plain(self, at: int) -> Stretch | None:
        """As in "2024", "the 2020s", "twenty twenty-four", "the 21st century"."""
        pieces = self._pieces
        start = at + (pieces.word(at) in self._sets["articles"])
        century = self._century(start)
        if century:
            return century
        year, end = self._years.year(start)
        if not year:
            return None
        if pieces.word(end) in self._sets["plural"] and year % 10 == 0 and pieces.word(end - 1) != "'":
            return whole_years(year, end + 1, 10)
        if start > at:
            return None
        estimated = self._pieces.glued(end) and self._pieces.word(end) in self._sets["estimates"]
        return whole_years(year, end + estimated)

    def _century(self, at: int) -> Stretch | None:
        number, end = self.dates.ordinal(at)
        if not number:
            number, end = self.dates.day_number(at)
        end += self._pieces.hyphen(end)
        if self._pieces.word(end) not in self._sets["ages"] or not 10 < number <= 21:
            return None
        return Stretch(end + 1, date(_CENTURY * (number - 1) + 1, 1, 1), date(_CENTURY * number + 1, 1, 1))
