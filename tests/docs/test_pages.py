"""The pages under docs/: their examples run, and their links lead somewhere."""

from __future__ import annotations

import ast
import doctest
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command import ROOT, environment, factcheck

PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "knowledge/README.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def test_the_examples_of_the_library_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs/library.md").read_text("utf-8")
    # a fence ends what an example prints
    lines = "".join("\n" if line.startswith("```") else f"{line}\n" for line in text.splitlines())
    examples = doctest.DocTestParser().get_doctest(lines, {}, "library.md", "docs/library.md", 0)
    assert len(examples.examples) > 15
    said: list[str] = []
    assert doctest.DocTestRunner().run(examples, out=said.append).failed == 0, "".join(said)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(_FENCED.sub("", page.read_text("utf-8"))):
        if not target.startswith("https://"):
            name, _, heading = target.partition("#")
            place = page.parent / name if name else page
            assert place.exists(), f"{page.name}: {target}"
            assert not heading or heading in headings(place), f"{page.name}: {target}"


def headings(page: Path) -> set[str]:
    """The anchors of a page, as GitHub makes them."""
    found = re.findall("^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in found}


def test_every_page_is_found_from_the_readme() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert all(f"(docs/{page.name})" in text for page in PAGES if page.parent.name == "docs")


# --- commands --------------------------------------------------------------------------------------


def shown_commands() -> Iterator[str]:
    """Every call of the program that a page shows, without comments and what it is piped to or from."""
    for page in PAGES:
        for line in page.read_text("utf-8").splitlines():
            if line.startswith("$ ") and "factcheck" in line:
                for part in line[2:].split(" | "):
                    words = shlex.split(part, comments=True)
                    if words and words[0] == "factcheck":
                        yield shlex.join(words)


@pytest.mark.parametrize("command", sorted(set(shown_commands())))
def test_commands_are_spelled_as_the_program_knows_them(command: str) -> None:
    words = shlex.split(command)[1:]
    plain = [word for word in words if not word.startswith("-")]
    asked = plain[:2] if plain[0] in ("knowledge", "config") else plain[:1]
    told = factcheck(*asked, "--help", COLUMNS="200")
    assert told.status == 0
    for option in (word.partition("=")[0] for word in words if word.startswith("-") and word != "-"):
        assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", told.out), option


# --- the comparison --------------------------------------------------------------------------------


def test_each_row_of_the_comparison_names_a_test_that_is_there() -> None:
    lines = [line for line in (ROOT / "docs/compared.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    rows = [line.strip("|").split("|") for line in lines if not line.startswith(("| | ", "| --- "))]
    assert len(rows) > 35
    for cells in rows:
        assert len(cells) == 9, cells
        assert cells[1].strip() == "✔"
        assert {cell.strip() for cell in cells[2:8]} <= set("✔~✗?–")
        (name, file), *others = re.findall(r"\[(\w+)\]\(\.\./([\w/.-]+)\)", cells[8])
        assert not others
        defined = ast.walk(ast.parse((ROOT / file).read_text("utf-8")))
        assert name in {each.name for each in defined if isinstance(each, ast.FunctionDef)}, f"{file} has no {name}"


def test_the_program_reaches_for_no_network() -> None:
    script = (
        "import sys\n"
        "def refuse(event, _):\n"
        "    if event.startswith(('socket.', 'urllib.')):\n"
        "        raise SystemExit(f'{event} was called')\n"
        "sys.addaudithook(refuse)\n"
        "from factcheck.entry import main\n"
        "sys.exit(main(['check', 'examples/', '--format', 'html', '--exit-zero']))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=ROOT, env=environment(), check=False)
    assert (done.returncode, done.stderr) == (0, b"")
