"""Front matter: the block of data fields at the head of a draft, in YAML between `---` or in TOML between `+++`.

Only what a reader of the draft sees or needs is read: title, description and date. No YAML or TOML library
is used, since neither tells where in the file a value's characters are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from factcheck.documents.files import lines_of
from factcheck.documents.tracing import Tracer
from factcheck.record import record

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z_-]{0,40})[ \t]*[:=][ \t]*")
_BLOCK = re.compile(r"[|>][-+0-9]{0,2}[ \t]*(?:#.*)?")
_DAY = re.compile(r"\D{0,2}(\d{4})-(\d{2})-(\d{2})(?!\d)")
_ESCAPE = re.compile(r"\\(?:u(?P<short>[0-9a-fA-F]{4})|U(?P<long>[0-9a-fA-F]{8})|x(?P<byte>[0-9a-fA-F]{2})|(?P<one>.))")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "_": "\u00a0", "N": "\u0085"}
_COMMENT = re.compile(r"[ \t]#")
TEXTS = ("title", "description")
_DATES = ("date", "published")


@record
class FrontMatter:
    """Where the draft proper begins, and what was read before."""

    end: int
    fields: dict[str, tuple[tuple[int, int], ...]]
    date: date | None


NO_FRONT_MATTER = FrontMatter(0, {}, None)


def read_front_matter(source: str) -> FrontMatter:
    """The front matter at the head of `source`; `fields` has the places of the lines of each field's value."""
    first = source[:4].rstrip()
    if first not in _FENCES or source[3:4] not in ("", " ", "\n", "\r"):
        return NO_FRONT_MATTER
    lines = lines_of(source)
    for number, (start, end) in enumerate(lines[1:], 1):
        if source[start:end].rstrip() in _FENCES[first]:
            fields = dict(_fields(source, lines[1:number]))
            return FrontMatter(end, fields, _date(source, fields))
    return NO_FRONT_MATTER


def trace_field(tracer: Tracer, places: tuple[tuple[int, int], ...]) -> None:
    """Write the value of a field, which stands at `places`, into `tracer`."""
    source = tracer.source
    start, end = places[0]
    quote = source[start:end][:1]
    if quote in ("'", '"'):
        _quoted(tracer, places, source[start : start + 3] if source.startswith(quote * 3, start) else quote)
        return
    block = _BLOCK.fullmatch(source, start, end)
    for number, (start, end) in enumerate(places[1:] if block else places):
        if number:
            tracer.write(" ", start, start)
        comment = None if block else _COMMENT.search(source, start, end)
        tracer.copy(start, comment.start() if comment else end)


def _fields(source: str, lines: list[tuple[int, int]]) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    name, places = "", [(0, 0)]
    for start, end in lines:
        field = _FIELD.match(source, start, end)
        if field or not source[start : start + 1].isspace():
            if name in (*TEXTS, *_DATES):
                yield name, tuple(places)
            name, places = (field["name"].lower(), [(field.end(), end)]) if field else ("", [])
        else:
            places.append((start, end))
    if name in (*TEXTS, *_DATES):
        yield name, tuple(places)


def _quoted(tracer: Tracer, places: tuple[tuple[int, int], ...], quote: str) -> None:
    source = tracer.source
    first, end = places[0][0] + len(quote), places[-1][1]
    close = source.find(quote, first, end)
    while quote == '"' and close > 0 and _escaped(source, first, close):
        close = source.find(quote, close + 1, end)
    if quote == "'":
        while close >= 0 and source.startswith("''", close):
            close = source.find(quote, close + 2, end)
    position, stop = first, close if close >= 0 else end
    doubled = re.compile("''") if quote == "'" else _ESCAPE
    for found in doubled.finditer(source, first, stop):
        tracer.copy(position, found.start())
        tracer.write("'" if quote == "'" else _escape(found), *found.span())
        position = found.end()
    tracer.copy(position, stop)


def _escaped(source: str, first: int, at: int) -> bool:
    before = at
    while before > first and source[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1


def _escape(found: re.Match[str]) -> str:
    digits = found["short"] or found["long"] or found["byte"]
    if digits:
        value = int(digits, 16)
        return chr(value) if value < 0x110000 and not 0xD800 <= value < 0xE000 and value else "\ufffd"
    return _ESCAPED.get(found["one"], found["one"])


def _date(source: str, fields: dict[str, tuple[tuple[int, int], ...]]) -> date | None:
    for name in _DATES:
        for start, end in fields.get(name, ())[:1]:
            day = parse_day(source[start:end])
            if day:
                return day
    return None


def parse_day(text: str) -> date | None:
    """The day that `text` starts with, written like 2026-02-11; None where it doesn't."""
    found = _DAY.match(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
