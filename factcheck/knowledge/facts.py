"""Tables of YAML to assertions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from factcheck.knowledge.entries import Assertion, AssertionKind, Citation, Metric, Reading, RelationKind, Supersession
from factcheck.knowledge.nodes import Table, Text
from factcheck.knowledge.readers import Readers, check_fit, check_kind, read_figure, read_period
from factcheck.knowledge.vocabulary import Names, read_date, read_words
from factcheck.model import Quantity, QuantityKind
from factcheck.record import record

WORLD = "world"
"""The group of a ranking that holds everyone."""

READING_KINDS = ("primary", "secondary")
"""Where a figure can have been read: on its publisher's own page or in its own report, or elsewhere."""

_COMMON = (
    "id",
    "kind",
    "statement",
    "subject",
    "period",
    "sources",
    "by",
    "note",
    "tags",
    "read_at",
    "said",
    "superseded",
)
_FIGURE = ("metric", "value", "partners", "over")
_RANKING = ("metric", "value", "group", "order", "complete", "partners")
_RELATION = ("metric", "relation", "over", "together", "value", "partners")
_WORDED = ("words", "object", "exclusive")
_KEYS = {
    AssertionKind.FIGURE: _FIGURE,
    AssertionKind.RANKING: _RANKING,
    AssertionKind.RELATION: _RELATION,
    AssertionKind.EVENT: _WORDED,
    AssertionKind.STATEMENT: _WORDED,
    # what is foretold may be a place or a lead as well as a figure
    AssertionKind.FORECAST: ("made", *_FIGURE, *_RANKING, *_RELATION),
}
_ALL_KEYS = tuple(dict.fromkeys((*_COMMON, "made", *_FIGURE, *_RANKING, *_RELATION, *_WORDED)))


@record
class Setting:
    """What assertions are read against; a metric that has faults of its own is missing from `metrics`."""

    names: Names
    metrics: Mapping[str, Metric]
    readers: Readers


def read_assertion(table: Table, name: str, setting: Setting) -> Assertion:
    """The assertion that a table describes; its faults are noted."""
    kind = _read_kind(table)
    for key, mend in (
        ("statement", "write the fact in a plain sentence of your own"),
        ("subject", "name the entity that it is about"),
        ("sources", "cite at least one source, with its locator"),
    ):
        table.require(key, mend)
    if kind is not None:
        _check_shape(table, kind)
    relation = table.choice("relation", tuple(RelationKind))
    printed = table.text("value")
    period = table.text("period")
    about = f"`period` in {table.what}"
    return Assertion(
        id=name,
        kind=kind or AssertionKind.STATEMENT,
        statement=table.string("statement") or "",
        subject=_entity(table, "subject", setting) or "",
        citations=tuple(_read_citations(table, setting)),
        place=table.place,
        metric=_metric(table, setting),
        period=None if period is None else read_period(period, about, setting.readers, table.complaints),
        printed=None if printed is None else printed.value,
        value=None if printed is None or kind is None else _read_value(printed, kind, table, setting),
        partners=_entities(table, "partners", setting),
        relation=None if relation is None else RelationKind(relation),
        over=_entities(table, "over", setting),
        together=table.flag("together"),
        order=_entities(table, "order", setting),
        complete=table.flag("complete"),
        group=_read_group(table, setting),
        object=_entity(table, "object", setting),
        words=read_words(table),
        exclusive=table.flag("exclusive"),
        by=_entity(table, "by", setting),
        made=read_date(table, "made"),
        note=table.string("note"),
        tags=frozenset(table.strings("tags")),
        read_at=tuple(_read_readings(table)),
        said=read_date(table, "said"),
        superseded=_read_supersession(table, setting),
    )


def _read_kind(table: Table) -> AssertionKind | None:
    table.keep_to(_ALL_KEYS)
    table.require("kind", f"write one of {', '.join(AssertionKind)}")
    word = table.choice("kind", tuple(AssertionKind))
    return None if word is None else AssertionKind(word)


def _check_shape(table: Table, kind: AssertionKind) -> None:
    for key in _ALL_KEYS:
        if key in table and key not in _COMMON and key not in _KEYS[kind]:
            table.misfit(key, f"{_with_article(kind)} has none", "take it out, or change `kind`")
    if kind in (AssertionKind.EVENT, AssertionKind.STATEMENT):
        table.require("words", "write groups of words, one of each of which a sentence must have")
        return
    table.require("metric", "name the metric")
    if kind is AssertionKind.RELATION:
        table.require("relation", f"write one of {', '.join(RelationKind)}")
    elif kind is AssertionKind.RANKING:
        _check_ranking(table)
    elif not (kind is AssertionKind.FORECAST and (table.has("relation") or table.has("order"))):
        table.require("value", "write the figure as its source prints it")


def _check_ranking(table: Table) -> None:
    if table.has("order"):
        if table.has("value"):
            table.misfit("value", "`order` stands beside it", "keep one of the two")
        return
    table.require("value", "write a place (first, #2, top 10), or an `order` instead")
    table.require("group", f"name the set within which the place holds: {WORLD} or an entity")


def _with_article(kind: AssertionKind) -> str:
    return f"{'an' if kind is AssertionKind.EVENT else 'a'} {kind.value}"


def _metric(table: Table, setting: Setting) -> str | None:
    text = table.text("metric")
    setting.names.check("metrics", [] if text is None else [text], table)
    return None if text is None else text.value


def _entity(table: Table, key: str, setting: Setting) -> str | None:
    text = table.text(key)
    setting.names.check("entities", [] if text is None else [text], table)
    return None if text is None else text.value


def _entities(table: Table, key: str, setting: Setting) -> tuple[str, ...]:
    texts = table.texts(key)
    setting.names.check("entities", texts, table)
    return tuple(text.value for text in texts)


def _read_group(table: Table, setting: Setting) -> str | None:
    return WORLD if table.string("group") == WORLD else _entity(table, "group", setting)


def _read_citations(table: Table, setting: Setting) -> Iterable[Citation]:
    for each in table.tables("sources", f"a source of {table.what}"):
        each.keep_to(("id", "locator", "origin"))
        each.require("id", "name a source")
        each.require("locator", "write where in the source it stands: page, table, figure, section")
        source = each.text("id")
        if source is not None:
            setting.names.check("sources", [source], table)
            yield Citation(source.value, each.string("locator") or "", each.string("origin"))


def _read_readings(table: Table) -> Iterable[Reading]:
    for each in table.tables("read_at", f"a member of `read_at` in {table.what}"):
        each.keep_to(("url", "kind", "on"))
        each.require("url", "write the address of the page on which you read the figure")
        each.require("kind", f"write one of {', '.join(READING_KINDS)}")
        kind = each.choice("kind", READING_KINDS)
        yield Reading(each.string("url") or "", kind or "", read_date(each, "on"))


def _read_supersession(table: Table, setting: Setting) -> Supersession | None:
    found = table.table("superseded", f"`superseded` in {table.what}")
    if found is None:
        return None
    found.keep_to(("on", "by"))
    if not found.has("on") and not found.has("by"):
        table.misfit("superseded", "it says neither when nor by what", "write {on: 2026-05, by: the-new-assertion}")
    by = found.text("by")
    setting.names.check("assertions", [] if by is None else [by], found)
    return Supersession(read_date(found, "on"), None if by is None else by.value)


def _read_value(printed: Text, kind: AssertionKind, table: Table, setting: Setting) -> Quantity | None:
    what = f"`value` in {table.what}"
    quantity = read_figure(printed, what, setting.readers, table.complaints)
    if quantity is None:
        return None
    metric = setting.metrics.get(table.string("metric") or "")
    if kind is AssertionKind.RANKING or (kind is AssertionKind.FORECAST and table.has("group")):
        check_kind(quantity, QuantityKind.ORDINAL, printed, what, table.complaints)
    elif table.has("relation"):
        check_kind(quantity, QuantityKind.RATIO, printed, what, table.complaints)
    elif metric is not None:
        check_fit(quantity, metric, printed, what, table.complaints)
        if metric.between and not table.has("over"):
            table.require("over", f"metric `{metric.id}` is between two: name the one ahead")
    return quantity
