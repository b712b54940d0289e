"""How the command behaves as a process, apart from what it says of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from typer.main import get_command

from factcheck import __version__
from factcheck.cli.app import new_application
from factcheck.cli.checking import check, claim, explain
from factcheck.cli.options import CHECK_OPTIONS, OPTIONS
from factcheck.documents import KINDS
from factcheck.reports import FORMATS
from tests.support.command import ROOT, factcheck

WRONG = [
    ([], "a command is missing; see factcheck --help"),
    (["chek"], "no such command 'chek'. Did you mean 'check', 'schema'?; see factcheck --help"),
    (
        ["check", "--fromat", "json"],
        "no such option: --fromat (Possible options: --files-from, --format); see factcheck check --help",
    ),
    (["check", "--format"], "option '--format' requires an argument; see factcheck --help"),
    (["check", "--format", "xml", "-"], f"--format xml: no such format; there are {', '.join(FORMATS)}"),
    (
        ["claim", "--fail-on", "doubt", "x"],
        (
            "invalid value for '--fail-on': 'doubt' is not one of 'contradicted', 'unknown', 'never'; "
            "see factcheck claim --help"
        ),
    ),
    (["claim"], 'a sentence is missing: factcheck claim "…"; see factcheck claim --help'),
    (["explain", " "], 'a sentence is missing: factcheck explain "…"; see factcheck explain --help'),
    (["claim", "--as-of", "yesterday", "x"], "--as-of yesterday: not a day; write it like 2025-06-30"),
    (
        ["claim", "--no-default-knowledge", "x"],
        "--no-default-knowledge leaves no knowledge to check against; name some with --knowledge DIR",
    ),
    (["claim", "--knowledge", "", "x"], "--knowledge is given an empty name; name a folder, or leave the option out"),
    (
        ["claim", "--sources", "nosuch", "x"],
        "no source has the id or tag nosuch; `factcheck knowledge stats` shows the tags",
    ),
    (["claim", "--sources", "fonding", "x"], "no source has the id or tag fonding; did you mean founding?"),
    (["knowledge"], "a command is missing; see factcheck knowledge --help"),
    (
        ["knowledge", "search", " "],
        "the words to search for are empty; see factcheck knowledge search --help",
    ),
]


@pytest.mark.parametrize(("arguments", "complaint"), WRONG, ids=[" ".join(case[0]) for case in WRONG])
def test_wrong_calls(arguments: list[str], complaint: str) -> None:
    done = factcheck(*arguments)
    assert (done.status, done.err) == (2, f"factcheck: {complaint}\n")


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_version(flag: str) -> None:
    done = factcheck(flag)
    assert (done.status, done.out, done.err) == (0, f"factcheck {__version__}\n", "")


def commands(group: object, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command and group of commands."""
    yield above
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, (*above, name))


EVERY = sorted(commands(get_command(new_application(check, claim, explain))))


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_help_opens_with_examples(command: tuple[str, ...]) -> None:
    done = factcheck(*command, "--help")
    assert (done.status, done.err) == (0, "")
    assert factcheck(*command, "-h") == done
    usage, opening, example = [line for line in done.out.splitlines() if line.strip()][:3]
    assert usage.startswith("Usage: factcheck")
    assert opening.strip() == "Examples:"
    assert re.search(r"^    factcheck ", example)


def test_promised_options_are_in_the_help() -> None:
    shown = factcheck("check", "--help").out
    promised = ["--format", "--as", "--knowledge", "--no-default-knowledge", "--sources", "--as-of"]
    for option in [*promised, "--stdin-filename", "--fail-on", "-v", "--color"]:
        assert f" {option}" in shown


def test_every_kind_of_draft_is_told() -> None:
    help_text, page = factcheck("check", "--help").out, (ROOT / "docs/checking.md").read_text("utf-8")
    for kind in KINDS:
        assert kind in help_text
        assert f"`{kind}`" in page


def test_the_documentation_tells_every_option_and_command() -> None:
    page, readme = ((ROOT / name).read_text("utf-8") for name in ("docs/checking.md", "README.md"))
    for option in (*OPTIONS, *CHECK_OPTIONS):
        assert f"`{option.names[0]}" in page
    for command in ("check", "claim", "explain", "knowledge search", "knowledge show", "knowledge lint"):
        assert f"$ factcheck {command} " in readme
