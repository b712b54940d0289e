"""HTML pages, and the HTML in Markdown."""

from __future__ import annotations

from factcheck.documents.blocks import Contents, Gatherer


def read(source: str, path: str) -> Contents:
    """The blocks of a page."""
    gatherer = Gatherer(source)
    read_fragment(gatherer, 0, len(source), False)
    return Contents(tuple(gatherer.blocks))


def read_fragment(gatherer: Gatherer, start: int, end: int, quoted: bool) -> None:
    """Add the blocks of the HTML between `start` and `end` of the source."""
