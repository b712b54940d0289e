"""The JSON Schema of a knowledge file, for editors that complete and underline while an entry is written.

It is made from the keys and words that the loader knows. YAML as editors see it has numbers and booleans where the
loader sees text, so every text may be any of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from factcheck.knowledge import facts, loader, vocabulary
from factcheck.knowledge.entries import AssertionKind, RelationKind
from factcheck.knowledge.files import FORMAT
from factcheck.model import QuantityKind

Json = dict[str, object]
"""A JSON object."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The version of JSON Schema that is written."""

SCHEMA_FILE = "schema.json"
"""The name of its copy in the folder of a knowledge base."""


def schema() -> Json:
    """The schema of a knowledge file, as JSON has it."""
    properties: Json = {"format": {"const": FORMAT, "description": "The version of the format: the first key."}}
    for section, singular in loader._SECTIONS.items():
        properties[section] = {
            "type": "array",
            "items": {"$ref": f"#/$defs/{singular}"},
            "description": _SECTIONS[section],
        }
    return {
        "$schema": DIALECT,
        "title": "A file of a knowledge base",
        **_table(properties, ["format"]),
        "$defs": {"source": _source(), "entity": _entity(), "metric": _metric(), "assertion": _assertion()},
    }


def schema_text() -> str:
    """The schema as the text of a file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def modeline(name: str) -> str:
    """The first line of a knowledge file, by which editors find the schema.

    name: the path of the file from the folder that holds the schema on, its parts set off by `/`.
    """
    return f"# yaml-language-server: $schema={'../' * name.count('/')}{SCHEMA_FILE}"


# --- parts ---------------------------------------------------------------------------------------

_SECTIONS = {
    "sources": "What is cited, sorted by id.",
    "entities": "Who or what facts are about, sorted by id.",
    "metrics": "What is measured, ranked or led, sorted by id.",
    "assertions": "The facts, sorted by id.",
}


def _table(properties: Json, required: Iterable[str]) -> Json:
    """An object with these keys and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _chosen(keys: Iterable[str], described: Mapping[str, Json], required: Iterable[str]) -> Json:
    """An object with the keys that the loader knows, each as described; one that may be left out may be null."""
    needed = tuple(required)
    return _table({key: described[key] if key in needed else _nullable(described[key]) for key in keys}, needed)


def _closed(described: Mapping[str, Json], required: Iterable[str]) -> Json:
    """An object with just the keys described."""
    return _chosen(described, described, required)


def _nullable(described: Json) -> Json:
    if "enum" in described:
        words = described["enum"]
        assert isinstance(words, list)
        return described | {"enum": [*words, None]}
    if "type" not in described:
        return described
    kinds = described["type"]
    return described | {"type": [*(kinds if isinstance(kinds, list) else [kinds]), "null"]}


def _text(description: str, **more: object) -> Json:
    return {"type": ["string", "number", "boolean"], **more, "description": description}


def _word(legal: Iterable[str], description: str) -> Json:
    return {"enum": list(legal), "description": description}


def _flag(description: str) -> Json:
    return {"type": "boolean", "description": description}


def _name(description: str) -> Json:
    return {"type": ["string", "integer"], "pattern": f"^{loader._ID.pattern}$", "description": description}


def _date(description: str) -> Json:
    # a bare year is a number in the eyes of editors
    return {
        "type": ["string", "integer"],
        "pattern": f"^{vocabulary._DATE.pattern}$",
        "minimum": 1000,
        "maximum": 9999,
        "description": description,
    }


def _list(items: Json, description: str, **more: object) -> Json:
    return {"type": "array", "items": items, **more, "description": description}


def _texts(description: str) -> Json:
    return _list(_text("A word or phrase."), description)


def _names(description: str) -> Json:
    return _list(_name("The id of an entity."), description)


def _groups(description: str) -> Json:
    turned = _closed(
        {
            "any": _texts("The words that meet the group.") | {"minItems": 1},
            "opposite": _texts("Words that turn the statement round."),
        },
        ["any"],
    )
    plain = _texts("Words or phrases, one of which a sentence must have.") | {"minItems": 1}
    return _list({"anyOf": [plain, turned]}, description, minItems=1)


def _must(*keys: str) -> Json:
    """What holds of a table in which these keys have values."""
    return {"properties": {key: {"not": {"type": "null"}} for key in keys}, "required": list(keys)}


def _lacks(key: str) -> Json:
    return {"properties": {key: {"type": "null"}}}


def _all(*parts: Json) -> Json:
    return {"allOf": list(parts)}


def _any(*parts: Json) -> Json:
    return {"anyOf": list(parts)}


def _where(key: str, word: str, then: Json) -> Json:
    """What holds of a table whose key has this word."""
    return {"if": {"properties": {key: {"const": word}}, "required": [key]}, "then": then}


# --- sources and vocabulary ----------------------------------------------------------------------


def _source() -> Json:
    described = {
        "id": _name("Unique among the sources."),
        "title": _text("The title of what is cited."),
        "publisher": _text("Who published it."),
        "kind": _word(vocabulary.SOURCE_KINDS, "What it is; for readers alone."),
        "url": _text("Its address on the web.", pattern="^https?://"),
        "published": _date("A year, a month or a day; dates the assertions without a `period`."),
        "accessed": _date("When it was read."),
        "origin": _text("The source, by id or name, that all of it repeats."),
        "tags": _texts("`--sources TAG` keeps only what cites such a source."),
    }
    return _chosen(vocabulary._SOURCE_KEYS, described, ["id", "title", "publisher", "kind"])


def _entity() -> Json:
    guarded = _closed(
        {"text": _text("The alias."), "unless": _texts("Words beside which it is not meant.")},
        ["text"],
    )
    described = {
        "id": _name("Unique among the entities."),
        "name": _text("The name people use; an alias as well."),
        "type": _text("What it is in a word; entities of one type are rivals for one place."),
        "aliases": _list({"anyOf": [_text("An alias."), guarded]}, "Other names, without articles."),
        "adjectives": _texts("Words that stand for it, as in “Danubian fish”."),
        "part_of": _names("What contains it or what it belongs to."),
        "backdrop": _texts("Types of entities before which it stands back."),
    }
    return _chosen(vocabulary._ENTITY_KEYS, described, ["id", "name", "type"])


def _metric() -> Json:
    confusion = _closed(
        {"metric": _name("The id of the other metric."), "difference": _text("The difference in one plain sentence.")},
        ["metric", "difference"],
    )
    described = {
        "id": _name("Unique among the metrics."),
        "name": _text("What people call it."),
        "kind": _word(QuantityKind, "What its figures are; `other` for what is only led or ranked."),
        "unit": _text("`%`, a currency as in ISO 4217, month or year, else a noun in the singular."),
        "words": _groups("Groups of words, each of which a sentence must meet."),
        "without": _texts("Words that make it another metric."),
        "fixed": _texts("Figures that belong to its name, such as `top 100`."),
        "confused_with": _list(confusion, "Metrics that are often taken for it."),
        "between": _flag("A gap: the subject is behind, the one in `over` ahead."),
        "sums": _flag("Figures of different subjects may be added up."),
        "share_of_whole": _flag("A part of a fixed whole, so that the rest is 100 % less it."),
        "change_of": _name("The metric whose growth in per cent it is."),
        "lower_is_better": _flag("The first place in a ranking has the smallest figure."),
        "rhythm": _word(vocabulary._RHYTHMS, "How often new figures come."),
    }
    currency: Json = {"properties": {"unit": {"pattern": f"^{vocabulary._CURRENCY.pattern}$", "type": "string"}}}
    percent: Json = {"properties": {"unit": {"enum": ["%", None]}}}
    return _chosen(vocabulary._METRIC_KEYS, described, ["id", "name", "kind"]) | {
        **_any(_must("words"), _must("change_of")),
        **_all(
            _where("kind", QuantityKind.CURRENCY, _all(currency, _must("unit"))),
            _where("kind", QuantityKind.PERCENT, percent),
        ),
    }


# --- assertions ----------------------------------------------------------------------------------


def _assertion() -> Json:
    found = _chosen(facts._ALL_KEYS, _assertion_keys(), ["id", "kind", "statement", "subject", "sources"])
    return found | _all(*(_where("kind", kind, _of_kind(kind)) for kind in AssertionKind))


def _of_kind(kind: AssertionKind) -> Json:
    known = {*facts._COMMON, *facts._KEYS[kind]}
    barred: Json = {"properties": {key: False for key in facts._ALL_KEYS if key not in known}}
    if kind in (AssertionKind.EVENT, AssertionKind.STATEMENT):
        return _all(barred, _must("words"))
    if kind is AssertionKind.RELATION:
        return _all(barred, _must("metric", "relation"))
    if kind is AssertionKind.RANKING:
        place = _all(_must("value", "group"), _lacks("order"))
        return _all(barred, _must("metric"), _any(_all(_must("order"), _lacks("value")), place))
    if kind is AssertionKind.FORECAST:
        return _all(barred, _must("metric"), _any(_must("value"), _must("relation"), _must("order")))
    return _all(barred, _must("metric", "value"))


def _assertion_keys() -> dict[str, Json]:
    return {
        "id": _name("Unique among the assertions."),
        "kind": _word(AssertionKind, "Which kind of fact it is."),
        "statement": _text("The fact in a plain sentence of your own; the program must find it supported."),
        "subject": _name("The id of the entity that it is about."),
        "period": _text("The time it is about, as people write it: 2023, early 2025, March 2024, since 2018."),
        "sources": _list(_citation(), "What is cited for it.", minItems=1),
        "by": _name("The entity whose estimate, forecast or saying it is."),
        "note": _text("For editors; never shown as fact."),
        "tags": _texts("Words of your own to find it by."),
        "read_at": _list(_reading(), "Where it was really read, whatever is cited for it."),
        "said": _date("When the source said so, if that isn't when it was published."),
        "superseded": _superseded(),
        "made": _date("When a forecast was made."),
        "metric": _name("The id of the metric."),
        "value": _text("The figure as its source prints it, or a place in a ranking."),
        "partners": _names("Others that the figure involves; one of them is meant."),
        "over": _names("Those whom the subject leads or trails, or the one ahead of a gap."),
        "group": _name(f"The set within which a place holds: {facts.WORLD} or the id of an entity."),
        "order": _names("Entities from the first place down."),
        "complete": _flag("Nothing is left out between the members of `order`."),
        "relation": _word(RelationKind, "What it says of the subject and those in `over`."),
        "together": _flag("Compares with the sum of those in `over`."),
        "words": _groups("Groups of words, each of which a sentence must meet."),
        "object": _name("The id of the entity that the subject does something to."),
        "exclusive": _flag("Nobody else of the subject's type, and nothing else of the object's, can take the place."),
    }


def _citation() -> Json:
    described = {
        "id": _name("The id of the source."),
        "locator": _text("Where it stands there: page, table, figure, section, paragraph."),
        "origin": _text("Whom the source itself names for this figure."),
    }
    return _closed(described, ["id", "locator"])


def _reading() -> Json:
    described = {
        "url": _text("The address of the page."),
        "kind": _word(facts.READING_KINDS, "`primary`: the publisher's own page or report."),
        "on": _date("When it was read."),
    }
    return _closed(described, ["url", "kind"])


def _superseded() -> Json:
    described = {
        "on": _date("When the source took it back."),
        "by": _name("The id of the assertion that came in its place."),
    }
    return _closed(described, []) | {
        **_any(_must("on"), _must("by")),
        "description": "The same source says otherwise since; the old figure is kept.",
    }
