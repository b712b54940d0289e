"""A knowledge base that is open for checking: the one place where knowledge and judging meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from factcheck.errors import UsageError
from factcheck.model import CheckedDocument, Document, KnowledgeSummary, Report
from factcheck.record import record
from factcheck.settings import Settings

if TYPE_CHECKING:
    from factcheck.knowledge.cache import Compiled


@record
class Session:
    """What it takes to check any number of documents: the checking itself, and which knowledge it rests on."""

    check: Callable[[Document], CheckedDocument]
    knowledge: KnowledgeSummary

    def report(self, documents: Iterable[Document]) -> Report:
        """Check documents in their order."""
        return Report(self.knowledge, tuple(map(self.check, documents)))


def open_session(folders: Sequence[str], with_default: bool, settings: Settings) -> Session:
    """Open the knowledge base of these folders for checking, as `knowledge_folders` puts them together.

    Raises KnowledgeError with every fault found, UsageError for a source that doesn't exist or no folder at all.
    """
    from factcheck.knowledge.cache import compiled
    from factcheck.pipeline import parts

    together = knowledge_folders(folders, with_default)
    return session_of(compiled(together, parts()), together, settings)


def session_of(opened: Compiled, folders: Sequence[str], settings: Settings) -> Session:
    """A knowledge base that was compiled with `parts()` from these folders, ready for checking.

    Raises UsageError for a source that doesn't exist.
    """
    from functools import partial

    from factcheck.knowledge.files import base_name
    from factcheck.pipeline import Judge, check_document

    if settings.sources:
        opened = opened._replace(knowledge=opened.knowledge.restricted(settings.sources))
    base = opened.knowledge
    summary = KnowledgeSummary(
        len(base.assertions), len(base.sources), base.fingerprint, tuple(map(base_name, folders))
    )
    return Session(partial(check_document, judge=Judge.of(opened, settings)), summary)


def knowledge_folders(folders: Sequence[str], with_default: bool) -> tuple[str, ...]:
    """The folders that make one knowledge base: that which ships, if it is wanted, then `folders`.

    Raises UsageError where that leaves none, and for a folder without a name.
    """
    from factcheck.knowledge.files import shipped_folder

    if "" in folders:
        raise UsageError("--knowledge is given an empty name; name a folder, or leave the option out")
    together = (shipped_folder(), *folders) if with_default else tuple(folders)
    if not together:
        raise UsageError("--no-default-knowledge leaves no knowledge to check against; name some with --knowledge DIR")
    return together
