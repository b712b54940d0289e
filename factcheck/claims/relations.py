"""Which words of a clause compare or rank, and whether they have somebody to compare with."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.claims.claim import MetricReading
from factcheck.claims.measured import is_fixed
from factcheck.claims.reading import Mark, QuantityHit
from factcheck.claims.roles import relation_roles
from factcheck.claims.scene import Scene
from factcheck.language.lemmas import letters
from factcheck.language.parts import noun_at
from factcheck.model import QuantityKind

COMPARING = frozenset({"exceeds", "below", "equals"})
PLACING = frozenset({"leads", "trails", "most", "least", "no_other", "no_less", "contested", "cleft"})
BEHIND = frozenset({"below", "no_less", "trails", "least", "less"})
SOON = 5
"""How many words after "a third of" a name may stand and still be what it is a third of."""

_TWO = 2
# The most telling first.
_ORDER = ("no_other", "exceeds", "below", "equals", "leads", "trails", "most", "least", "contested", "cleft")


def orient_of(relation: Mark) -> int:
    """1 for a relation that puts its subject ahead, -1 for one that puts it behind, 0 where nobody is ahead."""
    if "contested" in relation.kinds:
        return 0
    return -1 if relation.kinds & BEHIND and not relation.kinds & {"leads", "most", "exceeds"} else 1


def relation_of(scene: Scene, metric: MetricReading, quantities: Sequence[QuantityHit]) -> Mark | None:
    """The mark that says how the subject compares; the most telling one where there are several."""
    than = scene.marks("than")
    graded = [mark for mark in scene.marks("more", "less") if any(mark.last <= each.first for each in than)]
    ahead = [*graded, *(mark for mark in scene.marks("exceeds") if not _is_of_its_name(scene, mark, metric))]
    if ahead and any(mark.last <= ahead[0].first for mark in scene.marks("none")) and not quantities:
        kind = "no_less" if "less" in ahead[0].kinds else "no_other"
        return Mark(frozenset({kind}), ahead[0].first, ahead[0].last)
    first = [*scene.marks("no_other"), *graded]
    if first:
        return first[0]
    others = [mark for mark in scene.marks(*COMPARING, *PLACING) if not _is_idle(scene, mark, metric)]
    if not others:
        return _without_a_word(scene, metric, quantities)
    return min(others, key=lambda mark: min(_ORDER.index(kind) for kind in mark.kinds if kind in _ORDER))


def _without_a_word(scene: Scene, metric: MetricReading, quantities: Sequence[QuantityHit]) -> Mark | None:
    """A ratio that compares by itself, or the relation of the clause before, which this one leaves out."""
    ratio = next((hit for hit in quantities if hit.quantity.kind is QuantityKind.RATIO), None)
    sized = ratio is not None and any(0 <= mark.first - ratio.last < 2 for mark in scene.marks("sizes"))
    if ratio is not None and (scene.marks("than") or sized or _parts_two(scene, ratio)):
        return Mark(frozenset({"equals"}), ratio.last - 1, ratio.last)
    alike = next((mark for mark in scene.marks("sizes") if _is_alike(scene, mark)), None)
    if alike is not None:
        return Mark(frozenset({"equals"}), alike.first, alike.last)
    if not quantities and not metric.inherited and _leaves_out_its_verb(scene):
        return scene.background.relation
    return None


def _is_alike(scene: Scene, mark: Mark) -> bool:
    """True for "is about the size of Norway's": a form of "be", and soon a name behind it."""
    before = range(max(0, mark.first - _TWO), mark.first)
    told = any(scene.reading.plays(at, "being") for at in before)
    return told and any(_follows(scene, mark.last, hit.first) for hit in scene.entities())


def _leaves_out_its_verb(scene: Scene) -> bool:
    """True for "…, the Rhine in traffic", which goes on with the relation of the clause before."""
    relation = scene.background.relation
    if relation is None or not relation.kinds & {"leads", "trails"} or scene.marks("none", "not", "rises", "falls"):
        return False
    return any(hit.first - scene.clause.first <= _TWO for hit in scene.entities())


def _parts_two(scene: Scene, ratio: QuantityHit) -> bool:
    """True for "the Dutch figure is a third of Norway's": one entity before the ratio, one soon after it."""
    entities = scene.entities()
    before = any(hit.last <= ratio.first for hit in entities) or bool(scene.background.subjects)
    return before and any(_follows(scene, ratio.last, hit.first) for hit in entities)


def _follows(scene: Scene, start: int, end: int) -> bool:
    """True where only words like "of the" lie between two tokens."""
    reading = scene.reading
    return 0 <= end - start < SOON and all(
        reading.plays(at, "bridging") or reading.plays(at, "articles") for at in range(start, end)
    )


def _is_idle(scene: Scene, mark: Mark, metric: MetricReading) -> bool:
    """True for a word that could compare but does not: part of a phrase of the metric, or an adjective ("top")."""
    longer = any(
        hit.first <= mark.first and mark.last <= hit.last and hit.last - hit.first > mark.last - mark.first
        for hit in metric.hits
    )
    counted = scene.definitions[metric.id].kind is QuantityKind.NUMBER
    if longer or _is_partitive(scene, mark) or _is_of_its_name(scene, mark, metric):
        return True
    if counted and "majority" in mark.kinds:
        # "most of the lakes of Finland are shallow" says nothing of who has most
        return True
    return bool(mark.kinds & {"exceeds"}) and not mark.kinds & PLACING and _modifies(scene, mark)


def _is_of_its_name(scene: Scene, mark: Mark, metric: MetricReading) -> bool:
    """True for "the hundred leading …" and "topped 50 goals", where figure and word are part of the metric's name."""
    definition = scene.definitions[metric.id]
    fixed = [hit for hit in scene.reading.quantities if is_fixed(hit, definition)]
    bounds = bool(mark.kinds & {"exceeds", "below"}) and any(mark.last == hit.first for hit in fixed)
    return bounds or any(hit.last == mark.first for hit in fixed)


def _is_partitive(scene: Scene, mark: Mark) -> bool:
    """True for "one of the largest", which puts nobody first."""
    at = mark.first - 1
    if not mark.kinds & {"most", "least"} or at < 1 or not scene.reading.plays(at, "articles"):
        return False
    return scene.reading.plays(at - 1, "of")


def _modifies(scene: Scene, mark: Mark) -> bool:
    """True for a single word that can be an adjective and stands before something else than what is exceeded."""
    reading, following = scene.reading, mark.last
    if mark.last - mark.first > 1 or following >= len(reading.tokens):
        return False
    token = reading.tokens[mark.first]
    if letters(token.text)[:1] not in ("j", "n") or token.text.casefold() != token.stem:
        return False
    return not reading.plays(following, "articles") and all(hit.first != following for hit in reading.entities)


def compares(scene: Scene, relation: Mark) -> bool:
    """True where a relation has somebody to compare with."""
    if relation.kinds & {"no_other", "no_less"}:
        return False
    if goes_on_comparing(scene, relation):
        return True
    if relation.kinds & {"more", "less"} and _over_everyone(scene):
        return False
    if relation.kinds & COMPARING or relation.kinds & {"more", "less"}:
        return bool(relation_roles(scene.reading, scene.clause, relation, scene.background.subjects).objects)
    return bool(relation.kinds & PLACING) and _led_is_named(scene, relation)


def _over_everyone(scene: Scene) -> bool:
    """True for "than anyone else": it is no name that stands behind "than"."""
    ends = {mark.last for mark in scene.marks("than")}
    return any(mark.first in ends for mark in scene.marks("everyone"))


def goes_on_comparing(scene: Scene, relation: Mark) -> bool:
    """True for ", though less than three times as many": the two sides are those of the clause before."""
    return bool(relation.kinds & {"equals", "more", "less"} and scene.background.objects and not scene.entities())


def _led_is_named(scene: Scene, relation: Mark) -> bool:
    """True for "leads Norway in …": the next thing after the verb is an entity."""
    if not relation.kinds & {"leads", "trails"}:
        return False
    at = relation.last
    while at < scene.clause.last and scene.reading.plays(at, "articles"):
        at += 1
    following = next((hit for hit in scene.reading.entities if hit.first == at), None)
    before = [hit for hit in scene.entities() if hit.last <= relation.first]
    return following is not None and not following.adjective and bool(before or scene.background.subjects)


def is_of_another_field(scene: Scene, metric: MetricReading, relation: Mark) -> bool:
    """True for a noun ("dominance in …") whose field or holder is not what the clause was read to speak of."""
    if relation.first < 0 or not noun_at(scene.reading.tokens, relation.first):
        return False
    if not scene.entities() or not metric.hits:
        return True
    leads_on = relation.last < scene.clause.last and scene.reading.plays(relation.last, "loosely")
    after = {hit.group for hit in metric.hits if hit.first > relation.first}
    return leads_on and after < {hit.group for hit in metric.hits}
