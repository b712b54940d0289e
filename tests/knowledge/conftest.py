"""A reader of figures and periods that knows a handful of forms, so that loading is tested by itself."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest

from factcheck.interval import Interval
from factcheck.knowledge.readers import Readers
from factcheck.model import Period, Quantity, QuantityKind, Span

FORMS = (
    (re.compile(r"(?:over )?([\d,]+) ?%"), QuantityKind.PERCENT, "%"),
    (re.compile(r"\$([\d,]+)"), QuantityKind.CURRENCY, "USD"),
    (re.compile(r"([\d,]+) months"), QuantityKind.DURATION, "month"),
    (re.compile(r"([\d,]+) times"), QuantityKind.RATIO, None),
    (re.compile(r"(?:over )?(\d[\d,]*)"), QuantityKind.NUMBER, None),
    (re.compile(r"first()"), QuantityKind.ORDINAL, None),
)
YEAR = re.compile(r"(?:by )?(\d{4})")


def read_quantities(text: str) -> list[Quantity]:
    found: list[Quantity] = []
    for form, kind, unit in FORMS:
        for match in form.finditer(text):
            span = Span(*match.span())
            if not any(span.overlaps(each.span) for each in found):
                value = Fraction(match.group(1).replace(",", "") or 1)
                point = Interval.point(value)
                found.append(Quantity(span, match.group(), value, point, Fraction(1), kind=kind, unit=unit))
    return sorted(found, key=lambda each: each.span)


def read_periods(text: str) -> list[Period]:
    return [
        Period(Span(*match.span()), match.group(), date(int(match[1]), 1, 1), date(int(match[1]) + 1, 1, 1))
        for match in YEAR.finditer(text)
    ]


@pytest.fixture
def readers() -> Readers:
    return Readers(read_quantities, read_periods)
