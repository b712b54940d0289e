"""Every example is run, says what it was written to show, and is shown in the documentation as it is."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.support.command import ROOT, factcheck
from tests.support.golden import assert_golden

GOLDEN = Path(__file__).parent / "golden"
README = ROOT / "README.md"
PAGE = ROOT / "docs/examples.md"
RIVERS = ["--no-default-knowledge", "--knowledge", "examples/rivers/knowledge"]

CASES = {
    "clean-article": ["examples/clean-article.md"],
    "flawed-article": ["examples/flawed-article.md"],
    "newsletter": ["examples/newsletter.txt"],
    "rivers": [*RIVERS, "examples/rivers/draft.md"],
}
CONTRADICTED = {
    "clean-article": [],
    "flawed-article": ["921,000", "a quarter", "2.6%", "fewer than the US"],
    "newsletter": ["five years"],
    "rivers": ["2,130 km", "Black Sea", "1,900", "2,850 km"],
}


@pytest.mark.parametrize("name", CASES)
def test_output(name: str) -> None:
    done = factcheck("check", *CASES[name], "--format", "terminal", COLUMNS="80")
    assert done.err == ""
    assert_golden(GOLDEN / f"{name}.txt", f"$ factcheck check {' '.join(CASES[name])}\n{done.out}")


@pytest.mark.parametrize("name", CASES)
def test_what_it_shows(name: str) -> None:
    done = factcheck("check", *CASES[name], "--format", "json")
    sentences = [each for document in json.loads(done.out)["documents"] for each in document["sentences"]]
    refuted = [each for each in sentences if each["verdict"] == "contradicted"]
    assert done.status == int(bool(refuted))
    assert len(refuted) == len(CONTRADICTED[name])
    for sentence, words in zip(refuted, CONTRADICTED[name], strict=True):
        assert words in sentence["text"]
        assert any(claim["focus"] for claim in sentence["claims"])
    assert any(each["verdict"] == "supported" for each in sentences)
    assert any(each["verdict"] == "unknown" for each in sentences)


@pytest.mark.parametrize("name", CASES)
def test_the_page_shows_it(name: str) -> None:
    text = PAGE.read_text("utf-8")
    marker = f"<!-- golden: {name} -->\n```console\n"
    before, found, after = text.partition(marker)
    assert found, f"docs/examples.md has no place for {name}"
    shown, _, rest = after.partition("```\n")
    kept = (GOLDEN / f"{name}.txt").read_text("utf-8")
    if os.environ.get("UPDATE_GOLDEN"):
        PAGE.write_text(before + marker + kept + "```\n" + rest, "utf-8")
        shown = kept
    assert shown == kept


def test_every_example_is_in_the_readme_and_run() -> None:
    examples = {path.name for path in (ROOT / "examples").iterdir()}
    drafts = {"clean-article.md", "flawed-article.md", "newsletter.txt"}
    assert examples == drafts | {"article-repository", "recipes", "rivers"}
    text = README.read_text("utf-8")
    assert all(f"(examples/{name})" in text for name in examples)


def test_the_readme_shows_the_five_lines_of_the_example() -> None:
    lines = (ROOT / "examples/article-repository/.pre-commit-config.yaml").read_text("utf-8")
    assert len(lines.splitlines()) == 5
    assert f"```yaml\n{lines}```" in README.read_text("utf-8")
