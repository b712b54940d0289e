"""How figures and periods of a knowledge base are read: by the same readers as those of drafts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from factcheck.model import QuantityKind
from factcheck.record import record

if TYPE_CHECKING:
    from factcheck.knowledge.entries import Metric
    from factcheck.knowledge.nodes import Complaints, Text
    from factcheck.model import Period, Quantity


@record
class Readers:
    """All quantities, and all periods, that a text holds."""

    quantities: Callable[[str], Sequence[Quantity]]
    periods: Callable[[str], Sequence[Period]]

    @classmethod
    def english(cls) -> Readers:
        """The readers of drafts, with the lexica of the package."""
        from factcheck.language.period_lexicon import PeriodLexicon
        from factcheck.language.periods import read_periods
        from factcheck.language.quantities import read_quantities
        from factcheck.language.quantity_lexicon import QuantityLexicon

        numbers, times = QuantityLexicon.load(), PeriodLexicon.load()
        return cls(
            lambda text: read_quantities(text, numbers),
            # no day to count from: a knowledge base can't say "last year"
            lambda text: read_periods(text, times, None),
        )


def read_figure(text: Text, what: str, readers: Readers, complaints: Complaints) -> Quantity | None:
    """The one quantity that a printed figure is; None, and a complaint, where it is not just that."""
    found = readers.quantities(text.value)
    mend = "write one figure as it is printed: 921,000, 1.6M, over 25 %, six to twelve months"
    if not _is_one(text, [(each.text, each.span.start, each.span.end) for each in found], what, mend, complaints):
        return None
    return found[0]


def read_period(text: Text, what: str, readers: Readers, complaints: Complaints) -> Period | None:
    """The one period that a text is; None, and a complaint, where it is not just that."""
    found = readers.periods(text.value)
    mend = "write one period as people do: 2023, early 2025, March 2024, since 2018"
    if not _is_one(text, [(each.text, each.span.start, each.span.end) for each in found], what, mend, complaints):
        return None
    return found[0]


def _is_one(text: Text, found: Sequence[tuple[str, int, int]], what: str, mend: str, complaints: Complaints) -> bool:
    if len(found) == 1:
        words, start, end = found[0]
        rest = (text.value[:start] + text.value[end:]).strip()
        if not rest:
            return True
        complaints.at(text, f"{what} reads as `{words}` and leaves `{rest}` over", mend)
    elif found:
        listed = ", ".join(f"`{words}`" for words, _, _ in found)
        complaints.at(text, f"{what} reads as {len(found)} things: {listed}", mend)
    else:
        complaints.at(text, f"{what} does not read: `{text.value}`", mend)
    return False


_PRINTED = {
    QuantityKind.NUMBER: "921,000 or 1.6M",
    QuantityKind.PERCENT: "40 %",
    QuantityKind.PERCENTAGE_POINT: "0.9 percentage points",
    QuantityKind.CURRENCY: "$668 billion",
    QuantityKind.RATIO: "twice, three times or one in four",
    QuantityKind.ORDINAL: "first, #2 or top 10",
    QuantityKind.DURATION: "six to twelve months",
    QuantityKind.OTHER: "two",
}


def check_kind(quantity: Quantity, wanted: QuantityKind, text: Text, what: str, complaints: Complaints) -> None:
    """Complain where a figure is not of the kind `wanted`."""
    if quantity.kind is not wanted:
        complaints.at(
            text,
            f"{what} is read as {quantity.kind.value}, where {wanted.value} is needed: `{text.value}`",
            f"write it like {_PRINTED[wanted]}",
        )


def check_fit(quantity: Quantity, metric: Metric, text: Text, what: str, complaints: Complaints) -> None:
    """Complain where a figure is not of the kind and unit that the metric is measured in."""
    if metric.kind is QuantityKind.OTHER:
        if metric.unit is None:
            complaints.at(
                text,
                f"{what}: metric `{metric.id}` is led or ranked but has no figures",
                "give it a `kind` and a `unit`, or take another metric",
            )
        return
    if metric.kind is QuantityKind.NUMBER and quantity.kind is QuantityKind.OTHER and quantity.unit == metric.unit:
        return
    check_kind(quantity, metric.kind, text, what, complaints)
    if quantity.kind is metric.kind is QuantityKind.CURRENCY and quantity.unit != metric.unit:
        complaints.at(
            text,
            f"{what} is in {quantity.unit}, metric `{metric.id}` in {metric.unit}: `{text.value}`",
            "make a metric for each currency",
        )
