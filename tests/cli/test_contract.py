"""The JSON report of the real judge, key for key as it is promised, and the same bytes every time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import ROOT, factcheck
from tests.support.contract import check_report

RIVERS = ["--no-default-knowledge", "--knowledge", "examples/rivers/knowledge"]
EXAMPLES = ["examples/clean-article.md", "examples/flawed-article.md", "examples/newsletter.txt"]
LOOK_UPS = [
    "China filed 921,000 patents in 2023.",
    "China was granted 921,000 invention patents in 2023.",
    "China filed 921,000 patents in 2009.",
    "How many patents did China file in 2023?",
    "Automation will add $4.5 trillion to the US economy by 2030, and 6 to 12 months later it rains.",
    "“It is lovely here,” she wrote.",
    "x",
]
LABELLED = (ROOT / "tests/evaluation/labelled/newsroom.jsonl").read_text("utf-8")
SENTENCES = [json.loads(line)["text"] for line in LABELLED.splitlines()]


@pytest.mark.parametrize(
    "arguments",
    [["check", *EXAMPLES], ["check", *RIVERS, "examples/rivers/draft.md"], *(["claim", text] for text in LOOK_UPS)],
    ids=" ".join,
)
def test_report(arguments: list[str]) -> None:
    report = json.loads(factcheck(*arguments, "--format", "json").out)
    check_report(report)
    assert report["documents"]


@pytest.mark.parametrize("command", ["check", "explain"])
def test_report_on_lines(command: str) -> None:
    done = factcheck(command, "--as", "lines", "--format", "json", "-", stdin="\n".join(SENTENCES))
    report = json.loads(done.out)
    check_report(report, explained=command == "explain")
    (document,) = report["documents"]
    assert [each["text"] for each in document["sentences"]] == SENTENCES
    assert [each["line"] for each in document["sentences"]] == list(range(1, len(SENTENCES) + 1))
    for sentence in document["sentences"]:
        for claim in sentence["claims"]:
            for item in (claim, claim["focus"]):
                if item is not None:
                    assert item["text"] == sentence["text"][item["column"] - 1 : item["end_column"] - 1]


def test_report_on_nothing() -> None:
    report = json.loads(factcheck("check", "--format", "json", "-").out)
    check_report(report)
    assert report["documents"] == [{"path": "<stdin>", "sentences": [], "suppressions": []}]


def test_places_are_those_of_the_file() -> None:
    lines = (ROOT / EXAMPLES[1]).read_text("utf-8").split("\n")
    report = json.loads(factcheck("check", "--format", "json", EXAMPLES[1]).out)
    focuses = [
        claim["focus"]
        for sentence in report["documents"][0]["sentences"]
        for claim in sentence["claims"]
        if claim["focus"]
    ]
    assert focuses
    for focus in focuses:
        assert focus["line"] == focus["end_line"]
        assert lines[focus["line"] - 1][focus["column"] - 1 : focus["end_column"] - 1] == focus["text"]


@pytest.mark.parametrize("command", ["check", "explain"])
def test_the_same_bytes_every_time(command: str, tmp_path: Path) -> None:
    outputs = set()
    for seed, cache, zone in (("0", "one", "UTC"), ("1", "one", "Asia/Tokyo"), ("2", "two", "UTC")):
        done = factcheck(
            command,
            *(["--as", "lines"] if command == "explain" else []),
            "--format",
            "json",
            "-",
            stdin="\n".join(SENTENCES),
            PYTHONHASHSEED=seed,
            XDG_CACHE_HOME=str(tmp_path / cache),
            TZ=zone,
        )
        assert done.err == ""
        outputs.add(done.out)
    assert len(outputs) == 1


def test_what_would_act_on_a_terminal_is_escaped(tmp_path: Path) -> None:
    draft = "China filed 921,000 patents\u202e in \x9b2J 2023.\u2028Rain.\x7f\n"
    done = factcheck("check", "--format", "json", "-", "--stdin-filename", "a\x1b\u2066.txt", stdin=draft, cwd=tmp_path)
    assert not set(done.out) & set("\x1b\x7f\x9b\u202e\u2066\u2028")
    report = json.loads(done.out)
    check_report(report)
    assert report["documents"][0]["path"] == "a\x1b\u2066.txt"
    assert "\u202e" in report["documents"][0]["sentences"][0]["text"]
