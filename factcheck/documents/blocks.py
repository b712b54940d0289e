"""What a reader of a format hands over: blocks of text, and how they become units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from factcheck.documents.tracing import Traced, Tracer
from factcheck.model import BlockKind, Context, Span, Unit
from factcheck.record import record

_QUOTATION = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|„[^„“”]*[“”]|(?<!\w)‘(?:[^‘’]|’(?=\w))*’")
NO_CONTEXT = Context()
_UNBROKEN = frozenset({BlockKind.CELL, BlockKind.LINE})


@record
class Block:
    """A paragraph, a heading, a list item, a table cell …: text that belongs together."""

    kind: BlockKind
    text: Traced
    context: Context = NO_CONTEXT
    quoted: bool = False


@record
class Contents:
    """All that a reader found in a file.

    `source` is the text whose offsets the blocks use, where that is not the file's own
    (word processors' files, which count paragraphs as lines). `comments` are the places of the comments,
    in which an author may silence units.
    """

    blocks: tuple[Block, ...]
    date: date | None = None
    source: str | None = None
    comments: tuple[tuple[int, int], ...] = ()


def units_of(block: Block, number: int = 0) -> Iterator[Unit]:
    """The units of a block, the one so numbered: its sentences; a table cell and a line are one whatever they hold.

    What has no letter and no digit is no unit.
    """
    text = block.text
    if not text.text:
        return
    spans = (Span(0, len(text.text)),) if block.kind in _UNBROKEN else _sentences(text.text)
    quotations = [Span(*found.span()) for found in _QUOTATION.finditer(text.text)]
    nearest = 0
    for span in spans:
        part = text if len(spans) == 1 else text.part(span)
        if not any(map(str.isalnum, part.text)):
            continue
        while nearest < len(quotations) and quotations[nearest].end < span.end:
            nearest += 1
        quoted = block.quoted or (nearest < len(quotations) and quotations[nearest].covers(span))
        yield Unit(part.text, part.origins, part.ends, block.kind, block.context, quoted, block=number)


def is_quotation(text: str) -> bool:
    """True where all of `text` stands within one pair of quotation marks."""
    stripped = text.strip()
    found = _QUOTATION.match(stripped)
    return found is not None and found.end() == len(stripped)


def _sentences(text: str) -> tuple[Span, ...]:
    from factcheck.language.sentences import split_sentences

    return split_sentences(text)


class Gatherer:
    """Collects the blocks of a document and knows what precedes each: headings, list introductions."""

    def __init__(self, source: str) -> None:
        self.tracer = Tracer(source)
        self.blocks: list[Block] = []
        self.comments: list[tuple[int, int]] = []
        self.elsewhere: Context | None = None
        """The context of what is written in another place than it is read in."""
        self._headings: list[tuple[int, str]] = []
        self._lists: list[str | None] = []
        self._introduction: str | None = None
        self._last_item: str | None = None

    def heading(self, level: int, quoted: bool = False) -> None:
        """Close a heading of `level` (1 is the outermost; 0 the title of the whole document)."""
        text = self.tracer.finish()
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._add(BlockKind.HEADING, text, quoted)
        if text.text:
            self._headings.append((level, text.text))
        self._introduction = None

    def close(self, kind: BlockKind = BlockKind.PARAGRAPH, quoted: bool = False) -> None:
        """Close a block of `kind` with what the tracer holds; nothing where that is nothing."""
        text = self.tracer.finish()
        if not text.text:
            return
        self._add(kind, text, quoted)
        if kind is BlockKind.ITEM:
            self._last_item = text.text
        self._introduction = _introduction(text.text)

    def open_list(self) -> None:
        """A list begins: the paragraph before it introduces it, or the item that it stands in."""
        outer = self._lists[-1] if self._lists else None
        own = self._last_item if self._lists else self._introduction
        self._lists.append(" ".join(filter(None, (outer, own))) or None)
        self._last_item = None

    def introduce(self) -> None:
        """The item closed last introduces those that follow it in its list."""
        if self._lists and self._last_item:
            self._lists[-1] = self._last_item

    def close_list(self) -> None:
        """A list ends."""
        if self._lists:
            self._lists.pop()
        self._introduction = self._last_item = None

    def note(self, text: Traced, kind: BlockKind, quoted: bool = False) -> None:
        """Add a block that stands beside the running text: a footnote, a caption, an alternative text."""
        self._add(kind, text, quoted)

    def context(self) -> Context:
        """What a reader has in mind at this place."""
        if self.elsewhere is not None:
            return self.elsewhere
        introduction = self._lists[-1] if self._lists else None
        return Context(tuple(dict.fromkeys(text for _, text in self._headings)), introduction)

    def contents(self, date: date | None = None) -> Contents:
        """All that was gathered, in the order in which it was."""
        return Contents(tuple(self.blocks), date, comments=tuple(self.comments))

    def table_context(self) -> Context:
        """The same for a table, which a paragraph may introduce as it does a list."""
        context = self.context()
        return Context(context.headings, context.introduction or self._introduction)

    def add(self, blocks: Sequence[Block]) -> None:
        """Add finished blocks, such as the cells of a table."""
        self.blocks.extend(blocks)
        self._introduction = None

    def _add(self, kind: BlockKind, text: Traced, quoted: bool) -> None:
        if text.text:
            self.blocks.append(Block(kind, text, self.context(), quoted))


def _introduction(text: str) -> str | None:
    """The sentence that introduces what follows a paragraph; None where it ends without a colon."""
    if not text.endswith(":"):
        return None
    return _sentences(text)[-1].of(text)
