"""Configuration: which file counts, what it may say, how faults are told, and what wins over what."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.support.command import Done, factcheck

FALSE = "The Danube is 3,850 km long."
OPEN = "It was longer in 1950."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a repository, with a draft that has a sentence that is wrong and one that is not known."""
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    inner = repository / "site" / "articles"
    inner.mkdir(parents=True)
    (inner / "a.md").write_text(f"{FALSE} {OPEN}\n")
    monkeypatch.chdir(inner)
    return inner


NEVER = 'fail-on = "never"\n'

FOUND = [
    ({}, 1),
    ({"factcheck.toml": NEVER}, 0),
    ({".factcheck.toml": NEVER}, 0),
    ({"pyproject.toml": "[tool.factcheck]\n" + NEVER}, 0),
    ({"pyproject.toml": '[tool]\nfactcheck.fail-on = "never"\n'}, 0),
    ({"pyproject.toml": '[tool."factcheck"]\n' + NEVER}, 0),
    ({"pyproject.toml": "[tool.other]\n" + NEVER}, 1),
    ({"pyproject.toml": "[tool.other]\nbroken ="}, 1),
    ({"../factcheck.toml": NEVER}, 0),
    ({"../../factcheck.toml": NEVER}, 0),
    ({"../../../factcheck.toml": NEVER}, 1),
    ({"factcheck.toml": "", "../factcheck.toml": NEVER}, 1),
    ({"pyproject.toml": "[project]\n", "../factcheck.toml": NEVER}, 0),
    ({"factcheck.toml": NEVER, ".factcheck.toml": 'fail-on = "unknown"'}, 0),
    ({"factcheck.toml": "\ufeff" + NEVER.replace("\n", "\r\n")}, 0),
]


@pytest.mark.parametrize(("files", "status"), FOUND, ids=[" ".join(files) or "none" for files, _ in FOUND])
def test_which_file_counts(call: Call, folder: Path, files: dict[str, str], status: int) -> None:
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    assert call("check", "a.md").status == status
    assert call("check", "a.md", "--isolated").status == 1
    for command in ("claim", "explain"):
        assert call(command, FALSE).status == status


WINS = [
    (["--fail-on", "contradicted"], 1),
    (["--config", "fail-on=contradicted"], 1),
    (["--config", 'fail-on = "contradicted"'], 1),
    (["--config", "fail-on=contradicted", "--fail-on", "never"], 0),
    (["--config", "fail-on=contradicted", "--config", "fail-on=never"], 0),
    (["--config", "other.toml"], 1),
    (["--config", "other.toml", "--config", "fail-on=never"], 0),
    (["--config", "fail-on=never", "--config", "other.toml"], 0),
    (["--isolated", "--config", "fail-on=never"], 0),
    (["--isolated", "--config", "verbose=true"], 1),
]


@pytest.mark.parametrize(("arguments", "status"), WINS)
def test_what_wins(call: Call, folder: Path, arguments: list[str], status: int) -> None:
    (folder / "factcheck.toml").write_text(NEVER)
    (folder / "other.toml").write_text('fail-on = "contradicted"')
    assert call("check", "a.md", *arguments).status == status


FAULTS = [
    ('fail-onn = "never"', "factcheck.toml:1: fail-onn is no setting; perhaps fail-on is meant"),
    ('\n\nfail_on = "never"', "factcheck.toml:3: fail_on is no setting; perhaps fail-on is meant"),
    ('[per-paths."a"]', "factcheck.toml:1: per-paths is no setting; perhaps per-path is meant"),
    ("[rivers]", "factcheck.toml:1: rivers is no setting; there are "),
    ('fail-on = "sometimes"', "factcheck.toml:1: fail-on is “sometimes”; it is one of contradicted, unknown, never"),
    ("fail-on = 3", "factcheck.toml:1: fail-on is 3; it must be a word in quotation marks"),
    ('verbose = "yes"', "factcheck.toml:1: verbose is “yes”; it must be true or false"),
    ("knowledge = [1]", "factcheck.toml:1: knowledge is 1; it must be a list of words"),
    ('exclude = [""]', "factcheck.toml:1: exclude is “”; it must be a list of words"),
    ("# rivers\nfail-on =", "factcheck.toml:2: not TOML: invalid value; mend that line"),
    (
        '[per-path."a/**"]\nverbos = true',
        "factcheck.toml:2: verbos is no per-path setting; there are fail-on",
    ),
    ("a = 1\na = 2\n", "factcheck.toml:2:6: not TOML: cannot overwrite a value; mend that line"),
    ('per-path = "a"', 'factcheck.toml:1: per-path is no table; write [per-path."drafts/**"]'),
    ('per-path."a/**" = 1', 'factcheck.toml:1: a/** is no table; write [per-path."a/**"]'),
]


@pytest.mark.parametrize(("text", "complaint"), FAULTS)
def test_faults_are_told_with_their_place(call: Call, folder: Path, text: str, complaint: str) -> None:
    (folder / "factcheck.toml").write_text(text)
    done = call("check", "a.md")
    assert (done.status, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert line.startswith(f"factcheck: {complaint}")


WRONG_CALLS = [
    (["--config", "none.toml"], "none.toml: it can't be read (No such file or directory); check the path"),
    (["--config", "fail-onn=never"], "--config: fail-onn is no setting; perhaps fail-on is meant"),
    (["--config", "pyproject.toml"], "pyproject.toml: it has no table [tool.factcheck]; add one, or name another file"),
    (["--config", "fail-on=a=b"], "--config: fail-on is “a=b”; it is one of contradicted, unknown, never"),
]


@pytest.mark.parametrize(("arguments", "complaint"), WRONG_CALLS)
def test_wrong_calls(call: Call, folder: Path, arguments: list[str], complaint: str) -> None:
    (folder / "pyproject.toml").write_text("[project]\n")
    done = call("check", "a.md", *arguments)
    assert (done.status, done.out, done.err) == (2, "", f"factcheck: {complaint}\n")


def test_lines_of_pyproject_are_those_of_the_table(call: Call, folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[tool.other]\ncolour = 1\n[tool.factcheck]\ncolour = 1\n")
    assert call("check", "a.md").err.startswith("factcheck: pyproject.toml:4: colour is no setting; perhaps color ")


PER_PATH = """
fail-on = "unknown"
[per-path."drafts/**"]
fail-on = "never"
[per-path."drafts/final/"]
fail-on = "contradicted"
"""
PATHS = [
    ("a.md", OPEN, 1),
    ("drafts/a.md", OPEN, 0),
    ("drafts/a.md", FALSE, 0),
    ("drafts/final/a.md", OPEN, 0),
    ("drafts/final/a.md", FALSE, 1),
]


@pytest.mark.parametrize("here", [".", "drafts"])
@pytest.mark.parametrize(("path", "text", "status"), PATHS)
def test_settings_of_paths(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch, path: str, text: str, status: int, here: str
) -> None:
    (folder / "factcheck.toml").write_text(PER_PATH)
    (folder / "drafts" / "final").mkdir(parents=True)
    (folder / path).write_text(text)
    monkeypatch.chdir(folder / here)
    shown = path.removeprefix("drafts/") if here == "drafts" else path
    assert call("check", shown if here == "drafts" and path != "a.md" else str(folder / path)).status == status


def test_a_command_line_that_says_when_to_fail_says_it_for_all_paths(call: Call, folder: Path) -> None:
    (folder / "factcheck.toml").write_text('[per-path."*.md"]\nfail-on = "never"')
    assert call("check", "a.md").status == 0
    assert call("check", "a.md", "--fail-on", "contradicted").status == 1


def test_patterns_start_from_the_folder_of_the_file(call: Call, folder: Path) -> None:
    (folder.parent / "factcheck.toml").write_text('exclude = ["articles/old"]\n')
    for name in ("old", "articles"):
        (folder / name).mkdir()
    (folder / "old" / "b.md").write_text(FALSE)
    (folder / "articles" / "old").mkdir()
    (folder / "articles" / "old" / "c.md").write_text(FALSE)
    shown = [line.split(":")[0] for line in call("check", ".").out.splitlines()]
    assert shown == ["a.md", "articles/old/c.md"]
    shown = [line.split(":")[0] for line in call("check", ".", "--exclude", "a.md").out.splitlines()]
    assert shown == ["articles/old/c.md", "old/b.md"]


def test_folders_start_from_the_folder_of_the_file(folder: Path) -> None:
    (folder.parent / "factcheck.toml").write_text('default-knowledge = false\nknowledge = "rivers"\n')
    done = factcheck("claim", "The Danube is long.", cwd=folder)
    assert done.status == 2
    assert "../rivers" in done.err
    done = factcheck("knowledge", "stats", cwd=folder)
    assert done.status == 2
    assert "../rivers" in done.err
    assert factcheck("knowledge", "stats", "--isolated", cwd=folder).status == 0


def test_show(folder: Path) -> None:
    (folder.parent / "factcheck.toml").write_text(
        '# rivers\nfail-on = "unknown"\nknowledge = ["rivers"]\n[per-path."drafts/**"]\nfail-on = "never"\n'
    )
    arguments = ("config", "show", "--config", "color=never", "--no-default-knowledge", "--exclude", "old")
    done = factcheck(*arguments, cwd=folder)
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    for line in (
        'as = "auto"  # default',
        "# as-of is not set",
        'color = "never"  # --config',
        "default-knowledge = false  # command line",
        'exclude = ["old"]  # command line',
        'fail-on = "unknown"  # ../factcheck.toml:2',
        'knowledge = ["../rivers"]  # ../factcheck.toml:3',
    ):
        assert line in lines
    assert lines[-2:] == ['[per-path."drafts/**"]', 'fail-on = "never"  # ../factcheck.toml:5']


def test_a_broken_configuration_of_a_hook_is_one_line(folder: Path) -> None:
    (folder / "factcheck.toml").write_bytes(b"\xff")
    done = factcheck("check", "a.md", cwd=folder)
    assert done == Done(2, "", "factcheck: factcheck.toml: it is not UTF-8; save it as UTF-8\n")


EXIT_ZERO = [(["a.md"], 0), (["a.md", "none.md"], 2), (["a.md", "--fail-on", "unknown"], 0)]


@pytest.mark.parametrize(("arguments", "status"), EXIT_ZERO)
def test_exit_zero(call: Call, folder: Path, arguments: list[str], status: int) -> None:
    assert call("check", "--exit-zero", *arguments).status == status


def test_named_files_that_are_excluded_are_left_out(call: Call, folder: Path) -> None:
    for more in ([], ["--force-exclude"]):
        assert call("check", "a.md", "--exclude", "*.md", *more) == Done(0, "", "")
