"""Events and statements: facts in words, recognised by word groups that a sentence must meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.claims.clauses import Clause
from factcheck.claims.modality import denies, is_contrast
from factcheck.claims.reading import EntityHit, Mark, PeriodHit, WordHit
from factcheck.evidence import speaks_of
from factcheck.knowledge.entries import Assertion, AssertionKind
from factcheck.language.english import stems_of
from factcheck.model import Kind
from factcheck.record import record
from factcheck.verify.context import Context
from factcheck.verify.outcome import Outcome, contradicted, supported, unknown
from factcheck.verify.wording import name_of

_NEAR = 3
_TWO = 2
_OUTDOING = frozenset({"exceeds", "below"})
_DENYING = frozenset({"not", "contrast", "none", "hardly", "lacking"})


@record
class Told:
    """A fact in words that a stretch of a sentence tells: the outcome, and the tokens that it explains,
    `words` being those of its word groups.
    """

    fact: Assertion
    outcome: Outcome
    used: frozenset[int]
    words: frozenset[int]
    direct: bool = True


def told_in(
    context: Context, clauses: Sequence[Clause], groups: Mapping[str, int], before: Sequence[Clause] = ()
) -> list[Told]:
    """The facts in words that these clauses of the sentence tell or deny, those with most words first.

    before: clauses that may lend one word group to a fact of which these have all others, its subject included.
    """
    found: list[Told] = []
    for name, hits in context.reading.predicates.items():
        if name not in context.base.assertions:
            continue
        here = [hit for clause in clauses for hit in clause.within(hits) if hit.group >= 0]
        if len({hit.group for hit in here}) < groups[name]:
            here = _with_lent(context, name, here, clauses, before, groups[name])
        if len({hit.group for hit in here}) < groups[name]:
            continue
        telling = _Telling(context, clauses, context.base.assertions[name], _together(here, clauses, groups[name]))
        told = telling.told()
        if told is not None:
            found.append(told)
    return sorted(found, key=lambda each: (-len(each.used), each.fact.id))


def _with_lent(
    context: Context, name: str, here: list[WordHit], clauses: Sequence[Clause], before: Sequence[Clause], groups: int
) -> list[WordHit]:
    """The hits with those of the one group that they lack, if a clause before has it ("In spring …; Norway builds")."""
    own = {hit.group for hit in here}
    subject = context.base.assertions[name].subject
    named = any(hit.id == subject for clause in clauses for hit in clause.within(context.reading.entities))
    if len(own) < max(_TWO, groups - 1) or not named:
        return here
    hits = context.reading.predicates[name]
    return [
        *(hit for clause in before for hit in clause.within(hits) if hit.group >= 0 and hit.group not in own),
        *here,
    ]


def _together(hits: list[WordHit], clauses: Sequence[Clause], groups: int) -> list[WordHit]:
    """Those hits that stand together in one part of the clauses, if one part has all groups."""
    for clause in clauses:
        for first, last in clause.ranges:
            inside = [hit for hit in hits if first <= hit.first < last]
            if len({hit.group for hit in inside}) == groups:
                return inside
    return hits


@record
class _Telling:
    """One fact against the clauses that have its words."""

    context: Context
    clauses: Sequence[Clause]
    fact: Assertion
    hits: Sequence[WordHit]

    def told(self) -> Told | None:
        entities = self._entities()
        roles = [self._role(self.fact.subject, entities)]
        if self.fact.object is not None:
            roles.append(self._role(self.fact.object, entities))
        named = [role for role in roles if role.hits]
        missing = [role for role in roles if not role.hits]
        rivals = [role.rivals[0] for role in missing if role.rivals]
        if (not named and len(roles) > 1) or (roles[0] in missing and not (self.fact.exclusive and rivals)):
            return None
        if missing and (rivals or self.fact.exclusive) and not (self.fact.exclusive and rivals):
            return None
        own = [hit for role in named for hit in role.hits]
        used = self._tokens(self.hits) | self._tokens(own) | self._tokens(self._marks()) | self._tokens(self._periods())
        if self.fact.exclusive and rivals:
            return Told(
                self.fact,
                self._by_another(rivals[0]),
                used | self._tokens(rivals[:1]),
                self._tokens(self.hits),
                direct=False,
            )
        outcome = self._outcome() if not self._turned_round() else self._reversed()
        return Told(self.fact, outcome, used, self._tokens(self.hits))

    def _reversed(self) -> Outcome:
        if self._flips() % 2 == 1:
            return supported(self.fact.statement, (self.fact,), Kind.FOLLOWS)
        mark = next(mark for mark in self._marks() if mark.kinds & _OUTDOING)
        return contradicted(self.fact.statement, (self.fact,), (mark.first, mark.last), Kind.REVERSED)

    def _turned_round(self) -> bool:
        """True where what is ahead in the fact is told to be behind: its words stand on the other sides of "outrun".

        A passive turns it round as well, so that nothing is said of it.
        """
        told = self._tokens(self.hits)
        marks = [mark for mark in self._marks() if mark.kinds & _OUTDOING and told & set(range(mark.first, mark.last))]
        if len(marks) != 1 or any(each.opposite for each in self.hits):
            return False
        (mark,) = marks
        reading = self.context.reading
        after = range(mark.last, min(mark.last + _NEAR, len(reading.tokens)))
        if any(reading.plays(at, "by") for at in after):
            return False
        sides = {hit.group: hit.first > mark.first for hit in self.hits if not mark.first <= hit.first < mark.last}
        known = _sides_in(self.fact, {hit.group for hit in self.hits if mark.first <= hit.first < mark.last})
        shared = [(sides[group], known[group]) for group in sides if group in known]
        return len({here for here, _ in shared}) == _TWO and all(here != there for here, there in shared)

    def _entities(self) -> list[EntityHit]:
        """The entities of the clauses; those in the parts that tell the fact alone, if one could be its subject."""
        everyone = [hit for hit in self.context.reading.entities if self._holds(hit.first)]
        near = [hit for hit in everyone if any(first <= hit.first < last for first, last in self._ranges())]
        known = self.context.base.entities
        kind = known[self.fact.subject].type
        return near if any(known[hit.id].type == kind for hit in near if hit.id in known) else everyone

    def _holds(self, at: int) -> bool:
        return any(clause.holds(at) for clause in self.clauses)

    def _tokens(self, hits: Sequence[EntityHit | WordHit | Mark | PeriodHit]) -> frozenset[int]:
        return frozenset(at for hit in hits for at in range(hit.first, hit.last))

    def _marks(self) -> list[Mark]:
        return [mark for mark in self.context.reading.marks if self._holds(mark.first)]

    def _periods(self) -> list[PeriodHit]:
        """The periods in those parts of the clauses that have words of the fact."""
        ranges = self._ranges()
        return [hit for hit in self.context.reading.periods if any(first <= hit.first < last for first, last in ranges)]

    def _ranges(self) -> list[tuple[int, int]]:
        return [
            each
            for clause in self.clauses
            for each in clause.ranges
            if any(each[0] <= hit.first < each[1] for hit in self.hits)
        ]

    def _role(self, entity: str, entities: Sequence[EntityHit]) -> _Role:
        known = self.context.base.entities
        own = tuple(hit for hit in entities if hit.id == entity)
        kind = known[entity].type if entity in known else None
        involved = {self.fact.subject, self.fact.object}
        rivals = tuple(
            hit for hit in entities if hit.id in known and known[hit.id].type == kind and hit.id not in involved
        )
        return _Role(own, rivals)

    def _by_another(self, rival: EntityHit) -> Outcome:
        focus = (rival.first, rival.last)
        reading = self.context.reading
        ruled_out = any(is_contrast(reading, mark) and 0 <= rival.first - mark.last < _NEAR for mark in self._marks())
        if self._flips() % 2 != ruled_out:
            return supported(self.fact.statement, (self.fact,), Kind.FOLLOWS)
        suggestion = f"{name_of(self.context.base, self.fact.subject)}."
        return contradicted(self.fact.statement, (self.fact,), focus, Kind.DIFFERS, suggestion)

    def _outcome(self) -> Outcome:
        flips = self._flips()
        wrong = self._wrong_period()
        if wrong is not None:
            denied = wrong.decided and flips % 2 == 1
            return supported(self.fact.statement, (self.fact,), Kind.FOLLOWS) if denied else wrong
        if flips % 2 == 0:
            return supported(self.fact.statement, (self.fact,))
        turned = next((hit for hit in self.hits if hit.opposite), None)
        denial = next((mark for mark in self._marks() if "not" in mark.kinds), None)
        focus_hit = turned or denial
        focus = None if focus_hit is None else (focus_hit.first, focus_hit.last)
        return contradicted(self.fact.statement, (self.fact,), focus, Kind.REVERSED)

    def _flips(self) -> int:
        """How many words turn the fact round: opposites in place of its words, and denials."""
        reading = self.context.reading
        denials = [mark for mark in self._bearing() if mark.kinds & _DENYING and not is_contrast(reading, mark)]
        spent: set[Mark] = set()
        flips = 0
        for group in sorted({hit.group for hit in self.hits}):
            hits = [hit for hit in self.hits if hit.group == group]
            turned = [self._turns(hit, denials, spent) for hit in hits]
            # "have not cut off but encouraged": the word that is not denied decides
            flips += bool(turned) and sum(turned) * 2 > len(turned)
        flips += any(self._rules_out(mark) for mark in self._marks())
        flips += any("untrue" in clause.introduced for clause in self.clauses)
        flips += sum(denies(reading, mark) or "none" in mark.kinds for mark in denials if mark not in spent)
        return flips

    def _rules_out(self, mark: Mark) -> bool:
        """True for "rather than in the US" of a fact about the US."""
        reading = self.context.reading
        own = [hit for hit in reading.entities if hit.id == self.fact.object]
        return is_contrast(reading, mark) and any(0 <= hit.first - mark.last < _NEAR for hit in own)

    def _bearing(self) -> list[Mark]:
        """The marks in those parts of the clauses that have words of the fact, apart from those that are its words."""
        ranges = self._ranges()
        own = self._tokens(self.hits)
        return [
            mark
            for mark in self._marks()
            if mark.first not in own and any(first <= mark.first < last for first, last in ranges)
        ]

    def _turns(self, hit: WordHit, denials: Sequence[Mark], spent: set[Mark]) -> bool:
        near = [mark for mark in denials if 0 <= hit.first - mark.last < _NEAR]
        opposites = len({each.opposite for each in self.hits if each.group == hit.group}) > 1
        tokens = self.context.reading.tokens
        several = (
            sum(tokens[each.first].stem == tokens[hit.first].stem for each in self.hits if each.group == hit.group) > 1
        )
        contrast = [
            mark
            for mark in near
            if ("contrast" in mark.kinds and ("not" not in mark.kinds or opposites))
            or ("none" in mark.kinds and several)
            or ("lacking" in mark.kinds and hit.opposite)
        ]
        spent.update(contrast)
        return hit.opposite != bool(contrast)

    def _wrong_period(self) -> Outcome | None:
        for hit in self._periods():
            if speaks_of(self.context.base, self.fact, hit.period):
                continue
            known = self.fact.period
            if known is not None and self.fact.kind is AssertionKind.EVENT and not known.meets(hit.period):
                return contradicted(self.fact.statement, (self.fact,), (hit.first, hit.last))
            return unknown(Kind.OTHER_PERIOD, f"Known without this date: {self.fact.statement}", (self.fact,))
        return None


def _sides_in(fact: Assertion, pivot: set[int]) -> dict[int, bool]:
    """Of each word group of a fact, if it stands behind the words of the group `pivot` in its statement."""
    stems = stems_of(fact.statement)
    places = {number: _places(group.any, stems) for number, group in enumerate(fact.words)}
    middle = min((at for number in pivot for at in places[number]), default=None)
    if middle is None:
        return {}
    found = {number: {at > middle for at in places[number]} for number in places if number not in pivot}
    return {number: next(iter(each)) for number, each in found.items() if len(each) == 1}


def _places(words: Sequence[str], stems: Sequence[str]) -> list[int]:
    phrases = [stems_of(word) for word in words]
    return [at for at in range(len(stems)) for each in phrases if each and tuple(stems[at : at + len(each)]) == each]


@record
class _Role:
    """Who stands in a role of a fact: its own entity, and others of the same type that could take its place."""

    hits: tuple[EntityHit, ...]
    rivals: tuple[EntityHit, ...]
