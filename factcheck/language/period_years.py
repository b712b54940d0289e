"""Years in a text, in digits and in words, and what else four digits may be: counts, names, numbers of things."""

from __future__ import annotations

from collections.abc import Container, Iterator

from factcheck.language.figures import Pieces
from factcheck.language.period_lexicon import PeriodLexicon
from factcheck.record import record

# Four digits by themselves are a year of these; beside a month, older ones can't be mistaken for anything either.
YEARS = range(1900, 2101)
OLD_YEARS = range(1500, 2101)

_DATED_YEARS = range(1600, 1900)
_THIS_CENTURY = 2000
_DIGITS = 4
_CENTURY = 100
_LONGEST_PHRASE = 6


@record
class YearReader:
    """Reads the years of one text."""

    pieces: Pieces
    lexicon: PeriodLexicon

    def anchors(self, *, now: bool) -> Iterator[int]:
        """The places without which there is no period near: digits that can be a year, and words that begin one.

        now: with the words that count from a given day.
        """
        spoken, sets = self.lexicon.spoken, self.lexicon.sets
        for at, word in enumerate(self.pieces.words):
            if word[0].isdecimal():
                if (is_year_text(word) and int(word) in OLD_YEARS) or (
                    len(word) == 2 and (self.pieces.word(at - 1) == "'" or self.pieces.word(at - 1) in sets["fiscal"])
                ):
                    yield at
            elif word in spoken or (now and word in self.lexicon.now):
                yield at

    def year(self, at: int, years: range = YEARS) -> tuple[int, int]:
        """The year at a place, and where it ends; 0 where there is none."""
        word = self.pieces.word(at)
        if not is_year_text(word):
            return self._spelt(at, years)
        if (int(word) not in years and not self._is_dated(at)) or self._is_no_year(at):
            return 0, at
        return int(word), at + 1

    def short_year(self, at: int) -> tuple[int, int]:
        """The '23 of "in '23" and "Q4'23", and where it ends; 0 where there is none."""
        pieces = self.pieces
        word, end = pieces.word(at + 1), at + 2
        if pieces.word(at) != "'" or len(word) != 2 or not word.isdecimal():
            return 0, at
        if not pieces.glued(at + 1) or (
            pieces.glued(end) and (pieces.word(end)[:1].isalnum() or pieces.word(end) == "%")
        ):
            return 0, at
        return _THIS_CENTURY + int(word), end

    def longest(self, at: int, phrases: Container[str]) -> tuple[str, int]:
        """The longest of `phrases` that starts at a place, and where it ends; ("", at) where there is none."""
        words = self.pieces.words
        most = self.lexicon.starts.get(words[at], 0) if at < len(words) else 0
        for length in range(min(most, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + length])
            if phrase in phrases:
                return phrase, at + length
        return "", at

    def phrase_end(self, at: int, phrases: Container[str]) -> int:
        """Where the longest of `phrases` that starts at a place ends; `at` where there is none."""
        return self.longest(at, phrases)[1]

    # --- what is no year -------------------------------------------------------------------------

    def _is_no_year(self, at: int) -> bool:
        return self._is_numbered(at) or self._is_tied(at) or self._is_count(at)

    def _is_numbered(self, at: int) -> bool:
        """As in "$2000", "page 2012", "Vision 2030"."""
        before = self.pieces.word(at - 1)
        if before in self.lexicon.sets["not_after"]:
            return True
        title = before in self.lexicon.sets["titles"] and self.pieces.raw[at - 1][:1].isupper()
        return title or self._before(at, self.lexicon.sets["names"]) > 0

    def _is_dated(self, at: int) -> bool:
        """True for a year of older times where a preposition makes it one: "since 1789", not "in 1850 places"."""
        dated = self.pieces.word(at - 1) in self.lexicon.sets["dating"] and int(self.pieces.word(at)) in _DATED_YEARS
        return dated and not self._is_plural(at + 1)

    def _is_tied(self, at: int) -> bool:
        """As in "v2024", "GPT-2024", "2024kg"; "mid-2024", "2024H1" and "FY2024" are fine."""
        pieces, sets = self.pieces, self.lexicon.sets
        before, after = pieces.word(at - 1), pieces.word(at + 1)
        if pieces.glued(at) and (before[:1].isalnum() or before == "_"):
            section = before in sets["section_letters"] and self.pieces.is_digits(at - 2)
            return before not in sets["fiscal"] and before not in self.lexicon.months and not section
        if pieces.glued(at) and before == "-" and self._is_name(at - 2):
            return True
        section = after in sets["section_letters"] or after in sets["estimates"]
        return pieces.glued(at + 1) and after[:1].isalpha() and after not in sets["plural"] and not section

    def _is_name(self, at: int) -> bool:
        """True for a word that makes the digits tied to it a name: "GPT-2024", but not "mid-2024", "pre-2020"."""
        word, lexicon = self.pieces.word(at), self.lexicon
        known = word in lexicon.months or word in lexicon.parts or word in lexicon.relations
        return len(word) > 1 and word[:1].isalpha() and self.pieces.raw[at][:1].isupper() and not known

    def _is_count(self, at: int) -> bool:
        """As in "2000 %", "more than 2000", "around 2000 patents"; not "since at least 2018", "in 2024 people"."""
        sets, pieces = self.lexicon.sets, self.pieces
        if self.phrase_end(at + 1, sets["not_before"]) > at + 1:
            return True
        if pieces.word(at + 1) in sets["of_a_year"]:
            return False
        if self._before(at, sets["counting"]) > self._before(at, self.lexicon.relations):
            return True
        if pieces.word(at - 1) not in sets["dating"] and self.phrase_end(at + 1, sets["counted"]) > at + 1:
            return True
        return self._before(at, sets["counting_before_plural"]) > 0 and self._is_plural(at + 1)

    def _is_plural(self, at: int) -> bool:
        word = self.pieces.word(at)
        return len(word) > 3 and word.isalpha() and word[-1] in self.lexicon.sets["plural"] and word[-2] != word[-1]

    def _before(self, at: int, phrases: Container[str]) -> int:
        """How many pieces the longest of `phrases` that ends before a place has; 0 where there is none."""
        words = self.pieces.words
        for length in range(min(_LONGEST_PHRASE, at), 0, -1):
            if " ".join(words[at - length : at]) in phrases:
                return length
        return 0

    # --- in words --------------------------------------------------------------------------------

    def _spelt(self, at: int, years: range) -> tuple[int, int]:
        """As in "twenty twenty-four"; after a preposition or a month, which tell
        them from counts, "two thousand and eight" and "nineteen hundred ninety-three".
        """
        pieces, sets = self.pieces, self.lexicon.sets
        dated = self._before(at, self.lexicon.relations) > 0 or pieces.word(at - 1) in self.lexicon.months
        first = self.lexicon.numbers.get(pieces.word(at), 0)
        if first == 2 and pieces.word(at + 1) in sets["thousand"] and dated:
            after = at + 2 + (pieces.word(at + 2) in sets["and"])
            rest, end = self.below_hundred(after)
            return (2000 + rest, end) if rest else (0, at)
        if not 10 < first <= 20:
            return 0, at
        after = at + 1 + pieces.hyphen(at + 1)
        hundred = pieces.word(after) in sets["hundred"]
        after += hundred
        after += hundred and pieces.word(after) in sets["and"]
        rest, end = self.below_hundred(after)
        year = first * _CENTURY + rest
        spoken = (rest >= 10 or (rest > 0 and end > after + 1)) and (dated or not hundred)
        return (year, end) if spoken and year in years else (0, at)

    def below_hundred(self, at: int) -> tuple[int, int]:
        """The number from 0 to 99 in words at a place ("twenty-four", "oh eight"), and where it ends."""
        pieces, numbers = self.pieces, self.lexicon.numbers
        value = numbers.get(pieces.word(at))
        if value is None:
            return 0, at
        after = at + 1 + pieces.hyphen(at + 1)
        unit = numbers.get(pieces.word(after), 0)
        if (value >= 20 or value == 0) and 0 < unit < 10:
            return value + unit, after + 1
        return value, at + 1


def is_year_text(word: str) -> bool:
    """True for four digits."""
    return len(word) == _DIGITS and word.isdecimal() and word.isascii()
