"""The command line in this process, with a judge that needs no knowledge base."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import pytest

from factcheck.entry import main
from tests.support.command import Done
from tests.support.stub import open_stub

Call = Callable[..., Done]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls `factcheck` with arguments and standard input; None stands for a person's keyboard."""
    monkeypatch.setattr("factcheck.cli.checking.open_session", open_stub)

    def run(*arguments: str, stdin: bytes | None = b"") -> Done:
        keyboard = io.TextIOWrapper(io.BytesIO(stdin or b""), "utf-8")
        if stdin is None:
            monkeypatch.setattr(keyboard, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(sys, "stdin", keyboard)
        capsys.readouterr()
        status = main(list(arguments))
        done = capsys.readouterr()
        return Done(status, done.out, done.err)

    return run
