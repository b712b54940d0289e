"""The quick reader of plain calls and typer understand the same thing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.cli.app import new_application, run_application
from factcheck.cli.options import CHECK_OPTIONS, OPTIONS, Option, Options, read_plain

EVERY = (*CHECK_OPTIONS, *OPTIONS)
PLAIN = [
    ([], (), Options()),
    (["a.md", "b"], ("a.md", "b"), Options()),
    (["-"], ("-",), Options()),
    (["--format", "json", "x"], ("x",), Options(format=("json",))),
    (["--format=json"], (), Options(format=("json",))),
    (["-v", "--verbose"], (), Options(verbose=True)),
    (["--knowledge", "a", "x", "--knowledge=b"], ("x",), Options(knowledge=("a", "b"))),
    (
        ["--exclude", "a/", ".", "--exclude=b", "--include=*.md"],
        (".",),
        Options(exclude=("a/", "b"), include=("*.md",)),
    ),
    (["--files-from", "list"], (), Options(files_from="list")),
    (["--fail-on", "never", "--as", "lines"], (), Options(fail_on="never", kind="lines")),
]
NOT_PLAIN = [
    ["--help"],
    ["-h"],
    ["--formt", "json"],
    ["--format"],
    ["--format", "--as"],
    ["--fail-on", "sometimes"],
    ["--verbose=yes"],
    ["-v=1"],
    ["-vv"],
    ["--", "x"],
    ["--files-from"],
]

VALUES = st.text("ab=. ", max_size=4)


@pytest.mark.parametrize(("arguments", "words", "options"), PLAIN)
def test_plain_calls(arguments: list[str], words: tuple[str, ...], options: Options) -> None:
    assert read_plain(arguments, EVERY) == (words, options)


@pytest.mark.parametrize("arguments", NOT_PLAIN)
def test_calls_that_are_left_to_typer(arguments: list[str]) -> None:
    assert read_plain(arguments, EVERY) is None


def by_typer(arguments: Sequence[str]) -> tuple[tuple[str, ...], Options]:
    found: list[tuple[tuple[str, ...], Options]] = []

    def keep(words: Sequence[str], options: Options) -> int:
        found.append((tuple(words), options))
        return 0

    assert run_application(new_application(keep, keep, keep), ["check", *arguments]) == 0
    return found[0]


@st.composite
def calls(draw: st.DrawFn) -> list[str]:
    arguments: list[str] = []
    for option in draw(st.lists(st.sampled_from(EVERY), max_size=5)):
        arguments += draw(VALUES.filter(bool).map(lambda word: [word]) | st.just([]))
        arguments += draw(written(option))
    return arguments


def written(option: Option) -> st.SearchStrategy[list[str]]:
    name = st.sampled_from(option.names)
    if option.metavar is None:
        return name.map(lambda one: [one])
    value = st.sampled_from(option.choices) if option.choices else VALUES
    apart = st.tuples(name, value).map(list)
    return apart | st.tuples(name, value).map(lambda both: [f"{both[0]}={both[1]}"])


@given(calls())
def test_both_readers_agree(arguments: list[str]) -> None:
    assert read_plain(arguments, EVERY) == by_typer(arguments)
