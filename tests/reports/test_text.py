"""Text for terminals: nothing acts, nothing overflows, nothing is lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model import CheckedDocument, Report, Span
from factcheck.reports import find_format
from factcheck.reports.excerpt import excerpt
from factcheck.reports.text import columns, filled, safe
from factcheck.reports.view import EVERYTHING, View
from tests.support.values import contradicted, document_of, report_of, unit_at

ANYTHING = st.text(st.characters(), max_size=80)
WORDS = st.text(st.sampled_from("ab 中é🌊…“\u0301\u200d-"), max_size=120)

SAFE = [
    ("plain é中🌊", "plain é中🌊"),
    ("\x1b[31mred", "\\x1b[31mred"),
    ("a\nb\tc\r\u2028d", "a b c  d"),
    ("\u202eevil\u2066", "\\u202eevil\\u2066"),
    ("\x9b2J\x07\x00", "\\x9b2J\\x07\\x00"),
    ("\udc80", "\\udc80"),
    ("👩\u200d🔬", "👩\u200d🔬"),
]


@pytest.mark.parametrize(("text", "expected"), SAFE)
def test_safe(text: str, expected: str) -> None:
    assert safe(text) == expected


def test_safe_in_ascii() -> None:
    assert safe("“1 – 2”… ≥ é中", ascii_only=True) == '"1 - 2"... >= \\xe9\\u4e2d'


@given(ANYTHING)
def test_nothing_acts(text: str) -> None:
    shown = safe(text)
    assert not any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@given(ANYTHING, ANYTHING)
def test_no_report_for_people_acts(text: str, path: str) -> None:
    said = text or "x"
    judgement = contradicted(unit_at(said, said), said, reason=text)
    report = report_of(CheckedDocument(document_of(said, path, (judgement.unit,)), (judgement,)))
    for name in ("terminal", "concise"):
        lines = find_format(name)(report, View(EVERYTHING)).split("\n")
        assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for line in lines for character in line)
        assert "\u202e" not in "".join(lines)


@given(ANYTHING)
def test_json_keeps_every_character(text: str) -> None:
    import json

    said = text or "x"
    judgement = contradicted(unit_at(said, said), said, reason=text)
    report: Report = report_of(CheckedDocument(document_of(said, "a", (judgement.unit,)), (judgement,)))
    written = find_format("json")(report, View()).encode("utf-8", "backslashreplace")
    assert json.loads(written)["documents"][0]["sentences"][0]["text"] == said


@given(WORDS, st.integers(2, 30))
def test_filled_lines_fit_and_keep_the_words(text: str, width: int) -> None:
    lines = list(filled(text, width))
    assert all(columns(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(WORDS, st.integers(4, 30), st.data())
def test_carets_stand_below_the_marked_words(text: str, width: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    rows = list(excerpt(text, [Span(start, end)], width, ascii_only=False))
    assert all(columns(words) <= width for words, _ in rows)
    assert sum(carets.count("^") for _, carets in rows) == columns(text[start:end])
