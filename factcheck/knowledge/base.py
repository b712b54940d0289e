"""A knowledge base in memory, and the light look-ups that the program makes in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from os import PathLike, fspath
from typing import Any, Generic, NamedTuple, TypeVar

from factcheck.errors import UsageError
from factcheck.knowledge.entries import Assertion, Entity, Metric, Source
from factcheck.record import record, replace

_Entry = TypeVar("_Entry")
_Lists = Mapping[str, tuple[str, ...]]


# So many entries are kept once they were asked for; an archive of drafts may ask for any number.
_KEPT = 30_000
_MISSING: Any = object()


class Rows(Mapping[str, _Entry], Generic[_Entry]):
    """Entries by key, each looked up when it is first asked for.

    find: the entry of a key, None where there is none. keys: all keys in their order; size: how many there are.
    """

    __slots__ = ("_find", "_keys", "_made", "_size")

    def __init__(self, find: Callable[[str], _Entry | None], keys: Callable[[], Sequence[str]], size: int) -> None:
        self._find, self._keys, self._size = find, keys, size
        self._made: dict[str, _Entry | None] = {}

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401  (as in Mapping)
        """The entry of a key, or `default` where there is none."""
        found = self._made.get(key, _MISSING)
        if found is _MISSING:
            if len(self._made) >= _KEPT:
                self._made.clear()
            found = self._made[key] = self._find(key)
        return default if found is None else found

    def __getitem__(self, key: str) -> _Entry:
        found: _Entry | None = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys())

    def __len__(self) -> int:
        return self._size


class Chosen(Mapping[str, _Entry], Generic[_Entry]):
    """Those of some entries of which `counts` is true."""

    __slots__ = ("_counts", "_whole")

    def __init__(self, whole: Mapping[str, _Entry], counts: Callable[[str, _Entry], bool]) -> None:
        self._whole, self._counts = whole, counts

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401  (as in Mapping)
        """The entry of a key, or `default` where there is none that counts."""
        found: _Entry | None = self._whole.get(key)
        return default if found is None or not self._counts(key, found) else found

    def __getitem__(self, key: str) -> _Entry:
        found: _Entry | None = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None

    def __iter__(self) -> Iterator[str]:
        return (key for key in self._whole if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Index(NamedTuple):
    """Ids by what they have to do with; every list is sorted.

    by_metric, by_entity, by_source: assertions; by_subject, by_kind, by_value: those of a metric that have a subject,
    a kind, a figure (see `slot`). inside: the entities that name an entity in their `part_of`.
    changes: the metrics that tell the growth of a metric. replaced: what an assertion came in the place of.
    """

    by_metric: _Lists
    by_entity: _Lists
    by_source: _Lists
    by_subject: _Lists
    by_kind: _Lists
    by_value: _Lists
    inside: _Lists
    changes: _Lists
    replaced: _Lists


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
        measured = {each.id: each for each in sorted(metrics, key=lambda each: each.id)}
        return cls(
            {each.id: each for each in sorted(sources, key=lambda each: each.id)},
            things,
            measured,
            by_id,
            fingerprint,
            _build_index(things.values(), measured.values(), by_id.values()),
        )

    def assertions_for(self, metric: str) -> tuple[Assertion, ...]:
        """The assertions about a metric, in the order of their ids."""
        return self._known(self.index.by_metric.get(metric, ()))

    def any_for(self, metric: str) -> tuple[Assertion, ...]:
        """The first assertion about a metric, if there is one."""
        return next(((fact,) for fact in self._found(self.index.by_metric.get(metric, ()))), ())

    def assertions_of(self, metric: str, subject: str) -> tuple[Assertion, ...]:
        """The assertions about a metric that have this subject, in the order of their ids."""
        return self._known(self.index.by_subject.get(slot(metric, subject), ()))

    def assertions_in(self, metric: str, kinds: Collection[str]) -> tuple[Assertion, ...]:
        """The assertions about a metric that are of one of these kinds, in the order of their ids."""
        return self._known(sorted(name for kind in kinds for name in self.index.by_kind.get(slot(metric, kind), ())))

    def assertions_with(self, metric: str, value: Fraction) -> tuple[Assertion, ...]:
        """The assertions about a metric whose figure is just this, in the order of their ids."""
        return self._known(self.index.by_value.get(slot(metric, value), ()))

    def assertions_about(self, entity: str) -> tuple[Assertion, ...]:
        """The assertions in which an entity is subject, object, partner, or compared or ranked with the subject."""
        return self._known(self.index.by_entity.get(entity, ()))

    def assertions_citing(self, source: str) -> tuple[Assertion, ...]:
        """The assertions that cite a source, in the order of their ids."""
        return self._known(self.index.by_source.get(source, ()))

    def _known(self, names: Iterable[str]) -> tuple[Assertion, ...]:
        return tuple(self._found(names))

    def _found(self, names: Iterable[str]) -> Iterator[Assertion]:
        return (fact for name in names if (fact := self.assertions.get(name)) is not None)

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

        def trim(name: str) -> Assertion | None:
            full = self.assertions.get(name)
            cited = () if full is None else tuple(each for each in full.citations if each.source in kept)
            return replace(full, citations=cited) if full is not None and cited else None

        remaining = [name for name in names if name in self.assertions]
        return replace(self, sources=kept, assertions=Rows(trim, lambda: remaining, len(remaining)))

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
        return replace(self, assertions=Chosen(self.assertions, lambda _, fact: self._counts(fact, day)))

    def _counts(self, fact: Assertion, day: date | None) -> bool:
        if day is None:
            return fact.superseded is None
        known = self.known(fact)
        if known is not None and last_day(known) > day:
            return False
        taken_back = fact.superseded
        return taken_back is None or (taken_back.on is not None and last_day(taken_back.on) > day)

    def before(self, revision: str, held: KnowledgeBase) -> KnowledgeBase | None:
        """The same as it was before an assertion came in the place of others; None where it came in no place.

        held: all that is known, what has been taken back included.
        """
        earlier = [name for name in held.index.replaced.get(revision, ()) if name in held.assertions]
        if not earlier:
            return None

        def counted(name: str, _: Assertion) -> bool:
            return name != revision and (name in earlier or name in self.assertions)

        return replace(self, assertions=Chosen(held.assertions, counted))

    def without(self, assertions: Collection[str]) -> KnowledgeBase:
        """The same, without these assertions."""
        return replace(self, assertions=Chosen(self.assertions, lambda name, _: name not in assertions))

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


def slot(metric: str, of: object) -> str:
    """The key of what there is about a metric that has this subject, kind or figure."""
    return f"{metric} {of}"


def _build_index(entities: Iterable[Entity], metrics: Iterable[Metric], assertions: Iterable[Assertion]) -> Index:
    lists: Index = Index(*({} for _ in Index._fields))
    for entity in entities:
        for container in entity.part_of:
            _add(lists.inside, container, entity.id)
    for metric in metrics:
        if metric.change_of is not None:
            _add(lists.changes, metric.change_of, metric.id)
    for each in assertions:
        _index_assertion(each, lists)
    return Index(*map(_sorted, lists))


def _index_assertion(fact: Assertion, lists: Index) -> None:
    if fact.metric is not None:
        _add(lists.by_metric, fact.metric, fact.id)
        _add(lists.by_subject, slot(fact.metric, fact.subject), fact.id)
        _add(lists.by_kind, slot(fact.metric, fact.kind), fact.id)
        if fact.value is not None and fact.value.value is not None:
            _add(lists.by_value, slot(fact.metric, fact.value.value), fact.id)
    if fact.superseded is not None and fact.superseded.by:
        _add(lists.replaced, fact.superseded.by, fact.id)
    for name in dict.fromkeys(_involved(fact)):
        _add(lists.by_entity, name, fact.id)
    for source in dict.fromkeys(citation.source for citation in fact.citations):
        _add(lists.by_source, source, fact.id)


def _add(lists: _Lists, key: str, name: str) -> None:
    assert isinstance(lists, dict)
    lists.setdefault(key, []).append(name)


def _involved(assertion: Assertion) -> Iterator[str]:
    yield assertion.subject
    yield from (*assertion.partners, *assertion.over, *assertion.order)
    if assertion.object is not None:
        yield assertion.object


def _sorted(lists: _Lists) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(lists[key])) for key in sorted(lists)}
