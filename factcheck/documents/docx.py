"""Word documents (DOCX)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcheck.documents.blocks import Contents
from factcheck.documents.packed import Archive, PackedCell, Paragraph, Table, contents_of, on_one_line
from factcheck.documents.tracing import PLACEHOLDER
from factcheck.model import BlockKind

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FORMULAS = frozenset(
    f"{{http://schemas.openxmlformats.org/officeDocument/2006/math}}{name}" for name in ("oMath", "oMathPara")
)
# deleted text, field codes, comments' marks; a fallback repeats what stands before it
_UNSEEN = frozenset(
    {
        *(f"{_W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "txbxContent")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_CHARACTERS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\t",
    f"{_W}cr": "\t",
    f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "\u00ad",
}
_STRUCK = (f"{_W}strike", f"{_W}dstrike", f"{_W}vanish")
_CODE_STYLES = ("code", "html preformatted", "source", "verbatim", "macro")
_QUOTE_STYLES = ("quote", "intense quote", "block text")


def read(content: bytes, path: str) -> Contents:
    """The headings, paragraphs, list items, table cells, footnotes and alternative texts of a Word document.

    Raises DraftError for a file that is none, or damaged.
    """
    archive = Archive(content, path, "DOCX")
    try:
        return contents_of(list(_Word(archive).items()))
    except RecursionError:
        raise archive.damaged() from None


class _Word:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._styles = dict(self._read_styles())
        self._alternatives: list[str] = []

    def items(self) -> Iterator[Paragraph | Table]:
        """Paragraphs and tables in order, footnotes last."""
        document = self._archive.part("word/document.xml")
        body = None if document is None else document.find(f"{_W}body")
        if body is None:
            raise self._archive.damaged()
        yield from self._blocks(body)
        for name, tag in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
            notes = self._archive.part(name, needed=False)
            for note in () if notes is None else notes.iter(f"{_W}{tag}"):
                if note.get(f"{_W}type") in (None, "normal"):
                    for paragraph in note.iter(f"{_W}p"):
                        yield Paragraph(self._text(paragraph), BlockKind.NOTE)

    def _read_styles(self) -> Iterator[tuple[str, str]]:
        styles = self._archive.part("word/styles.xml", needed=False)
        for style in () if styles is None else styles.iter(f"{_W}style"):
            name = style.find(f"{_W}name")
            identifier = style.get(f"{_W}styleId")
            if identifier and name is not None:
                yield identifier, (name.get(f"{_W}val") or "").lower()

    def _blocks(self, parent: Element) -> Iterator[Paragraph | Table]:
        for element in parent:
            if element.tag == f"{_W}p":
                yield self._paragraph(element)
                yield from (Paragraph(text, BlockKind.CAPTION) for text in self._alternatives)
                self._alternatives.clear()
                for box in element.iter(f"{_W}txbxContent"):
                    yield from self._blocks(box)
            elif element.tag == f"{_W}tbl":
                yield Table(tuple(self._row(row) for row in element.findall(f"{_W}tr")))
                self._alternatives.clear()
            elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
                yield from self._blocks(element)

    def _paragraph(self, element: Element) -> Paragraph:
        text = self._text(element)
        properties = element.find(f"{_W}pPr")
        if properties is None:
            return Paragraph(text)
        style = self._style(properties)
        level = self._level(properties, style)
        if level is not None:
            return Paragraph(text, BlockKind.HEADING, level)
        if style.startswith(_CODE_STYLES):
            return Paragraph(text, None)
        if style in _QUOTE_STYLES:
            return Paragraph(text, BlockKind.QUOTE)
        if style == "caption":
            return Paragraph(text, BlockKind.CAPTION)
        number = properties.find(f"{_W}numPr")
        if number is not None or style.startswith("list"):
            depth = None if number is None else number.find(f"{_W}ilvl")
            return Paragraph(text, BlockKind.ITEM, depth=1 + min(8, _value(depth, 0)))
        return Paragraph(text)

    def _style(self, properties: Element) -> str:
        style = properties.find(f"{_W}pStyle")
        identifier = (style.get(f"{_W}val") or "") if style is not None else ""
        return self._styles.get(identifier, identifier.lower())

    def _level(self, properties: Element, style: str) -> int | None:
        outline = properties.find(f"{_W}outlineLvl")
        if outline is not None and _value(outline, 9) < 9:
            return _value(outline, 9) + 1
        if style == "title":
            return 0
        number = style.removeprefix("heading").strip()
        return int(number) if number in "123456789" and number and style != number else None

    def _text(self, element: Element) -> str:
        return on_one_line("".join(self._pieces(element)))

    def _pieces(self, element: Element) -> Iterator[str]:
        for child in element:
            if child.tag == f"{_W}t":
                yield child.text or ""
            elif child.tag in _CHARACTERS:
                yield _CHARACTERS[child.tag]
            elif child.tag in _FORMULAS:
                yield PLACEHOLDER
            elif child.tag == _ALTERNATIVE:
                if child.get("descr"):
                    self._alternatives.append(on_one_line(child.get("descr") or ""))
            elif child.tag not in _UNSEEN and not _struck(child):
                yield from self._pieces(child)

    def _row(self, row: Element) -> tuple[PackedCell, ...]:
        head = row.find(f"{_W}trPr/{_W}tblHeader") is not None
        return tuple(self._cell(cell, head) for cell in row.iter(f"{_W}tc"))

    def _cell(self, cell: Element, head: bool) -> PackedCell:
        text = "\t".join(self._text(paragraph) for paragraph in cell.findall(f"{_W}p"))
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        merged = cell.find(f"{_W}tcPr/{_W}vMerge")
        continued = merged is not None and merged.get(f"{_W}val") != "restart"
        return PackedCell(text, _value(span, 1), head, continued)


def _struck(run: Element) -> bool:
    properties = run.find(f"{_W}rPr") if run.tag == f"{_W}r" else None
    if properties is None:
        return False
    marks = (properties.find(name) for name in _STRUCK)
    return any(mark is not None and mark.get(f"{_W}val") not in ("0", "false") for mark in marks)


def _value(element: Element | None, default: int) -> int:
    text = None if element is None else element.get(f"{_W}val")
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else default
