"""The parts of a numeral added up: "two hundred and six thousand", "4 thousand 3 hundred", "two point five million"."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from factcheck.language.figures import Pieces, read_digits, step_of
from factcheck.model import QuantityKind
from factcheck.record import record

if TYPE_CHECKING:
    from factcheck.language.quantity_lexicon import QuantityLexicon

_HUNDRED = 100
_THOUSAND = 1000
# short scales that may stand apart from their digits
_LOOSE_SCALES = "kKM"


@record
class Numeral:
    """A number without bound and unit.

    end: the place after its last piece. scale: what its mantissa was multiplied with ("1.6 million": a million).
    kind: NUMBER, RATIO for fractions, ORDINAL for places. spelt: in words. alone: no more than the word "one".
    article: "a" or "an", to be taken for one if a unit follows.
    """

    end: int
    value: Fraction
    step: Fraction
    kind: QuantityKind = QuantityKind.NUMBER
    scale: int = 1
    spelt: bool = False
    alone: bool = False
    article: bool = False


class Sum:
    """The adding up of a numeral's parts, from the left.

    `_chunk` is what stands before the next scale, `_room` what may still be added to it: nine after "twenty",
    ninety-nine after "hundred". Scales get smaller to the right.
    """

    def __init__(self, pieces: Pieces, lexicon: QuantityLexicon, place: int, *, lead: bool) -> None:
        self._pieces = pieces
        self._lexicon = lexicon
        self._start = place
        self._at = place
        self._total = Fraction(0)
        self._chunk: Fraction | None = Fraction(1) if lead else None
        self._room = 0 if lead else _HUNDRED
        self._step: Fraction | None = None
        self._scale = 0
        self._scales = 0
        self._digits = False
        self._saved: tuple[int, Fraction, Fraction | None] | None = None
        self.before_and: Fraction | None = None
        self.ordinal = False

    def run(self) -> None:
        """Take parts as long as they fit."""
        while self._take():
            pass
        word = self._pieces.word(self._at)
        if self._saved and self._lexicon.cardinals.get(word, 0) >= _HUNDRED:
            # "three hundred and two hundred": what follows is another number
            self._at, self._total, self._chunk = self._saved
            self.before_and = None

    def numeral(self) -> Numeral | None:
        """What was added up; None for nothing."""
        if self._at == self._start:
            return None
        value = self._total + (self._chunk or 0)
        spelt = not self._digits
        if self.ordinal:
            return Numeral(self._at, value, Fraction(1), QuantityKind.ORDINAL, spelt=spelt)
        step = self._step if self._step is not None else step_of(value)
        alone = spelt and value == 1 and self._at == self._start + 1 and self._scales == 0
        return Numeral(self._at, value, step, scale=max(self._scale, 1), spelt=spelt, alone=alone)

    def _take(self) -> bool:
        pieces = self._pieces
        word = pieces.word(self._at)
        if self.ordinal or not word:
            return False
        loose = pieces.raw[self._at] == "-" and not self._digits and self._room in (0, 10)
        if pieces.hyphen(self._at) and self._digits:
            scale = self._lexicon.cardinals.get(pieces.word(self._at + 1), 0)
            return scale >= _THOUSAND and self._take_word(self._at + 1)
        if (pieces.hyphen(self._at) or loose) and self._at > self._start and not pieces.is_digits(self._at - 1):
            return self._fits_next() and self._take_word(self._at + 1)
        if word in self._lexicon.sets["and"]:
            return self._take_and()
        if word in self._lexicon.sets["point"]:
            return self._take_decimals()
        return self._take_word(self._at)

    def _fits_next(self) -> bool:
        word = self._pieces.word(self._at + 1)
        return word in self._lexicon.cardinals or word in self._lexicon.ordinals

    def _take_word(self, at: int) -> bool:
        pieces, lexicon = self._pieces, self._lexicon
        word = pieces.word(at)
        if pieces.is_digits(at):
            return self._take_digits(at)
        if word in lexicon.cardinals:
            return self._add(lexicon.cardinals[word], at)
        if word in lexicon.ordinals:
            return self._add_ordinal(lexicon.ordinals[word], at)
        scale = self._short_scale(at)
        if scale:
            return self._multiply(scale, at)
        if word in lexicon.dozens and (self._chunk is not None or at > self._start):
            return self._dozen(lexicon.dozens[word], at)
        return False

    def _short_scale(self, at: int) -> int:
        """The scale of "1.6M", "$67bn", "3 mn": after digits; a single letter must stand right at them."""
        pieces = self._pieces
        raw = pieces.raw[at]
        scale = self._lexicon.scales.get(raw, 0)
        if not scale or not pieces.is_digits(at - 1) or at == self._start:
            return 0
        if len(raw) == 1 and not pieces.glued(at) and raw not in _LOOSE_SCALES:
            return 0
        if raw == "m" and pieces.word(at + 1) in self._lexicon.sets["not_million"]:
            return 0
        return 0 if pieces.glued(at + 1) and pieces.word(at + 1)[:1].isalnum() else scale

    def _take_digits(self, at: int) -> bool:
        read = read_digits(self._pieces.word(at))
        if read is None or self._chunk is not None:
            return False
        value, step = read
        if at > self._start:
            # "4 thousand 3 hundred and 21": only below the last scale, and tied by more than standing next
            following = self._lexicon.cardinals.get(self._pieces.word(at + 1), 0)
            if not (self._scale > following >= _HUNDRED and value < _HUNDRED):
                return False
        self._chunk, self._room, self._digits = value, 0, True
        self._step = step if value.denominator != 1 or step < 1 else None
        self._at = at + 1
        return True

    def _add(self, value: int, at: int) -> bool:
        if value >= _HUNDRED:
            return self._multiply(value, at)
        if self._chunk is None or self._chunk == 0:
            if self._scale and value == 0:
                return False
            self._chunk = Fraction(value)
            self._room = 10 if 20 <= value < _HUNDRED else 0
            if self._scale == _HUNDRED:
                return False
        elif 0 < value < self._room:
            self._chunk += value
            self._room = 10 if value >= 20 else 0
        else:
            return False
        self._at = at + 1
        return True

    def _multiply(self, scale: int, at: int) -> bool:
        bare = self._chunk is None and self._total == 0
        if bare and not self._continues(at):
            return False
        if scale == _HUNDRED:
            return self._hundred(at)
        if self._scale and scale >= self._scale and not (self._chunk is None and self._scales == 1):
            return False
        if self._chunk is None and not bare:
            if self._scale >= scale:
                return False
            self._total *= scale
        else:
            self._total += (Fraction(1) if self._chunk is None else self._chunk) * scale
        if self._step is not None:
            self._step *= scale
        self._chunk, self._room, self._scale = None, _HUNDRED, scale
        self._scales += 1
        self._at = at + 1
        return True

    def _continues(self, at: int) -> bool:
        """A hundred alone is a number only if more follows ("hundred fifteen") or it is counted ("the top hundred")."""
        counted = at > 0 and self._pieces.word(at - 1) in self._lexicon.sets["counted"]
        return counted or self._pieces.word(at + 1) in self._lexicon.cardinals

    def _hundred(self, at: int) -> bool:
        chunk = Fraction(1) if self._chunk is None or self._chunk == 0 else self._chunk
        if chunk >= _HUNDRED and (self._saved or not self._digits):
            return False
        self._chunk, self._room = chunk * _HUNDRED, _HUNDRED
        if self._step is not None:
            self._step *= _HUNDRED
        self._at = at + 1
        return True

    def _dozen(self, dozen: int, at: int) -> bool:
        if self._total or self._chunk is None:
            return False
        self._chunk, self._room, self._step = self._chunk * dozen, 0, Fraction(1)
        self._at = at + 1
        return False

    def _add_ordinal(self, value: int, at: int) -> bool:
        if self._digits:
            return False
        alone = at == self._start and self._chunk is None
        tied = self._pieces.word(at - 1) in {"-", *self._lexicon.sets["and"]}
        fits = self._chunk is None and bool(self._total) and tied
        tens = self._chunk is not None and value < self._room
        if value >= _HUNDRED:
            if self._chunk == 1 and not self._total:
                return False
            chunk = self._chunk if self._chunk is not None else self._total or Fraction(1)
            self._total, self._chunk = (self._total if self._chunk is not None else Fraction(0)), chunk * value
        elif alone or fits or tens:
            self._chunk = (self._chunk or Fraction(0)) + value
        else:
            return False
        self.ordinal = True
        self._at = at + 1
        return False

    def _take_and(self) -> bool:
        pieces, lexicon = self._pieces, self._lexicon
        place = self._at + 1
        open_end = self._room == _HUNDRED and (self._total > 0 or (self._chunk or 0) >= _HUNDRED)
        if not open_end or self._step is not None:
            return False
        saved = (self._at, self._total, self._chunk)
        before = self._total + (self._chunk or 0)
        word = pieces.word(place)
        if pieces.is_digits(place):
            hundreds = (self._chunk or 0) >= _HUNDRED
            taken = self._digits and hundreds and self._digits_after_and(place)
        elif 0 < lexicon.cardinals.get(word, 0) < _HUNDRED:
            taken = self._add(lexicon.cardinals[word], place)
        else:
            taken = word in lexicon.ordinals and word not in lexicon.sets["articles"] and self._take_word(place)
        if taken:
            self._saved, self.before_and = saved, before
        return taken or self.ordinal

    def _digits_after_and(self, place: int) -> bool:
        word = self._pieces.word(place)
        if not word.isdecimal() or len(word) > 2 or not 0 < int(word) < _HUNDRED:
            return False
        self._chunk = (self._chunk or Fraction(0)) + int(word)
        self._room = 0
        self._at = place + 1
        return True

    def _take_decimals(self) -> bool:
        """Reads "two point five", "zero point zero three", "twelve point ninety-nine"."""
        pieces, cardinals = self._pieces, self._lexicon.cardinals
        if self._digits or self._step is not None or (self._chunk is None and not self._total):
            return False
        digits = ""
        at = self._at + 1
        while len(digits) < 12:
            value = cardinals.get(pieces.word(at), _HUNDRED)
            if value >= _HUNDRED:
                break
            tens = value
            at += 1
            if tens >= 20 and 0 < cardinals.get(pieces.word(at + pieces.hyphen(at)), 0) < 10:
                at += pieces.hyphen(at)
                value += cardinals[pieces.word(at)]
                at += 1
            digits += str(value)
        if not digits:
            return False
        self._chunk = (self._chunk or Fraction(0)) + Fraction(int(digits), 10 ** len(digits))
        self._step = Fraction(1, 10 ** len(digits))
        self._room = 0
        self._at = at
        return True
