"""Who is who in a clause: subject, object, partner, and who is only quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.claims.claim import MetricReading
from factcheck.claims.clauses import Clause
from factcheck.claims.modality import is_contrast
from factcheck.claims.reading import EntityHit, Mark, QuantityHit, Reading
from factcheck.language.lemmas import letters
from factcheck.record import record, replace

# How far a word for partners may stand before "from" and who they are from.
_FAR = 4
_TWO = 2
_JOINING = frozenset(",&/-–")


@record
class Roles:
    """The entities of a claim by their part in it; `contrasted` are named only to be ruled out."""

    subjects: tuple[EntityHit, ...] = ()
    objects: tuple[EntityHit, ...] = ()
    partners: tuple[EntityHit, ...] = ()
    contrasted: tuple[EntityHit, ...] = ()


def sayers_of(reading: Reading, clause: Clause) -> tuple[EntityHit, ...]:
    """Those to whom a clause is attributed: next to a verb of saying, while somebody else is spoken of."""
    entities = _all_of(reading, clause)
    found = []
    for mark in _says(reading, clause):
        for hit in entities:
            after = hit.first - mark.last in (0, 1) and not hit.adjective and reading.plays(mark.first, "according")
            before = mark.first == hit.last and not hit.adjective
            if (after or before) and len(entities) > 1 and hit not in found:
                found.append(hit)
    return tuple(found)


def _all_of(reading: Reading, clause: Clause) -> list[EntityHit]:
    return list(clause.within(reading.entities))


def _says(reading: Reading, clause: Clause) -> list[Mark]:
    return [mark for mark in clause.within(reading.marks) if mark.kinds & {"says", "expected"}]


def _contrasted(reading: Reading, clause: Clause) -> tuple[EntityHit, ...]:
    found: list[EntityHit] = []
    for mark in clause.within(reading.marks):
        if is_contrast(reading, mark):
            found += _group_from(reading, [hit for hit in _all_of(reading, clause) if hit.first >= mark.last])
    return (*found, *_put_right(reading, clause))


def _put_right(reading: Reading, clause: Clause) -> list[EntityHit]:
    """ "It isn't ahead there, that's Norway": the name that a part of its own gives in the place of what is denied."""
    denied = [mark.first for mark in clause.within(reading.marks) if "not" in mark.kinds]
    found = []
    for first, last in clause.ranges:
        named = [hit for hit in reading.entities if first <= hit.first < last]
        led = reading.plays(first, "it") or reading.plays(first, "that")
        linked = first + 1 < last and (reading.plays(first + 1, "being") or reading.plays(first + 1, "owning"))
        elsewhere = denied and all(at < first for at in denied)
        if led and linked and elsewhere and len(named) == 1 and named[0].first - first <= _TWO:
            found += named
    return found


def _group_from(reading: Reading, hits: Sequence[EntityHit]) -> list[EntityHit]:
    """The first of `hits` and those that are listed with it."""
    return list(next(iter(_groups(reading, hits)), ()))


def lists_of(reading: Reading, clause: Clause) -> list[tuple[EntityHit, ...]]:
    """The entities of a clause in the lists in which they stand."""
    return list(_groups(reading, _all_of(reading, clause)))


def _groups(reading: Reading, hits: Sequence[EntityHit]) -> Iterator[tuple[EntityHit, ...]]:
    """Entities in lists: those between which only commas, "and" and the like stand."""
    group: list[EntityHit] = []
    for hit in hits:
        if group and not _joined(reading, group[-1], hit):
            yield tuple(group)
            group = []
        group.append(hit)
    if group:
        yield tuple(group)


def _joined(reading: Reading, left: EntityHit, right: EntityHit) -> bool:
    between = range(left.last, right.first)
    if between and any(reading.plays(at, "well") for at in between):
        return all(reading.plays(at, "as_well") for at in between)
    listed = all(reading.plays(at, "listing") or reading.tokens[at].text in _JOINING for at in between)
    return listed and not all(reading.plays(at, "loosely") for at in between)


def _spoken_of(reading: Reading, clause: Clause) -> tuple[list[EntityHit], tuple[EntityHit, ...]]:
    """The entities that a clause speaks of, and those it only contrasts with; sayers are in neither."""
    aside = sayers_of(reading, clause)
    contrasted = _contrasted(reading, clause)
    return [hit for hit in _all_of(reading, clause) if hit not in aside and hit not in contrasted], contrasted


def figure_roles(reading: Reading, clause: Clause, hit: QuantityHit | None, inherited: tuple[EntityHit, ...]) -> Roles:
    """Whose figure a quantity is: the list of entities that it stands nearest to, those before it first."""
    entities, contrasted = _spoken_of(reading, clause)
    groups = list(_groups(reading, entities))
    if not groups:
        if clause.bracketed:
            inherited = _just_before(reading, clause) or inherited
        return Roles(inherited, contrasted=contrasted)
    if hit is None or len(groups) == 1:
        return Roles(groups[0], contrasted=contrasted)
    before = [group for group in groups if group[-1].last <= hit.first]
    after = [group for group in groups if group[0].first >= hit.last]
    return Roles(_foremost(reading, before) if before else after[0] if after else groups[0], contrasted=contrasted)


def _just_before(reading: Reading, clause: Clause) -> tuple[EntityHit, ...]:
    earlier = [hit for hit in reading.entities if hit.last <= clause.first]
    return tuple(earlier[-1:])


def relation_roles(reading: Reading, clause: Clause, relation: Mark, inherited: tuple[EntityHit, ...]) -> Roles:
    """Who is compared with whom: the subject stands before the pivot, the object after it; "by" turns that round."""
    entities, contrasted = _spoken_of(reading, clause)
    pivot = _pivot(reading, clause, relation)
    before = list(_groups(reading, [hit for hit in entities if hit.last <= pivot]))
    after = list(_groups(reading, [hit for hit in entities if hit.first >= pivot]))
    if relation.kinds & {"no_other", "no_less"} and after:
        # the others are where it holds: "no mountain in Africa is higher than Kilimanjaro"
        return Roles(after[-1], tuple(hit for group in before for hit in group), contrasted=contrasted)
    if _is_passive(reading, clause, relation) and after:
        return Roles(after[0], before[-1] if before else (), contrasted=contrasted)
    if relation.kinds & {"exceeds", "below", "equals", "more", "less"}:
        if not before and len(after) > 1:
            # "Ahead of the Rhine in length is the Danube": the object comes first
            return Roles(after[1], after[0], contrasted=contrasted)
        if not before and after and inherited and any(hit in after[0] for hit in inherited):
            return Roles(after[0], contrasted=contrasted)
        return Roles(
            _main(reading, clause, before, pivot) or inherited, after[0] if after else (), contrasted=contrasted
        )
    surpassed = {each.last for each in clause.within(reading.marks) if each.kinds & {"exceeds", "below"}}
    after = [group for group in after if not any(0 <= group[0].first - at < 2 for at in surpassed)]
    if after and (not before or _is_noun(reading, relation, after[0][0])):
        return Roles(after[0], after[1] if len(after) > 1 else (), contrasted=contrasted)
    return Roles(_main(reading, clause, before, pivot) or inherited, after[0] if after else (), contrasted=contrasted)


def _main(
    reading: Reading, clause: Clause, groups: Sequence[tuple[EntityHit, ...]], pivot: int
) -> tuple[EntityHit, ...]:
    """Of those named before the pivot, the one it speaks of: named in the same part, or else in no relative clause."""
    here = [each for each in clause.ranges if each[0] <= pivot - 1 < each[1]]
    near = [group for group in groups if any(first <= group[-1].first < last for first, last in here)]
    relative = [each for each in clause.ranges if reading.plays(each[0], "relating")]
    main = [group for group in groups if not any(first <= group[0].first < last for first, last in relative)]
    return _foremost(reading, near or main or groups)


def _foremost(reading: Reading, groups: Sequence[tuple[EntityHit, ...]]) -> tuple[EntityHit, ...]:
    """The first list of names that no preposition leads; the last where one leads each of them."""
    for group in groups:
        at = group[0].first - 1
        while at >= 0 and reading.plays(at, "articles"):
            at -= 1
        if at < 0 or letters(reading.tokens[at].text)[:1] not in ("i", "t"):
            return group
    return groups[-1] if groups else ()


def _is_noun(reading: Reading, relation: Mark, following: EntityHit) -> bool:
    """True for "the leader in 5G is …": what follows the verb is the subject."""
    led = relation.first > 0 and reading.plays(relation.first - 1, "articles")
    return led and any(reading.plays(at, "being") for at in range(relation.last, following.first))


def _pivot(reading: Reading, clause: Clause, relation: Mark) -> int:
    """The token behind which the object stands: that after "than", or after the second "as"."""
    if relation.kinds & {"more", "less", "equals"}:
        than = [mark for mark in clause.within(reading.marks) if "than" in mark.kinds and mark.first >= relation.first]
        if than:
            return than[0].last
        for at in range(relation.last, clause.last):
            if reading.plays(at, "as"):
                return at + 1
    return relation.last


def _is_passive(reading: Reading, clause: Clause, relation: Mark) -> bool:
    """True for "is outpaced by", "one led by"."""
    if not relation.kinds & {"exceeds", "leads"}:
        return False
    at = relation.last
    while at < clause.last and at < relation.last + 3:
        if reading.plays(at, "by"):
            return any(at < hit.first <= at + 3 for hit in reading.entities)
        at += 1
    return False


def gap_roles(reading: Reading, clause: Clause, hit: QuantityHit | None, inherited: tuple[EntityHit, ...]) -> Roles:
    """Who is behind (subject) and who is ahead (object) in a gap between two."""
    marks = [mark for mark in clause.within(reading.marks) if is_directed(reading, clause, mark)]
    if not marks:
        entities, contrasted = _spoken_of(reading, clause)
        return Roles(tuple(entities[:1]) or inherited, tuple(entities[1:2]), contrasted=contrasted)
    mark = _between(reading, clause, marks)
    roles = relation_roles(reading, clause, mark, inherited)
    if not roles.objects:
        entities, contrasted = _spoken_of(reading, clause)
        others = [each for each in entities if each not in roles.subjects]
        roles = replace(roles, objects=tuple(others[:1]), contrasted=contrasted)
    if mark.kinds & {"exceeds", "leads"}:
        return replace(roles, subjects=roles.objects, objects=roles.subjects)
    return roles


def is_directed(reading: Reading, clause: Clause, mark: Mark) -> bool:
    """True for a word that tells who is behind whom; not for "top" in "the gap between the top A and B ones"."""
    if not mark.kinds & {"exceeds", "below", "leads", "trails"}:
        return False
    entities, _ = _spoken_of(reading, clause)
    leading = mark.kinds & {"leads", "most"} and len(entities) > 1
    return not leading or any(hit.last <= mark.first for hit in entities)


def _between(reading: Reading, clause: Clause, marks: Sequence[Mark]) -> Mark:
    """The mark that stands between the two: "behind" in "the lag of Danish clubs behind Spanish ones"."""
    entities, _ = _spoken_of(reading, clause)
    for mark in reversed(marks):
        if any(hit.last <= mark.first for hit in entities) and any(hit.first >= mark.last for hit in entities):
            return mark
    return marks[0]


def partner_roles(reading: Reading, clause: Clause, roles: Roles, metric: MetricReading | None) -> Roles:
    """Split the entities of a claim about working together: whose work it is, and with whom it is done.

    A partner stands after "with", "from" or a verb of involving, or right before a word for partners
    ("Danish partners").
    """
    entities, contrasted = _spoken_of(reading, clause)
    if roles.objects and _is_led(reading, roles.objects[0]):
        # "plays more with Norway than with Spain": those that are worked with are compared
        led = [
            group
            for group in _groups(reading, entities)
            if group[0] not in roles.objects and _is_led(reading, group[0])
        ]
        roles = replace(roles, subjects=led[0] if led else roles.subjects)
    words = list(metric.hits) if metric is not None else []
    last_group = max((hit.group for hit in words), default=0)
    partner_words = {hit.first for hit in words if hit.group == last_group}
    partners: list[EntityHit] = []
    for group in _groups(reading, entities):
        if _is_partner(reading, group, partner_words):
            partners += group
    owners = tuple(hit for hit in entities if hit not in partners)
    if roles.objects:
        return replace(roles, partners=tuple(hit for hit in entities if hit not in (*roles.subjects, *roles.objects)))
    if not owners and not partners:
        return Roles(roles.subjects, contrasted=contrasted)
    return Roles(owners or tuple(hit for hit in roles.subjects if hit not in partners), (), tuple(partners), contrasted)


def _is_led(reading: Reading, hit: EntityHit) -> bool:
    """True for a name behind "with"."""
    at = hit.first - 1
    while at >= 0 and reading.plays(at, "articles"):
        at -= 1
    return at >= 0 and reading.plays(at, "accompanying")


def _is_partner(reading: Reading, group: tuple[EntityHit, ...], partner_words: set[int]) -> bool:
    at = group[0].first - 1
    while at >= 0 and (reading.plays(at, "articles") or reading.tokens[at].text == "-"):
        at -= 1
    led = at >= 0 and reading.plays(at, "accompanying")
    if at >= 0 and reading.plays(at, "coming"):
        led = any(0 <= at - word < _FAR for word in partner_words)
    follows = any(word - group[-1].last in (0, 1) for word in partner_words)
    return led or follows
