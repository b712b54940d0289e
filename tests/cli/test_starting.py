"""`factcheck init`: what it writes works, and what is there stays as it is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from factcheck import __version__
from factcheck.cli.configured import keys_of
from factcheck.cli.options import CHECK_OPTIONS, OPTIONS
from factcheck.config import read_file
from tests.support.command import ROOT, Done, factcheck

STARTER = ROOT / "factcheck/starter"
WRITTEN = {
    ".pre-commit-config.yaml",
    "factcheck.toml",
    "facts/assertions/rivers.yaml",
    "facts/schema.json",
    "facts/sources/sources.yaml",
    "facts/vocabulary/vocabulary.yaml",
}
NEW = """\
facts/: two facts, to put your own in their place
factcheck.toml: the configuration, with a comment for each setting
.pre-commit-config.yaml: two hooks; pre-commit install puts them to use
"""
AGAIN = """\
facts/ is there already
factcheck.toml is there already
.pre-commit-config.yaml has a hook of ours already
"""


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_it_writes_works(tmp_path: Path) -> None:
    assert factcheck("init", cwd=tmp_path) == Done(0, NEW, "")
    first = files(tmp_path)
    assert set(first) == WRITTEN
    assert factcheck("init", cwd=tmp_path) == Done(0, AGAIN, "")
    assert files(tmp_path) == first
    for alone in (["facts"], ["--knowledge", "facts"]):
        assert factcheck("knowledge", "lint", *alone, cwd=tmp_path) == Done(0, "", "")
    done = factcheck("claim", "The Danube is 3,850 km long.", cwd=tmp_path)
    assert (done.status, done.err) == (1, "")
    assert done.out.startswith("<claim>:1:1: contradicted: Danube, length: 2,850")


def test_another_folder(tmp_path: Path) -> None:
    done = factcheck("init", "texts/rivers", cwd=tmp_path)
    assert done.out.startswith("texts/rivers/facts/: two facts")
    assert set(files(tmp_path)) == {f"texts/rivers/{name}" for name in WRITTEN}


THERE = [
    (".factcheck.toml", "", '.factcheck.toml is there already; knowledge = ["facts"] in it puts the facts to use\n'),
    ("pyproject.toml", '[tool.factcheck]\nknowledge = ["facts"]\n', "pyproject.toml is there already\n"),
    (
        ".pre-commit-config.yaml",
        "repos: []\n",
        (
            ".pre-commit-config.yaml is there already; for the hooks, add to its repos:\n"
            "  - repo: https://github.com/factcheck/factcheck  # wherever you cloned factcheck from\n"
        ),
    ),
]


@pytest.mark.parametrize(("name", "text", "told"), THERE, ids=[case[0] for case in THERE])
def test_what_is_there_stays(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / name).write_text(text)
    done = factcheck("init", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert told in done.out
    assert (tmp_path / name).read_text() == text
    assert (tmp_path / "factcheck.toml").exists() == (name == ".pre-commit-config.yaml")


def test_a_folder_with_something_else_in_it(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts/picture.png").write_bytes(b"")
    done = factcheck("init", cwd=tmp_path)
    complaint = "facts: no YAML files in sources/, vocabulary/ or assertions/; is this the knowledge folder?"
    assert done == Done(2, "", f"factcheck: {complaint}\n")
    assert set(files(tmp_path)) == {"facts/picture.png"}


def test_every_setting_in_a_comment_is_one(tmp_path: Path) -> None:
    text = (STARTER / "factcheck.toml").read_text("utf-8")
    bare = re.sub(r"^# (?=[\w-]+ = |\[)", "", text, flags=re.MULTILINE)
    (tmp_path / "factcheck.toml").write_text(bare)
    read = read_file(str(tmp_path / "factcheck.toml"), keys_of((*CHECK_OPTIONS, *OPTIONS)))
    assert len(read.settings) == len(tomllib.loads(bare)) - 1
    assert len(read.per_path) == 1


def test_the_hooks_are_those_of_this_version() -> None:
    lines = (STARTER / "pre-commit-config.yaml").read_text("utf-8")
    assert f"    rev: v{__version__}\n" in lines
    offered = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    for hook in re.findall(r"- id: (.*)", lines):
        assert f"- id: {hook}\n" in offered
