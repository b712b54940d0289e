"""Folders: which files are drafts, and in which order."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.documents.ignore import is_ignored, read_rules
from factcheck.documents.walk import find_drafts

FILES = [
    "b.md",
    "a/z.txt",
    "a/b/deep.html",
    "a/b/old/gone.md",
    "a/kept.md",
    "a/secret.md",
    ".hidden/x.md",
    ".hidden.md",
    "picture.png",
    "code.py",
    "build/out.md",
    "a/build/out.md",
    "UPPER.MD",
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("China leads.", encoding="utf-8")
    (tmp_path / "binary.md").write_bytes(b"\0\1\2")
    (tmp_path / ".gitignore").write_text("# comment\nbuild/\n*secret*\n/nothing.md\n", encoding="utf-8")
    (tmp_path / "a" / ".gitignore").write_text("!secret.md\nb/old\n!build/\n", encoding="utf-8")
    (tmp_path / "a" / "loop").symlink_to(tmp_path / "a", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(path: str, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> list[str]:
    outcome = find_drafts(path, include, exclude)
    assert not outcome.failures
    return list(outcome.drafts)


def test_a_folder_is_walked_as_git_sees_it(folder: Path) -> None:
    assert found(".") == [
        "UPPER.MD",
        "a/b/deep.html",
        "a/build/out.md",
        "a/kept.md",
        "a/secret.md",
        "a/z.txt",
        "b.md",
    ]


def test_paths_keep_their_order(folder: Path) -> None:
    paths = ["b.md", "a/b/old/", "a/b/old/gone.md", "picture.png"]
    assert [draft for path in paths for draft in found(path)] == [
        "b.md",
        "a/b/old/gone.md",
        "a/b/old/gone.md",
        "picture.png",
    ]


def test_rules_above_hold_up_to_the_root_of_the_repository(folder: Path) -> None:
    with_rules = found("a/build")
    (folder / "a" / ".gitignore").unlink()
    (folder / ".git").mkdir()
    assert with_rules == ["a/build/out.md"]
    assert found("a") == ["a/b/deep.html", "a/b/old/gone.md", "a/kept.md", "a/z.txt"]
    assert found("build") == ["build/out.md"]


def test_included_and_excluded(folder: Path) -> None:
    assert found(".", include=["*.py", "a/*.txt"]) == ["a/z.txt", "code.py"]
    assert found(".", exclude=["a/", "*.MD"]) == ["b.md"]
    assert found("b.md", exclude=["*.md"]) == []


def test_a_folder_without_drafts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.py").write_text("x", encoding="utf-8")
    (failure,) = find_drafts(str(tmp_path)).failures
    assert "no draft in this folder; name a file" in str(failure)


def test_what_stands_beside_a_folder_that_can_not_be_listed_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("open", "shut"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.md").write_text("x", encoding="utf-8")
    listed = Path.iterdir

    def iterdir(self: Path) -> Iterator[Path]:
        if self.name == "shut":
            raise PermissionError(13, "Permission denied")
        return listed(self)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    outcome = find_drafts(str(tmp_path))
    assert [Path(draft).parent.name for draft in outcome.drafts] == ["open"]
    assert [str(failure) for failure in outcome.failures] == [
        f"{tmp_path / 'shut'}: it can't be listed (Permission denied); change its permissions, or exclude it"
    ]


GLOBS = [
    ("*.md", "a/b.md", True),
    ("/*.md", "a/b.md", False),
    ("a/*.md", "a/b.md", True),
    ("a/*.md", "a/b/c.md", False),
    ("a/**/c.md", "a/c.md", True),
    ("a/**/c.md", "a/x/y/c.md", True),
    ("**/c.md", "c.md", True),
    ("a/**", "a/x", True),
    ("a/**", "a", False),
    ("b?.[mt]d", "x/b1.td", True),
    ("b[!0-9].md", "b1.md", False),
    ("b[^0-9].md", "bx.md", True),
    ("\\#x.md", "#x.md", True),
    ("\\!x.md", "!x.md", True),
    ("x\\*.md", "xy.md", False),
    ("x.md  ", "x.md", True),
    ("*a*a*a*a*a*b", "a" * 200, False),
]


@pytest.mark.parametrize(("pattern", "path", "ignored"), GLOBS)
def test_patterns(pattern: str, path: str, ignored: bool) -> None:
    assert is_ignored(Path("/r") / path, False, read_rules([pattern], Path("/r"))) is ignored


PART = st.sampled_from(["a", "b", "ab", "*", "**", "a*", "?", "[ab]"])
PATTERNS = st.lists(
    st.builds(
        lambda negated, root, parts, end: f"{negated}{root}{'/'.join(parts)}{end}",
        st.sampled_from(["", "", "!"]),
        st.sampled_from(["", "/"]),
        st.lists(PART, min_size=1, max_size=3),
        st.sampled_from(["", "", "/"]),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=25, deadline=None)
@given(patterns=PATTERNS)
def test_patterns_are_read_as_git_reads_them(patterns: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    root = tmp_path_factory.mktemp("repository")
    names = ["a", "b/a", "ab/b", "ab/a/b", "b/b/ab"]
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("", encoding="utf-8")
    (root / ".gitignore").write_text("\n".join(patterns), encoding="utf-8")
    git = ["git", "-c", "core.excludesFile=", "-C", str(root)]
    subprocess.run([*git, "init", "-q"], check=True)
    told = subprocess.run([*git, "ls-files", "-o", "--exclude-standard"], capture_output=True, text=True, check=True)
    rules = read_rules(patterns, root)
    seen = [
        name
        for name in names
        if not any(is_ignored(path, path.is_dir(), rules) for path in _from_the_top(root, root / name))
    ]
    shutil.rmtree(root)
    assert sorted(seen) == sorted(line for line in told.stdout.splitlines() if line != ".gitignore")


def _from_the_top(root: Path, path: Path) -> list[Path]:
    return [*[parent for parent in path.parents if root in parent.parents], path]
