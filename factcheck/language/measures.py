"""Numbers with what they count: sign, currency, unit, place in an order, and the bound that stands behind them."""

from __future__ import annotations

from fractions import Fraction

from factcheck.language.figures import Phrases, Pieces
from factcheck.language.number_words import Numeral
from factcheck.language.numerals import HUNDREDTH, NumeralReader
from factcheck.language.quantity_lexicon import QuantityLexicon
from factcheck.model import Bound, QuantityKind
from factcheck.record import record, replace

_CENT = Fraction(1, 100)
_LEAST_SCALE = 1000
# "#791" numbers a ticket, "#79" may be a place
_LAST = 100


@record
class Core:
    """A number with its unit, from the piece `start` to before the piece `end`.

    after: the bound that stands behind it, and whether that is near. worth: what the number was multiplied with for
    its unit (cents of a dollar). prefixed: the currency stands before it.
    """

    start: int
    end: int
    number: Numeral
    value: Fraction
    step: Fraction
    kind: QuantityKind
    unit: str | None = None
    after: tuple[Bound, bool] | None = None
    worth: Fraction = Fraction(1)
    prefixed: bool = False

    @property
    def plain(self) -> bool:
        """True where neither unit nor currency stands at the number."""
        return self.kind is QuantityKind.NUMBER


class MeasureReader:
    """Reads the number with its unit at a place of a text."""

    def __init__(self, pieces: Pieces, lexicon: QuantityLexicon) -> None:
        self._pieces = pieces
        self._lexicon = lexicon
        self._sets = lexicon.sets
        self.numerals = NumeralReader(pieces, lexicon)

    def phrase(self, at: int, name: str) -> tuple[str, int]:
        """The longest phrase of a set at a place, and where it ends; ("", at) for none."""
        return self._pieces.match(at, self._lexicon.phrases[name])

    def core(self, at: int) -> Core | None:
        """The number at a place with all that belongs to it; None where there is none."""
        pieces = self._pieces
        place, sign = self._sign(at)
        ordinal = self._top(place) or self._rank(place)
        if ordinal is not None:
            return ordinal
        money, number_at = self._currency(place, self._lexicon.prefixes)
        if money:
            return self._money(at, number_at, money, sign)
        factor, end = self.phrase(place, "factors")
        if factor:
            return self._factor(at, end)
        if pieces.word(place) in self._lexicon.multiples:
            value = Fraction(self._lexicon.multiples[pieces.word(place)])
            number = Numeral(place + 1, value, Fraction(1), QuantityKind.RATIO, spelt=True)
            return Core(at, place + 1, number, value, Fraction(1), QuantityKind.RATIO)
        parsed = self.numerals.at(place)
        return self._measured(at, parsed, sign) if parsed is not None else None

    def _factor(self, at: int, number_at: int) -> Core | None:
        """The ratio of "a factor of three"."""
        number = self.numerals.at(number_at)
        if number is None or number.article or number.kind is not QuantityKind.NUMBER:
            return None
        return Core(at, number.end, number, number.value, number.step, QuantityKind.RATIO)

    def opens_digits(self, at: int) -> bool:
        """True where digits stand at a place, or right behind a currency there."""
        return any(self._pieces.is_digits(place) for place in range(at, at + 3))

    def _sign(self, at: int) -> tuple[int, int]:
        """Where the number starts after a sign, and the sign."""
        pieces = self._pieces
        word = pieces.word(at)
        free = not pieces.glued(at) or pieces.word(at - 1) in ("(", "<", ">", "=", "≤", "≥")
        if word == "-" and free and pieces.glued(at + 1) and self.opens_digits(at + 1):
            return at + 1, -1
        if word == "+" and free and pieces.glued(at + 1):
            return at + 1, 1
        return (at + 1, -1) if word in self._sets["minus"] else (at, 1)

    # --- places in an order ----------------------------------------------------------------------

    def _top(self, at: int) -> Core | None:
        """Reads "top ten", "top-100"; the top 1 % is a share like any."""
        pieces = self._pieces
        if pieces.word(at) not in self._sets["top"]:
            return None
        number = self._count(at + 1 + pieces.hyphen(at + 1))
        if number is None:
            return None
        limit = (Bound.AT_MOST, False)
        return Core(at, number.end, number, number.value, Fraction(1), QuantityKind.ORDINAL, after=limit)

    def _rank(self, at: int) -> Core | None:
        """Reads "#2", "No. 1", "number one"."""
        pieces = self._pieces
        phrase, end = self.phrase(at, "ranks")
        if not phrase or (phrase == "no" and (pieces.raw[at] != "No" or not pieces.is_digits(end))):
            return None
        number = self._count(end + pieces.hyphen(end))
        if number is None or number.scale > 1 or (phrase == "#" and not (pieces.glued(end) and number.value <= _LAST)):
            return None
        return Core(at, number.end, number, number.value, Fraction(1), QuantityKind.ORDINAL)

    def _count(self, at: int) -> Numeral | None:
        """A whole number above zero without a unit."""
        number = self.numerals.at(at)
        if number is None or number.article or number.kind is not QuantityKind.NUMBER or self.unit(number.end)[0]:
            return None
        return number if number.value >= 1 and number.value.denominator == 1 else None

    def _place(self, core: Core) -> Core | None:
        """An ordinal, unless it tells a time ("the 21st century")."""
        pieces = self._pieces
        if pieces.word(core.end) in self._sets["not_ordinal"]:
            return None
        if pieces.hyphen(core.end) and pieces.word(core.end + 1) in self._sets["placed"]:
            return replace(core, end=core.end + 2)
        return core

    # --- money -----------------------------------------------------------------------------------

    def _currency(self, at: int, names: Phrases) -> tuple[str, int]:
        """The ISO code of the currency named at a place, and where the name ends; ("", at) for none."""
        pieces = self._pieces
        phrase, end = pieces.match(at, names)
        if not phrase:
            return "", at
        code, asked = names.told[phrase][:2]
        if (asked and not pieces.raw[at].startswith(asked)) or (len(asked) == 1 and not pieces.glued(at + 1)):
            # "A $5 billion deal" is no Australian one
            return "", at
        return code, end

    def opens_money(self, at: int) -> bool:
        """True where a piece ends the name of a currency that stands before numbers ("USD115")."""
        names = self._lexicon.prefixes
        return any(self._currency(place, names)[1] == at + 1 for place in range(max(0, at - 4), at + 1))

    def is_suffix(self, at: int) -> bool:
        """True where a currency that may stand behind a number is named."""
        return bool(self._currency(at, self._lexicon.suffixes)[0]) or self._pieces.word(at) in self._lexicon.cents

    def _suffix(self, at: int) -> tuple[str, int]:
        """A currency behind a number; a symbol right at the next digits belongs to those."""
        pieces = self._pieces
        code, end = self._currency(at, self._lexicon.suffixes)
        if not code and pieces.word(at) in self._lexicon.cents:
            code, end = self._lexicon.cents[pieces.word(at)][0], at + 1
        if code and pieces.is_digits(end) and pieces.glued(end):
            return "", at
        return code, end

    def _money(self, at: int, number_at: int, code: str, sign: int) -> Core | None:
        number = self.numerals.at(number_at)
        if number is None or number.article or number.kind is QuantityKind.ORDINAL:
            return None
        again, end = self._suffix(number.end)
        if again != code or not self._pieces.word(number.end).isalpha():
            # "$10 dollars" names it twice; "$20 $30" are two
            end = number.end
        scale = self._code_scale(number_at - 1, self._lexicon.prefixes)
        value = number.value * sign * scale
        core = Core(at, end, number, value, number.step * scale, QuantityKind.CURRENCY, code, prefixed=True)
        return self.with_after(core)

    def _code_scale(self, at: int, names: Phrases) -> int:
        """A million for "MUSD"."""
        told = names.told.get(self._pieces.word(at), ())
        return int(told[2]) if len(told) > 2 else 1

    def _paid(self, core: Core, code: str, end: int) -> Core:
        """Money with the currency behind the number; "75 USD million" and "3 dollars and 50 cents" too."""
        pieces, lexicon = self._pieces, self._lexicon
        core = replace(core, end=end, kind=QuantityKind.CURRENCY, unit=code)
        scale = self._code_scale(end - 1, lexicon.suffixes)
        if scale > 1:
            return replace(core, value=core.value * scale, step=core.step * scale)
        scale = lexicon.cardinals.get(pieces.word(end), 0)
        if scale >= _LEAST_SCALE and core.number.scale == 1:
            number = replace(core.number, scale=scale)
            return replace(core, end=end + 1, number=number, value=core.value * scale, step=core.step * scale)
        if pieces.word(end - 1) in lexicon.cents:
            return replace(core, value=core.value * _CENT, step=core.step * _CENT, worth=_CENT)
        more = self.numerals.at(end + (pieces.word(end) in self._sets["and"])) if core.number.scale == 1 else None
        if more is None or not 0 < more.value < 1 / _CENT or more.scale > 1 or core.value.denominator != 1:
            return core
        named = pieces.word(more.end) in lexicon.cents
        if not named and not self._stands_last(more):
            return core
        return replace(core, end=more.end + named, value=core.value + more.value * _CENT, step=_CENT)

    def _stands_last(self, number: Numeral) -> bool:
        """True for a number with nothing behind it that it could count ("15 dollars 50")."""
        after = self._pieces.word(number.end)[:1]
        return not (number.alone or number.article or after.isalnum() or self._suffix(number.end)[0] or after == "%")

    # --- units -----------------------------------------------------------------------------------

    def _measured(self, at: int, number: Numeral, sign: int) -> Core | None:
        """A numeral with the unit after it."""
        core = Core(at, number.end, number, number.value * sign, number.step, number.kind)
        if number.kind is QuantityKind.ORDINAL:
            return self._place(core)
        if not number.article:
            core = self.with_after(core)
        scaled = self._multiple(core) or self._magnitudes(core)
        if scaled is not None:
            return self.with_after(scaled)
        money, end = self._suffix(core.end + self._pieces.hyphen(core.end))
        if money and not number.article:
            return self.with_after(self._paid(core, money, end))
        told, end = self._unit_of(core)
        if told:
            return self.with_after(self._in_unit(core, told, end))
        return None if number.article else core

    def with_after(self, core: Core) -> Core:
        """With the bound that stands behind a number or its unit: "75%+", "40-plus", "or more"."""
        pieces = self._pieces
        start = core.end + pieces.hyphen(core.end)
        phrase, end = pieces.match(start, self._lexicon.after)
        if not phrase or core.after is not None or pieces.word(end) in self._sets["after_not_before"]:
            return core
        if (phrase in self._sets["tied"]) != pieces.glued(core.end):
            return core
        if phrase not in self._sets["tied"] and self.numerals.at(end) is not None:
            # "above 10 and below 15"
            return core
        told = self._lexicon.after.told[phrase]
        return replace(core, end=end, after=(Bound(told[0]), len(told) > 1))

    def _multiple(self, core: Core) -> Core | None:
        """Reads "three times", "10x", "3.5-fold"."""
        pieces = self._pieces
        at = core.end + pieces.hyphen(core.end)
        word = pieces.word(at)
        if word not in self._sets["times"] or core.number.article:
            return None
        tied = len(word) == 1
        if tied and (not pieces.glued(at) or pieces.is_digits(at + 1)):
            return None
        if not tied and pieces.word(at + 1) in self._sets["times_not_before"]:
            return None
        return replace(core, end=at + 1, kind=QuantityKind.RATIO)

    def _magnitudes(self, core: Core) -> Core | None:
        """Reads "an order of magnitude", which is ten times."""
        phrase, end = self.phrase(core.end, "magnitudes")
        if not phrase or core.value.denominator != 1 or not 0 < core.value < 10:
            return None
        number = replace(core.number, article=False, alone=False)
        value = Fraction(10 ** int(core.value))
        return replace(core, end=end, number=number, value=value, step=Fraction(1), kind=QuantityKind.RATIO)

    def unit(self, at: int) -> tuple[list[str], int]:
        """What the unit at a place is and where it ends; a hyphen may tie it ("12-month"). ([], at) for none."""
        pieces = self._pieces
        start = at + pieces.hyphen(at)
        phrase, end = pieces.match(start, self._lexicon.units)
        if not phrase or (end < len(pieces) and pieces.glued(end) and pieces.word(end)[:1].isalnum()):
            return [], at
        return self._lexicon.units.told[phrase], end

    def _unit_of(self, core: Core) -> tuple[list[str], int]:
        """The unit of a number; "half a year" has an article between."""
        pieces = self._pieces
        told, end = self.unit(core.end)
        if not told and core.kind is QuantityKind.RATIO:
            at = core.end + (pieces.word(core.end) in self._sets["of"])
            if pieces.word(at) in self._sets["articles"]:
                return self.unit(at + 1)
        if told and self._is_no_unit(core, pieces.word(end - 1), tied=pieces.hyphen(core.end)):
            return [], core.end
        return told, end

    def _is_no_unit(self, core: Core, word: str, *, tied: bool) -> bool:
        """Units whose singular is another word as well ("point", "second"): only after one, or tied by a hyphen."""
        doubtful = word in self._sets["doubtful_units"] and core.value.denominator == 1
        return doubtful and not tied and not core.number.alone

    def _in_unit(self, core: Core, told: list[str], end: int) -> Core:
        worth = Fraction(told[2]) if len(told) > 2 else Fraction(1)
        value, step = core.value * worth, core.step * worth
        kind = QuantityKind(told[0])
        more = self._and_half_more(end) if kind is QuantityKind.DURATION else None
        if more:
            value, step, end = value + Fraction(1, 2), Fraction(1, 10), more
        return replace(core, end=end, value=value, step=step, kind=kind, unit=told[1], worth=worth)

    def _and_half_more(self, at: int) -> int:
        """Where "and a half" behind a unit ends ("a year and a half"); 0 for none."""
        pieces = self._pieces
        if pieces.word(at) not in self._sets["and"] or pieces.word(at + 1) not in self._sets["articles"]:
            return 0
        below = self.numerals.denominator(at + 2)
        return below[1] if below and below[0] == 2 else 0

    # --- shares and proportions ------------------------------------------------------------------

    def share(self, core: Core) -> Core | None:
        """Reads "one in seven", "four out of five", "three to one", "3:1"; None for a number alone."""
        pieces = self._pieces
        if not core.plain or core.value.denominator != 1 or core.value <= 0:
            return None
        phrase, end = self.phrase(core.end + pieces.hyphen(core.end), "share_in")
        if phrase:
            end += pieces.hyphen(end)
            whole = self.numerals.at(end) or self._bare_scale(end)
            if whole is None or not self._is_whole(core, whole):
                return None
            return self._as_ratio(core, whole.end, core.value / whole.value, min(HUNDREDTH, 1 / whole.value))
        at = core.end
        hyphens = pieces.hyphen(at) and pieces.hyphen(at + 2)
        if pieces.word(at + hyphens) in self._sets["to"] or (pieces.word(at) == ":" and pieces.glued(at)):
            other = self.numerals.at(at + 1 + 2 * hyphens)
            alone = other is not None and not other.article and not self.unit(other.end)[0]
            if other is not None and alone and other.value == 1 < core.value:
                return self._as_ratio(core, other.end, core.value, Fraction(1))
        return None

    def _bare_scale(self, at: int) -> Numeral | None:
        """The whole of "in every hundred"."""
        scale = self._lexicon.cardinals.get(self._pieces.word(at), 0)
        return Numeral(at + 1, Fraction(scale), Fraction(1), scale=scale) if scale else None

    def _as_ratio(self, core: Core, end: int, value: Fraction, step: Fraction) -> Core:
        return self.with_after(replace(core, end=end, value=value, step=step, kind=QuantityKind.RATIO))

    def _is_whole(self, core: Core, whole: Numeral) -> bool:
        """True for a whole that people tell shares of: small, or a round one."""
        if whole.kind is not QuantityKind.NUMBER or whole.article or whole.value.denominator != 1:
            return False
        if not core.value < whole.value or self.unit(whole.end)[0] or 1900 <= whole.value <= 2100:
            return False
        is_round = str(int(whole.value)).rstrip("0") == "1"
        return core.value <= 20 or whole.value <= 10 or is_round
