"""Jupyter notebooks: the Markdown of their cells; code and its output are never text.

Offsets are those of the file: what a JSON string writes as an escape is one code point of the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from factcheck.documents import markdown
from factcheck.documents.blocks import Contents
from factcheck.documents.tracing import Traced
from factcheck.errors import DraftError
from factcheck.record import replace

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],]', re.DOTALL)
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)
_CELL_DEPTH = 3


def read(source: str, path: str) -> Contents:
    """The blocks of the Markdown cells. Raises DraftError for what is no notebook."""
    try:
        known = isinstance(json.loads(source)["cells"], list)
    except (ValueError, KeyError, TypeError, RecursionError):
        known = False
    if not known:
        raise DraftError(path, "this is no notebook in JSON", "save it again, or say what it is with --as")
    text = _Decoded(source)
    for cell in _cells(source):
        if cell.kind == '"markdown"':
            for start, end in cell.strings:
                text.add(start, end)
            text.part(len(source))
    contents = markdown.read("".join(text.parts), path)
    blocks = tuple(replace(block, text=text.moved(block.text)) for block in contents.blocks)
    return Contents(blocks, contents.date, comments=tuple(map(text.place, contents.comments)))


class _Decoded:
    """The text of JSON strings, and where each code point of it is written."""

    def __init__(self, source: str) -> None:
        self.parts: list[str] = []
        self._source = source
        self._origins: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        """Add the string between `start` and `end`, its quotation marks left out."""
        position = start
        for found in _ESCAPE.finditer(self._source, start, end):
            self._copy(position, found.start())
            letter = json.loads(f'"{found[0]}"')
            self._put("\ufffd" if "\ud800" <= letter <= "\udfff" or letter == "\0" else letter, *found.span())
            position = found.end()
        self._copy(position, end)

    def part(self, at: int) -> None:
        """Part what follows from what was added."""
        self._put("\n", at, at)
        self._put("\n", at, at)

    def moved(self, text: Traced) -> Traced:
        """`text`, traced to the decoded strings, traced to the file."""
        origins = tuple(self._origins[origin] for origin in text.origins)
        return Traced(text.text, origins, tuple(self._ends[max(0, end - 1)] for end in text.ends))

    def place(self, span: tuple[int, int]) -> tuple[int, int]:
        """Where in the file a stretch of the decoded strings is."""
        return self._origins[span[0]], self._ends[span[1] - 1]

    def _copy(self, start: int, end: int) -> None:
        self.parts.append(self._source[start:end])
        self._origins.extend(range(start, end))
        self._ends.extend(range(start + 1, end + 1))

    def _put(self, letter: str, start: int, end: int) -> None:
        self.parts.append(letter)
        self._origins.append(start)
        self._ends.append(end)


@dataclass(slots=True)
class _Cell:
    kind: str = ""
    strings: list[tuple[int, int]] = field(default_factory=list)


def _cells(source: str) -> Iterator[_Cell]:
    """The cells of a notebook that is sound JSON: their kind, and the places of the strings of their source."""
    keys: list[str | None] = []
    cell = _Cell()
    naming = False
    for found in _TOKEN.finditer(source):
        token = found[0]
        if token in "{[":
            keys.append("" if token == "{" else None)
            naming = token == "{"
            if len(keys) == _CELL_DEPTH and keys[0] == '"cells"':
                cell = _Cell()
        elif token in "}]":
            keys.pop()
            naming = False
            if len(keys) == _CELL_DEPTH - 1 and keys[0] == '"cells"':
                yield cell
        elif token == ",":
            naming = bool(keys) and keys[-1] is not None
        elif naming:
            keys[-1], naming = token, False
        elif keys[0] == '"cells"' and keys[_CELL_DEPTH - 1 : _CELL_DEPTH] == ['"cell_type"']:
            cell.kind = token
        elif keys[0] == '"cells"' and keys[_CELL_DEPTH - 1 :] in (['"source"'], ['"source"', None]):
            cell.strings.append((found.start() + 1, found.end() - 1))
