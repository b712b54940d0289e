"""Claims that compare: more, fewer, as many, how many times, by how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from factcheck.claims.claim import Claim, Modality
from factcheck.claims.reading import EntityHit
from factcheck.evidence import figures, relations, select
from factcheck.interval import Interval
from factcheck.knowledge.entries import Assertion, AssertionKind, RelationKind
from factcheck.model import Bound, Kind, Quantity, QuantityKind, Verdict
from factcheck.record import record, replace
from factcheck.verify.agreement import Agreement, Figure, compare, known
from factcheck.verify.context import Context
from factcheck.verify.derive import difference, ratio, total
from factcheck.verify.outcome import Outcome, contradicted, of_all, supported, unknown
from factcheck.verify.units import in_unit_of
from factcheck.verify.wording import figure_of, metric_name, names_of, number


def verify_comparison(claim: Claim, context: Context) -> Outcome:
    """Whether the subject stands to the object as the claim says."""
    assert claim.metric is not None
    if not claim.subjects or not claim.objects:
        return unknown(Kind.NOT_KNOWN, "It is not clear what is compared with what.")
    if all(right.id in context.base.containers(left.id) for left in claim.subjects for right in claim.objects):
        from factcheck.verify.leadership import verify_leadership

        # "Norway leads Europe": a whole that the subject is part of is where it leads, not whom
        return verify_leadership(replace(claim, orient=claim.orient or 1), context)
    pairs = _pairs(claim)
    return of_all([_Pair(claim, context, left, right).outcome() for left, right in pairs])


def _pairs(claim: Claim) -> list[tuple[tuple[EntityHit, ...], tuple[EntityHit, ...]]]:
    """Who is held against whom: each against each, or one side together."""
    if claim.together:
        return [(claim.subjects, claim.objects)]
    return [((left,), (right,)) for left in claim.subjects for right in claim.objects]


@record
class _Pair:
    """One side held against the other; a side of several is taken together."""

    claim: Claim
    context: Context
    left: tuple[EntityHit, ...]
    right: tuple[EntityHit, ...]

    @property
    def metric(self) -> str:
        assert self.claim.metric is not None
        return self.claim.metric.id

    def outcome(self) -> Outcome:
        told = self._by_relation()
        derived = self._by_figures()
        if (
            told is not None
            and derived is not None
            and told.decided
            and derived.decided
            and told.verdict != derived.verdict
        ):
            reason = f"Sources differ. {told.reason} {derived.reason}"
            return unknown(Kind.DISPUTED, reason, (*told.evidence, *derived.evidence))
        if (
            told is not None
            and told.decided
            and derived is not None
            and not self.claim.periods
            and self._point_apart(told)
        ):
            reason = f"Sources differ. {told.reason} {derived.reason}"
            return unknown(Kind.DISPUTED, reason, (*told.evidence, *derived.evidence))
        decided = [each for each in (derived, told) if each is not None and each.decided]
        if decided:
            evidence = dict.fromkeys(fact for each in decided for fact in each.evidence)
            return replace(decided[0], evidence=tuple(evidence))
        fallback = derived or told
        if fallback is not None:
            return fallback
        sides = f"{self._names(self.left)} and {self._names(self.right)}"
        reason = f"How {sides} compare in {metric_name(self.context.base, self.metric)} is not known."
        return unknown(Kind.NOT_KNOWN, reason, self.context.base.any_for(self.metric))

    def _point_apart(self, told: Outcome) -> bool:
        """True where rounded figures, too near for a verdict, point the other way than what is told of older times."""
        left, right = self._facts(self.left), self._facts(self.right)
        if left is None or right is None or self.claim.quantity is not None or not self.claim.orient:
            return False
        gap = difference(self._sum(left), self._sum(right)).value
        ahead = gap is not None and (gap > 0) == (self.claim.orient > 0)
        dated = any(fact.period is not None for fact in told.evidence)
        return bool(gap) and dated and (ahead != self.claim.denied) != (told.verdict is Verdict.SUPPORTED)

    def _names(self, side: Iterable[EntityHit]) -> str:
        return names_of(self.context.base, [hit.id for hit in side])

    # --- from figures ----------------------------------------------------------------------------

    def _by_figures(self) -> Outcome | None:
        left, right = self._facts(self.left), self._facts(self.right)
        if left is None or right is None:
            return self._other_time()
        facts = (*left, *right)
        one, other = self._sum(left), self._sum(right)
        shown = "; ".join(figure_of(self.context.base, fact) for fact in facts)
        if self.claim.quantity is None:
            return self._plain(one, other, facts, shown)
        return self._measured(self.claim.quantity.quantity, one, other, facts, shown)

    def _sum(self, facts: Sequence[Assertion]) -> Figure:
        return total([known(fact.value) for fact in facts if fact.value is not None])

    def _facts(self, side: Iterable[EntityHit]) -> list[Assertion] | None:
        """The figure of each entity of a side, all of one period; None where one lacks."""
        found: list[Assertion] = []
        for hit in side:
            facts = [fact for fact, exact in figures(self.context.base, self.metric, hit.id, self._partners()) if exact]
            chosen = select(self.context.base, facts, [each.period for each in self.claim.periods]).fitting
            if not chosen:
                return None
            found.append(chosen[0])
        return found

    def _partners(self) -> set[str]:
        return {hit.id for hit in self.claim.partners}

    def _other_time(self) -> Outcome | None:
        if not self.claim.periods:
            return None
        undated = replace(self.claim, periods=())
        sides = [_Pair(undated, self.context, self.left, self.right)._facts(side) for side in (self.left, self.right)]
        if None in sides:
            return None
        facts = [fact for side in sides if side is not None for fact in side]
        reason = f"Known only for another time: {'; '.join(figure_of(self.context.base, fact) for fact in facts)}."
        return unknown(Kind.OTHER_PERIOD, reason, facts)

    def _plain(self, one: Figure, other: Figure, facts: Sequence[Assertion], shown: str) -> Outcome:
        """More, less or as much, with no figure."""
        gap = difference(one, other)
        above = Interval(Fraction(0), None, low_open=True)
        if self.claim.orient == 0 and self.claim.denied and gap.value is not None:
            # "not as many as" means fewer, not just another number
            answer = Agreement.DIFFERS if gap.value < 0 else Agreement.AGREES
        elif self.claim.orient == 0:
            answer = Agreement.OPEN
            if gap.value is not None:
                answer = Agreement.AGREES if gap.value == 0 else Agreement.DIFFERS
        elif gap.allowed.is_subset(above):
            answer = Agreement.AGREES if self.claim.orient > 0 else Agreement.DIFFERS
        elif (-gap.allowed).is_subset(above) or gap.value == 0:
            answer = Agreement.DIFFERS if self.claim.orient > 0 or gap.value == 0 else Agreement.AGREES
        else:
            answer = Agreement.OPEN
        return self._answer(answer, facts, shown, Kind.REVERSED)

    def _measured(
        self, stated: Quantity, one: Figure, other: Figure, facts: Sequence[Assertion], shown: str
    ) -> Outcome:
        """By how much: a multiple, a percentage or a difference."""
        if stated.kind in (QuantityKind.RATIO, QuantityKind.PERCENT):
            quotient = self._quotient(stated, one, other)
            if quotient is None:
                return unknown(Kind.AMBIGUOUS, f"{shown}.", facts)
            claimed, known_ratio = quotient
            answer = compare(claimed, known_ratio)
            shown = f"{shown}; that is {_times(known_ratio)} times as much"
            return self._answer(answer, facts, shown, Kind.DIFFERS)
        wanted = facts[0].value
        assert wanted is not None
        metric = self.context.base.metrics[self.metric]
        gap = difference(one, other) if self.claim.orient >= 0 else difference(other, one)
        relation = self.claim.relation
        undirected = relation is not None and "difference" in relation.kinds
        if undirected and gap.value is not None and gap.value < 0:
            gap = difference(other, one)
        if stated.kind is QuantityKind.PERCENTAGE_POINT and wanted.kind is QuantityKind.PERCENT:
            converted: Quantity | None = stated
        else:
            converted = in_unit_of(stated, wanted, metric, self.context.months)
        if converted is None or gap.value is None:
            return unknown(Kind.NOT_KNOWN, f"{shown}.", facts)
        shown = f"{shown}; the difference is {number(gap.value)}"
        return self._answer(compare(converted, gap), facts, shown, Kind.DIFFERS)

    def _quotient(self, stated: Quantity, one: Figure, other: Figure) -> tuple[Quantity, Figure] | None:
        """The claimed multiple and the known one."""
        relation = self.claim.relation
        graded = relation is not None and relation.kinds & {"more", "less", "exceeds", "below"}
        if stated.kind is QuantityKind.PERCENT:
            if stated.value is None:
                return None
            stated = _as_factor(stated, self.claim.orient)
        elif graded and self.claim.orient < 0:
            one, other = other, one
        known_ratio = ratio(one, other)
        return None if known_ratio is None else (stated, known_ratio)

    def _answer(self, answer: Agreement, facts: Sequence[Assertion], shown: str, kind: Kind) -> Outcome:
        answer = answer.negated() if self.claim.denied else answer
        if answer is Agreement.AGREES:
            if any(fact.kind is AssertionKind.FORECAST for fact in facts) and self.claim.modality is Modality.ASSERTED:
                return unknown(Kind.FORECAST, f"These are forecasts: {shown}.", facts)
            return supported(f"{shown}.", facts, Kind.FOLLOWS)
        if answer is Agreement.DIFFERS:
            hit = self.claim.quantity or self.claim.relation
            focus = None if hit is None else (hit.first, hit.last)
            return contradicted(f"{shown}.", facts, focus, kind)
        return unknown(Kind.AMBIGUOUS, f"{shown}, which does not decide this.", facts)

    # --- from relations --------------------------------------------------------------------------

    def _by_relation(self) -> Outcome | None:
        found = [
            answer
            for fact in relations(
                self.context.base, self.metric, {AssertionKind.RELATION, AssertionKind.RANKING, AssertionKind.FORECAST}
            )
            if (answer := self._held_against(fact)) is not None
        ]
        if not found:
            return None
        facts = tuple(dict.fromkeys(fact for fact, _ in found))
        fitting = select(self.context.base, facts, [each.period for each in self.claim.periods]).fitting
        if not fitting:
            return unknown(Kind.OTHER_PERIOD, f"Known without this date: {facts[0].statement}", facts[:1])
        answers = [(fact, answer) for fact, answer in found if fact in fitting]
        if len({answer for _, answer in answers}) > 1:
            return unknown(Kind.DISPUTED, "Sources differ.", [fact for fact, _ in answers])
        fact, ahead = answers[0]
        told = self._told(fact, ahead)
        return replace(told, evidence=tuple(dict.fromkeys((*told.evidence, *(each for each, _ in answers)))))

    def _held_against(self, fact: Assertion) -> tuple[Assertion, int] | None:
        """1 where a fact says that the left side is ahead of the right, -1 for behind; None where it says nothing."""
        if fact.order:
            return self._ordered(fact)
        partners = self._partners()
        if bool(fact.partners) != bool(partners) or not partners <= set(fact.partners):
            return None
        left, right = {hit.id for hit in self.left}, {hit.id for hit in self.right}
        leads = _leads(fact)
        if leads == 0 and fact.relation is not RelationKind.CONTESTED:
            return None
        if leads == 0:
            both = {fact.subject, *fact.over}
            return (fact, 0) if left <= both and right <= both else None
        if left == {fact.subject} and self._covers(fact, right):
            return fact, leads
        if right == {fact.subject} and self._covers(fact, left):
            return fact, -leads
        return None

    def _ordered(self, fact: Assertion) -> tuple[Assertion, int] | None:
        """Two that stand in one order."""
        left, right = (
            min((fact.order.index(hit.id) for hit in side if hit.id in fact.order), default=-1)
            for side in (self.left, self.right)
        )
        if left < 0 or right < 0 or left == right:
            return None
        return fact, 1 if left < right else -1

    def _covers(self, fact: Assertion, side: set[str]) -> bool:
        """True where those that a fact's subject is ahead of include a side (being above a sum is above its parts)."""
        return not fact.over or side <= set(fact.over)

    def _told(self, fact: Assertion, ahead: int) -> Outcome:
        reason = fact.statement
        if self.claim.orient == 0 and (self.claim.quantity is None or fact.value is None):
            kind = Kind.NOT_KNOWN
            if self.claim.quantity is None:
                answer = Agreement.AGREES if self.claim.denied else Agreement.DIFFERS
                return self._answer(
                    answer if not self.claim.denied else Agreement.DIFFERS, (fact,), reason.rstrip("."), Kind.DIFFERS
                )
            return unknown(kind, f"By how much is not known. {reason}", (fact,))
        if self.claim.quantity is not None:
            return self._multiple(fact, ahead)
        if self.claim.quantity is None and ahead == 0 and self.claim.orient == 0:
            return self._answer(Agreement.AGREES, (fact,), reason.rstrip("."), Kind.DIFFERS)
        answer = Agreement.AGREES if ahead == self.claim.orient else Agreement.DIFFERS
        return self._answer(answer, (fact,), reason.rstrip("."), Kind.REVERSED)

    def _multiple(self, fact: Assertion, ahead: int) -> Outcome:
        """A multiple against one that a relation tells ("nearly twice as many")."""
        assert self.claim.quantity is not None
        stated = self.claim.quantity.quantity
        if fact.value is None or fact.value.kind is not QuantityKind.RATIO or stated.kind is not QuantityKind.RATIO:
            return unknown(Kind.NOT_KNOWN, f"By how much is not known. {fact.statement}", (fact,))
        figure = known(fact.value)
        if ahead * (self.claim.orient or 1) < 0:
            figure = _inverse(figure) or figure
        kind = Kind.REVERSED if ahead * (self.claim.orient or 1) < 0 else Kind.DIFFERS
        return self._answer(compare(stated, figure), (fact,), fact.statement.rstrip("."), kind)


def _as_factor(stated: Quantity, orient: int) -> Quantity:
    """ "15 % more" as 1.15 times, "15 % less" as 0.85 times, "15 %" of it as 0.15 times."""
    assert stated.value is not None
    one, part, interval = Interval.point(1), stated.value / 100, stated.interval.scaled(Fraction(1, 100))
    if orient < 0:
        turned = {Bound.MORE_THAN: Bound.LESS_THAN, Bound.LESS_THAN: Bound.MORE_THAN}
        value, interval, bound = 1 - part, one - interval, turned.get(stated.bound, stated.bound)
    else:
        value, interval, bound = (1 + part, one + interval, stated.bound) if orient else (part, interval, stated.bound)
    step = stated.step / 100
    return replace(stated, value=value, interval=interval, step=step, kind=QuantityKind.RATIO, bound=bound)


def _leads(fact: Assertion) -> int:
    if fact.value is not None and fact.value.kind is QuantityKind.ORDINAL:
        return 1 if fact.value.value == 1 and fact.value.bound is Bound.EXACT else 0
    return {RelationKind.LEADS: 1, RelationKind.TRAILS: -1}.get(fact.relation or RelationKind.CONTESTED, 0)


def _inverse(figure: Figure) -> Figure | None:
    one = Figure(Fraction(1), Fraction(1), Interval.point(1))
    return ratio(one, figure)


def _times(figure: Figure) -> str:
    if figure.value is not None:
        return number(figure.value)
    low, high = figure.allowed.low, figure.allowed.high
    return (
        f"more than {number(low)}"
        if low is not None and high is None
        else "about " + number(low or high or Fraction(0))
    )
