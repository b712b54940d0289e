"""`factcheck knowledge`, and what every command says of a knowledge base that can't be used."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.support.command import ROOT, Done, factcheck

RIVERS = ROOT / "examples/rivers/knowledge"


@pytest.fixture
def rivers(tmp_path: Path) -> Path:
    """A knowledge base on rivers, to be spoilt."""
    return Path(shutil.copytree(RIVERS, tmp_path / "rivers"))


def alone(command: str, *arguments: str, cwd: Path = ROOT, knowledge: str = "examples/rivers/knowledge") -> Done:
    """Run a command with this knowledge base and no other."""
    return factcheck(*command.split(), "--no-default-knowledge", "--knowledge", knowledge, *arguments, cwd=cwd)


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


FACTS, NAMES = "assertions/rivers.yaml", "vocabulary/rivers.yaml"
SPOILT = {
    "broken YAML": (FACTS, "assertions:\n", "assertions: [\n"),
    "unknown metric": (FACTS, "metric: river_length", "metric: river_lenght"),
    "unknown subject": (FACTS, "subject: danube", "subject: donube"),
    "duplicate id": (FACTS, "id: rhine-length", "id: danube-length"),
    "dangling source": (FACTS, "id: river-atlas, locator: table 2", "id: river-atlass, locator: table 2"),
    "unreadable figure": (FACTS, 'value: "2,850"', "value: long"),
    "unknown key": (NAMES, "type: river", "typ: river"),
    "no citation": (FACTS, "    sources:\n      - {id: river-atlas, locator: table 2}\n", ""),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_a_faulty_knowledge_base(rivers: Path, fault: str) -> None:
    spoil(rivers, *SPOILT[fault])
    folder = rivers.parent
    linted = factcheck("knowledge", "lint", "rivers", cwd=folder)
    assert (linted.status, linted.err) == (1, "")
    lines = linted.out.splitlines()
    assert lines
    assert all(line.startswith(f"rivers/{SPOILT[fault][0]}:") for line in lines)
    for command in ("check -", "claim x", "explain x", "knowledge list", "knowledge show x", "knowledge stats"):
        done = alone(command, cwd=folder, knowledge="rivers")
        assert (done.status, done.out) == (2, "")
        assert done.err.splitlines()
        assert all(line.startswith("factcheck: rivers/") and "bug" not in line for line in done.err.splitlines())


MISSING = "knowledge folder not found; name a folder that holds sources/, vocabulary/ and assertions/"


@pytest.mark.parametrize("command", ["check -", "claim x", "explain x", "knowledge list", "knowledge stats"])
def test_a_missing_folder(command: str) -> None:
    done = alone(command, knowledge="nowhere")
    assert (done.status, done.out, done.err) == (2, "", f"factcheck: nowhere: {MISSING}\n")


def test_lint_of_a_missing_folder() -> None:
    done = factcheck("knowledge", "lint", "nowhere")
    assert (done.status, done.out, done.err) == (2, "", f"factcheck: nowhere: {MISSING}\n")


def test_lint_finds_nothing_in_what_ships_and_in_the_example() -> None:
    for arguments in ([], [str(RIVERS)]):
        done = factcheck("knowledge", "lint", *arguments)
        assert (done.status, done.out, done.err) == (0, "", "")


LAYERS = """
format: 1
assertions:
  - id: danube-springs
    kind: statement
    statement: The Danube rises in the Black Forest.
    subject: danube
    words: [[rise, spring], [Black Forest]]
    sources: [{id: river-atlas, locator: page 3}]
"""


def test_lint_of_files_looks_at_all_that_they_are_used_with(rivers: Path) -> None:
    folder = rivers.parent
    (folder / "mine/assertions").mkdir(parents=True)
    (folder / "mine/assertions/springs.yaml").write_text(LAYERS, "utf-8")
    files = ["mine/assertions/springs.yaml", "rivers/vocabulary/rivers.yaml"]
    alone = factcheck("knowledge", "lint", *files, cwd=folder)
    assert alone.status == 1
    assert all(line.startswith("mine/assertions/springs.yaml:") for line in alone.out.splitlines())
    (folder / "factcheck.toml").write_text('knowledge = ["rivers", "mine"]\ndefault-knowledge = false\n', "utf-8")
    together = factcheck("knowledge", "lint", *files, cwd=folder)
    assert (together.status, together.out, together.err) == (0, "", "")
    within = factcheck("knowledge", "lint", "springs.yaml", cwd=folder / "mine/assertions")
    assert (within.status, within.out, within.err) == (0, "", "")


def test_lint_of_a_file_that_is_in_no_knowledge_base(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("format: 1\n", "utf-8")
    done = factcheck("knowledge", "lint", "a.yaml", cwd=tmp_path)
    mend = "name a folder, or a .yaml file in its assertions/"
    assert (done.status, done.out, done.err) == (2, "", f"factcheck: a.yaml: no file of a knowledge base; {mend}\n")


def test_list() -> None:
    everything = alone("knowledge list").out.splitlines()
    assert len(everything) == 8
    assert everything == sorted(everything)
    rankings = alone("knowledge list", "--kind", "ranking").out.splitlines()
    assert [line.split()[0] for line in rankings] == ["longest-rivers"]
    assert alone("knowledge list", "--topic", "rivers").out.splitlines() == everything
    wrong = alone("knowledge list", "--kind", "rankin")
    assert (wrong.status, wrong.err) == (2, "factcheck: no kind is named rankin; did you mean ranking?\n")


def test_show() -> None:
    shown = alone("knowledge show", "danube-length")
    assert shown.status == 0
    assert "The Danube is 2,850 km long." in shown.out
    assert "Atlas of European Rivers" in shown.out
    wrong = alone("knowledge show", "danube-lenght")
    assert (wrong.status, wrong.err) == (
        2,
        "factcheck: nothing has the id danube-lenght; did you mean danube-length?\n",
    )


def test_search() -> None:
    found = alone("knowledge search", "danube", "navigable")
    assert found.status == 0
    assert any("danube-navigable" in line for line in found.out.splitlines())
    nothing = alone("knowledge search", "giraffe")
    assert (nothing.status, nothing.out) == (0, "")
    assert nothing.err == "factcheck: nothing in the knowledge base has the words giraffe; try others, or fewer\n"


def test_stats() -> None:
    counted = alone("knowledge stats").out
    assert [line.split() for line in counted.splitlines()[:2]] == [["assertions", "8"], ["sources", "2"]]


def test_a_folder_is_added_to_what_ships() -> None:
    def assertions(done: Done) -> int:
        return int(done.out.splitlines()[0].split()[1])

    shipped = assertions(factcheck("knowledge", "stats"))
    together = assertions(factcheck("knowledge", "stats", "--knowledge", str(RIVERS)))
    assert together == shipped + 8


LAKES = "tests/knowledge/lakes"


def test_stale() -> None:
    old = alone("knowledge stale", "--older-than", "2y", "--as-of", "2024-06-01", knowledge=LAKES)
    assert [line.split("  ")[1] for line in old.out.splitlines()] == ["garda-ferries-2020", "como-ferries-2020-revised"]
    assert alone("knowledge stale", "--older-than", "600m", knowledge=LAKES).out == ""
    wrong = alone("knowledge stale", "--older-than", "long", knowledge=LAKES)
    assert (wrong.status, wrong.err) == (2, "factcheck: --older-than long: not an age; write it like 18m or 2y\n")


@pytest.mark.parametrize(("command", "found"), [("conflicts", "22 (Guide"), ("sources", "repeating"), ("urls", "://")])
def test_upkeep(command: str, found: str) -> None:
    done = alone(f"knowledge {command}", knowledge=LAKES)
    assert (done.status, done.err) == (0, "")
    assert found in done.out


def test_uses() -> None:
    done = alone("knowledge uses", "danube-length", "examples/rivers/draft.md")
    assert done.status == 1
    assert "examples/rivers/draft.md:3:1: supported: The Danube is 2,850 km long." in done.out.splitlines()
    assert alone("knowledge uses", "danube-length", "README.md", "nowhere.md").status == 2
    wrong = alone("knowledge uses", "danube-lenght", "README.md")
    assert wrong.err == "factcheck: nothing has the id danube-lenght; did you mean danube-length?\n"


def test_suggest_writes_entries_to_be_sourced() -> None:
    draft = "The Danube was 2,900 km long in 1900. The Danube has 31 locks. The Danube is 2,850 km long. Is it?"
    done = factcheck(
        "check", "--suggest", "--no-default-knowledge", "--knowledge", "examples/rivers/knowledge", "-", stdin=draft
    )
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        "format: 1\n"
        "assertions:\n"
        "  # <stdin>:1:1\n"
        "  - id: danube-river-length-in-1900\n"
        "    kind: figure\n"
        '    statement: "The Danube was 2,900 km long in 1900."\n'
        "    subject: danube\n"
        "    metric: river_length\n"
        '    period: "in 1900"\n'
        '    value: "2,900"\n'
        "    sources: []\n"
        "  # <stdin>:1:39\n"
        "  - id: danube-31\n"
        "    kind: figure\n"
        '    statement: "The Danube has 31 locks."\n'
        "    subject: danube\n"
        "    metric:\n"
        '    value: "31"\n'
        "    sources: []\n"
    )


def test_a_report_says_which_base_a_verdict_rests_on(rivers: Path) -> None:
    spoil(rivers, FACTS, 'value: "2,850"', 'value: "2,860"')
    layered = ("--no-default-knowledge", "--knowledge", "examples/rivers/knowledge", "--knowledge", str(rivers))
    sentence = "The Danube is 2,860 km long."
    told = json.loads(factcheck("claim", sentence, *layered, "--format", "json").out)
    (evidence,) = told["documents"][0]["sentences"][0]["claims"][0]["evidence"]
    assert evidence["base"] == rivers.as_posix()
    assert told["knowledge"]["bases"] == ["examples/rivers/knowledge", rivers.as_posix()]
    shown = factcheck("claim", sentence, *layered, "--format", "terminal", COLUMNS="200").out
    assert f"[1] ({rivers.as_posix()}) Hydrographic Society" in " ".join(shown.split())
