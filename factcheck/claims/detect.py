"""From the mentions of a sentence to its typed claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factcheck.claims.background import Background, faced, lent_by, spoken_of, taken_together
from factcheck.claims.claim import Claim, MetricReading, Modality
from factcheck.claims.clauses import Clause, split_clauses
from factcheck.claims.comparisons import comparisons, difference_between, for_each, gaps, then_and_now
from factcheck.claims.figures import figures
from factcheck.claims.leadership import without_figure
from factcheck.claims.measured import compatible, figures_of, fixed_in, is_fixed
from factcheck.claims.metrics import metrics_of
from factcheck.claims.modality import modality_of
from factcheck.claims.reading import Lexica, Mark, QuantityHit, Reading
from factcheck.claims.relations import compares, relation_of
from factcheck.claims.scene import Scene
from factcheck.knowledge.entries import Metric
from factcheck.record import record, replace

__all__ = ["Background", "Detected", "detect"]

_TWO = 2


@record
class Detected:
    """One claim of a clause, in each way in which it can be meant (by metric); `clause` is where it stands."""

    clause: Clause
    readings: tuple[Claim, ...]
    modality: Modality


def detect(
    reading: Reading, lexica: Lexica, metrics: Mapping[str, Metric], background: Background
) -> tuple[tuple[Detected, ...], tuple[Clause, ...], Background]:
    """The claims of a sentence, its clauses, and what it lends to the next.

    metrics: the definitions, by id. background: what a sentence before it or a heading lends to it.
    """
    clauses = split_clauses(reading, fixed_in(reading, metrics))
    found: list[Detected] = []
    for number, clause in enumerate(clauses):
        if not clause.within(reading.entities):
            named = () if background.together else spoken_of(reading, clauses, number)
            other = faced(reading, clause, background.subjects)
            background = replace(background, subjects=named or background.subjects if other is None else other)
        background = replace(background, subjects=taken_together(reading, clauses, number) or background.subjects)
        scene = Scene(reading, lexica, metrics, clause, background)
        claims = _detected_in(scene, later=number > 0)
        found += claims
        readings = [claim for each in claims for claim in each.readings]
        background = lent_by(reading, clause, scene.periods(), readings, background)
    return tuple(found), clauses, background


def _detected_in(scene: Scene, later: bool) -> list[Detected]:
    """The claims of one clause; `later` tells that it is not the first of its sentence."""
    candidates = _candidates(scene, later)
    modality = _modality(scene, candidates)
    by_anchor: dict[int, list[Claim]] = {}
    for metric in candidates:
        for anchor, claim in _claims_of(scene.about(metric), metric, modality):
            by_anchor.setdefault(anchor, []).append(claim)
    return [Detected(scene.clause, tuple(by_anchor[anchor]), modality) for anchor in sorted(by_anchor)]


def _candidates(scene: Scene, later: bool) -> tuple[MetricReading, ...]:
    """The metrics that the clause may speak of."""
    vocabulary, background = scene.lexica.vocabulary, scene.background
    candidates = metrics_of(
        scene.reading,
        scene.clause,
        vocabulary.groups,
        background.metrics,
        _barred(scene),
        vocabulary.guarded,
        background.met,
    )
    candidates = _named_with_figure(scene, candidates)
    return _own_first(scene, candidates) if later else candidates


def _named_with_figure(scene: Scene, candidates: tuple[MetricReading, ...]) -> tuple[MetricReading, ...]:
    """Those whose name has a figure that stands in the clause ("the hundred longest rivers"), if there are any."""
    figures_here = scene.clause.within(scene.reading.quantities)
    named = tuple(each for each in candidates if any(is_fixed(hit, scene.definitions[each.id]) for hit in figures_here))
    return named if any(not each.missing for each in named) else candidates


def _modality(scene: Scene, candidates: Sequence[MetricReading]) -> Modality:
    """How what the clause says stands to the facts; it goes on with a forecast where it goes on with its metric."""
    modality = modality_of(scene.reading, scene.clause, scene.reading.english)
    taken_over = bool(candidates) and all(each.inherited for each in candidates)
    if modality is Modality.ASSERTED and taken_over and scene.background.modality is Modality.EXPECTED:
        return Modality.EXPECTED
    return modality


def _own_first(scene: Scene, candidates: tuple[MetricReading, ...]) -> tuple[MetricReading, ...]:
    """Without metrics that the clause before completes, where this one names another of the kind in full."""
    definitions = scene.definitions
    own = {definitions[each.id].kind for each in candidates if not each.inherited and not each.missing}
    return tuple(each for each in candidates if not (each.inherited and each.hits and definitions[each.id].kind in own))


def _barred(scene: Scene) -> frozenset[str]:
    """Gaps, where the clause has no figure that could be one: "ahead" alone is a matter of the field itself."""
    reading, definitions = scene.reading, scene.definitions
    gap = [definitions[name] for name in reading.words if name in definitions and definitions[name].between]
    return frozenset(each.id for each in gap if not _may_be_a_gap(scene, each))


def _may_be_a_gap(scene: Scene, definition: Metric) -> bool:
    """True where the sentence has all words of a gap, and the clause a figure for it."""
    told = {hit.group for hit in scene.reading.words[definition.id] if hit.group >= 0}
    if len(told) < scene.lexica.vocabulary.groups[definition.id]:
        return False
    return any(compatible(hit.quantity, definition) for hit in scene.clause.within(scene.reading.quantities))


def _claims_of(scene: Scene, metric: MetricReading, modality: Modality) -> Iterator[tuple[int, Claim]]:
    """The claims about a metric, each with the token that it hangs on."""
    definition = scene.definitions[metric.id]
    quantities = figures_of(scene.reading, scene.clause, metric, definition)
    base = scene.base(metric, definition, modality)
    if definition.between:
        yield from gaps(scene, base, quantities)
        return
    if quantities and not _fixed_is_named(scene, metric, definition):
        return
    each = next((for_each(scene, base, mark, quantities) for mark in scene.marks("for_each")), None)
    if each is not None:
        yield each
        return
    relation = relation_of(scene, metric, quantities)
    apart = scene.marks("difference")
    if apart and len(quantities) == 1 and relation is None:
        yield from difference_between(scene, base, apart[0], quantities[0])
    elif relation is not None and compares(scene, relation):
        yield from comparisons(scene, base, relation, quantities, definition)
    else:
        yield from _uncompared(scene, base, relation, quantities, definition)


def _uncompared(
    scene: Scene, base: Claim, relation: Mark | None, quantities: Sequence[QuantityHit], definition: Metric
) -> Iterator[tuple[int, Claim]]:
    """The claims of a clause that holds its subject against no other."""
    assert base.metric is not None
    if relation is not None and relation.kinds & {"more", "less"}:
        if len(base.periods) == _TWO:
            yield relation.first, then_and_now(scene, base, relation, quantities)
            return
        placed = _over_everyone(scene, relation)
        if placed is None and not quantities:
            return
        # without "everyone" it compares with something else than an entity: no lead
        relation = placed
    if quantities:
        yield from figures(scene, base, quantities, relation, definition)
    else:
        yield from without_figure(scene, base, base.metric, relation, definition)


def _over_everyone(scene: Scene, relation: Mark) -> Mark | None:
    """ "More than anyone else": the most."""
    if not scene.marks("everyone"):
        return None
    placed = "least" if "less" in relation.kinds else "most"
    return Mark(frozenset({placed}), relation.first, relation.last)


def _fixed_is_named(scene: Scene, metric: MetricReading, definition: Metric) -> bool:
    """A metric with a figure in its name is spoken of only where that figure is told ("more than 50 matches")."""
    if not definition.fixed or metric.inherited:
        return True
    return any(is_fixed(hit, definition) for hit in scene.reading.quantities)
