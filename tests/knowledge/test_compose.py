"""Entries as text, and files into which they are put."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factcheck.errors import KnowledgeError
from factcheck.knowledge import facts
from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.compose import (
    KEY_ORDER,
    Lookup,
    Unmatched,
    draft,
    entry_lines,
    fold,
    id_of,
    insert,
    missing,
    new_file,
    scalar,
)
from factcheck.knowledge.loader import load_knowledge
from factcheck.knowledge.readers import Readers

RIVERS = str(Path(__file__).parent / "rivers")


@pytest.fixture(scope="module")
def rivers(readers: Readers) -> KnowledgeBase:
    return load_knowledge([RIVERS], readers)


def as_read(text: str) -> Any:  # noqa: ANN401  (YAML is anything)
    return yaml.load(text, yaml.BaseLoader)


# --- text ----------------------------------------------------------------------------------------


def test_the_keys_are_those_of_the_loader() -> None:
    assert sorted(KEY_ORDER) == sorted(facts._ALL_KEYS)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert as_read(f"a: {scalar(text, in_block=True)}\n") == {"a": text}
    assert as_read(f"a: [{scalar(text)}, {{b: {scalar(text)}}}]\n") == {"a": [text, {"b": text}]}


@pytest.mark.parametrize("text", ["The Danube is 2,850 km long.", "river_length", "Überfluß", "table 2"])
def test_plain_text_has_no_quotes(text: str) -> None:
    assert scalar(text, in_block=True) == text


@pytest.mark.parametrize("text", ["2,850", "no", "Null", "2021", "a: b", "a #b", "@launch", "%", "", " a", "- a", "a:"])
def test_other_text_has(text: str) -> None:
    assert scalar(text) == f'"{text}"'


def test_an_entry() -> None:
    entry = {
        "value": "2,850", "id": "danube-length", "kind": "figure", "partners": ["rhine", "no"], "together": False,
        "words": [["long", "a, b"], {"any": ["x"], "opposite": ["z"]}], "note": "", "exclusive": True,
        "sources": [{"id": "atlas", "locator": "page 1, left", "origin": ""}], "superseded": {"on": "2023", "by": "a"},
    }  # fmt: skip
    assert entry_lines(entry) == (
        "- id: danube-length",
        "  kind: figure",
        '  partners: [rhine, "no"]',
        "  words:",
        '    - [long, "a, b"]',
        "    - {any: [x], opposite: [z]}",
        "  exclusive: true",
        '  value: "2,850"',
        "  sources:",
        '    - {id: atlas, locator: "page 1, left"}',
        '  superseded: {on: "2023", by: a}',
    )


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("danube", "river_length", "early 2021"), "danube-river_length-early-2021"),
        (("Große Röder", None, "Q1/2021"), "groe-roder-q1-2021"),
        (("…", ""), ""),
    ],
)
def test_ids(parts: tuple[str | None, ...], name: str) -> None:
    assert id_of(*parts) == name


# --- names ---------------------------------------------------------------------------------------

NAMES = Lookup.of(
    "entities", {"danube": ["Danube", "Donau"], "po": ["Po"], "po2": ["PO"], "rhone": ["Rhône"], "blue": ["DANUBE"]}
)


@pytest.mark.parametrize(
    ("text", "found"),
    [("danube", "danube"), ("Donau", "danube"), ("donau", "danube"), ("Po", "po"), ("PO", "po2"), ("rhone", "rhone"),
     ("  RHÔNE ", "rhone"), ("DANUBE", "blue"), ("Danube", "danube")],
)  # fmt: skip
def test_names_are_found(text: str, found: str) -> None:
    assert NAMES.find(text) == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Donua", "no entity is named `Donua`; did you mean danube?"),
        ("dAnube", "`dAnube` names `blue` and `danube`; write the id"),
        ("Xyz", "no entity is named `Xyz`; add it to the entities first"),
    ],
)
def test_names_that_are_not(text: str, told: str) -> None:
    with pytest.raises(Unmatched) as caught:
        NAMES.find(text)
    assert str(caught.value) == told


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


# --- files ---------------------------------------------------------------------------------------

LONG = """# yaml-language-server: $schema=../schema.json
# Rivers.
format: 1   # the first
assertions:
  # The one with two banks.
  - id: b
    kind: figure   # as it is
    note: |
      # no comment
      two lines

  # Below it.
  - {id: d, kind: figure}

  - id: f
    sources:
      - {id: atlas, locator: page 1}
    # within f

# after all
metrics: []
"""


def spots(name: str) -> tuple[str, str]:
    """The lines before and after a new entry."""
    lines = insert(LONG, "f.yaml", [{"id": name, "kind": "figure"}]).splitlines()
    at = lines.index(f"  - id: {name}")
    assert lines[at + 1] == "    kind: figure"
    return lines[at - 1], lines[at + 2]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [("a", "assertions:", ""), ("c", "", ""), ("e", "", ""), ("g", "", "")],
)
def test_an_entry_comes_to_its_sorted_place(name: str, before: str, after: str) -> None:
    assert spots(name) == (before, after)
    changed = insert(LONG, "f.yaml", [{"id": name, "kind": "figure"}])
    names = [each["id"] for each in as_read(changed)["assertions"]]
    assert names == sorted(["b", "d", "f", name])


@given(
    st.lists(st.sampled_from("acegxz"), unique=True), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["", "\ufeff"])
)
def test_all_else_stays_byte_for_byte(new: list[str], end: str, mark: str) -> None:
    text = mark + LONG.replace("\n", end)
    changed = insert(text, "f.yaml", [{"id": name, "kind": "figure"} for name in new])
    entries = {f"  - id: {name}{end}" for name in new}
    lines = changed.splitlines(keepends=True)
    kept = [each for at, each in enumerate(lines) if each not in entries and lines[at - 1] not in entries]
    # each entry brings one blank line, before it or after it
    assert [each for each in kept if each.strip()] == [each for each in text.splitlines(keepends=True) if each.strip()]
    assert len(lines) == len(text.splitlines()) + 3 * len(new)
    assert [each["id"] for each in as_read(changed.removeprefix("\ufeff"))["assertions"]] == sorted(
        ["b", "d", "f", *new]
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("format: 1\nassertions:\n", "format: 1\nassertions:\n  - id: c\n"),
        ("format: 1", "format: 1\nassertions:\n  - id: c\n"),
        ("format: 1\nassertions:\nmetrics: []\n", "format: 1\nassertions:\n  - id: c\nmetrics: []\n"),
        ("format: 1\nassertions:\n- id: b", "format: 1\nassertions:\n- id: b\n- id: c\n"),
        ("format: 1\nassertions:\n- id: d\n- id: e\n", "format: 1\nassertions:\n- id: c\n- id: d\n- id: e\n"),
        ("assertions:\n-\n  id: d\nformat: 1\n", "assertions:\n- id: c\n-\n  id: d\nformat: 1\n"),
        (new_file("# here"), "# here\nformat: 1\nassertions:\n  - id: c\n"),
    ],
)
def test_files_of_other_layouts(text: str, expected: str) -> None:
    assert insert(text, "f.yaml", [{"id": "c"}]) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("format: 1\nassertions: [{id: b}]\n", "f.yaml:2:13: `assertions` is no list with a line for each member"),
        ("{format: 1}\n", "f.yaml:1:1: the file is one set of brackets"),
        ("format: [\n", "f.yaml:2:1: a value is missing, or a bracket never closed"),
        ("- a\n", "f.yaml:1:1: the file is a list, not a set of keys"),
        ("format: 1\n...\n", "f.yaml: there is no place for `c`"),
    ],
)
def test_files_without_a_place(text: str, told: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        insert(text, "f.yaml", [{"id": "c"}])
    assert str(caught.value).startswith(told)


# --- answers -------------------------------------------------------------------------------------

ANSWERS = {
    "kind": "figure", "subject": "Donau", "metric": "length", "value": "2,860", "statement": "It is so.",
    "source": ["river-atlas-2021"], "locator": ["page 3"], "period": "2022",
}  # fmt: skip


def test_answers_make_an_entry(rivers: KnowledgeBase) -> None:
    assert missing(ANSWERS) == ()
    entry = draft({**ANSWERS, "url": ["https://example.org"], "read_kind": ["primary"], "words": ["a, b", "c"]}, rivers)
    assert entry["id"] == "danube-river_length-2022"
    assert (entry["subject"], entry["metric"]) == ("danube", "river_length")
    assert entry["sources"] == [{"id": "river-atlas-2021", "locator": "page 3"}]
    assert entry["read_at"] == [{"url": "https://example.org", "kind": "primary"}]
    assert entry["words"] == [["a", "b"], ["c"]]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({}, ("kind", "subject", "statement", "source", "locator")),
        ({"kind": "event"}, ("subject", "words", "statement", "source", "locator")),
        ({**ANSWERS, "value": ""}, ("value",)),
        ({**ANSWERS, "kind": "ranking"}, ("group",)),
        ({**ANSWERS, "kind": "ranking", "value": "", "order": ["volga"]}, ()),
        ({**ANSWERS, "kind": "relation"}, ("relation",)),
        ({**ANSWERS, "kind": "forecast", "value": "", "relation": "leads"}, ()),
        ({**ANSWERS, "kind": "forecast", "value": ""}, ("value",)),
    ],
)
def test_what_is_missing(given: dict[str, Any], wanted: tuple[str, ...]) -> None:
    assert missing(given) == wanted


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"subject": "Donua"}, "no entity is named `Donua`; did you mean danube?"),
        ({"locator": ["a", "b"]}, "1 of source and 2 of locator; give each as often as the other"),
        ({"url": ["https://example.org"]}, "1 of url and 0 of read_kind; give each as often as the other"),
    ],
)
def test_answers_that_can_not_be_taken(more: dict[str, Any], told: str, rivers: KnowledgeBase) -> None:
    with pytest.raises(Unmatched) as caught:
        draft({**ANSWERS, **more}, rivers)
    assert str(caught.value) == told
