"""`factcheck cite`: where footnotes go, that they stay harmless, and that a second run adds none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.command import ROOT, Done, factcheck

RIVERS = ["--isolated", "--no-default-knowledge", "--knowledge", str(ROOT / "examples/rivers/knowledge")]
TRUE = "The Danube is 2,850 km long."
MOUTH = "The Danube flows into the Black Sea."
FALSE = "The Rhine is 2,130 km long."
ATLAS = "Hydrographic Society, “Atlas of European Rivers”, 2021-03"
NOTE = f"[^river-atlas]: {ATLAS}, table 2. <https://example.org/atlas>\n"
MOUTH_NOTE = f"[^river-atlas-2]: {ATLAS}, page 12. <https://example.org/atlas>\n"


def cite(folder: Path, *arguments: str, stdin: str = "") -> Done:
    return factcheck("cite", *RIVERS, *arguments, cwd=folder, stdin=stdin)


MARKDOWN = [
    ("a sentence", f"{TRUE}\n", f"{TRUE}[^river-atlas]\n\n{NOTE}"),
    ("no line end", TRUE, f"{TRUE}[^river-atlas]\n\n{NOTE}"),
    ("two places", f"{TRUE} {MOUTH}\n", f"{TRUE}[^river-atlas] {MOUTH}[^river-atlas-2]\n\n{NOTE}{MOUTH_NOTE}"),
    ("one place twice", f"{TRUE}\n\n- {TRUE}\n", f"{TRUE}[^river-atlas]\n\n- {TRUE}[^river-atlas]\n\n{NOTE}"),
    ("emphasis", f"**{TRUE}** More.\n", f"**{TRUE}**[^river-atlas] More.\n\n{NOTE}"),
    ("a link", f"[{TRUE}](a.html)\n", f"[{TRUE}](a.html)[^river-atlas]\n\n{NOTE}"),
    (
        "a note that is there",
        f"Rivers.[^a]\n{TRUE}\n\n[^a]: Long ones.\n",
        f"Rivers.[^a]\n{TRUE}[^river-atlas]\n\n[^a]: Long ones.\n{NOTE}",
    ),
    (
        "a label that is taken",
        f"{TRUE} Ask.[^river-atlas]\n\n[^river-atlas]: Another.\n",
        f"{TRUE}[^river-atlas-2] Ask.[^river-atlas]\n\n[^river-atlas]: Another.\n"
        + NOTE.replace("river-atlas]", "river-atlas-2]"),
    ),
    ("a source of its own", f"{TRUE}[^a]\n\n[^a]: The map.\n", None),
    ("within the sentence", "The Danube[^a] is 2,850 km long.\n\n[^a]: The map.\n", None),
    ("a wrong sentence", f"{FALSE}\n", None),
    ("a heading", f"# {TRUE}\n", None),
    ("front matter", f"---\ndescription: {TRUE}\n---\n", None),
    ("code", f"`{TRUE}`\n", None),
    ("silenced", f"<!-- factcheck disable-next: known -->\n\n{TRUE}\n", None),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in MARKDOWN], ids=[case[0] for case in MARKDOWN])
def test_markdown(tmp_path: Path, text: str, expected: str | None) -> None:
    (tmp_path / "a.md").write_text(text, "utf-8")
    done = cite(tmp_path, "a.md")
    assert (done.status, bool(done.out)) == (0, expected is not None)
    assert (tmp_path / "a.md").read_text("utf-8") == (expected or text)
    assert cite(tmp_path, "a.md") == Done(0, "", "")


OTHERS = [
    (
        "a.html",
        f"<body>\r\n<p><b>{TRUE}</b> {TRUE}</p>\r\n</body>\r\n",
        (
            f'<body>\r\n<p><b>{TRUE}</b><sup><a href="#fc-river-atlas" role="doc-noteref">1</a></sup> {TRUE}'
            '<sup><a href="#fc-river-atlas" role="doc-noteref">1</a></sup></p>\r\n'
            '<section class="factcheck-notes" role="doc-endnotes">\r\n<ol>\r\n'
            f'<li id="fc-river-atlas">{ATLAS}, table 2. <a href="https://example.org/atlas">https://example.org/atlas</a>'
            "</li>\r\n</ol>\r\n</section>\r\n</body>\r\n"
        ),
    ),
    ("b.html", f'<title>{TRUE}</title></head><p title="{TRUE}"><img alt="{TRUE}"></p>', None),
    (
        "a.tex",
        f"{TRUE}\n\n\\emph{{{MOUTH}}}\\footnote{{The map.}}\n\n{TRUE}~\\cite{{map}}\n",
        f"{TRUE}\\footnote{{{ATLAS}, table 2. \\texttt{{https://example.org/atlas}}}}\n\n"
        f"\\emph{{{MOUTH}}}\\footnote{{The map.}}\n\n{TRUE}~\\cite{{map}}\n".replace("“", "``").replace("”", "''"),
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), OTHERS, ids=[case[0] for case in OTHERS])
def test_other_formats(tmp_path: Path, name: str, text: str, expected: str | None) -> None:
    if expected is not None:
        expected = expected.replace("“", "``").replace("”", "''") if name.endswith("tex") else expected
    (tmp_path / name).write_bytes(text.encode())
    assert cite(tmp_path, name).status == 0
    assert (tmp_path / name).read_bytes().decode() == (expected or text)
    assert cite(tmp_path, name) == Done(0, "", "")


def test_a_later_sentence_joins_the_list_of_a_page(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(f"<body><p>{TRUE}</p></body>")
    cite(tmp_path, "a.html")
    page.write_text(page.read_text("utf-8").replace("</p>", f"</p><p>{MOUTH}</p>", 1), "utf-8")
    cite(tmp_path, "a.html")
    text = page.read_text("utf-8")
    assert text.count("<section") == 1
    assert text.index('<li id="fc-river-atlas">') < text.index('<li id="fc-river-atlas-2">') < text.index("</ol>")
    assert f'{MOUTH}<sup><a href="#fc-river-atlas-2" role="doc-noteref">2</a></sup>' in text


def test_an_example(tmp_path: Path) -> None:
    shutil.copy(ROOT / "examples/rivers/draft.md", tmp_path)
    before = (tmp_path / "draft.md").read_bytes()
    shown = cite(tmp_path, "--diff", "draft.md")
    assert (shown.status, (tmp_path / "draft.md").read_bytes()) == (1, before)
    done = cite(tmp_path, "draft.md")
    assert (done.status, done.out) == (0, shown.out)
    assert done.err == "factcheck: 3 sentences in 1 draft got their sources\n"
    old = factcheck("check", *RIVERS, "--format", "concise", "-v", str(ROOT / "examples/rivers/draft.md")).out
    new = factcheck("check", *RIVERS, "--format", "concise", "-v", "draft.md", cwd=tmp_path).out
    verdicts = [line.split(": ", 2)[1] for line in old.splitlines()]
    assert [line.split(": ", 2)[1] for line in new.splitlines()][: len(verdicts)] == verdicts


def test_standard_input(tmp_path: Path) -> None:
    done = cite(tmp_path, "-", "--stdin-filename", "a.md", stdin=f"{TRUE}\n")
    assert done.out == f"{TRUE}[^river-atlas]\n\n{NOTE}"


WRONG = [
    ([], "a draft is missing: factcheck cite DRAFT; see factcheck cite --help"),
    (["a.txt"], "a.txt: a text draft can't be given footnotes; they are for markdown, html, latex"),
]


@pytest.mark.parametrize(("arguments", "complaint"), WRONG)
def test_wrong_calls(tmp_path: Path, arguments: list[str], complaint: str) -> None:
    (tmp_path / "a.txt").write_text(TRUE)
    assert cite(tmp_path, *arguments) == Done(2, "", f"factcheck: {complaint}\n")
