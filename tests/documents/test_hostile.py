"""Drafts that nobody would write: no traceback, sound places, and all of a long line read."""

from __future__ import annotations

from contextlib import nullcontext, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.documents import READERS, load, read_document
from factcheck.errors import DraftError
from tests.documents.test_drafts import DRAFTS, NAMES

PIECES = {
    "text": ["- ", "> ", "===\n", "1. ", ":\n", "“", '"'],
    "markdown": [
        "**",
        "`",
        "```\n",
        "[a](b)",
        "![",
        "](",
        "<b>",
        "<table>\n",
        "<td>",
        "| ",
        "|-|\n",
        "> ",
        "- ",
        "[^a]",
        "---\n",
        "title: x\n",
        "$x_1$",
        "{{",
        "}}",
        "{%",
        "<!--",
        "-->",
        "# ",
        ": ",
        "~~",
        "\\",
        "&amp;",
        "    ",
    ],
    "html": [
        "<p>",
        "</p>",
        "<li>",
        "<ul>",
        "</ul>",
        "<table>",
        "<tr>",
        "<td colspan=3>",
        "<th rowspan=2>",
        "</table>",
        "<h1>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<code>",
        "<sup>",
        "</sup>",
        "<br>",
        "<q>",
        "<img alt='a b'>",
        "<caption>",
        "<dl><dt>",
        "<div hidden>",
        "</div>",
        "&lt;",
        "&#65;",
        "<a b='",
        "<blockquote>",
        "<title>",
        "<pre>",
    ],
    "latex": [
        "\\",
        "{",
        "}",
        "$",
        "\\begin{tabular}{l}",
        "\\end{tabular}",
        "\\begin{itemize}",
        "\\item ",
        "\\end{itemize}",
        "&",
        "\\\\",
        "\\footnote{",
        "\\section{",
        "\\caption{",
        "\\begin{table}",
        "\\end{table}",
        "\\cite{a}",
        "%",
        "\\verb|",
        "\\'",
        "~",
        "``",
        "\\multirow{2}{*}{",
        "\\hline ",
        "\\[",
        "\\]",
        "\\begin{verbatim}",
        "\\begin{document}",
        "\\enquote{",
        "[",
        "]",
    ],
    "rst": [
        "*",
        "``",
        "`",
        "::\n\n",
        ".. note:: ",
        ".. [1] ",
        ".. figure:: a\n   :alt: b\n",
        "===\n",
        "=== ===\n",
        "+-+-+\n",
        "|a|b|\n",
        "- ",
        "1. ",
        "   ",
        "[1]_",
        ":a:`b`",
        "\\",
        "| ",
        ".. list-table:: x\n",
        "   * - a\n",
    ],
    "notebook": ['{"cells": [', '{"cell_type": "markdown", "source": ', '"a \\u00e9 \\n"', "[", "]", "}", ",", '"'],
}
COMMON = ["a", "China leads. ", "\n", "\n\n", "\r\n", " ", "é", "🇨🇳", "\ufffc", "\u00ad", "http://x.y "]


def assert_sound(text: str, kind: str) -> None:
    """Every unit is traced to places within the text."""
    document = read_document(text, "draft", kind)
    for unit in document.units:
        assert len(unit.text) == len(unit.origins) == len(unit.ends)
        assert unit.text == unit.text.strip() != ""
        assert all(0 <= start <= end <= len(text) for start, end in zip(unit.origins, unit.ends, strict=True))
        assert document.position(unit.origins[0]).column > 0


@pytest.mark.parametrize("kind", READERS)
@given(data=st.data())
def test_any_pieces_in_any_order(kind: str, data: st.DataObject) -> None:
    pieces = data.draw(st.lists(st.sampled_from(PIECES[kind] + COMMON), max_size=25))
    text = "".join(pieces)
    # of a notebook most of these are broken JSON, which is refused
    with suppress(DraftError) if kind == "notebook" else nullcontext():
        assert_sound(text, kind)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_a_draft_that_is_cut_off(name: str, data: st.DataObject) -> None:
    text = (DRAFTS / name).read_text(encoding="utf-8")
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    if not name.endswith(".ipynb"):
        kind = {"md": "markdown", "html": "html", "tex": "latex", "rst": "rst"}.get(name.rpartition(".")[2], "text")
        assert_sound(text[start:end], kind)
    assert load(str(DRAFTS / name)).units


@pytest.mark.parametrize("kind", [kind for kind in READERS if kind != "notebook"])
def test_a_long_line_is_read_to_its_end(kind: str) -> None:
    sentence = "China filed 921,000 patents in 2023. "
    assert len(read_document(sentence * 3000, "draft", kind).units) == 3000


@pytest.mark.parametrize("kind", [kind for kind in READERS if kind != "notebook"])
def test_what_is_opened_again_and_again_is_no_obstacle(kind: str) -> None:
    for piece in PIECES[kind]:
        assert_sound(piece * 500, kind)
