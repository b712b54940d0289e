"""Several formats at once, files that take them, and what can go wrong with that."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from factcheck.reports import FORMATS
from tests.cli.conftest import Call

FALSE = b"The Danube is 3,850 km long."
REVIEWER = ["--reviewer", "The Desk", "--review-url", "https://example.org/review"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return tmp_path


def test_one_on_standard_output_and_others_in_files(call: Call, here: Path) -> None:
    wishes = [f"--format={name}=out.{name}" for name in FORMATS]
    done = call("check", "-", "--format", "concise", *wishes, *REVIEWER, stdin=FALSE)
    assert (done.status, done.err) == (1, "")
    assert done.out == call("check", "-", "--format", "concise", stdin=FALSE).out
    assert sorted(path.name for path in here.iterdir()) == sorted(f"out.{name}" for name in FORMATS)
    for name in set(FORMATS) - {"terminal", "concise"}:
        written = (here / f"out.{name}").read_bytes().decode()
        assert written == call("check", "-", "--format", name, *REVIEWER, stdin=FALSE).out.replace("\r", "") or (
            name == "csv"
        )


def test_all_in_files_leaves_standard_output_alone(call: Call, here: Path) -> None:
    done = call("check", "-", "--format", "json=a.json", "--format", "sarif=a.sarif", stdin=FALSE)
    assert (done.status, done.out, done.err) == (1, "", "")
    assert json.loads((here / "a.json").read_text())["summary"]["contradicted"] == 1


def test_a_file_gets_no_colours_of_the_terminal(call: Call, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    call("check", "-", "--format", "terminal=a.txt", stdin=FALSE)
    assert "\x1b" not in (here / "a.txt").read_text()
    call("check", "-", "--format", "terminal=a.txt", "--color", "always", stdin=FALSE)
    assert "\x1b" in (here / "a.txt").read_text()


def test_a_file_is_replaced_whole_and_keeps_its_rights(call: Call, here: Path) -> None:
    kept = here / "kept.json"
    kept.write_text("old")
    kept.chmod(0o640)
    (here / "link.json").symlink_to(kept)
    call("check", "-", "--format", "json=link.json", stdin=FALSE)
    assert (here / "link.json").is_symlink()
    assert json.loads(kept.read_text())["schema"] == 1
    assert kept.stat().st_mode & 0o777 == 0o640
    assert len(list(here.iterdir())) == 2


def test_a_device_is_written_to(call: Call, here: Path) -> None:
    assert call("check", "-", "--format", f"json={os.devnull}", stdin=FALSE).status == 1
    assert not Path(os.devnull).is_file()


WRONG = [
    (
        ["--format", "xml"],
        "--format xml: no such format; there are " + ", ".join(FORMATS),
    ),
    (
        ["--format", "json", "--format", "concise"],
        (
            "--format json and --format concise both go to standard output; "
            "write one of them to a file: --format concise=FILE"
        ),
    ),
    (["--format", "json="], "--format json=: the name of the file is missing; write --format json=FILE"),
    (["--format", "json=."], "--format json=.: . is a folder; name a file in it"),
    (["--format", "json=no/a.json"], "--format json=no/a.json: there is no folder no; make it first"),
    (
        ["--format", "claimreview"],
        "--format claimreview needs somebody who answers for the review: give --reviewer NAME and --review-url URL",
    ),
    (
        ["--format", "claimreview", "--reviewer", "The Desk", "--review-url", "javascript:x"],
        "--review-url javascript:x: no web address; write it like https://example.org/review",
    ),
]


@pytest.mark.parametrize(("options", "said"), WRONG)
def test_what_can_not_work_is_told_in_a_line(call: Call, here: Path, options: list[str], said: str) -> None:
    done = call("check", "-", *options, stdin=FALSE)
    assert (done.status, done.out, done.err) == (2, "", f"factcheck: {said}\n")
    assert list(here.iterdir()) == []


def test_two_formats_in_one_file(call: Call, here: Path) -> None:
    done = call("check", "-", "--format", "json=a", "--format", "sarif=./a", stdin=FALSE)
    said = f"--format names the file {here / 'a'} twice; give each format a file of its own"
    assert (done.status, done.out, done.err) == (2, "", f"factcheck: {said}\n")


def test_a_file_that_can_not_be_written(call: Call, here: Path) -> None:
    name = "n" * 300
    done = call("check", "-", "--format", f"json={name}", stdin=FALSE)
    said = f"--format json={name}: it can't be written (File name too long); name a file that can"
    assert (done.status, done.out, done.err) == (2, "", f"factcheck: {said}\n")


def test_a_summary_is_added_where_github_wants_one(call: Call, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = here / "summary.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    call("check", "-", "--format", "json", stdin=FALSE)
    assert summary.read_text() == "before\n"
    assert call("check", "-", "--format", "github", stdin=FALSE).out.startswith("::error file=<stdin>,line=1,")
    assert summary.read_text().startswith("before\n# Fact-check\n\n1 sentence: 1 contradicted")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(here))
    done = call("check", "-", "--format", "github", stdin=FALSE)
    said = "GITHUB_STEP_SUMMARY: it can't be written (Is a directory); name a file that can"
    assert (done.status, done.err) == (2, f"factcheck: {said}\n")


def test_paths_in_reports_start_from_the_current_folder(call: Call, here: Path) -> None:
    (here / "a.md").write_bytes(FALSE)
    out = call("check", str(here / "a.md"), "--format", "sarif").out
    place = json.loads(out)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a.md"


def test_formats_can_be_configured(call: Call, here: Path) -> None:
    (here / "factcheck.toml").write_text('format = ["concise", "json=a.json"]\n')
    assert call("check", "-", stdin=FALSE).out.startswith("<stdin>:1:1: contradicted: ")
    assert (here / "a.json").exists()
    (here / "factcheck.toml").write_text('format = "json"\n')
    assert json.loads(call("check", "-", stdin=FALSE).out)["schema"] == 1
