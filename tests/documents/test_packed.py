"""Word processors' files, built here from their XML."""

from __future__ import annotations

import io
import zipfile

import pytest

from factcheck.documents import read_document
from factcheck.errors import DraftError
from tests.documents.rendering import render

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORD = f"""<w:document {W}
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><w:body>
<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>Two systems</w:t></w:r></w:p>
<w:p/>
<w:p><w:r><w:t xml:space="preserve">China filed </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>921,</w:t></w:r>
<w:ins><w:r><w:t>000</w:t></w:r></w:ins><w:del><w:r><w:delText>111</w:delText></w:r></w:del><w:r><w:br/>
<w:t>patents</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t> China has 1</w:t></w:r>
<m:oMath><m:r><m:t>China has 2</m:t></m:r></m:oMath>
<w:r><w:t>. It leads.</w:t></w:r>
<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A map"/></wp:inline></w:drawing></w:r></w:p>
<w:p><w:r><w:t>In 2024, China had:</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r><w:t>24 clusters</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr><w:r><w:t>a child</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="H2"/></w:pPr><w:r><w:t>Tables</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Code"/></w:pPr><w:r><w:t>China has 3.</w:t></w:r></w:p>
<w:tbl>
<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p><w:r><w:t>2023</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>China</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>Patents</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>921,000</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>15%</w:t></w:r></w:p></w:tc></w:tr>
</w:tbl>
<w:p><w:pPr><w:pStyle w:val="Quote"/></w:pPr><w:r><w:t>The US leads.</w:t></w:r></w:p>
</w:body></w:document>"""
STYLES = f"""<w:styles {W}><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style></w:styles>"""
NOTES = f"""<w:footnotes {W}><w:footnote w:type="separator"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>
<w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>"""
WORD_UNITS = """\
1:1-1:12 heading: Two systems
3:1-3:30 paragraph: China filed 921,000 patents￼. {Two systems}
3:31-3:40 paragraph: It leads. {Two systems}
4:1-4:6 caption: A map {Two systems}
5:1-5:20 paragraph: In 2024, China had: {Two systems}
6:1-6:12 item: 24 clusters {Two systems; introduction=In 2024, China had:}
7:1-7:8 item: a child {Two systems; introduction=In 2024, China had: 24 clusters}
8:1-8:7 heading: Tables {Two systems}
11:9-11:16 cell: 921,000 (Patents; China) {Two systems > Tables > 2023; row=Patents; column=China}
12:2-12:5 cell: 15% (Patents; China) {Two systems > Tables > 2023; row=Patents; column=China}
13:1-13:14 quote quoted: The US leads. {Two systems > Tables}
14:1-14:8 note: A note. {Two systems > Tables}
"""

NAMES = "urn:oasis:names:tc:opendocument:xmlns"
OPEN = f"""<office:document-content xmlns:office="{NAMES}:office:1.0" xmlns:text="{NAMES}:text:1.0"
 xmlns:table="{NAMES}:table:1.0" xmlns:style="{NAMES}:style:1.0" xmlns:draw="{NAMES}:drawing:1.0"
 xmlns:svg="{NAMES}:svg-compatible:1.0"><office:automatic-styles>
<style:style style:name="P1" style:parent-style-name="Preformatted_20_Text"/></office:automatic-styles>
<office:body><office:text><text:tracked-changes><text:p>China has 1.</text:p></text:tracked-changes>
<text:h text:outline-level="1">Two <text:span>systems</text:span></text:h>
<text:p text:style-name="P1">China has 2.</text:p>
<text:p>China filed <text:span>921,</text:span>000<text:s text:c="2"/>patents<text:note>
<text:note-citation>1</text:note-citation>
<text:note-body><text:p>A note.</text:p></text:note-body></text:note>. It leads.</text:p>
<text:p>In 2024, China had:</text:p>
<text:list><text:list-item><text:p>24 clusters</text:p></text:list-item></text:list>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p/></table:table-cell>
<table:table-cell><text:p>China</text:p></table:table-cell></table:table-row></table:table-header-rows>
<table:table-row><table:table-cell><text:p>Patents</text:p></table:table-cell>
<table:table-cell><text:p>921,000</text:p></table:table-cell></table:table-row></table:table>
</office:text></office:body></office:document-content>"""
OPEN_UNITS = """\
1:1-1:12 heading: Two systems
3:1-3:30 paragraph: China filed 921,000 patents. {Two systems}
3:31-3:40 paragraph: It leads. {Two systems}
4:1-4:8 note: A note. {Two systems}
5:1-5:20 paragraph: In 2024, China had: {Two systems}
6:1-6:12 item: 24 clusters {Two systems; introduction=In 2024, China had:}
8:9-8:16 cell: 921,000 (Patents; China) {Two systems; row=Patents; column=China}
"""


def packed(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return file.getvalue()


def test_a_word_document() -> None:
    content = packed(word__document=WORD, word__styles=STYLES, word__footnotes=NOTES)
    assert render(read_document(content, "draft.docx")) == WORD_UNITS


def test_an_open_document() -> None:
    assert render(read_document(packed(content=OPEN), "draft.odt")) == OPEN_UNITS


WHOLE = packed(word__document=WORD)
BROKEN = {
    "no archive": b"China leads.",
    "cut off": WHOLE[: len(WHOLE) // 2],
    "without a document": packed(content=OPEN),
    "broken XML": packed(word__document=WORD[:-20]),
    "without a body": packed(word__document="<document/>"),
    "with a document type": packed(word__document='<!DOCTYPE x [<!ENTITY a "b">]>' + WORD),
    "damaged": WHOLE[:60] + bytes(20) + WHOLE[80:],
    "too deep": packed(
        word__document=f"<w:document {W}><w:body>" + "<w:sdt>" * 9000 + "</w:sdt>" * 9000 + "</w:body></w:document>"
    ),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_one_complaint(content: bytes) -> None:
    with pytest.raises(DraftError, match=r"^draft.docx: this is no DOCX file, or it is damaged; save it again"):
        read_document(content, "draft.docx")


def test_a_word_document_as_text_is_refused() -> None:
    with pytest.raises(DraftError, match="a docx draft is no text"):
        read_document("China leads.", "draft.docx")
