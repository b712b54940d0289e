"""The frozen values that pass between the stages.

draft → Document → Unit (a sentence) → Reading (mentions) → Claim → Finding (verdict of a claim) → Report

Offsets are code points. A `Span` of a `Unit` counts in `Unit.text`; `Unit.origins` leads back to the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.record import record


@record(order=True)
class Span:
    """Code points `start` (inclusive) to `end` (exclusive) of some text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where both spans share a code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """True where `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


# --- the draft -----------------------------------------------------------------------------------


class BlockKind(StrEnum):
    """What a stretch of a document is to its reader."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"
    QUOTE = "quote"
    NOTE = "note"
    LINE = "line"


@record
class Context:
    """What a reader has in mind on coming to a unit; strings as read, without markup, outermost first."""

    headings: tuple[str, ...] = ()
    introduction: str | None = None
    row_head: str | None = None
    column_head: str | None = None
    caption: str | None = None


@record
class Unit:
    """One statement to judge: a sentence, a heading, a bullet, a table cell.

    `text` is what a reader sees: markup gone, entities resolved, line breaks and runs of blanks as one blank.
    `origins[i]` is the offset in the file (code points, byte-order mark not counted) of `text[i]`;
    `ends[i]` the offset just after what `text[i]` was written as (so `&nbsp;` has one origin and one end).
    `alone` tells that nothing before it serves it as context (`lines`, `claim`).
    `block` is the number of the paragraph, heading, item or cell that it is part of.
    """

    text: str
    origins: tuple[int, ...]
    ends: tuple[int, ...]
    kind: BlockKind = BlockKind.PARAGRAPH
    context: Context = Context()
    quoted: bool = False
    alone: bool = False
    block: int = 0


@record
class Position:
    """Line and column, both from 1, in code points."""

    line: int
    column: int


@record
class Suppression:
    """A comment in a draft by which its author silences units.

    `start` and `end` are the place of the comment. `units` are the indices, in `Document.units`, of what it
    silences. `assertion` is set where it silences but what that one assertion refutes; `reason` is the author's.
    """

    start: int
    end: int
    units: tuple[int, ...]
    assertion: str | None = None
    reason: str | None = None


@record
class Document:
    """A draft as read: its units in reading order, and where its lines start.

    `line_starts[n]` is the offset of the first code point of line n + 1. `date` is the document's own (front matter).
    `source` is the text of the file; None for the file of a word processor.
    """

    path: str
    units: tuple[Unit, ...]
    line_starts: tuple[int, ...]
    date: date | None = None
    suppressions: tuple[Suppression, ...] = ()
    source: str | None = None

    def position(self, offset: int) -> Position:
        """Where the code point at `offset` of the file stands."""
        from bisect import bisect_right

        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)


# --- what a sentence says ------------------------------------------------------------------------


class Bound(StrEnum):
    """How a figure limits what is claimed."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    RANGE = "range"


class QuantityKind(StrEnum):
    """What a number counts; figures of different kinds are never compared."""

    NUMBER = "number"
    PERCENT = "percent"
    PERCENTAGE_POINT = "percentage_point"
    CURRENCY = "currency"
    RATIO = "ratio"
    ORDINAL = "ordinal"
    DURATION = "duration"
    OTHER = "other"


@record
class Quantity:
    """A number as written, with what it allows.

    value: multiplied out (1.6M → 1600000, 40 % → 40, half → 1/2, twice → 2); None for a range: see `interval`.
    interval: what the words allow, without any tolerance: a point, a ray for a bound, a segment for a range.
    step: the place value of the last digit that is printed or significant (1.6M → 100000, 505,000 → 1000, 15.3 → 1/10).
    unit: `%`, `pp`, ISO 4217 for money, the singular of a duration ("month"), else None.
    close: the bound is near ("just over", "slightly below").
    """

    span: Span
    text: str
    value: Fraction | None
    interval: Interval
    step: Fraction
    bound: Bound = Bound.EXACT
    kind: QuantityKind = QuantityKind.NUMBER
    unit: str | None = None
    close: bool = False


class PeriodRelation(StrEnum):
    """How a period limits a claim in time."""

    IN = "in"
    SINCE = "since"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"
    UNTIL = "until"


@record
class Period:
    """A stretch of days: `start` inclusive, `end` exclusive ("in 2024" ends at 2025-01-01).

    `part` marks a vague part of a calendar period ("early 2025").
    """

    span: Span
    text: str
    start: date
    end: date
    relation: PeriodRelation = PeriodRelation.IN
    part: bool = False

    def within(self, other: Period) -> bool:
        """True where every day of this period lies in `other`."""
        return other.start <= self.start and self.end <= other.end

    def meets(self, other: Period) -> bool:
        """True where the two share a day."""
        return self.start < other.end and other.start < self.end


# --- verdicts ------------------------------------------------------------------------------------


SHIPPED = "shipped"
"""The name of the knowledge base that ships with the program."""


class Verdict(StrEnum):
    """The answer."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """Why the answer is what it is; `contract` of the JSON report."""

    AGREES = "agrees"
    FOLLOWS = "follows"
    DIFFERS = "differs"
    REVERSED = "reversed"
    MIXED_UP = "mixed_up"
    OUTDATED = "outdated"
    PARTIAL = "partial"
    NOT_CHECKABLE = "not_checkable"
    NOT_KNOWN = "not_known"
    OTHER_PERIOD = "other_period"
    AMBIGUOUS = "ambiguous"
    BEYOND_BOUND = "beyond_bound"
    DISPUTED = "disputed"
    FORECAST = "forecast"


class Stance(StrEnum):
    """What an assertion does to a claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    RELATED = "related"


@record
class SourceReference:
    """A source as a report cites it."""

    id: str
    title: str
    publisher: str
    url: str | None = None
    published: str | None = None
    locator: str | None = None


@record
class Written:
    """Where an assertion is written: a file by its path within the knowledge base, with `/`, and the line from 1."""

    path: str
    line: int


@record
class Evidence:
    """One assertion that bears on a claim.

    base: names the knowledge base that it is from; place: where it is written there.
    printed: its figure as the source prints it, where it has one.
    """

    assertion: str
    statement: str
    stance: Stance
    sources: tuple[SourceReference, ...]
    base: str = ""
    place: Written | None = None
    printed: str | None = None


@record
class Correction:
    """What to write in place of some words of a unit, so that its claim is right; the span counts in its text."""

    span: Span
    text: str


@record
class Finding:
    """The verdict on one claim. Spans count in the text of the unit; `focus` is what is refuted.

    correction: what would be right, where just one correction is certain; uncorrected: why none is, in a few words.
    """

    span: Span
    verdict: Verdict
    kind: Kind
    reason: str
    focus: Span | None = None
    suggestion: str | None = None
    evidence: tuple[Evidence, ...] = ()
    correction: Correction | None = None
    uncorrected: str | None = None


@record
class Mention:
    """Words that name an entity or a metric of the vocabulary; `score` is below 1 where a misspelling was bridged."""

    span: Span
    text: str
    id: str
    score: float = 1.0


@record
class Step:
    """One step of a decision, for `explain`."""

    stage: str
    note: str
    assertion: str | None = None


@record
class Trace:
    """What was read in a unit and how its verdict came about."""

    quantities: tuple[Quantity, ...] = ()
    periods: tuple[Period, ...] = ()
    entities: tuple[Mention, ...] = ()
    metrics: tuple[Mention, ...] = ()
    steps: tuple[Step, ...] = ()


@record
class Gap:
    """A figure that a sentence tells and that nothing is known of: ids where they were recognised, and as written."""

    subject: str
    metric: str | None
    period: str | None
    value: str


@record
class Judgement:
    """The verdict on one unit, that of the claim which decides it."""

    unit: Unit
    verdict: Verdict
    kind: Kind
    reason: str
    findings: tuple[Finding, ...] = ()
    trace: Trace = Trace()
    gaps: tuple[Gap, ...] = ()


@record
class AppliedSuppression:
    """A suppression, and how many units it held back that would have been complained of."""

    suppression: Suppression
    held: int


@record
class CheckedDocument:
    """A document with a judgement for each of its units in their order, those that its author silenced left out."""

    document: Document
    judgements: tuple[Judgement, ...]
    suppressions: tuple[AppliedSuppression, ...] = ()


@record
class KnowledgeSummary:
    """Which knowledge a report rests on; `bases` names those that were laid one over the other."""

    assertions: int
    sources: int
    fingerprint: str
    bases: tuple[str, ...] = ()


@record
class Report:
    """All that a report format needs."""

    knowledge: KnowledgeSummary
    documents: tuple[CheckedDocument, ...] = ()

    def counts(self) -> Mapping[Verdict, int]:
        """How many units have each verdict."""
        found = dict.fromkeys(Verdict, 0)
        for document in self.documents:
            for judgement in document.judgements:
                found[judgement.verdict] += 1
        return found

    def resting_on(self, assertion: str) -> Iterator[tuple[str, Judgement]]:
        """The judgements of which a claim is decided by an assertion, each with `path:line:column` of its sentence."""
        for checked in self.documents:
            for judgement in checked.judgements:
                decided = [each for each in judgement.findings if each.verdict is not Verdict.UNKNOWN]
                if any(item.assertion == assertion for each in decided for item in each.evidence):
                    position = checked.document.position(judgement.unit.origins[0])
                    yield f"{checked.document.path}:{position.line}:{position.column}", judgement
