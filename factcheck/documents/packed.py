"""Word processors' files: ZIP archives of XML. What DOCX and ODT have in common.

Such a file has no lines: the line of a position is the number of the paragraph or table row, the column
counts within it. The text that the offsets count in has a line for each of them, cells parted by tabs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.documents.blocks import Contents, Gatherer
from factcheck.documents.tables import Cell, table_blocks
from factcheck.errors import DraftError
from factcheck.model import BlockKind
from factcheck.record import record

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element
    from zipfile import ZipFile

_LARGEST = 64 * 2**20
_LINE_ENDS = re.compile(r"[\r\n]")


@record
class Paragraph:
    """A paragraph; `level` is that of a heading, `depth` how many lists it is in, `kind` None where it is no text."""

    text: str
    kind: BlockKind | None = BlockKind.PARAGRAPH
    level: int | None = None
    depth: int = 0


@record
class PackedCell:
    """A cell of a table; `continued` where it is joined to the one above."""

    text: str
    columns: int = 1
    head: bool = False
    continued: bool = False


@record
class Table:
    """A table, row by row."""

    rows: tuple[tuple[PackedCell, ...], ...]


class Archive:
    """The parts of a word processor's file. Raises DraftError for anything that is none."""

    def __init__(self, content: bytes, path: str, kind: str) -> None:
        self._path, self._kind = path, kind
        self._zip = self._open(content)

    def _open(self, content: bytes) -> ZipFile:
        from io import BytesIO
        from zipfile import BadZipFile, ZipFile

        try:
            return ZipFile(BytesIO(content))
        except (BadZipFile, OSError, ValueError, NotImplementedError):
            raise self.damaged() from None

    def damaged(self) -> DraftError:
        """The complaint that the file can't be read."""
        return DraftError(
            self._path, f"this is no {self._kind} file, or it is damaged", "save it again in a word processor"
        )

    def part(self, name: str, needed: bool = True) -> Element | None:
        """The XML of the part `name`; None where an optional one is not there."""
        from xml.etree.ElementTree import ParseError, fromstring
        from zipfile import BadZipFile
        from zlib import error as ZlibError  # noqa: N812 - as other exceptions are written

        try:
            size = self._zip.getinfo(name).file_size
        except KeyError:
            if needed:
                raise self.damaged() from None
            return None
        if size > _LARGEST:
            raise DraftError(self._path, f"it unpacks to {size // 2**20} MB of text", "split it")
        try:
            data = self._zip.read(name)
            if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
                raise self.damaged()
            return fromstring(data)
        except (ParseError, BadZipFile, ZlibError, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
            raise self.damaged() from None


def contents_of(items: Sequence[Paragraph | Table]) -> Contents:
    """The blocks of a draft that consists of `items`."""
    lines = [line for item in items for line in _lines(item)]
    gatherer = Gatherer("\n".join(lines))
    depth = start = 0
    for item in items:
        wanted = 0 if isinstance(item, Table) else item.depth
        while depth < wanted:
            gatherer.open_list()
            depth += 1
        while depth > wanted:
            gatherer.close_list()
            depth -= 1
        if isinstance(item, Table):
            start = _add_table(gatherer, item, start)
            continue
        end = start + len(item.text)
        if item.kind is not None:
            gatherer.tracer.copy(start, end)
            if item.level is not None:
                gatherer.heading(item.level)
            else:
                gatherer.close(item.kind, item.kind is BlockKind.QUOTE)
        start = end + 1
    return Contents(tuple(gatherer.blocks), source=gatherer.tracer.source)


def on_one_line(text: str) -> str:
    """`text` with its line ends as tabs: a paragraph is one line."""
    return _LINE_ENDS.sub("\t", text)


def _lines(item: Paragraph | Table) -> list[str]:
    if isinstance(item, Paragraph):
        return [item.text]
    return ["\t".join(cell.text for cell in row) for row in item.rows]


def _add_table(gatherer: Gatherer, table: Table, start: int) -> int:
    rows: list[list[Cell]] = []
    for row in table.rows:
        cells: list[Cell] = []
        for cell in row:
            gatherer.tracer.copy(start, start + len(cell.text))
            text = gatherer.tracer.finish()
            above = rows[-1] if rows else []
            if cell.continued and len(cells) < len(above):
                text = above[len(cells)].text
            cells.append(Cell(text, cell.head, cell.columns))
            start += len(cell.text) + 1
        rows.append(cells)
        start += not row
    gatherer.add(list(table_blocks(rows, gatherer.table_context())))
    return start
