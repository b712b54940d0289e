"""What an editor who keeps a knowledge base true asks of it: what is old, disputed, shared, and where it was read.

Each function gives lines of text for `factcheck knowledge stale|conflicts|sources|urls`; nothing here prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations

from factcheck.knowledge.base import KnowledgeBase, last_day
from factcheck.knowledge.entries import Assertion, Source
from factcheck.knowledge.slots import differ, slot

_MONTH = timedelta(days=30.44)


def stale(base: KnowledgeBase, months: int, today: date) -> list[str]:
    """A line for each assertion whose sources are older on a day than so many months, the oldest first.

    Those without a date are not among them, nor those that a source has taken back.
    """
    latest = today - months * _MONTH
    dated = ((last_day(said), said, fact) for fact in _live(base) if (said := base.known(fact)) is not None)
    old = sorted((day, fact.id, said, fact) for day, said, fact in dated if day < latest)
    return [f"{said}  {fact.id}  {fact.statement}" for _, _, said, fact in old]


def conflicts(base: KnowledgeBase) -> list[str]:
    """A paragraph for each two assertions that can't both be right: what each says, who says so, and the notes."""
    slots: dict[object, list[Assertion]] = {}
    for fact in _live(base):
        if fact.value is not None:
            slots.setdefault(slot(fact), []).append(fact)
    lines: list[str] = []
    for facts in slots.values():
        for one, other in combinations(facts, 2):
            if one.value is not None and other.value is not None and differ(one.value, other.value):
                lines += [*([""] if lines else []), *_side(base, one), *_side(base, other)]
    return lines


def _side(base: KnowledgeBase, fact: Assertion) -> Iterator[str]:
    sources = ", ".join(base.sources[each.source].title for each in fact.citations)
    yield f"{fact.id}: {fact.printed} ({sources})"
    yield f"  {fact.note}" if fact.note else "  no note says why they differ"


def sources(base: KnowledgeBase) -> list[str]:
    """A line for each source with how many assertions it holds up, those that repeat one origin together."""
    lines: list[str] = []
    by_origin: dict[str, list[Source]] = {}
    for source in base.sources.values():
        by_origin.setdefault(source.origin or source.id, []).append(source)
    for origin, together in sorted(by_origin.items()):
        shared = len(together) > 1 or together[0].id != origin
        if shared:
            title = base.sources[origin].title if origin in base.sources else origin
            lines.append(f"repeating {title}:")
        for source in together:
            facts = base.assertions_citing(source.id)
            told = f"{len(facts)} assertion{'' if len(facts) == 1 else 's'}"
            lines.append(f"{'  ' if shared else ''}{source.id}  {told}  {source.title} ({source.publisher})")
            lines += [f"{'  ' if shared else ''}  {fact.id}" for fact in facts]
    return lines


def urls(base: KnowledgeBase) -> list[str]:
    """Every web address of a source or a reading, each once, sorted: for a checker of links."""
    found = {source.url for source in base.sources.values() if source.url}
    found |= {reading.url for fact in base.assertions.values() for reading in fact.read_at}
    return sorted(found)


def _live(base: KnowledgeBase) -> Iterable[Assertion]:
    return (fact for fact in base.assertions.values() if fact.superseded is None)
