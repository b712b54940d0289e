"""`--changed-since`: which sentences count, in real repositories of git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from factcheck.changes import Lines, read_diff
from tests.cli.conftest import Call

FALSE = "The Danube is 3,850 km long."
DRAFT = f"# Rivers\n\n{FALSE}\nIt is\nlonger than\n3,850 km.\n\n- {FALSE}\n"


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Writer", "-c", "user.email=writer@example.org", "-c", "commit.gpgsign=false"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(["git", *identity, *arguments], cwd=folder, env=kept, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    git(tmp_path, "init", "-q")
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text("")
    for name in ("a.md", "b.md", "ü ñ.md"):
        (tmp_path / name).write_text(DRAFT)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "drafts")
    return tmp_path


EDITS = [
    ("nothing", DRAFT, []),
    ("a line before", DRAFT.replace("# Rivers", "# Rivers\n\nMore."), []),
    ("the head", DRAFT.replace("Rivers", "Long rivers"), []),
    ("a sentence of one line", DRAFT.replace(f"\n{FALSE}", f"\n{FALSE[:-1]}, they say."), ["3:1"]),
    ("a line within a sentence", DRAFT.replace("longer than", "more than"), ["4:1"]),
    ("a line taken out of a sentence", DRAFT.replace("longer than\n", ""), ["4:1"]),
    ("a line taken out before an item", DRAFT.replace("3,850 km.\n\n", "3,850 km.\n"), []),
    ("an item", DRAFT.replace("- The", "- the"), ["8:3"]),
    ("all", DRAFT.replace("\n", "\r\n"), ["3:1", "4:1", "8:3"]),
]


@pytest.mark.parametrize(("text", "places"), [case[1:] for case in EDITS], ids=[case[0] for case in EDITS])
def test_touched_sentences(call: Call, repository: Path, text: str, places: list[str]) -> None:
    (repository / "a.md").write_bytes(text.encode())
    done = call("check", ".", "--changed-since", "HEAD")
    assert [line.split(": ")[0] for line in done.out.splitlines()] == [f"a.md:{place}" for place in places]
    assert (done.status, done.err) == (int(bool(places)), "")


def test_new_and_strangely_named_files(call: Call, repository: Path) -> None:
    (repository / "new.md").write_text(FALSE)
    (repository / "ü ñ.md").write_text(DRAFT.replace("- The", "- the"))
    out = call("check", ".", "--changed-since", "HEAD").out
    assert [line.split(": ")[0] for line in out.splitlines()] == ["new.md:1:1", "ü ñ.md:8:3"]


def test_from_a_folder_below_and_since_a_branch(call: Call, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(repository, "branch", "before")
    (repository / "a.md").write_text(DRAFT.replace("- The", "- the"))
    git(repository, "commit", "-q", "-a", "-m", "item")
    monkeypatch.chdir(repository / "facts")
    assert call("check", "../a.md", "--changed-since", "HEAD").status == 0
    assert call("check", "../a.md", "--changed-since", "before").out.startswith("../a.md:8:3: ")


def test_changed_knowledge_widens_to_all(call: Call, repository: Path) -> None:
    (repository / "facts" / "a.yaml").write_text("# more")
    arguments = ("check", "a.md", "--changed-since", "HEAD")
    assert call(*arguments).status == 0, "this knowledge is not in use"
    done = call(*arguments, "--knowledge", "facts")
    assert len(done.out.splitlines()) == 3
    assert done.err == "factcheck: the knowledge base has changed, so that all sentences are checked\n"


WRONG = [
    ("nowhere", "--changed-since nowhere: git knows no such revision; name a commit, branch or tag"),
    ("--output=x", "--changed-since --output=x: git knows no such revision; name a commit, branch or tag"),
]


@pytest.mark.parametrize(("revision", "complaint"), WRONG)
def test_wrong_revisions(call: Call, repository: Path, revision: str, complaint: str) -> None:
    done = call("check", "a.md", f"--changed-since={revision}")
    assert (done.status, done.out, done.err) == (2, "", f"factcheck: {complaint}\n")
    assert not (repository / "x").exists()


def test_outside_of_a_repository(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "a.md").write_text(FALSE)
    done = call("check", "a.md", "--changed-since", "HEAD")
    assert done.status == 2
    assert "is in no git repository" in done.err


def test_reading_a_diff() -> None:
    diff = (
        'diff --git "a/\\303\\274.md" "b/\\303\\274.md"\n--- "a/\\303\\274.md"\n+++ "b/\\303\\274.md"\n'
        "@@ -3 +3,2 @@\n-a\n+++ b/trap.md\n+@@ -1 +1 @@\n@@ -9,2 +9,0 @@\n-a\n-b\n"
        "diff --git a/x.docx b/x.docx\nBinary files a/x.docx and b/x.docx differ\n"
    )
    assert read_diff(diff) == {"ü.md": (Lines(3, 4), Lines(9, 10, gap=True)), "x.docx": None}
