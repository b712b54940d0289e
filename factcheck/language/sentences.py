"""Where sentences end.

The text of one block goes in, without line breaks; exact spans come out. The words that decide
(abbreviations, words that open a sentence) are in `data/abbreviations.txt`.

No library is used: a splitter that keeps its abbreviations to itself can't be taught a missing one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from factcheck.language.packaged import read_text
from factcheck.model import Span
from factcheck.record import record

_OPENERS = "\"'“‘«([{*_"
# no word that decides anything is longer
_WORD_LIMIT = 40
_SHORT = 3
# stops, spaced ones too, with what closes after them: quotation marks, brackets, footnote marks
_STOP = re.compile(
    r"(?P<stops>[.!?…](?:[.!?…]| \.(?!\w)){0,15})"
    r"(?P<tail>(?:[\"'”’»)\]*†‡¹²³⁰⁴-⁹]|\[\^?[0-9A-Za-z]{1,8}\]|(?<=[a-z][.!?])[0-9]{1,2}(?![0-9])){0,12})(?=\s)"
)
_WORD = re.compile(r"[^\W_]+")
_ROMAN = re.compile(r"[IVXLC]+\b")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]")
_BULLETS = "•⁃‣◦▪●"
_MARKER = re.compile(rf"(?:[{_BULLETS}]\s?)?(?P<value>[0-9]{{1,3}}|[a-z])(?P<close>\.\)|[.)])\s")


@record
class _Words:
    titles: frozenset[str]
    numbered: frozenset[str]
    open: frozenset[str]
    units: frozenset[str]
    closing: frozenset[str]
    starters: frozenset[str]


@cache
def _words() -> _Words:
    sections: dict[str, list[str]] = {}
    section: list[str] = []
    for line in read_text("abbreviations.txt").splitlines():
        if line.startswith("["):
            section = sections.setdefault(line.strip("[] "), [])
        elif not line.startswith("#"):
            section.extend(line.split())
    return _Words(**{name: frozenset(words) for name, words in sections.items()})


def split_sentences(text: str) -> tuple[Span, ...]:
    """The spans of the sentences of `text`, in order, without blanks at either end.

    What closes a sentence (quotation marks, brackets, footnote marks) is part of it. Every visible
    character is in exactly one span; a text without any has none.
    """
    items = list(_numbering(text))
    cuts = sorted({*items, *_stops(text, items)})
    spans = (_trimmed(text, start, end) for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True))
    return tuple(span for span in spans if span.start < span.end)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _numbering(text: str) -> Iterator[int]:
    """Where the items of a list written in one line begin: "1. … 2. …", "a) … b) …", "• … • …"."""
    first = _MARKER.match(text)
    if first is None:
        if text[:1] in _BULLETS:
            yield from (found.start() + 1 for found in re.finditer(rf"\s[{_BULLETS}]", text))
        return
    value, close = first["value"], first["close"]
    at = first.end()
    while True:
        value = str(int(value) + 1) if value.isdigit() else chr(ord(value) + 1)
        at = text.find(f"{value}{close} ", at)
        before = text[max(0, at - 2) : at].rstrip(_BULLETS + " ") if at > 0 else "."
        if at < 0 or len(before) == min(2, at):
            return
        yield at - 1 if text[at - 1] in _BULLETS else at - 2 if text[at - 2] in _BULLETS else at
        at += len(value)


def _stops(text: str, items: list[int]) -> Iterator[int]:
    """Where a stop ends a sentence and another follows; `items` are cuts that are known."""
    words = _words()
    lower_too = text == text.lower()
    start = 0
    for found in _STOP.finditer(text.rstrip()):
        next_word = _WORD.search(text, found.end(), found.end() + _WORD_LIMIT)
        opens = next_word is None or not next_word[0][0].islower() or lower_too or bool(_BRAND.match(next_word[0]))
        if not opens:
            continue
        item = bisect_right(items, found.start())
        if item:
            start = max(start, items[item - 1])
        cut = _cut(text, start, found, next_word[0] if next_word else "", words)
        if cut is not None:
            yield cut
            start = cut


def _cut(text: str, start: int, found: re.Match[str], next_word: str, words: _Words) -> int | None:
    stops, before = found["stops"], text[max(start, found.start() - _WORD_LIMIT) : found.start()]
    if stops == ". . . ." and before[-1:].isalnum():
        # a sentence's own stop, then an ellipsis that opens the next
        return found.start() + 1
    dots = stops.count(".") + 3 * stops.count("…")
    if dots == 3:
        spaced = " " in stops or before[-1:].isspace()
        bracketed = before[-1:] in "[(" and found["tail"][:1] in ("]", ")")
        return None if spaced or bracketed or next_word == "I" else found.end()
    if len(before.strip()) < 2 or not any(letter.isalpha() for letter in before):
        # nothing but a number or a letter: the mark of a list item
        return None
    if stops == "." and _goes_on(before, next_word, words):
        return None
    return found.end()


def _goes_on(before: str, next_word: str, words: _Words) -> bool:
    """True where a full stop after `before` belongs to an abbreviation inside a sentence.

    `before` is the sentence so far, of a long one its end.
    """
    parts = before.split()
    written = parts[-1].lstrip(_OPENERS) if parts else ""
    word = written.lower()
    number_next = next_word[:1].isdigit()
    if word in words.open or (word in words.titles and written[:1].isupper()):
        return True
    if word in words.numbered and (number_next or _ROMAN.fullmatch(next_word)):
        return True
    if word in words.units and number_next and len(parts) > 1 and parts[-2][-1].isdigit():
        return True
    single = len(written) == 1 and written.isupper()
    if word in words.closing or single or _DOTTED.fullmatch(written):
        few = len(parts) <= _SHORT and not single
        return few or next_word not in words.starters
    return False
