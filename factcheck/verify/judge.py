"""The verdict on a sentence: each claim judged in every way it can be meant, then audited, then taken together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from factcheck.claims.audit import BAR, Explained, Leftover, audit
from factcheck.claims.background import Background
from factcheck.claims.claim import Claim, Frame, MetricReading, Modality
from factcheck.claims.clauses import Clause
from factcheck.claims.detect import Detected, detect
from factcheck.claims.measured import compatible
from factcheck.claims.modality import is_contrast, is_question, modality_of
from factcheck.claims.reading import Lexica, Reading
from factcheck.evidence import speaks_of
from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.entries import Assertion, AssertionKind, Metric
from factcheck.language.english import stems_of
from factcheck.model import Kind, QuantityKind, Step, Verdict
from factcheck.record import record, replace
from factcheck.verify.comparisons import verify_comparison
from factcheck.verify.context import Context
from factcheck.verify.figures import verify_change, verify_figure
from factcheck.verify.leadership import verify_leadership, verify_rank
from factcheck.verify.outcome import Outcome, of_all, unknown
from factcheck.verify.predicates import Told, told_in

_VERIFIERS = {
    Frame.FIGURE: verify_figure,
    Frame.CHANGE: verify_change,
    Frame.COMPARISON: verify_comparison,
    Frame.LEADERSHIP: verify_leadership,
    Frame.RANK: verify_rank,
}
_NOT_CHECKABLE = {
    Modality.ASKED: "This is a question.",
    Modality.DENIED: "This reports a denial.",
    Modality.CONDITIONAL: "This is a condition, not a statement.",
    Modality.WISHED: "This is an opinion, a wish or a demand.",
    Modality.POSSIBLE: "This is told as a possibility only.",
}


# A fact in words explains words of the sentence even where it does not decide it.
_EXPLAINING = frozenset({Kind.PARTIAL, Kind.OTHER_PERIOD})


@record
class Judged:
    """The outcome of one claim, the clauses that make it, and the tokens that it explains."""

    clauses: tuple[Clause, ...]
    outcome: Outcome
    used: frozenset[int]
    claim: Claim | None = None
    words: frozenset[int] = frozenset()


@record
class Ruling:
    """All that was found in a sentence: its claims, the one outcome for it, what the next sentence may take over."""

    judged: tuple[Judged, ...]
    outcome: Outcome
    lent: Background
    steps: tuple[Step, ...] = ()


def rule(
    reading: Reading,
    lexica: Lexica,
    base: KnowledgeBase,
    months: Mapping[str, Fraction],
    background: Background,
    trace: bool = False,
) -> Ruling:
    """Judge a sentence by the knowledge; `background` is what headings and earlier sentences lend to it.

    trace: keep the steps of the decision.
    """
    reading = _in_terms_of(reading, base)
    detected, clauses, lent = detect(reading, lexica, base.metrics, background)
    court = _Court(Context(base, reading, months), lexica, detected, clauses, trace)
    judged = tuple(court.judged())
    spoken_of = {each.claim.metric.id: each.claim.metric for each in judged if each.claim and each.claim.metric}
    if spoken_of:
        lent = replace(lent, metrics=tuple(spoken_of.values())[-1:])
    return Ruling(judged, court.taken_together(judged), lent, tuple(court.steps))


def _in_terms_of(reading: Reading, base: KnowledgeBase) -> Reading:
    """The reading without metrics all of whose facts rest on sources that were left out: no word of those counts."""
    listed = base.index.by_metric
    gone = {name for name in reading.words if _all_gone(listed.get(name, ()), base)}
    if gone:
        changing = {each.change_of for each in base.metrics.values() if not _all_gone(listed.get(each.id, ()), base)}
        gone -= changing
    return replace(reading, words={name: hits for name, hits in reading.words.items() if name not in gone})


def _all_gone(facts: Sequence[str], base: KnowledgeBase) -> bool:
    return bool(facts) and not any(name in base.assertions for name in facts)


class _Court:
    """Judges the clauses of one sentence."""

    context: Context
    lexica: Lexica
    detected: Sequence[Detected]
    clauses: Sequence[Clause]
    steps: list[Step]

    def __init__(
        self,
        context: Context,
        lexica: Lexica,
        detected: Sequence[Detected],
        clauses: Sequence[Clause],
        trace: bool,
    ) -> None:
        self._trace = trace
        self.context, self.lexica, self.detected, self.clauses = context, lexica, detected, clauses
        self.steps = []

    def _note(self, stage: str, note: str, assertion: str | None = None) -> None:
        if self._trace:
            self.steps.append(Step(stage, note, assertion))

    def _tell_clauses(self) -> None:
        """What was detected: the clauses, and the metrics that each may speak of."""
        if not self._trace:
            return
        reading = self.context.reading
        for clause in self.clauses:
            text = " … ".join(reading.span(first, last).of(reading.text).strip() for first, last in clause.ranges)
            named = {claim.metric.id: claim.metric for each in self.detected for claim in each.readings if claim.metric}
            mine = [
                each
                for each in named.values()
                if any(clause.holds(hit.first) for hit in each.hits) or (each.inherited and not each.hits)
            ]
            told = ", ".join(_words_of(each, reading) for each in mine) or "no metric"
            self._note("detection", f"“{text}” speaks of {told}")

    def judged(self) -> Iterator[Judged]:
        self._tell_clauses()
        whole = self._told(self.clauses)
        if whole is not None and len(self.clauses) > 1 and not self._any_part_told() and whole.outcome.decided:
            typed = [each for clause in self.clauses for each in self._of_clause(clause)]
            if not any(each.outcome.decided for each in typed):
                yield whole
                return
        unclear: frozenset[str] = frozenset()
        for clause in self.clauses:
            found = [_carried_on(each, unclear) for each in self._of_clause(clause)]
            unclear = _unclear_after(found) or (unclear if _goes_on(found) else frozenset())
            yield from found

    def _any_part_told(self) -> bool:
        return any(told is not None and told.outcome.decided for told in map(self._told_one, self.clauses))

    def _told_one(self, clause: Clause) -> Judged | None:
        return self._told((clause,))

    # --- one clause ------------------------------------------------------------------------------

    def _of_clause(self, clause: Clause) -> list[Judged]:
        """The claims of a clause: typed ones, or a fact in words where that explains more."""
        told = self._told_one(clause)
        explaining = told is not None and (told.outcome.decided or told.outcome.kind in _EXPLAINING)
        typed = self._typed(clause, told.used if told is not None and explaining else frozenset())
        if told is not None and not told.outcome.decided and any(each.outcome.decided for each in typed):
            # what the typed claims explain need not be explained by the fact in words
            told = self._told((clause,), frozenset().union(*(each.used for each in typed)))
        if told is None or not told.outcome.decided:
            return typed if typed or told is None else [told]
        if not any(each.outcome.decided for each in typed):
            return [told]
        spoken_of = frozenset().union(
            *(each.claim.metric.tokens() for each in typed if each.claim and each.claim.metric)
        )
        refuted = frozenset(range(*told.outcome.focus or (0, 0)))
        own = frozenset().union(*(each.claim.used for each in typed if each.claim))
        elsewhere = bool(refuted) and not refuted & own
        apart = told.outcome.verdict is Verdict.CONTRADICTED and (elsewhere or not told.words & spoken_of)
        verdicts = {each.outcome.verdict for each in typed}
        adds = verdicts == {told.outcome.verdict} and bool(told.words - spoken_of)
        return [*typed, told] if apart or adds else typed

    def _typed(self, clause: Clause, told: frozenset[int]) -> list[Judged]:
        mine = [each for each in self.detected if each.clause is clause]
        chosen = [choice for each in mine if (choice := self._choose(each)) is not None]
        used = told.union(*(claim.used for claim, _ in chosen))
        if any(_not_understood(claim, outcome) for claim, outcome in chosen):
            # a figure that was not understood: what is wrong here may be another claim
            chosen = [(claim, _in_doubt(outcome)) for claim, outcome in chosen]
        return [
            Judged((clause,), self._audited(outcome, (clause,), used, _core(claim), claim=claim), used, claim)
            for claim, outcome in chosen
        ]

    def _choose(self, detected: Detected) -> tuple[Claim, Outcome] | None:
        """The way in which a claim is meant: the one that the knowledge can judge and that explains most words."""
        readings = [claim for claim in detected.readings if self._fits(claim)]
        for claim in detected.readings:
            if claim not in readings and claim.metric is not None and claim.quantity is not None:
                figure = claim.quantity.quantity
                self._note("retrieval", f"dropped: {claim.metric.id} is not told in {figure.kind} (“{figure.text}”)")
        readings = [claim for claim in readings if claim.subjects] or readings
        if not readings:
            return self._unfitting(detected)
        barred = _NOT_CHECKABLE.get(detected.modality)
        outcomes = [(claim, self._verified(claim)) for claim in readings]
        if barred is not None:
            claim, outcome = outcomes[0]
            return claim, unknown(Kind.NOT_CHECKABLE, barred, outcome.evidence)
        whole = [each for each in outcomes if each[0].metric is not None and not each[0].metric.missing]
        if not whole:
            return self._ambiguous(outcomes)
        several = _each_its_own(whole)
        if len(several) > 1:
            used = frozenset().union(*(claim.used for claim, _ in several))
            return replace(several[0][0], used=used), of_all([outcome for _, outcome in several])
        best = max(_covered(claim) for claim, _ in whole)
        decided = [each for each in whole if each[1].decided and _covered(each[0]) == best]
        if not decided:
            return max(whole, key=lambda each: _covered(each[0]))
        most = max(len(claim.used) for claim, _ in decided)
        top = [each for each in decided if len(each[0].used) == most]
        if len({outcome.verdict for _, outcome in top}) > 1:
            claim, outcome = top[0]
            return claim, unknown(
                Kind.AMBIGUOUS, "It can be read in two ways, one right and one wrong.", outcome.evidence
            )
        return top[0]

    def _fits(self, claim: Claim) -> bool:
        """False for a figure of a kind that the metric is not measured in."""
        if claim.frame is not Frame.FIGURE or claim.quantity is None or claim.metric is None:
            return True
        definition = self.context.base.metrics[claim.metric.id]
        quantity = claim.quantity.quantity
        part = quantity.kind in (QuantityKind.RATIO, QuantityKind.PERCENT) and definition.share_of_whole
        return compatible(quantity, definition) or part

    def _unfitting(self, detected: Detected) -> tuple[Claim, Outcome] | None:
        if not detected.readings:
            return None
        claim = detected.readings[0]
        assert claim.metric is not None
        nearest = self.context.base.any_for(claim.metric.id)
        bare = replace(claim, used=claim.metric.tokens())
        metric = self.context.base.metrics[claim.metric.id]
        return bare, unknown(Kind.NOT_KNOWN, _of_another_kind(metric, claim), nearest)

    def _verified(self, claim: Claim) -> Outcome:
        """The outcome; a time taken over from another clause is dropped where nothing is known of it."""
        outcome = self._verify(claim)
        borrowed = claim.periods and not any(claim.clause.holds(hit.first) for hit in claim.periods)
        own = claim.metric is not None and not claim.metric.inherited
        outside = all(hit.first < 0 for hit in claim.periods)
        if borrowed and (own or outside) and outcome.kind is Kind.OTHER_PERIOD:
            return self._verify(replace(claim, periods=()))
        return outcome

    def _verify(self, claim: Claim) -> Outcome:
        outcome = _VERIFIERS[claim.frame](claim, self.context)
        self._tell_facts(claim, outcome)
        metric = claim.metric.id if claim.metric else "?"
        first = outcome.evidence[0].id if outcome.evidence else None
        self._note("verification", f"{claim.frame} of {metric}: {outcome.verdict}: {outcome.reason}", first)
        forecast = any(fact.kind is AssertionKind.FORECAST for fact in outcome.evidence)
        if claim.modality is Modality.EXPECTED and outcome.decided and not forecast:
            return unknown(
                Kind.NOT_KNOWN, f"Told as a forecast, which is not known. {outcome.reason}", outcome.evidence
            )
        if outcome.verdict is Verdict.SUPPORTED and not self._attributed(claim, outcome):
            return unknown(Kind.NOT_KNOWN, f"Who said so is not known. {outcome.reason}", outcome.evidence)
        return outcome

    def _tell_facts(self, claim: Claim, outcome: Outcome) -> None:
        """Which assertions about the metric and the subject were kept as evidence, and which were not."""
        if claim.metric is None or not self._trace:
            return
        subjects = {hit.id for hit in claim.subjects}
        for fact in self.context.base.assertions_for(claim.metric.id):
            if fact in outcome.evidence:
                self._note("retrieval", f"kept: {fact.statement}", fact.id)
            elif fact.subject in subjects:
                self._note("retrieval", f"dropped, another time, partner or rank: {fact.statement}", fact.id)

    def _attributed(self, claim: Claim, outcome: Outcome) -> bool:
        """True where those to whom it is attributed, if any, are known to have said so."""
        return all(self._said_by(hit.id, outcome) for hit in claim.sayers)

    def _said_by(self, entity: str, outcome: Outcome) -> bool:
        base = self.context.base
        names = [base.entities[entity].name.casefold()] if entity in base.entities else []
        for fact in outcome.evidence:
            if fact.by == entity:
                return True
            for citation in fact.citations:
                source = base.sources[citation.source]
                told = " ".join(
                    filter(None, (citation.origin, source.origin, source.publisher, source.title))
                ).casefold()
                if any(name in told for name in names):
                    return True
        return False

    def _ambiguous(self, outcomes: Sequence[tuple[Claim, Outcome]]) -> tuple[Claim, Outcome] | None:
        """A metric named only in part: judged where all that can be meant say the same."""
        confusable = [each for each in outcomes if self._lacks_only_what_tells_apart(each[0])]
        known = [each for each in confusable if each[1].kind is not Kind.NOT_KNOWN]
        confusable = known if len(known) > 1 else confusable
        if len(confusable) < 2:
            claim, outcome = outcomes[0]
            nearest = self.context.base.metrics[claim.metric.id].name if claim.metric else "another claim"
            reason = f"Nothing is known of just this. The nearest that is known is about {nearest}."
            return claim, unknown(Kind.NOT_KNOWN, reason, outcome.evidence[:1])
        verdicts = {outcome.verdict for _, outcome in confusable}
        claim, outcome = confusable[0]
        if len(verdicts) == 1:
            return claim, outcome
        told = " ".join(
            f"Read as {self.context.base.metrics[each.metric.id].name}: {result.verdict.value}."
            for each, result in confusable
            if each.metric is not None
        )
        return claim, unknown(Kind.AMBIGUOUS, told, [fact for _, each in confusable for fact in each.evidence[:1]])

    def _lacks_only_what_tells_apart(self, claim: Claim) -> bool:
        if claim.metric is None:
            return False
        return set(claim.metric.missing) <= set(self.lexica.vocabulary.guarded.get(claim.metric.id, ()))

    def _told(self, clauses: Sequence[Clause], beside: frozenset[int] = frozenset()) -> Judged | None:
        """The fact in words that the clauses tell, audited; the one that explains most.

        beside: tokens that other claims explain.
        """
        before = [each for each in self.clauses if each.first < clauses[0].first]
        found = told_in(self.context, clauses, self.lexica.vocabulary.groups, before)
        if not found:
            return None
        best = _most_telling([each for each in found if each.outcome.decided] or found)
        said = frozenset(stem for each in found for stem in stems_of(each.fact.statement))
        tokens, trying = self.context.reading.tokens, self.context.reading.english.grammar["trying"]
        # what a fact tells as tried is no plan
        said |= trying if said & trying else frozenset()
        own = {at for at, token in enumerate(tokens) if token.stem in said}
        modality = modality_of(self.context.reading, clauses[0], self.lexica.vocabulary.english, best.words | own)
        barred = _NOT_CHECKABLE.get(modality)
        if barred is not None:
            outcome = unknown(Kind.NOT_CHECKABLE, barred, (best.fact,))
            return Judged(tuple(clauses), outcome, best.used, words=best.words)
        outcome = best.outcome
        if modality is Modality.EXPECTED and best.fact.kind is not AssertionKind.FORECAST:
            outcome = unknown(
                Kind.NOT_KNOWN, f"Told as a forecast, which is not known. {best.fact.statement}", (best.fact,)
            )
        denied = any("untrue" in clause.introduced for clause in clauses)
        if denied and len({each.words for each in found if each.outcome.decided}) > 1:
            outcome = unknown(Kind.AMBIGUOUS, "It is not clear which of these is denied.", (best.fact,))
        elif outcome.verdict is Verdict.SUPPORTED and not self._dated(clauses, found):
            outcome = unknown(Kind.OTHER_PERIOD, f"Known without this date: {best.fact.statement}", (best.fact,))
        used = frozenset().union(*(each.used for each in found))
        facts = [each.fact for each in found if each.outcome.verdict is outcome.verdict]
        outcome = replace(outcome, evidence=tuple(dict.fromkeys((*outcome.evidence, *facts))))
        told = self._audited(outcome, clauses, used | beside, best.words, [*facts, *(each.fact for each in found)])
        return Judged(tuple(clauses), told, used, words=best.words)

    def _dated(self, clauses: Sequence[Clause], found: Sequence[Told]) -> bool:
        """True where each time that is named is one that some of the facts told speak of.

        When it was said ("according to its report of 2025") does not matter.
        """
        words = frozenset().union(*(each.words for each in found))
        said = [mark.first for mark in self.context.reading.marks if "says" in mark.kinds]
        ranges = [
            (first, last)
            for clause in clauses
            for first, last in clause.ranges
            if not any(first <= at < last for at in said) or any(first <= at < last for at in words)
        ]
        hits = self.context.reading.periods
        periods = [hit.period for hit in hits if any(first <= hit.first < last for first, last in ranges)]
        return all(any(speaks_of(self.context.base, each.fact, period) for each in found) for period in periods)

    # --- the audit -------------------------------------------------------------------------------

    def _audited(
        self,
        outcome: Outcome,
        clauses: Sequence[Clause],
        used: frozenset[int],
        core: frozenset[int],
        told: Sequence[Assertion] = (),
        claim: Claim | None = None,
    ) -> Outcome:
        """A decided outcome only where nothing is left over that could make it another claim.

        core: the tokens that carry the claim. told: the facts in words that are told, if it is such a claim.
        """
        if not outcome.decided:
            return outcome
        if not told and any(self._denied_elsewhere(clause, core) for clause in clauses):
            return unknown(Kind.AMBIGUOUS, f"What is denied here is not clear. {outcome.reason}", outcome.evidence)
        if claim is not None and claim.metric is not None:
            used |= self._own_words(claim.metric.id)
        explained = self._explained(told or outcome.evidence, used, bool(told))
        if claim is not None and claim.metric is not None and not claim.metric.hits:
            explained = replace(explained, inherited=True)
        if claim is not None and claim.metric is not None:
            explained = replace(explained, metric=claim.metric.tokens())
        left = [self._leftover(outcome, clause, explained, core) for clause in clauses]
        for each in left:
            words = ", ".join(each.words) or "nothing"
            self._note("audit", f"left unexplained: {words}; weight {each.weight:.1f}, {BAR} makes it another claim")
        if not any(each.matters for each in left):
            return outcome
        words = ", ".join(dict.fromkeys(f"“{word}”" for each in left for word in each.words))
        reason = f"It also speaks of {words}, of which nothing is known here. {outcome.reason}"
        return unknown(Kind.PARTIAL, reason, outcome.evidence)

    def _own_words(self, metric: str) -> frozenset[int]:
        """All words of a metric in the sentence: those that it takes over from another clause explain as well."""
        hits = self.context.reading.words.get(metric, ())
        return frozenset(at for hit in hits if hit.group >= 0 for at in range(hit.first, hit.last))

    def _denied_elsewhere(self, clause: Clause, core: frozenset[int]) -> bool:
        """True for a negation in a part of the clause that has words of the metric but none that carry the claim."""
        reading = self.context.reading
        told = {hit.first for hits in reading.words.values() for hit in hits if hit.group >= 0}
        for mark in clause.within(reading.marks):
            # "but not for the first time"
            if "contrast" in mark.kinds and mark.last - mark.first > 1 and not is_contrast(reading, mark):
                return True
        for first, last in clause.ranges:
            if any(first <= at < last for at in core) or not any(first <= at < last for at in told):
                continue
            if any(first <= mark.first < last and "not" in mark.kinds for mark in reading.marks):
                return True
        return False

    def _leftover(self, outcome: Outcome, clause: Clause, explained: Explained, core: frozenset[int]) -> Leftover:
        if outcome.verdict is Verdict.CONTRADICTED and not explained.inherited:
            # what is wrong stays wrong, whatever else is said in other parts of the sentence
            ranges = tuple(each for each in clause.ranges if any(each[0] <= at < each[1] for at in core))
            clause = replace(clause, ranges=ranges or clause.ranges)
        explained = replace(explained, graded=outcome.verdict is Verdict.SUPPORTED)
        return audit(self.context.reading, clause, explained, self.lexica)

    def _explained(self, facts: Sequence[Assertion], used: frozenset[int], names: bool) -> Explained:
        """What a claim uses, and the words in which the facts behind it are told."""
        base = self.context.base
        told = " ".join(
            f"{fact.statement} {base.metrics[fact.metric].name} {base.metrics[fact.metric].unit or ''}"
            if fact.metric is not None
            else fact.statement
            for fact in facts
        )
        spoken_of = {hit.id for hit in self.context.reading.entities if hit.first in used}
        related = frozenset().union(*(base.containers(name) | base.members(name) for name in spoken_of))
        return Explained(used, frozenset(stems_of(told)), related | spoken_of, names)

    # --- the sentence ----------------------------------------------------------------------------

    def taken_together(self, judged: Sequence[Judged]) -> Outcome:
        """The outcome of the sentence: contradicted by one claim, supported by all."""
        outcomes = [each.outcome for each in _reconciled(judged)]
        if is_question(self.context.reading, self.lexica.vocabulary.english):
            evidence = [fact for each in outcomes for fact in each.evidence] or self._nearest()
            nearest = f" The nearest that is known: {evidence[0].statement}" if evidence else ""
            return unknown(Kind.NOT_CHECKABLE, f"{_NOT_CHECKABLE[Modality.ASKED]}{nearest}", evidence[:1])
        if not outcomes:
            return self._nothing()
        if len(outcomes) > 1 and any("untrue" in clause.introduced for each in judged for clause in each.clauses):
            return unknown(Kind.AMBIGUOUS, "It is not clear which of these is denied.", outcomes[0].evidence)
        for verdict in (Verdict.CONTRADICTED, Verdict.UNKNOWN):
            found = [each for each in outcomes if each.verdict is verdict]
            if not found:
                continue
            if verdict is Verdict.UNKNOWN and len(found) < len(outcomes):
                return replace(found[0], kind=Kind.PARTIAL)
            return found[0]
        untold = self._untold(judged)
        if untold is not None:
            return untold
        return outcomes[0]

    def _untold(self, judged: Sequence[Judged]) -> Outcome | None:
        """A part of the sentence that asserts something of which nothing is known."""
        used = frozenset().union(*(each.used for each in judged))
        covered = {clause for each in judged for clause in each.clauses}
        for clause in self.clauses:
            if clause in covered:
                continue
            spoken_of = frozenset(hit.id for hit in self.context.reading.entities if hit.first in used)
            left = audit(self.context.reading, clause, Explained(used, entities=spoken_of), self.lexica)
            if left.matters:
                words = ", ".join(f"“{word}”" for word in left.words)
                evidence = [fact for each in judged for fact in each.outcome.evidence]
                return unknown(Kind.PARTIAL, f"It also speaks of {words}, of which nothing is known here.", evidence)
        return None

    def _nearest(self) -> list[Assertion]:
        """What is known that comes nearest to a sentence without a claim: of its metric, and of its subject if any."""
        base, reading = self.context.base, self.context.reading
        groups = self.lexica.vocabulary.groups
        named = [hit.id for hit in reading.entities]
        found: list[Assertion] = []
        for name, hits in reading.words.items():
            if len({hit.group for hit in hits if hit.group >= 0}) == groups[name]:
                found += base.assertions_for(name)
        periods = [hit.period for hit in reading.periods]
        return sorted(
            found,
            key=lambda fact: (
                fact.subject not in named,
                not all(speaks_of(base, fact, period) for period in periods),
                fact.kind is not AssertionKind.FIGURE,
            ),
        )[:1]

    def _nothing(self) -> Outcome:
        reading = self.context.reading
        modality = (
            modality_of(reading, self.clauses[0], self.lexica.vocabulary.english) if self.clauses else Modality.ASSERTED
        )
        barred = _NOT_CHECKABLE.get(modality)
        if barred is not None:
            return unknown(Kind.NOT_CHECKABLE, barred, self._nearest())
        if reading.quantities or (reading.entities and reading.words):
            return unknown(Kind.NOT_KNOWN, "Nothing is known of this.", self._nearest())
        return unknown(Kind.NOT_CHECKABLE, "It claims nothing that could be checked.")


def _covered(claim: Claim) -> int:
    """How many tokens are words of the metric that a claim is read to speak of."""
    return 0 if claim.metric is None else len(claim.metric.tokens())


def _most_telling(found: Sequence[Told]) -> Told:
    """The fact that explains most; but one that is denied by words of its own comes first."""
    direct = [each for each in found if each.direct]
    if direct:
        # what names others in place of its own counts only for words that nothing else explains
        words = frozenset().union(*(each.words for each in direct))
        found = [*direct, *(each for each in found if not each.direct and not each.words & words)]
    best = found[0]
    for each in found[1:]:
        turned = each.outcome.verdict is Verdict.CONTRADICTED and best.outcome.verdict is Verdict.SUPPORTED
        if turned and each.words - best.used:
            return each
    return best


def _each_its_own(outcomes: Sequence[tuple[Claim, Outcome]]) -> list[tuple[Claim, Outcome]]:
    """Metrics that are all spoken of, each with words of its own ("leads in chip design and equipment")."""
    led = [each for each in outcomes if each[0].frame is Frame.LEADERSHIP and each[1].decided and each[0].metric]
    tokens = [claim.metric.tokens() for claim, _ in led if claim.metric is not None]
    return [
        each
        for number, each in enumerate(led)
        if tokens[number] and not any(tokens[number] <= other for at, other in enumerate(tokens) if at != number)
    ]


def _reconciled(judged: Sequence[Judged]) -> list[Judged]:
    """Of two figures of one thing, a right one and a wrong one, the wrong one was not understood."""
    right = {_slot(each) for each in judged if each.outcome.verdict is Verdict.SUPPORTED} - {None}
    return [
        replace(each, outcome=replace(each.outcome, verdict=Verdict.UNKNOWN, kind=Kind.AMBIGUOUS, focus=None))
        if each.outcome.verdict is Verdict.CONTRADICTED and _slot(each) in right
        else each
        for each in judged
    ]


def _slot(judged: Judged) -> tuple[object, ...] | None:
    claim = judged.claim
    if claim is None or claim.metric is None or claim.frame is not Frame.FIGURE or claim.quantity is None:
        return None
    subjects = tuple(hit.id for hit in claim.subjects)
    partners = tuple(hit.id for hit in claim.partners)
    return claim.metric.id, subjects, partners, tuple(hit.period.start for hit in claim.periods)


def _core(claim: Claim) -> frozenset[int]:
    """The tokens that carry a claim: who, how much and how they compare."""
    hits = (*claim.subjects, *claim.objects, claim.quantity, claim.relation)
    found = frozenset(at for hit in hits if hit is not None and hit.first >= 0 for at in range(hit.first, hit.last))
    return found or claim.used


def _words_of(metric: MetricReading, reading: Reading) -> str:
    """A metric with the words that name it."""
    words = ", ".join(dict.fromkeys(reading.span(hit.first, hit.last).of(reading.text) for hit in metric.hits))
    return f"{metric.id} ({words or 'taken over'})"


def _of_another_kind(metric: Metric, claim: Claim) -> str:
    """Why a figure can't be one of the metric that comes nearest."""
    stated = "a figure" if claim.quantity is None else f"“{claim.quantity.quantity.text.strip()}”"
    if metric.unit is None:
        return f"No figure is known of {metric.name}, so that {stated} can't be checked."
    name = metric.name[:1].upper() + metric.name[1:]
    return f"{name} is measured in {metric.unit}, so that {stated} tells something else."


def _not_understood(claim: Claim, outcome: Outcome) -> bool:
    """True for a figure of which nothing is known; a place in an order can just be unknown."""
    return claim.quantity is not None and claim.frame is not Frame.RANK and outcome.kind is Kind.NOT_KNOWN


def _unclear_after(found: Sequence[Judged]) -> frozenset[str]:
    """The metrics of claims that words next to them make others: what goes on with such a metric is as unclear."""
    partial = [each.claim for each in found if each.outcome.kind is Kind.PARTIAL and each.claim is not None]
    return frozenset(claim.metric.id for claim in partial if claim.metric is not None)


def _goes_on(found: Sequence[Judged]) -> bool:
    return all(
        each.claim is not None and each.claim.metric is not None and each.claim.metric.inherited for each in found
    )


def _carried_on(judged: Judged, unclear: frozenset[str]) -> Judged:
    """A claim with a metric taken over from one that was another claim can't be wrong for sure."""
    metric = judged.claim.metric if judged.claim is not None else None
    if metric is None or not metric.inherited or metric.id not in unclear:
        return judged
    return replace(judged, outcome=_in_doubt(judged.outcome))


def _in_doubt(outcome: Outcome) -> Outcome:
    """A contradiction that is not sure."""
    if outcome.verdict is not Verdict.CONTRADICTED:
        return outcome
    return replace(outcome, verdict=Verdict.UNKNOWN, kind=Kind.PARTIAL, focus=None)
