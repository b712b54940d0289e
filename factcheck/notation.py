"""Writing one figure in the notation of another: 1,600,000 like `921K` is `1.6M`, 40 like `25%` is `40%`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cache

from factcheck.model import Quantity, QuantityKind, Span
from factcheck.record import record

_NUMERAL = re.compile("[0-9](?:[0-9.,\u00a0\u2009\u202f']*[0-9])?")
_GROUPED = re.compile(
    "[0-9]{1,3}(?:([,\u00a0\u2009\u202f'])[0-9]{3})?(?:\\1[0-9]{3})*(?:\\.[0-9]+)?|[0-9]+(?:\\.[0-9]+)?"
)
_SCALE = re.compile("([ \u00a0\u2009\u202f-]?)([A-Za-z]+)")
_WORD_BEFORE = re.compile("([A-Za-z]+)[ \u00a0\u202f]+[^0-9A-Za-z]*$")
# As many digits are kept as they are; of a longer figure, so many or as many as the old one had.
_ALL_DIGITS = 4
_FEW_DIGITS = 3
_LARGEST = 10**15
_COUNTED = frozenset({QuantityKind.NUMBER, QuantityKind.OTHER, QuantityKind.DURATION})


@record
class Rewriting:
    """What to put in the place of a part of a text."""

    span: Span
    text: str


def rewrite(text: str, written: Quantity, right: Fraction) -> Rewriting | str:
    """How `right` is written in place of the quantity `written` of `text`, in the same notation.

    Just digits and, where the size asks for it, the word or letter of the scale are replaced. What has no such
    notation gives the reason, in a few words.
    """
    area = written.span.of(text)
    numerals = list(_NUMERAL.finditer(area))
    if not numerals:
        return "the figure is written in words"
    numeral = numerals[0]
    grouped = _GROUPED.fullmatch(numeral.group())
    if len(numerals) > 1 or grouped is None or written.value is None or right < 0 or right > _LARGEST:
        return "the figure is not written as one number"
    mantissa = _value(numeral.group())
    if not mantissa or not _is_power(written.value / mantissa):
        return "the figure is not written as one number"
    factor = written.value / mantissa
    start = written.span.start + numeral.start()
    if written.kind in _COUNTED and factor == 1 and (right == 1) != (written.value == 1):
        return "the words around it would no longer fit"
    if factor == 1:
        made = _plain(right, numeral.group(), grouped.group(1))
        end = written.span.start + numeral.end()
    else:
        scale = _SCALE.match(area, numeral.end())
        if scale is None:
            return "the figure is not written as one number"
        made = _scaled(right, factor, numeral.group(), grouped.group(1), scale.group(1), scale.group(2))
        end = written.span.start + scale.end()
    if made is None:
        return "the right figure can't be written with few digits"
    if not _article_fits(text[:start], numeral.group(), made):
        return "the article before it would no longer fit"
    return _least(text, Span(start, end), made)


def _plain(value: Fraction, old: str, mark: str | None) -> str | None:
    """The number with all its digits, in groups where the old one has them or would have had them."""
    if mark is None:
        whole = old.partition(".")[0]
        mark = "" if len(whole) > _FEW_DIGITS else ","
    return _digits(value, mark)


def _scaled(value: Fraction, factor: Fraction, old: str, mark: str | None, gap: str, scale: str) -> str | None:
    """The number with the scale it had, or where that makes it small or large, with one of the same family."""
    own, name = factor, scale
    if not 1 <= value / factor < 1000:
        family: Sequence[tuple[str, int]] = next(
            (each for each in _notation().families if (scale, _power(factor)) in each), ()
        )
        fitting = [(word, Fraction(10) ** power) for word, power in family if 1 <= value / 10**power < 1000]
        if fitting:
            name, own = fitting[0]
        elif family and value < 1000:
            return _digits(value, "")
    mantissa = value / own
    kept = _digits(mantissa, mark or ",")
    if kept is None or _significant(kept) > _ALL_DIGITS:
        kept = _digits(_rounded(mantissa, max(_FEW_DIGITS, _significant(old))), mark or ",")
    return None if kept is None else f"{kept}{gap}{name}"


def _least(text: str, span: Span, made: str) -> Rewriting:
    """The same replacement without the words at the end that stay as they are."""
    old = span.of(text)
    tail = re.search("[^0-9.,]*$", old)
    same = tail.group() if tail and made.endswith(tail.group()) else ""
    return Rewriting(Span(span.start, span.end - len(same)), made.removesuffix(same) if same else made)


def _value(numeral: str) -> Fraction:
    return Fraction(re.sub("[^0-9.]", "", numeral))


def _is_power(value: Fraction) -> bool:
    return value == 1 or (value.denominator == 1 and str(value.numerator).strip("0") == "1")


def _power(value: Fraction) -> int:
    return len(str(value.numerator)) - 1


def _digits(value: Fraction, mark: str) -> str | None:
    """A decimal number with all its digits; None where they have no end."""
    decimals = 0
    while (value * 10**decimals).denominator != 1:
        decimals += 1
        if decimals > _ALL_DIGITS * 2:
            return None
    digits = str((value * 10**decimals).numerator).rjust(decimals + 1, "0")
    whole, rest = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    return f"{int(whole):,}".replace(",", mark) + (f".{rest}" if rest else "")


def _significant(numeral: str) -> int:
    digits = re.sub("[^0-9]", "", numeral).lstrip("0")
    return len(digits if "." in numeral else digits.rstrip("0")) or 1


def _rounded(value: Fraction, digits: int) -> Fraction:
    step = Fraction(1)
    while value >= step * 10**digits:
        step *= 10
    while value < step * 10 ** (digits - 1):
        step /= 10
    return ((value / step + Fraction(1, 2)) // 1) * step


# --- plain English -------------------------------------------------------------------------------


@record
class _Notation:
    families: tuple[tuple[tuple[str, int], ...], ...]
    articles: tuple[str, ...]
    vowels: tuple[str, ...]


@cache
def _notation() -> _Notation:
    from pathlib import Path

    text = (Path(__file__).parent / "language" / "data" / "notation.txt").read_text("utf-8")
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    told = {kind: tuple(words) for kind, *words in lines}
    families = [words for kind, *words in lines if kind == "scales"]
    pairs = tuple(tuple(zip(words[::2], map(int, words[1::2]), strict=True)) for words in families)
    return _Notation(pairs, told["articles"], told["vowels"])


def _article_fits(before: str, old: str, new: str) -> bool:
    word = _WORD_BEFORE.search(before)
    notation = _notation()
    if word is None or word.group(1).lower() not in notation.articles:
        return True
    return _starts_with_vowel(old, notation) == _starts_with_vowel(new, notation)


def _starts_with_vowel(numeral: str, notation: _Notation) -> bool:
    leading = re.split("[^0-9]", numeral)[0]
    return any(leading == each or (len(each) == 1 and leading.startswith(each)) for each in notation.vowels)
