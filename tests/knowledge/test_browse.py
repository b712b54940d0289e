"""What the commands `knowledge list|show|search|stats` say of the rivers."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.errors import UsageError
from factcheck.knowledge import browse, statistics
from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.loader import load_knowledge
from factcheck.knowledge.readers import Readers
from tests.support.golden import assert_golden

HERE = Path(__file__).parent
CARDS = ("danube-length", "rivers-of-europe-by-length", "danube-through-budapest", "danube", "river_length",
         "river-atlas-2021")  # fmt: skip


@pytest.fixture
def rivers(readers: Readers) -> KnowledgeBase:
    return load_knowledge([str(HERE / "rivers")], readers)


def check(name: str, lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    assert_golden(HERE / "golden" / f"{name}.txt", text.replace(f"{HERE}/", ""))


@pytest.mark.parametrize("name", CARDS)
def test_cards(name: str, rivers: KnowledgeBase) -> None:
    check(name, browse.show(rivers, name))


def test_list_and_stats(rivers: KnowledgeBase) -> None:
    check("list", browse.list_lines(browse.select(rivers)))
    check("stats", statistics.stats_lines(statistics.stats(rivers)))


def test_an_id_of_two_lists_shows_both(tmp_path: Path, readers: Readers) -> None:
    (tmp_path / "vocabulary").mkdir()
    (tmp_path / "vocabulary" / "m.yaml").write_text(
        "format: 1\nmetrics:\n  - {id: danube, name: danubity, kind: other, words: [[danubity]]}\n"
    )
    base = load_knowledge([str(HERE / "rivers"), str(tmp_path)], readers)
    lines = browse.show(base, "danube")
    assert lines[0] == "danube (metric, other)"
    assert "danube (entity, river)" in lines


@pytest.mark.parametrize(
    ("topics", "kinds", "found"),
    [
        ([], ["ranking"], ["rivers-of-europe-by-length", "volga-first"]),
        (["rivers"], ["event", "forecast"], ["danube-cleaner-forecast", "danube-through-budapest"]),
        ([], ["statement"], []),
    ],
)
def test_select(topics: list[str], kinds: list[str], found: list[str], rivers: KnowledgeBase) -> None:
    assert [each.id for each in browse.select(rivers, topics, kinds)] == found


def test_names_that_do_not_exist(rivers: KnowledgeBase) -> None:
    with pytest.raises(UsageError, match=r"^no topic is named river; did you mean rivers\?$"):
        browse.select(rivers, topics=["river"])
    with pytest.raises(UsageError, match=r"^no kind is named fact; there are event, figure, forecast, ranking, rel"):
        browse.select(rivers, kinds=["fact"])
    with pytest.raises(UsageError, match=r"^nothing has the id danube-lenght; did you mean danube-length\?$"):
        browse.show(rivers, "danube-lenght")


@pytest.mark.parametrize(
    ("words", "best"),
    [
        ("Danube", "danube"),
        ("Dnaube", "danube"),
        ("danub", "danube"),
        ("Donau", "danube"),
        ("hungarian", "hungary"),
        ("2,850", "danube-length"),
        ("danube rhine longer", "danube-longer-than-rhine"),
        ("length navigable", "navigable_length"),
        ("hydrographic society", "river-atlas-2021"),
        ("Danube xylophone", "danube"),
    ],
)
def test_search(words: str, best: str, rivers: KnowledgeBase) -> None:
    assert browse.search(rivers, words)[0].id == best


@pytest.mark.parametrize("words", ["", "xylophone", "2,851", "...", "rhn"])
def test_search_in_vain(words: str, rivers: KnowledgeBase) -> None:
    assert browse.search(rivers, words) == ()


def test_search_shows_so_many(rivers: KnowledgeBase) -> None:
    lines = browse.search_lines(browse.search(rivers, "length", limit=2))
    assert lines == ["metric  navigable_length  navigable length", "metric  river_length      length"]
