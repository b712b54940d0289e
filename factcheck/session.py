"""A knowledge base that is open for checking: the one place where knowledge and judging meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from factcheck.model import CheckedDocument, Document, KnowledgeSummary, Report
from factcheck.settings import Settings


@dataclass(frozen=True, slots=True)
class Session:
    """What it takes to check any number of documents: the checking itself, and which knowledge it rests on."""

    check: Callable[[Document], CheckedDocument]
    knowledge: KnowledgeSummary

    def report(self, documents: Iterable[Document]) -> Report:
        """Check documents in their order."""
        return Report(self.knowledge, tuple(map(self.check, documents)))


def open_session(folders: Sequence[str], with_default: bool, settings: Settings) -> Session:
    """Open the shipped knowledge base, or the `folders` given instead; with several, later ones override by id.

    Raises KnowledgeError with every fault found, UsageError where nothing is left to open.
    """
    raise NotImplementedError
