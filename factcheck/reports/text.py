"""Text that is safe and well set in a terminal, whatever a draft, a file name or a knowledge base holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Everything that moves the cursor, colours, ends a line, or turns the direction of writing round, and lone surrogates.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BLANK = {"\t", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"}
_ASCII = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "−": "-",
        "…": "...",
        "×": "x",
        "≥": ">=",
        "≤": "<=",
        "≈": "~",
        "→": "->",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
    }
)


def safe(text: str, ascii_only: bool = False) -> str:
    r"""`text` on one line, with control, escape and direction characters shown as `\x1b` instead of acting.

    With `ascii_only`, typographic characters become their plain forms and all others escapes like `\u4e2d`.
    """
    if not text.isprintable():
        text = _UNSAFE.sub(_shown, text)
    if ascii_only and not text.isascii():
        text = text.translate(_ASCII).encode("ascii", "backslashreplace").decode("ascii")
    return text


def escaped(text: str) -> str:
    r"""A line of JSON with control and direction characters as escapes like `\u202e`, which JSON reads as the same."""
    return text if text.isprintable() else _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _shown(match: re.Match[str]) -> str:
    character = match.group()
    if character in _BLANK:
        return " "
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    from unicodedata import category, east_asian_width

    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def filled(text: str, width: int) -> Iterator[str]:
    """The lines of `text` set in `width` columns, broken at blanks, and within a word only where it is longer."""
    line, used = "", 0
    for word in text.split(" "):
        pieces = list(_chopped(word, width))
        for number, piece in enumerate(pieces):
            needed = columns(piece)
            gap = 1 if line and not number else 0
            if line and (number or used + gap + needed > width):
                yield line
                line, used = piece, needed
            else:
                line, used = (f"{line} {piece}", used + gap + needed) if line else (piece, needed)
    if line:
        yield line


def _chopped(word: str, width: int) -> Iterator[str]:
    if columns(word) <= width:
        yield word
        return
    start, used = 0, 0
    for place, character in enumerate(word):
        needed = columns(character)
        if used + needed > width and place > start:
            yield word[start:place]
            start, used = place, 0
        used += needed
    yield word[start:]
