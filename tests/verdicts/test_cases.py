"""Sentences about every fact that ships: the verdict expected, and the assertion that must be cited for it.

Those about the founding documents are judged by these alone, the others by all that is known.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.evaluation.sentences import Bench

FOLDER = Path(__file__).parents[1] / "cases"
CASES = [
    pytest.param(case, path.stem.startswith("founding"), id=f"{path.stem}: {case['sentence']}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
]


@cache
def bench(founding: bool) -> Bench:
    return Bench.open(founding=founding)


@pytest.mark.parametrize(("case", "founding"), CASES)
def test_cases(case: dict[str, str], founding: bool) -> None:
    judgement = bench(founding).check(case["sentence"])
    assert judgement.verdict.value == case["verdict"], judgement.reason
    cited = {each.assertion for finding in judgement.findings for each in finding.evidence}
    assert "assertion" not in case or case["assertion"] in cited
    if "kind" in case:
        assert judgement.kind.value == case["kind"], judgement.reason
