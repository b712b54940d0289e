"""Hand-made results of checking, for tests that need no knowledge base."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.model import (
    Bound,
    CheckedDocument,
    Document,
    Evidence,
    Finding,
    Judgement,
    Kind,
    KnowledgeSummary,
    Mention,
    Period,
    Quantity,
    QuantityKind,
    Report,
    SourceReference,
    Span,
    Stance,
    Step,
    Trace,
    Unit,
    Verdict,
    Written,
)

ATLAS = SourceReference(
    "river-atlas", "Atlas of European Rivers", "Hydrographic Society", "https://example.org/atlas", "2021-03", "table 2"
)
YEARBOOK = SourceReference("yearbook", "Yearbook", "Danube Commission")

LENGTH = Evidence(
    "danube-length",
    "The Danube is 2,850 km long.",
    Stance.REFUTES,
    (ATLAS, YEARBOOK),
    "shipped",
    Written("assertions/lengths.yaml", 12),
    "2,850 km",
)
SUPPORT = Evidence("danube-mouth", "The Danube flows into the Black Sea.", Stance.SUPPORTS, (ATLAS,), "shipped")
NEAR = Evidence(
    "danube-basin", "The basin of the Danube had 81 million people in 2016.", Stance.RELATED, (YEARBOOK,), "shipped"
)


def unit_at(source: str, text: str, quoted: bool = False) -> Unit:
    """The unit for the one place of `text` in `source`, where it stands without markup."""
    start = source.index(text)
    end = start + len(text)
    return Unit(text, tuple(range(start, end)), tuple(range(start + 1, end + 1)), quoted=quoted)


def span_in(text: str, words: str) -> Span:
    """Where `words` stand in `text`."""
    start = text.index(words)
    return Span(start, start + len(words))


def document_of(source: str, path: str, units: tuple[Unit, ...]) -> Document:
    """A document whose lines end with LF."""
    starts = [0, *(place + 1 for place, character in enumerate(source) if character == "\n")]
    return Document(path, units, tuple(starts), source=source)


def contradicted(unit: Unit, focus: str, reason: str = "The Danube is 2,850 km long, not 3,850 km.") -> Judgement:
    """A judgement that refutes the words `focus`."""
    finding = Finding(
        Span(0, len(unit.text)),
        Verdict.CONTRADICTED,
        Kind.DIFFERS,
        reason,
        span_in(unit.text, focus),
        "2,850 km",
        (LENGTH,),
    )
    return Judgement(unit, Verdict.CONTRADICTED, Kind.DIFFERS, reason, (finding,), TRACE)


def supported(unit: Unit) -> Judgement:
    """A judgement with one supporting assertion and one that is merely near."""
    reason = "The knowledge base says the same."
    finding = Finding(Span(0, len(unit.text) - 1), Verdict.SUPPORTED, Kind.AGREES, reason, evidence=(SUPPORT, NEAR))
    return Judgement(unit, Verdict.SUPPORTED, Kind.AGREES, reason, (finding,))


def unknown(unit: Unit) -> Judgement:
    """A judgement that nothing decides, with the nearest assertion."""
    reason = "No figure for 1950 is known."
    finding = Finding(Span(0, len(unit.text)), Verdict.UNKNOWN, Kind.OTHER_PERIOD, reason, evidence=(NEAR,))
    return Judgement(unit, Verdict.UNKNOWN, Kind.OTHER_PERIOD, reason, (finding,))


def no_claim(unit: Unit) -> Judgement:
    """A judgement on a sentence that claims nothing."""
    return Judgement(unit, Verdict.UNKNOWN, Kind.NOT_CHECKABLE, "This is a question.")


TRACE = Trace(
    quantities=(
        Quantity(
            Span(14, 22),
            "3,850 km",
            Fraction(3850),
            Interval.point(3850),
            Fraction(1),
            kind=QuantityKind.NUMBER,
            unit="kilometre",
        ),
        Quantity(
            Span(0, 3), "half", Fraction(1, 2), Interval(Fraction(1, 2), None, True), Fraction(1), Bound.MORE_THAN
        ),
    ),
    periods=(Period(Span(0, 3), "in 2021", date(2021, 1, 1), date(2022, 1, 1)),),
    entities=(Mention(Span(0, 10), "The Danube", "danube"),),
    metrics=(Mention(Span(23, 27), "long", "river_length", 0.93),),
    steps=(
        Step("retrieval", "kept: the subject and the metric are the same", "danube-length"),
        Step("verdict", "apart"),
    ),
)

DRAFT = """# Rivers

The Danube is 3,850 km long.
It flows into the Black Sea. How
long is the Rhine? “In 1950 its basin had
few people.”
"""


def _judgements() -> tuple[Judgement, ...]:
    makers: tuple[tuple[str, Callable[[Unit], Judgement]], ...] = (
        ("The Danube is 3,850 km long.", lambda unit: contradicted(unit, "3,850 km")),
        ("It flows into the Black Sea.", supported),
        ("How\nlong is the Rhine?", no_claim),
    )
    found = [make(unit_at(DRAFT, text)) for text, make in makers]
    quote = unit_at(DRAFT, "“In 1950 its basin had\nfew people.”", quoted=True)
    return (*found, unknown(quote))


def rivers(path: str = "drafts/rivers.md") -> CheckedDocument:
    """A document with a sentence of each verdict."""
    judgements = _judgements()
    return CheckedDocument(document_of(DRAFT, path, tuple(j.unit for j in judgements)), judgements)


def report_of(*documents: CheckedDocument) -> Report:
    """A report on a small knowledge base."""
    return Report(KnowledgeSummary(8, 2, "0123abcd"), documents)
