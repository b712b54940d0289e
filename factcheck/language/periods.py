"""Periods of a sentence: years, months, quarters, days, decades and ranges of them, as stretches of days.

A fiscal year is taken for the calendar year of its number, since whose it is can't be known. Of dates in digits the
month comes first, unless it can't ("22/1/2016"). A vague part ("early 2025") is a third of its year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from factcheck.language.figures import Pieces
from factcheck.language.period_lexicon import PeriodLexicon
from factcheck.model import Period, PeriodRelation, Span

_DIGITS = re.compile(r"\d\d")
_WORD = re.compile(r"[^\W\d_]+")
_PHRASE = 5
_YEAR_DIGITS = 4
_YEARS = range(1900, 2101)
# Next to a month, older years can't be mistaken for anything.
_OLD_YEARS = range(1500, 2101)
_MONTHS = 12
_CENTURY = 100


def read_periods(text: str, lexicon: PeriodLexicon, today: date | None) -> tuple[Period, ...]:
    """The periods of `text` in their order, none overlapping another.

    A span covers the preposition: "in 2024", "since 2018", "from 2014 to 2023" (whose last year counts). What is
    told from now ("last year", "three years ago") is read only where `today` is given.
    Takes time in proportion to the length of `text`, and next to none where it holds no period.
    """
    if not _DIGITS.search(text) and lexicon.triggers.isdisjoint(_WORD.findall(text.lower())):
        return ()
    return tuple(_Reader(Pieces.of(text), lexicon, today).read())


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Days from `start` up to `stop`, written up to the piece before `end`.

    `year` is False where the year is still to come ("May to October 2020"), and stands at a leap year till then.
    """

    end: int
    start: date
    stop: date
    part: bool = False
    year: bool = True


_SOME_YEAR = 2000


class _Reader:
    def __init__(self, pieces: Pieces, lexicon: PeriodLexicon, today: date | None) -> None:
        self._pieces = pieces
        self._lexicon = lexicon
        self._sets = lexicon.sets
        self._today = today

    def read(self) -> Iterator[Period]:
        """All periods, from the left."""
        at = 0
        while at < len(self._pieces):
            found, end = self._at(at)
            if found is not None:
                yield found
            at = max(end, at + 1)

    def _at(self, at: int) -> tuple[Period | None, int]:
        pieces = self._pieces
        phrase, start = pieces.longest(at, self._lexicon.relations, _PHRASE)
        opened = pieces.word(at) in self._sets["range_openers"]
        inner = self._filler(start if phrase else at + opened)
        stretch = self._range(inner, opened=pieces.word(at) in self._sets["between"])
        if stretch is None and inner > at and not phrase:
            return None, at
        if stretch is None:
            relative = self._relative(start if phrase else at)
            if relative is None:
                return None, at
            return self._period(at, relative, self._relation(phrase)), relative.end
        if phrase and not stretch.year:
            return None, at
        return self._closed(at, stretch, phrase)

    def _closed(self, at: int, stretch: _Stretch, phrase: str) -> tuple[Period, int]:
        """A period with what stands behind it: "2012 or later", "2023's"."""
        after, end = self._pieces.longest(stretch.end, self._lexicon.relations_after, _PHRASE)
        relation = self._relation(phrase)
        if after:
            relation, stretch = PeriodRelation(self._lexicon.relations_after[after]), replace(stretch, end=end)
        elif self._possessive(stretch.end):
            stretch = replace(stretch, end=stretch.end + 2)
        return self._period(at, stretch, relation), stretch.end

    def _possessive(self, at: int) -> bool:
        pieces = self._pieces
        return pieces.word(at) == "'" and pieces.glued(at + 1) and pieces.word(at + 1) in self._sets["possessive"]

    def _relation(self, phrase: str) -> PeriodRelation:
        return PeriodRelation(self._lexicon.relations[phrase]) if phrase else PeriodRelation.IN

    def _period(self, at: int, stretch: _Stretch, relation: PeriodRelation) -> Period:
        span = Span(self._pieces.starts[at], self._pieces.ends[stretch.end - 1])
        text = span.of(self._pieces.text)
        return Period(span, text, stretch.start, stretch.stop, relation, stretch.part)

    def _filler(self, at: int) -> int:
        """Over "the", "the year", "the calendar year"."""
        pieces, fillers = self._pieces, self._sets["fillers"]
        for length in range(min(4, len(pieces) - at), 0, -1):
            if " ".join(pieces.words[at : at + length]) in fillers:
                return at + length
        return at

    # --- ranges ----------------------------------------------------------------------------------

    def _range(self, at: int, *, opened: bool) -> _Stretch | None:
        """A stretch, or two of them as one: "2014 to 2023", "May to October 2020", "2023/24"."""
        first = self._stretch(at, lenient=True)
        if first is None:
            return None
        pieces = self._pieces
        joint = pieces.word(first.end)
        joined = joint in self._sets["ranges"] or (opened and joint in self._sets["and"])
        second = self._stretch(self._filler(first.end + 1), lenient=True) if joined else None
        if second is not None and second.year:
            first = first if first.year else _with_year(first, second)
            if first.start < second.start:
                return _Stretch(second.end, first.start, second.stop, first.part or second.part)
        if not first.year:
            return None
        return first

    # --- single stretches ------------------------------------------------------------------------

    def _stretch(self, at: int, *, lenient: bool = False) -> _Stretch | None:
        """The calendar period at a place. `lenient` lets those without a year pass."""
        for read in (self._part, self._third, self._digits, self._named, self._fiscal, self._plain_year):
            found = read(at)
            if found is not None and (found.year or lenient):
                return found
        return None

    def _part(self, at: int) -> _Stretch | None:
        """ "early 2025", "mid-March 2024", "the end of 2008"."""
        phrase, end = self._pieces.longest(at, self._lexicon.parts, _PHRASE)
        end += self._pieces.hyphen(end) if phrase else 0
        whole = self._stretch(self._filler(end)) if phrase else None
        if whole is None or whole.part:
            return None
        first, last = self._lexicon.parts[phrase]
        days = (whole.stop - whole.start).days
        if days > 360 and whole.start.month == 1:  # noqa: PLR2004
            years = whole.stop.year - whole.start.year
            low = _months_on(whole.start, (first - 1) * years)
            return _Stretch(whole.end, low, _months_on(whole.start, last * years), part=True)
        start = whole.start + timedelta(days * (first - 1) // _MONTHS)
        stop = whole.start + timedelta(days * last // _MONTHS) if last < _MONTHS else whole.stop
        return _Stretch(whole.end, start, max(stop, start + timedelta(1)), part=True)

    def _third(self, at: int) -> _Stretch | None:
        """Quarters, halves and seasons: "Q3 2024", "2024-Q3", "the first half of 2025", "spring 2023"."""
        pieces, lexicon = self._pieces, self._lexicon
        year, end = self._year(at, _YEARS)
        if year:
            months, end = self._months_of_name(end + pieces.hyphen(end))
            return self._months(year, months, end, part=False) if months else None
        at += pieces.word(at) in self._sets["articles"]
        months, end = self._months_of_name(at)
        vague = False
        if not months:
            phrase, end = pieces.longest(at, lexicon.seasons, _PHRASE)
            if not phrase:
                return None
            months, vague = tuple(lexicon.seasons[phrase]), True
        end += pieces.word(end) in self._sets["joints"]
        fiscal, after = self._fiscal_word(self._filler(end))
        year, end = self._year(after if fiscal else self._filler(end), _YEARS)
        return self._months(year, months, end, part=vague) if year else None

    def _months_of_name(self, at: int) -> tuple[tuple[int, ...], int]:
        """First and last month of the quarter or half named at a place; () where there is none."""
        for names, length in ((self._lexicon.quarters, 3), (self._lexicon.halves, 6)):
            phrase, end = self._pieces.longest(at, names, _PHRASE)
            if phrase:
                return (names[phrase] * length - length + 1, names[phrase] * length), end
        return (), at

    def _months(self, year: int, months: tuple[int, ...], end: int, *, part: bool) -> _Stretch:
        start = date(year, months[0], 1)
        return _Stretch(end, start, _months_on(start, months[1] - months[0] + 1), part)

    def _digits(self, at: int) -> _Stretch | None:
        """2024-03-15, 2024-03, 9/22/2016, 2023/24."""
        pieces = self._pieces
        numbers, end = self._joined_digits(at)
        if len(numbers) == 3:  # noqa: PLR2004
            return self._day_of(numbers, end)
        if len(numbers) != 2 or not _is_year_text(pieces.word(at)):  # noqa: PLR2004
            return None
        if pieces.glued(at) and pieces.word(at - 1)[:1].isalnum():
            return None
        year, other = numbers
        two = len(pieces.word(at + 2)) == 2  # noqa: PLR2004
        if two and other == (year + 1) % _CENTURY and (other > _MONTHS or pieces.raw[at + 1] != "-"):
            return _Stretch(end, date(year, 1, 1), date(year + 2, 1, 1))
        if 1 <= other <= _MONTHS and len(pieces.word(at + 2)) <= 2 and pieces.raw[at + 1] in "-/":  # noqa: PLR2004
            return self._months(year, (other, other), end, part=False)
        return None

    def _joined_digits(self, at: int) -> tuple[list[int], int]:
        """Up to three numbers tied by the same mark, and where they end; [] where more follow."""
        pieces = self._pieces
        numbers: list[int] = []
        mark = pieces.word(at + 1)
        if mark not in ("-", "/", "."):
            return [], at
        while pieces.word(at).isdecimal() and len(pieces.word(at)) <= _YEAR_DIGITS and len(numbers) < 3:  # noqa: PLR2004
            numbers.append(int(pieces.word(at)))
            at += 1
            if not (pieces.word(at) == mark and pieces.glued(at) and pieces.glued(at + 1)):
                break
            at += 1
        tied = numbers and pieces.word(at - 1) == mark
        return numbers, at - 1 if tied else at

    def _day_of(self, numbers: list[int], end: int) -> _Stretch | None:
        first, second, third = numbers
        if first in _OLD_YEARS:
            return _day(first, second, third, end)
        if third not in _OLD_YEARS:
            return None
        if first > _MONTHS:
            first, second = second, first
        return _day(third, first, second, end)

    def _month(self, at: int) -> int:
        """The number of the month named at a place, else 0."""
        pieces = self._pieces
        word = pieces.word(at)
        if word in self._sets["months_with_capital"] and not pieces.raw[at][:1].isupper():
            return 0
        return self._lexicon.months.get(word, 0)

    def _day_number(self, at: int) -> tuple[int, int]:
        """The day of a month at a place ("9", "9th", "the ninth", "the 9th of"), and where it ends; 0 for none."""
        pieces = self._pieces
        at += pieces.word(at) in self._sets["articles"]
        word = pieces.word(at)
        day = self._lexicon.days.get(word, 0)
        if day:
            return day, at + 1
        if word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31:  # noqa: PLR2004
            end = at + 1
            return int(word), end + (pieces.glued(end) and pieces.word(end) in self._sets["day_endings"])
        return self._day_in_words(at)

    def _day_in_words(self, at: int) -> tuple[int, int]:
        numbers = self._lexicon.numbers
        word = self._pieces.word(at)
        value = numbers.get(word, 0)
        following = numbers.get(self._pieces.word(at + 1), 0)
        if value in (20, 30) and 0 < following < 10:  # noqa: PLR2004
            return value + following, at + 2
        return (value, at + 1) if 0 < value <= 31 else (0, at)  # noqa: PLR2004

    def _named(self, at: int) -> _Stretch | None:
        """Dates with the name of a month."""
        pieces = self._pieces
        if pieces.word(at) in self._sets["weekdays"]:
            at += 1 + (pieces.word(at + 1) == ",")
        if pieces.glued(at) and pieces.word(at - 1) in ("_",):
            return None
        return self._month_first(at) or self._year_first(at) or self._day_first(at)

    def _joint(self, at: int) -> int:
        """Over what ties the parts of a date."""
        pieces = self._pieces
        for _ in range(2):
            if pieces.word(at) in self._sets["joints"] and (pieces.word(at) != "-" or pieces.hyphen(at)):
                at += 1
        return at

    def _month_first(self, at: int) -> _Stretch | None:
        """ "March 2024", "Sept. 9, 2024", "June the 28th 2020"; without a year "May", "Nov 18"."""
        month = self._month(at)
        if not month:
            return None
        after = self._joint(at + 1)
        year, end = self._year(self._filler(after), _OLD_YEARS)
        if year:
            return self._months(year, (month, month), end, part=False)
        day, after_day = self._day_number(after)
        if day:
            year, end = self._year(self._filler(self._joint(after_day)), _OLD_YEARS)
            if year:
                return _day(year, month, day, end)
            found = _day(_SOME_YEAR, month, day, after_day)
            return replace(found, year=False) if found else None
        return replace(self._months(_SOME_YEAR, (month, month), at + 1, part=False), year=False)

    def _day_first(self, at: int) -> _Stretch | None:
        """ "9 September 2024", "the fourth of July, 1995", "05-Aug-2016"; without a year "26 June"."""
        day, end = self._day_number(at)
        month_at = self._joint(end)
        month = self._month(month_at) if day else 0
        if not month:
            return None
        year, after = self._year(self._filler(self._joint(month_at + 1)), _OLD_YEARS)
        if year:
            return _day(year, month, day, after)
        found = _day(_SOME_YEAR, month, day, month_at + 1)
        return replace(found, year=False) if found else None

    def _year_first(self, at: int) -> _Stretch | None:
        """ "2017 April", "2019-Aug-1"."""
        year, end = self._year(at, _OLD_YEARS)
        if not year:
            return None
        month_at = end + (self._pieces.word(end) in ("-", "/"))
        month = self._month(month_at)
        if not month:
            return None
        end = month_at + 1
        if self._pieces.word(end) in ("-", "/") and month_at > at + 1:
            day, after = self._day_number(end + 1)
            if day:
                return _day(year, month, day, after)
        return self._months(year, (month, month), end, part=False)

    def _fiscal_word(self, at: int) -> tuple[bool, int]:
        pieces = self._pieces
        for length in (2, 1):
            if " ".join(pieces.words[at : at + length]) in self._sets["fiscal"]:
                return True, at + length
        return False, at

    def _fiscal(self, at: int) -> _Stretch | None:
        """ "FY2024", "fiscal 2024", "FY24"."""
        pieces = self._pieces
        found, at = self._fiscal_word(at)
        if not found:
            return None
        word = pieces.word(at)
        if pieces.glued(at) and word.isdecimal() and len(word) == 2:  # noqa: PLR2004
            year, end = 2000 + int(word), at + 1
        elif _is_year_text(word) and int(word) in _YEARS:
            year, end = int(word), at + 1
        else:
            return None
        return _Stretch(end, date(year, 1, 1), date(year + 1, 1, 1))

    def _plain_year(self, at: int) -> _Stretch | None:
        """ "2024", "the 2020s", "twenty twenty-four"."""
        pieces = self._pieces
        start = at + (pieces.word(at) in self._sets["articles"])
        year, end = self._year(start, _YEARS)
        if not year:
            return None
        plural = pieces.word(end) in self._sets["plural"]
        decade = plural and (pieces.glued(end) or not pieces.glued(end + 1)) and year % 10 == 0
        if decade:
            return _Stretch(end + 1, date(year, 1, 1), date(year + 10, 1, 1))
        if start > at:
            return None
        return _Stretch(end, date(year, 1, 1), date(year + 1, 1, 1))

    # --- years -----------------------------------------------------------------------------------

    def _year(self, at: int, years: range) -> tuple[int, int]:
        """The year at a place, in digits or words, and where it ends; 0 where there is none."""
        pieces = self._pieces
        word = pieces.word(at)
        if not _is_year_text(word):
            return self._spelt_year(at, years)
        if int(word) not in years or self._is_no_year(at):
            return 0, at
        return int(word), at + 1

    def _is_no_year(self, at: int) -> bool:
        """True where four digits count, name or number something."""
        pieces, sets = self._pieces, self._sets
        before, after = pieces.word(at - 1), pieces.word(at + 1)
        if before in sets["not_after"] or self._follows(at, "counting") or self._comes("not_before", at + 1):
            return True
        if pieces.glued(at) and (before[:1].isalnum() or before == "_") and before not in sets["fiscal"]:
            return before not in self._lexicon.months
        if pieces.glued(at) and before == "-" and self._is_name(at - 2):
            return True
        glued = pieces.glued(at + 1) and after[:1].isalpha()
        return glued and after not in sets["plural"] and after[0] not in "qh"

    def _is_name(self, at: int) -> bool:
        """True for a word that makes the digits tied to it a name: "GPT-2024", but not "mid-2024", "pre-2020"."""
        word = self._pieces.word(at)
        known = word in self._lexicon.months or word in self._lexicon.parts or word in self._lexicon.relations
        return word[:1].isalpha() and self._pieces.raw[at][:1].isupper() and not known and len(word) > 1

    def _follows(self, at: int, name: str) -> bool:
        words = self._pieces.words
        return any(" ".join(words[at - length : at]) in self._sets[name] for length in range(1, 5) if length <= at)

    def _comes(self, name: str, at: int) -> bool:
        words = self._pieces.words
        return words[at : at + 1] != [] and (
            words[at] in self._sets[name] or " ".join(words[at : at + 2]) in self._sets[name]
        )

    def _spelt_year(self, at: int, years: range) -> tuple[int, int]:
        """ "twenty twenty-four", "nineteen hundred ninety-three", "two thousand and eight"."""
        pieces, numbers = self._pieces, self._lexicon.numbers
        first = numbers.get(pieces.word(at), 0)
        after = at + 1 + pieces.hyphen(at + 1)
        if 10 < first <= 20 and first * _CENTURY + 99 >= years.start:  # noqa: PLR2004
            hundred = pieces.word(after) in self._sets["hundred"]
            after += hundred
            after += hundred and pieces.word(after) in self._sets["and"]
            rest, end = self._below_hundred(after)
            year = first * _CENTURY + rest
            return (year, end) if rest >= 10 or (rest and end > after + 1) else (0, at)  # noqa: PLR2004
        thousand = pieces.word(at + 1) in self._sets["thousand"]
        if first == 2 and thousand and pieces.word(at - 1) in self._lexicon.relations:  # noqa: PLR2004
            after = at + 2 + (pieces.word(at + 2) in self._sets["and"])
            rest, end = self._below_hundred(after)
            return (2000 + rest, end) if rest else (0, at)
        return 0, at

    def _below_hundred(self, at: int) -> tuple[int, int]:
        pieces, numbers = self._pieces, self._lexicon.numbers
        word = pieces.word(at)
        value = numbers.get(word)
        if value is None:
            return 0, at
        after = at + 1 + pieces.hyphen(at + 1)
        unit = numbers.get(pieces.word(after), 0)
        if (value >= 20 or value == 0) and 0 < unit < 10:  # noqa: PLR2004
            return value + unit, after + 1
        return value, at + 1

    # --- told from now ---------------------------------------------------------------------------

    def _relative(self, at: int) -> _Stretch | None:
        """ "last year", "three years ago"; only from a given day."""
        if self._today is None:
            return None
        phrase, end = self._pieces.longest(at, self._lexicon.relative, _PHRASE)
        if phrase:
            unit, offset = self._lexicon.relative[phrase]
            return self._offset(unit, offset, end)
        word = self._pieces.word(at)
        count = int(word) if word.isdecimal() and len(word) < 3 else self._lexicon.numbers.get(word, 0)  # noqa: PLR2004
        phrase, end = self._pieces.longest(at + 1, self._lexicon.ago, _PHRASE)
        return self._offset(self._lexicon.ago[phrase], -count, end) if phrase and count else None

    def _offset(self, unit: str, offset: int, end: int) -> _Stretch | None:
        today = self._today or date.min
        if unit == "day":
            start = today + timedelta(offset)
            return _Stretch(end, start, start + timedelta(1))
        length = {"month": 1, "quarter": 3, "year": 12}[unit]
        first = (today.month - 1) // length * length + 1
        start = _months_on(date(today.year, first, 1), offset * length)
        return _Stretch(end, start, _months_on(start, length))


def _is_year_text(word: str) -> bool:
    return len(word) == _YEAR_DIGITS and word.isdecimal() and word.isascii()


def _months_on(day: date, months: int) -> date:
    """The first of a month so many months later."""
    count = day.year * _MONTHS + day.month - 1 + months
    return date(count // _MONTHS, count % _MONTHS + 1, 1)


def _day(year: int, month: int, day: int, end: int) -> _Stretch | None:
    """One day; None where the calendar lacks it."""
    try:
        start = date(year, month, day)
    except ValueError:
        return None
    return _Stretch(end, start, start + timedelta(1))


def _with_year(first: _Stretch, second: _Stretch) -> _Stretch:
    """The first end of a range in the year of the second, or in the year before, if it comes later there."""
    year = second.start.year
    if (first.start.month, first.start.day) > (second.start.month, second.start.day):
        year -= 1
    try:
        start = first.start.replace(year=year)
        stop = first.stop.replace(year=year + first.stop.year - _SOME_YEAR)
    except ValueError:
        return first
    return replace(first, start=start, stop=stop, year=True)
