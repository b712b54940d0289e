"""Ways to put a claim, each with its neighbours, in frames.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from factcheck.documents import single
from factcheck.session import Session, open_session
from factcheck.settings import Settings

TABLE = yaml.load(Path(__file__).with_name("frames.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
EARTH = Path(__file__).parents[1] / "topics" / "earth"
ROWS = [
    pytest.param(topic, row, id=f"{part}: {row['sentence']}")
    for topic, parts in TABLE.items()
    for part, rows in parts.items()
    for row in rows
]


@cache
def session(topic: str) -> Session:
    if topic == "earth":
        return open_session([str(EARTH)], False, Settings())
    return open_session([], True, Settings(frozenset({"founding"})))


@pytest.mark.parametrize(("topic", "row"), ROWS)
def test_ways_to_put_a_claim(topic: str, row: dict[str, str]) -> None:
    (judgement,) = session(topic).check(single(row["sentence"])).judgements
    assert judgement.verdict.value == row["verdict"], judgement.reason
