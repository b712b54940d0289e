"""Entries to JSON values and back, for the compiled knowledge base.

An entry is a list of its fields in their order. Packing is generic, since it happens once; unpacking is written out,
since it happens at every start.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from factcheck.interval import Interval
from factcheck.knowledge.entries import (
    Alias,
    Assertion,
    AssertionKind,
    Citation,
    Confusion,
    Entity,
    Metric,
    Place,
    Reading,
    RelationKind,
    Source,
    Supersession,
    WordGroup,
)
from factcheck.model import Bound, Period, PeriodRelation, Quantity, QuantityKind, Span
from factcheck.record import names

Json = Any
"""What `json` can write and read: None, bool, int, float, str, and lists and dicts (by str) of these."""

# Its shape is that of the dataclass it is a row of.
_Row = Sequence[Any]

_PLAIN = frozenset({str, int, bool, type(None)})


def pack(value: object, files: Mapping[str, int]) -> Json:
    """A JSON value that holds an entry or a part of one; `files` numbers the paths of places."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Place):
        return [files[value.path], value.line, value.column]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else [value.numerator, value.denominator]
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [pack(each, files) for each in value]
    if hasattr(value, "__match_args__"):
        return [pack(getattr(value, each), files) for each in names(value)]
    raise TypeError(f"no way to pack {value!r}")


def unpack_source(row: _Row, files: Sequence[str]) -> Source:
    """The source that was packed."""
    name, title, publisher, kind, url, published, accessed, origin, tags, place = row
    tagged, stands = frozenset(tags), _place(place, files)
    return Source(name, title, publisher, kind, url, published, accessed, origin, tagged, stands)


def unpack_entity(row: _Row, files: Sequence[str]) -> Entity:
    """The entity that was packed."""
    name, shown, kind, aliases, adjectives, containers, backdrop, place = row
    return Entity(
        name,
        shown,
        kind,
        tuple([Alias(text, tuple(unless)) for text, unless in aliases]),
        tuple(adjectives),
        tuple(containers),
        tuple(backdrop),
        _place(place, files),
    )


def unpack_metric(row: _Row, files: Sequence[str]) -> Metric:
    """The metric that was packed."""
    name, shown, kind, unit, words, without, fixed, confused, *flags, place = row
    between, sums, share, change_of, lower, rhythm = flags
    return Metric(
        name,
        shown,
        QuantityKind(kind),
        unit,
        _groups(words),
        tuple(without),
        tuple([_quantity(each) for each in fixed]),
        tuple([Confusion(*each) for each in confused]),
        between,
        sums,
        share,
        change_of,
        lower,
        rhythm,
        _place(place, files),
    )


def unpack_assertion(row: _Row, files: Sequence[str]) -> Assertion:
    """The assertion that was packed."""
    name, kind, statement, subject, citations, place, metric, period, printed, value, *rest = row
    partners, relation, over, together, order, complete, group, target, words, exclusive, *rest = rest
    by, made, note, tags, read_at, said, superseded = rest
    return Assertion(
        name,
        AssertionKind(kind),
        statement,
        subject,
        tuple([Citation(*each) for each in citations]),
        _place(place, files),
        metric,
        None if period is None else _period(period),
        printed,
        None if value is None else _quantity(value),
        tuple(partners),
        None if relation is None else RelationKind(relation),
        tuple(over),
        together,
        tuple(order),
        complete,
        group,
        target,
        _groups(words),
        exclusive,
        by,
        made,
        note,
        frozenset(tags),
        tuple([Reading(*each) for each in read_at]),
        said,
        None if superseded is None else Supersession(*superseded),
    )


def _place(row: _Row, files: Sequence[str]) -> Place:
    return Place(files[row[0]], row[1], row[2])


def _groups(rows: _Row) -> tuple[WordGroup, ...]:
    return tuple([WordGroup(tuple(members), tuple(opposite)) for members, opposite in rows])


def _quantity(row: _Row) -> Quantity:
    span, text, value, interval, step, bound, kind, unit, close = row
    low, high, low_open, high_open = interval
    return Quantity(
        Span(*span),
        text,
        _fraction(value),
        Interval(_fraction(low), _fraction(high), low_open, high_open),
        _fraction(step) or Fraction(0),
        Bound(bound),
        QuantityKind(kind),
        unit,
        close,
    )


def _fraction(packed: Json) -> Fraction | None:
    if packed is None:
        return None
    return Fraction(packed) if isinstance(packed, int) else Fraction(*packed)


def _period(row: _Row) -> Period:
    span, text, start, end, relation, part = row
    return Period(Span(*span), text, date.fromordinal(start), date.fromordinal(end), PeriodRelation(relation), part)
