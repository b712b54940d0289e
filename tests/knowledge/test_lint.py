"""What lint finds in a knowledge base that loads."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from factcheck.interval import Interval
from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.lint import lint
from factcheck.knowledge.loader import load_knowledge
from factcheck.knowledge.readers import Readers
from factcheck.record import replace
from tests.support.golden import assert_golden

HERE = Path(__file__).parent


@pytest.fixture
def doubtful(readers: Readers) -> KnowledgeBase:
    return load_knowledge([str(HERE / "rivers"), str(HERE / "doubtful")], readers)


def test_nothing_to_say_of_the_rivers(readers: Readers) -> None:
    assert lint(load_knowledge([str(HERE / "rivers")], readers)) == []


def test_everything_doubtful_is_told(doubtful: KnowledgeBase) -> None:
    text = "".join(f"{each}\n" for each in lint(doubtful))
    assert_golden(HERE / "golden" / "doubtful.txt", text.replace(f"{HERE}/", ""))


def at_least(value: int, readers: Readers) -> dict[str, object]:
    (quantity,) = readers.quantities(str(value))
    return {"value": replace(quantity, interval=Interval(Fraction(value), None))}


@pytest.mark.parametrize(
    ("change", "complaints"),
    [
        ({}, 2),
        ({"note": "they differ"}, 1),
        ({"partners": ("rhine",)}, 0),
        ({"by": "rhine"}, 0),
        ({"subject": "rhine"}, 0),
        ({"metric": "fish_species"}, 0),
    ],
)
def test_two_figures_in_one_slot(change: dict[str, object], complaints: int, doubtful: KnowledgeBase) -> None:
    facts = dict(doubtful.assertions)
    facts["elbe-depth-again"] = replace(facts["elbe-depth-again"], **change)  # type: ignore[arg-type]
    found = [each.what for each in lint(replace(doubtful, assertions=facts)) if "where" in each.what]
    assert len(found) == complaints


@pytest.mark.parametrize(("bound", "complaints"), [(10, 0), (12, 0), (13, 2)])
def test_a_bound_agrees_with_what_it_allows(
    bound: int, complaints: int, doubtful: KnowledgeBase, readers: Readers
) -> None:
    facts = dict(doubtful.assertions)
    facts["elbe-depth-again"] = replace(facts["elbe-depth-again"], **at_least(bound, readers))  # type: ignore[arg-type]
    found = [each.what for each in lint(replace(doubtful, assertions=facts)) if "where" in each.what]
    assert len(found) == complaints
