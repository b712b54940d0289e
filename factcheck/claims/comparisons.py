"""Claims that hold one against another: comparisons, gaps, differences, then and now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.claims.claim import Claim, Frame
from factcheck.claims.measured import scaled
from factcheck.claims.reading import Mark, QuantityHit
from factcheck.claims.relations import BEHIND, goes_on_comparing
from factcheck.claims.roles import Roles, figure_roles, gap_roles, is_directed, lists_of, partner_roles, relation_roles
from factcheck.claims.scene import Scene, also_using, with_roles
from factcheck.knowledge.entries import Metric
from factcheck.model import QuantityKind
from factcheck.record import replace

_DIRECTED = ("exceeds", "below", "leads", "trails")
_TWO = 2
_COUNTED = frozenset({QuantityKind.NUMBER, QuantityKind.RATIO, QuantityKind.OTHER})


def gaps(scene: Scene, base: Claim, quantities: Sequence[QuantityHit]) -> Iterator[tuple[int, Claim]]:
    """By how much somebody is behind somebody, and that it is so."""
    marks = scene.marks(*_DIRECTED)
    for hit in quantities:
        yield hit.first, _gap(scene, base, hit)
    if not quantities and marks:
        roles = gap_roles(scene.reading, scene.clause, None, scene.background.subjects)
        yield marks[0].first, with_roles(base, roles, relation=marks[0], orient=-1, frame=Frame.COMPARISON)


def _gap(scene: Scene, base: Claim, hit: QuantityHit) -> Claim:
    roles = gap_roles(scene.reading, scene.clause, hit, scene.background.subjects)
    directed = any(is_directed(scene.reading, scene.clause, mark) for mark in scene.marks(*_DIRECTED))
    orient = -1 if directed else 0
    passed = {mark.last for mark in scene.marks("below", "trails")}
    if not roles.subjects and roles.objects and roles.objects[0].first not in passed:
        # "is two years ahead", of nobody in particular
        ahead = bool(scene.marks("exceeds", "leads")) and not scene.marks("below", "trails")
        roles = replace(roles, subjects=roles.objects, objects=())
        orient = 1 if ahead else orient
    return with_roles(base, roles, quantity=hit, frame=Frame.FIGURE, orient=orient)


def difference_between(scene: Scene, base: Claim, mark: Mark, hit: QuantityHit) -> Iterator[tuple[int, Claim]]:
    """ "The difference between A and B is 1.1 million"."""
    entities = scene.entities() or scene.background.subjects
    if len(entities) == _TWO:
        roles = Roles(tuple(entities[:1]), tuple(entities[1:]))
        yield hit.first, with_roles(base, roles, frame=Frame.COMPARISON, relation=mark, quantity=hit)


def comparisons(
    scene: Scene, base: Claim, relation: Mark, quantities: Sequence[QuantityHit], definition: Metric
) -> Iterator[tuple[int, Claim]]:
    """The comparison itself, and the figures of its own that the clause gives besides."""
    roles = _sides(scene, base, relation, definition)
    orient = 0 if "equals" in relation.kinds else -1 if relation.kinds & BEHIND else 1
    scale = next((hit for hit in quantities if _scales(scene, hit, relation, definition, len(quantities))), None)
    if scale is not None:
        scale = _as_part(scale, relation)
    shared = scene.background.together and roles.subjects == scene.background.subjects
    claim = with_roles(base, roles, frame=Frame.COMPARISON, relation=relation, orient=orient, quantity=scale)
    claim = replace(claim, together=bool(scene.marks("together")) or shared)
    yield relation.first, also_using(claim, scene.marks("than", "together", "equals"))
    for hit in quantities:
        if (scale is None or hit.first != scale.first) and relation.first != hit.last:
            own = figure_roles(scene.reading, scene.clause, hit, scene.background.subjects)
            joint = len(own.subjects) > 1 and own.subjects == claim.subjects and claim.together
            yield hit.first, with_roles(base, own, quantity=hit, together=joint)


def for_each(scene: Scene, base: Claim, mark: Mark, quantities: Sequence[QuantityHit]) -> tuple[int, Claim] | None:
    """ "For every lake in Norway there are three in Finland": how many times as many; None where it tells no two."""
    told = [hit for hit in quantities if hit.quantity.kind in _COUNTED]
    below = next((hit for hit in told if 0 <= hit.first - mark.last < _TWO), None)
    above = [hit for hit in told if hit != below]
    roles = _each_roles(scene, mark)
    if len(above) != 1 or roles is None or (below is not None and not below.quantity.value):
        return None
    times = _in_relation_to(above[0], below)
    relation = Mark(frozenset({"equals"}), mark.first, mark.last)
    claim = with_roles(base, roles, frame=Frame.COMPARISON, relation=relation, quantity=times)
    return above[0].first, also_using(
        claim, (relation,) if below is None else (Mark(relation.kinds, mark.first, below.last),)
    )


def _each_roles(scene: Scene, mark: Mark) -> Roles | None:
    """Who has so many (subject) for each one of whom (object): the latter is named right behind "for every"."""
    groups = lists_of(scene.reading, scene.clause)
    behind = [group for group in groups if group[0].first >= mark.last]
    others = [group for group in groups if group not in behind[:1]]
    subjects = others[0] if others else scene.background.subjects
    if not behind or not subjects or len(others) > 1:
        return None
    return Roles(subjects, behind[0])


def _in_relation_to(above: QuantityHit, below: QuantityHit | None) -> QuantityHit:
    """The figure as a multiple of another, of one where there is none."""
    factor = 1 / below.quantity.value if below is not None and below.quantity.value else Fraction(1)
    return replace(above, quantity=scaled(above.quantity, factor, QuantityKind.RATIO))


def _as_part(scale: QuantityHit, relation: Mark) -> QuantityHit:
    """ "A third more", "exceeds it by a third": so many per cent on top."""
    value = scale.quantity.value
    graded = relation.kinds & {"more", "less", "exceeds", "below"}
    if not graded or scale.quantity.kind is not QuantityKind.RATIO or value is None or value >= 1:
        return scale
    return replace(scale, quantity=scaled(scale.quantity, Fraction(100), QuantityKind.PERCENT))


def _sides(scene: Scene, base: Claim, relation: Mark, definition: Metric) -> Roles:
    """Who is compared with whom."""
    background = scene.background
    roles = relation_roles(scene.reading, scene.clause, relation, background.subjects)
    if goes_on_comparing(scene, relation):
        roles = Roles(background.subjects, background.objects)
    if scene.is_partnered(definition):
        roles = partner_roles(scene.reading, scene.clause, roles, base.metric)
        roles = replace(roles, partners=roles.partners or background.partners)
    return roles


def _scales(scene: Scene, hit: QuantityHit, relation: Mark, definition: Metric, count: int) -> bool:
    """True for a quantity that tells the difference: by its kind, or by "by" before it, or "how many" elsewhere."""
    reading = scene.reading
    led = hit.first > 0 and reading.plays(hit.first - 1, "by")
    asked = relation.first > 0 and reading.plays(relation.first - 1, "many")
    words = frozenset(at for each in reading.words.get(definition.id, ()) for at in range(each.first, each.last))
    counted = hit.quantity.kind is QuantityKind.NUMBER and hit.last < relation.first
    between = counted and all(at in words for at in range(hit.last, relation.first))
    graded = bool(relation.kinds & {"more", "less"})
    return led or (asked and count == 1) or (between and graded) or _told_by_kind(hit, relation, definition, count)


def _told_by_kind(hit: QuantityHit, relation: Mark, definition: Metric, count: int) -> bool:
    """True for the quantity that tells by how much the subject and the object of a comparison differ."""
    kind = hit.quantity.kind
    if kind in (QuantityKind.RATIO, QuantityKind.PERCENTAGE_POINT):
        return True
    if kind is QuantityKind.PERCENT:
        return hit.last <= relation.first
    near = 0 <= relation.first - hit.last < _TWO
    directly = near and bool(relation.kinds & {"more", "less", "exceeds", "below"})
    return directly or (count == 1 and definition.kind is QuantityKind.DURATION)


def then_and_now(scene: Scene, base: Claim, relation: Mark, quantities: Sequence[QuantityHit]) -> Claim:
    """ "Less in 2023 than in 2022": a subject held against itself at another time."""
    roles = figure_roles(scene.reading, scene.clause, None, scene.background.subjects)
    first, second = (hit.period.start for hit in base.periods)
    orient = (-1 if "less" in relation.kinds else 1) * (1 if first > second else -1)
    quantity = next(iter(quantities), None)
    claim = with_roles(base, roles, frame=Frame.CHANGE, relation=relation, orient=orient, quantity=quantity)
    return also_using(claim, scene.marks("than"))
