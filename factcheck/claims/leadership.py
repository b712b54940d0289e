"""Claims without a figure: being ahead of everyone, having none at all, rising and falling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.claims.claim import Claim, Frame, MetricReading
from factcheck.claims.figures import change_of
from factcheck.claims.reading import Mark, QuantityHit
from factcheck.claims.relations import PLACING, SOON, is_of_another_field, orient_of
from factcheck.claims.roles import Roles, figure_roles, partner_roles, relation_roles
from factcheck.claims.scene import Scene, also_using, with_roles
from factcheck.interval import Interval
from factcheck.knowledge.entries import Metric
from factcheck.model import Bound, Quantity, QuantityKind
from factcheck.record import replace


def without_figure(
    scene: Scene, base: Claim, metric: MetricReading, relation: Mark | None, definition: Metric
) -> Iterator[tuple[int, Claim]]:
    """What a clause claims of a metric in which no figure stands."""
    if relation is not None:
        if (metric.inherited and scene.marks("some")) or is_of_another_field(scene, metric, relation):
            return
        yield relation.first, _lead(scene, base, relation, definition)
        return
    nothing, some = _soon_before(scene, base, "none"), _soon_before(scene, base, "some")
    if nothing or (definition.kind is QuantityKind.NUMBER and some and scene.marks("not")):
        yield _absence(scene, base, _inherited_roles(scene), nothing)
        return
    on_year = scene.marks("on_year")
    changes = [*scene.marks("rises", "falls"), *(scene.marks("more", "less") if on_year else [])]
    if changes:
        mark, roles = changes[0], _inherited_roles(scene)
        claim = with_roles(base, roles, frame=Frame.CHANGE, relation=mark, orient=change_of(mark))
        yield mark.first, also_using(claim, on_year)


def _inherited_roles(scene: Scene) -> Roles:
    return figure_roles(scene.reading, scene.clause, None, scene.background.subjects)


def _soon_before(scene: Scene, base: Claim, kind: str) -> list[Mark]:
    """The marks of a kind that stand right before a word of the metric."""
    heads = {hit.first for hit in base.metric.hits} if base.metric is not None else set()
    return [mark for mark in scene.marks(kind) if any(0 <= at - mark.last < SOON for at in heads)]


def _lead(scene: Scene, base: Claim, relation: Mark, definition: Metric) -> Claim:
    """The subject is ahead of everyone, or behind."""
    roles = relation_roles(scene.reading, scene.clause, relation, scene.background.subjects)
    if scene.is_partnered(definition):
        roles = partner_roles(scene.reading, scene.clause, roles, base.metric)
    claim = with_roles(base, roles, relation=relation, orient=orient_of(relation), frame=Frame.LEADERSHIP)
    graded = scene.marks("more", "less") if relation.kinds & {"no_other", "no_less"} else []
    return also_using(claim, (*scene.marks(*PLACING), *graded))


def _absence(scene: Scene, base: Claim, roles: Roles, nothing: Sequence[Mark]) -> tuple[int, Claim]:
    """ "No lake", "did not have any lake": a figure of zero."""
    mark = (nothing or scene.marks("not", "some"))[0]
    span = scene.reading.span(mark.first, mark.last)
    text = span.of(scene.reading.text)
    zero = Quantity(span, text, Fraction(0), Interval.point(0), Fraction(1), Bound.EXACT, QuantityKind.NUMBER)
    others = sum(each != mark for each in scene.marks("not"))
    claim = with_roles(base, roles, quantity=QuantityHit(zero, mark.first, mark.last))
    denied = (bool(nothing) and others % 2 == 1) != ("untrue" in scene.clause.introduced)
    return mark.first, replace(claim, denied=denied)
