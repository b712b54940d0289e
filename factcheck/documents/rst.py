"""reStructuredText: sections, paragraphs, lists, tables, footnotes, captions.

Comments, code, options and directives that print something else than their text are left out. docutils tells
no more than the line on which a block starts, so the blocks are read here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from factcheck.documents.blocks import Contents, Gatherer
from factcheck.documents.files import lines_of
from factcheck.documents.frontmatter import parse_day
from factcheck.documents.rst_inline import trace_inline
from factcheck.documents.tables import Cell, table_blocks
from factcheck.model import BlockKind
from factcheck.record import record, replace

_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1+")
_ITEM = re.compile(r"(?:[-*+•‣⁃]|\(?(?:[0-9]{1,4}|[A-Za-z#]|[ivxlcIVXLC]{2,6})[.)])(?:[ \t]+|$)")
_EXPLICIT = re.compile(r"\.\.(?:[ \t]+|$)|__[ \t]")
_DIRECTIVE = re.compile(r"(?P<name>[A-Za-z][\w:.+-]{0,60})::(?:[ \t]+|$)")
_NOTE = re.compile(r"\[(?:[0-9]{1,4}|\*|#[\w.-]{0,60}|[A-Za-z][\w.-]{0,60})\](?:[ \t]+|$)")
_FIELD = re.compile(r":(?P<name>[^:\s][^:\n]{0,79}):(?:[ \t]+|$)")
_GRID = re.compile(r"\+(?:[-=]+\+)+")
_SIMPLE = re.compile(r"=+(?:[ \t]+=+)+")
_COLUMN = re.compile(r"=+")
_ROW_RULE = re.compile(r"[-=\s]+|[-=+|\s]*\+[-=+|\s]*")
_LINE_BLOCK = re.compile(r"\|[ \t]+")
_LIST_ROW = re.compile(r"[*+-][ \t]+[*+-](?:[ \t]+|$)")
_LIST_CELL = re.compile(r"[*+-](?:[ \t]+|$)")
_PRINTED = frozenset(
    (
        *("note", "warning", "tip", "hint", "important", "caution", "danger", "attention", "error", "admonition"),
        *("seealso", "topic", "sidebar", "rubric", "centered", "compound", "container", "class", "rst-class", "only"),
        *("epigraph", "highlights", "pull-quote", "versionadded", "versionchanged", "deprecated", "abstract"),
    )
)
_QUOTATIONS = frozenset(("epigraph", "pull-quote"))
_PICTURES = frozenset(("figure", "image"))
_TABLES = frozenset(("table", "list-table"))
_DEEPEST = 40


@record
class _Line:
    """A line: where it starts in the file, where its text does, and where that ends."""

    start: int
    text: int
    end: int

    @property
    def indent(self) -> int:
        return self.text - self.start

    @property
    def blank(self) -> bool:
        return self.text >= self.end


def read(source: str, path: str) -> Contents:
    """The headings, paragraphs, list items, table cells, captions, footnotes and quotations of a document."""
    lines = []
    for start, end in lines_of(source):
        text = source[start:end]
        lines.append(_Line(start, end - len(text.lstrip()), start + len(text.rstrip())))
    reader = _Reader(source)
    reader.body(lines, 0)
    return reader.gatherer.contents(reader.date)


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.gatherer = Gatherer(source)
        self.date: date | None = None
        self._adornments: list[str] = []
        self._quotes = 0
        self._notes = 0
        self._lists = 0
        self._caption: str | None = None

    def _text(self, line: _Line) -> str:
        return self.source[line.text : line.end]

    def _match(self, pattern: re.Pattern[str], line: _Line) -> re.Match[str] | None:
        return pattern.match(self.source, line.text, line.end)

    # blocks

    def body(self, lines: Sequence[_Line], depth: int) -> None:
        """Read the lines of a document, of a list item, of a directive."""
        base = min((line.indent for line in lines if not line.blank), default=0)
        position, listing, literal = 0, False, False
        while position < len(lines):
            line = lines[position]
            if line.blank:
                position += 1
                continue
            item = line.indent == base and self._is_item(lines, position, base)
            if item != listing and line.indent <= base:
                self._list(item)
                listing = item
            if line.indent > base:
                end = _indented(lines, position, base)
                if not literal:
                    self._quotation(lines[position:end], depth)
                literal, position = False, end
            elif item:
                position, literal = self._item(lines, position, base, depth), False
            else:
                position, literal = self._block(lines, position, base, depth)
        if listing:
            self._list(False)

    def _list(self, opening: bool) -> None:
        if opening:
            self.gatherer.open_list()
        else:
            self.gatherer.close_list()
        self._lists += 1 if opening else -1

    def _is_item(self, lines: Sequence[_Line], position: int, base: int) -> bool:
        """True for the first line of a list item: what follows it is indented, blank or another item."""
        line = lines[position]
        if not self._match(_ITEM, line) or self._heading_lines(lines, position):
            return False
        following = lines[position + 1] if position + 1 < len(lines) else None
        return following is None or following.blank or following.indent > base or bool(self._match(_ITEM, following))

    def _item(self, lines: Sequence[_Line], position: int, base: int, depth: int) -> int:
        marker = self._match(_ITEM, lines[position])
        end = _indented(lines, position + 1, base)
        text = marker.end() if marker else lines[position].text
        self._deeper(_opened(lines[position], text, lines[position + 1 : end]), depth)
        return end

    def _deeper(self, lines: Sequence[_Line], depth: int) -> None:
        """Read a body within another; what is nested deeper than anybody writes is left out."""
        if depth < _DEEPEST:
            self.body(lines, depth + 1)

    def _quotation(self, lines: Sequence[_Line], depth: int) -> None:
        self._quotes += 1
        self._deeper(lines, depth)
        self._quotes -= 1

    def _block(self, lines: Sequence[_Line], position: int, base: int, depth: int) -> tuple[int, bool]:
        """Read one block; returns where the next begins, and whether that one is literal."""
        line = lines[position]
        heading = self._heading_lines(lines, position)
        if heading:
            self._heading(lines[position : position + heading], heading)
            return position + heading, False
        if self._match(_EXPLICIT, line):
            end = _indented(lines, position + 1, base)
            self._explicit(lines[position:end], depth)
            return end, False
        if self._match(_FIELD, line):
            end = _indented(lines, position + 1, base)
            self._field(lines[position])
            return end, False
        table = self._table(lines, position)
        if table:
            return table, False
        if _ADORNMENT.fullmatch(self._text(line)) and len(self._text(line)) > 3:
            return position + 1, False
        return self._paragraph(lines, position, base, depth)

    def _paragraph(self, lines: Sequence[_Line], position: int, base: int, depth: int) -> tuple[int, bool]:
        end = position + 1
        rows = bool(self._match(_LINE_BLOCK, lines[position]))
        while end < len(lines) and not lines[end].blank and lines[end].indent == base:
            if rows or self._heading_lines(lines, end) > 2:
                break
            end += 1
        last = lines[end - 1]
        if self._text(lines[position]).startswith(">>>"):
            return end, False
        term = end == position + 1 and end < len(lines) and not lines[end].blank and lines[end].indent > base
        literal = self._text(last).endswith("::")
        first = self._match(_LINE_BLOCK, lines[position])
        stop = last.end - literal - (literal and self._text(last) == "::")
        trace_inline(self.gatherer.tracer, first.end() if first else lines[position].text, max(stop, 0))
        if literal or not term:
            self._close()
            return end, literal
        definition = _indented(lines, end, base)
        self._list(True)
        self._close(BlockKind.ITEM)
        self.gatherer.introduce()
        self._deeper(lines[end:definition], depth)
        self._list(False)
        return definition, False

    def _close(self, kind: BlockKind | None = None) -> None:
        if kind is None:
            kind = BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH
            kind = BlockKind.NOTE if self._notes else BlockKind.ITEM if self._lists else kind
        self.gatherer.close(kind, self._quotes > 0)

    # headings

    def _heading_lines(self, lines: Sequence[_Line], position: int) -> int:
        """How many lines of a heading begin here: 3 with a line above it, 2 without, else 0."""
        texts = [self._text(line) for line in lines[position : position + 3]]
        if len(texts) == 3 and _is_rule(texts[0]) and texts[0] == texts[2] and texts[1] and not _is_rule(texts[1]):
            return 3 if len(texts[0]) >= len(texts[1]) else 0
        if len(texts) > 1 and lines[position].indent == lines[position + 1].indent and _is_rule(texts[1]):
            enough = len(texts[1]) >= min(len(texts[0]), 4)
            return 2 if texts[0] and not _is_rule(texts[0]) and enough else 0
        return 0

    def _heading(self, lines: Sequence[_Line], count: int) -> None:
        title = lines[count - 2]
        adornment = ("over" if count == 3 else "") + self._text(lines[-1])[0]
        if adornment not in self._adornments:
            self._adornments.append(adornment)
        trace_inline(self.gatherer.tracer, title.text, title.end)
        self.gatherer.heading(1 + self._adornments.index(adornment), self._quotes > 0)

    # explicit markup

    def _explicit(self, lines: Sequence[_Line], depth: int) -> None:
        marker = self._match(_EXPLICIT, lines[0])
        if marker is None or marker[0].startswith("_"):
            return
        first = replace(lines[0], text=marker.end())
        note = self._match(_NOTE, first)
        directive = self._match(_DIRECTIVE, first)
        if note:
            self._notes += 1
            self._deeper(_opened(first, note.end(), lines[1:]), depth)
            self._notes -= 1
        elif directive:
            self._directive(directive, lines[1:], depth)
        else:
            self.gatherer.comments.append((first.text, first.end))

    def _directive(self, found: re.Match[str], lines: Sequence[_Line], depth: int) -> None:
        name = found["name"].lower()
        options = 0
        while options < len(lines) and self._match(_FIELD, lines[options]):
            options += 1
        settings = {
            field["name"].lower(): field for field in (self._match(_FIELD, line) for line in lines[:options]) if field
        }
        body = lines[options:]
        end = self._line_end(found)
        if name in _PICTURES:
            self._picture(settings, body, depth)
        elif name in _TABLES:
            self._captioned(found.end(), end, name, settings, body, depth)
        elif name in _PRINTED:
            self._quotes += name in _QUOTATIONS
            trace_inline(self.gatherer.tracer, found.end(), end)
            if body and not body[0].blank:
                self.gatherer.tracer.write(" ", end, body[0].text)
            else:
                self._close()
            self._deeper(body, depth)
            self._quotes -= name in _QUOTATIONS

    def _line_end(self, found: re.Match[str]) -> int:
        return found.endpos

    def _picture(self, settings: dict[str, re.Match[str]], body: Sequence[_Line], depth: int) -> None:
        alternative = settings.get("alt")
        if alternative:
            trace_inline(self.gatherer.tracer, alternative.end(), self._line_end(alternative))
            self._close(BlockKind.CAPTION)
        self._deeper(body, depth)

    def _captioned(
        self,
        start: int,
        end: int,
        name: str,
        settings: dict[str, re.Match[str]],
        body: Sequence[_Line],
        depth: int,
    ) -> None:
        trace_inline(self.gatherer.tracer, start, end)
        count = len(self.gatherer.blocks)
        self._close(BlockKind.CAPTION)
        self._caption = self.gatherer.blocks[-1].text.text if len(self.gatherer.blocks) > count else None
        if name == "table":
            self._deeper(body, depth)
        else:
            heads = settings.get("header-rows")
            value = self.source[heads.end() : self._line_end(heads)].strip() if heads else ""
            self._list_table(body, int(value) if value in ("1", "2", "3") else 0)
        self._caption = None

    def _field(self, line: _Line) -> None:
        field = self._match(_FIELD, line)
        if field and field["name"].lower() == "date" and self.date is None:
            self.date = parse_day(self.source[field.end() : line.end])

    # tables

    def _table(self, lines: Sequence[_Line], position: int) -> int:
        """Read the table that begins here; returns where it ends, 0 where there is none."""
        text = self._text(lines[position])
        if _GRID.fullmatch(text):
            end = position
            while end < len(lines) and self._text(lines[end])[:1] in ("+", "|") and not lines[end].blank:
                end += 1
            self._add_table(self._grid_rows(lines[position:end]))
            return end
        if _SIMPLE.fullmatch(text):
            borders = [position]
            for number in range(position + 1, len(lines)):
                if _SIMPLE.fullmatch(self._text(lines[number])):
                    borders.append(number)
                    if len(borders) == 3 or number + 1 == len(lines) or lines[number + 1].blank:
                        self._add_table(self._simple_rows(lines, borders))
                        return number + 1
        return 0

    def _add_table(self, rows: list[list[Cell]]) -> None:
        context = self.gatherer.table_context()
        self.gatherer.add(list(table_blocks([row for row in rows if row], context, self._caption, self._quotes > 0)))

    def _grid_rows(self, lines: Sequence[_Line]) -> list[list[Cell]]:
        edges = [offset for offset, mark in enumerate(self._text(lines[0])) if mark == "+"]
        rows: list[list[Cell]] = []
        parts: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for line in lines[1:]:
            text = self._text(line)
            if text.startswith("+"):
                rows.append([self._cell(places, end - start) for (start, end), places in sorted(parts.items())])
                parts = {}
                if "=" in text:
                    rows = [[replace(cell, head=True) for cell in row] for row in rows]
                continue
            cuts = [number for number, edge in enumerate(edges) if text[edge : edge + 1] in ("|", "+")]
            for left, right in pairwise(cuts):
                place = (line.text + edges[left] + 1, line.text + edges[right])
                parts.setdefault((left, right), []).append(place)
        return rows

    def _simple_rows(self, lines: Sequence[_Line], borders: Sequence[int]) -> list[list[Cell]]:
        top = lines[borders[0]]
        starts = [column.start() for column in _COLUMN.finditer(self._text(top))]
        rows: list[list[list[tuple[int, int]]]] = []
        heads = 0
        for number in range(borders[0] + 1, borders[-1]):
            line = lines[number]
            if number in borders:
                heads = len(rows)
            elif not line.blank and not _ROW_RULE.fullmatch(self._text(line)):
                ends = [*starts[1:], line.end - top.text + top.start]
                shift = line.start + top.indent
                places = [
                    (min(shift + start, line.end), min(shift + end, line.end) if start != starts[-1] else line.end)
                    for start, end in zip(starts, ends, strict=True)
                ]
                if not rows or self.source[slice(*places[0])].strip():
                    rows.append([[place] for place in places])
                else:
                    for cell, place in zip(rows[-1], places, strict=True):
                        cell.append(place)
        return [
            [replace(self._cell(places, 1), head=number < heads) for places in row] for number, row in enumerate(rows)
        ]

    def _cell(self, places: Sequence[tuple[int, int]], columns: int) -> Cell:
        for start, end in places:
            text = self.source[start:end]
            # two dots stand for nothing, where an empty first cell would continue the row above
            if not _ROW_RULE.fullmatch(text) and text.strip() != "..":
                trace_inline(self.gatherer.tracer, start, end)
            self.gatherer.tracer.write(" ", end, end)
        return Cell(self.gatherer.tracer.finish(), columns=columns)

    def _list_table(self, lines: Sequence[_Line], heads: int) -> None:
        """A table written as a list of rows, each a list of cells."""
        rows: list[list[list[tuple[int, int]]]] = []
        for line in lines:
            row = self._match(_LIST_ROW, line)
            cell = self._match(_LIST_CELL, line)
            if row:
                rows.append([[(row.end(), line.end)]])
            elif rows and cell:
                rows[-1].append([(cell.end(), line.end)])
            elif rows and not line.blank:
                rows[-1][-1].append((line.text, line.end))
        self._add_table(
            [[replace(self._cell(cell, 1), head=number < heads) for cell in row] for number, row in enumerate(rows)]
        )


def _opened(line: _Line, text: int, rest: Sequence[_Line]) -> list[_Line]:
    """The lines of a body whose first stands behind a marker: at `text`, level with the rest."""
    indent = min((other.indent for other in rest if not other.blank), default=text - line.start)
    return [_Line(text - indent, text, line.end), *rest]


def _is_rule(text: str) -> bool:
    return len(text) > 1 and _ADORNMENT.fullmatch(text) is not None


def _indented(lines: Sequence[_Line], position: int, base: int) -> int:
    """Past the lines from `position` on that are blank or indented deeper than `base`."""
    while position < len(lines) and (lines[position].blank or lines[position].indent > base):
        position += 1
    return position
