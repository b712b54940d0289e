"""Plain text: paragraphs, hard-wrapped or not; and lines that stand alone."""

from __future__ import annotations

import re
from itertools import pairwise

from factcheck.documents.blocks import Contents, Gatherer
from factcheck.documents.files import lines_of
from factcheck.documents.tables import Cell, table_blocks
from factcheck.model import BlockKind

_ITEM = re.compile(r"[ \t]*(?:[-*+•‣◦▪●–]|[0-9]{1,3}[.)])[ \t]+")
_MAIL_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?){1,20}")
_RULE = re.compile(r"[\W_]+")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,})[ \t]*")
# what parts the columns of a table, and a line beneath its head
_COLUMNS = re.compile(r"\t+|[ ]{0,40}\|[ ]{0,40}|[ ]{2,}")
_BORDER = re.compile(r"[-=+|: \t]*[-=]{2}[-=+|: \t]*")
_FEWEST_ROWS = 3
# to silence units, a line of its own
_COMMAND = re.compile(r"\s*factcheck (?:off|on|disable-next|ignore\[[^\]]{1,200}\])(?:\s*:.*)?\s*")
# a line this much shorter than the longest around it was ended on purpose
_SHORT_LINE = 0.7
_OPEN_ENDS = (",", ";", "–", "—", "-", "(", "/")
_STOPS = (".", "!", "?", "”", '"')
# nobody wraps lines by hand that are wider
_WIDEST_MARGIN = 100
_LONGEST_TITLE = 90
_TITLE_LEVEL = 3
_FIGURE = re.compile(r"[$€£¥%~<>]|(?<!\w)(?!(?:19|20)\d\d(?!\w))\d")


def read(source: str, path: str) -> Contents:
    """The paragraphs and list items of a plain text.

    Blank lines part paragraphs, and so do line ends that no margin can have made. A short line by itself is
    a heading; `>` marks quoted mail; columns that tabs, bars or several blanks part are a table.
    """
    reader = _Reader(source)
    for start, end in lines_of(source):
        reader.line(start, end)
    reader.flush()
    return reader.gatherer.contents()


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.gatherer = Gatherer(source)
        self._lines: list[tuple[int, int]] = []
        self._kind = BlockKind.PARAGRAPH
        self._quoted = False
        self._listing = False
        self._last = len(source.rstrip())

    def line(self, start: int, end: int) -> None:
        quote = _MAIL_QUOTE.match(self.source, start, end)
        if bool(quote) != self._quoted:
            self.flush()
            self._quoted = bool(quote)
        if quote:
            start = quote.end()
        text = self.source[start:end]
        if not text.strip():
            self.flush()
        elif _COMMAND.fullmatch(text):
            self.flush()
            self.gatherer.comments.append((start, end))
        elif _UNDERLINE.fullmatch(text) and len(self._lines) == 1:
            self._head(1 if text.startswith("=") else 2)
        elif _BORDER.fullmatch(text) and self._lines and _COLUMNS.search(self.source, *self._lines[-1]):
            return
        elif _RULE.fullmatch(text) and (not self._lines or len(text.strip()) > 2):
            self.flush()
        else:
            self._text(start, end)

    def _text(self, start: int, end: int) -> None:
        item = _ITEM.match(self.source, start, end)
        if not item and self._ends_item(start, end):
            self.flush()
        if item and item.end() < end and self._may_begin(item[0].strip()):
            self.flush()
            self._kind, start = BlockKind.ITEM, item.end()
        self._lines.append((start, end))

    def _ends_item(self, start: int, end: int) -> bool:
        """True for a line at the margin, after a sentence of a list item, that starts like a statement."""
        if self._kind is not BlockKind.ITEM or not self._lines or self.source[start].isspace():
            return False
        return self.source[slice(*self._lines[-1])].rstrip().endswith(_STOPS) and not self.source[start].islower()

    def _may_begin(self, mark: str) -> bool:
        """True where `mark` marks an item: a dash or a number inside a paragraph may be part of a sentence."""
        if not self._lines or self._kind is BlockKind.ITEM or not (mark == "–" or mark[0].isdigit()):
            return True
        return self.source[slice(*self._lines[-1])].rstrip().endswith(":")

    def _head(self, level: int) -> None:
        self._end_list()
        self.gatherer.tracer.copy(*self._lines.pop())
        self.gatherer.heading(level, self._quoted)

    def _end_list(self) -> None:
        if self._listing:
            self.gatherer.close_list()
        self._listing = False

    def flush(self) -> None:
        lines, kind = self._lines, self._kind
        self._lines, self._kind = [], BlockKind.PARAGRAPH
        if not lines:
            return
        if kind is BlockKind.ITEM and not self._listing:
            self.gatherer.open_list()
            self._listing = True
        elif kind is not BlockKind.ITEM:
            self._end_list()
        table = None if kind is BlockKind.ITEM else self._table(lines)
        if table is not None:
            self.gatherer.add(list(table_blocks(table, self.gatherer.table_context(), None, self._quoted)))
            return
        first, texts = 0, [self.source[start:end].strip() for start, end in lines]
        listed = self._stand_apart(texts)
        for number, ends in enumerate(self._paragraph_ends(texts, listed)):
            self.gatherer.tracer.copy(*lines[number])
            if ends:
                self._close(kind, [] if listed else lines[first : number + 1])
                kind, first = BlockKind.PARAGRAPH, number + 1
            else:
                self.gatherer.tracer.write(" ", lines[number][1], lines[number + 1][0])

    def _close(self, kind: BlockKind, lines: list[tuple[int, int]]) -> None:
        if kind is BlockKind.PARAGRAPH and len(lines) == 1 and self._is_title(*lines[0]):
            self._end_list()
            self.gatherer.heading(_TITLE_LEVEL if self.gatherer.blocks else 1, self._quoted)
        else:
            self.gatherer.close(kind, self._quoted)

    def _is_title(self, start: int, end: int) -> bool:
        """True for a short line that ends like no sentence, holds no figure but years, and has text after it."""
        text = self.source[start:end].strip()
        if len(text) > _LONGEST_TITLE or end >= self._last or text[:1].islower() or _FIGURE.search(text):
            return False
        return text[-1:].isalnum() or text.endswith((")", "”", '"'))

    def _paragraph_ends(self, texts: list[str], listed: bool) -> list[bool]:
        """For each line, whether it ends a paragraph although no blank line follows; the last one does."""
        margin = max(map(len, texts))
        unwrapped = margin > _WIDEST_MARGIN
        ends = []
        for text, after in pairwise(texts):
            short = len(text) < margin * _SHORT_LINE and not text.endswith(_OPEN_ENDS)
            wanted = listed or text.endswith(":") or (unwrapped and (short or text.endswith(_STOPS)))
            ends.append(wanted and not after[:1].islower())
        return [*ends, True]

    def _stand_apart(self, texts: list[str]) -> bool:
        """True where no margin broke the lines: each starts like a statement, none ends like a sentence, some early."""
        short = min(map(len, texts)) < max(map(len, texts)) * _SHORT_LINE
        opens = not any(text[:1].islower() for text in texts)
        return len(texts) > 2 and short and opens and not any(text.endswith((*_OPEN_ENDS, *_STOPS)) for text in texts)

    def _table(self, lines: list[tuple[int, int]]) -> list[list[Cell]] | None:
        """The rows of a table whose columns tabs, bars or several blanks part; None where the lines are none."""
        rows = [self._cells(start, end) for start, end in lines]
        width = len(rows[0])
        if len(rows) < _FEWEST_ROWS or width < 2 or any(len(row) != width for row in rows):
            return None
        data = [self.source[start:end] for row in rows[1:] for start, end in row[1:]]
        if sum(any(map(str.isdigit, text)) for text in data) * 2 < len(data):
            return None
        if any(self.source[start:end].endswith((".", "!", "?")) for row in rows for start, end in row):
            return None
        return [[self._cell(*place) for place in row] for row in rows]

    def _cells(self, start: int, end: int) -> list[tuple[int, int]]:
        """The places of the cells of a line, bars at either end left out."""
        text = self.source[start:end]
        start += len(text) - len(text.lstrip().removeprefix("|").lstrip(" "))
        end -= len(text) - len(text.rstrip().removesuffix("|").rstrip(" "))
        cells, position = [], start
        for gap in _COLUMNS.finditer(self.source, start, max(start, end)):
            cells.append((position, gap.start()))
            position = gap.end()
        return [*cells, (position, max(position, end))]

    def _cell(self, start: int, end: int) -> Cell:
        self.gatherer.tracer.copy(start, end)
        return Cell(self.gatherer.tracer.finish())
