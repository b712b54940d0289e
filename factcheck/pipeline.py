"""The stages in order: units of a document → reading → claims → evidence and verdict → judgement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from factcheck.claims.claim import MetricReading
from factcheck.claims.clauses import split_clauses
from factcheck.claims.detect import Background
from factcheck.claims.metrics import metrics_of
from factcheck.claims.reading import EntityHit, Lexica, PeriodHit, Reading, read
from factcheck.claims.vocabulary import Vocabulary, build_vocabulary
from factcheck.evidence import is_stale
from factcheck.findings import finding_of, gaps_of, trace_of
from factcheck.knowledge.base import KnowledgeBase
from factcheck.language.lemmas import letters
from factcheck.language.period_lexicon import PeriodLexicon
from factcheck.language.quantities import QuantityLexicon
from factcheck.model import BlockKind, CheckedDocument, Document, Judgement, Kind, Trace, Unit, Verdict
from factcheck.record import record, replace
from factcheck.references import is_reference
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
        "language": lambda _: {
            "lexica": {"quantities": QuantityLexicon.load().to_data(), "periods": PeriodLexicon.load().to_data()}
        },
    }


@record
class Judge:
    """Checks documents against one knowledge base.

    base: what counts. held: that and all that has been taken back or was not yet known on the day that counts.
    """

    base: KnowledgeBase
    held: KnowledgeBase
    lexica: Lexica
    months: Mapping[str, Fraction]
    settings: Settings

    @classmethod
    def of(cls, compiled: Compiled, settings: Settings) -> Judge:
        """A judge for a knowledge base that was compiled with `parts()`."""
        vocabulary = Vocabulary.from_data(compiled.parts["vocabulary"])
        stored: Mapping[str, Any] = compiled.parts["language"]["lexica"]
        quantities, periods = (
            QuantityLexicon.from_data(stored["quantities"]),
            PeriodLexicon.from_data(stored["periods"]),
        )
        lexica = Lexica(quantities, periods, vocabulary)
        held = compiled.knowledge
        return cls(held.current(settings.as_of), held, lexica, vocabulary.english.months, settings)

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
            if not lent.periods and unit.kind is not BlockKind.HEADING:
                # the time that was told last is still spoken of
                lent = replace(lent, periods=before.periods)
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
        if is_reference(unit.text, self.held.sources.values()):
            reason = "It refers to a source, and claims nothing itself."
            return Judgement(unit, Verdict.UNKNOWN, Kind.NOT_CHECKABLE, reason), before
        today = self.settings.as_of or document.date
        reading = read(unit.text, self.lexica, today)
        background = self._background(unit, reading, before, today)
        ruling = rule(reading, self.lexica, self.base, self.months, background, self.settings.trace)
        if ruling.outcome.kind is Kind.OUTDATED and before.periods and not unit.alone:
            # true of the time that was spoken of before, which the sentence leaves out
            then = replace(background, periods=before.periods)
            earlier = rule(reading, self.lexica, self.base, self.months, then, self.settings.trace)
            ruling = earlier if earlier.outcome.verdict is Verdict.SUPPORTED else ruling
        ruling = self._in_time(ruling, reading, background, today)
        findings = tuple(finding_of(each, reading, self.base, unit.quoted) for each in ruling.judged)
        outcome = ruling.outcome
        trace = trace_of(reading, ruling) if self.settings.trace else Trace()
        gaps = gaps_of(ruling, reading, self.base)
        judgement = Judgement(unit, outcome.verdict, outcome.kind, outcome.reason, findings, trace, gaps)
        return judgement, _elsewhere(ruling.lent)

    def _in_time(self, ruling: Ruling, reading: Reading, background: Background, today: date | None) -> Ruling:
        """The ruling, where a claim agrees with what its source has taken back, or rests on what is old, told so."""
        told = [(each.outcome, self._dated(each, reading, background, today)) for each in ruling.judged]
        whole = next((new for old, new in told if old is ruling.outcome), ruling.outcome)
        judged = tuple(replace(each, outcome=new) for each, (_, new) in zip(ruling.judged, told, strict=True))
        return replace(ruling, judged=judged, outcome=whole)

    def _dated(self, judged: Judged, reading: Reading, background: Background, today: date | None) -> Outcome:
        outcome = judged.outcome
        if outcome.verdict is Verdict.CONTRADICTED:
            return self._outdated(judged, reading, background)
        undated = judged.claim is not None and not judged.claim.periods
        old = [fact for fact in outcome.evidence if is_stale(self.base, fact, today)] if undated else []
        if outcome.verdict is not Verdict.SUPPORTED or not old or old[0].period is None:
            return outcome
        return replace(
            outcome, reason=f"{outcome.reason} That is of {old[0].period.text}; newer figures should be out."
        )

    def _outdated(self, judged: Judged, reading: Reading, background: Background) -> Outcome:
        """What refutes a claim, and that the source had said what the claim says before."""
        outcome = judged.outcome
        for fact in outcome.evidence:
            before = self.base.before(fact.id, self.held)
            if before is None:
                continue
            earlier = rule(reading, self.lexica, before, self.months, background)
            agreeing = (each.outcome for each in earlier.judged if each.clauses == judged.clauses)
            was = next((each for each in agreeing if each.verdict is Verdict.SUPPORTED), None)
            if was is not None:
                since = next((each.superseded.on for each in was.evidence if each.superseded), None)
                note = f"The source said so itself until it revised the figure{f' ({since})' if since else ''}."
                return replace(outcome, kind=Kind.OUTDATED, reason=f"{outcome.reason} {note}")
        return outcome

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
