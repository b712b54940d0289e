"""`check --watch` as a process: drafts and knowledge change under it, and it ends when it should."""

from __future__ import annotations

import os
import pty
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Self

import pytest

from tests.support.command import ROOT, Done, environment, factcheck

KNOWLEDGE = ["--isolated", "--no-default-knowledge", "--knowledge", "knowledge"]
TRUE = "The Rhine is 1,230 km long.\n"
FALSE = "The Rhine is 2,130 km long.\n"
WAITING = "factcheck: waiting for a draft or the knowledge to change; Ctrl-C ends it\n"


class Watching:
    """A process that watches, read line by line."""

    def __init__(self, folder: Path, *arguments: str, stdout: int = subprocess.PIPE, **env: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "factcheck", "check", "--watch", *KNOWLEDGE, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=environment(**env),
        )

    def told(self) -> list[str]:
        """What is told until it waits for the next change."""
        assert self.process.stderr is not None
        found: list[str] = []
        for line in self.process.stderr:
            if line.decode() == WAITING:
                return found
            found.append(line.decode())
        raise AssertionError(f"it ended: {found}")

    def shown(self) -> str:
        """The next line of the report."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().decode()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()

    def interrupted(self) -> Done:
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=60)
        return Done(self.process.returncode, (out or b"").decode(), err.decode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples/rivers/knowledge", tmp_path / "knowledge")
    (tmp_path / "a.md").write_text(FALSE)
    return tmp_path


def put(path: Path, text: str) -> None:
    """Write a file at one stroke, so that it is never seen half written."""
    part = path.with_suffix(".part")
    part.write_text(text, "utf-8")
    part.replace(path)


def knowledge_file(folder: Path) -> Path:
    (found,) = [path for path in (folder / "knowledge/assertions").iterdir() if "1,230 km" in path.read_text("utf-8")]
    return found


def test_a_draft_changes_and_so_does_the_knowledge(folder: Path) -> None:
    with Watching(folder, "a.md") as watching:
        assert watching.told() == []
        assert watching.shown().startswith("a.md:1:1: contradicted: ")
        put((folder / "a.md"), f"\n{FALSE}")
        assert watching.told() == ["factcheck: changed: a.md\n"]
        assert watching.shown().startswith("a.md:2:1: contradicted: ")
        facts = knowledge_file(folder)
        right = facts.read_text("utf-8")
        put(facts, right.replace("1,230 km", "2,130 km"))
        assert watching.told() == [f"factcheck: changed: knowledge/assertions/{facts.name}\n"]
        put(facts, "- id: [")
        _, problem = watching.told()
        assert problem.startswith(f"factcheck: knowledge/assertions/{facts.name}:")
        put(facts, right)
        watching.told()
        assert watching.shown().startswith("a.md:2:1: contradicted: "), "nothing was shown while all was right"
        assert watching.interrupted() == Done(130, "", "")


def test_drafts_that_come_and_go(folder: Path) -> None:
    with Watching(folder, ".") as watching:
        watching.told()
        assert watching.shown().startswith("a.md:1:1: ")
        put((folder / "b.md"), f"\n\n{FALSE}")
        assert watching.told() == ["factcheck: changed: b.md\n"]
        assert [watching.shown()[:8] for _ in range(2)] == ["a.md:1:1", "b.md:3:1"]
        (folder / "a.md").unlink()
        assert watching.told() == ["factcheck: changed: a.md\n"]
        assert watching.shown().startswith("b.md:3:1")
        watching.interrupted()


def test_what_it_writes_is_no_change(folder: Path) -> None:
    with Watching(folder, "--format", "html=report.html", ".") as watching:
        watching.told()
        assert "2,130 km" in (folder / "report.html").read_text("utf-8")
        put((folder / "a.md"), TRUE)
        assert watching.told() == ["factcheck: changed: a.md\n"]
        assert watching.interrupted().status == 130


def test_it_ends_when_its_reader_does(folder: Path) -> None:
    with Watching(folder, "a.md") as watching:
        watching.told()
        assert watching.process.stdout is not None
        watching.process.stdout.close()
        assert watching.process.wait(timeout=60) == 0
        assert watching.process.stderr is not None
        assert watching.process.stderr.read() == b""
        watching.process.stderr.close()


@pytest.mark.parametrize(("accessible", "clears"), [("0", True), ("1", False)])
def test_a_screen_is_cleared_unless_it_is_read_aloud(folder: Path, accessible: str, clears: bool) -> None:
    ours, theirs = pty.openpty()
    with Watching(folder, "a.md", stdout=theirs, TERM="xterm", ACCESSIBLE=accessible) as watching:
        os.close(theirs)
        watching.told()
        first = os.read(ours, 65536).decode()
        assert "1 sentence: 1 contradicted" in first
        assert "\x1b[2J" not in first
        put((folder / "a.md"), TRUE)
        watching.told()
        assert ("\x1b[2J" in os.read(ours, 65536).decode()) is clears
        watching.interrupted()
        os.close(ours)


STDIN = "--watch needs files that can change: name a file or folder instead of standard input"
WRONG = [
    (["-"], STDIN),
    ([], STDIN),
    (["--fix", "a.md"], "--watch changes nothing while you write; leave --fix out"),
    (
        ["--baseline=b", "--update-baseline", "."],
        "--watch changes nothing while you write; leave --update-baseline out",
    ),
    (["--as", "papyrus", "a.md"], "--as papyrus: no such kind of draft; there are "),
]


@pytest.mark.parametrize(("arguments", "complaint"), WRONG)
def test_wrong_calls(folder: Path, arguments: list[str], complaint: str) -> None:
    done = factcheck("check", "--watch", *KNOWLEDGE, *arguments, cwd=folder)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"factcheck: {complaint}")
