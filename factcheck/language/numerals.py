"""Numbers in digits and words: what a numeral is worth and where it ends."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from factcheck.language.figures import VULGAR, Pieces, read_digits, step_of
from factcheck.language.number_words import Numeral, Sum
from factcheck.model import QuantityKind
from factcheck.record import replace

if TYPE_CHECKING:
    from factcheck.language.quantity_lexicon import QuantityLexicon

HUNDREDTH = Fraction(1, 100)
_THOUSAND = 1000
_HUNDRED = 100
_TEN = Fraction(10)
# people part things in up to twenty-five, or in round numbers
_SMALL_PARTS = 25
# 10^26 is a figure of our time; what is far beyond is none
_HIGHEST_EXPONENT = 60


class NumeralReader:
    """Reads the numeral at a place of a text."""

    def __init__(self, pieces: Pieces, lexicon: QuantityLexicon) -> None:
        self._pieces = pieces
        self._lexicon = lexicon
        self._found: dict[int, Numeral | None] = {}

    def at(self, place: int) -> Numeral | None:
        """The longest numeral that starts at `place`; None where there is none."""
        if place not in self._found:
            self._found[place] = self._read(place)
        return self._found[place]

    def _read(self, place: int) -> Numeral | None:
        pieces, words = self._pieces, self._lexicon
        word = pieces.word(place)
        if pieces.is_digits(place):
            return self._digits(place)
        if word in VULGAR:
            return self._of_whole(Numeral(place + 1, VULGAR[word], HUNDREDTH, QuantityKind.RATIO))
        if word in words.sets["articles"]:
            return self._article(place)
        if word in words.only_fractions:
            return self._bare_fraction(place)
        if word in words.cardinals or word in words.ordinals or word in words.dozens:
            return self._composed(place)
        return None

    # --- digits ----------------------------------------------------------------------------------

    def _digits(self, place: int) -> Numeral | None:
        pieces = self._pieces
        read = read_digits(pieces.word(place))
        if read is None:
            return None
        value, step = read
        after = place + 1
        if pieces.glued(after) and pieces.word(after) in self._lexicon.sets["ordinal_endings"]:
            return Numeral(after + 1, value, Fraction(1), QuantityKind.ORDINAL)
        part = self._slash(place)
        if part is not None:
            return self._of_whole(part)
        part = self._part_after(after)
        if part is not None and value.denominator == 1:
            return self._scaled(Numeral(part.end, value + part.value, HUNDREDTH))
        power = self._power(Numeral(after, value, step))
        if power is not None:
            return power
        return self._composed(place)

    def _slash(self, place: int) -> Numeral | None:
        """The fraction "3/4"."""
        pieces = self._pieces
        if not (pieces.word(place + 1) == "/" and pieces.glued(place + 1) and pieces.glued(place + 2)):
            return None
        above, below = pieces.word(place), pieces.word(place + 2)
        if not (above.isdecimal() and below.isdecimal() and len(above) < 4 and len(below) < 5):
            return None
        if pieces.word(place + 3) == "/" or pieces.word(place - 1) == "/" or not 0 < int(above) < int(below):
            return None
        if int(below) > _SMALL_PARTS and int(below) % _SMALL_PARTS:
            return None
        return Numeral(place + 3, Fraction(int(above), int(below)), HUNDREDTH, QuantityKind.RATIO)

    def _part_after(self, place: int) -> Numeral | None:
        """The fraction of "2 1/4" or "2½"."""
        word = self._pieces.word(place)
        if word in VULGAR:
            return Numeral(place + 1, VULGAR[word], HUNDREDTH)
        if self._pieces.is_digits(place) and not self._pieces.glued(place):
            return self._slash(place)
        return None

    def _power(self, number: Numeral) -> Numeral | None:
        """Reads "1.3x10^6", "10^26" and "1e10"."""
        pieces, at = self._pieces, number.end
        if pieces.glued(at) and pieces.word(at) == "e":
            return self._raised(number, at + 1)
        if pieces.word(at) == "^" and pieces.glued(at):
            raised = self._raised(replace(number, value=Fraction(1)), at + 1, number.value)
            return replace(raised, step=min(raised.step, raised.value)) if raised else None
        times = pieces.word(at) in ("x", "×", "*") and pieces.word(at + 1) == "10" and pieces.word(at + 2) == "^"
        return self._raised(number, at + 3) if times and pieces.glued(at + 2) else None

    def _raised(self, number: Numeral, at: int, base: Fraction = _TEN) -> Numeral | None:
        """The number times the base raised to the exponent at a place."""
        pieces = self._pieces
        signed = pieces.word(at) in ("-", "+")
        exponent = pieces.word(at + signed)
        if not exponent.isdecimal() or len(exponent) > 2 or int(exponent) > _HIGHEST_EXPONENT:
            return None
        factor = base ** (-int(exponent) if pieces.word(at) == "-" else int(exponent))
        return Numeral(at + signed + 1, number.value * factor, number.step * factor)

    # --- words -----------------------------------------------------------------------------------

    def _article(self, place: int) -> Numeral | None:
        """Reads "a million", "a dozen", "a third"; else the article itself, to be read as one before a unit."""
        words, lexicon = self._pieces, self._lexicon
        word = words.word(place + 1)
        if lexicon.cardinals.get(word, 0) >= _HUNDRED or word in lexicon.dozens:
            return self._composed(place + 1, lead=True)
        found = self.denominator(place + 1)
        if found is not None:
            below, end = found
            part = self._of_whole(Numeral(end, Fraction(1, below), HUNDREDTH, QuantityKind.RATIO, spelt=True))
            if part.kind is QuantityKind.NUMBER or word in lexicon.only_fractions or self._is_share(end):
                return part
            return None
        return Numeral(place + 1, Fraction(1), Fraction(1), spelt=True, article=True)

    def _is_share(self, end: int) -> bool:
        after = self._pieces.word(end)
        return not after[:1].isalnum() or after in self._lexicon.sets["fraction_after"]

    def _bare_fraction(self, place: int) -> Numeral | None:
        """Reads "half", "half a million", "quarter million"; a bare "quarter" or "thirds" is no number."""
        below = self._lexicon.fractions[self._pieces.word(place)]
        part = Numeral(place + 1, Fraction(1, below), HUNDREDTH, QuantityKind.RATIO, spelt=True)
        whole = self._of_whole(part)
        if whole.kind is QuantityKind.NUMBER or below == 2:
            return whole
        return None

    def _of_whole(self, part: Numeral) -> Numeral:
        """A fraction times the scale after it: "two-thirds of a million", "half a dozen", "quarter million"."""
        pieces, sets = self._pieces, self._lexicon.sets
        at = part.end + pieces.hyphen(part.end)
        at += pieces.word(at) in sets["of"]
        at += pieces.word(at) in sets["articles"]
        word = pieces.word(at)
        scale = self._lexicon.dozens.get(word) or self._lexicon.cardinals.get(word, 0)
        if scale < 12 or (scale < _HUNDRED and word not in self._lexicon.dozens):
            return part
        value = part.value * scale
        step = step_of(value) if value.denominator == 1 else scale * HUNDREDTH
        return Numeral(at + 1, value, step, scale=scale, spelt=part.spelt)

    def denominator(self, place: int) -> tuple[int, int] | None:
        """The denominator that a word names ("third", "twenty-fifths") and where it ends."""
        pieces, lexicon = self._pieces, self._lexicon
        word = pieces.word(place)
        if word in lexicon.fractions:
            return lexicon.fractions[word], place + 1
        tens = lexicon.cardinals.get(word, 0)
        at = place + 1 + pieces.hyphen(place + 1)
        last = pieces.word(at)
        units = lexicon.ordinals.get(last) or lexicon.ordinals.get(last[:-1], 0)
        if 20 <= tens < _HUNDRED and 0 < units < 10:
            return tens + units, at + 1
        return None

    def _composed(self, place: int, *, lead: bool = False) -> Numeral | None:
        """A numeral of several parts: "two hundred and six thousand", "4 thousand 3 hundred", "twenty-first"."""
        sum_of = Sum(self._pieces, self._lexicon, place, lead=lead)
        sum_of.run()
        return self._finished(sum_of)

    def _finished(self, found: Sum) -> Numeral | None:
        number = found.numeral()
        if found.ordinal:
            return number
        if number is not None:
            number = self._with_fraction(number, found)
        if number is None:
            return None
        return self._scaled(self._and_a_half(number)) if number.kind is QuantityKind.NUMBER else number

    def _with_fraction(self, number: Numeral, found: Sum) -> Numeral:
        """The denominator after a numerator in words: "two-thirds", "one hundred and three quarters"."""
        pieces = self._pieces
        at = number.end + (pieces.hyphen(number.end) or pieces.word(number.end) == "-")
        below = self.denominator(at)
        whole = found.before_and
        top = number.value - (whole or 0)
        if below is None or not self._may_divide(number, top, at):
            return number
        if whole is not None and 0 < top < below[0]:
            factor = number.scale if number.scale >= _THOUSAND else 1
            part = self._of_whole(Numeral(below[1], top / below[0], HUNDREDTH, QuantityKind.RATIO))
            value = whole + (part.value if part.scale > 1 else part.value * factor)
            step = HUNDREDTH if factor == 1 and part.scale == 1 else step_of(value)
            return Numeral(part.end, value, step, scale=factor, spelt=True)
        share = Numeral(below[1], number.value / below[0], HUNDREDTH, QuantityKind.RATIO, spelt=True)
        return self._of_whole(share)

    def _may_divide(self, number: Numeral, top: Fraction, at: int) -> bool:
        lexicon = self._lexicon
        word = self._pieces.word(at)
        if lexicon.fractions.get(word) == 4 and word in lexicon.only_fractions:
            # five quarters are a stretch of time
            return top < 4
        plural = word in lexicon.only_fractions or (word not in lexicon.fractions)
        return number.spelt and (top == 1 or plural)

    def _and_a_half(self, number: Numeral) -> Numeral:
        """Reads "five and a half", "one million and a half", "three and one fourth"."""
        pieces, lexicon = self._pieces, self._lexicon
        at = number.end + pieces.hyphen(number.end)
        if pieces.word(at) not in lexicon.sets["and"]:
            return number
        at += 1 + pieces.hyphen(at + 1)
        first = pieces.word(at)
        top = 1 if first in lexicon.sets["articles"] else lexicon.cardinals.get(first, 0)
        below = self.denominator(at + 1 + pieces.hyphen(at + 1)) if 0 < top < 20 else None
        if below is None or top >= below[0] or pieces.word(below[1]) in lexicon.sets["of"]:
            return number
        part = Fraction(top, below[0])
        scale = lexicon.cardinals.get(pieces.word(below[1]), 1)
        if 1 < scale < number.scale:
            return Numeral(below[1] + 1, number.value + part * scale, Fraction(scale, 10), spelt=number.spelt)
        factor = number.scale if number.scale >= _THOUSAND else 1
        return Numeral(below[1], number.value + part * factor, Fraction(factor, 10), scale=factor, spelt=number.spelt)

    def _scaled(self, number: Numeral) -> Numeral:
        """The scale after a mixed number: "five and a half million"."""
        scale = self._lexicon.cardinals.get(self._pieces.word(number.end), 1)
        if number.scale > 1 or scale < _HUNDRED or number.value.denominator == 1:
            return number
        return replace(number, end=number.end + 1, value=number.value * scale, step=number.step * scale, scale=scale)
