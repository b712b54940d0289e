"""Claims of a figure: the subject's own, its place, its growth, and what lies outside of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.claims.claim import Claim, Frame
from factcheck.claims.measured import compatible
from factcheck.claims.reading import EntityHit, Mark, PeriodHit, QuantityHit
from factcheck.claims.relations import PLACING, SOON, is_of_another_field, orient_of
from factcheck.claims.roles import Roles, figure_roles, lists_of, partner_roles, relation_roles
from factcheck.claims.scene import Scene, also_using, with_roles
from factcheck.interval import Interval
from factcheck.knowledge.entries import Metric
from factcheck.model import Bound, QuantityKind
from factcheck.record import record, replace

_YEAR = 367
# How far a verb of rising may stand from the figure by which it is.
_NEAR = 8


def figures(
    scene: Scene, base: Claim, quantities: Sequence[QuantityHit], relation: Mark | None, definition: Metric
) -> Iterator[tuple[int, Claim]]:
    """A claim for each figure of a clause, and one of the place that its subject has besides."""
    top = _top(quantities, relation)
    if top is not None and relation is not None:
        roles = relation_roles(scene.reading, scene.clause, relation, scene.background.subjects)
        yield relation.first, with_roles(base, Roles(roles.subjects), frame=Frame.RANK, relation=relation, quantity=top)
        return
    pairs = _paired(scene, _values(quantities))
    roles = Roles()
    for hit in quantities:
        roles = _roles(scene, base, hit, definition, pairs)
        yield hit.first, _Figure(scene, base, roles, hit, definition).claim()
    if relation is not None and _places(scene, base, quantities, relation, definition):
        shared = Roles(roles.subjects)
        orient = orient_of(relation)
        yield relation.first, with_roles(base, shared, relation=relation, orient=orient, frame=Frame.LEADERSHIP)


def _values(quantities: Sequence[QuantityHit]) -> list[QuantityHit]:
    return [hit for hit in quantities if hit.quantity.kind is not QuantityKind.ORDINAL]


def _roles(
    scene: Scene, base: Claim, hit: QuantityHit, definition: Metric, pairs: dict[QuantityHit, EntityHit]
) -> Roles:
    """Whose figure it is, and with whom."""
    if hit in pairs:
        others = [each for each in scene.entities() if each not in pairs.values()]
        return Roles((pairs[hit],), partners=tuple(others))
    roles = figure_roles(scene.reading, scene.clause, hit, scene.background.subjects)
    if not scene.is_partnered(definition):
        return roles
    roles = partner_roles(scene.reading, scene.clause, roles, base.metric)
    return replace(roles, partners=roles.partners or scene.background.partners)


def _paired(scene: Scene, values: Sequence[QuantityHit]) -> dict[QuantityHit, EntityHit]:
    """Figures and subjects of a "respectively" list."""
    if not any(scene.reading.plays(at, "pairing") for at in scene.clause.tokens()):
        return {}
    lists = [each for each in lists_of(scene.reading, scene.clause) if len(each) == len(values)]
    return dict(zip(values, lists[0], strict=True)) if len(lists) == 1 else {}


def _top(quantities: Sequence[QuantityHit], relation: Mark | None) -> QuantityHit | None:
    """ "The three highest": a place among the first three."""
    if relation is None or "most" not in relation.kinds or len(quantities) != 1:
        return None
    (hit,) = quantities
    value = hit.quantity.value
    if hit.quantity.kind is not QuantityKind.NUMBER or value is None or value < 1 or relation.first != hit.last:
        return None
    places = Interval(Fraction(1), value)
    quantity = replace(hit.quantity, kind=QuantityKind.ORDINAL, bound=Bound.AT_MOST, interval=places)
    return replace(hit, quantity=quantity)


def _places(scene: Scene, base: Claim, quantities: Sequence[QuantityHit], relation: Mark, definition: Metric) -> bool:
    """True where a relation beside figures puts the subject before all others, as a claim of its own."""
    values = _values(quantities)
    placed = any(hit.quantity.kind is QuantityKind.ORDINAL and 0 <= relation.first - hit.last < 3 for hit in quantities)
    bounding = relation.kinds & {"exceeds"} and any(0 <= hit.first - relation.last < 2 for hit in values)
    if not values or placed or bounding or not relation.kinds & PLACING:
        return False
    elsewhere = base.metric is not None and is_of_another_field(scene, base.metric, relation)
    return not elsewhere and not _takes_figure(scene, relation, values, definition)


def _takes_figure(scene: Scene, relation: Mark, values: Sequence[QuantityHit], definition: Metric) -> bool:
    """True for "controls 75 %": what is led is the figure, so that it is no claim of its own."""
    held = any(hit.adjective and hit.last == relation.first for hit in scene.reading.entities)
    if definition.share_of_whole and relation.kinds & {"leads"} and not relation.kinds & {"most"}:
        return True
    return "leads" in relation.kinds and (held or any(0 <= hit.first - relation.last < 2 for hit in values))


@record
class _Figure:
    """One figure of a clause with its roles, and what it can be the figure of."""

    scene: Scene
    base: Claim
    roles: Roles
    hit: QuantityHit
    definition: Metric

    def claim(self) -> Claim:
        """A place, a change, what others have, or the subject's own: the first that fits."""
        return self._place() or self._change() or self._of_others() or self._multiple() or self._own()

    def _with(self, **changes: object) -> Claim:
        return with_roles(self.base, self.roles, **{"quantity": self.hit, **changes})

    @property
    def _kind(self) -> QuantityKind:
        return self.hit.quantity.kind

    @property
    def _is_share(self) -> bool:
        return self.definition.kind is QuantityKind.PERCENT

    def _place(self) -> Claim | None:
        if self._kind is not QuantityKind.ORDINAL:
            return None
        beyond = any(0 <= self.hit.first - mark.last < 3 for mark in self.scene.marks("outside"))
        claim = self._with(frame=Frame.RANK)
        return replace(claim, denied=claim.denied != beyond)

    def _change(self) -> Claim | None:
        """By how much the subject's figure rose or fell."""
        mark = self._by_how_much()
        if mark is not None:
            return self._with(frame=Frame.CHANGE, relation=mark, orient=change_of(mark))
        mark = self._on_year() or self._growing()
        if mark is None:
            return None
        claim = self._with(frame=Frame.CHANGE, relation=mark, orient=change_of(mark))
        return also_using(claim, self.scene.marks("on_year"))

    def _by_how_much(self) -> Mark | None:
        """ "Rose by 5,000", "added 5,000 between 2020 and 2023"."""
        changes, hit, periods = self.scene.marks("rises", "falls"), self.hit, self.scene.periods()
        if not changes or self._kind is not self.definition.kind:
            return None
        by = hit.first > 0 and self.scene.reading.plays(hit.first - 1, "by")
        directly = any(0 <= hit.first - mark.last < 2 for mark in changes)
        several = any((each.period.end - each.period.start).days > _YEAR for each in periods)
        return changes[0] if by or (directly and several) else None

    def _on_year(self) -> Mark | None:
        """ "15 % more than the year before"."""
        if self._kind is not QuantityKind.PERCENT or self._is_share or not self.scene.marks("on_year"):
            return None
        return next(iter(self.scene.marks("more", "less")), None)

    def _growing(self) -> Mark | None:
        """ "Grew 15 %": the nearest verb of rising or falling, if one is near."""
        if self._kind not in (QuantityKind.PERCENT, QuantityKind.RATIO) or self._is_share:
            return None
        hit, changes = self.hit, self.scene.marks("rises", "falls")
        near = [mark for mark in changes if abs(mark.first - hit.first) < _NEAR or abs(hit.last - mark.last) < _NEAR]
        return min(near, key=lambda each: abs(each.first - hit.first), default=None)

    def _of_others(self) -> Claim | None:
        """ "11 per cent did not come from …": the rest did."""
        if not self.definition.share_of_whole or not self._is_share:
            return None
        denials = self.scene.marks("not")
        if len(denials) != 1 or denials[0].first < self.hit.last:
            return None
        claim = also_using(self._with(rest=True), denials)
        return replace(claim, denied="untrue" in self.scene.clause.introduced)

    def _multiple(self) -> Claim | None:
        """ "Doubled": of a count, a multiple without anybody to compare with is a change."""
        quantity = self.hit.quantity
        if self._kind is not QuantityKind.RATIO or self.definition.share_of_whole:
            return None
        if compatible(quantity, self.definition):
            return None
        grown = quantity.value is None or quantity.value >= 1
        return self._with(frame=Frame.CHANGE, orient=1 if grown else -1)

    def _own(self) -> Claim:
        """The figure of the subject, or of all but the subject."""
        scene = self.scene
        outside = scene.marks("outside") if self.definition.share_of_whole or self.definition.fixed else []
        together = scene.marks("together") if len(self.roles.subjects) > 1 else []
        hit, bounding = self._bounded()
        claim = self._with(quantity=hit, rest=bool(outside) != bool(scene.marks("all_but")), together=bool(together))
        claim = replace(claim, periods=_nearest(claim.periods, hit))
        claim = also_using(claim, (*bounding, *together, *scene.marks("outside", "all_but", "each")))
        return replace(claim, denied=claim.denied and not any("not" in mark.kinds for mark in outside))

    def _bounded(self) -> tuple[QuantityHit, list[Mark]]:
        """ "Exceed one million": a verb of exceeding right before a figure bounds it."""
        hit, quantity = self.hit, self.hit.quantity
        before = [mark for mark in self.scene.marks("exceeds", "below") if 0 <= hit.first - mark.last < 2]
        if not before or quantity.value is None or quantity.bound is not Bound.EXACT:
            return hit, []
        if "exceeds" in before[0].kinds:
            ray, bound = Interval(quantity.value, None, low_open=True), Bound.MORE_THAN
        else:
            ray, bound = Interval(None, quantity.value, high_open=True), Bound.LESS_THAN
        return replace(hit, quantity=replace(quantity, interval=ray, bound=bound)), before


def change_of(mark: Mark) -> int:
    """1 for a word of rising, -1 for one of falling."""
    return 1 if mark.kinds & {"rises", "more"} else -1


def _nearest(periods: tuple[PeriodHit, ...], hit: QuantityHit) -> tuple[PeriodHit, ...]:
    """Of several times, that of a figure: the one next to it ("415 in 2022 and 421 in 2023")."""
    following = [each for each in periods if 0 <= each.first - hit.last < SOON]
    return (following[0],) if len(periods) > 1 and following else periods
