"""The stages in order: units of a document → reading → claims → evidence and verdict → judgement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from factcheck.claims.claim import MetricReading
from factcheck.claims.clauses import split_clauses
from factcheck.claims.detect import Background
from factcheck.claims.metrics import metrics_of
from factcheck.claims.reading import EntityHit, Lexica, PeriodHit, Reading, read
from factcheck.claims.vocabulary import Vocabulary, build_vocabulary
from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.entries import Assertion
from factcheck.language.lemmas import letters
from factcheck.language.period_lexicon import PeriodLexicon
from factcheck.language.quantities import QuantityLexicon
from factcheck.model import (
    BlockKind,
    CheckedDocument,
    Document,
    Evidence,
    Finding,
    Judgement,
    Kind,
    Mention,
    SourceReference,
    Span,
    Stance,
    Trace,
    Unit,
    Verdict,
)
from factcheck.record import record, replace
from factcheck.settings import Settings
from factcheck.silence import hold_back, ignored_in
from factcheck.verify.judge import Judged, Ruling, rule
from factcheck.verify.outcome import Outcome

if TYPE_CHECKING:
    from factcheck.knowledge.cache import Builder, Compiled


# No sentence is as long; what is has lost its full stops or is meant to stall the program. Reading takes much more than
# twice the time for a sentence of twice the length.
_LONGEST = 10_000


def parts() -> dict[str, Builder]:
    """What the compiled knowledge holds for the judging besides the knowledge itself."""
    return {
        "vocabulary": build_vocabulary,
        "quantities": lambda _: QuantityLexicon.load().to_data(),
        "periods": lambda _: PeriodLexicon.load().to_data(),
    }


@record
class Judge:
    """Checks documents against one knowledge base."""

    base: KnowledgeBase
    lexica: Lexica
    months: Mapping[str, Fraction]
    settings: Settings

    @classmethod
    def of(cls, compiled: Compiled, settings: Settings) -> Judge:
        """A judge for a knowledge base that was compiled with `parts()`."""
        stored: Mapping[str, Any] = compiled.parts
        vocabulary = Vocabulary.from_data(stored["vocabulary"])
        lexica = Lexica(
            QuantityLexicon.from_data(stored["quantities"]), PeriodLexicon.from_data(stored["periods"]), vocabulary
        )
        return cls(compiled.knowledge, lexica, vocabulary.english.months, settings)

    def check(self, document: Document) -> CheckedDocument:
        """A judgement for each unit of a document that its author did not silence.

        A unit may take over what the one before it spoke of.
        """
        judgements: list[Judgement] = []
        full: list[Judgement] = []
        ignored = ignored_in(document)
        lent = Background()
        for number, unit in enumerate(document.units):
            before = lent
            judgement, lent = self._unit(unit, document, before)
            full.append(judgement)
            if number in ignored:
                judgement, _ = self._ignoring(ignored[number])._unit(unit, document, before)
            judgements.append(judgement)
        return hold_back(document, judgements, full)

    def _ignoring(self, assertions: frozenset[str]) -> Judge:
        """The same, as if these assertions were not known."""
        return replace(self, base=self.base.without(assertions))

    def _unit(self, unit: Unit, document: Document, before: Background) -> tuple[Judgement, Background]:
        if len(unit.text) > _LONGEST:
            reason = f"With {len(unit.text):,} characters it is too long to be read as one statement."
            return Judgement(unit, Verdict.UNKNOWN, Kind.NOT_CHECKABLE, reason), Background()
        today = self.settings.as_of or document.date
        reading = read(unit.text, self.lexica, today)
        background = self._background(unit, reading, before, today)
        ruling = rule(reading, self.lexica, self.base, self.months, background, self.settings.trace)
        findings = tuple(_finding(each, reading, self.base) for each in ruling.judged)
        outcome = ruling.outcome
        trace = _trace(reading, ruling) if self.settings.trace else Trace()
        judgement = Judgement(unit, outcome.verdict, outcome.kind, outcome.reason, findings, trace)
        return judgement, _elsewhere(ruling.lent)

    def _background(self, unit: Unit, reading: Reading, before: Background, today: date | None) -> Background:
        """What headings and table heads lend to a unit, and the sentence before to one that points back to it."""
        if unit.alone:
            return Background()
        background = Background()
        context = unit.context
        for text in (*context.headings, context.introduction, context.caption):
            if text:
                background = self._joined(background, read(text, self.lexica, today))
        if unit.kind is BlockKind.CELL:
            # a table's own heads name what its cells count; a heading above it that does so only in part does not
            background = replace(background, metrics=tuple(each for each in background.metrics if not each.missing))
        elif self._goes_on(reading):
            background = _laid_over(before, background)
        return replace(background, subjects=()) if _names_a_stranger(reading) else background

    def _goes_on(self, reading: Reading) -> bool:
        """True for a sentence that points back to the one before, or has a figure but no words of what it counts."""
        anaphora = self.lexica.vocabulary.english.anaphora
        if anaphora.longest([token.stem for token in reading.tokens]):
            return True
        groups = self.lexica.vocabulary.groups
        complete = any(len({hit.group for hit in hits} - {-1}) >= groups[name] for name, hits in reading.words.items())
        return bool(reading.quantities and reading.entities) and not complete

    def _joined(self, background: Background, reading: Reading) -> Background:
        clauses = split_clauses(reading)
        if not clauses:
            return background
        whole = replace(clauses[0], ranges=((0, len(reading.tokens)),))
        metrics = metrics_of(reading, whole, self.lexica.vocabulary.groups, ())
        return _elsewhere(
            Background(
                reading.entities[:1] or background.subjects,
                metrics or background.metrics,
                reading.periods[:1] or background.periods,
                met={
                    name: frozenset(hit.group for hit in hits if hit.group >= 0) | background.met.get(name, frozenset())
                    for name, hits in reading.words.items()
                }
                or background.met,
            )
        )


def _laid_over(upper: Background, lower: Background) -> Background:
    """What the sentence before lends, and what headings lend where it lends nothing."""
    return replace(
        upper,
        subjects=upper.subjects or lower.subjects,
        metrics=upper.metrics or lower.metrics,
        periods=upper.periods or lower.periods,
    )


def _names_a_stranger(reading: Reading) -> bool:
    """True where a sentence without a known name has an unknown one, of whom it may speak instead."""
    if reading.entities:
        return False
    counted = {at for hit in reading.quantities for at in range(hit.first, hit.last)}
    counted |= {at for hit in reading.periods for at in range(hit.first, hit.last)}
    words = [at for at, token in enumerate(reading.tokens) if token.is_word and at not in counted]
    return any(
        reading.tokens[at].capitalised
        and not reading.tokens[at].all_caps
        and letters(reading.tokens[at].text)[:1] in ("", "p")
        for at in words[1:]
    )


def _elsewhere(background: Background) -> Background:
    """The same, without places: what stands in another sentence has none in this one."""
    return Background(
        tuple(EntityHit(hit.id, -1, -1) for hit in background.subjects),
        tuple(MetricReading(each.id, (), each.missing, inherited=True) for each in background.metrics),
        tuple(PeriodHit(hit.period, -1, -1) for hit in background.periods),
        partners=tuple(EntityHit(hit.id, -1, -1) for hit in background.partners),
        met=background.met,
    )


def check_document(document: Document, judge: Judge) -> CheckedDocument:
    """A judgement for each unit of a document."""
    return judge.check(document)


# --- what reports see ----------------------------------------------------------------------------


def _finding(judged: Judged, reading: Reading, base: KnowledgeBase) -> Finding:
    outcome = judged.outcome
    span = _trimmed(reading, judged.clauses[0].first, judged.clauses[-1].last)
    focus = None
    if outcome.verdict is Verdict.CONTRADICTED:
        focus = span if outcome.focus is None or outcome.focus[0] < 0 else reading.span(*outcome.focus)
    evidence = tuple(_evidence(outcome, base))
    return Finding(span, outcome.verdict, outcome.kind, outcome.reason, focus, outcome.suggestion, evidence)


def _trimmed(reading: Reading, first: int, last: int) -> Span:
    while last - first > 1 and not reading.tokens[last - 1].is_word and reading.tokens[last - 1].text not in '%)”"':
        last -= 1
    while last - first > 1 and not reading.tokens[first].is_word and reading.tokens[first].text not in '$€£¥(“"#':
        first += 1
    return reading.span(first, last)


def _evidence(outcome: Outcome, base: KnowledgeBase) -> Iterator[Evidence]:
    stance = {Verdict.SUPPORTED: Stance.SUPPORTS, Verdict.CONTRADICTED: Stance.REFUTES}.get(
        outcome.verdict, Stance.RELATED
    )
    for number, fact in enumerate(dict.fromkeys(outcome.evidence)):
        own = Stance.RELATED if outcome.suggestion and number and stance is Stance.REFUTES else stance
        yield Evidence(fact.id, fact.statement, own, _sources(fact, base))


def _sources(fact: Assertion, base: KnowledgeBase) -> tuple[SourceReference, ...]:
    return tuple(
        SourceReference(source.id, source.title, source.publisher, source.url, source.published, citation.locator)
        for citation in fact.citations
        if (source := base.sources.get(citation.source)) is not None
    )


def _trace(reading: Reading, ruling: Ruling) -> Trace:
    return Trace(
        tuple(hit.quantity for hit in reading.quantities),
        tuple(hit.period for hit in reading.periods),
        tuple(_mention(reading, hit.id, hit.first, hit.last, hit.score) for hit in reading.entities),
        tuple(_metrics(reading, ruling.judged)),
        ruling.steps,
    )


def _mention(reading: Reading, name: str, first: int, last: int, score: float) -> Mention:
    span = reading.span(first, last)
    return Mention(span, span.of(reading.text), name, score)


def _metrics(reading: Reading, judged: Sequence[Judged]) -> Iterable[Mention]:
    for name, hits in sorted(reading.words.items()):
        own = [hit for hit in hits if hit.group >= 0]
        if own and any(fact.metric == name for each in judged for fact in each.outcome.evidence):
            first, last = min(hit.first for hit in own), max(hit.last for hit in own)
            yield _mention(reading, name, first, last, min(hit.score for hit in own))
