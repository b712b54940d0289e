"""Shell completion: what bash, zsh and fish are told, and a real bash that completes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command import ROOT, environment, factcheck

RIVERS = "--no-default-knowledge --knowledge examples/rivers/knowledge"

LINES = [
    ("factcheck comp", ["completion"]),
    ("factcheck check --form", ["--format"]),
    ("factcheck check --format j", ["json", "jsonl", "junit"]),
    ("factcheck check --format terminal --format=stu", []),
    ("factcheck claim --as la", ["latex"]),
    ("factcheck check --fail-on ", ["contradicted", "unknown", "never"]),
    (f"factcheck check {RIVERS} --sources ri", ["river-atlas"]),
    ("factcheck check --sources pri", ["primary"]),
    (f"factcheck knowledge uses {RIVERS} danube", ["danube-length", "danube-mouth", "danube-navigable"]),
    (f"factcheck knowledge show {RIVERS} rhine", ["rhine", "rhine-length", "rhine-mouth"]),
    (f"factcheck knowledge list {RIVERS} --topic ", ["rivers"]),
    ("factcheck knowledge list --kind f", ["figure", "forecast"]),
    ("factcheck knowledge show --knowledge nosuch danube", []),
    ("factcheck completion ", ["bash", "zsh", "fish", "powershell"]),
]


@pytest.mark.parametrize(("line", "expected"), LINES, ids=[case[0] for case in LINES])
def test_every_shell_is_told_the_same(line: str, expected: list[str]) -> None:
    before = line.rpartition(" ")[0]
    bash = factcheck(_FACTCHECK_COMPLETE="complete_bash", COMP_WORDS=line, COMP_CWORD=str(len(before.split())))
    assert (bash.status, bash.err, bash.out.split()) == (0, "", expected)
    asked = factcheck(
        _FACTCHECK_COMPLETE="complete_fish", _TYPER_COMPLETE_ARGS=line, _TYPER_COMPLETE_FISH_ACTION="get-args"
    )
    # what a word is for stands behind a tab, and may go on in the next line
    assert [word for each in asked.out.splitlines() if " " not in (word := each.split("\t")[0]) and word] == expected
    zsh = factcheck(_FACTCHECK_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=line).out
    assert all(f'"{each}"' in zsh for each in expected)
    assert (zsh == "_files\n") == (not expected)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_every_shell_has_a_script(shell: str) -> None:
    done = factcheck("completion", shell)
    assert (done.status, done.err) == (0, "")
    assert f"complete_{shell}" in done.out


def test_a_real_bash(tmp_path: Path) -> None:
    command = tmp_path / "factcheck"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m factcheck "$@"\n')
    command.chmod(0o755)
    script = (
        'eval "$(factcheck completion bash)"; complete -p factcheck; COMP_WORDS=(factcheck knowledge se); COMP_CWORD=2;'
        '_factcheck_completion factcheck; echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}"),
        check=True,
    )
    assert done.stdout.splitlines() == ["complete -o default -F _factcheck_completion factcheck", "search"]
