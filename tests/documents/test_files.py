"""From files to text: what can't be read says so, and offsets are those of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.documents import kind_for, load, read_document, single
from factcheck.errors import DraftError, UsageError
from factcheck.model import BlockKind

UNREADABLE = [
    (b"China leads.\n\xe9t\xe9\n", "line 2 is not UTF-8 (byte 0xe9); save it as UTF-8"),
    ("China leads.".encode("utf-16"), "it is written in UTF-16; save it as UTF-8"),
    ("China leads.".encode("utf-32"), "it is written in UTF-32; save it as UTF-8"),
    (b"\n\nChina\0", "line 3 holds a NUL byte, so it is no text; name a text file"),
    (b"China leads. \xf0\x9f\x87", "line 1 is not UTF-8 (byte 0xf0); save it as UTF-8"),
]


@pytest.mark.parametrize(("content", "complaint"), UNREADABLE)
def test_what_is_no_text_is_refused_in_one_line(tmp_path: Path, content: bytes, complaint: str) -> None:
    path = tmp_path / "draft.md"
    path.write_bytes(content)
    with pytest.raises(DraftError) as caught:
        load(str(path))
    assert str(caught.value) == f"{path}: {complaint}"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(DraftError, match=r"no such file; check the path$"):
        load(str(tmp_path / "draft.md"))
    with pytest.raises(DraftError, match=r"this is a folder, not a file; name the files in it$"):
        load(str(tmp_path / "folder.md"))
    with pytest.raises(DraftError, match="can't be read"):
        load("draft\0.md")


def test_nul_and_half_pairs_in_text() -> None:
    with pytest.raises(DraftError, match="line 2 holds a NUL"):
        read_document("a\nb\0", "<stdin>", "text")
    assert single("the \udce9 leads").units[0].text == "the \ufffd leads"


def test_an_unknown_kind_lists_the_known_ones() -> None:
    with pytest.raises(UsageError, match="unknown kind of draft: pdf; it is one of auto, lines, text, markdown"):
        read_document("China leads.", "draft.pdf", "pdf")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("draft.md", "markdown"),
        ("a.b/DRAFT.MD", "markdown"),
        ("page.htm", "html"),
        ("paper.tex", "latex"),
        ("notes.txt", "text"),
        ("a.md/README", "text"),
        ("draft.md.bak", "text"),
        ("<stdin>", "text"),
        (".md", "markdown"),
    ],
)
def test_the_suffix_tells_the_kind(path: str, kind: str) -> None:
    assert kind_for(path) == kind


def test_a_byte_order_mark_is_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes("\ufeffChina leads.".encode())
    document = load(str(path))
    assert document.units[0].text == "China leads."
    assert document.units[0].origins[0] == 0
    assert read_document("\ufeffChina leads.", "<stdin>", "lines").units[0].origins[0] == 0


def test_lines_are_unchanged_and_alone() -> None:
    document = read_document("  China leads. It does.\t\r\n\r\n \rsee http://x.y **z**\n", "<stdin>", "lines")
    assert [(unit.text, document.position(unit.origins[0]).line) for unit in document.units] == [
        ("  China leads. It does.\t", 1),
        ("see http://x.y **z**", 4),
    ]
    assert all(unit.alone and unit.kind is BlockKind.LINE for unit in document.units)


@pytest.mark.parametrize(
    ("line", "quoted"),
    [("“China leads.”", True), ('"China leads."', True), ("“China” leads “5G”", False), ("China “leads”", False)],
)
def test_a_line_within_quotation_marks_is_quoted(line: str, quoted: bool) -> None:
    assert read_document(line, "<stdin>", "lines").units[0].quoted is quoted


def test_a_claim_is_one_unit() -> None:
    document = single("China leads. The US lags.\n")
    assert document.path == "<claim>"
    assert [unit.text for unit in document.units] == ["China leads. The US lags.\n"]
    assert single(" \n").units == ()


@given(st.text(alphabet="ab1.é\n\r\u2028\x85\x0c 🇨", max_size=60))
def test_positions_count_code_points_and_the_three_line_ends(text: str) -> None:
    for unit in read_document(text, "<stdin>", "lines").units:
        document = read_document(text, "<stdin>", "lines")
        position = document.position(unit.origins[0])
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert lines[position.line - 1][position.column - 1 :] == unit.text


ANY_DRAFT = st.text(alphabet='aB1 .!-*_>#|$\\{}[]()<&;:`~="“”\n\r\t\u00ad\u200b\ufffcé', max_size=200)


@given(ANY_DRAFT)
def test_text_is_traced_to_what_was_written(text: str) -> None:
    document = read_document(text, "draft.txt")
    for unit in document.units:
        assert len(unit.text) == len(unit.origins) == len(unit.ends)
        assert list(unit.origins) == sorted(unit.origins)
        assert unit.text == " ".join(unit.text.split())
        for letter, start, end in zip(unit.text, unit.origins, unit.ends, strict=True):
            written = text[start:end]
            assert (
                letter == written or (letter == " " and not written.strip("> \t\n\r\u00ad\u200b")) or letter == "\ufffc"
            )
