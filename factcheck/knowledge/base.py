"""A knowledge base in memory, and the light look-ups that the program makes in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from os import PathLike, fspath
from typing import Generic, NamedTuple, TypeVar

from factcheck.errors import UsageError
from factcheck.knowledge.entries import Assertion, Entity, Metric, Source
from factcheck.record import record, replace

_Entry = TypeVar("_Entry")
_Lists = Mapping[str, tuple[str, ...]]


class LazyEntries(Mapping[str, _Entry], Generic[_Entry]):
    """Entries by id, each made by `make` when it is first asked for; `keys` gives their order."""

    __slots__ = ("_keys", "_made", "_make")

    def __init__(self, keys: Iterable[str], make: Callable[[str], _Entry]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make
        self._made: dict[str, _Entry] = {}

    def __getitem__(self, key: str) -> _Entry:
        made = self._made.get(key)
        if made is None:
            if key not in self._keys:
                raise KeyError(key)
            made = self._made[key] = self._make(key)
        return made

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class Index(NamedTuple):
    """Ids by what they have to do with; every list is sorted.

    by_metric, by_entity, by_source: assertions; inside: the entities that name an entity in their `part_of`;
    superseded: assertions that a source has taken back, each with those that came in their place.
    """

    by_metric: _Lists
    by_entity: _Lists
    by_source: _Lists
    inside: _Lists
    superseded: _Lists


@record
class KnowledgeBase:
    """Everything that is known, by id, each mapping in the order of ids.

    fingerprint: SHA-256 in hexadecimal over the files it was read from.
    folders: where it was loaded from; empty where that isn't known.
    """

    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]
    metrics: Mapping[str, Metric]
    assertions: Mapping[str, Assertion]
    fingerprint: str
    index: Index
    folders: tuple[str, ...] = ()

    @classmethod
    def load(cls, *folders: str | PathLike[str], shipped: bool = False) -> KnowledgeBase:
        """The knowledge base in these folders; later ones add to and override earlier ones by id.

        shipped: lay them over the knowledge base that ships; without it, they are all that is known.
        Raises KnowledgeError with every fault found, UsageError for no folder at all.
        """
        from factcheck.knowledge.cache import compiled
        from factcheck.knowledge.files import shipped_folder

        named = tuple(fspath(folder) for folder in folders)
        together = (shipped_folder(), *named) if shipped else named
        if not together:
            raise UsageError("no folder of knowledge is named; name one, or load what ships with shipped=True")
        return replace(compiled(together).knowledge, folders=together)

    @classmethod
    def of(
        cls,
        sources: Iterable[Source],
        entities: Iterable[Entity],
        metrics: Iterable[Metric],
        assertions: Iterable[Assertion],
        fingerprint: str,
    ) -> KnowledgeBase:
        """The knowledge base of these entries; ids are taken to be unique and references to be sound."""
        by_id = {each.id: each for each in sorted(assertions, key=lambda each: each.id)}
        things = {each.id: each for each in sorted(entities, key=lambda each: each.id)}
        return cls(
            {each.id: each for each in sorted(sources, key=lambda each: each.id)},
            things,
            {each.id: each for each in sorted(metrics, key=lambda each: each.id)},
            by_id,
            fingerprint,
            _build_index(things.values(), by_id.values()),
        )

    def assertions_for(self, metric: str) -> tuple[Assertion, ...]:
        """The assertions about a metric, in the order of their ids."""
        return self._known(self.index.by_metric.get(metric, ()))

    def assertions_about(self, entity: str) -> tuple[Assertion, ...]:
        """The assertions in which an entity is subject, object, partner, or compared or ranked with the subject."""
        return self._known(self.index.by_entity.get(entity, ()))

    def assertions_citing(self, source: str) -> tuple[Assertion, ...]:
        """The assertions that cite a source, in the order of their ids."""
        return self._known(self.index.by_source.get(source, ()))

    def _known(self, names: Iterable[str]) -> tuple[Assertion, ...]:
        return tuple(self.assertions[name] for name in names if name in self.assertions)

    def containers(self, entity: str) -> frozenset[str]:
        """Everything that an entity is part of, however far up; without itself."""
        return _reached(entity, lambda name: self.entities[name].part_of if name in self.entities else ())

    def members(self, entity: str) -> frozenset[str]:
        """Everything that is part of an entity, however far down; without itself."""
        return _reached(entity, lambda name: self.index.inside.get(name, ()))

    def published(self, assertion: Assertion) -> str | None:
        """The latest date of its sources, as printed (a year, a month or a day); None where none has a date."""
        dates = [self.sources[each.source].published for each in assertion.citations if each.source in self.sources]
        return max((each for each in dates if each is not None), key=last_day, default=None)

    def restricted(self, sources: Collection[str]) -> KnowledgeBase:
        """What is known from sources with one of these ids or tags alone.

        Assertions keep the citations of such sources only; vocabulary and fingerprint stay.
        Raises UsageError for a name that is neither an id nor a tag.
        """
        self._check_names(sources)
        wanted = set(sources)
        kept = {name: each for name, each in self.sources.items() if name in wanted or wanted & each.tags}
        names = sorted({name for source in kept for name in self.index.by_source.get(source, ())})

        def trim(name: str) -> Assertion:
            full = self.assertions[name]
            return replace(full, citations=tuple(each for each in full.citations if each.source in kept))

        remaining = (name for name in names if name in self.assertions)
        return replace(self, sources=kept, assertions=LazyEntries(remaining, trim))

    def known(self, fact: Assertion) -> str | None:
        """When the first of its sources said so, as printed (a year, a month or a day); None where that isn't known."""
        if fact.said is not None:
            return fact.said
        dates = [self.sources[each.source].published for each in fact.citations if each.source in self.sources]
        return None if None in dates else min((each for each in dates if each), key=last_day, default=None)

    def current(self, day: date | None) -> KnowledgeBase:
        """What is known on a day, what has been taken back by then left out; by default all that was not taken back.

        What has no date counts as known.
        """
        if day is None:
            return self.without(self.index.superseded)
        return self.without({name for name, fact in self.assertions.items() if not self._counts(fact, day)})

    def _counts(self, fact: Assertion, day: date) -> bool:
        known = self.known(fact)
        if known is not None and last_day(known) > day:
            return False
        taken_back = fact.superseded
        return taken_back is None or (taken_back.on is not None and last_day(taken_back.on) > day)

    def before(self, revision: str, held: KnowledgeBase) -> KnowledgeBase | None:
        """The same as it was before an assertion came in the place of others; None where it came in no place.

        held: all that is known, what has been taken back included.
        """
        earlier = {name for name, later in held.index.superseded.items() if revision in later}
        if earlier.isdisjoint(held.assertions):
            return None
        names = sorted((earlier | set(self.assertions)) & set(held.assertions) - {revision})
        return replace(self, assertions=LazyEntries(names, held.assertions.__getitem__))

    def without(self, assertions: Collection[str]) -> KnowledgeBase:
        """The same, without these assertions."""
        remaining = (name for name in self.assertions if name not in assertions)
        return replace(self, assertions=LazyEntries(remaining, self.assertions.__getitem__))

    def _check_names(self, sources: Collection[str]) -> None:
        known = set(self.sources).union(*(each.tags for each in self.sources.values()))
        for name in sources:
            if name in known:
                continue
            import difflib

            close = difflib.get_close_matches(name, sorted(known), 1)
            mend = f"did you mean {close[0]}?" if close else "`factcheck knowledge stats` shows the tags"
            raise UsageError(f"no source has the id or tag {name}; {mend}")


def last_day(printed: str) -> date:
    """The last day of a year, month or day ("2021" → 31 December 2021): what it dates was known by then."""
    parts = [int(part) for part in printed.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else 12
    return date(year, month, 28) + timedelta(days=4 - (date(year, month, 28) + timedelta(days=4)).day)


def _reached(start: str, neighbours: Callable[[str], Iterable[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(neighbours(start))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += neighbours(name)
    return frozenset(found - {start})


def _build_index(entities: Iterable[Entity], assertions: Iterable[Assertion]) -> Index:
    by_metric: dict[str, set[str]] = {}
    by_entity: dict[str, set[str]] = {}
    by_source: dict[str, set[str]] = {}
    inside: dict[str, set[str]] = {}
    superseded: dict[str, set[str]] = {}
    for entity in entities:
        for container in entity.part_of:
            inside.setdefault(container, set()).add(entity.id)
    for each in assertions:
        if each.metric is not None:
            by_metric.setdefault(each.metric, set()).add(each.id)
        if each.superseded is not None:
            superseded[each.id] = {each.superseded.by} if each.superseded.by else set()
        for name in _involved(each):
            by_entity.setdefault(name, set()).add(each.id)
        for citation in each.citations:
            by_source.setdefault(citation.source, set()).add(each.id)
    return Index(_sorted(by_metric), _sorted(by_entity), _sorted(by_source), _sorted(inside), _sorted(superseded))


def _involved(assertion: Assertion) -> Iterator[str]:
    yield assertion.subject
    yield from (*assertion.partners, *assertion.over, *assertion.order)
    if assertion.object is not None:
        yield assertion.object


def _sorted(lists: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(lists[key])) for key in sorted(lists)}
