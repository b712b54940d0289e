"""Claims of a figure: the subject's own, one it implies as a part or a whole, or its growth."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from factcheck.claims.claim import Claim, Modality
from factcheck.claims.reading import EntityHit
from factcheck.evidence import figures, select
from factcheck.interval import Interval
from factcheck.knowledge.entries import Assertion, AssertionKind, Metric
from factcheck.model import Bound, Kind, Quantity, QuantityKind
from factcheck.record import record, replace
from factcheck.verify.agreement import Agreement, Figure, compare, known
from factcheck.verify.context import Context
from factcheck.verify.derive import difference, ratio, total
from factcheck.verify.outcome import Outcome, contradicted, of_all, supported, unknown
from factcheck.verify.units import in_unit_of, rest, scaled, whole_of
from factcheck.verify.wording import figure_of, metric_name, name_of, names_of, number, when

_PRIMARY = "primary"


def verify_figure(claim: Claim, context: Context) -> Outcome:
    """Whether the subject's figure is what the claim says, for each of its subjects."""
    assert claim.metric is not None
    assert claim.quantity is not None
    if not claim.subjects:
        return unknown(Kind.NOT_KNOWN, "It is not clear whose figure this is.", _any_of(context, claim.metric.id))
    if claim.together and len(claim.subjects) > 1:
        return _together(claim, claim.quantity.quantity, context)
    return of_all([_Slot(claim, claim.quantity.quantity, each.id, context).outcome() for each in claim.subjects])


def _together(claim: Claim, stated: Quantity, context: Context) -> Outcome:
    """The sum of the subjects' figures."""
    assert claim.metric is not None
    base, metric = context.base, context.base.metrics[claim.metric.id]
    facts: list[Assertion] = []
    for hit in claim.subjects:
        own = [fact for fact, exact in figures(base, metric.id, hit.id) if exact]
        facts += select(base, own, [each.period for each in claim.periods]).fitting[:1]
    values = [fact.value for fact in facts if fact.value is not None]
    if len(values) < len(claim.subjects) or not metric.sums:
        return unknown(Kind.NOT_KNOWN, "Their sum is not known.", facts)
    converted = in_unit_of(stated, values[0], metric, context.months)
    if converted is None:
        return unknown(Kind.NOT_KNOWN, "The figure is of another kind.", facts)
    result = total([known(value) for value in values])
    answer = compare(converted, result)
    if claim.denied:
        answer = Agreement.OPEN if converted.bound is Bound.EXACT else answer.negated()
    shown = "; ".join(figure_of(base, fact) for fact in facts)
    reason = f"{shown}; together {number(result.value)}." if result.value is not None else f"{shown}."
    if answer is Agreement.AGREES:
        return supported(reason, facts, Kind.FOLLOWS)
    if answer is Agreement.DIFFERS and claim.quantity is not None:
        return contradicted(reason, facts, (claim.quantity.first, claim.quantity.last))
    return unknown(Kind.BEYOND_BOUND, reason, facts)


def _any_of(context: Context, metric: str) -> Sequence[Assertion]:
    return context.base.any_for(metric)


@record
class _Slot:
    """One subject's figure of one metric, as claimed."""

    claim: Claim
    stated: Quantity
    subject: str
    context: Context

    @property
    def metric(self) -> Metric:
        assert self.claim.metric is not None
        return self.context.base.metrics[self.claim.metric.id]

    @property
    def partners(self) -> set[str]:
        return {hit.id for hit in self.claim.partners}

    def outcome(self) -> Outcome:
        base = self.context.base
        if self.metric.between and self.claim.orient > 0:
            return self._ahead()
        facts = [fact for fact, _ in figures(base, self.metric.id, self.subject, self.partners)]
        facts = [fact for fact in facts if self._same_rival(fact)] or self._gaps_of()
        chosen = select(base, facts, [hit.period for hit in self.claim.periods])
        if not chosen.fitting:
            return self._elsewhere(chosen.others)
        answers = [(fact, self._agreement(fact)) for fact in chosen.fitting]
        return self._verdict([each for each in answers if each[1] is not None], chosen.fitting, chosen.others)

    def _ahead(self) -> Outcome:
        """A gap told of the one ahead: it must be that which somebody is behind it."""
        facts = [fact for fact in self.context.base.assertions_for(self.metric.id) if fact.value is not None]
        periods = [hit.period for hit in self.claim.periods]
        behind = select(self.context.base, [fact for fact in facts if self.subject in fact.over], periods)
        if behind.fitting:
            answers = [(fact, self._agreement(fact)) for fact in behind.fitting]
            return self._verdict([each for each in answers if each[1] is not None], behind.fitting, behind.others)
        own = select(self.context.base, [fact for fact in facts if self.subject == fact.subject], periods)
        if not own.fitting or self.claim.denied:
            return unknown(Kind.NOT_KNOWN, "Who is ahead by how much is not known.", facts[:1])
        hit = self.claim.subjects[0]
        focus = (hit.first, hit.last) if hit.first >= 0 else None
        reason = f"It is the other way round: {figure_of(self.context.base, own.fitting[0])}."
        return contradicted(reason, own.fitting, focus, Kind.REVERSED)

    def _gaps_of(self) -> list[Assertion]:
        """For a gap that is told of one alone, and not who is behind: the gaps in which it is either."""
        if not self.metric.between or self.claim.orient != 0:
            return []
        # "the gap between A and B": either may be the one that is behind
        rivals = {hit.id for hit in self.claim.objects}
        facts = self.context.base.assertions_for(self.metric.id)
        facts = tuple(fact for fact in facts if self.subject in fact.over and fact.value is not None)
        return [fact for fact in facts if not rivals or fact.subject in rivals]

    def _same_rival(self, fact: Assertion) -> bool:
        """A gap is between two: where the claim names the second, it must be that of the fact."""
        rivals = {hit.id for hit in self.claim.objects}
        return not fact.over or not rivals or rivals <= set(fact.over)

    def _agreement(self, fact: Assertion) -> Agreement | None:
        """How the claim stands to a fact; None where the two are not of one kind."""
        assert fact.value is not None
        stated = in_unit_of(self.stated, fact.value, self.metric, self.context.months)
        if stated is None:
            return None
        whole = whole_of(self.metric)
        if self.claim.rest:
            if whole is None:
                return None
            stated = rest(stated, whole)
        figure = known(fact.value)
        if self.partners and self.partners < set(fact.partners):
            figure = _part_of(figure)
        answer = compare(stated, figure)
        if self.claim.denied and self._may_be_more(stated, figure, answer):
            return Agreement.OPEN
        return answer.negated() if self.claim.denied else answer

    def _may_be_more(self, stated: Quantity, figure: Figure, answer: Agreement) -> bool:
        """ "Does not have a fifth", of one that has more: true of "just a fifth", false of "as much as a fifth"."""
        local = "untrue" not in self.claim.clause.introduced
        exact = stated.bound is Bound.EXACT and stated.value is not None
        low = figure.allowed.low
        return local and exact and answer is Agreement.DIFFERS and low is not None and low > (stated.value or 0)

    def _verdict(
        self,
        answers: Sequence[tuple[Assertion, Agreement | None]],
        facts: Sequence[Assertion],
        others: Sequence[Assertion],
    ) -> Outcome:
        base = self.context.base
        if not answers:
            return unknown(
                Kind.NOT_KNOWN, f"The figure is of another kind than {metric_name(base, self.metric.id)}.", facts[:1]
            )
        agreeing = [fact for fact, answer in answers if answer is Agreement.AGREES]
        differing = [fact for fact, answer in answers if answer is Agreement.DIFFERS]
        dissent = [fact for fact in differing if self._is_primary(fact)]
        if agreeing and dissent and not any(map(self._is_primary, agreeing)):
            shown = "; ".join(self._with_publisher(fact) for fact in (agreeing[0], dissent[0]))
            return unknown(Kind.DISPUTED, f"Sources differ: {shown}.", (*agreeing, *dissent))
        if agreeing:
            agreed = self._agreed(sorted(agreeing, key=self._is_primary, reverse=True))
            note = f" But sources differ: {self._with_publisher(differing[0])}." if differing else ""
            return replace(agreed, reason=agreed.reason + note)
        if all(answer is Agreement.DIFFERS for _, answer in answers):
            return self._differing([fact for fact, _ in answers], others)
        fact, answer = next(each for each in answers if each[1] is not Agreement.DIFFERS)
        if answer is Agreement.ROUNDED_OFF:
            reason = f"{figure_of(base, fact)}; {self.stated.text.strip()} agrees with that only roughly."
            return unknown(Kind.AMBIGUOUS, reason, (fact,))
        return unknown(Kind.BEYOND_BOUND, f"{figure_of(base, fact)}, which does not decide this.", (fact,))

    def _is_primary(self, fact: Assertion) -> bool:
        """True for a fact that rests on a primary source."""
        sources = self.context.base.sources
        return any(_PRIMARY in sources[each.source].tags for each in fact.citations if each.source in sources)

    def _with_publisher(self, fact: Assertion) -> str:
        sources = (self.context.base.sources[each.source] for each in fact.citations)
        return f"{figure_of(self.context.base, fact)} ({next(sources).publisher})"

    def _agreed(self, facts: Sequence[Assertion]) -> Outcome:
        base = self.context.base
        forecast = next((fact for fact in facts if fact.kind is AssertionKind.FORECAST), None)
        if forecast is not None and self.claim.modality is Modality.ASSERTED:
            return unknown(Kind.FORECAST, f"This is a forecast, told here as fact: {figure_of(base, forecast)}.", facts)
        derived = self.claim.rest or bool(self.partners and self.partners < set(facts[0].partners))
        return supported(f"{figure_of(base, facts[0])}.", facts, Kind.FOLLOWS if derived else Kind.AGREES)

    def _differing(self, facts: Sequence[Assertion], others: Sequence[Assertion]) -> Outcome:
        base, stated = self.context.base, self.stated.text.strip()
        assert self.claim.quantity is not None
        hit = self.claim.quantity
        focus = (hit.first, hit.last)
        forecast = all(fact.kind is AssertionKind.FORECAST for fact in facts)
        reason = f"{figure_of(base, facts[0])}, not {stated}."
        if self.claim.denied:
            reason = f"{figure_of(base, facts[0])}: that is just what is denied here."
        if forecast:
            reason = f"The forecast is: {reason}"
        if not self.claim.periods:
            older = next((fact for fact in others if self._agreement(fact) is Agreement.AGREES), None)
            if older is not None:
                return contradicted(f"{reason} {figure_of(base, older)}.", (*facts, older), focus, Kind.OUTDATED)
        mixed = self._mixed_up()
        if mixed is not None and not self.claim.denied:
            fact, suggestion = mixed
            return contradicted(reason, (*facts, fact), focus, Kind.MIXED_UP, suggestion)
        return contradicted(reason, facts, focus, suggestion=self._scale_slip(facts[0]))

    def _mixed_up(self) -> tuple[Assertion, str] | None:
        """Where the figure would be right: another metric, or another subject."""
        base = self.context.base
        for confusion in self.metric.confused_with:
            for fact, _ in figures(base, confusion.metric, self.subject):
                if self._is_just(fact):
                    return fact, f"{fact.printed} is {metric_name(base, confusion.metric)}. {confusion.difference}"
        just = () if self.stated.value is None else base.assertions_with(self.metric.id, self.stated.value)
        for fact in just:
            if fact.subject != self.subject and self._is_just(fact):
                return fact, f"{fact.printed} is the figure of {name_of(base, fact.subject)}{when(fact.period)}."
        return None

    def _is_just(self, fact: Assertion) -> bool:
        if fact.value is None or self.stated.value is None or fact.value.value != self.stated.value:
            return False
        if not {fact.value.bound, self.stated.bound} <= {Bound.EXACT, Bound.ABOUT}:
            return False
        same_kind = fact.value.kind is self.stated.kind and fact.value.unit == self.stated.unit
        periods = [hit.period for hit in self.claim.periods]
        fits = bool(select(self.context.base, [fact], periods).fitting)
        return same_kind and fits and compare(self.stated, known(fact.value)) is Agreement.AGREES

    def _scale_slip(self, fact: Assertion) -> str | None:
        if fact.value is None or not fact.value.value or not self.stated.value:
            return None
        ratio = self.stated.value / fact.value.value
        if ratio in {Fraction(10) ** power for power in (-9, -6, -3, -2, -1, 1, 2, 3, 6, 9)}:
            return f"{fact.printed}: the figure here is off by a factor of {_factor(ratio)}."
        return f"{fact.printed}."

    # --- other periods, parts and wholes ---------------------------------------------------------

    def _elsewhere(self, others: Sequence[Assertion]) -> Outcome:
        base = self.context.base
        reversed_gap = self._reversed_gap()
        if reversed_gap is not None:
            return reversed_gap
        whole = self._whole_or_part()
        if whole is not None:
            return whole
        if others:
            known_for = ", ".join(dict.fromkeys(when(fact.period).strip(" ()") or "undated" for fact in others))
            reason = f"Known only for another time ({known_for}): {figure_of(base, others[0])}."
            return unknown(Kind.OTHER_PERIOD, reason, others[:1])
        nearest = base.any_for(self.metric.id)
        reason = f"Nothing is known of {name_of(base, self.subject)}, {metric_name(base, self.metric.id)}."
        return unknown(Kind.NOT_KNOWN, reason, nearest)

    def _reversed_gap(self) -> Outcome | None:
        """ "Spanish clubs are three years behind Danish ones", where it is the other way round."""
        if not self.metric.between:
            return None
        if self.claim.orient == 0 and self.claim.objects:
            return self._turned_round()
        periods = [hit.period for hit in self.claim.periods]
        rivals = {hit.id for hit in self.claim.objects}
        facts = [
            fact
            for fact in self.context.base.assertions_for(self.metric.id)
            if self.subject in fact.over and (not rivals or fact.subject in rivals)
        ]
        fitting = select(self.context.base, facts, periods).fitting
        if not fitting:
            return None
        hit = self.claim.subjects[0]
        focus = (hit.first, hit.last) if hit.first >= 0 else None
        reason = f"It is the other way round: {figure_of(self.context.base, fitting[0])}."
        if self.claim.denied:
            return supported(reason, fitting, Kind.FOLLOWS)
        return contradicted(reason, fitting, focus, Kind.REVERSED)

    def _turned_round(self) -> Outcome | None:
        """A gap that is told without who is ahead holds either way."""
        subjects, objects = self.claim.objects, self.claim.subjects
        claim = replace(self.claim, subjects=subjects, objects=objects, orient=-1)
        turned = [_Slot(claim, self.stated, hit.id, self.context).outcome() for hit in subjects]
        return of_all(turned) if all(each.decided for each in turned) else None

    def _whole_or_part(self) -> Outcome | None:
        """What the figure of a whole says of its parts ("none in Africa"), and that of a part of the whole."""
        base = self.context.base
        if not self.metric.sums:
            return None
        periods = [hit.period for hit in self.claim.periods]
        for container in sorted(base.containers(self.subject)):
            facts = [fact for fact, exact in figures(base, self.metric.id, container, self.partners) if exact]
            for fact in select(base, facts, periods).fitting:
                answer = self._bounded_by(fact, _part_of)
                if answer is not None:
                    return answer
        for member in sorted(base.members(self.subject)):
            facts = [fact for fact, exact in figures(base, self.metric.id, member, self.partners) if exact]
            for fact in select(base, facts, periods).fitting:
                answer = self._bounded_by(fact, _whole_with)
                if answer is not None:
                    return answer
        return None

    def _bounded_by(self, fact: Assertion, implied: object) -> Outcome | None:
        assert fact.value is not None
        assert self.claim.quantity is not None
        stated = in_unit_of(self.stated, fact.value, self.metric, self.context.months)
        if stated is None or self.claim.rest or not callable(implied):
            return None
        answer = compare(stated, implied(known(fact.value)))
        answer = answer.negated() if self.claim.denied else answer
        reason = f"{figure_of(self.context.base, fact)}."
        if answer is Agreement.AGREES:
            return supported(reason, (fact,), Kind.FOLLOWS)
        if answer is Agreement.DIFFERS:
            focus = (self.claim.quantity.first, self.claim.quantity.last)
            return contradicted(reason, (fact,), focus)
        return None


def _part_of(figure: Figure) -> Figure:
    """A part of what the figure counts: anything from nothing to all of it."""
    high = figure.allowed.high
    allowed = Interval(Fraction(0), high, False, figure.allowed.high_open)
    value = Fraction(0) if high == 0 else None
    return Figure(value, figure.step, allowed)


def _whole_with(figure: Figure) -> Figure:
    """A whole of which the figure counts a part."""
    return Figure(None, figure.step, Interval(figure.allowed.low, None, figure.allowed.low_open))


def _factor(ratio: Fraction) -> str:
    return f"{max(ratio, 1 / ratio).numerator:,}"


# --- growth --------------------------------------------------------------------------------------


def verify_change(claim: Claim, context: Context) -> Outcome:
    """Whether a figure rose or fell, and by how much."""
    assert claim.metric is not None
    base = context.base
    growth = base.index.changes.get(claim.metric.id, ())
    if claim.subjects and not growth:
        derived = [_Series(claim, context, hit.id).outcome() for hit in claim.subjects]
        if all(each is not None for each in derived):
            return of_all([each for each in derived if each is not None])
    if not claim.subjects or not growth:
        name = metric_name(base, claim.metric.id)
        return unknown(Kind.NOT_KNOWN, f"How {name} changed is not known.", _any_of(context, claim.metric.id))
    return of_all([_growth(claim, context, subject, growth) for subject in claim.subjects])


def _growth(claim: Claim, context: Context, subject: EntityHit, growth: Sequence[str]) -> Outcome:
    base = context.base
    facts = [fact for metric in growth for fact, _ in figures(base, metric, subject.id)]
    chosen = select(base, facts, [hit.period for hit in claim.periods])
    if not chosen.fitting:
        if chosen.others:
            reason = f"Known only for another time: {figure_of(base, chosen.others[0])}."
            return unknown(Kind.OTHER_PERIOD, reason, chosen.others[:1])
        return unknown(Kind.NOT_KNOWN, f"How it changed for {names_of(base, [subject.id])} is not known.")
    fact = chosen.fitting[0]
    assert fact.value is not None
    rising = fact.value.value is None or fact.value.value >= 0
    reason = f"{figure_of(base, fact)}."
    mark = claim.relation
    if (claim.orient > 0) != rising:
        focus = None if mark is None else (mark.first, mark.last)
        if claim.denied:
            return supported(reason, (fact,), Kind.FOLLOWS)
        return contradicted(reason, (fact,), focus, Kind.REVERSED)
    if claim.quantity is None:
        answer = Agreement.DIFFERS if claim.denied else Agreement.AGREES
    else:
        stated = claim.quantity.quantity
        if stated.kind is QuantityKind.RATIO:
            stated = replace(
                stated, value=None if stated.value is None else (stated.value - 1) * 100, kind=QuantityKind.PERCENT
            )
        answer = compare(stated, known(fact.value))
        answer = answer.negated() if claim.denied else answer
    if answer is Agreement.AGREES:
        return supported(reason, (fact,))
    if answer is Agreement.DIFFERS:
        hit = claim.quantity or claim.relation
        assert hit is not None
        return contradicted(
            f"{reason[:-1]}, not {context.reading.span(hit.first, hit.last).of(context.reading.text).strip()}.",
            (fact,),
            (hit.first, hit.last),
        )
    return unknown(Kind.BEYOND_BOUND, reason, (fact,))


@record
class _Series:
    """The change of a figure between two times of which it is known."""

    claim: Claim
    context: Context
    subject: str

    def outcome(self) -> Outcome | None:
        assert self.claim.metric is not None
        facts = [fact for fact, exact in figures(self.context.base, self.claim.metric.id, self.subject) if exact]
        dated = sorted((fact for fact in facts if fact.period is not None), key=_when)
        ends = self._ends(dated)
        if ends is None:
            return None
        first, last = ends
        assert first.value is not None
        assert last.value is not None
        rise = difference(known(last.value), known(first.value))
        if rise.value is None or rise.value == 0:
            return None
        shown = "; ".join(figure_of(self.context.base, fact) for fact in (first, last))
        return self._answer(
            self._agreement(first, last, rise), (first, last), f"{shown}; that is {number(rise.value)} more"
        )

    def _ends(self, dated: Sequence[Assertion]) -> tuple[Assertion, Assertion] | None:
        """The figures at both ends of the time that the claim names, or of a year and the one before."""
        periods = [hit.period for hit in self.claim.periods]
        if not periods:
            return None
        start, end = min(each.start for each in periods), max(each.end for each in periods)
        within = [
            fact for fact in dated if fact.period is not None and start <= fact.period.start and fact.period.end <= end
        ]
        if len(within) > 1:
            return within[0], within[-1]
        before = [fact for fact in dated if fact.period is not None and fact.period.end == start]
        return (before[-1], within[0]) if within and before else None

    def _agreement(self, first: Assertion, last: Assertion, rise: Figure) -> Agreement:
        assert rise.value is not None
        assert first.value is not None
        assert last.value is not None
        rising = rise.value > 0
        if self.claim.orient and (self.claim.orient > 0) != rising:
            return Agreement.DIFFERS
        if self.claim.quantity is None:
            return Agreement.AGREES
        stated = self.claim.quantity.quantity
        amount = rise if rising else difference(known(first.value), known(last.value))
        if stated.kind in (QuantityKind.PERCENT, QuantityKind.RATIO):
            times = ratio(known(last.value), known(first.value))
            share = ratio(amount, known(first.value))
            if times is None or share is None or share.value is None:
                return Agreement.OPEN
            if stated.kind is QuantityKind.RATIO:
                return compare(stated, times)
            return compare(scaled(stated, Fraction(1, 100), QuantityKind.RATIO, None), share)
        metric = self.context.base.metrics[self.claim.metric.id] if self.claim.metric else None
        converted = None if metric is None else in_unit_of(stated, first.value, metric, self.context.months)
        return Agreement.OPEN if converted is None else compare(converted, amount)

    def _answer(self, answer: Agreement, facts: Sequence[Assertion], shown: str) -> Outcome:
        answer = answer.negated() if self.claim.denied else answer
        if answer is Agreement.AGREES:
            return supported(f"{shown}.", facts, Kind.FOLLOWS)
        hit = self.claim.quantity or self.claim.relation
        if answer is Agreement.DIFFERS and hit is not None:
            return contradicted(f"{shown}.", facts, (hit.first, hit.last))
        return unknown(Kind.AMBIGUOUS, f"{shown}.", facts)


def _when(fact: Assertion) -> date:
    assert fact.period is not None
    return fact.period.start
