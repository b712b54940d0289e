"""`factcheck knowledge stats`: how much there is, of what, read where and how old, with a picture of bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.browse import columns, topic
from factcheck.knowledge.entries import Assertion
from factcheck.record import record

_BAR = 30
_UNDATED = "not dated"


@record
class Stats:
    """How much there is. `tables`: of each heading, names with their counts."""

    assertions: int
    sources: int
    entities: int
    metrics: int
    fingerprint: str
    tables: Mapping[str, tuple[tuple[str, int], ...]]


def stats(base: KnowledgeBase) -> Stats:
    """Counts by topic, kind, where it was read, year of the source, kind and tag of the sources, type of entity.

    An assertion counts once for each. Tables are sorted by count, that of years by year.
    """
    facts = list(base.assertions.values())
    cited = [[base.sources[citation.source] for citation in fact.citations] for fact in facts]
    ranked = {
        "assertions by topic": _ranked(map(topic, facts)),
        "assertions by kind": _ranked(fact.kind.value for fact in facts),
        "assertions by where they were read": _ranked(map(_read, facts)),
        "assertions by year of their source": tuple(sorted(Counter(_year(base, fact) for fact in facts).items())),
        "assertions by kind of source": _ranked(kind for each in cited for kind in {source.kind for source in each}),
        "assertions by tag of source": _ranked(tag for each in cited for tag in {t for s in each for t in s.tags}),
        "entities by type": _ranked(entity.type for entity in base.entities.values()),
    }
    return Stats(len(facts), len(base.sources), len(base.entities), len(base.metrics), base.fingerprint, ranked)


def _ranked(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda each: (-each[1], each[0])))


def _read(fact: Assertion) -> str:
    kinds = {reading.kind for reading in fact.read_at}
    return "at the publisher" if "primary" in kinds else "elsewhere" if kinds else "in the source cited"


def _year(base: KnowledgeBase, fact: Assertion) -> str:
    known = base.known(fact)
    return _UNDATED if known is None else known[:4]


def stats_lines(found: Stats) -> list[str]:
    """The counts as a page of text with a bar beside each."""
    names = ("assertions", "sources", "entities", "metrics", "fingerprint")
    lines = columns((name, str(getattr(found, name))) for name in names)
    for title, counts in found.tables.items():
        if counts:
            lines += ["", title, *(f"  {line}" for line in _bars(counts))]
    return lines


def _bars(counts: Iterable[tuple[str, int]]) -> list[str]:
    counts = list(counts)
    width = max(len(str(number)) for _, number in counts)
    most = max(number for _, number in counts)
    return columns((name, str(number).rjust(width), "#" * max(1, number * _BAR // most)) for name, number in counts)
