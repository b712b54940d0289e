"""Baselines: what they hold back, when they are stale, and how they are written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

FALSE = "The Danube is 3,850 km long."
OTHER = "Once it was 3,850 km, they say."
OPEN = "It was longer in 1950."
BASE = ["--baseline", "base.json"]
UPDATE = [*BASE, "--update-baseline"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(f"# Rivers\n\n{FALSE} {OPEN}\n")
    return tmp_path


def entries(folder: Path) -> list[tuple[str, str, str]]:
    told = json.loads((folder / "base.json").read_text())
    return [(each["path"], each["verdict"], each["text"]) for each in told["entries"]]


def test_what_is_known_does_not_fail_and_what_is_new_does(call: Call, folder: Path) -> None:
    assert call("check", "a.md").status == 1
    done = call("check", "a.md", *UPDATE)
    assert (done.status, done.out, done.err) == (0, "", "")
    assert entries(folder) == [("a.md", "contradicted", FALSE)]
    (folder / "a.md").write_text(f"# Another head\n\nMore before it.\n\n*{FALSE}* {OTHER}\n")
    done = call("check", "a.md", *BASE)
    assert done.status == 1
    assert [line.split(": ")[0] for line in done.out.splitlines()] == ["a.md:5:32"]


def test_as_often_as_it_stands_there(call: Call, folder: Path) -> None:
    call("check", "a.md", *UPDATE)
    (folder / "a.md").write_text(f"{FALSE} {FALSE}\n")
    assert call("check", "a.md", *BASE).status == 1
    assert call("check", "a.md", *UPDATE).status == 0
    assert entries(folder) == [("a.md", "contradicted", FALSE)] * 2
    assert call("check", "a.md", *BASE).status == 0


def test_another_verdict_is_another_finding(call: Call, folder: Path) -> None:
    call("check", "a.md", "--fail-on", "unknown", *UPDATE)
    assert (
        entries(folder)
        == [
            ("a.md", "contradicted", FALSE),
            ("a.md", "unknown", "Rivers"),
            ("a.md", "unknown", OPEN),
        ]
        or len(entries(folder)) == 3
    )
    assert call("check", "a.md", "--fail-on", "unknown", *BASE).status == 0


def test_stale_entries_fail_and_are_pruned(call: Call, folder: Path) -> None:
    (folder / "b.md").write_text(FALSE)
    call("check", ".", *UPDATE)
    (folder / "a.md").write_text("It flows into the Black Sea.")
    done = call("check", ".", *BASE)
    assert (done.status, done.out) == (1, "")
    assert done.err == (
        f"factcheck: base.json: stale: a.md has no contradicted sentence “{FALSE}” any more; "
        "take it out with --update-baseline\n"
    )
    assert call("check", "b.md", *BASE).status == 0, "of a draft that was not checked nothing is stale"
    assert call("check", ".", *UPDATE).status == 0
    assert entries(folder) == [("b.md", "contradicted", FALSE)]
    (folder / "b.md").unlink()
    assert call("check", "a.md", *BASE).status == 1, "but of one that is no more everything is"


def test_an_update_keeps_what_was_not_checked(call: Call, folder: Path) -> None:
    (folder / "b.md").write_text(OTHER)
    call("check", ".", *UPDATE)
    kept = (folder / "base.json").read_bytes()
    call("check", "b.md", *UPDATE)
    assert (folder / "base.json").read_bytes() == kept


def test_paths_start_from_the_baseline(call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call("check", "a.md", *UPDATE)
    (folder / "inner").mkdir()
    monkeypatch.chdir(folder / "inner")
    assert call("check", "../a.md", "--baseline", "../base.json").status == 0
    (folder / "factcheck.toml").write_text('baseline = "base.json"')
    assert call("check", str(folder / "a.md")).status == 0


BROKEN = [
    (None, "base.json: no such file; --update-baseline writes it"),
    ("{", "base.json: it is no baseline; write it anew with --update-baseline"),
    ("[]", "base.json: it is no baseline; write it anew with --update-baseline"),
    ('{"format": 1, "entries": [1]}', "base.json: it is no baseline; write it anew with --update-baseline"),
    ('{"format": 2, "entries": []}', "base.json: it is of format 2, not 1; write it anew with --update-baseline"),
]


@pytest.mark.parametrize(("text", "complaint"), BROKEN)
def test_broken_baselines(call: Call, folder: Path, text: str | None, complaint: str) -> None:
    if text is not None:
        (folder / "base.json").write_text(text)
    done = call("check", "a.md", *BASE)
    assert (done.status, done.out, done.err) == (2, "", f"factcheck: {complaint}\n")


def test_an_update_needs_a_file(call: Call, folder: Path) -> None:
    done = call("check", "a.md", "--update-baseline")
    assert done.status == 2
    assert done.err == "factcheck: --update-baseline needs to know which: name the file with --baseline FILE\n"
