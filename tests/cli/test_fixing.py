"""`check --fix` and `--diff` on real drafts: what is changed is right afterwards, and nothing else is touched."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.support.command import ROOT, Done, factcheck

RIVERS = ["--isolated", "--no-default-knowledge", "--knowledge", str(ROOT / "examples/rivers/knowledge")]
WRONG = "The Rhine is 2,130 km long.\n"
RIGHT = "The Rhine is 1,230 km long.\n"
LEFT_OF_RIVERS = (
    "factcheck: draft.md:5:33: left “Rhine” as it is: what is wrong is not a figure by itself\n"
    "factcheck: draft.md:12:42: left “2,850 km” as it is: "
    "it may be the name or the measure that is wrong, and not the figure\n"
)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "examples/rivers/draft.md", tmp_path)
    return tmp_path / "draft.md"


def check(folder: Path, *arguments: str, stdin: str | bytes = b"") -> Done:
    return factcheck("check", *RIVERS, *arguments, cwd=folder, stdin=stdin)


def test_an_example(draft: Path) -> None:
    before = draft.read_text("utf-8")
    shown = check(draft.parent, "--diff", "draft.md")
    assert draft.read_text("utf-8") == before, "--diff changes nothing"
    fixed = check(draft.parent, "--fix", "draft.md")
    assert fixed.out == shown.out
    assert fixed.err == f"{LEFT_OF_RIVERS}factcheck: 2 figures corrected in 1 draft\n"
    assert (shown.status, fixed.status) == (1, 1)
    expected = before.replace("2,130 km", "1,230 km").replace("1,900 |", "1,090 |")
    assert draft.read_text("utf-8") == expected
    again = check(draft.parent, "--fix", "draft.md")
    assert again == Done(1, "", LEFT_OF_RIVERS)


def test_the_corrected_claims_are_supported(draft: Path) -> None:
    check(draft.parent, "--fix", "draft.md")
    report = json.loads(check(draft.parent, "--format", "json", "draft.md").out)
    verdicts = {each["text"]: each["verdict"] for each in report["documents"][0]["sentences"]}
    assert verdicts["The Rhine is 1,230 km long."] == "supported"
    assert verdicts["1,090 (Elbe; length (km))"] == "supported"


FORMS = {
    "crlf.md": "# Lakes\r\n\r\n**W** More.\r\nNo end",
    "cr.txt": "Lakes\r\rW\r",
    "mark.md": "\ufeffW\n",
    "tail.txt": "W \t\n\n\n",
    "page.html": "<p>W</p>\n<!-- W -->\n<script>W</script>\n",
    "paper.tex": "% W\n\\section{Lakes}\n\\emph{W}\n",
    "paper.rst": "Lakes\n=====\n\nW More *there*.\n",
    "book.ipynb": '{"cells": [{"cell_type": "markdown", "metadata": {}, "source": ["W\\n"]}], "metadata": {},'
    ' "nbformat": 4, "nbformat_minor": 5}',
}


@pytest.mark.parametrize("name", FORMS)
def test_nothing_else_is_touched(tmp_path: Path, name: str) -> None:
    source = FORMS[name].replace("W", WRONG.strip()).encode()
    (tmp_path / name).write_bytes(source)
    done = check(tmp_path, "--fix", name)
    assert done.status == 0, done.err
    new = (tmp_path / name).read_bytes()
    places = [at for at, (old, now) in enumerate(zip(source, new, strict=True)) if old != now]
    assert len(source) == len(new)
    assert len(places) == 2, "one figure, two of whose digits differ"
    assert check(tmp_path, "--fix", name) == Done(0, "", "")


LEFT = [
    ("“The Rhine is 2,130 km long.”", "it is quoted"),
    ("The Rhine is “2,130 km” long.", "it is quoted"),
    ("The Rhine is more than 2,130 km long.", "the sentence tells a bound, not a figure"),
    ("The Rhine is 2,**130** km long.", "there is markup within the figure"),
]


@pytest.mark.parametrize(("text", "why"), LEFT)
def test_what_is_left(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "a.md").write_text(text, "utf-8")
    done = check(tmp_path, "--fix", "a.md")
    assert (done.status, done.out) == (1, "")
    assert done.err.endswith(f" as it is: {why}\n")
    assert (tmp_path / "a.md").read_text("utf-8") == text


def test_what_is_silenced_stays(tmp_path: Path) -> None:
    text = f"<!-- factcheck disable-next: from an old map -->\n\n{WRONG}"
    (tmp_path / "a.md").write_text(text)
    assert check(tmp_path, "--fix", "a.md") == Done(0, "", "")
    assert (tmp_path / "a.md").read_text() == text


def test_standard_input_comes_back_fixed(tmp_path: Path) -> None:
    assert check(tmp_path, "--fix", "-", stdin=WRONG) == Done(0, RIGHT, "factcheck: 1 figure corrected in 1 draft\n")
    assert check(tmp_path, "--fix", "-", stdin=RIGHT) == Done(0, RIGHT, "")
    assert check(tmp_path, "--fix", "-", stdin=b"\xef\xbb\xbf" + WRONG.encode()).out == f"\ufeff{RIGHT}"
    shown = check(tmp_path, "--diff", "-", "--stdin-filename", "a.md", stdin=WRONG)
    assert shown.status == 1
    assert shown.out == f"--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-{WRONG}+{RIGHT}"


def test_word_processors_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK")
    (tmp_path / "b.md").write_text(WRONG)
    done = check(tmp_path, "--fix", "a.docx", "b.md")
    assert done.status == 2
    assert done.err.endswith("a.docx: a docx draft can't be changed here; change it in its word processor\n")
    assert (tmp_path / "b.md").read_text() == RIGHT, "the others are fixed all the same"


def test_a_diff_can_be_applied_and_does_not_act_on_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{WRONG.strip()} \x1b[2J\u202eand")
    out = check(tmp_path, "--diff", "a.md").out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert out.endswith("\n\\ No newline at end of file\n")


DRAFTS = ["clean-article.md", "flawed-article.md", "newsletter.txt", "rivers/draft.md"]


@pytest.mark.parametrize("name", DRAFTS)
def test_every_example_can_be_mended_and_cited_and_then_rests(tmp_path: Path, name: str) -> None:
    shutil.copy(ROOT / "examples" / name, tmp_path / "draft.md")
    base = RIVERS if "rivers" in name else ["--isolated"]
    for command in (["check", "--fix"], ["cite"]):
        first = factcheck(*command, *base, "draft.md", cwd=tmp_path)
        assert first.status in (0, 1), first.err
        once = (tmp_path / "draft.md").read_bytes()
        again = factcheck(*command, *base, "draft.md", cwd=tmp_path)
        assert (again.out, (tmp_path / "draft.md").read_bytes()) == ("", once)
    assert b"[^" in once or name == "newsletter.txt"
    report = json.loads(factcheck("check", *base, "--format", "json", "draft.md", cwd=tmp_path).out)
    notes = [each for each in report["documents"][0]["sentences"] if each["reason"].startswith("It refers to a source")]
    assert len(notes) == once.count(b"\n[^")
    assert {each["verdict"] for each in notes} <= {"unknown"}
