"""A sentence set in lines, with carets below the words in question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Span
from factcheck.reports.text import columns, safe

_LONG = 600
_REACH = 160
_GAP = "…"


def excerpt(text: str, spans: Sequence[Span], width: int, ascii_only: bool) -> Iterator[tuple[str, str]]:
    """Pairs of a line of at most `width` columns and the line of carets below it, empty where nothing is marked.

    Of a text that would fill a screen only the surroundings of the spans are shown, or its beginning without spans.
    """
    for row in _rows(_characters(text, spans, ascii_only), width):
        words = "".join(shown for shown, _, _ in row)
        carets = "".join(("^" if marked else " ") * needed for _, needed, marked in row)
        yield words.rstrip(), carets.rstrip()


_Character = tuple[str, int, bool]
"""What is shown for a character, the columns it takes, and whether it is marked."""


def _characters(text: str, spans: Sequence[Span], ascii_only: bool) -> list[_Character]:
    found: list[_Character] = []
    for window in _windows(text, spans):
        if window.start:
            found += _plain(_GAP + " ", ascii_only)
        marked = {place for span in spans for place in range(max(span.start, window.start), min(span.end, window.end))}
        for place in range(window.start, window.end):
            shown = safe(text[place], ascii_only)
            found.append((shown, columns(shown), place in marked))
        if window.end < len(text):
            found += _plain(" " + _GAP, ascii_only)
    return found


def _plain(text: str, ascii_only: bool) -> list[_Character]:
    return [(character, 1, False) for character in safe(text, ascii_only)]


def _windows(text: str, spans: Sequence[Span]) -> list[Span]:
    """The stretches of a text that are shown, whole words where there are blanks; all of it where it is short."""
    length = len(text)
    if length <= _LONG:
        return [Span(0, length)]
    if not spans:
        return [Span(0, _LONG)]
    windows: list[Span] = []
    for span in sorted(spans):
        start = max(0, span.start - _REACH)
        start = max(start, text.find(" ", start, span.start) + 1) if start else 0
        end = min(length, span.end + _REACH, span.start + _LONG)
        if windows and start <= windows[-1].end:
            windows[-1] = Span(windows[-1].start, max(end, windows[-1].end))
        else:
            windows.append(Span(start, end))
    return windows


def _rows(characters: list[_Character], width: int) -> Iterator[list[_Character]]:
    """Break at the last blank that fits, and within a word only where it fills a line."""
    row: list[_Character] = []
    used, blank = 0, -1
    for character in characters:
        while row and used + character[1] > width and character[0] != " ":
            cut = blank + 1 if blank >= 0 else len(row)
            yield row[:cut]
            row = row[cut:]
            used, blank = sum(needed for _, needed, _ in row), -1
        row.append(character)
        used += character[1]
        if character[0] == " ":
            blank = len(row) - 1
    if row:
        yield row
