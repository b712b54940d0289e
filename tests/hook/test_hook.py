"""The hook under the real pre-commit, in scratch repositories. It builds an environment from the package index."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command import ROOT

TRUE = "China authorized 921,000 invention patents in 2023.\n"
FALSE = "China filed 921,000 patent applications in 2023.\n"
PARTS = ("factcheck", "knowledge", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")


def run(folder: Path, *command: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    identity = {
        "GIT_AUTHOR_NAME": "Writer",
        "GIT_AUTHOR_EMAIL": "writer@example.org",
        "GIT_COMMITTER_NAME": "Writer",
        "GIT_COMMITTER_EMAIL": "writer@example.org",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath))),
    }
    more = {} if home is None else {"PRE_COMMIT_HOME": str(home)}
    return subprocess.run(
        command,
        cwd=folder,
        env=kept | identity | more,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def new_repository(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    assert run(folder, "git", "init", "-q").returncode == 0
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    run(folder, "git", "add", "-A")
    return folder


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that holds the program as it is in this checkout."""
    folder = tmp_path_factory.mktemp("program")
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "shipped"))
        else:
            shutil.copy(ROOT / name, folder / name)
    new_repository(folder)
    done = run(folder, "git", "commit", "-q", "-m", "program")
    assert done.returncode == 0, done.stdout
    return folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps the environments that these tests share."""
    return tmp_path_factory.mktemp("home")


def configuration(program: Path) -> str:
    """The configuration of the example repository, with this checkout as the place of the program."""
    example = (ROOT / "examples/article-repository/.pre-commit-config.yaml").read_text("utf-8")
    revision = run(program, "git", "rev-parse", "HEAD").stdout.strip()
    lines = []
    for line in example.splitlines():
        key, colon, _ = line.partition(": ")
        changed = {"  - repo": str(program), "    rev": revision}.get(key)
        lines.append(line if changed is None else f"{key}{colon}{changed}")
    assert len(lines) == 5
    return "\n".join(lines) + "\n"


def test_try_repo(tmp_path: Path, program: Path, home: Path) -> None:
    folder = new_repository(tmp_path / "articles", **{"article.md": FALSE})
    done = run(folder, "pre-commit", "try-repo", str(program), "factcheck", "--all-files", home=home)
    assert done.returncode == 1, done.stdout
    assert "article.md:1:1: contradicted: " in done.stdout
    assert "exit code: 1" in done.stdout


def test_a_contradiction_stops_the_commit_and_a_true_draft_does_not(tmp_path: Path, program: Path, home: Path) -> None:
    files = {
        ".pre-commit-config.yaml": configuration(program),
        "article.md": FALSE,
        "notes.txt": TRUE,
        "code.py": f"# {FALSE}",
        "requirements.txt": FALSE,
    }
    folder = new_repository(tmp_path / "articles", **files)
    assert run(folder, "pre-commit", "install", home=home).returncode == 0

    stopped = run(folder, "git", "commit", "-m", "article", home=home)
    assert stopped.returncode == 1, stopped.stdout
    found = [line for line in stopped.stdout.splitlines() if "contradicted" in line]
    assert len(found) == 1, stopped.stdout
    assert found[0].startswith("article.md:1:1: contradicted: ")
    assert "1.6" in found[0], "what the figure should be"

    (folder / "article.md").write_text(TRUE, "utf-8")
    run(folder, "git", "add", "-A")
    passed = run(folder, "git", "commit", "-m", "article", home=home)
    assert passed.returncode == 0, passed.stdout
    assert "Passed" in passed.stdout


def test_manifest_is_valid() -> None:
    done = run(ROOT, "pre-commit", "validate-manifest", ".pre-commit-hooks.yaml")
    assert done.returncode == 0, done.stdout
