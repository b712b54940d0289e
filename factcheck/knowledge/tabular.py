"""Tables of figures (CSV) to assertions. A row that can't be one is told with its line, and the others go their way.

A table is long where a column is headed `value`; else it is wide, and each head that is a period or a metric heads a
column of figures.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NoReturn

from factcheck.errors import KnowledgeError, UsageError
from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.compose import Entry, Lookup, Unmatched, Value, fold, id_of, lookups
from factcheck.knowledge.entries import Assertion, AssertionKind, Citation, Metric, Place
from factcheck.knowledge.facts import READING_KINDS
from factcheck.knowledge.nodes import Complaints, Table, Text, read_table
from factcheck.knowledge.readers import Readers, check_fit, read_figure, read_period
from factcheck.knowledge.slots import differ, slot
from factcheck.knowledge.vocabulary import read_date
from factcheck.model import Period, Quantity
from factcheck.record import record

ROLES = ("subject", "metric", "period", "value", "source", "locator", "note", "unit")
"""What a column can hold."""

CONSTANTS = (
    "subject", "metric", "period", "source", "locator", "note", "unit", "statement", "id", "prefix", "suffix",
    "decimal", "url", "read_kind", "read_on",
)  # fmt: skip
"""What can hold for a whole table, or for a column of figures."""

_HEADS = {**{role: role for role in ROLES}, "entity": "subject", "year": "period"}
_NO_VALUE = frozenset({"", "..", "...", "…", "n/a", "na", "n.a.", "-", "–", "—", ":"})
_DELIMITERS = ",;\t|"
_DECIMAL = ("point", "comma")
_SPACED = re.compile(r"[ \u00a0\u2009\u202f'’](?=\d{3}(?!\d))")
_SPACED_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f'’]\d{3})+(?!\d)")
_UNGROUPED = re.compile(r"(?<![\d.,])[1-9]\d{3,}(?![\d,])")
_DIGITS = re.compile(r"\d[\d.,]*")
# 12,5 or 1.234,5: never a comma between thousands
_DECIMAL_COMMA = re.compile(r"\d+,(?:\d{1,2}|\d{4,})(?![\d,.])|\d{1,3}(?:\.\d{3})+,\d+|0,\d+")
_DECIMAL_POINT = re.compile(r"(?<![\d.,])(?:\d+\.(?:\d{1,2}|\d{4,})|0\.\d+)(?![\d.,])|\d,\d{3}\.\d")
_COMMA_EITHER_WAY = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_POINT_EITHER_WAY = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_FIELD = re.compile(r"\{(\w*)\}")
_STATEMENT = "In {period}, the {metric} of {subject} was {value}."
_UNDATED_STATEMENT = "The {metric} of {subject} is {value}."
_ID = "{subject}-{metric}-{period}"


# --- what comes in and goes out ------------------------------------------------------------------


@record
class Fault:
    """What is wrong with a line of a table, and how to mend it."""

    line: int
    what: str
    mend: str


@record
class Grid:
    """A table as it is printed: the heads of its columns, and its rows with their lines.

    delimiter: what sets off its cells. faults: lines that are no rows.
    """

    line: int
    delimiter: str
    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    faults: tuple[Fault, ...]


@record
class Layout:
    """What a mapping file, or the command, says of a table.

    columns: the head of the column that has a role. heads: what holds for the figures below a head.
    constants: what holds for all. ignored: heads of columns that count for nothing.
    """

    columns: Mapping[str, str]
    heads: Mapping[str, Mapping[str, str]]
    constants: Mapping[str, str]
    ignored: frozenset[str]


@record
class Imported:
    """What a table has become: assertions by id, in the order of ids, each with its line, and what couldn't become one.

    known: figures that the knowledge base holds already. blank: cells without a value.
    """

    entries: Mapping[str, Entry]
    lines: Mapping[str, int]
    faults: tuple[Fault, ...]
    known: int
    blank: int


# --- reading -------------------------------------------------------------------------------------


def read_grid(content: bytes, path: str) -> Grid:
    """The table in a CSV file of any dialect; `path` is its name in messages.

    Raises UsageError where it is no text or holds no table.
    """
    text = _decoded(content, path)
    lines = list(io.StringIO(text, newline=""))
    first = next((line for line in lines if line.strip(f'{_DELIMITERS} \r\n"')), "")
    outside = re.sub(r'"[^"]*"', "", first)
    delimiter = max(_DELIMITERS, key=outside.count)
    faults: list[Fault] = []
    rows = [row for row in _rows(lines, delimiter, faults) if any(row[1])]
    if not rows or len(rows[0][1]) < 2:
        raise UsageError(f"{path}: no table; its first line names the columns, set off by commas, semicolons or tabs")
    (line, heads), *others = rows
    return Grid(line, delimiter, heads, tuple(others), tuple(faults))


def _decoded(content: bytes, path: str) -> str:
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UsageError(f"{path}:{line}: the file is not UTF-8; save it as UTF-8") from None


def _rows(lines: Sequence[str], delimiter: str, faults: list[Fault]) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, tuple(cell.strip() for cell in next(reader))
        except StopIteration:
            return
        except csv.Error:
            # a quotation mark that is never closed swallows the lines below it
            if reader.line_num > line:
                faults.append(Fault(line, "a quotation mark that is never closed", "close it; nothing below is read"))
            else:
                faults.append(Fault(line, "the quotation marks don't pair", 'write a " within quotes as ""'))


def read_layout(content: bytes, path: str) -> Layout:
    """The layout that a mapping file gives; `path` is its name in messages. Raises KnowledgeError with every fault."""
    complaints = Complaints(path)
    table = read_table(content, complaints, "the mapping")
    if table is None:
        raise KnowledgeError(complaints.found)
    table.keep_to(("columns", "heads", "ignore", *CONSTANTS))
    columns = table.table("columns", "`columns`")
    if columns is not None:
        columns.keep_to(ROLES)
    heads = {}
    for each in table.tables("heads", "a member of `heads`"):
        each.keep_to(("head", *CONSTANTS))
        if each.require("head", "write the head of the column"):
            heads[each.string("head") or ""] = _constants(each)
    layout = Layout(
        {} if columns is None else _strings(columns, ROLES),
        heads,
        _constants(table),
        frozenset(table.strings("ignore")),
    )
    if complaints.found:
        raise KnowledgeError(sorted(complaints.found))
    return layout


def _constants(table: Table) -> dict[str, str]:
    table.choice("decimal", _DECIMAL)
    table.choice("read_kind", READING_KINDS)
    read_date(table, "read_on")
    if table.has("url"):
        table.require("read_kind", f"write one of {', '.join(READING_KINDS)}")
    return _strings(table, CONSTANTS)


def _strings(table: Table, keys: Iterable[str]) -> dict[str, str]:
    return {key: found for key in keys if (found := table.string(key)) is not None}


# --- which column is what ------------------------------------------------------------------------


@record
class _Columns:
    """Where things stand in a row: what has a role, and the figures, each with what holds for all in its column."""

    roles: Mapping[str, int]
    figures: tuple[tuple[int, Mapping[str, str]], ...]


def _columns(grid: Grid, layout: Layout, metrics: Lookup, readers: Readers, faults: list[Fault]) -> _Columns:
    """What the columns are. Raises UsageError where the mapping names one that isn't there, or none has figures."""
    places = {head: at for at, head in reversed(list(enumerate(grid.heads)))}
    for head in (*layout.columns.values(), *layout.heads, *layout.ignored):
        if head not in places:
            raise UsageError(f"no column is headed `{head}`; there are {', '.join(filter(None, grid.heads))}")
    roles = {role: places[head] for role, head in layout.columns.items()}
    taken = {*roles.values(), *(places[head] for head in (*layout.heads, *layout.ignored))}
    for at, head in enumerate(grid.heads):
        role = _HEADS.get(fold(head))
        if at not in taken and role is not None and role not in roles:
            roles[role] = at
            taken.add(at)
    if "subject" not in roles and "subject" not in layout.constants and 0 not in taken:
        roles["subject"] = 0
        taken.add(0)
    figures = [(places[head], constants) for head, constants in layout.heads.items()]
    if "value" in roles:
        figures.append((roles["value"], {}))
    figures += _wide(grid, "value" in roles, taken, metrics, readers, faults)
    if not figures:
        raise UsageError("no column of figures; head one `value`, or some with periods or metrics, or write a mapping")
    return _Columns(roles, tuple(sorted(figures, key=lambda each: each[0])))


def _wide(
    grid: Grid, is_long: bool, taken: set[int], metrics: Lookup, readers: Readers, faults: list[Fault]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The columns whose heads say what their figures are of; the others that hold anything are faults."""
    for at, head in enumerate(grid.heads):
        if at in taken or not (head or any(row[at : at + 1] != ("",) for _, row in grid.rows if len(row) > at)):
            continue
        found = {} if is_long else _meant(head, metrics, readers)
        if found:
            yield at, found
        else:
            what = f"column {at + 1}, `{head}`, is neither a period nor a metric" if not is_long else None
            mend = "say in a mapping what it is, or that it is ignored"
            faults.append(Fault(grid.line, what or f"column {at + 1}, `{head}`, is of no known use", mend))


def _meant(head: str, metrics: Lookup, readers: Readers) -> Mapping[str, str]:
    if read_period(Text(head, 1, 1), "", readers, Complaints("")) is not None:
        return {"period": head}
    try:
        return {"metric": metrics.find(head)}
    except Unmatched:
        return {}


# --- figures to assertions -----------------------------------------------------------------------


def convert(grid: Grid, layout: Layout, base: KnowledgeBase, readers: Readers) -> Imported:
    """The assertions that a table holds, read against a knowledge base; what can't become one is among the faults.

    Raises UsageError where the layout does not fit the table.
    """
    return _Conversion(layout, base, readers).run(grid)


@record
class _Said:
    """A figure of a table with all that is said of it, by role and constant."""

    line: int
    value: str
    words: Mapping[str, str]

    def get(self, key: str) -> str:
        return self.words.get(key, "")


class _Conversion:
    """One table on its way: what has come of it so far."""

    def __init__(self, layout: Layout, base: KnowledgeBase, readers: Readers) -> None:
        self._layout = layout
        self._base = base
        self._readers = readers
        self._lookups = lookups(base)
        self._facts: dict[str, Assertion] = {}
        self._entries: dict[str, Entry] = {}
        self._lines: dict[str, int] = {}
        self._faults: list[Fault] = []
        self._known = 0
        self._blank = 0
        self._unsure: re.Pattern[str] | None = None
        live = [fact for fact in base.assertions.values() if fact.superseded is None]
        self._slots: dict[object, list[Assertion]] = {}
        self._statements = {fact.statement.casefold(): fact for fact in base.assertions.values()}
        for fact in live:
            self._slots.setdefault(slot(fact), []).append(fact)

    def run(self, grid: Grid) -> Imported:
        self._faults += grid.faults
        columns = _columns(grid, self._layout, self._lookups["metrics"], self._readers, self._faults)
        said = [each for row in grid.rows for each in self._said(row, grid, columns)]
        self._unsure = _unsure(grid.delimiter, [each.value for each in said])
        for each in said:
            try:
                self._take(each)
            except Unmatched as bad:
                self._faults.append(Fault(each.line, bad.what, bad.mend))
        entries = {name: self._entries[name] for name in sorted(self._entries)}
        faults = tuple(sorted(dict.fromkeys(self._faults), key=lambda fault: fault.line))
        return Imported(entries, self._lines, faults, self._known, self._blank)

    def _said(self, row: tuple[int, tuple[str, ...]], grid: Grid, columns: _Columns) -> Iterator[_Said]:
        line, cells = row
        if len(cells) != len(grid.heads):
            what = f"{len(cells)} cells where there are {len(grid.heads)} columns"
            self._faults.append(Fault(line, what, "put quotes round a cell that holds a separator, or fill the row up"))
            return
        given = {role: cells[at] for role, at in columns.roles.items() if role != "value" and cells[at]}
        for at, constants in columns.figures:
            if cells[at].casefold() in _NO_VALUE:
                self._blank += 1
            else:
                yield _Said(line, cells[at], {**self._layout.constants, **constants, **given})

    def _take(self, said: _Said) -> None:
        fact, entry = self._read(said)
        earlier = self._facts.get(fact.id) or self._base.assertions.get(fact.id)
        if earlier is not None:
            if not _same(earlier, fact):
                mend = "correct one, or give a template of ids that tells them apart"
                raise Unmatched(f"`{fact.id}` is {fact.printed} here, but {self._where(earlier)}", mend)
            self._known += 1
            return
        for other in self._slots.get(slot(fact), ()):
            if other.value is not None and fact.value is not None and differ(other.value, fact.value):
                mend = "correct one; where sources differ, enter it by hand with a `note` in both"
                raise Unmatched(f"`{fact.id}` is {fact.printed} here, but {self._where(other)}", mend)
        twin = self._statements.setdefault(fact.statement.casefold(), fact)
        if twin is not fact and _same(twin, fact):
            self._known += 1
            return
        if twin is not fact:
            raise Unmatched(f"`{fact.id}` would state the same as `{twin.id}`", "name the period in the statement")
        self._slots.setdefault(slot(fact), []).append(fact)
        self._facts[fact.id], self._entries[fact.id], self._lines[fact.id] = fact, entry, said.line

    def _where(self, fact: Assertion) -> str:
        if fact.id in self._lines:
            return f"{fact.printed} in line {self._lines[fact.id]}"
        return f"{fact.printed} as `{fact.id}` in {fact.place.path}:{fact.place.line}"

    def _read(self, said: _Said) -> tuple[Assertion, Entry]:
        subject = self._find("entities", "subject", said)
        metric = self._base.metrics[self._find("metrics", "metric", said)]
        source = self._find("sources", "source", said)
        if not said.get("locator"):
            raise Unmatched("no locator", "say where in the source the table stands: --locator, a column or a mapping")
        if metric.between:
            raise Unmatched(f"metric `{metric.id}` is between two subjects", "enter it by hand, with `over`")
        period = self._period(said.get("period"))
        printed, value = self._figure(said, metric)
        fact = Assertion(
            id=self._name(said, subject, metric, period),
            kind=AssertionKind.FIGURE,
            statement=self._statement(said, subject, metric, printed),
            subject=subject,
            citations=(Citation(source, said.get("locator"), None),),
            place=Place("", said.line, 1),
            metric=metric.id,
            period=period,
            printed=printed,
            value=value,
        )
        return fact, _entry(fact, said)

    def _find(self, section: str, role: str, said: _Said) -> str:
        text = said.get(role)
        if not text:
            raise Unmatched(f"no {role}", f"name it: a column headed {role}, or a mapping")
        return self._lookups[section].find(text)

    def _period(self, printed: str) -> Period | None:
        if not printed:
            return None
        complaints = Complaints("")
        period = read_period(Text(printed, 1, 1), "the period", self._readers, complaints)
        return period if period is not None else _refuse(complaints)

    def _figure(self, said: _Said, metric: Metric) -> tuple[str, Quantity]:
        printed = _printed(said, metric, self._unsure)
        complaints, text = Complaints(""), Text(printed, 1, 1)
        value = read_figure(text, "the figure", self._readers, complaints)
        if value is not None:
            check_fit(value, metric, text, "the figure", complaints)
        return (printed, value) if value is not None and not complaints.found else _refuse(complaints)

    def _statement(self, said: _Said, subject: str, metric: Metric, printed: str) -> str:
        period = said.get("period")
        template = said.get("statement") or (_STATEMENT if period else _UNDATED_STATEMENT)
        name = self._base.entities[subject].name
        unit = said.get("unit") or metric.unit or ""
        return _filled(
            template, {"subject": name, "metric": metric.name, "period": period, "value": printed, "unit": unit}
        )

    def _name(self, said: _Said, subject: str, metric: Metric, period: Period | None) -> str:
        template = said.get("id") or _ID
        dated = "" if period is None else period.text
        name = id_of(_filled(template, {"subject": subject, "metric": metric.id, "period": id_of(dated)}))
        if not name:
            raise Unmatched("no id can be made of it", "give a template of ids")
        return name


def _refuse(complaints: Complaints) -> NoReturn:
    """Raise the first complaint as what is wrong with a row."""
    raise Unmatched(complaints.found[0].what, complaints.found[0].mend)


def _same(one: Assertion, other: Assertion) -> bool:
    """True where two assertions give one figure for one thing."""
    if one.value is None or other.value is None or slot(one) != slot(other):
        return False
    return (one.value.interval, one.value.unit) == (other.value.interval, other.value.unit)


def _entry(fact: Assertion, said: _Said) -> Entry:
    reading = {"url": said.get("url"), "kind": said.get("read_kind"), "on": said.get("read_on")}
    citation = {"id": fact.citations[0].source, "locator": fact.citations[0].locator}
    entry: dict[str, Value] = {
        "id": fact.id,
        "kind": fact.kind.value,
        "statement": fact.statement,
        "subject": fact.subject,
        "metric": fact.metric or "",
        "period": said.get("period"),
        "value": fact.printed or "",
        "sources": [citation],
        "read_at": [reading] if reading["url"] else [],
        "note": said.get("note"),
    }
    return entry


def _filled(template: str, fields: Mapping[str, str]) -> str:
    """A template with its {fields} filled in. Raises Unmatched for a field that doesn't exist."""

    def value(found: re.Match[str]) -> str:
        if found[1] not in fields:
            known = ", ".join(f"{{{field}}}" for field in fields)
            raise Unmatched(f"the template has an unknown field {{{found[1]}}}", f"there are {known}")
        return fields[found[1]]

    return " ".join(_FIELD.sub(value, template).split())


# --- how a figure is printed ---------------------------------------------------------------------


def _unsure(delimiter: str, values: Sequence[str]) -> re.Pattern[str] | None:
    """The figures that may be read in two ways, going by how the others of the table are written."""
    if any(map(_DECIMAL_COMMA.search, values)):
        return _COMMA_EITHER_WAY
    # semicolons are there because commas are taken, mostly by decimals
    if delimiter == ";" and not any(map(_DECIMAL_POINT.search, values)):
        return _POINT_EITHER_WAY
    return None


def _printed(said: _Said, metric: Metric, unsure: re.Pattern[str] | None) -> str:
    """A figure as the readers of drafts understand it: digits in groups by commas, with prefix, suffix and unit."""
    text, decimal = said.value, said.get("decimal")
    if unsure is not None and not decimal and unsure.fullmatch(text.lstrip("+-−")):
        mend = "say which: `decimal: comma` or `decimal: point` in a mapping"
        raise Unmatched(f"`{text}` may be in thousands or have three decimals in this table", mend)
    if decimal == "comma":
        text = _DIGITS.sub(lambda found: found[0].translate({ord(","): ".", ord("."): ","}), text)
    text = _SPACED_NUMBER.sub(lambda found: _SPACED.sub(",", found[0]), text)
    # without its comma 1,900 would be a year
    text = _UNGROUPED.sub(lambda found: f"{int(found[0]):,}", text)
    prefix, suffix, unit = said.get("prefix"), said.get("suffix"), said.get("unit")
    text = text if text.startswith(prefix) else f"{prefix}{text}"
    text = text if text.endswith(suffix) else f"{text}{suffix}"
    if unit and not text.endswith(unit) and fold(unit) not in _units(metric):
        text = f"{text}{'' if unit == '%' else ' '}{unit}"
    return text


def _units(metric: Metric) -> frozenset[str]:
    """The words that say nothing beside a figure: a noun that is the unit of the metric, one or many."""
    if metric.unit is None or metric.kind.value != "number":
        return frozenset()
    return frozenset({fold(metric.unit), f"{fold(metric.unit)}s"})


def problems(faults: Iterable[Fault], path: str) -> list[str]:
    """A line for each fault of a table, `path` its name: file, line, what is wrong, and the mend."""
    return [f"{path}:{fault.line}: {fault.what}; {fault.mend}" for fault in faults]
