"""What was read in a sentence and how its verdict came about, in words for `explain`."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.interval import Interval
from factcheck.model import Judgement, Mention, Period, Quantity
from factcheck.reports.structured import number


def read_things(judgement: Judgement) -> Iterator[tuple[str, str]]:
    """Pairs of a heading and a note: what was read, each step of the decision, and the claims with their verdicts."""
    trace = judgement.trace
    for quantity in trace.quantities:
        yield "quantity", _quantity(quantity)
    for period in trace.periods:
        yield "period", _period(period)
    for mention in trace.entities:
        yield "entity", _mention(mention)
    for mention in trace.metrics:
        yield "metric", _mention(mention)
    for step in trace.steps:
        yield step.stage, step.note + (f" ({step.assertion})" if step.assertion else "")
    for finding in judgement.findings:
        words = finding.span.of(judgement.unit.text)
        yield "claim", f"“{words}” is {finding.verdict} ({str(finding.kind).replace('_', ' ')}): {finding.reason}"


def _quantity(quantity: Quantity) -> str:
    unit = f" {quantity.unit}" if quantity.unit else ""
    bound = str(quantity.bound).replace("_", " ")
    kind = str(quantity.kind).replace("_", " ")
    return f"“{quantity.text}” is {bound} {_allowed(quantity.interval)}{unit} ({kind})"


def _allowed(interval: Interval) -> str:
    if interval.is_point and interval.low is not None:
        return str(number(interval.low))
    low = "-∞" if interval.low is None else str(number(interval.low))
    high = "∞" if interval.high is None else str(number(interval.high))
    return f"{'(' if interval.low_open else '['}{low}, {high}{')' if interval.high_open else ']'}"


def _period(period: Period) -> str:
    return f"“{period.text}” is {period.start.isoformat()} to {period.end.isoformat()} (end not included)"


def _mention(mention: Mention) -> str:
    likeness = "" if mention.score == 1 else f", {mention.score:.2f} alike"
    return f"“{mention.text}” names {mention.id}{likeness}"
