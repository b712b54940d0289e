"""DRAFT:LINE, as reports write it: the sentences that stand there."""

from __future__ import annotations

import os
import re

from factcheck.errors import UsageError
from factcheck.model import CheckedDocument, Document, Unit
from factcheck.record import record, replace

_WRITTEN = re.compile(r"(?P<path>.+?):(?P<line>\d+)(?::(?P<column>\d+))?:?", re.DOTALL)
_NAME_OF_A_FILE = re.compile(r"\S*\.[A-Za-z]\w*")


@record
class Place:
    """A line of a draft, or a column in it; both start at 1."""

    path: str
    line: int
    column: int | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" + (f":{self.column}" if self.column else "")


def place_in(text: str) -> Place | None:
    """The place that a text names; None where it is a sentence."""
    found = _WRITTEN.fullmatch(text)
    # pathlib is heavy, and this is read before any sentence is explained
    if found is None or not (os.path.isfile(found["path"]) or _NAME_OF_A_FILE.fullmatch(found["path"])):  # noqa: PTH113
        return None
    return Place(found["path"], int(found["line"]), int(found["column"]) if found["column"] else None)


def standing_at(checked: CheckedDocument, place: Place) -> CheckedDocument:
    """The document with just the sentences that stand at a place; those of the line where the column is of none.

    Raises UsageError where the line has none, with the lines that have some.
    """
    units = {id(each): _reach(checked.document, each.unit) for each in checked.judgements}
    on_line = [each for each in checked.judgements if units[id(each)][0][0] <= place.line <= units[id(each)][1][0]]
    if not on_line:
        raise UsageError(f"{place}: no sentence stands on this line; {_lines_near(list(units.values()), place.line)}")
    at = (place.line, place.column)
    there = [each for each in on_line if place.column and units[id(each)][0] <= at <= units[id(each)][1]]
    return replace(checked, judgements=tuple(there or on_line))


_Reach = tuple[tuple[int, int], tuple[int, int]]
"""Line and column of the first and of the last character."""


def _reach(document: Document, unit: Unit) -> _Reach:
    first, last = document.position(unit.origins[0]), document.position(unit.ends[-1] - 1)
    return (first.line, first.column), (last.line, last.column)


def _lines_near(reaches: list[_Reach], line: int) -> str:
    before = max((last[0] for _, last in reaches if last[0] < line), default=None)
    after = min((first[0] for first, _ in reaches if first[0] > line), default=None)
    near = [str(each) for each in (before, after) if each is not None]
    if not near:
        return "the draft has no sentence at all"
    return f"the nearest {'are' if len(near) > 1 else 'is'} on line{'s' if len(near) > 1 else ''} {' and '.join(near)}"
