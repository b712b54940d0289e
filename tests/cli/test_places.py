"""`factcheck explain DRAFT:LINE`: the sentences that stand there, read as part of their draft."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck.cli.places import Place, place_in
from tests.support.command import ROOT, Done, factcheck

RIVERS = ["--isolated", "--no-default-knowledge", "--knowledge", str(ROOT / "examples/rivers/knowledge")]
DRAFT = """\
# Rivers

The Rhine is 2,130 km
long. The Danube is 2,850 km long.
It is navigable over a length of 2,415 km.
"""

TEXTS = [
    ("draft.md:3", Place("draft.md", 3)),
    ("draft.md:3:7", Place("draft.md", 3, 7)),
    ("draft.md:3:7:", Place("draft.md", 3, 7)),
    ("a/b c.md:3", None),
    ("C:\\texts\\draft.md:12", Place("C:\\texts\\draft.md", 12)),
    ("1.5:3", None),
    ("At 10:30", None),
    ("The Danube: 2,850", None),
    ("draft.md", None),
]


@pytest.mark.parametrize(("text", "place"), TEXTS)
def test_a_place_and_a_sentence_are_told_apart(text: str, place: Place | None) -> None:
    assert place_in(text) == place


def test_the_name_of_a_file_may_be_anything(tmp_path: Path) -> None:
    (tmp_path / "my notes").write_text(DRAFT)
    assert place_in(f"{tmp_path}/my notes:3") == Place(f"{tmp_path}/my notes", 3)


PLACES = [
    ("draft.md:1", ["Rivers"]),
    ("draft.md:3", ["The Rhine is 2,130 km long."]),
    ("draft.md:4", ["The Rhine is 2,130 km long.", "The Danube is 2,850 km long."]),
    ("draft.md:4:5", ["The Rhine is 2,130 km long."]),
    ("draft.md:4:7", ["The Danube is 2,850 km long."]),
    ("draft.md:4:99", ["The Rhine is 2,130 km long.", "The Danube is 2,850 km long."]),
    ("draft.md:5", ["It is navigable over a length of 2,415 km."]),
]


@pytest.mark.parametrize(("place", "sentences"), PLACES)
def test_the_sentences_there(tmp_path: Path, place: str, sentences: list[str]) -> None:
    (tmp_path / "draft.md").write_text(DRAFT)
    done = factcheck("explain", *RIVERS, "--format", "json", place, cwd=tmp_path)
    (document,) = json.loads(done.out)["documents"]
    assert [each["text"] for each in document["sentences"]] == sentences
    assert all(each["steps"] for each in document["sentences"])
    assert document["path"] == "draft.md"


def test_a_sentence_is_read_with_those_around_it(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(DRAFT)
    done = factcheck("explain", *RIVERS, "--format", "terminal", "draft.md:5", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("supported draft.md:5:1\n    It is navigable over a length of 2,415 km.\n")
    assert factcheck("explain", *RIVERS, "draft.md:3", cwd=tmp_path).status == 1


WRONG = [
    ("draft.md:2", "draft.md:2: no sentence stands on this line; the nearest are on lines 1 and 3"),
    ("draft.md:9:1", "draft.md:9:1: no sentence stands on this line; the nearest is on line 5"),
    ("empty.md:1", "empty.md:1: no sentence stands on this line; the draft has no sentence at all"),
    ("nosuch.md:1", "nosuch.md: no such file; check the path"),
]


@pytest.mark.parametrize(("place", "complaint"), WRONG)
def test_wrong_places(tmp_path: Path, place: str, complaint: str) -> None:
    (tmp_path / "draft.md").write_text(DRAFT)
    (tmp_path / "empty.md").write_text("")
    assert factcheck("explain", *RIVERS, place, cwd=tmp_path) == Done(2, "", f"factcheck: {complaint}\n")
