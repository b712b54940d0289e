"""Loading sound knowledge bases: what the YAML means, and how folders add up."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from factcheck.errors import KnowledgeError, UsageError
from factcheck.knowledge.base import KnowledgeBase, last_day
from factcheck.knowledge.entries import Alias, AssertionKind, Citation, Place, RelationKind, WordGroup
from factcheck.knowledge.loader import load_knowledge
from factcheck.knowledge.readers import Readers
from factcheck.model import QuantityKind

RIVERS = str(Path(__file__).parent / "rivers")
SECOND = """
format: 1
entities:
  - {id: rhine, name: Rhine, type: river, aliases: [Father Rhine], part_of: [hungary]}
assertions:
  - id: danube-length
    kind: figure
    statement: The Danube is 2,811 km long.
    subject: danube
    metric: river_length
    value: 2,811
    sources: [{id: river-atlas-2021, locator: page 9}]
"""


@pytest.fixture
def rivers(readers: Readers) -> KnowledgeBase:
    return load_knowledge([RIVERS], readers)


def write(folder: Path, **files: str) -> str:
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".yaml").write_text(text, encoding="utf-8")
    return str(folder)


def test_sections_are_in_the_order_of_ids(rivers: KnowledgeBase) -> None:
    for section in (rivers.sources, rivers.entities, rivers.metrics, rivers.assertions):
        assert list(section) == sorted(section)
    assert (len(rivers.sources), len(rivers.entities), len(rivers.metrics), len(rivers.assertions)) == (2, 6, 3, 6)


def test_a_figure(rivers: KnowledgeBase) -> None:
    fact = rivers.assertions["danube-length"]
    assert fact.place == Place(f"{RIVERS}/assertions/rivers.yaml", 13, 5)
    assert (fact.kind, fact.subject, fact.metric, fact.printed) == (
        AssertionKind.FIGURE, "danube", "river_length", "2,850",
    )  # fmt: skip
    assert fact.value is not None
    assert fact.value.value == Fraction(2850)
    assert fact.period is not None
    assert (fact.period.start, fact.period.end) == (date(2021, 1, 1), date(2022, 1, 1))
    assert fact.citations == (
        Citation("river-atlas-2021", "table 2", "Danube Commission"),
        Citation("commission-yearbook-2019", "page 3", None),
    )


def test_the_other_kinds(rivers: KnowledgeBase) -> None:
    facts = rivers.assertions
    assert facts["danube-cleaner-forecast"].made == "2019-05"
    assert facts["danube-longer-than-rhine"].relation is RelationKind.LEADS
    assert facts["danube-longer-than-rhine"].over == ("rhine",)
    assert facts["danube-through-budapest"].object == "budapest"
    assert facts["danube-through-budapest"].words == (WordGroup(("flow through", "cross"), ("bypass",)),)
    assert facts["rivers-of-europe-by-length"].order == ("volga", "danube")
    assert facts["rivers-of-europe-by-length"].complete
    assert facts["volga-first"].group == "europe"
    assert facts["volga-first"].value is not None
    assert facts["volga-first"].value.kind is QuantityKind.ORDINAL


def test_vocabulary(rivers: KnowledgeBase) -> None:
    danube = rivers.entities["danube"]
    assert danube.aliases == (Alias("Donau"), Alias("Blue River", ("Nile", "Sudan")))
    assert (danube.adjectives, danube.part_of) == (("Danubian",), ("europe",))
    navigable = rivers.metrics["navigable_length"]
    assert navigable.words == (WordGroup(("length", "long", "run")), WordGroup(("navigable", "@ship")))
    assert navigable.confused_with[0].metric == "river_length"
    assert not navigable.between


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("1.60", "1.60"),
        ("12:30", "12:30"),
        ("'null'", "null"),
        ("null", None),
        ("~", None),
        ("", None),
        ("2024-01-01", "2024-01-01"),
        ("  twice  blank  ", "twice  blank"),
        ("|\n      block\n", "block"),
        ("Überfluß 😀", "Überfluß 😀"),
    ],
)
def test_scalars_are_text(written: str, meant: str | None, tmp_path: Path, readers: Readers) -> None:
    text = f"{SECOND.rstrip()}\n    note: {written}\n"
    base = load_knowledge([RIVERS, write(tmp_path, assertions__second=text)], readers)
    assert base.assertions["danube-length"].note == meant


def test_a_later_folder_adds_and_overrides(tmp_path: Path, readers: Readers) -> None:
    base = load_knowledge([RIVERS, write(tmp_path, vocabulary__deep__second=SECOND)], readers)
    assert base.assertions["danube-length"].printed == "2,811"
    assert base.assertions["danube-length"].place.path == f"{tmp_path}/vocabulary/deep/second.yaml"
    assert len(base.assertions) == 6
    assert base.containers("rhine") == {"hungary", "europe"}
    assert "rhine" in base.members("hungary")


def test_an_overridden_entry_is_not_judged(tmp_path: Path, readers: Readers) -> None:
    broken = write(tmp_path / "first", assertions__a=SECOND.replace("subject: danube", "subject: ister"))
    with pytest.raises(KnowledgeError):
        load_knowledge([RIVERS, broken], readers)
    assert load_knowledge([RIVERS, broken, write(tmp_path / "second", assertions__a=SECOND)], readers)


def test_anchors_stand_for_what_they_name(tmp_path: Path, readers: Readers) -> None:
    text = SECOND.replace("aliases: [Father Rhine]", "aliases: &names [Father Rhine], adjectives: *names")
    base = load_knowledge([RIVERS, write(tmp_path, vocabulary__second=text)], readers)
    assert base.entities["rhine"].adjectives == ("Father Rhine",)


def test_byte_order_mark_and_line_ends_do_not_matter(tmp_path: Path, readers: Readers) -> None:
    plain = write(tmp_path / "plain", assertions__second=SECOND)
    dressed = tmp_path / "dressed" / "assertions" / "second.yaml"
    dressed.parent.mkdir(parents=True)
    dressed.write_bytes(SECOND.replace("\n", "\r\n").encode())
    first, second = load_knowledge([RIVERS, plain], readers), load_knowledge([RIVERS, f"{tmp_path}/dressed"], readers)
    assert first.assertions["danube-length"].citations == second.assertions["danube-length"].citations
    assert first.fingerprint == second.fingerprint
    dressed.write_bytes(b"\xef\xbb\xbf" + SECOND.encode())
    assert load_knowledge([RIVERS, f"{tmp_path}/dressed/"], readers).assertions["danube-length"].printed == "2,811"


def test_the_fingerprint_follows_the_content(tmp_path: Path, rivers: KnowledgeBase, readers: Readers) -> None:
    assert rivers.fingerprint == load_knowledge([f"{RIVERS}/"], readers).fingerprint
    assert rivers.fingerprint != load_knowledge([RIVERS, write(tmp_path, assertions__a=SECOND)], readers).fingerprint


def test_look_ups(rivers: KnowledgeBase) -> None:
    assert [each.id for each in rivers.assertions_for("fish_species")] == ["danube-cleaner-forecast"]
    assert rivers.assertions_for("navigable_length") == ()
    assert [each.id for each in rivers.assertions_about("rhine")] == ["danube-longer-than-rhine"]
    assert [each.id for each in rivers.assertions_about("budapest")] == ["danube-through-budapest"]
    assert [each.id for each in rivers.assertions_citing("commission-yearbook-2019")] == [
        "danube-cleaner-forecast",
        "danube-length",
    ]
    assert rivers.containers("budapest") == {"hungary", "europe"}
    assert rivers.containers("nowhere") == frozenset()
    assert rivers.members("europe") == {"budapest", "danube", "hungary", "rhine", "volga"}
    assert rivers.published(rivers.assertions["danube-length"]) == "2021-03"


@pytest.mark.parametrize("name", ["primary", "commission-yearbook-2019"])
def test_restricted_to_some_sources(name: str, rivers: KnowledgeBase) -> None:
    few = rivers.restricted([name])
    assert list(few.sources) == ["commission-yearbook-2019"]
    assert list(few.assertions) == ["danube-cleaner-forecast", "danube-length"]
    assert few.assertions["danube-length"].citations == (Citation("commission-yearbook-2019", "page 3", None),)
    assert few.published(few.assertions["danube-length"]) == "2019"
    assert [each.id for each in few.assertions_for("river_length")] == ["danube-length"]
    assert few.assertions_about("volga") == ()
    assert few.restricted([name]).assertions == few.assertions
    assert len(rivers.restricted([name, "atlas"]).assertions) == 6


def test_restricted_to_an_unknown_source(rivers: KnowledgeBase) -> None:
    with pytest.raises(UsageError) as caught:
        rivers.restricted(["primry"])
    assert str(caught.value) == "no source has the id or tag primry; did you mean primary?"


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2021", date(2021, 12, 31)),
        ("2021-02", date(2021, 2, 28)),
        ("2024-02", date(2024, 2, 29)),
        ("2021-04", date(2021, 4, 30)),
        ("2021-12", date(2021, 12, 31)),
        ("2021-03-04", date(2021, 3, 4)),
    ],
)
def test_last_day(printed: str, day: date) -> None:
    assert last_day(printed) == day
