"""The HTML report: all that a draft holds stays text, and the page is in one piece."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from factcheck.documents import read_document
from factcheck.model import CheckedDocument, KnowledgeSummary, Report
from factcheck.reports.view import View
from factcheck.reports.webpage import webpage
from tests.support.stub import check

VOID = {"meta", "input"}
SUMMARY = KnowledgeSummary(8, 2, "0123abcd")
FALSE = "The Danube is 3,850 km long."


class Outline(HTMLParser):
    """The tags of a page, whether they are closed in order, its addresses and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.controls: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action")]
        self.ids += [given["id"] or ""] if "id" in given else []
        self.controls += [given["aria-controls"] or ""] if "aria-controls" in given else []
        assert not any(name.startswith("on") for name in given)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] not in (["script"], ["style"]):
            self.text.append(data)


def outline(text: str, kind: str = "text", path: str = "draft.md") -> Outline:
    found = Outline()
    found.feed(webpage(Report(SUMMARY, (check(read_document(text, path, kind)),)), View()))
    found.close()
    assert found.open == []
    return found


HOSTILE = st.text(
    st.sampled_from("<>&\"'/ \n\\`=aå.3,850🙂\x1b") | st.characters(codec="utf-8", exclude_characters="\x00")
)


@given(HOSTILE)
def test_whatever_a_draft_holds_stays_text(text: str) -> None:
    plain = outline(FALSE)
    found = outline(f"{FALSE}\n\n<script>alert(1)</script> {text}")
    assert found.tags.count("script") == plain.tags.count("script") == 1
    assert set(found.tags) <= set(plain.tags) | {"p", "span", "aside", "button", "ul", "li", "a"}
    assert all(address.startswith("https://") for address in found.addresses)


def test_every_sentence_has_its_card() -> None:
    found = outline(f"{FALSE} It flows into the Black Sea. Is it long? It was longer in 1950.")
    assert found.controls == found.ids == ["card-1", "card-2", "card-3", "card-4"]


def test_the_page_reads_as_the_draft() -> None:
    found = outline(f"# Rivers\n\n{FALSE}\n\n- One\n- Two\n\n> Quoted.\n", "markdown")
    for tag in ("h2", "p", "ul", "li", "blockquote"):
        assert tag in found.tags
    words = "".join(found.text)
    assert words.index("Rivers") < words.index("The Danube is") < words.index("One") < words.index("Quoted.")


def test_lines_stand_apart() -> None:
    assert outline(f"{FALSE}\n{FALSE}\n", "lines").tags.count("mark") == 2


def test_a_silenced_sentence_stands_there_without_a_card() -> None:
    document = read_document(f"{FALSE}\n\nMore.\n", "draft", "text")
    checked = check(document)
    found = Outline()
    found.feed(webpage(Report(SUMMARY, (CheckedDocument(document, checked.judgements[1:]),)), View()))
    assert FALSE in "".join(found.text)
    assert found.controls == ["card-1"]


def test_the_policy_allows_nothing_from_elsewhere() -> None:
    page = webpage(Report(SUMMARY, ()), View())
    assert "default-src 'none'; style-src 'sha256-" in page
    assert "unsafe" not in page
    assert "http" not in page.replace("http-equiv", "")
