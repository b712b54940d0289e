"""Drafts: from a file in some format to a `Document` of units, each code point traced to the file.

`READERS` names the kinds; a reader is a module with `read(source, path) -> Contents`, imported when it is needed.
What `claim` needs is imported here, and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.documents.alone import alone, line_units
from factcheck.documents.files import decode, line_starts, read_bytes, tidy
from factcheck.errors import DraftError, UsageError
from factcheck.model import Document

if TYPE_CHECKING:
    from types import ModuleType

    from factcheck.documents.blocks import Contents

AUTO = "auto"
LINES = "lines"
_PLAIN = "text"

READERS = {
    "text": "factcheck.documents.plain",
    "markdown": "factcheck.documents.markdown",
    "html": "factcheck.documents.html",
    "latex": "factcheck.documents.latex",
    "rst": "factcheck.documents.rst",
    "notebook": "factcheck.documents.notebook",
}
"""Kinds of drafts that are text, and the module that reads each."""

PACKED_READERS = {
    "docx": "factcheck.documents.docx",
    "odt": "factcheck.documents.odt",
}
"""Kinds of drafts whose files are no text; their readers take bytes."""

KINDS = (AUTO, LINES, *READERS, *PACKED_READERS)
"""Everything that `--as` takes."""

SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".mdx": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".tex": "latex",
    ".ltx": "latex",
    ".latex": "latex",
    ".rst": "rst",
    ".rest": "rst",
    ".ipynb": "notebook",
    ".docx": "docx",
    ".odt": "odt",
    ".txt": "text",
    ".text": "text",
}
"""File suffixes and the kind that each stands for; any other is plain text."""


def kind_for(path: str) -> str:
    """The kind of draft that the suffix of `path` stands for; `text` for one that isn't known."""
    name = path.replace("\\", "/").rpartition("/")[2].lower()
    return SUFFIXES.get(name[name.rfind(".") :] if "." in name else "", _PLAIN)


def load(path: str, kind: str = AUTO) -> Document:
    """The draft in the file at `path`.

    Raises DraftError where the file can't be read or is not what `kind` says, UsageError for an unknown kind.
    """
    return read_document(read_bytes(path), path, kind)


def read_document(content: str | bytes, path: str, kind: str = AUTO) -> Document:
    """The draft that `content` holds.

    content: the text, or the bytes of a file (UTF-8, or a word processor's file); a byte-order mark isn't counted.
    path: the name that reports show, by whose suffix `auto` tells the kind.
    kind: one of KINDS.
    Raises DraftError where the content can't be read as that kind, UsageError for an unknown kind.
    """
    if kind == AUTO:
        kind = kind_for(path)
    if kind in PACKED_READERS:
        if isinstance(content, str):
            raise DraftError(path, f"a {kind} draft is no text", "name the file, or pipe its bytes")
        return _document(_reader(PACKED_READERS[kind]).read(content, path), "", path)
    source = tidy(decode(content, path) if isinstance(content, bytes) else content, path)
    if kind == LINES:
        return Document(path, line_units(source), line_starts(source), source=source)
    if kind not in READERS:
        raise UsageError(f"unknown kind of draft: {kind}; it is one of {', '.join(KINDS)}")
    return _document(_reader(READERS[kind]).read(source, path), source, path)


def single(text: str, path: str = "<claim>") -> Document:
    """A document of one unit, `text` unchanged, which stands alone; of no unit where `text` is blank."""
    source = tidy(text, path)
    units = (alone(source, 0, len(source)),) if source.strip() else ()
    return Document(path, units, line_starts(source), source=source)


def _reader(name: str) -> ModuleType:
    from importlib import import_module

    return import_module(name)


def _document(contents: Contents, source: str, path: str) -> Document:
    from factcheck.documents.blocks import units_of
    from factcheck.documents.suppression import read_suppressions

    text = source or None
    source = source if contents.source is None else contents.source
    units = tuple(unit for number, block in enumerate(contents.blocks) for unit in units_of(block, number))
    suppressions = read_suppressions(source, contents.comments, units) if contents.comments else ()
    return Document(path, units, line_starts(source), contents.date, suppressions, text)
