"""The JSON Schema of knowledge files knows what the loader knows, and the files that ship follow it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from factcheck.errors import KnowledgeError
from factcheck.knowledge.entries import AssertionKind
from factcheck.knowledge.files import list_files
from factcheck.knowledge.loader import load_knowledge
from factcheck.knowledge.readers import Readers
from factcheck.knowledge.schema import modeline, schema, schema_text

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SCHEMA: dict[str, Any] = schema()
VALIDATOR = Draft202012Validator(SCHEMA)
SHIPPED = [
    Path(file.path)
    for folder in ("knowledge", "examples/rivers/knowledge")
    for file in list_files([str(ROOT / folder)])[0]
]
SOUND = [*SHIPPED, *(HERE / "rivers").rglob("*.yaml"), *(HERE / "lakes").rglob("*.yaml")]


class Editor(yaml.SafeLoader):
    """YAML as editors read it: numbers, true, false and null are no text; dates and "no" are."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(("timestamp", "bool"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


def faults(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(yaml.load(text, Editor))]


# --- the same keys and words as the loader -------------------------------------------------------

EVERY_TABLE = """
format: 1
zzz: 1
sources: [{id: s, zzz: 1, kind: zzz}]
entities: [{id: e, zzz: 1, aliases: [{zzz: 1}]}]
metrics: [{id: m, zzz: 1, kind: zzz, rhythm: zzz, words: [{zzz: 1}], confused_with: [{zzz: 1}]}]
assertions:
  - {id: a, zzz: 1, kind: zzz, relation: zzz, words: [{zzz: 1}], sources: [{zzz: 1}], superseded: {zzz: 1}}
  - {id: b, kind: figure, read_at: [{zzz: 1, kind: zzz}]}
"""
_DEFS = SCHEMA["$defs"]


def in_lists(described: dict[str, Any], key: str) -> dict[str, Any]:
    """The table that a member of a list may be."""
    items: dict[str, Any] = described["properties"][key]["items"]
    return next((each for each in items["anyOf"] if "properties" in each), items) if "anyOf" in items else items


TABLES = {
    "the file": SCHEMA,
    "source `s`": _DEFS["source"],
    "entity `e`": _DEFS["entity"],
    "an alias": in_lists(_DEFS["entity"], "aliases"),
    "metric `m`": _DEFS["metric"],
    "a group of `words`": in_lists(_DEFS["metric"], "words"),
    "a member of `confused_with`": in_lists(_DEFS["metric"], "confused_with"),
    "assertion `a`": _DEFS["assertion"],
    "a source of assertion `a`": in_lists(_DEFS["assertion"], "sources"),
    "`superseded` in assertion `a`": _DEFS["assertion"]["properties"]["superseded"],
    "a member of `read_at` in assertion `b`": in_lists(_DEFS["assertion"], "read_at"),
}


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """What the loader says of a file in which every table has an unknown key and every choice an unknown word."""
    folder = tmp_path_factory.mktemp("every")
    (folder / "assertions").mkdir()
    (folder / "assertions/a.yaml").write_text(EVERY_TABLE, "utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge([str(folder)])
    return [(problem.what, problem.mend) for problem in caught.value.problems]


@pytest.mark.parametrize("table", TABLES)
def test_the_keys_are_those_of_the_loader(table: str, complaints: list[tuple[str, str]]) -> None:
    (mend,) = {mend for what, mend in complaints if what == f"unknown key `zzz` in {table}"}
    assert mend.startswith("known keys are ")
    assert sorted(TABLES[table]["properties"]) == mend.removeprefix("known keys are ").split(", ")
    assert TABLES[table]["additionalProperties"] is False


GIVEN = {
    "the file": {"format"},
    "source `s`": {"id", "kind"},
    "entity `e`": {"id"},
    "metric `m`": {"id", "kind"},
    "assertion `a`": {"id", "kind", "sources"},
    "a member of `read_at` in assertion `b`": {"kind"},
}


@pytest.mark.parametrize("table", TABLES)
def test_what_is_required_is_required_by_the_loader(table: str, complaints: list[tuple[str, str]]) -> None:
    found = (re.fullmatch(f"`(.*)` is missing in {table}", what) for what, _ in complaints)
    assert {match[1] for match in found if match} == set(TABLES[table]["required"]) - GIVEN.get(table, set())


WORDS = {
    "kind `zzz` in source `s`": _DEFS["source"]["properties"]["kind"],
    "kind `zzz` in metric `m`": _DEFS["metric"]["properties"]["kind"],
    "rhythm `zzz` in metric `m`": _DEFS["metric"]["properties"]["rhythm"],
    "kind `zzz` in assertion `a`": _DEFS["assertion"]["properties"]["kind"],
    "relation `zzz` in assertion `a`": _DEFS["assertion"]["properties"]["relation"],
    "kind `zzz` in a member of `read_at` in assertion `b`": in_lists(_DEFS["assertion"], "read_at")["properties"][
        "kind"
    ],
}


@pytest.mark.parametrize("choice", WORDS)
def test_the_words_are_those_of_the_loader(choice: str, complaints: list[tuple[str, str]]) -> None:
    mend = dict(complaints)[f"unknown {choice}"]
    assert [word for word in WORDS[choice]["enum"] if word] == mend.removeprefix("write one of ").split(", ")


# --- what each kind of assertion needs -----------------------------------------------------------

BASE = {"id": "a", "statement": "It is so.", "subject": "danube", "sources": [{"id": "atlas", "locator": "page 1"}]}
FIGURE = {"metric": "river_length", "value": "2,850"}
KINDS: list[tuple[str, dict[str, object], bool]] = [
    ("figure", FIGURE, True),
    ("figure", {"metric": "river_length"}, False),
    ("figure", {**FIGURE, "words": [["long"]]}, False),
    ("figure", {**FIGURE, "superseded": {}}, False),
    ("figure", {**FIGURE, "superseded": {"on": 2023}}, True),
    ("figure", {**FIGURE, "note": None, "tags": []}, True),
    ("figure", {**FIGURE, "said": "2021-3"}, False),
    ("figure", {**FIGURE, "subject": "The Danube"}, False),
    ("figure", {**FIGURE, "sources": []}, False),
    ("figure", {**FIGURE, "sources": [{"id": "atlas"}]}, False),
    ("figure", {**FIGURE, "made": "2021"}, False),
    ("forecast", {**FIGURE, "made": "2021"}, True),
    ("forecast", {"metric": "river_length", "relation": "leads"}, True),
    ("forecast", {"metric": "river_length"}, False),
    ("ranking", {"metric": "river_length", "value": "first", "group": "world"}, True),
    ("ranking", {"metric": "river_length", "value": "first"}, False),
    ("ranking", {"metric": "river_length", "order": ["volga", "danube"]}, True),
    ("ranking", {"metric": "river_length", "order": ["volga"], "value": "first"}, False),
    ("relation", {"metric": "river_length", "relation": "leads"}, True),
    ("relation", {"metric": "river_length"}, False),
    ("event", {"words": [["flood"]]}, True),
    ("event", {"words": []}, False),
    ("statement", {"words": [{"any": ["flood"], "opposite": ["drought"]}], "exclusive": True}, True),
    ("statement", {"words": [["flood"]], "exclusive": "perhaps"}, False),
    ("statement", {"metric": "river_length", "words": [["flood"]]}, False),
    ("rumour", FIGURE, False),
]


@pytest.mark.parametrize(("kind", "more", "sound"), KINDS)
def test_what_a_kind_of_assertion_takes(kind: str, more: dict[str, object], sound: bool) -> None:
    assert VALIDATOR.is_valid({"format": 1, "assertions": [{**BASE, "kind": kind, **more}]}) is sound


def test_every_kind_is_tried() -> None:
    assert {kind for kind, _, sound in KINDS if sound} == set(AssertionKind)


METRICS = [
    ("{id: m, name: m, kind: number, words: [[m]]}", True),
    ("{id: m, name: m, kind: number}", False),
    ("{id: m, name: m, kind: percent, change_of: river_length}", True),
    ("{id: m, name: m, kind: percent, unit: kilometre, words: [[m]]}", False),
    ("{id: m, name: m, kind: currency, unit: EUR, words: [[m]]}", True),
    ("{id: m, name: m, kind: currency, unit: euro, words: [[m]]}", False),
    ("{id: m, name: m, kind: currency, words: [[m]]}", False),
]


@pytest.mark.parametrize(("metric", "sound"), METRICS)
def test_what_a_metric_takes(metric: str, sound: bool) -> None:
    assert (faults(f"format: 1\nmetrics:\n  - {metric}\n") == []) is sound


# --- the files -----------------------------------------------------------------------------------


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(schema_text()) == SCHEMA


def test_every_key_is_described() -> None:
    def bare(at: str, described: object) -> Iterator[str]:
        if isinstance(described, dict):
            if "additionalProperties" in described:
                yield from (f"{at}/{key}" for key, each in described["properties"].items() if "description" not in each)
            for key, each in described.items():
                yield from bare(f"{at}/{key}", each)
        elif isinstance(described, list):
            for number, each in enumerate(described):
                yield from bare(f"{at}/{number}", each)

    assert list(bare("", SCHEMA)) == []


@pytest.mark.parametrize("path", SOUND, ids=lambda path: str(path.relative_to(ROOT)))
def test_sound_files_follow_it(path: Path) -> None:
    assert faults(path.read_text("utf-8-sig")) == []


# Faults that only other entries, or the readers of figures and periods, can tell.
BEYOND = {
    "alias-of-two", "broken-file-hides-names", "confused-with-unknown", "duplicate-id", "duplicate-key",
    "file-in-the-wrong-place", "fixed-does-not-read", "gap-without-over", "nested-too-deeply", "not-utf-8",
    "nothing-in-it", "part-of-itself", "part-of-unknown", "period-does-not-read", "period-of-two", "ranking-value",
    "relation-value", "unknown-entity", "unknown-group", "unknown-metric", "unknown-source", "value-does-not-read",
    "value-in-another-currency", "value-of-a-field", "value-of-another-kind", "value-of-two", "value-with-rest",
}  # fmt: skip
BROKEN = sorted(path for path in (HERE / "broken").iterdir() if not path.name.startswith("yaml-"))


@pytest.mark.parametrize("folder", BROKEN, ids=lambda path: path.name)
def test_broken_files_do_not(folder: Path) -> None:
    if folder.name not in BEYOND:
        assert any(faults(path.read_text("utf-8")) for path in folder.rglob("*.yaml"))


def test_what_it_refuses_the_loader_refuses(tmp_path: Path, readers: Readers) -> None:
    (tmp_path / "vocabulary").mkdir()
    for text, sound in METRICS:
        (tmp_path / "vocabulary/m.yaml").write_text(
            f"format: 1\nmetrics:\n  - {{id: river_length, name: l, kind: number, words: [[l]]}}\n  - {text}\n", "utf-8"
        )
        try:
            load_knowledge([str(tmp_path)], readers)
        except KnowledgeError:
            assert not sound
        else:
            assert sound


def test_the_copy_that_ships_is_what_the_command_prints() -> None:
    assert (ROOT / "knowledge/schema.json").read_text("utf-8") == schema_text(), (
        "write it anew: factcheck knowledge schema > knowledge/schema.json"
    )


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_that_ship_name_it_in_their_first_line(path: Path) -> None:
    relative = os.path.relpath(ROOT / "knowledge/schema.json", path.parent).replace(os.sep, "/")
    first = path.read_text("utf-8").partition("\n")[0]
    assert first == f"# yaml-language-server: $schema={relative}"
    if path.is_relative_to(ROOT / "knowledge"):
        assert first == modeline(path.relative_to(ROOT / "knowledge").as_posix())
