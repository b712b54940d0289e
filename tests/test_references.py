"""References to sources in drafts: known again, and never taken for claims."""

from __future__ import annotations

import pytest

from factcheck.model import SourceReference, Verdict
from factcheck.references import is_reference, opening
from tests.support.command import ROOT, factcheck

ATLAS = SourceReference("atlas", "The Rhine is 2,130 km long: an atlas", "Hydrographic Society")
OPENING = "Hydrographic Society, “The Rhine is 2,130 km long: an atlas”"

CASES = [
    (OPENING, True),
    (f"{OPENING}, 2021-03, table 2.", True),
    (f"\ufffc {OPENING}.", True),
    (OPENING.replace("Rhine is", "Rhine\nis"), True),
    ("Hydrographic Society, “The Elbe is 2,130 km long: an atlas”", False),
    ("The Society says, “The Rhine is 2,130 km long.”", False),
    ("The Rhine is 2,130 km long: an atlas", False),
    ("", False),
]


@pytest.mark.parametrize(("text", "known"), CASES)
def test_references(text: str, known: bool) -> None:
    assert opening(ATLAS) == OPENING
    assert is_reference(text, [ATLAS]) is known


def test_every_source_that_ships_may_be_named_in_a_draft() -> None:
    from factcheck import KnowledgeBase, check

    sources = KnowledgeBase.load(str(ROOT / "knowledge")).sources.values()
    report = check("\n\n".join(f"{opening(each)}, page 12." for each in sources))
    decided = [each.unit.text for each in report.documents[0].judgements if each.verdict is not Verdict.UNKNOWN]
    assert decided == []


def test_the_reason() -> None:
    done = factcheck("claim", "Hydrographic Society, “Atlas of European Rivers”, page 12.", *(
        "--isolated", "--no-default-knowledge", "--knowledge", "examples/rivers/knowledge"
    ))  # fmt: skip
    assert done.out == "<claim>:1:1: unknown: It refers to a source, and claims nothing itself.\n"
