"""What an editor is told of what is old, disputed and shared."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck.knowledge import upkeep
from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.lint import lint
from factcheck.knowledge.loader import load_knowledge
from factcheck.knowledge.readers import Readers
from factcheck.knowledge.statistics import stats
from factcheck.record import replace


@pytest.fixture(scope="module")
def lakes(readers: Readers) -> KnowledgeBase:
    return load_knowledge([str(Path(__file__).parent / "lakes")], readers)


STALE = [
    (12, date(2022, 5, 1), []),
    (12, date(2022, 6, 2), ["garda-ferries-2020"]),
    (12, date(2022, 12, 2), ["garda-ferries-2020", "como-ferries-2020-revised"]),
    (36, date(2024, 12, 30), ["garda-ferries-2020", "como-ferries-2020-revised"]),
    (12, date(2030, 1, 1), ["garda-ferries-2020", "como-ferries-2020-revised", "como-ferries-2023"]),
]


@pytest.mark.parametrize(("months", "today", "expected"), STALE)
def test_stale(lakes: KnowledgeBase, months: int, today: date, expected: list[str]) -> None:
    assert [line.split("  ")[1] for line in upkeep.stale(lakes, months, today)] == expected


def test_conflicts_are_shown_with_both_notes_and_without_what_was_taken_back(lakes: KnowledgeBase) -> None:
    assert upkeep.conflicts(lakes) == [
        "garda-ferries-2020: 19 (Atlas of Lakes 2021)",
        "  The atlas counts ferries that carry cars.",
        "garda-ferries-2020-by-the-guide: 22 (Guide to the Lakes)",
        "  The guide counts all ferries.",
    ]


def test_sources_stand_under_their_origin(lakes: KnowledgeBase) -> None:
    assert upkeep.sources(lakes) == [
        "repeating Atlas of Lakes 2021:",
        "  atlas-2021  3 assertions  Atlas of Lakes 2021 (Lake Survey)",
        "    como-ferries-2020",
        "    como-ferries-2020-revised",
        "    garda-ferries-2020",
        "  guide-2022  1 assertion  Guide to the Lakes (Barge Press)",
        "    garda-ferries-2020-by-the-guide",
        "atlas-2024  1 assertion  Atlas of Lakes 2024 (Lake Survey)",
        "  como-ferries-2023",
    ]


def test_urls(lakes: KnowledgeBase) -> None:
    assert upkeep.urls(lakes) == [
        "https://example.net/lakes",
        "https://example.org/atlas-2021",
        "https://example.org/guide",
    ]


def test_counts_by_where_and_when(lakes: KnowledgeBase) -> None:
    tables = stats(lakes).tables
    assert dict(tables["assertions by where they were read"]) == {
        "in the source cited": 3,
        "at the publisher": 1,
        "elsewhere": 1,
    }
    assert tables["assertions by year of their source"] == (("2021", 3), ("2024", 1), ("not dated", 1))


def test_lint_has_nothing_to_say_of_the_lakes(lakes: KnowledgeBase) -> None:
    assert lint(lakes) == []


def test_a_figure_read_elsewhere_takes_two_witnesses(lakes: KnowledgeBase) -> None:
    fact = lakes.assertions["garda-ferries-2020-by-the-guide"]
    single = replace(fact, read_at=fact.read_at[:1])
    (problem,) = lint(replace(lakes, assertions={**lakes.assertions, fact.id: single}))
    assert problem.what == f"`{fact.id}` was read on one secondary site only"


def test_a_revision_stays_with_its_subject(lakes: KnowledgeBase) -> None:
    fact = lakes.assertions["como-ferries-2020"]
    assert fact.superseded is not None
    astray = replace(fact, superseded=replace(fact.superseded, by="garda-ferries-2020"))
    (problem,) = lint(replace(lakes, assertions={**lakes.assertions, fact.id: astray}))
    assert "speaks of another subject or metric" in problem.what


def test_the_statement_and_the_period_speak_of_one_year(lakes: KnowledgeBase) -> None:
    fact = lakes.assertions["como-ferries-2023"]
    mistaken = replace(fact, statement=fact.statement.replace("2023", "2022"))
    (problem,) = lint(replace(lakes, assertions={**lakes.assertions, fact.id: mistaken}))
    assert problem.what == f"the statement of `{fact.id}` tells of 2022, its `period` is 2023"
