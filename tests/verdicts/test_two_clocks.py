"""What a source says, when it said so, and what it said before: an old draft is checked by what was known then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import factcheck

KNOWLEDGE = {
    "sources/atlas.yaml": """format: 1
sources:
  - {id: atlas-2021, title: Atlas of Lakes 2021, publisher: Lake Survey, kind: report, published: 2021-05}
  - {id: atlas-2024, title: Atlas of Lakes 2024, publisher: Lake Survey, kind: report, published: 2024-05}
""",
    "vocabulary/lakes.yaml": """format: 1
entities:
  - {id: como, name: Lake Como, type: lake}
  - {id: garda, name: Lake Garda, type: lake}
metrics:
  - id: ferries
    name: ferries in service
    kind: number
    unit: ferry
    rhythm: yearly
    words:
      - [ferry]
""",
    "assertions/lakes.yaml": """format: 1
assertions:
  - id: como-ferries-2020
    kind: figure
    statement: In 2020, 31 ferries were in service on Lake Como.
    subject: como
    metric: ferries
    period: "2020"
    value: "31"
    said: 2021-05
    superseded: {on: 2021-11, by: como-ferries-2020-revised}
    sources:
      - {id: atlas-2021, locator: page 4}
  - id: como-ferries-2020-revised
    kind: figure
    statement: In 2020, 27 ferries were in service on Lake Como.
    subject: como
    metric: ferries
    period: "2020"
    value: "27"
    said: 2021-11
    sources:
      - {id: atlas-2021, locator: "page 4, as corrected"}
  - id: como-ferries-2023
    kind: figure
    statement: In 2023, 40 ferries were in service on Lake Como.
    subject: como
    metric: ferries
    period: "2023"
    value: "40"
    sources:
      - {id: atlas-2024, locator: page 6}
  - id: garda-ferries-2020
    kind: figure
    statement: In 2020, 19 ferries were in service on Lake Garda.
    subject: garda
    metric: ferries
    period: "2020"
    value: "19"
    sources:
      - {id: atlas-2021, locator: page 5}
""",
}

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
    (OLD, None, "supported", "agrees", "That is of 2020; newer figures should be out."),
    (OLD, "2022-12-31", "supported", "agrees", "19"),
]


@pytest.fixture(scope="module")
def lakes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lakes")
    for name, text in KNOWLEDGE.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("sentence", "as_of", "verdict", "kind", "reason"), CASES)
def test_two_clocks(lakes: Path, sentence: str, as_of: str | None, verdict: str, kind: str, reason: str) -> None:
    when = () if as_of is None else ("--as-of", as_of)
    done = factcheck("claim", sentence, "--format", "json", "--no-default-knowledge", "--knowledge", str(lakes), *when)
    told = json.loads(done.out)["documents"][0]["sentences"][0]
    assert (told["verdict"], told["kind"]) == (verdict, kind), told["reason"]
    assert reason in told["reason"]
    assert ("newer figures" in told["reason"]) == ("newer figures" in reason)
