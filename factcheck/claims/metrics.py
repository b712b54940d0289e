"""Which metrics a clause may speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from factcheck.claims.claim import MetricReading
from factcheck.claims.clauses import Clause
from factcheck.claims.reading import Reading, WordHit
from factcheck.claims.vocabulary import WITHOUT


def metrics_of(
    reading: Reading,
    clause: Clause,
    groups: Mapping[str, int],
    before: Iterable[MetricReading],
    barred: frozenset[str] = frozenset(),
    guarded: Mapping[str, Sequence[int]] | None = None,
    met: Mapping[str, frozenset[int]] | None = None,
) -> tuple[MetricReading, ...]:
    """The metrics whose words stand in a clause, each group met by the clause or, failing that, by the clause before.

    A metric with words in less than all of its groups is told only where none has them all. Where a clause has no
    words of a metric at all, it speaks of those of the clause `before`. `barred` metrics are not considered.
    met: of each metric, the groups that the clause before has words of; they serve a metric that has words here.
    guarded: of each metric, the groups that tell it from another; one that lacks only these may be meant as well.
    """
    earlier = {each.id: each for each in before}
    found = [
        each
        for name, hits in reading.words.items()
        if name not in barred
        and (each := _metric_of(name, hits, clause, groups[name], (met or {}).get(name, frozenset()))) is not None
    ]
    full = [each for each in found if not each.missing]
    if full:
        chosen = _most_specific(_continued(full, earlier))
        if all(each.inherited for each in chosen):
            # words of another metric, which it may not be: "… of the land, and Norway has 3.5"
            own = {each.id for each in chosen}
            chosen += tuple(
                MetricReading(name, (), each.missing, inherited=True)
                for name, each in earlier.items()
                if name not in own
            )
        return chosen
    went_on = [each for each in found if each.id in earlier and not earlier[each.id].missing]
    if went_on:
        return tuple(MetricReading(each.id, each.hits, (), inherited=True) for each in went_on)
    bare = [each for each in found if set(each.missing) <= set((guarded or {}).get(each.id, ()))]
    if earlier:
        return tuple(MetricReading(each.id, (), each.missing, inherited=True) for each in earlier.values())
    return _best_of(bare or found) if found else ()


def _metric_of(
    name: str, hits: Sequence[WordHit], clause: Clause, groups: int, before: frozenset[int]
) -> MetricReading | None:
    here = clause.within(hits)
    own = tuple(hit for hit in here if hit.group != WITHOUT)
    barred = {at for hit in here if hit.group == WITHOUT for at in range(hit.first, hit.last)}
    if not own or _is_barred(barred, own):
        return None
    met = {hit.group for hit in own}
    missing = tuple(group for group in range(groups) if group not in met)
    if missing and set(missing) <= before:
        return MetricReading(name, own, (), inherited=True)
    return MetricReading(name, own, missing)


def _continued(full: list[MetricReading], earlier: Mapping[str, MetricReading]) -> list[MetricReading]:
    """Those that go on with what was spoken of, if they have all the words that others have."""
    same = [each for each in full if each.id in earlier]
    words = frozenset().union(*(each.tokens() for each in full))
    return [each for each in same if each.tokens() == words] or full


def _is_barred(barred: set[int], own: Iterable[WordHit]) -> bool:
    """True where a word makes it another metric and is not itself part of a longer phrase of this one."""
    long = {at for hit in own if hit.last - hit.first > 1 for at in range(hit.first, hit.last)}
    return not barred <= long


def _most_specific(found: list[MetricReading]) -> tuple[MetricReading, ...]:
    """Without those whose words are all among the words of another that has more."""
    covered = [(each, each.tokens()) for each in found]
    return tuple(each for each, own in covered if not any(own < other for _, other in covered))


def _best_of(found: list[MetricReading]) -> tuple[MetricReading, ...]:
    fewest = min(len(each.missing) for each in found)
    return _most_specific([each for each in found if len(each.missing) == fewest])
