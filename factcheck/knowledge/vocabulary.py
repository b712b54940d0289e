"""Tables of YAML to sources, entities and metrics."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from factcheck.knowledge.entries import Alias, Confusion, Entity, Metric, Source, WordGroup
from factcheck.knowledge.nodes import Complaints, Table, Text, nearest
from factcheck.knowledge.readers import Readers, read_figure
from factcheck.model import Quantity, QuantityKind
from factcheck.record import record

SOURCE_KINDS = ("statistics", "report", "paper", "news", "article", "web", "official")
"""What a source can be."""

_SOURCE_KEYS = ("id", "title", "publisher", "kind", "url", "published", "accessed", "origin", "tags")
_ENTITY_KEYS = ("id", "name", "type", "aliases", "adjectives", "part_of", "backdrop")
_METRIC_KEYS = (
    "id", "name", "kind", "unit", "words", "without", "fixed", "confused_with", "between", "sums", "share_of_whole",
    "change_of", "lower_is_better", "rhythm",
)  # fmt: skip
_RHYTHMS = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "yearly": 12, "two-yearly": 24}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_CURRENCY = re.compile("[A-Z]{3}")


@record
class Names:
    """The ids that entries may refer to, by section.

    complete: every file could be read; else a name that seems unknown may be in the one that could not.
    """

    sources: Collection[str]
    entities: Collection[str]
    metrics: Collection[str]
    assertions: Collection[str]
    complete: bool = True

    @classmethod
    def of(cls, tables: Mapping[str, Collection[str]], complete: bool) -> Names:
        """The names of all sections."""
        return cls(tables["sources"], tables["entities"], tables["metrics"], tables["assertions"], complete)

    def check(self, section: str, found: Iterable[Text], table: Table) -> None:
        """Complain of every id that the section ("sources", "entities", "metrics", "assertions") lacks."""
        known: Collection[str] = getattr(self, section)
        singular = section[:-3] + "y" if section.endswith("ies") else section[:-1]
        for text in found:
            if text.value in known or not self.complete:
                continue
            close = nearest(text.value, known)
            mend = f"did you mean `{close}`?" if close else f"add it to the {section}"
            table.complaints.at(text, f"unknown {singular} `{text.value}` in {table.what}", mend)


@dataclass(frozen=True, slots=True)
class Naming:
    """A name that stands for an entity, and where it is given; `guarded` where it is not meant beside some words."""

    text: Text
    entity: str
    guarded: bool
    complaints: Complaints = field(repr=False)


# --- sources -------------------------------------------------------------------------------------


def read_source(table: Table, name: str) -> Source:
    """The source that a table describes; its faults are noted."""
    table.keep_to(_SOURCE_KEYS)
    table.require("title", "write the title of the source")
    table.require("publisher", "write who published it")
    table.require("kind", f"write one of {', '.join(SOURCE_KINDS)}")
    return Source(
        id=name,
        title=table.string("title") or "",
        publisher=table.string("publisher") or "",
        kind=table.choice("kind", SOURCE_KINDS) or "",
        url=table.string("url"),
        published=read_date(table, "published"),
        accessed=read_date(table, "accessed"),
        origin=table.string("origin"),
        tags=frozenset(table.strings("tags")),
        place=table.place,
    )


def read_date(table: Table, key: str) -> str | None:
    """A year, a month or a day as written; None where it is left out or none of these."""
    text = table.text(key)
    if text is None:
        return None
    if not _is_date(text.value):
        what = f"`{key}` in {table.what} is no date: `{text.value}`"
        table.complaints.at(text, what, "write a year, a month or a day: 2021, 2021-03 or 2021-03-04")
        return None
    return text.value


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if match is None or not text.isascii():
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


# --- entities ------------------------------------------------------------------------------------


def read_entity(table: Table, name: str, names: Names) -> tuple[Entity, list[Naming]]:
    """The entity that a table describes and every name it goes by; its faults are noted."""
    table.keep_to(_ENTITY_KEYS)
    table.require("name", "write the name people use")
    table.require("type", "write what it is in a word: country, river, company")
    namings: list[Naming] = []
    shown = table.text("name")
    adjectives = table.texts("adjectives")
    namings += [Naming(text, name, False, table.complaints) for text in (*([shown] if shown else []), *adjectives)]
    aliases = tuple(_read_aliases(table, name, namings))
    containers = table.texts("part_of")
    names.check("entities", containers, table)
    entity = Entity(
        id=name,
        name=shown.value if shown else "",
        type=table.string("type") or "",
        aliases=aliases,
        adjectives=tuple(text.value for text in adjectives),
        part_of=tuple(text.value for text in containers),
        backdrop=table.strings("backdrop"),
        place=table.place,
    )
    return entity, namings


def _read_aliases(table: Table, name: str, namings: list[Naming]) -> Iterable[Alias]:
    for each in table.texts_or_tables("aliases", "an alias"):
        if isinstance(each, Text):
            namings.append(Naming(each, name, False, table.complaints))
            yield Alias(each.value)
            continue
        each.keep_to(("text", "unless"))
        text = each.text("text")
        unless = each.strings("unless")
        if each.require("text", "write the alias") and text is not None:
            namings.append(Naming(text, name, bool(unless), table.complaints))
            yield Alias(text.value, unless)


def check_namings(namings: Iterable[Naming]) -> None:
    """Complain of every name that stands for two entities, unless one of the two is guarded by `unless`."""
    seen: dict[str, Naming] = {}
    for naming in namings:
        first = seen.setdefault(_as_matched(naming.text.value), naming)
        if first.entity != naming.entity and not first.guarded and not naming.guarded:
            naming.complaints.at(
                naming.text,
                f"`{naming.text.value}` names two entities, `{first.entity}` and `{naming.entity}`",
                "drop one, or write {text: …, unless: [words that rule it out]}",
            )


def _as_matched(name: str) -> str:
    return name if len(name) <= 3 or name.isupper() else name.casefold()


def check_circles(entities: Mapping[str, Entity], tables: Mapping[str, Table]) -> None:
    """Complain of entities that are part of themselves, once a circle."""
    done: set[str] = set()
    for start in entities:
        _follow(start, entities, done, tables)


def _follow(start: str, entities: Mapping[str, Entity], done: set[str], tables: Mapping[str, Table]) -> None:
    # a stack of its own: a chain of memberships may be longer than Python's
    stack: list[tuple[str, int]] = [(start, 0)]
    path: list[str] = []
    while stack:
        current, depth = stack.pop()
        del path[depth:]
        if current in path:
            circle = " → ".join([*path[path.index(current) :], current])
            table = tables[current]
            table.complaints.at(
                table.place, f"`{current}` is part of itself: {circle}", "take one `part_of` of the circle away"
            )
            continue
        if current in done or current not in entities:
            continue
        done.add(current)
        path.append(current)
        stack += [(container, depth + 1) for container in reversed(entities[current].part_of)]


# --- metrics -------------------------------------------------------------------------------------


def read_metric(table: Table, name: str, names: Names, readers: Readers) -> Metric:
    """The metric that a table describes; its faults are noted."""
    table.keep_to(_METRIC_KEYS)
    table.require("name", "write what people call it")
    table.require("kind", f"write one of {', '.join(QuantityKind)}")
    change_of = table.text("change_of")
    if change_of is None:
        table.require("words", "write groups of words, one of each of which a sentence must have")
    else:
        names.check("metrics", [change_of], table)
    kind = QuantityKind(table.choice("kind", tuple(QuantityKind)) or QuantityKind.OTHER)
    return Metric(
        id=name,
        name=table.string("name") or "",
        kind=kind,
        unit=_read_unit(table, kind),
        words=read_words(table),
        without=table.strings("without"),
        fixed=tuple(_read_fixed(table, readers)),
        confused_with=tuple(_read_confusions(table, names)),
        between=table.flag("between"),
        sums=table.flag("sums"),
        share_of_whole=table.flag("share_of_whole"),
        change_of=None if change_of is None else change_of.value,
        lower_is_better=table.flag("lower_is_better"),
        rhythm=_RHYTHMS.get(table.choice("rhythm", tuple(_RHYTHMS)) or ""),
        place=table.place,
    )


def _read_unit(table: Table, kind: QuantityKind) -> str | None:
    unit = table.text("unit")
    what = f"`unit` in {table.what} does not fit kind {kind.value}"
    if kind is QuantityKind.CURRENCY:
        mend = "write three capitals of ISO 4217: USD, EUR, CNY"
        if unit is None:
            table.require("unit", mend)
        elif not _CURRENCY.fullmatch(unit.value):
            table.complaints.at(unit, f"{what}: `{unit.value}`", mend)
    if kind is QuantityKind.PERCENT and unit is not None and unit.value != "%":
        table.complaints.at(unit, f"{what}: `{unit.value}`", 'write "%" or leave it out')
    if kind is QuantityKind.PERCENT and unit is None:
        return "%"
    return None if unit is None else unit.value


def read_words(table: Table) -> tuple[WordGroup, ...]:
    """The word groups of a metric, event or statement."""
    found = []
    for group in table.groups("words", "a group of `words`"):
        if isinstance(group, Table):
            group.keep_to(("any", "opposite"))
            group.require("any", "write the words that meet the group")
            found.append(WordGroup(group.strings("any"), group.strings("opposite")))
        elif group:
            found.append(WordGroup(tuple(text.value for text in group)))
        else:
            table.misfit("words", "a group without words", "write at least one word in it")
    return tuple(found)


def _read_fixed(table: Table, readers: Readers) -> Iterable[Quantity]:
    for text in table.texts("fixed"):
        quantity = read_figure(text, f"`fixed` in {table.what}", readers, table.complaints)
        if quantity is not None:
            yield quantity


def _read_confusions(table: Table, names: Names) -> Iterable[Confusion]:
    for each in table.tables("confused_with", "a member of `confused_with`"):
        each.keep_to(("metric", "difference"))
        each.require("difference", "say the difference in one plain sentence")
        other = each.text("metric")
        if each.require("metric", "name the other metric") and other is not None:
            names.check("metrics", [other], table)
            yield Confusion(other.value, each.string("difference") or "")
