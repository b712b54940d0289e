"""Texts cut into words, digits and marks, and what a run of digits is worth. Nothing here knows a word of English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from factcheck.record import record

# Longer runs are serial numbers or an attack; nothing that people count is near.
_LONGEST = 40
_MOST_PARTS = 8
_ONE = Fraction(1)
_BLANKS = "  \u2009\u202f"
_THIN = "\u00a0\u2009\u202f"

# Digits in groups parted by blanks: thin ones always, plain ones only where they look like nothing else.
_SPACED = "|".join(
    (
        rf"\d{{1,3}}(?:[{_THIN}]\d{{3}})+(?!\d)(?:\.\d+)?",
        r"\d{1,3}(?: \d{3}){2,4}(?![\d,])(?:\.\d+)?",
        r"\d{1,3} 000(?!\d| \d|,\d)",
    )
)
_TOKEN = re.compile(rf"(?<![\d.,])(?:{_SPACED})|\d+(?:[.,]\d+)*|(?<![\w.])\.\d+|[^\W\d_]+|\S")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_PLAIN = re.compile(r"\d*\.?\d+")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}|\d{1,3}(?:\.\d{3})+,\d{1,2}")

_SAME = str.maketrans({"–": "-", "‒": "-", "‐": "-", "‑": "-", "−": "-", "’": "'", "～": "~"})
VULGAR: Mapping[str, Fraction] = {
    "½": Fraction(1, 2), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "¼": Fraction(1, 4), "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5), "⅖": Fraction(2, 5), "⅗": Fraction(3, 5), "⅘": Fraction(4, 5), "⅙": Fraction(1, 6),
    "⅚": Fraction(5, 6), "⅛": Fraction(1, 8), "⅜": Fraction(3, 8), "⅝": Fraction(5, 8), "⅞": Fraction(7, 8),
}  # fmt: skip


@record
class Phrases:
    """Phrases with what they tell; `lengths` is how many pieces the longest of those has that start with a word."""

    told: Mapping[str, list[str]]
    lengths: Mapping[str, int]

    @classmethod
    def of(cls, told: Mapping[str, list[str]]) -> Phrases:
        """From phrases as `key` writes them."""
        lengths: dict[str, int] = {}
        for phrase in told:
            first, _, rest = phrase.partition(" ")
            length = rest.count(" ") + 2 if rest else 1
            if length > lengths.get(first, 0):
                lengths[first] = length
        return cls(told, lengths)


@record
class Pieces:
    """A text in pieces: `words` in lower case with dashes and apostrophes of one kind, `raw` as written."""

    text: str
    words: list[str]
    raw: list[str]
    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, text: str) -> Pieces:
        """Cut `text`; takes time in proportion to its length."""
        words: list[str] = []
        raw: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for match in _TOKEN.finditer(text):
            piece = match.group()
            raw.append(piece)
            words.append(piece.lower().translate(_SAME))
            starts.append(match.start())
            ends.append(match.end())
        return cls(text, words, raw, starts, ends)

    def __len__(self) -> int:
        return len(self.words)

    def word(self, at: int) -> str:
        """The word at a place, "" beyond either end."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def glued(self, at: int) -> bool:
        """True where nothing lies between this piece and the one before it."""
        return 0 < at < len(self.words) and self.starts[at] == self.ends[at - 1]

    def is_digits(self, at: int) -> bool:
        """True for a piece made of digits."""
        word = self.word(at)
        return word[:1].isdigit() or (word[:1] == "." and len(word) > 1)

    def hyphen(self, at: int) -> bool:
        """True for a hyphen between two pieces without blanks."""
        return self.word(at) == "-" and self.glued(at) and self.glued(at + 1)

    def match(self, at: int, phrases: Phrases) -> tuple[str, int]:
        """The longest of `phrases` that starts at a place, and where it ends; ("", at) where there is none."""
        words = self.words
        if at >= len(words):
            return "", at
        for length in range(phrases.lengths.get(words[at], 0), 0, -1):
            phrase = words[at] if length == 1 else " ".join(words[at : at + length])
            if phrase in phrases.told:
                # at the end of the text fewer words were joined
                return phrase, min(at + length, len(words))
        return "", at


def key(phrase: str) -> str:
    """A phrase as `Pieces.match` looks it up."""
    return " ".join(Pieces.of(phrase).words)


def read_digits(text: str) -> tuple[Fraction, Fraction] | None:
    """The value and the step of a run of digits: 1,600,000 and 15.3 and 12,34,567; None for anything else.

    The step is the place value of the last digit that says something: zeros at the end of a whole number of four
    digits or more say nothing. A comma before one or two digits is a decimal one, as on the Continent.
    """
    if len(text) > _LONGEST:
        return None
    if text.isdecimal() and text.isascii():
        value = Fraction(int(text))
        return value, step_of(value)
    for blank in _BLANKS:
        text = text.replace(blank, "")
    if _GROUPED.fullmatch(text) or _INDIAN.fullmatch(text):
        text = text.replace(",", "")
    elif _DECIMAL_COMMA.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    if not text.isascii() or not _PLAIN.fullmatch(text):
        return None
    whole, _, decimals = text.partition(".")
    if not decimals:
        value = Fraction(int(whole))
        return value, step_of(value)
    place = 10 ** len(decimals)
    return Fraction(int(whole + decimals), place), Fraction(1, place)


def step_of(value: Fraction) -> Fraction:
    """The place value of the last digit of a whole number that is no zero; 1 below a thousand."""
    number = abs(value.numerator)
    if value.denominator != 1 or number < 1000:
        return _ONE
    digits = str(number)
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))


def list_of_digits(text: str) -> list[tuple[str, int]]:
    """The parts of a list written without blanks ("22,24,26") with their places; empty for versions and serials."""
    parts = text.split(",")
    if len(parts) > _MOST_PARTS or len(parts) < 2 or "." in text:
        return []
    found = []
    place = 0
    for part in parts:
        found.append((part, place))
        place += len(part) + 1
    return found
