"""Claims of being ahead of everyone, or behind, and of places in a ranking."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from factcheck.claims.claim import Claim, Modality
from factcheck.claims.reading import EntityHit
from factcheck.evidence import figures, relations, select
from factcheck.interval import Interval
from factcheck.knowledge.entries import Assertion, AssertionKind, RelationKind
from factcheck.model import Bound, Kind, Quantity, QuantityKind
from factcheck.record import record, replace
from factcheck.verify.agreement import Agreement, compare, known
from factcheck.verify.context import Context
from factcheck.verify.outcome import Outcome, contradicted, of_all, supported, unknown
from factcheck.verify.wording import figure_of, metric_name, name_of

_WORLD = "world"
_KINDS = frozenset({AssertionKind.RELATION, AssertionKind.RANKING, AssertionKind.FORECAST})


def verify_leadership(claim: Claim, context: Context) -> Outcome:
    """Whether the subject is ahead of all (or, for orient -1, behind)."""
    assert claim.metric is not None
    if not claim.subjects:
        return unknown(Kind.NOT_KNOWN, "It is not clear who leads.", context.base.any_for(claim.metric.id))
    claim = _with_partners(claim, context)
    listed = _listed(claim, context)
    if listed is not None:
        return listed
    subjects = [hit for hit in claim.subjects if not _holds_another(hit, claim.subjects, context)]
    return of_all([_Leadership(claim, context, hit).outcome() for hit in subjects])


def _listed(claim: Claim, context: Context) -> Outcome | None:
    """Several that are together called the largest: those at the head of an order, if it is known."""
    assert claim.metric is not None
    named = [hit.id for hit in claim.subjects]
    if len(named) < 2 or claim.relation is None or not claim.relation.kinds & {"most", "least"}:
        return None
    found = relations(context.base, claim.metric.id, _KINDS)
    orders = [fact for fact in found if fact.order]
    if not orders and any(map(_is_first, found)):
        return None
    for fact in orders:
        if set(fact.order[: len(named)]) == set(named) and not claim.denied:
            return supported(fact.statement, (fact,))
    return unknown(Kind.AMBIGUOUS, "Who stands at the head of the ranking together is not known.", orders[:1])


def _holds_another(hit: EntityHit, others: Sequence[EntityHit], context: Context) -> bool:
    return any(hit.id in context.base.containers(each.id) for each in others)


def _with_partners(claim: Claim, context: Context) -> Claim:
    """Of those that work together, who is told to be the foremost partner of whom: as the known facts have it."""
    assert claim.metric is not None
    facts = [fact for fact in relations(context.base, claim.metric.id, _KINDS) if fact.partners]
    everyone = dict.fromkeys((*claim.subjects, *claim.objects, *claim.partners))
    if not facts or len(everyone) < 2:
        return claim
    owning = context.reading.english.grammar["owning"]
    tokens = context.reading.tokens
    possessive = [hit for hit in everyone if 0 <= hit.last < len(tokens) and tokens[hit.last].stem in owning]
    for owner in dict.fromkeys((*possessive, *everyone)):
        others = tuple(hit for hit in everyone if hit is not owner)
        if any(fact.partners == (owner.id,) for fact in facts):
            return replace(claim, subjects=others, partners=(owner,))
    return claim


@record
class _Leadership:
    claim: Claim
    context: Context
    subject: EntityHit

    @property
    def metric(self) -> str:
        assert self.claim.metric is not None
        return self.claim.metric.id

    def outcome(self) -> Outcome:
        facts = self._facts()
        if not facts:
            return self._by_figures()
        periods = [hit.period for hit in self.claim.periods]
        fitting = select(self.context.base, facts, periods).fitting if periods else tuple(facts)
        if not fitting:
            return unknown(Kind.OTHER_PERIOD, f"Known without this date: {facts[0].statement}", facts[:1])
        return self._judge(fitting)

    def _facts(self) -> list[Assertion]:
        partners = {hit.id for hit in self.claim.partners}
        found = relations(self.context.base, self.metric, _KINDS)
        found = [fact for fact in found if (fact.relation is not None or _is_place(fact)) and self.in_scope(fact)]
        return [
            fact for fact in found if set(fact.partners) == partners or (partners and partners <= set(fact.partners))
        ]

    def _scope(self) -> frozenset[str]:
        """The wholes within which the subject is said to lead; empty for everywhere."""
        named = {hit.id for hit in (*self.claim.objects, *self.claim.subjects)}
        return frozenset(named & self.context.base.containers(self.subject.id))

    def in_scope(self, fact: Assertion) -> bool:
        """True where a fact tells who leads among those that the claim speaks of: everyone, or the parts of a whole."""
        base, scope = self.context.base, self._scope()
        everywhere = fact.group in (None, _WORLD)
        if not scope:
            return everywhere
        return fact.group in scope or (everywhere and any(fact.subject in base.members(each) for each in scope))

    def _judge(self, facts: Sequence[Assertion]) -> Outcome:
        name = self.subject.id
        leaders = [fact for fact in facts if _is_first(fact)]
        contested = [fact for fact in facts if fact.relation is RelationKind.CONTESTED]
        if self.claim.orient == 0:
            named = {hit.id for hit in (*self.claim.subjects, *self.claim.objects)}
            within = [fact for fact in contested if named <= {fact.subject, *fact.over}]
            if contested and not within:
                return unknown(Kind.NOT_KNOWN, contested[0].statement, contested)
            return self._say(Agreement.AGREES if within else Agreement.DIFFERS, within or facts[:1])
        if self.claim.orient < 0:
            return self._behind(facts, leaders)
        own = [fact for fact in leaders if fact.subject == name]
        if own:
            return self._say(Agreement.AGREES, own)
        rivals = [fact for fact in facts if _leads(fact) and name in fact.over]
        others = self._exclusive([fact for fact in leaders if fact.subject not in self.context.kin(name)])
        if others or rivals:
            return self._say(Agreement.DIFFERS, [*rivals[:1], *self._nearest(others)])
        if contested:
            return self._say(Agreement.DIFFERS, contested)
        over_rival = [fact for fact in facts if fact.subject == name and _leads(fact)]
        if over_rival and not self.claim.denied:
            reason = f"Ahead of a named rival only: {over_rival[0].statement}"
            return unknown(Kind.NOT_KNOWN, reason, over_rival)
        return unknown(
            Kind.NOT_KNOWN, f"Whether {name_of(self.context.base, name)} leads here is not known.", facts[:1]
        )

    def _nearest(self, leaders: Sequence[Assertion]) -> Sequence[Assertion]:
        """The leaders that compare best with the subject: those of its own type, if there are any."""
        known = self.context.base.entities
        alike = [fact for fact in leaders if known[fact.subject].type == known[self.subject.id].type]
        return alike or leaders

    def _exclusive(self, others: Sequence[Assertion]) -> list[Assertion]:
        """Those leaders that leave no room for the subject: where several of its type lead together, one more may."""
        known = self.context.base.entities
        kind = known[self.subject.id].type
        alike = {fact.subject for fact in others if known[fact.subject].type == kind}
        return [fact for fact in others if len(alike) < 2 or fact.subject not in alike]

    def _behind(self, facts: Sequence[Assertion], leaders: Sequence[Assertion]) -> Outcome:
        name = self.subject.id
        own = [fact for fact in leaders if fact.subject == name]
        ahead = [fact for fact in facts if _leads(fact) and fact.subject == name]
        if own or ahead:
            return self._say(Agreement.DIFFERS, list(dict.fromkeys((*own, *ahead))))
        behind = [
            fact
            for fact in facts
            if (fact.relation is RelationKind.TRAILS and fact.subject == name) or (_leads(fact) and name in fact.over)
        ]
        behind = behind or [fact for fact in leaders if fact.subject not in self.context.kin(name)]
        if behind:
            return self._say(Agreement.AGREES, behind)
        return unknown(Kind.NOT_KNOWN, f"Whether {name_of(self.context.base, name)} is behind is not known.", facts[:1])

    def _say(self, answer: Agreement, facts: Sequence[Assertion]) -> Outcome:
        denied = self.claim.denied
        answer = answer.negated() if denied else answer
        reason = " ".join(dict.fromkeys(fact.statement for fact in facts))
        forecast = any(fact.kind is AssertionKind.FORECAST for fact in facts)
        if forecast and self.claim.modality is Modality.ASSERTED:
            return unknown(Kind.FORECAST, f"This is a forecast, told here as fact: {reason}", facts)
        if answer is Agreement.AGREES:
            return supported(reason, facts, Kind.FOLLOWS if denied else Kind.AGREES)
        mark = self.claim.relation
        own = any(fact.subject == self.subject.id for fact in facts)
        hit = mark if own or self.subject.first < 0 else self.subject
        focus = None if hit is None or hit.first < 0 else (hit.first, hit.last)
        return contradicted(reason, facts, focus, Kind.REVERSED if own else Kind.DIFFERS)

    def _by_figures(self) -> Outcome:
        """A leader can be refuted by counts alone: a rival is known to have more."""
        base = self.context.base
        periods = [hit.period for hit in self.claim.periods]
        own = select(base, [fact for fact, _ in figures(base, self.metric, self.subject.id)], periods).fitting
        if not own or own[0].value is None or self.claim.denied or self.claim.orient < 0:
            nearest = base.any_for(self.metric)
            return unknown(Kind.NOT_KNOWN, f"Who leads in {metric_name(base, self.metric)} is not known.", nearest)
        scope = self._scope()
        inside = frozenset().union(*(base.members(each) for each in scope))
        for fact in base.assertions_for(self.metric):
            if scope and fact.subject not in inside:
                continue
            if fact.subject in self.context.kin(self.subject.id) or fact.value is None or fact.kind is not own[0].kind:
                continue
            same_time = select(base, [fact], periods or ([own[0].period] if own[0].period else [])).fitting
            if same_time and _above(fact, own[0]):
                reason = f"{figure_of(base, fact)}; {figure_of(base, own[0])}."
                mark = self.claim.relation
                focus = None if mark is None else (mark.first, mark.last)
                return contradicted(reason, (fact, own[0]), focus)
        return unknown(Kind.NOT_KNOWN, f"Whether others have more is not known. {figure_of(base, own[0])}.", own)


def _above(left: Assertion, right: Assertion) -> bool:
    if left.value is None or right.value is None:
        return False
    one, other = known(left.value).allowed, known(right.value).allowed
    return one.low is not None and other.high is not None and one.low > other.high


def _leads(fact: Assertion) -> bool:
    return fact.relation is RelationKind.LEADS


def _is_first(fact: Assertion) -> bool:
    """True for a fact that puts its subject before everyone."""
    if fact.value is not None and fact.value.kind is QuantityKind.ORDINAL:
        return fact.value.value == 1 and fact.value.bound is Bound.EXACT
    return _leads(fact) and not fact.over


# --- places --------------------------------------------------------------------------------------


def verify_rank(claim: Claim, context: Context) -> Outcome:
    """Whether the subject has the place that the claim gives it."""
    assert claim.metric is not None
    assert claim.quantity is not None
    if not claim.subjects:
        return unknown(Kind.NOT_KNOWN, "It is not clear whose place this is.")
    return of_all([_rank(claim, claim.quantity.quantity, context, hit) for hit in claim.subjects])


def _rank(claim: Claim, stated: Quantity, context: Context, hit: EntityHit) -> Outcome:
    assert claim.metric is not None
    assert claim.quantity is not None
    base = context.base
    scope = _Leadership(claim, context, hit)
    found = [fact for fact in relations(base, claim.metric.id, _KINDS) if scope.in_scope(fact)]
    placed = [fact for fact in found if fact.subject == hit.id and (_is_place(fact) or _is_first(fact))]
    placed = list(select(base, placed, [each.period for each in claim.periods]).fitting)
    if not placed:
        if stated.value == 1 and stated.bound is Bound.EXACT:
            return _Leadership(replace(claim, orient=1), context, hit).outcome()
        return unknown(Kind.NOT_KNOWN, f"The place of {name_of(base, hit.id)} is not known.", found[:1])
    fact = placed[0]
    answer = compare(stated, known(fact.value)) if fact.value is not None else _first_place(stated)
    answer = answer.negated() if claim.denied else answer
    if answer is Agreement.AGREES:
        return supported(fact.statement, (fact,))
    if answer is Agreement.DIFFERS:
        return contradicted(fact.statement, (fact,), (claim.quantity.first, claim.quantity.last))
    return unknown(Kind.BEYOND_BOUND, fact.statement, (fact,))


def _is_place(fact: Assertion) -> bool:
    return fact.value is not None and fact.value.kind is QuantityKind.ORDINAL


def _first_place(stated: Quantity) -> Agreement:
    first = Interval.point(Fraction(1))
    return Agreement.AGREES if first.is_subset(stated.interval) else Agreement.DIFFERS
