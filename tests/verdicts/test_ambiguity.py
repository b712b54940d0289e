"""Ambiguity is never guessed: sentences with the verdict and the reason expected, in ambiguity.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.evaluation.sentences import Bench

TABLE = yaml.load(Path(__file__).with_name("ambiguity.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
ROWS = [pytest.param(row, id=f"{part}: {row['sentence']}") for part, rows in TABLE.items() for row in rows]


@cache
def bench() -> Bench:
    return Bench.open()


@pytest.mark.parametrize("row", ROWS)
def test_ambiguous_sentences(row: dict[str, str]) -> None:
    judgement = bench().check(row["sentence"])
    assert judgement.verdict.value == row["verdict"], judgement.reason
    assert row["reason"] in judgement.reason
