"""Text to tokens: words, figures and marks."""

from __future__ import annotations

import re

from factcheck.language.lemmas import fold, look_up, stem
from factcheck.model import Span
from factcheck.record import record

_APOSTROPHE = "['’ʼ＇]"
_ALNUM = "[^\\W_ʼ]"
_PIECE = f"{_ALNUM}(?:{_ALNUM}|[\\u0300-\\u036f])*"
# Every alternative either is bounded or gives back at most a step, so that hostile drafts take linear time.
_TOKEN = re.compile(
    "|".join(
        (
            # U.S., e.g., Ph.D.
            "(?:[^\\W\\d_]|[A-Z][a-z])(?:\\.[^\\W\\d_])+(?![^\\W_])\\.?",
            # R&D
            "[A-Za-z]{1,3}&[A-Za-z]{1,3}(?![^\\W_])",
            # GLM-5.2
            "[A-Z]{1,5}-\\d{1,4}(?:\\.\\d{1,4}){0,3}(?![\\d-])[^\\W\\d_]{0,2}(?![^\\W_])",
            # 921,000 and 1.6M
            f"\\d{{1,3}}(?:,\\d{{3}})+(?![\\d])(?:\\.\\d+)?{_ALNUM}*",
            f"\\d+(?:\\.\\d+)*{_ALNUM}*",
            # H100, V3.1, Norway's, Xi'an
            f"{_PIECE}(?:(?<=\\d)\\.\\d+{_ALNUM}*)*(?:{_APOSTROPHE}{_PIECE})*",
            # 's after U.S. or R&D
            f"(?<=[\\w.%+]){_APOSTROPHE}[A-Za-z]{{1,2}}(?![\\w])",
            "[-‐‑‒–—―]+",
            "\\.+",
            "\\S",
        )
    )
)


@record
class Token:
    """A word, number or mark of a text. `span` counts code points; `is_word` is False for marks and symbols.

    capitalised: its first letter is a capital. all_caps: it has two letters or more, all of them capitals.
    """

    span: Span
    text: str
    stem: str
    is_word: bool
    capitalised: bool
    all_caps: bool


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of `text` in their order; only blanks lie between them. Takes time in proportion to its length.

    Hyphens and dashes part words ("open-source" is three tokens), save in names with a number ("GLM-5.2"). What an
    apostrophe ties to a word is a token of its own ("Norway", "'s"; "do", "n't"). Figures keep their separators and
    letters ("921,000", "1.6M", "5G"), initials their points ("U.S."); symbols (%, $, +) stand alone.
    """
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        tokens += _split(match.group(), match.start())
    return tuple(tokens)


def _split(text: str, start: int) -> tuple[Token, ...]:
    """One token, or two where an apostrophe ties a short word to another."""
    folded = fold(text)
    cut = folded.rfind("'")
    if cut <= 0:
        return (_token(text, start, stem(text)),)
    for place in (cut - 1, cut):
        if place > 0 and look_up(folded[place:]):
            whole = look_up(folded)
            host = whole.stem if whole else stem(text[:place])
            return _token(text[:place], start, host), _token(text[place:], start + place, stem(text[place:]))
    return (_token(text, start, stem(text)),)


def _token(text: str, start: int, its_stem: str) -> Token:
    return Token(
        Span(start, start + len(text)),
        text,
        its_stem,
        is_word=any(map(str.isalnum, text[:2])),
        capitalised=text[:1].isupper(),
        all_caps=text.isupper() and sum(map(str.isalpha, text[:4])) > 1,
    )
