"""Text that knows where in the file each of its code points was written.

Readers copy stretches of the source and write what markup stands for; what they leave out is masked.
The text that comes out is the one a reader sees, and every offset in it is an offset in the file.
"""

from __future__ import annotations

import re

from factcheck.model import Span
from factcheck.record import record

PLACEHOLDER = "\ufffc"
"""Stands in a sentence for what is part of it but not read: inline code, a formula, a template's value."""

NOTHING = "\u200b"
"""Stands in a working copy of a source for code points that are masked and leave no trace."""

_CLOSING = frozenset(".,;:!?)]")
# blanks that need work (a lone space doesn't), characters that nobody sees, placeholders, addresses
_SPECIAL = re.compile(
    r"(?P<blank>\s{2,}|[^\S ])"
    r"|(?P<unseen>[\u00ad\u200b\u2060\ufeff]+)"
    r"|(?P<hidden>\ufffc+)"
    r"|(?P<address>(?<![^\W_])(?:(?:https?|ftp)://|www\.)[^\s<>\"“”\ufffc]{0,2000}[^\s<>\"“”\ufffc.,;:!?)\]}'’*_])",
    re.IGNORECASE,
)


@record
class Traced:
    """A text with the place of each code point: `origins[i]` is where `text[i]` is written, `ends[i]` just after."""

    text: str
    origins: tuple[int, ...]
    ends: tuple[int, ...]

    def part(self, span: Span) -> Traced:
        """The stretch that `span` covers."""
        return Traced(span.of(self.text), self.origins[span.start : span.end], self.ends[span.start : span.end])

    def followed_by(self, text: str) -> Traced:
        """The same with `text` after it, all of which is placed where this text ends."""
        at = (self.ends[-1] if self.ends else 0,) * len(text)
        return Traced(self.text + text, self.origins + at, self.ends + at)


NO_TEXT = Traced("", (), ())


class Tracer:
    """Collects the text of one block from a source."""

    __slots__ = ("_ends", "_origins", "_parts", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._parts: list[str] = []
        self._origins: list[int] = []
        self._ends: list[int] = []

    def copy(self, start: int, end: int) -> None:
        """Take over the code points `start` to `end` of the source as they are."""
        self._parts.append(self.source[start:end])
        self._origins.extend(range(start, end))
        self._ends.extend(range(start + 1, end + 1))

    def write(self, text: str, start: int, end: int) -> None:
        """Add `text`, which the code points `start` to `end` of the source stand for."""
        self._parts.append(text)
        self._origins.extend([start] * len(text))
        self._ends.extend([end] * len(text))

    def size(self) -> int:
        """How many code points were collected."""
        return len(self._origins)

    def tail(self, count: int) -> str:
        """The last `count` code points that were collected."""
        return self.since(max(0, len(self._origins) - count))[-count:]

    def since(self, size: int) -> str:
        """What was collected after the first `size` code points, whole parts of it."""
        parts, left = [], len(self._origins) - size
        for part in reversed(self._parts):
            if left <= 0:
                break
            parts.append(part)
            left -= len(part)
        return "".join(reversed(parts))

    def cut(self, size: int) -> None:
        """Drop what was collected after the first `size` code points, which end a part."""
        while self._parts and len(self._origins) > size:
            count = len(self._parts.pop())
            del self._origins[len(self._origins) - count :], self._ends[len(self._ends) - count :]

    def finish(self) -> Traced:
        """What was collected, as a reader sees it, and start anew.

        Blanks and line breaks become one blank, none at either end; soft hyphens and other characters
        without width go, and so do web addresses; adjoining placeholders become one.
        """
        raw = "".join(self._parts)
        if not raw or raw.isspace():
            self._clear()
            return NO_TEXT
        neat = _Neat(raw, self._origins, self._ends)
        position, closes = 0, False
        for found in _SPECIAL.finditer(raw):
            neat.take(position, found.start(), closes)
            closes = found.lastgroup in ("unseen", "address")
            if found.lastgroup == "blank":
                neat.put(" ", found)
            elif found.lastgroup == "hidden":
                neat.put(PLACEHOLDER, found)
            position = found.end()
        neat.take(position, len(raw), closes)
        self._clear()
        return neat.traced()

    def _clear(self) -> None:
        self._parts, self._origins, self._ends = [], [], []


class _Neat:
    """The text with its blanks put in order."""

    def __init__(self, raw: str, origins: list[int], ends: list[int]) -> None:
        self._raw, self._raw_origins, self._raw_ends = raw, origins, ends
        self._parts: list[str] = []
        self._origins: list[int] = []
        self._ends: list[int] = []
        self._after_blank = True

    def take(self, start: int, end: int, closes: bool) -> None:
        """Add a stretch; where it `closes` up after something masked, punctuation loses the blank before it."""
        if closes and start < end and self._after_blank and self._parts and self._raw[start] in _CLOSING:
            self._parts[-1] = self._parts[-1][:-1]
            del self._origins[-1], self._ends[-1]
            self._after_blank = False
        if start < end and self._after_blank and self._raw[start] == " ":
            start += 1
        if start < end:
            self._parts.append(self._raw[start:end])
            self._origins.extend(self._raw_origins[start:end])
            self._ends.extend(self._raw_ends[start:end])
            self._after_blank = self._raw[end - 1] == " "

    def put(self, text: str, found: re.Match[str]) -> None:
        if text == " " and self._after_blank:
            return
        self._parts.append(text)
        self._origins.append(self._raw_origins[found.start()])
        self._ends.append(self._raw_ends[found.end() - 1])
        self._after_blank = text == " "

    def traced(self) -> Traced:
        text = "".join(self._parts)
        end = len(text) - 1 if text.endswith(" ") else len(text)
        return Traced(text[:end], tuple(self._origins[:end]), tuple(self._ends[:end]))
