"""The hooks under the real pre-commit, in scratch repositories. It builds an environment from the package index."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
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
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
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


ARTICLES = "article-repository/.pre-commit-config.yaml"
OWN_KNOWLEDGE = "recipes/pre-commit-own-knowledge.yaml"


def configuration(program: Path, example: str = ARTICLES) -> str:
    """The configuration of an example, with this checkout as the place of the program."""
    revision = run(program, "git", "rev-parse", "HEAD").stdout.strip()
    lines = []
    for line in (ROOT / "examples" / example).read_text("utf-8").splitlines():
        key, colon, _ = line.partition(": ")
        changed = {"  - repo": str(program), "    rev": revision}.get(key)
        lines.append(line if changed is None else f"{key}{colon}{changed}")
    return "\n".join(lines) + "\n"


class Commits:
    """A scratch repository in which pre-commit is installed."""

    def __init__(self, folder: Path, home: Path, configuration: str, files: Mapping[str, str]) -> None:
        self._home = home
        self.folder = new_repository(folder, **{".pre-commit-config.yaml": configuration, **files})
        assert run(self.folder, "pre-commit", "install", home=home).returncode == 0

    def change(self, **files: str) -> None:
        """Write files without a commit, and stage them."""
        new_repository(self.folder, **files)

    def commit(self, status: int) -> str:
        """What pre-commit says of the staged files; `status` is what it must end with."""
        done = run(self.folder, "git", "commit", "-m", "change", home=self._home)
        assert done.returncode == status, done.stdout
        return done.stdout


def outcomes(said: str) -> list[str]:
    """How each hook ended, in their order."""
    told = [line for line in said.splitlines() if line.startswith("factcheck") and "..." in line]
    return [line.rpartition(".")[2].removeprefix("(no files to check)") for line in told]


def test_try_repo(tmp_path: Path, program: Path, home: Path) -> None:
    folder = new_repository(tmp_path / "articles", **{"article.md": FALSE})
    done = run(folder, "pre-commit", "try-repo", str(program), "factcheck", "--all-files", home=home)
    assert done.returncode == 1, done.stdout
    assert "article.md:1:1: contradicted: " in done.stdout
    assert "exit code: 1" in done.stdout


def test_a_contradiction_stops_the_commit_and_a_true_draft_does_not(tmp_path: Path, program: Path, home: Path) -> None:
    files = {"article.md": FALSE, "notes.txt": TRUE, "code.py": f"# {FALSE}", "requirements.txt": FALSE}
    articles = Commits(tmp_path, home, configuration(program), files)
    found = [line for line in articles.commit(1).splitlines() if "contradicted" in line]
    assert len(found) == 1
    assert found[0].startswith("article.md:1:1: contradicted: ")
    assert "1.6" in found[0], "what the figure should be"
    articles.change(**{"article.md": TRUE})
    assert outcomes(articles.commit(0)) == ["Passed"]


def test_the_package_that_is_installed_is_whole(tmp_path: Path, program: Path, home: Path) -> None:
    Commits(tmp_path, home, configuration(program), {"article.md": TRUE}).commit(0)
    (package,) = home.rglob("site-packages/factcheck")
    held = {file.relative_to(package).as_posix() for file in package.rglob("*")}
    assert {"py.typed", "reports/data/report.schema.json", "language/data/english.yaml", "shipped/assertions"} <= held


def test_what_is_excluded_stops_no_commit(tmp_path: Path, program: Path, home: Path) -> None:
    files = {"archive/old.md": FALSE, "factcheck.toml": 'exclude = ["archive/"]\n'}
    articles = Commits(tmp_path, home, configuration(program), files)
    assert outcomes(articles.commit(0)) == ["Passed"]


def test_many_files_are_checked_in_one_call(tmp_path: Path, program: Path, home: Path) -> None:
    files = {f"articles/{number}.md": FALSE for number in range(400)}
    articles = Commits(tmp_path, home, configuration(program) + "        args: [--format, json]\n", files)
    said = articles.commit(1)
    report, _ = json.JSONDecoder().raw_decode(said[said.index("{") :])
    assert len(report["documents"]) == len(files)
    assert said.count('"documents"') == 1


def test_a_broken_configuration_is_told_in_a_line(tmp_path: Path, program: Path, home: Path) -> None:
    files = {"article.md": TRUE, "factcheck.toml": "fail-onn = 'never'\n"}
    said = Commits(tmp_path, home, configuration(program), files).commit(1)
    assert "exit code: 2" in said
    assert [line for line in said.splitlines() if line.startswith("factcheck: factcheck.toml:1: ")]
    assert "Traceback" not in said


# --- a knowledge base of one's own ---------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path, program: Path, home: Path) -> Commits:
    """A repository with the knowledge base on rivers as its own, and an article that it supports."""
    rivers = ROOT / "examples/rivers/knowledge"
    facts = {f"facts/{file.relative_to(rivers).as_posix()}": file.read_text("utf-8") for file in rivers.rglob("*.yaml")}
    files = {"factcheck.toml": 'knowledge = ["facts"]\n', "article.md": "The Danube is 2,850 km long.\n", **facts}
    return Commits(tmp_path / "own", home, configuration(program, OWN_KNOWLEDGE), files)


def changed(own: Commits, old: str, new: str) -> None:
    name = "facts/assertions/rivers.yaml"
    text = (own.folder / name).read_text("utf-8")
    assert old in text
    own.change(**{name: text.replace(old, new)})


def test_where_only_the_knowledge_has_changed_it_is_looked_through_and_everything_checked(own: Commits) -> None:
    assert outcomes(own.commit(0)) == ["Passed", "Passed", "Passed"]

    changed(own, "locator: page 12", "locator: page 13")
    assert outcomes(own.commit(0)) == ["Skipped", "Passed", "Passed"]

    changed(own, "2,850", "2,857")
    said = own.commit(1)
    assert outcomes(said) == ["Skipped", "Passed", "Failed"]
    assert "article.md:1:1: contradicted: " in said


def test_a_fault_in_the_knowledge_stops_the_commit(own: Commits) -> None:
    changed(own, "subject: danube", "subject: donube")
    said = own.commit(1)
    assert outcomes(said)[1] == "Failed"
    assert [line for line in said.splitlines() if line.startswith("facts/assertions/rivers.yaml:")]


def test_where_only_an_article_has_changed_the_knowledge_is_left_alone(own: Commits) -> None:
    own.commit(0)
    own.change(**{"article.md": "The Danube is 2,850 km long, the Rhine 1,230 km.\n"})
    assert outcomes(own.commit(0)) == ["Passed", "Skipped", "Skipped"]


def test_manifest_is_valid() -> None:
    done = run(ROOT, "pre-commit", "validate-manifest", ".pre-commit-hooks.yaml")
    assert done.returncode == 0, done.stdout
