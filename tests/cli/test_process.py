"""Pipes, terminals and signals, seen from outside the process. A judge without a knowledge base stands in."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys

from tests.support.command import ROOT, environment

STUB = [sys.executable, "-m", "tests.support.stub"]
FALSE = "The Danube is 3,850 km long.\n"


def start(*arguments: str, stdout: int = subprocess.PIPE, **env: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*STUB, *arguments],
        stdin=subprocess.PIPE,
        stdout=stdout,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(**env),
        preexec_fn=heed_control_c,  # noqa: PLW1509 - no thread runs here
    )


def heed_control_c() -> None:
    """Take Ctrl-C as a terminal sends it, also where these tests run in the background of a shell, which ignores it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_a_reader_that_has_left_is_no_error() -> None:
    for arguments in (["check", "-"], ["check", "-", "--format", "json"], ["check", "--help"]):
        reading, writing = os.pipe()
        os.close(reading)
        process = start(*arguments, stdout=writing)
        os.close(writing)
        _, err = process.communicate((FALSE * 5000).encode())
        assert err == b""
        assert process.returncode in (0, 1)


def test_the_first_line_of_many() -> None:
    process = start("check", "-", stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdin.write((FALSE * 5000).encode())
    process.stdin.close()
    assert process.stdout.readline().startswith(b"<stdin>:1:1: contradicted: ")
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 1


def test_control_c_ends_it_without_a_word() -> None:
    process = start("check", "-", STUB_TELLS="1")
    assert process.stderr is not None
    assert process.stderr.readline() == b"open\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (out, err) == (b"", b"")
    # where the signal meets Python running code from a string, it ends by that signal, which shells tell as 130 too
    assert process.returncode in (130, -signal.SIGINT)


def test_no_standard_input_is_an_empty_draft() -> None:
    done = subprocess.run(
        ["sh", "-c", '"$0" -m tests.support.stub check - <&-', sys.executable],
        capture_output=True,
        cwd=ROOT,
        env=environment(),
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_an_ascii_terminal_gets_ascii() -> None:
    draft = "In “1950” it was 3,850 km — 多瑙河."
    for form in ("terminal", "concise"):
        process = start("check", "-", "--format", form, PYTHONIOENCODING="ascii")
        out, err = process.communicate(draft.encode())
        assert (process.returncode, err) == (1, b"")
        assert out.isascii()


def test_json_is_the_same_bytes_wherever_it_is_written() -> None:
    outputs = set()
    for encoding in ("ascii", "latin-1", "utf-8"):
        process = start("check", "-", "--format", "json", PYTHONIOENCODING=encoding)
        outputs.add(process.communicate("“Größe” 3,850 中.".encode())[0])
    (only,) = outputs
    assert "Größe".encode() in only


def on_terminal(*arguments: str, **env: str) -> str:
    """What a person at a terminal sees."""
    ours, theirs = pty.openpty()
    process = start(*arguments, stdout=theirs, **env)
    os.close(theirs)
    assert process.stdin is not None
    process.stdin.write(FALSE.encode())
    process.stdin.close()
    seen = b""
    while True:
        try:
            read = os.read(ours, 4096)
        except OSError:
            break
        if not read:
            break
        seen += read
    os.close(ours)
    assert process.wait() == 1
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    return seen.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colours_and_carets() -> None:
    seen = on_terminal("check", "-", TERM="xterm")
    assert seen.startswith("\x1b[1;31mcontradicted\x1b[0m <stdin>:1:1\n")
    assert "^^^^^" in seen
    assert "[1] Hydrographic Society" in seen


def test_a_terminal_without_colours() -> None:
    for wish in ({"NO_COLOR": "1", "TERM": "xterm"}, {"TERM": "dumb"}):
        seen = on_terminal("check", "-", **wish)
        assert seen.startswith("contradicted <stdin>:1:1\n")
        assert "\x1b" not in seen


def test_a_narrow_terminal() -> None:
    seen = on_terminal("check", "-", TERM="dumb", COLUMNS="40")
    assert max(map(len, seen.splitlines())) <= 40


def test_a_look_up_loads_no_more_than_it_needs() -> None:
    script = (
        "import sys, factcheck.cli.checking, tests.support.stub as stub;"
        "factcheck.cli.checking.open_session = stub.open_stub;"
        "from factcheck.entry import main;"
        "main(['claim', 'The Danube is long.', '--format', 'concise']);"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, env=environment(), check=True
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "factcheck.reports.concise" in loaded
    assert (
        loaded & {"typer", "rich", "rapidfuzz", "yaml", "json", "subprocess", "difflib", "pathlib", "shutil", "tomllib"}
        == set()
    )
