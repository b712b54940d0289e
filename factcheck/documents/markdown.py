"""Markdown: CommonMark with tables, footnotes, task and definition lists, front matter.

pyromark tells the byte range of every inline event; this is the only module that knows it.
What CommonMark doesn't know (templates' shortcodes, MDX comments, citation keys, formulas) is masked in a
working copy of the same length first, so every offset stays one of the file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias, cast

from factcheck.documents.blocks import Contents, Gatherer
from factcheck.documents.frontmatter import TEXTS, read_front_matter, trace_field
from factcheck.documents.tables import Cell, table_blocks
from factcheck.documents.tracing import NOTHING, PLACEHOLDER, Tracer
from factcheck.model import BlockKind, Context

if TYPE_CHECKING:
    from factcheck.documents.html import PageReader

_Event: TypeAlias = tuple[str, object, int, int]

# an opening mark inside starts anew, so that one left open costs no second look
_MASKED = re.compile(
    r"(?P<gone>\{/\*(?:[^*{]++|\*(?!/\})|\{(?!/\*))*\*/\}"
    r"|\{%(?:[^%{]++|%(?!\})|\{(?!%))*%\}"
    r"|\{#(?:[^#{\n]++|#(?!\}))*#\}"
    r"|(?<!\w)\[(?:[^\]\[\n]{0,80}[ ;,])?-?@\w[^\]\[\n]{0,300}\](?!\())"
    r"|(?P<value>\{\{(?:[^{}]++|\{(?!\{)|\}(?!\}))*\}\})"
)
_FORMULA = re.compile(r"[\\^_=]|^[A-Za-z]$")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)")
_OPAQUE_TAGS = frozenset({"code", "kbd", "samp", "script", "style", "math", "svg", "template", "textarea", "del", "s"})


def read(source: str, path: str) -> Contents:
    """The headings, paragraphs, list items, table cells, quotations, footnotes and alternative texts of a draft."""
    front = read_front_matter(source)
    reader = _Reader(source)
    for name in TEXTS:
        if name in front.fields:
            trace_field(reader.gatherer.tracer, front.fields[name])
            if name == TEXTS[0]:
                reader.gatherer.heading(0)
            else:
                reader.gatherer.close()
    masked = _masked(source, front.end, path)
    for event in _events(masked):
        reader.event(*event)
    reader.finish()
    reader.gatherer.comments += _foreign_comments(source, front.end, reader.code)
    return reader.gatherer.contents(front.date)


# --- the working copy ----------------------------------------------------------------------------


def _masked(source: str, begin: int, path: str) -> str:
    """`source` with all that is no Markdown masked, each code point by one."""
    head = re.sub(r"[^\r\n]", " ", source[:begin])
    body = source[begin:]
    if "{" in body or "@" in body:
        body = _MASKED.sub(_mask, body)
        body = re.sub(rf"(?m)^[ \t]*[{NOTHING}{PLACEHOLDER}][ \t{NOTHING}{PLACEHOLDER}]*$", _blank, body)
    if path.lower().endswith(".mdx"):
        body = re.sub(r"(?m)^(?:import|export)\b[^\n]*$", _blank, body)
    masked = head + body
    return _without_formulas(masked) if masked.count("$") > 1 else masked


def _mask(found: re.Match[str]) -> str:
    comment = found[0].startswith(("{{/*", "{{!", "{{-/*", "{{- /*"))
    return re.sub(r"[^\r\n]", PLACEHOLDER if found.lastgroup == "value" and not comment else NOTHING, found[0])


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\r\n]", " ", found[0])


def _without_formulas(text: str) -> str:
    """`text` with its formulas masked; two amounts of dollars in a paragraph are none."""
    from pyromark import Options

    parts, position = [], 0
    for name, value, start, end in _parsed(text, Options.ENABLE_MATH):
        display = name == "DisplayMath"
        if display or (name == "InlineMath" and _is_formula(str(value), text[end : end + 1])):
            parts += [text[position:start], re.sub(r"[^\r\n]", PLACEHOLDER, text[start:end])]
            position = end
    return "".join([*parts, text[position:]])


def _is_formula(content: str, after: str) -> bool:
    return bool(_FORMULA.search(content)) and not after.isdigit()


def _foreign_comments(source: str, begin: int, code: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places of MDX and template comments, those in code left out."""
    if "{" not in source or "factcheck" not in source:
        return []
    found = [found.span() for found in _MASKED.finditer(source, begin) if found[0].startswith(("{/*", "{{/*"))]
    starts = [start for start, _ in code]
    return [span for span in found if not (at := bisect_right(starts, span[0])) or code[at - 1][1] <= span[0]]


# --- events --------------------------------------------------------------------------------------


def _events(text: str) -> Iterator[_Event]:
    from pyromark import Options

    yield from _parsed(text, Options(0))


def _parsed(text: str, more: int) -> Iterator[_Event]:
    """Name, value, start and end of every event; offsets in code points, starts told as `+Name`, ends as `-Name`."""
    from pyromark import Options, events_with_range

    options = (
        Options.ENABLE_TABLES
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_DEFINITION_LIST
        | Options.ENABLE_HEADING_ATTRIBUTES
        | Options.ENABLE_GFM
        | more
    )
    offset = _code_points(text)
    for event, place in events_with_range(text, options=options):
        start, end = offset(place["start"]), offset(place["end"])
        if isinstance(event, str):
            yield event, None, start, end
            continue
        ((name, value),) = cast(dict[str, object], event).items()
        if name in ("Start", "End"):
            tag, detail = (
                (value, None) if isinstance(value, str) else next(iter(cast(dict[str, object], value).items()))
            )
            yield ("+" if name == "Start" else "-") + tag, detail, start, end
        else:
            yield name, value, start, end


def _code_points(text: str) -> Callable[[int], int]:
    """From a byte of the UTF-8 of `text` to its code point."""
    if text.isascii():
        return int
    leading = bytes(1 if byte & 0xC0 != 0x80 else 0 for byte in range(256))
    return [0, *accumulate(text.encode().translate(leading))].__getitem__


# --- blocks --------------------------------------------------------------------------------------


class _Reader:
    """Turns events into blocks."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.gatherer = Gatherer(source)
        self.code: list[tuple[int, int]] = []
        self._quotes = 0
        self._items = 0
        self._notes = 0
        self._opaque = 0
        self._opaque_tag = ""
        self._referring: dict[str, Context] = {}
        self._images: list[Tracer] = []
        self._pending: list[Tracer] = []
        self._rows: list[list[Cell]] = []
        self._html = False
        self._page: PageReader | None = None

    @property
    def _tracer(self) -> Tracer:
        return self._images[-1] if self._images else self.gatherer.tracer

    def event(self, name: str, value: object, start: int, end: int) -> None:
        handler = _HANDLERS.get(name)
        if handler is not None:
            handler(self, value, start, end)

    def finish(self) -> None:
        """Close the HTML that is still open."""
        if self._page is not None:
            self._page.finish()
            self._page = None

    # inline

    def _text(self, value: object, start: int, end: int) -> None:
        text = str(value)
        if self._opaque or self._opaque_tag or self._html:
            return
        if self.source[start:end] == text:
            self._tracer.copy(start, end)
        else:
            self._resolved(text, start, end)

    def _resolved(self, text: str, start: int, end: int) -> None:
        """Text that the working copy has otherwise than the source: masked, or an entity."""
        if end - start != len(text):
            self._tracer.write(text, start, end)
            return
        for offset, letter in enumerate(text, start):
            self._tracer.write(letter, offset, offset + 1)

    def _break(self, value: object, start: int, end: int) -> None:
        self._tracer.write(" ", start, end)

    def _code(self, value: object, start: int, end: int) -> None:
        self.code.append((start, end))
        if not self._opaque and not self._opaque_tag:
            self._tracer.write(PLACEHOLDER, start, end)

    def _tag(self, value: object, start: int, end: int) -> None:
        tag = _TAG.match(str(value))
        if tag is None:
            self.gatherer.comments.append((start, end))
            return
        name = tag["name"].lower()
        if self._opaque_tag:
            if tag["close"] and name == self._opaque_tag:
                self._opaque_tag = ""
        elif name in _OPAQUE_TAGS and not tag["close"] and not str(value).endswith("/>"):
            self._tracer.write(PLACEHOLDER, start, end)
            self._opaque_tag = name
        elif name == "br":
            self._tracer.write(" ", start, end)

    def _open_code(self, value: object, start: int, end: int) -> None:
        self.code.append((start, end))
        self._open_opaque(value, start, end)

    def _open_opaque(self, value: object, start: int, end: int) -> None:
        self._opaque += 1

    def _close_opaque(self, value: object, start: int, end: int) -> None:
        self._opaque -= 1

    def _open_image(self, value: object, start: int, end: int) -> None:
        if not self._images:
            self._tracer.write(" ", start, start)
        self._images.append(Tracer(self.source))

    def _close_image(self, value: object, start: int, end: int) -> None:
        self._pending.append(self._images.pop())

    # blocks

    def _end_block(self, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        """Close the block at hand, which ends here, and add the alternative texts found in it."""
        self.finish()
        self._opaque_tag = ""
        if kind is BlockKind.PARAGRAPH:
            kind = self._kind()
        self.gatherer.close(kind, self._quotes > 0)
        self._add_images()

    def _kind(self) -> BlockKind:
        if self._notes:
            return BlockKind.NOTE
        if self._items:
            return BlockKind.ITEM
        return BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH

    def _add_images(self) -> None:
        for tracer in self._pending:
            self.gatherer.note(tracer.finish(), BlockKind.CAPTION, self._quotes > 0)
        self._pending.clear()

    def _paragraph(self, value: object, start: int, end: int) -> None:
        self._end_block()

    def _heading(self, value: object, start: int, end: int) -> None:
        self._opaque_tag = ""
        self.gatherer.heading(int(str(value)[1:]), self._quotes > 0)
        self._add_images()

    def _open_quote(self, value: object, start: int, end: int) -> None:
        self._end_block()
        # an alert ("> [!NOTE]") is the author's own, marked up like a quotation
        self._quotes += value is None

    def _close_quote(self, value: object, start: int, end: int) -> None:
        self._end_block()
        self._quotes -= value is None

    def _open_list(self, value: object, start: int, end: int) -> None:
        self._end_block()
        self.gatherer.open_list()

    def _close_list(self, value: object, start: int, end: int) -> None:
        self._end_block()
        self.gatherer.close_list()

    def _open_item(self, value: object, start: int, end: int) -> None:
        self._end_block()
        self._items += 1

    def _close_item(self, value: object, start: int, end: int) -> None:
        self._end_block()
        self._items -= 1

    def _refer(self, value: object, start: int, end: int) -> None:
        self._referring.setdefault(str(value), self.gatherer.context())

    def _open_note(self, value: object, start: int, end: int) -> None:
        """A footnote is read where it is referred to, wherever it is written."""
        self._end_block()
        self._notes += 1
        self.gatherer.elsewhere = self._referring.get(str(value))

    def _close_note(self, value: object, start: int, end: int) -> None:
        self._end_block()
        self._notes -= 1
        self.gatherer.elsewhere = None

    def _term(self, value: object, start: int, end: int) -> None:
        """A term of a definition list: it introduces its definitions."""
        self._end_block(BlockKind.ITEM)
        self.gatherer.introduce()

    # tables

    def _open_table(self, value: object, start: int, end: int) -> None:
        self._end_block()
        self._rows = []

    def _open_row(self, value: object, start: int, end: int) -> None:
        self._rows.append([])

    def _close_cell(self, value: object, start: int, end: int) -> None:
        self._opaque_tag = ""
        self._rows[-1].append(Cell(self.gatherer.tracer.finish(), head=len(self._rows) == 1))

    def _close_table(self, value: object, start: int, end: int) -> None:
        self.gatherer.add(list(table_blocks(self._rows, self.gatherer.table_context(), None, self._quotes > 0)))
        self._add_images()

    # HTML

    def _open_html(self, value: object, start: int, end: int) -> None:
        if self._page is None:
            self._end_block()
        self._html = True

    def _close_html(self, value: object, start: int, end: int) -> None:
        """A stretch of HTML ends, perhaps in the middle of a table."""
        from factcheck.documents.html import PageReader

        self._html = False
        page = self._page or PageReader(self.gatherer, self._quotes > 0)
        page.feed(start, end)
        self._page = page if page.in_table else None
        if self._page is None:
            page.finish()


_HANDLERS: dict[str, Callable[[_Reader, object, int, int], None]] = {
    "Text": _Reader._text,
    "SoftBreak": _Reader._break,
    "HardBreak": _Reader._break,
    "Code": _Reader._code,
    "InlineHtml": _Reader._tag,
    "FootnoteReference": _Reader._refer,
    "+CodeBlock": _Reader._open_code,
    "-CodeBlock": _Reader._close_opaque,
    "+Strikethrough": _Reader._open_opaque,
    "-Strikethrough": _Reader._close_opaque,
    "+Image": _Reader._open_image,
    "-Image": _Reader._close_image,
    "-Paragraph": _Reader._paragraph,
    "-Heading": _Reader._heading,
    "+BlockQuote": _Reader._open_quote,
    "-BlockQuote": _Reader._close_quote,
    "+List": _Reader._open_list,
    "-List": _Reader._close_list,
    "+Item": _Reader._open_item,
    "-Item": _Reader._close_item,
    "+FootnoteDefinition": _Reader._open_note,
    "-FootnoteDefinition": _Reader._close_note,
    "+DefinitionList": _Reader._open_list,
    "-DefinitionList": _Reader._close_list,
    "-DefinitionListTitle": _Reader._term,
    "+DefinitionListDefinition": _Reader._open_item,
    "-DefinitionListDefinition": _Reader._close_item,
    "+Table": _Reader._open_table,
    "+TableHead": _Reader._open_row,
    "+TableRow": _Reader._open_row,
    "-TableCell": _Reader._close_cell,
    "-Table": _Reader._close_table,
    "+HtmlBlock": _Reader._open_html,
    "-HtmlBlock": _Reader._close_html,
}
