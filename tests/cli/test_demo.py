"""`factcheck demo`: what it shows is what the commands it names do, on one screen."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.command import ROOT, factcheck
from tests.support.golden import assert_golden

DRAFT = ROOT / "knowledge/demo.md"


def test_output(tmp_path: Path) -> None:
    done = factcheck("demo", cwd=tmp_path, COLUMNS="80")
    assert (done.status, done.err, list(tmp_path.iterdir())) == (0, "", [])
    assert len(done.out.splitlines()) < 50
    assert_golden(Path(__file__).parent / "golden/demo.txt", done.out)


def test_it_shows_every_verdict() -> None:
    shown = [line.split(" ")[0] for line in factcheck("demo").out.splitlines() if "demo.md:" in line]
    assert shown == ["supported", "contradicted", "contradicted", "unknown"]


def test_the_commands_do_what_it_shows(tmp_path: Path) -> None:
    shutil.copy(DRAFT, tmp_path)
    demo = factcheck("demo", COLUMNS="80").out
    report = factcheck("check", "-v", "--format", "terminal", "demo.md", cwd=tmp_path, COLUMNS="80").out
    assert f"$ factcheck check -v demo.md\n{report}\n$ factcheck check --fix demo.md\n" in demo
    for command in (["check", "--fix"], ["cite"]):
        changed = {line for line in factcheck(*command, "demo.md", cwd=tmp_path).out.splitlines() if line[:1] in "+-"}
        assert changed < set(demo.splitlines())


def test_colours_are_a_matter_of_wish() -> None:
    plain = factcheck("demo", "--color", "never").out
    colored = factcheck("demo", "--color", "always").out
    assert "\x1b" not in plain
    assert "\x1b[1;31mcontradicted\x1b[0m" in colored
    assert "\x1b[32m+" in colored
