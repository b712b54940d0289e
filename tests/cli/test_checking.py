"""`check`, `claim` and `explain`: what is read, what is shown, and the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.support.command import Done

FALSE = "The Danube is 3,850 km long."
TRUE = "It flows into the Black Sea."
OPEN = "It was longer in 1950."

STATUS = [
    ("", "contradicted", 0),
    (TRUE, "contradicted", 0),
    (OPEN, "contradicted", 0),
    (FALSE, "contradicted", 1),
    (TRUE, "unknown", 0),
    (OPEN, "unknown", 1),
    (FALSE, "unknown", 1),
    (FALSE, "never", 0),
    (OPEN, "never", 0),
]


@pytest.mark.parametrize(("text", "fail_on", "status"), STATUS)
def test_exit_status(call: Call, text: str, fail_on: str, status: int) -> None:
    assert call("check", "-", "--fail-on", fail_on, stdin=text.encode()).status == status
    if text:
        assert call("claim", text, "--fail-on", fail_on).status == status
        assert call("explain", text, "--fail-on", fail_on).status == status


def verdicts(out: str) -> list[str]:
    return [line.split(": ")[1] for line in out.splitlines()]


SHOWN = [
    ([], ["contradicted"]),
    (["--fail-on", "unknown"], ["contradicted", "unknown"]),
    (["--fail-on", "never"], ["contradicted"]),
    (["-v"], ["contradicted", "supported", "unknown"]),
]


@pytest.mark.parametrize(("options", "expected"), SHOWN)
def test_concise_shows_what_needs_attention(call: Call, options: list[str], expected: list[str]) -> None:
    draft = f"{FALSE} {TRUE} {OPEN}".encode()
    assert verdicts(call("check", *options, stdin=draft).out) == expected


def test_quiet_where_all_is_well(call: Call) -> None:
    done = call("check", "-", stdin=TRUE.encode())
    assert (done.status, done.out, done.err) == (0, "", "")


def test_standard_input_is_read_with_and_without_a_dash(call: Call) -> None:
    one, other = call("check", "-", stdin=FALSE.encode()), call("check", stdin=FALSE.encode())
    assert one == other
    assert one.out.startswith("<stdin>:1:1: contradicted: ")


def test_nothing_to_check_at_a_keyboard(call: Call) -> None:
    done = call("check", stdin=None)
    assert (done.status, done.out) == (2, "")
    assert (
        done.err
        == "factcheck: nothing to check: name a file or folder, or pipe a draft in; see factcheck check --help\n"
    )


def test_the_name_of_standard_input_tells_its_kind(call: Call) -> None:
    markdown = f"`{FALSE}`\n".encode()
    assert call("check", "-", "--stdin-filename", "notes.txt", stdin=markdown).out.startswith("notes.txt:1:1: ")
    assert call("check", "-", "--stdin-filename", "notes.md", stdin=markdown).out == ""
    assert call("check", "-", "--stdin-filename", "notes.md", "--as", "text", stdin=markdown).status == 1


def test_lines_stand_alone(call: Call) -> None:
    done = call("check", "-", "--as", "lines", "--format", "json", stdin=f"{TRUE}\n\n{FALSE}".encode())
    (document,) = json.loads(done.out)["documents"]
    assert [(each["line"], each["verdict"]) for each in document["sentences"]] == [
        (1, "supported"),
        (3, "contradicted"),
    ]


def test_a_claim_always_says_something(call: Call) -> None:
    assert call("claim", TRUE).out == "<claim>:1:1: supported: The knowledge base says the same. [river-atlas]\n"
    assert call("claim", OPEN).out == "<claim>:1:1: unknown: No figure for 1950 is known. [yearbook]\n"
    assert call("claim", "How long is it?").out == "<claim>:1:1: unknown: This is a question.\n"


def test_a_claim_without_quotation_marks(call: Call) -> None:
    assert call("claim", *FALSE.split()) == call("claim", FALSE)


def test_a_claim_as_json_has_the_shape_of_a_report(call: Call) -> None:
    report = json.loads(call("claim", FALSE, "--format", "json").out)
    assert report["documents"][0]["path"] == "<claim>"
    assert report["summary"] == {"sentences": 1, "supported": 0, "contradicted": 1, "unknown": 0}
    assert "steps" not in report["documents"][0]["sentences"][0]


def test_explain_reads_lines(call: Call) -> None:
    done = call("explain", "--as", "lines", "--format", "json", "-", stdin=f"{TRUE}\n{FALSE}\n".encode())
    sentences = json.loads(done.out)["documents"][0]["sentences"]
    assert [each["line"] for each in sentences] == [1, 2]
    assert sentences[1]["steps"]


def test_explain_of_several_lines_shows_each_of_them(call: Call) -> None:
    lines = f"{TRUE}\n{FALSE}\n".encode()
    out = call("explain", "--as", "lines", "--format", "terminal", "--color", "never", "-", stdin=lines).out
    assert out.index("supported <stdin>:1:1") < out.index(TRUE) < out.index("contradicted <stdin>:2:1")
    assert "retrieval: kept" in out


def test_terminal_format_when_asked_for(call: Call) -> None:
    out = call("check", "--format", "terminal", "--color", "never", "-", stdin=FALSE.encode()).out
    assert "              ^^^^^" in out
    assert "\x1b" not in out
    assert "\x1b[" in call("check", "--format", "terminal", "--color", "always", "-", stdin=FALSE.encode()).out


COLOR = [
    ({}, "auto", False),
    ({"FORCE_COLOR": "1"}, "auto", True),
    ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "auto", False),
    ({"NO_COLOR": "1"}, "always", True),
    ({"FORCE_COLOR": "1"}, "never", False),
]


@pytest.mark.parametrize(("variables", "wish", "colored"), COLOR)
def test_color(
    call: Call, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], wish: str, colored: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    out = call("claim", FALSE, "--format", "terminal", "--color", wish).out
    assert ("\x1b[" in out) is colored


# --- files -------------------------------------------------------------------------------------------


def test_folders_and_files_in_order_each_once(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drafts").mkdir()
    for name in ("b.md", "a.txt", "data.bin"):
        (tmp_path / "drafts" / name).write_text(FALSE)
    (tmp_path / "z.md").write_text(FALSE)
    out = call("check", "z.md", "drafts", "z.md", "drafts/a.txt").out
    assert [line.split(":")[0] for line in out.splitlines()] == ["z.md", "drafts/a.txt", "drafts/b.md"]


BAD: dict[str, bytes | None] = {
    "missing.md": None,
    "binary.md": b"\x00\x01\x02\xff",
    "latin.txt": "caf\xe9 au lait".encode("latin-1"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_draft_that_cannot_be_read(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    content = BAD[name]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    (tmp_path / "good.md").write_text(FALSE)
    done = call("check", name, "good.md")
    assert done.status == 2
    assert done.out.startswith("good.md:1:1: contradicted"), "the others are checked all the same"
    (line,) = done.err.splitlines()
    assert line.startswith(f"factcheck: {name}")
    assert "bug" not in line


def test_an_empty_folder(call: Call, tmp_path: Path) -> None:
    done = call("check", str(tmp_path))
    assert done.status == 2
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("command", [["check", "-"], ["claim", "x"], ["explain", "x"]])
def test_an_unknown_kind(call: Call, command: list[str]) -> None:
    done = call(*command, "--as", "papyrus", stdin=b"x")
    assert (done.status, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert line.startswith("factcheck: --as papyrus: no such kind of draft; there are auto, lines, text, markdown, ")


def test_a_folder_named_like_a_draft(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.md").mkdir()
    empty = call("check", "x.md")
    assert (empty.status, empty.out) == (2, "")
    assert empty.err == "factcheck: x.md: no draft in this folder; name a file, or a folder that holds drafts\n"
    (tmp_path / "x.md" / "in.md").write_text(FALSE)
    assert call("check", "x.md").out.startswith("x.md/in.md:1:1: contradicted: ")


def test_a_link_that_leads_nowhere(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "round.md").symlink_to("round.md")
    done = call("check", "round.md")
    assert (done.status, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert line.startswith("factcheck: round.md: it can't be read (")


def test_an_empty_path_is_not_the_current_folder(call: Call) -> None:
    done = call("check", "")
    assert (done.status, done.out) == (2, "")
    assert done.err == ("factcheck: a path is empty; name a file or folder, or leave it out to read what is piped in\n")


def test_concise_is_never_wrapped(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    draft = f"{FALSE}\n\n{'word ' * 300}{FALSE}\n".encode()
    lines = call("check", "-", stdin=draft).out.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("<stdin>:") and line.endswith("]") for line in lines)


def test_names_and_drafts_cannot_act_on_the_terminal(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "a\x1b]0;evil\x07\n.md"
    (tmp_path / name).write_text(FALSE + "\n")
    for form in ("concise", "terminal"):
        out = call("check", "--color", "never", "--format", form, name).out
        assert "\x1b" not in out
        assert "\x07" not in out
    (complaint,) = call("check", "missing\x1b[2J\n.md").err.splitlines()
    assert "\x1b" not in complaint


# --- failures ----------------------------------------------------------------------------------------


def failing(error: BaseException) -> object:
    def fail(*_: object) -> None:
        raise error

    return fail


def test_a_bug_is_told_in_a_line(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.cli.checking.open_session", failing(ZeroDivisionError("by\nzero")))
    monkeypatch.delenv("FACTCHECK_DEBUG", raising=False)
    done = call("claim", TRUE)
    assert (done.status, done.out) == (2, "")
    (line,) = done.err.splitlines()
    assert line.startswith("factcheck: this is a bug in factcheck: ZeroDivisionError: by zero; ")
    monkeypatch.setenv("FACTCHECK_DEBUG", "1")
    assert "Traceback" in call("claim", TRUE).err


def test_a_failing_device_is_told_in_a_line(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.cli.showing.write", failing(OSError(28, "No space left on device")))
    done = call("claim", TRUE)
    assert (done.status, done.err) == (2, "factcheck: No space left on device\n")


def test_interruption(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.cli.checking.open_session", failing(KeyboardInterrupt()))
    for arguments in (["claim", TRUE], ["claim", "--", TRUE]):
        done = call(*arguments)
        assert (done.status, done.out, done.err) == (130, "", "")


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("a.md", "old/b.md", "old/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{FALSE}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


PICKED = [
    (["."], ["a.md", "old/b.md", "old/c.txt"]),
    ([".", "--exclude", "old/"], ["a.md"]),
    ([".", "--include", "*.txt"], ["old/c.txt"]),
    (["a.md", "old/b.md", "--exclude", "*.md"], []),
    (["--files-from", "list"], ["old/c.txt", "a.md"]),
    (["--files-from", "zeros"], ["old/b.md"]),
    (["a.md", "--files-from", "list"], ["a.md", "old/c.txt"]),
    (["--files-from", "-"], ["old"]),
]


@pytest.mark.parametrize(("arguments", "paths"), PICKED, ids=[" ".join(arguments) for arguments, _ in PICKED])
def test_which_drafts_are_checked(call: Call, drafts: Path, arguments: list[str], paths: list[str]) -> None:
    (drafts / "list").write_text("old/c.txt\n\na.md\n", encoding="utf-8")
    (drafts / "zeros").write_bytes(b"old/b.md\0")
    done = call("check", *arguments, stdin=b"old\n")
    expected = ["old/b.md", "old/c.txt"] if paths == ["old"] else paths
    assert [line.split(":")[0] for line in done.out.splitlines()] == expected
    assert (done.status, done.err) == (1 if paths else 0, "")


def test_an_empty_list_is_nothing_to_complain_of(call: Call) -> None:
    assert call("check", "--files-from", "-") == Done(0, "", "")


def test_a_list_that_is_not_there(call: Call, drafts: Path) -> None:
    done = call("check", "--files-from", "nowhere")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("factcheck: nowhere: ")
