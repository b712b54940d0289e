"""References to sources, as `cite` puts them into drafts, so that they are known again when a draft is checked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.knowledge.entries import Source
    from factcheck.model import SourceReference

_BETWEEN = ", “"


def opening(source: Source | SourceReference) -> str:
    """What a reference to a source begins with: the publisher, and the title in quotation marks."""
    return f"{source.publisher}{_BETWEEN}{source.title}”"


def is_reference(text: str, sources: Iterable[Source | SourceReference]) -> bool:
    """True for text that begins as a reference to one of these sources does: it names, and claims nothing itself."""
    if _BETWEEN not in text:
        return False
    # a note may begin with what stands for a mark
    told = " ".join(text.split()).lstrip("\ufffc ")
    return any(told.startswith(" ".join(opening(each).split())) for each in sources)
