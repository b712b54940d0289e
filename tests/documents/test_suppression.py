"""Comments that silence units, in the syntax of each format."""

from __future__ import annotations

import json

import pytest

from factcheck.documents import read_document
from factcheck.model import Document

COMMENTS = {
    "text": "\n\n{}\n\n",
    "markdown": "\n\n<!-- {} -->\n\n",
    "mdx": "\n\n{{/* {} */}}\n\n",
    "html": "<p><!--{}--><p>",
    "latex": "\n\n% {}\n\n",
    "rst": "\n\n.. {}\n\n",
}


def draft(kind: str, *parts: str) -> Document:
    """Sentences and commands, each in a paragraph or comment of its own."""
    comment = COMMENTS[kind]
    text = "".join(comment.format(part) if part.startswith("factcheck ") else f"{part}\n\n" for part in parts)
    return read_document(text, "draft.mdx" if kind == "mdx" else "draft", "auto" if kind == "mdx" else kind)


def silenced(document: Document) -> list[tuple[str | None, str | None, list[str]]]:
    return [
        (suppression.assertion, suppression.reason, [document.units[index].text for index in suppression.units])
        for suppression in document.suppressions
    ]


@pytest.mark.parametrize("kind", COMMENTS)
def test_a_stretch_the_next_unit_and_one_assertion(kind: str) -> None:
    document = draft(
        kind,
        "A leads. B leads.",
        "factcheck off",
        "C leads.",
        "D leads. E leads.",
        "factcheck on",
        "F leads.",
        "factcheck disable-next: it is a joke",
        "G leads. H leads.",
        "factcheck ignore[patents-2023]: our own count",
        "I leads.",
        "factcheck off",
        "J leads.",
    )
    assert [unit.text for unit in document.units] == [f"{letter} leads." for letter in "ABCDEFGHIJ"]
    assert silenced(document) == [
        (None, None, ["C leads.", "D leads.", "E leads."]),
        (None, "it is a joke", ["G leads."]),
        ("patents-2023", "our own count", ["I leads."]),
        (None, None, ["J leads."]),
    ]


@pytest.mark.parametrize("kind", COMMENTS)
def test_what_silences_nothing_is_told(kind: str) -> None:
    document = draft(
        kind, "A leads.", "factcheck off", "factcheck on", "factcheck on", "B leads.", "factcheck disable-next"
    )
    assert silenced(document) == [(None, None, []), (None, None, [])]
    starts = [document.position(suppression.start).line for suppression in document.suppressions]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "comment", ["factcheck offline", "factcheck off now", "factcheck ignore[]", "factcheck", "no factcheck off", "off"]
)
def test_other_comments_are_comments(comment: str) -> None:
    assert not read_document(f"<!-- {comment} -->\n\nA leads.", "draft.md").suppressions


def test_commands_in_code_are_none() -> None:
    text = (
        "```\n<!-- factcheck off -->\n{/* factcheck off */}\n```\n\n"
        "`{/* factcheck off */}` A leads. <!-- factcheck disable-next --> B leads."
    )
    document = read_document(text, "draft.md")
    assert silenced(document) == [(None, None, ["B leads."])]


def test_commands_in_a_notebook() -> None:
    cells = [{"cell_type": "markdown", "source": ["A leads.\n", "\n", "<!-- factcheck disable-next -->\n", "B leads."]}]
    document = read_document(json.dumps({"cells": cells}), "draft.ipynb")
    assert silenced(document) == [(None, None, ["B leads."])]
