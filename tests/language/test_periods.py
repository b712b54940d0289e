"""Periods of sentences; the sentences are in `periods.yaml`."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factcheck.language.periods import PeriodLexicon, read_periods
from factcheck.model import Period, PeriodRelation

LEXICON = PeriodLexicon.load()
CASES = [
    pytest.param(case, id=f"{group}-{case['text'][:40]}")
    for group, cases in yaml.safe_load(Path(__file__).with_name("periods.yaml").read_text(encoding="utf-8")).items()
    for case in cases
]
PLAIN = st.dates(date(1900, 1, 1), date(2100, 12, 30))
WORDS = """in since by 2024 2018 1,024 early mid- the of March May 9 september to from between and – - Q3 first half
quarter last year ago three 's '23 FY 2020s fiscal / . , % twenty twenty-four"""
FORMS = ("{} to {}", "from {} to {}", "{}–{}", "between {} and {}")
HOSTILE = ("2024 ", "2024-", "2024/", "1,1", "of the ", "early ", "twenty ", "early the year ", "May 9 ", "20", "’23 ")


@pytest.mark.parametrize("case", CASES)
def test_periods(case: dict[str, Any]) -> None:
    assert [told(each) for each in read_periods(case["text"], LEXICON, case.get("now"))] == [
        (*expected[:3], expected[3] if len(expected) > 3 else "in") for expected in case["periods"]
    ]


def told(period: Period) -> tuple[str, date, date, str]:
    words = [period.relation.value] if period.relation is not PeriodRelation.IN or not period.part else []
    return period.text, period.start, period.end, " ".join([*words, *(["vague"] if period.part else [])])


@given(PLAIN)
def test_a_day_reads_the_same_in_every_spelling(day: date) -> None:
    spellings = (f"{day:%Y-%m-%d}", f"{day.day} {day:%B %Y}", f"{day:%B} {day.day}, {day.year}", f"{day:%d-%b-%Y}")
    for text in spellings:
        assert [(each.start, each.end) for each in read_periods(text, LEXICON, None)] == [(day, day + timedelta(1))]


@given(st.integers(1900, 2099), st.integers(1, 100), st.sampled_from(FORMS))
def test_ranges_take_in_both_ends(first: int, length: int, form: str) -> None:
    last = min(first + length, 2100)
    (period,) = read_periods(form.format(first, last), LEXICON, None)
    assert (period.start, period.end) == (date(first, 1, 1), date(last + 1, 1, 1))


@given(st.lists(st.sampled_from(WORDS.split()), max_size=30), st.none() | PLAIN)
def test_periods_are_in_order_and_of_the_text(pieces: list[str], today: date | None) -> None:
    text = " ".join(pieces)
    end = 0
    for period in read_periods(text, LEXICON, today):
        assert period.text == period.span.of(text)
        assert end <= period.span.start < period.span.end
        assert period.start < period.end
        end = period.span.end


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    for period in read_periods(text, LEXICON, date(2026, 3, 2)):
        assert period.text == period.span.of(text)


def test_nothing_is_told_from_now_without_a_day() -> None:
    for text in ("last year", "three years ago", "the past five years", "earlier this year", "from last year to today"):
        assert read_periods(text, LEXICON, None) == ()
        assert len(read_periods(text, LEXICON, date(2026, 3, 2))) == 1


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_line_is_read(piece: str) -> None:
    text = piece * 5_000
    assert len(read_periods(text, LEXICON, date(2026, 3, 2))) <= 5_000


def test_the_lexicon_goes_through_json() -> None:
    assert PeriodLexicon.from_data(json.loads(json.dumps(LEXICON.to_data()))) == LEXICON


def test_the_lexicon_has_a_number_for_each_month() -> None:
    assert sorted(set(LEXICON.months.values())) == list(range(1, 13))
    assert set(LEXICON.relations.values()) <= {each.value for each in PeriodRelation}
    assert set(LEXICON.relations_after.values()) <= {each.value for each in PeriodRelation}
