"""OpenDocument texts (ODT)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcheck.documents.blocks import Contents
from factcheck.documents.packed import Archive, PackedCell, Paragraph, Table, contents_of, on_one_line
from factcheck.documents.tracing import PLACEHOLDER
from factcheck.model import BlockKind

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_TEXT, _TABLE, _OFFICE = (f"{{{_NAMES}:{name}:1.0}}" for name in ("text", "table", "office"))
_DRAW, _STYLE, _SVG = f"{{{_NAMES}:drawing:1.0}}", f"{{{_NAMES}:style:1.0}}", f"{{{_NAMES}:svg-compatible:1.0}}"
_UNSEEN = frozenset({f"{_OFFICE}annotation", f"{_TEXT}tracked-changes", f"{_TEXT}bibliography-mark", f"{_SVG}title"})
_CODE_STYLES = ("preformatted", "source", "code")
_QUOTE_STYLES = ("quotations", "quote")
_MOST_BLANKS = 1000


def read(content: bytes, path: str) -> Contents:
    """The headings, paragraphs, list items, table cells, footnotes and alternative texts of an ODT file.

    Raises DraftError for a file that is none, or damaged.
    """
    archive = Archive(content, path, "ODT")
    root = archive.part("content.xml")
    body = None if root is None else root.find(f"{_OFFICE}body/{_OFFICE}text")
    if root is None or body is None:
        raise archive.damaged()
    try:
        return contents_of(list(_OpenText(root).items(body, 0)))
    except RecursionError:
        raise archive.damaged() from None


class _OpenText:
    def __init__(self, root: Element) -> None:
        self._parents = {
            style.get(f"{_STYLE}name"): style.get(f"{_STYLE}parent-style-name") for style in root.iter(f"{_STYLE}style")
        }
        self._asides: list[Paragraph] = []

    def items(self, parent: Element, depth: int) -> Iterator[Paragraph | Table]:
        """Paragraphs and tables in order, each followed by its footnotes and alternative texts."""
        for element in parent:
            if element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                yield self._paragraph(element, depth)
                yield from self._take_asides()
            elif element.tag == f"{_TEXT}list":
                for item in element:
                    yield from self.items(item, min(9, depth + 1))
            elif element.tag == f"{_TABLE}table":
                yield Table(tuple(self._rows(element, False)))
                yield from self._take_asides()
            elif element.tag == f"{_TEXT}section":
                yield from self.items(element, depth)

    def _take_asides(self) -> list[Paragraph]:
        asides, self._asides = self._asides, []
        return asides

    def _paragraph(self, element: Element, depth: int) -> Paragraph:
        text = self._text(element)
        style = self._style(element)
        if element.tag == f"{_TEXT}h":
            return Paragraph(text, BlockKind.HEADING, _number(element.get(f"{_TEXT}outline-level")))
        if style == "title":
            return Paragraph(text, BlockKind.HEADING, 0)
        if style.startswith(_CODE_STYLES):
            return Paragraph(text, None)
        if style in _QUOTE_STYLES:
            return Paragraph(text, BlockKind.QUOTE)
        return Paragraph(text, BlockKind.ITEM if depth else BlockKind.PARAGRAPH, depth=depth)

    def _style(self, element: Element) -> str:
        """The named style of a paragraph, in lower case: what the user chose, below what was changed by hand."""
        name = element.get(f"{_TEXT}style-name")
        return (self._parents.get(name) or name or "").replace("_20_", " ").lower()

    def _text(self, element: Element) -> str:
        return on_one_line("".join(self._pieces(element)))

    def _pieces(self, element: Element) -> Iterator[str]:
        yield element.text or ""
        for child in element:
            if child.tag == f"{_TEXT}s":
                yield " " * min(_MOST_BLANKS, _number(child.get(f"{_TEXT}c")))
            elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
                yield "\t"
            elif child.tag == f"{_TEXT}note":
                for body in child.iter(f"{_TEXT}note-body"):
                    self._asides += [Paragraph(self._text(part), BlockKind.NOTE) for part in body.iter(f"{_TEXT}p")]
            elif child.tag == f"{_SVG}desc":
                self._asides.append(Paragraph(on_one_line(child.text or ""), BlockKind.CAPTION))
            elif child.tag == f"{_DRAW}object":
                yield PLACEHOLDER
            elif child.tag not in _UNSEEN:
                yield from self._pieces(child)
            yield child.tail or ""

    def _rows(self, parent: Element, head: bool) -> Iterator[tuple[PackedCell, ...]]:
        for element in parent:
            if element.tag == f"{_TABLE}table-row":
                yield tuple(self._cell(cell, head) for cell in element)
            elif element.tag in (f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_TABLE}table-row-group"):
                yield from self._rows(element, element.tag == f"{_TABLE}table-header-rows")

    def _cell(self, cell: Element, head: bool) -> PackedCell:
        text = "\t".join(self._text(paragraph) for paragraph in cell.findall(f"{_TEXT}p"))
        return PackedCell(text, head=head, continued=cell.tag == f"{_TABLE}covered-table-cell" and not text)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else 1
