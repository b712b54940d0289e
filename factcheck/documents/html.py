"""HTML pages, and the HTML in Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from factcheck.documents.blocks import Block, Contents, Gatherer
from factcheck.documents.frontmatter import parse_day
from factcheck.documents.tables import Cell, table_blocks
from factcheck.documents.tags import Part, Token, names, tokens, trace_text
from factcheck.documents.tracing import NOTHING, PLACEHOLDER, Tracer
from factcheck.model import BlockKind

_HEADINGS = {"title": 0, "h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LISTS = frozenset({"ul", "ol", "menu", "dl"})
_BLOCKS = names(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol option p pre section summary
    table tbody td tfoot th thead title tr ul"""
)
# never text; those that stand in a sentence leave a mark in it, lest it say something else without them
_HIDDEN_IN_LINE = frozenset({"code", "kbd", "samp", "tt", "math", "svg"})
_DELETED = frozenset({"del", "s", "strike"})
_HIDDEN = names(
    """pre script style template noscript textarea xmp iframe noembed noframes object canvas audio video select
    datalist"""
)
_VOID = names("area base br col embed hr img input link meta source track wbr")
_ENDED_BY_THE_NEXT = frozenset({"p", "li", "td", "th", "tr", "dt", "dd", "option"})
# in a table cell these show that the table only lays out the page
_STRUCTURE = frozenset({*_LISTS, "blockquote", "table", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section"})
_DESCRIPTIONS = frozenset({"description"})
_DATES = frozenset({"date", "article:published_time", "dcterms.date", "dc.date", "pubdate"})
_INVISIBLE_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MARK = re.compile(r"[\d\W]*|[a-z]")


@dataclass(slots=True)
class _Table:
    rows: list[list[Cell]] = field(default_factory=list)
    caption: str | None = None
    cell: Token | None = None
    in_head: bool = False
    layout: bool = False


def read(source: str, path: str) -> Contents:
    """The headings, paragraphs, list items, table cells, captions, quotations and alternative texts of a page."""
    gatherer = Gatherer(source)
    page = PageReader(gatherer)
    page.feed(0, len(source))
    page.finish()
    gatherer.blocks.sort(key=_place)
    return gatherer.contents(page.date)


def _place(block: Block) -> int:
    return block.text.origins[0]


class PageReader:
    """Adds the blocks of HTML to a gatherer, stretch after stretch. Elements may be left open."""

    def __init__(self, gatherer: Gatherer, quoted: bool = False) -> None:
        self.date: date | None = None
        self._gatherer = gatherer
        self._source = gatherer.tracer.source
        self._quotes = int(quoted)
        self._lists = 0
        self._heading: int | None = None
        self._kind: BlockKind | None = None
        self._term = False
        self._hidden = ""
        self._depth = 0
        self._breaks = 0
        self._mark: int | None = None
        self._power = False
        self._tables: list[_Table] = []
        self._images: list[Tracer] = []

    @property
    def in_table(self) -> bool:
        """True where a table is still open."""
        return bool(self._tables)

    def feed(self, start: int, end: int) -> None:
        """Read the source between `start` and `end`."""
        for token in tokens(self._source, start, end):
            if token.part is Part.TEXT:
                self._text(token)
            elif token.part is Part.COMMENT:
                self._gatherer.comments.append((token.start, token.end))
            else:
                self._element(token)

    def finish(self) -> None:
        """Close whatever is open."""
        self._hidden = ""
        while self._tables:
            self._close_table()
        self._flush()

    # text

    def _text(self, token: Token) -> None:
        if self._hidden:
            return
        if self._breaks and not self._source[token.start : token.end].isspace():
            self._breaks = 0
        trace_text(self._gatherer.tracer, token.start, token.end)

    def _flush(self) -> None:
        """Close the block at hand."""
        self._breaks, self._mark = 0, None
        if self._heading is not None:
            self._gatherer.heading(self._heading, self._quotes > 0)
            self._heading = None
        else:
            kind = self._kind or self._place()
            self._gatherer.close(kind, self._quotes > 0)
            if self._term:
                self._gatherer.introduce()
        self._kind, self._term = None, False
        for tracer in self._images:
            self._gatherer.note(tracer.finish(), BlockKind.CAPTION, self._quotes > 0)
        self._images.clear()

    def _place(self) -> BlockKind:
        if self._lists:
            return BlockKind.ITEM
        return BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH

    # elements

    def _element(self, token: Token) -> None:
        if self._hidden and not self._shown_again(token):
            return
        opening = token.part is Part.OPEN
        if opening and self._hides(token):
            return
        if token.name in _BLOCKS:
            self._block(token, opening)
        else:
            handler = _IN_LINE.get(token.name)
            if handler is not None:
                handler(self, token, opening)

    def _shown_again(self, token: Token) -> bool:
        """True where `token` ends what is hidden and must be read itself."""
        in_line = self._hidden in _HIDDEN_IN_LINE or self._hidden in _DELETED
        if token.name != self._hidden:
            if in_line and token.name in _BLOCKS:
                self._hidden = ""
                return True
            return False
        if token.part is Part.CLOSE:
            self._depth -= 1
            if self._depth == 0:
                self._hidden = ""
        elif self._hidden in _ENDED_BY_THE_NEXT:
            self._hidden = ""
            return True
        else:
            self._depth += 1
        return False

    def _hides(self, token: Token) -> bool:
        name = token.name
        if name in _VOID or (self._source[token.end - 2 : token.end] == "/>" and name in ("svg", "math")):
            return False
        if name not in _HIDDEN and name not in _HIDDEN_IN_LINE and name not in _DELETED and not self._unseen(token):
            return False
        if name in _HIDDEN_IN_LINE:
            self._gatherer.tracer.write(PLACEHOLDER, token.start, token.end)
        elif name in _BLOCKS:
            self._block(token, opening=True)
        self._hidden, self._depth = name, 1
        return True

    def _unseen(self, token: Token) -> bool:
        attributes = token.attributes
        return bool(attributes) and (
            "hidden" in attributes
            or self._value(token, "aria-hidden") == "true"
            or bool(_INVISIBLE_STYLE.search(self._value(token, "style")))
        )

    def _value(self, token: Token, name: str) -> str:
        start, end = token.attributes.get(name, (0, 0))
        return self._source[start:end].strip()

    # blocks

    def _block(self, token: Token, opening: bool) -> None:
        name = token.name
        table = self._tables[-1] if self._tables else None
        if table is not None and table.cell is not None and not table.layout:
            if opening and name in _STRUCTURE:
                self._lay_out(table)
            elif name not in _TABLE_PARTS:
                self._gatherer.tracer.write(" ", token.start, token.start)
                return
        if name in _TABLE_PARTS:
            _TABLE_PARTS[name](self, token, opening)
            return
        self._flush()
        if name in _HEADINGS:
            self._heading = _HEADINGS[name] if opening else None
        elif name in _LISTS:
            self._list(opening)
        elif name == "blockquote":
            self._quotes = max(0, self._quotes + (1 if opening else -1))
        elif name == "dt":
            self._term = opening
        elif name == "figcaption" and opening:
            self._kind = BlockKind.CAPTION

    def _list(self, opening: bool) -> None:
        if opening:
            self._gatherer.open_list()
            self._lists += 1
        elif self._lists:
            self._gatherer.close_list()
            self._lists -= 1

    # tables

    def _table(self, token: Token, opening: bool) -> None:
        if opening:
            self._flush()
            self._tables.append(_Table(layout=self._value(token, "role") in ("presentation", "none")))
        elif self._tables:
            self._close_table()

    def _close_table(self) -> None:
        self._end_cell()
        table = self._tables.pop()
        if table.layout:
            self._flush()
        elif table.rows:
            context = self._gatherer.table_context()
            rows = [row for row in table.rows if row]
            self._gatherer.add(list(table_blocks(rows, context, table.caption, self._quotes > 0)))
        for tracer in self._images:
            self._gatherer.note(tracer.finish(), BlockKind.CAPTION, self._quotes > 0)
        self._images.clear()

    def _end_cell(self) -> None:
        table = self._tables[-1] if self._tables else None
        if table is None or table.layout or table.cell is None:
            self._flush()
            return
        cell = table.cell
        table.cell = None
        head = cell.name == "th" or table.in_head
        text = self._gatherer.tracer.finish()
        table.rows[-1].append(Cell(text, head, self._number(cell, "colspan"), self._number(cell, "rowspan")))

    def _number(self, token: Token, name: str) -> int:
        value = self._value(token, name)
        return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1

    def _row(self, token: Token, opening: bool) -> None:
        self._end_cell()
        if opening and self._tables:
            self._tables[-1].rows.append([])

    def _cell(self, token: Token, opening: bool) -> None:
        self._end_cell()
        if not opening or not self._tables:
            return
        table = self._tables[-1]
        if not table.rows:
            table.rows.append([])
        table.cell = token

    def _section(self, token: Token, opening: bool) -> None:
        self._end_cell()
        if self._tables:
            self._tables[-1].in_head = opening and token.name == "thead"

    def _caption(self, token: Token, opening: bool) -> None:
        self._end_cell()
        if opening:
            self._kind = BlockKind.CAPTION
        elif self._tables and self._gatherer.blocks and self._gatherer.blocks[-1].kind is BlockKind.CAPTION:
            self._tables[-1].caption = self._gatherer.blocks[-1].text.text

    def _lay_out(self, table: _Table) -> None:
        """Read a table whose cells hold headings or lists as the paragraphs they are."""
        text = self._gatherer.tracer.finish()
        table.layout, table.cell = True, None
        for row in table.rows:
            for cell in row:
                self._gatherer.note(cell.text, BlockKind.PARAGRAPH, self._quotes > 0)
        self._gatherer.note(text, BlockKind.PARAGRAPH, self._quotes > 0)
        table.rows.clear()

    # in the line

    def _line_break(self, token: Token, opening: bool) -> None:
        """Two line breaks in a row part paragraphs; one is a blank."""
        self._gatherer.tracer.write(" ", token.start, token.end)
        self._breaks += 1
        if self._breaks > 1 and not (self._tables and self._tables[-1].cell and not self._tables[-1].layout):
            heading, kind = self._heading, self._kind
            self._flush()
            self._heading, self._kind = heading, kind

    def _no_break(self, token: Token, opening: bool) -> None:
        self._gatherer.tracer.write(NOTHING, token.start, token.end)

    def _quotation(self, token: Token, opening: bool) -> None:
        self._gatherer.tracer.write("“" if opening else "”", token.start, token.end)

    def _superscript(self, token: Token, opening: bool) -> None:
        """A footnote mark is taken out again, lest it prolong a figure; "5th" is one word."""
        tracer = self._gatherer.tracer
        if opening:
            self._mark, self._power = tracer.size(), tracer.tail(2) == "10"
        elif self._mark is not None:
            mark = tracer.since(self._mark).strip()
            if _MARK.fullmatch(mark):
                tracer.cut(self._mark)
                tracer.write(
                    PLACEHOLDER if self._power and mark.lstrip("-−").isdigit() else NOTHING, token.start, token.end
                )
            self._mark = None

    def _image(self, token: Token, opening: bool) -> None:
        if opening and "alt" in token.attributes and self._value(token, "alt"):
            tracer = Tracer(self._source)
            trace_text(tracer, *token.attributes["alt"])
            self._images.append(tracer)
            self._gatherer.tracer.write(" ", token.start, token.start)

    def _meta(self, token: Token, opening: bool) -> None:
        name = (self._value(token, "name") or self._value(token, "property")).lower()
        if "content" not in token.attributes:
            return
        if name in _DESCRIPTIONS:
            self._flush()
            trace_text(self._gatherer.tracer, *token.attributes["content"])
            self._flush()
        elif name in _DATES:
            self.date = self.date or parse_day(self._value(token, "content"))


_Handler = Callable[[PageReader, Token, bool], None]

_TABLE_PARTS: dict[str, _Handler] = {
    "table": PageReader._table,
    "thead": PageReader._section,
    "tbody": PageReader._section,
    "tfoot": PageReader._section,
    "tr": PageReader._row,
    "td": PageReader._cell,
    "th": PageReader._cell,
    "caption": PageReader._caption,
}

_IN_LINE: dict[str, _Handler] = {
    "br": PageReader._line_break,
    "wbr": PageReader._no_break,
    "q": PageReader._quotation,
    "sup": PageReader._superscript,
    "img": PageReader._image,
    "meta": PageReader._meta,
}
