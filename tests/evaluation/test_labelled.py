"""What the program must not fall below on labelled sentences, and that nothing there is turned round or uncited.

The batches were written without sight of the vocabulary, each in a register of its own. CONTRIBUTING tells what each
scored when it was first seen.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from factcheck.model import Verdict
from factcheck.session import Session, open_session
from factcheck.settings import Settings
from tests.evaluation.score_sentences import FOUNDING, flips, judge, macro_f1, misses, score

HERE = Path(__file__).parent
LEAST = {
    "labelled/newsroom": 0.97,
    "labelled/adversarial": 0.98,
    "batches/batch-1-news": 0.88,
    "batches/batch-2-headlines": 0.87,
    "batches/batch-3-speech": 0.88,
    "batches/batch-4-formal": 0.83,
    "batches/batch-5-mixed": 0.94,
    "batches/batch-6-pairs": 0.96,
    "batches/batch-7-fresh": 0.80,
    "batches/batch-8-registers": 0.78,
}
PRECISION = 0.98


@cache
def session() -> Session:
    return open_session([], True, Settings(frozenset({FOUNDING})))


@pytest.mark.parametrize("name", LEAST)
def test_labelled_sentences(name: str) -> None:
    rows = judge(HERE / f"{name}.jsonl", session())
    assert macro_f1(rows) >= LEAST[name], misses(rows)
    assert not flips(rows), misses(flips(rows))
    assert all(row.cited for row in rows)
    for verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED):
        assert score(rows, verdict).precision >= PRECISION, misses(rows)


def test_every_batch_has_a_bar() -> None:
    found = {f"{path.parent.name}/{path.stem}" for path in HERE.glob("*/*.jsonl")}
    assert found == set(LEAST)
