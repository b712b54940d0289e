"""What may stand in the place of a value, for the Tab key of a shell.

Where the words before it are wrong, nothing may: the command itself says what is the matter with them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import typer

from factcheck.cli.configured import settled
from factcheck.documents import KINDS
from factcheck.errors import FactcheckError
from factcheck.knowledge.base import KnowledgeBase
from factcheck.reports import FORMATS

Completer = Callable[[typer.Context], Sequence[str]]
"""All values for a call of which the words before are known."""

_NOT_ASKED_FOR = frozenset({"stubs"})
_SHARED = ("knowledge", "no_default_knowledge", "config", "isolated")


def formats(_: typer.Context) -> Sequence[str]:
    """The formats of a report."""
    return [name for name in FORMATS if name not in _NOT_ASKED_FOR]


def kinds_of_drafts(_: typer.Context) -> Sequence[str]:
    """How a draft may be read."""
    return KINDS


def sources(context: typer.Context) -> Sequence[str]:
    """Ids and tags of sources."""
    base = _base(context)
    if base is None:
        return ()
    return sorted({*base.sources, *(tag for source in base.sources.values() for tag in source.tags)})


def assertions(context: typer.Context) -> Sequence[str]:
    """Ids of assertions."""
    base = _base(context)
    return () if base is None else sorted(base.assertions)


def entries(context: typer.Context) -> Sequence[str]:
    """Ids of all there is in the knowledge base."""
    base = _base(context)
    return () if base is None else sorted({*base.assertions, *base.sources, *base.entities, *base.metrics})


def topics(context: typer.Context) -> Sequence[str]:
    """The files in which assertions stand."""
    from factcheck.knowledge.browse import topic

    base = _base(context)
    return () if base is None else sorted({topic(each) for each in base.assertions.values()})


def kinds_of_assertions(_: typer.Context) -> Sequence[str]:
    """The kinds of assertions."""
    from factcheck.knowledge.entries import AssertionKind

    return [kind.value for kind in AssertionKind]


COMPLETERS: Mapping[str, Completer] = MappingProxyType({"format": formats, "kind": kinds_of_drafts, "sources": sources})
"""For the fields of `Options` whose values are known."""


def _base(context: typer.Context) -> KnowledgeBase | None:
    """The knowledge base that the words before ask for, None where they can't be followed."""
    from factcheck.knowledge.cache import compiled
    from factcheck.session import knowledge_folders

    given = {name: context.params.get(name) for name in _SHARED}
    try:
        options = settled({name: list(value) if isinstance(value, tuple) else value for name, value in given.items()})
        return compiled(knowledge_folders(options.knowledge, not options.no_default_knowledge)).knowledge
    except (FactcheckError, OSError):
        return None
