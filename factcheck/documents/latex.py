"""LaTeX: the text of a document as it is printed, as far as that shows without running TeX.

Comments, verbatim text and formulas are masked in a working copy of the same length; then the copy is read
command by command. No macro is expanded: what an unknown command without arguments prints is not known,
so a placeholder stands for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from factcheck.documents import latex_names as names
from factcheck.documents.blocks import Block, Contents, Gatherer
from factcheck.documents.frontmatter import parse_day
from factcheck.documents.tables import Cell, table_blocks
from factcheck.documents.tracing import NOTHING, PLACEHOLDER, Tracer
from factcheck.model import BlockKind, Context
from factcheck.record import replace

# as a whole: CRLF is one line end, never two
_END = r"(?>\r\n|\r|\n)"
_MASKED = re.compile(
    r"\\begin\{(?P<environment>[A-Za-z]{1,30}\*?)\}"
    r"|\\(?:verb|lstinline)\*?(?P<quote>[^A-Za-z\s\[{*])[^\r\n]{0,500}?(?P=quote)"
    r"|(?P<display>\\\[)|(?P<inline>\\\()|\\."
    r"|(?P<dollars>\$\$?)"
    rf"|(?P<comment>%[^\r\n]*(?:{_END}(?=[ \t]*[^\s])[ \t]*)?)",
    re.DOTALL,
)
_INLINE = re.compile(r"\$(?:[^$\\]|\\.)*\$", re.DOTALL)
_BLANK_LINE = re.compile(rf"{_END}[ \t]*{_END}")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_TOKEN = re.compile(
    rf"\\(?P<command>[A-Za-z@]+)\*?|\\(?P<symbol>.)|(?P<paragraph>{_END}[ \t]*{_END}\s*)"
    r"|(?P<open>\{)|(?P<close>\})|(?P<tie>~)|(?P<cell>&)|(?P<typography>``|''|`|---?)",
    re.DOTALL,
)
_TYPOGRAPHY = {"``": "“", "''": "”", "`": "‘", "--": "–", "---": "—"}
_GAP = re.compile(rf"[ \t]*(?:{_END}[ \t]*(?!\s))?")
_SPACING = frozenset(",;:> ")
_ALTERNATIVE = re.compile(r"\balt[ \t]*=[ \t]*(?=\{)")
_OPTION_LIMIT = 1000


def read(source: str, path: str) -> Contents:
    """The headings, paragraphs, list items, table cells, captions, footnotes and quotations of a document."""
    masks = list(_masks(source))
    reader = _Reader(_masked(source, masks))
    reader.run()
    reader.gatherer.blocks.sort(key=_place)
    reader.gatherer.comments += [(start, _line_end(source, start)) for start, _, _ in masks if source[start] == "%"]
    return reader.gatherer.contents(reader.date)


def _line_end(source: str, start: int) -> int:
    found = re.compile(_END).search(source, start)
    return found.start() if found else len(source)


def _place(block: Block) -> int:
    return block.text.origins[0]


# --- the working copy ----------------------------------------------------------------------------


def _masked(source: str, masks: list[tuple[int, int, str]]) -> str:
    """`source` with comments, verbatim text and formulas masked, each code point by one."""
    parts, position = [], 0
    for start, end, mask in masks:
        parts += [source[position:start], mask * (end - start)]
        position = end
    return "".join([*parts, source[position:]])


def _masks(source: str) -> Iterator[tuple[int, int, str]]:
    last = {mark: source.rfind(mark) for mark in ("$$", "\\]", "\\)")}
    position = 0
    while found := _MASKED.search(source, position):
        start, position = found.span()
        if found["comment"]:
            yield start, position, NOTHING
        elif found["quote"]:
            yield start, position, PLACEHOLDER
        elif found["environment"]:
            name = found["environment"].rstrip("*")
            if name in names.VERBATIM or name in names.FORMULAS:
                closing = f"\\end{{{found['environment']}}}"
                at = source.find(closing, position)
                end = at + len(closing) if at >= 0 else len(source)
                yield start, end, NOTHING if name in names.VERBATIM else PLACEHOLDER
                position = end
        elif found["display"] or found["inline"] or found["dollars"]:
            closed = _formula_end(source, found, last)
            if closed is not None:
                yield start, closed, PLACEHOLDER
                position = closed


def _formula_end(source: str, found: re.Match[str], last: dict[str, int]) -> int | None:
    """Where the formula that opens at `found` ends; None where it is left open."""
    start, after = found.span()
    if found["dollars"] == "$":
        formula = _INLINE.match(source, start)
        return None if formula is None or _BLANK_LINE.search(formula[0]) else formula.end()
    closing = "$$" if found["dollars"] else "\\]" if found["display"] else "\\)"
    return source.find(closing, after) + len(closing) if last[closing] >= after else None


def _matching_braces(text: str) -> dict[int, int]:
    """From each brace that opens a group to the one that closes it."""
    closing: dict[int, int] = {}
    open_braces: list[int] = []
    for found in _BRACE.finditer(text):
        if found[0] == "{":
            open_braces.append(found.start())
        elif found[0] == "}" and open_braces:
            closing[open_braces.pop()] = found.start()
    return closing


# --- blocks --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Table:
    context: Context
    rows: list[list[Cell]] = field(default_factory=lambda: [[]])
    columns: int = 1
    tall: list[tuple[int, int, int]] = field(default_factory=list)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.gatherer = Gatherer(text)
        self.date: date | None = None
        self._closing = _matching_braces(text)
        self._at_close: dict[int, Callable[[], None]] = {}
        self._asides: list[Tracer] = []
        self._pending: list[Block] = []
        self._position = 0
        self._quotes = 0
        self._lists = 0
        self._tabulars = 0
        self._table: _Table | None = None
        self._float_tables: list[_Table] | None = None
        self._caption: str | None = None
        self._shown = "\\begin{document}" not in text

    @property
    def _tracer(self) -> Tracer:
        return self._asides[-1] if self._asides else self.gatherer.tracer

    def run(self) -> None:
        """Read to the end."""
        position = 0
        while found := _TOKEN.search(self.text, position):
            self._copy(position, found.start())
            position = self._token(found)
        self._copy(position, len(self.text))
        self._asides.clear()
        self._end_table()
        self._end_float()
        self._flush()

    def _copy(self, start: int, end: int) -> None:
        if self._shown or self._asides:
            self._tracer.copy(start, end)

    def _write(self, text: str, start: int, end: int) -> None:
        if self._shown or self._asides:
            self._tracer.write(text, start, end)

    def _token(self, found: re.Match[str]) -> int:
        """Read one token; returns where reading goes on."""
        start, end = found.span()
        self._position = start
        kind = found.lastgroup
        if kind == "command":
            return self._command(found["command"], start, end)
        if kind == "symbol":
            return self._symbol(found["symbol"], start, end)
        if kind == "close":
            action = self._at_close.pop(start, None)
            if action is not None:
                action()
        elif kind == "paragraph":
            self._flush()
        elif kind == "tie":
            self._write(" ", start, end)
        elif kind == "cell":
            self._cell(start, end)
        elif kind == "typography":
            self._write(_TYPOGRAPHY[found[0]], start, end)
        return end

    def _flush(self) -> None:
        """Close the block at hand; in a cell or a footnote a new paragraph is a blank."""
        if self._asides or self._table is not None:
            self._write(" ", self._position, self._position)
            return
        kind = BlockKind.ITEM if self._lists else BlockKind.QUOTE if self._quotes else BlockKind.PARAGRAPH
        self.gatherer.close(kind, self._quotes > 0)
        self._add_pending()

    def _add_pending(self) -> None:
        self.gatherer.blocks.extend(self._pending)
        self._pending.clear()

    # arguments

    def _group(self, position: int) -> tuple[int, int] | None:
        """The braces of the group that follows, blanks left out of account."""
        gap = _GAP.match(self.text, position)
        at = gap.end() if gap else position
        close = self._closing.get(at)
        return None if close is None else (at, close)

    def _after_option(self, position: int) -> int:
        """Past an optional argument in brackets, if one follows."""
        if self.text[position : position + 1] != "[":
            return position
        close = self.text.find("]", position, position + _OPTION_LIMIT)
        return close + 1 if close >= 0 else position

    def _after_arguments(self, position: int, count: int = 9) -> int:
        """Past up to `count` arguments in braces, and the optional ones among them."""
        position = self._after_option(position)
        while count and (group := self._group(position)):
            position, count = self._after_option(group[1] + 1), count - 1
        return position

    def _aside(self, position: int, finish: Callable[[Tracer], None]) -> int:
        """Read the group that follows apart from the running text, then hand it to `finish`."""
        group = self._group(position)
        if group is None:
            return position
        self._asides.append(Tracer(self.text))
        self._at_close[group[1]] = lambda: finish(self._asides.pop()) if self._asides else None
        return group[0] + 1

    # commands

    def _symbol(self, symbol: str, start: int, end: int) -> int:
        if symbol == "\\":
            if self.text[end : end + 1] == "*":
                end += 1
            self._row(start, end)
            return self._after_option(end)
        if symbol in names.ACCENTS:
            return self._accent(symbol, start, end)
        if symbol in _SPACING or symbol.isspace():
            between = symbol == "," and self._in_figure(end)
            self._write(NOTHING if between else " ", start, end)
        elif symbol not in "!/-@":
            self._write(symbol, start, end)
        return end

    def _in_figure(self, end: int) -> bool:
        """True for a thin space that parts the digits of a figure, or a figure and its per-cent sign."""
        after = self.text[end : end + 2]
        return self._tracer.tail(1).isdigit() and (after[:1].isdigit() or after == "\\%")

    def _accent(self, accent: str, start: int, end: int) -> int:
        group = self._group(end)
        letter = self.text[group[0] + 1 : group[1]] if group else self.text[end : end + 1]
        letter = {"\\i": "i", "\\j": "j"}.get(letter.strip(), letter)
        if len(letter) != 1 or not letter.isalpha():
            return end
        after = group[1] + 1 if group else end + 1
        self._write(unicodedata.normalize("NFC", letter + names.ACCENTS[accent]), start, after)
        return after

    def _command(self, name: str, start: int, end: int) -> int:
        special = _COMMANDS.get(name)
        if special is not None:
            return special(self, start, end)
        if name in names.HEADINGS:
            return self._heading(name, end)
        if name in names.NOTES:
            return self._aside(self._after_option(end), self._note(BlockKind.NOTE))
        if name in names.RULES:
            self._rule()
        if name in names.DROPPED or "cite" in name.lower():
            return self._dropped(name, end)
        if name in names.OPAQUE:
            self._write(PLACEHOLDER, start, end)
            return self._after_arguments(end)
        if name in names.ACCENTS and self._group(end):
            return self._accent(name, start, end)
        if name in names.SKIPPED_ARGUMENTS:
            return self._after_arguments(end, names.SKIPPED_ARGUMENTS[name])
        return self._printed(name, start, end)

    def _printed(self, name: str, start: int, end: int) -> int:
        """A command that changes how its argument looks, prints a character, or can't be known."""
        if name in names.CHARACTERS:
            self._write(names.CHARACTERS[name], start, end)
        elif name in names.SILENT:
            if name in names.BLANKS:
                self._write(" ", start, end)
        else:
            after = self._after_option(end)
            group = self._group(after)
            if group and self.text[group[0] + 1 : group[1]].strip():
                return after
            self._write(PLACEHOLDER, start, group[1] + 1 if group else end)
            if group:
                return group[1] + 1
        gap = _GAP.match(self.text, end)
        return gap.end() if gap else end

    def _dropped(self, name: str, end: int) -> int:
        after = self._after_arguments(end, 9 if name in names.SEVERAL_ARGUMENTS else 1)
        self._write(NOTHING, end, after)
        if name == "date" and self.date is None:
            self.date = parse_day(self.text[end:after].lstrip("{ "))
        if name == "includegraphics":
            self._alternative(end, after)
        if name == "cmidrule" and self.text[end : end + 1] == "(":
            return self._after_arguments(max(end, self.text.find(")", end, end + 20) + 1))
        return after

    def _alternative(self, start: int, end: int) -> None:
        found = _ALTERNATIVE.search(self.text, start, end)
        group = self._group(found.end()) if found else None
        if group:
            tracer = Tracer(self.text)
            tracer.copy(group[0] + 1, group[1])
            self._note(BlockKind.CAPTION)(tracer)

    def _heading(self, name: str, end: int) -> int:
        def finish(tracer: Tracer) -> None:
            self.gatherer.tracer, before = tracer, self.gatherer.tracer
            self.gatherer.heading(names.HEADINGS[name])
            self.gatherer.tracer = before

        if not self._asides and self._table is None:
            self._flush()
        return self._aside(self._after_option(end), finish)

    def _note(self, kind: BlockKind) -> Callable[[Tracer], None]:
        def finish(tracer: Tracer) -> None:
            text = tracer.finish()
            if text.text:
                self._pending.append(Block(kind, text, self.gatherer.context(), self._quotes > 0))

        return finish

    def _captioned(self, start: int, end: int) -> int:
        def finish(tracer: Tracer) -> None:
            text = tracer.finish()
            if text.text:
                self._caption = text.text
                self._pending.append(Block(BlockKind.CAPTION, text, self.gatherer.context()))

        return self._aside(self._after_option(end), finish)

    def _quoted(self, start: int, end: int) -> int:
        group = self._group(end)
        if group is None:
            return end
        self._write("“", start, group[0] + 1)
        self._at_close[group[1]] = lambda: self._write("”", group[1], group[1] + 1)
        return group[0] + 1

    def _defined(self, start: int, end: int) -> int:
        """A definition in plain TeX, up to and with the group that holds what the name stands for."""
        brace = self.text.find("{", end, end + 100)
        if brace in self._closing:
            return self._closing[brace] + 1
        return end

    def _macro(self, start: int, end: int) -> int:
        """A definition in LaTeX, with or without braces about the name."""
        name = _TOKEN.match(self.text, end)
        return self._after_arguments(name.end() if name and name["command"] else end)

    def _item(self, start: int, end: int) -> int:
        self._flush()
        if self.text[end : end + 1] == "[":
            # a label is text that its item follows
            close = self.text.find("]", end, end + _OPTION_LIMIT)
            if close >= 0:
                self._copy(end + 1, close)
                self._write(" ", close, close + 1)
                return close + 1
        return end

    # environments

    def _begin(self, start: int, end: int) -> int:
        group = self._group(end)
        if group is None:
            return end
        name = self.text[group[0] + 1 : group[1]].strip().rstrip("*")
        after = self._after_option(group[1] + 1)
        if name == "document":
            self._shown = True
        if name in names.TABLES:
            return self._begin_table(name, after)
        self._flush()
        if name in names.LISTS:
            self.gatherer.open_list()
            self._lists += 1
        elif name in names.QUOTATIONS:
            self._quotes += 1
        elif name in names.FLOATS:
            self._end_float()
            self._float_tables = []
        elif name == "frame" and self._group(after):
            return self._heading("frametitle", after)
        return self._after_arguments(after, names.ENVIRONMENT_ARGUMENTS.get(name, 0))

    def _end(self, start: int, end: int) -> int:
        group = self._group(end)
        if group is None:
            return end
        name = self.text[group[0] + 1 : group[1]].strip().rstrip("*")
        if name in names.TABLES:
            self._tabulars = max(0, self._tabulars - 1)
            if self._tabulars == 0:
                self._end_table()
            return group[1] + 1
        self._flush()
        if name in names.LISTS and self._lists:
            self.gatherer.close_list()
            self._lists -= 1
        elif name in names.QUOTATIONS:
            self._quotes = max(0, self._quotes - 1)
        elif name in names.FLOATS:
            self._end_float()
        elif name == "document":
            return len(self.text)
        return group[1] + 1

    # tables

    def _begin_table(self, name: str, position: int) -> int:
        self._tabulars += 1
        if self._tabulars == 1:
            self._flush()
            self._table = _Table(self.gatherer.table_context())
        wide = name in ("tabularx", "tabulary", "xltabular") or self.text[position - 2 : position - 1] == "*"
        return self._after_arguments(position, 2 if wide else 1)

    def _cell(self, start: int, end: int) -> None:
        if self._table is None:
            self._copy(start, end)
        elif self._tabulars > 1 or self._asides:
            self._write(" ", start, end)
        else:
            self._end_cell(self._table)

    def _end_cell(self, table: _Table) -> None:
        table.rows[-1].append(Cell(self.gatherer.tracer.finish(), columns=table.columns))
        table.columns = 1

    def _row(self, start: int, end: int) -> None:
        if self._table is None or self._tabulars > 1 or self._asides:
            self._write(" ", start, end)
            return
        self._end_cell(self._table)
        self._table.rows.append([])

    def _rule(self) -> None:
        """The rows above the first rule between rows are heads."""
        table = self._table
        if table is None or len(table.rows) < 2 or table.rows[-1] or any(cell.head for cell in table.rows[0]):
            return
        table.rows = [[replace(cell, head=True) for cell in row] for row in table.rows]

    def _end_table(self) -> None:
        table, self._table, self._tabulars = self._table, None, 0
        if table is None:
            return
        text = self.gatherer.tracer.finish()
        if text.text or table.rows[-1]:
            table.rows[-1].append(Cell(text, columns=table.columns))
        for row, column, count in table.tall:
            for lower in table.rows[row + 1 : row + count]:
                if column < len(lower) and not lower[column].text.text:
                    lower[column] = table.rows[row][column]
        if self._float_tables is None:
            self._add_table(table)
        else:
            self._float_tables.append(table)

    def _add_table(self, table: _Table) -> None:
        rows = [row for row in table.rows if row]
        self.gatherer.add(list(table_blocks(rows, table.context, self._caption, self._quotes > 0)))
        self._add_pending()

    def _end_float(self) -> None:
        for table in self._float_tables or ():
            self._add_table(table)
        self._float_tables = self._caption = None

    def _multicolumn(self, start: int, end: int) -> int:
        group = self._group(end)
        if group and self._table is not None:
            self._table.columns = _number(self.text[group[0] + 1 : group[1]])
        return self._after_arguments(end, 2)

    def _multirow(self, start: int, end: int) -> int:
        group = self._group(self._after_option(end))
        if group and self._table is not None:
            count = _number(self.text[group[0] + 1 : group[1]])
            self._table.tall.append((len(self._table.rows) - 1, len(self._table.rows[-1]), count))
        return self._after_arguments(end, 2)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1


_COMMANDS: dict[str, Callable[[_Reader, int, int], int]] = {
    "begin": _Reader._begin,
    "end": _Reader._end,
    "item": _Reader._item,
    "caption": _Reader._captioned,
    "enquote": _Reader._quoted,
    "def": _Reader._defined,
    "newcommand": _Reader._macro,
    "renewcommand": _Reader._macro,
    "providecommand": _Reader._macro,
    "multicolumn": _Reader._multicolumn,
    "multirow": _Reader._multirow,
}
