"""What looks like a figure and is none: names with digits, dates, years, list marks, labels, pronouns."""

from __future__ import annotations

from factcheck.language.figures import Pieces, read_digits
from factcheck.language.measures import Core, MeasureReader
from factcheck.language.quantity_lexicon import QuantityLexicon
from factcheck.model import QuantityKind

_DAYS = 31
_YEARS = range(1900, 2101)
_YEAR_DIGITS = 4


class Lookalikes:
    """Tells figures of a text from what only looks like one."""

    def __init__(self, pieces: Pieces, lexicon: QuantityLexicon, measures: MeasureReader) -> None:
        self._pieces = pieces
        self._lexicon = lexicon
        self._sets = lexicon.sets
        self._measures = measures

    # --- digits ----------------------------------------------------------------------------------

    def list_mark(self) -> int:
        """Where the text starts after the number of a list or section that opens it: "3. ", "2) ", "(1) ", "3.2 "."""
        pieces = self._pieces
        if "." in pieces.word(0) and pieces.is_digits(0) and self._is_heading(1):
            return 1
        opened = pieces.word(0) == "("
        at = 1 if opened else 0
        closing = pieces.word(at + 1)
        closed = closing == ")" or (closing == "." and not opened)
        if not closed or pieces.glued(at + 2) or len(pieces) <= at + 2 or not pieces.glued(at + 1):
            return 0
        short = pieces.is_digits(at) and len(pieces.word(at)) < _YEAR_DIGITS
        return at + 2 if short else 0

    def _is_heading(self, at: int) -> bool:
        """True for a capitalised word that is neither scale nor unit, apart from the digits before it."""
        pieces, words = self._pieces, self._lexicon
        if pieces.glued(at) or not pieces.word(at).isalpha() or not pieces.raw[at][0].isupper():
            return False
        scale = pieces.word(at) in words.cardinals or pieces.raw[at] in words.scales
        return not (scale or self._measures.unit(at)[0] or self._measures.is_suffix(at))

    def name_or_date(self, at: int) -> int:
        """Where a name with digits, a date, a clock time, a version or a note mark at `at` ends; 0 for none."""
        pieces = self._pieces
        before, after = pieces.word(at - 1), pieces.word(at + 1)
        if after == "]" and (before == "[" or (before == "^" and pieces.word(at - 2) == "[")):
            return at + 2
        if pieces.glued(at) and self._is_name_head(at - 1):
            return self.run_end(at)
        if after == ":" and pieces.glued(at + 1) and pieces.glued(at + 2) and pieces.is_digits(at + 2):
            return 0 if pieces.word(at + 2) == "1" else self.run_end(at)
        return self.run_end(at) if self._is_date(at) or self._is_serial(at) else 0

    def run_end(self, at: int) -> int:
        """The end of the pieces that stand together without a blank."""
        at += 1
        while self._pieces.glued(at) and self._pieces.word(at) not in (",", ";", ")", "'"):
            at += 1
        return at

    def _is_name_head(self, at: int) -> bool:
        """True where the piece before digits makes them part of a name: "H100", "GPT-4", "v2", "file_3"."""
        pieces = self._pieces
        word = pieces.word(at)
        if word == "-" and pieces.glued(at):
            of_digits = pieces.glued(at - 1) and pieces.is_digits(at - 2)
            return pieces.word(at - 1)[:1].isalpha() and not of_digits and not self._is_count_word(at - 1)
        if word in ("/", "=") and pieces.glued(at):
            return pieces.word(at - 1)[:1].isalpha()
        return word in ("_", "@", "%", "#") or (word[:1].isalpha() and not self._measures.opens_money(at))

    def _is_count_word(self, at: int) -> bool:
        word, words = self._pieces.word(at), self._lexicon
        return (
            word in words.cardinals
            or word in self._sets["top"]
            or word in self._sets["to"]
            or word in words.before.told
        )

    def _is_date(self, at: int) -> bool:
        """5/17/2018 and 2024-03-15."""
        pieces = self._pieces
        mark = pieces.word(at + 1)
        if mark not in ("/", "-") or pieces.word(at + 3) != mark:
            return False
        return all(map(pieces.glued, range(at + 1, at + 5))) and pieces.is_digits(at + 2) and pieces.is_digits(at + 4)

    def _is_serial(self, at: int) -> bool:
        """Versions (1.2.3), and letters behind digits that are neither scale nor unit (5G, 24703L202, 3-D)."""
        pieces = self._pieces
        word = pieces.word(at)
        if word.count(".") > 1 and read_digits(word) is None:
            return True
        if pieces.hyphen(at + 1) and len(pieces.raw[at + 2]) == 1:
            return pieces.raw[at + 2].isupper()
        tail = pieces.word(at + 1)
        if not pieces.glued(at + 1) or not tail[:1].isalpha():
            return False
        if pieces.glued(at + 2) and pieces.is_digits(at + 2):
            return tail not in ("x", "e")
        return not self._may_follow(at + 1)

    def _may_follow(self, at: int) -> bool:
        """True for letters that may stand right behind digits."""
        words, tail = self._lexicon, self._pieces.word(at)
        if self._pieces.raw[at] in words.scales or tail in words.cardinals or tail in words.dozens:
            return True
        if any(tail in self._sets[name] for name in ("ordinal_endings", "times", "tied")):
            return True
        return tail in words.units.told or self._measures.is_suffix(at) or tail == "e"

    # --- what is read as a number ----------------------------------------------------------------

    def is_year(self, core: Core) -> bool:
        """A bare figure of four digits that can be a year."""
        word = self._pieces.word(core.start)
        return core.plain and core.end == core.start + 1 and _is_year_text(word)

    def is_dated(self, core: Core) -> bool:
        """A year, or a day next to its month: "9 September", "Sept. 9", "4th of July"."""
        if self.is_year(core):
            return True
        pieces, months = self._pieces, self._sets["months"]
        if not 0 < core.value <= _DAYS or core.kind not in (QuantityKind.NUMBER, QuantityKind.ORDINAL):
            return False
        before = core.start - 1 - (pieces.word(core.start - 1) in (".", "the"))
        after = core.end + (pieces.word(core.end) in self._sets["of"])
        return any(
            pieces.word(place) in months and pieces.raw[place][:1].isupper()
            for place in (before, after)
            if 0 <= place < len(pieces)
        )

    def counts(self, core: Core, phrase: str) -> bool:
        """False for what only looks like a quantity; `phrase` is the bound or hedge before it."""
        if self.is_dated(core) and not (self.is_year(core) and phrase in self._sets["counting"]):
            return False
        if core.number.article:
            return bool(phrase) or core.kind is QuantityKind.RATIO or self._stands_single(core)
        if core.plain and self._is_label(core.start):
            return False
        if core.plain and core.number.alone and core.value > 0 and phrase not in self._lexicon.limits:
            return self._one_counts(core)
        return not self._measures.phrase(core.end, "not_before")[0]

    def _stands_single(self, core: Core) -> bool:
        """True for "within a year", "a decade ago": a stretch of time, no rate."""
        before, after = self._pieces.word(core.start - 1), self._pieces.word(core.end)
        whole = core.start == 0 and core.end == len(self._pieces)
        return whole or before in self._sets["single_before"] or after in self._sets["single_after"]

    def _is_label(self, at: int) -> bool:
        """True for "Table 2", "fig. 3", "version two", "pages 5, 7 and 9": the number names, it doesn't count."""
        pieces, labels = self._pieces, self._sets["labels"]
        before = pieces.word(at - 1)
        if before in self._sets["several_labels"] or self._is_listed(at):
            return True
        if pieces.word(at).endswith(".0") and before.isalpha() and pieces.raw[at - 1][:1].isupper():
            # "Web 3.0": who counts writes a whole number without its zero
            return True
        return before in labels or f"{pieces.word(at - 2)} {before}" in labels

    def _is_listed(self, at: int) -> bool:
        """True for the later numbers of "tables 5, 7 and 9"."""
        pieces, joint = self._pieces, self._pieces.word(at - 1)
        if joint not in (",", "and") or not pieces.word(at - 2).isdecimal():
            return False
        # in "on pages 2 and 3, 40 rivers" the list has ended
        goes_on = joint == "and" or pieces.word(at + 1) in (",", "and")
        return goes_on and (pieces.word(at - 3) in self._sets["several_labels"] or self._is_listed(at - 2))

    def _one_counts(self, core: Core) -> bool:
        """True for "one institution", not "one of them"; the word before and the words after tell."""
        from factcheck.language.parts import PartOfSpeech, parts_of_speech

        pieces = self._pieces
        if pieces.word(core.start - 1) in self._sets["one_not_after"]:
            return False
        if core.start == 0 and core.end == len(pieces):
            return True
        # over adjectives to the noun: "one leading Danish club"
        noun = False
        for at in range(core.end, core.end + 3):
            word = pieces.word(at)
            if not word[:1].isalpha() or word in self._sets["one_not_before"]:
                break
            parts = parts_of_speech(word)
            noun = not parts or PartOfSpeech.NOUN in parts
            if noun and (not parts or parts[0] is PartOfSpeech.NOUN):
                return True
            if PartOfSpeech.ADJECTIVE not in parts and PartOfSpeech.NAME not in parts:
                break
        return noun


def _is_year_text(word: str) -> bool:
    return word.isdecimal() and len(word) == _YEAR_DIGITS and int(word) in _YEARS
