"""What a source says, when it said so, and what it said before: an old draft is checked by what was known then."""

from __future__ import annotations

import json

import pytest

from tests.support.command import factcheck

LAKES = "tests/knowledge/lakes"
FIRST, REVISED = "In 2020 Lake Como had 31 ferries.", "In 2020 Lake Como had 27 ferries."
LATER = "In 2023 Lake Como had 40 ferries."
UNDATED, OLD = "Lake Como has 40 ferries.", "Lake Garda has 19 ferries."

CASES = [
    (FIRST, None, "contradicted", "outdated", "The source said so itself until it revised the figure (2021-11)."),
    (REVISED, None, "supported", "agrees", "27"),
    ("In 2020 Lake Como had 35 ferries.", None, "contradicted", "differs", "27, not 35"),
    # before the revision
    (FIRST, "2021-08-01", "supported", "agrees", "31"),
    (REVISED, "2021-08-01", "contradicted", "differs", "31, not 27"),
    # on the day of the revision, and before anything was out
    (REVISED, "2021-11-30", "supported", "agrees", "27"),
    (FIRST, "2021-05-30", "unknown", "not_known", "Nothing is known"),
    # before the later edition
    (LATER, "2024-05-30", "unknown", "other_period", "2020"),
    (LATER, "2024-05-31", "supported", "agrees", "40"),
    (UNDATED, "2023-01-01", "contradicted", "differs", "27, not 40"),
    (UNDATED, None, "supported", "agrees", "40"),
    # what is old is named, for those who say no year
    # what a primary source says holds, and the dissent is shown; what only another says is left open
    ("Lake Garda had 19 ferries in 2020.", None, "supported", "agrees", "But sources differ: "),
    ("Lake Garda had 22 ferries in 2020.", None, "unknown", "disputed", "22 (Barge Press); Lake Garda"),
    ("Lake Garda had 30 ferries in 2020.", None, "contradicted", "differs", "not 30"),
    (OLD, None, "supported", "agrees", "That is of 2020; newer figures should be out."),
    (OLD, "2022-12-31", "supported", "agrees", "19"),
]


@pytest.mark.parametrize(("sentence", "as_of", "verdict", "kind", "reason"), CASES)
def test_two_clocks(sentence: str, as_of: str | None, verdict: str, kind: str, reason: str) -> None:
    when = () if as_of is None else ("--as-of", as_of)
    done = factcheck("claim", sentence, "--format", "json", "--no-default-knowledge", "--knowledge", LAKES, *when)
    told = json.loads(done.out)["documents"][0]["sentences"][0]
    assert (told["verdict"], told["kind"]) == (verdict, kind), told["reason"]
    assert reason in told["reason"]
    assert ("newer figures" in told["reason"]) == ("newer figures" in reason)
