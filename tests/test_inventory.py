"""Every statement of the founding documents is held by assertions that cite them, or is left out for a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.entries import Source
from factcheck.knowledge.loader import load_knowledge

HERE = Path(__file__).parent
INVENTORIES = sorted((HERE / "inventory").glob("*.yaml"))


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load_knowledge([str(HERE.parent / "knowledge")])


def founding(knowledge: KnowledgeBase) -> dict[str, Source]:
    return {name: source for name, source in knowledge.sources.items() if "founding" in source.tags}


def read(path: Path) -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return content


def held(inventory: Mapping[str, Any]) -> Iterable[str]:
    for statement in inventory["statements"]:
        yield from statement.get("held_by", ())


def test_every_founding_document_has_an_inventory(knowledge: KnowledgeBase) -> None:
    documents = [read(path)["document"] for path in INVENTORIES]
    assert sorted(documents) == sorted(founding(knowledge))
    assert len(documents) == 5


@pytest.mark.parametrize("path", INVENTORIES, ids=lambda path: path.stem)
def test_every_statement_is_held_or_left_out(path: Path) -> None:
    faulty = [
        statement["says"]
        for statement in read(path)["statements"]
        if not statement.get("where") or bool(statement.get("held_by")) == bool(statement.get("left_out"))
    ]
    assert faulty == []


@pytest.mark.parametrize("path", INVENTORIES, ids=lambda path: path.stem)
def test_what_holds_a_statement_cites_its_document(path: Path, knowledge: KnowledgeBase) -> None:
    inventory = read(path)
    citing = {each.id for each in knowledge.assertions_citing(inventory["document"])}
    assert sorted(set(held(inventory)) - citing) == []


@pytest.mark.parametrize("path", INVENTORIES, ids=lambda path: path.stem)
def test_every_assertion_of_a_document_is_in_its_inventory(path: Path, knowledge: KnowledgeBase) -> None:
    inventory = read(path)
    citing = {each.id for each in knowledge.assertions_citing(inventory["document"])}
    assert sorted(citing - set(held(inventory))) == []


def test_every_founding_assertion_has_a_supported_and_a_contradicted_sentence(knowledge: KnowledgeBase) -> None:
    verdicts: dict[str, set[str]] = {}
    for path in sorted((HERE / "cases").glob("founding-*.yaml")):
        for case in yaml.load(path.read_text("utf-8"), yaml.BaseLoader):
            verdicts.setdefault(case["assertion"], set()).add(case["verdict"])
    assert sorted(set(verdicts) - set(knowledge.assertions)) == []
    cited = {each.id for source in founding(knowledge) for each in knowledge.assertions_citing(source)}
    assert sorted(name for name in cited if not {"supported", "contradicted"} <= verdicts.get(name, set())) == []
