"""The readers of drafts read knowledge bases: the rivers, and the one that ships."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from factcheck.knowledge.cache import compiled
from factcheck.knowledge.files import shipped_folder
from factcheck.knowledge.loader import load_knowledge
from factcheck.model import Bound, PeriodRelation, QuantityKind

RIVERS = str(Path(__file__).parent / "rivers")


def test_the_rivers_as_drafts_are_read() -> None:
    facts = load_knowledge([RIVERS]).assertions
    length, species, place = (facts[name] for name in ("danube-length", "danube-cleaner-forecast", "volga-first"))
    assert length.value is not None
    assert (length.value.value, length.value.step) == (Fraction(2850), Fraction(10))
    assert species.value is not None
    assert species.value.bound is Bound.MORE_THAN
    assert species.period is not None
    assert species.period.relation is PeriodRelation.BY
    assert place.value is not None
    assert place.value.kind is QuantityKind.ORDINAL


@pytest.mark.parametrize("folders", [[], [RIVERS]])
def test_the_knowledge_that_ships(folders: list[str], tmp_path: Path) -> None:
    together = [shipped_folder(), *folders]
    fresh, kept = (compiled(together, {}, None, str(tmp_path)).knowledge for _ in range(2))
    assert fresh.fingerprint == kept.fingerprint
    assert fresh.index == kept.index
    assert dict(fresh.assertions) == dict(kept.assertions)
    assert dict(fresh.metrics) == dict(kept.metrics)
    assert dict(fresh.entities) == dict(kept.entities)
    assert all(fresh.sources[citation.source] for fact in kept.assertions.values() for citation in fact.citations)
