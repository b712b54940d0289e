"""Figures and periods of one sentence share it between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.language.periods import PeriodLexicon, read_periods
from factcheck.language.quantities import QuantityLexicon, read_quantities

FIGURES = QuantityLexicon.load()
PERIODS = PeriodLexicon.load()
WORDS = """in since by 2024 2018 2,024 921,000 1.6M more than about over from to between and – % $ March 9 three years
ago half of the first quarter half a million Q3 FY24 early twenty twenty-four one in seven 's top ten times"""
SHARED = {
    "China granted 921,000 patents in 2023, 15.3% more than in 2022.": (["921,000", "15.3%"], ["in 2023", "in 2022"]),
    "Between 2014 and 2023 more than 38,000 came": (["more than 38,000"], ["Between 2014 and 2023"]),
    "On 24 April 2026 it had 24 of the top 100": (["24", "top 100"], ["On 24 April 2026"]),
    "more than 2000 patents in 2000": (["more than 2000"], ["in 2000"]),
    "$2024 in 2024": (["$2024"], ["in 2024"]),
    "In the first half of 2025 half of them": (["half"], ["In the first half of 2025"]),
    "the third quarter of 2024 was a third higher": (["a third"], ["the third quarter of 2024"]),
    "twenty twenty-four saw twenty-four clusters": (["twenty-four"], ["twenty twenty-four"]),
    "from 1.6M in 2022 to 1.8M in 2023": (["1.6M", "1.8M"], ["in 2022", "in 2023"]),
    "the first nine months of 2025 and nine months": (["nine months"], ["the first nine months of 2025"]),
    "about 2018 it was about 2,018": (["about 2,018"], ["about 2018"]),
}


def read(text: str) -> tuple[list[str], list[str]]:
    periods = read_periods(text, PERIODS, None)
    figures = read_quantities(text, FIGURES, [each.span for each in periods])
    return [each.text for each in figures], [each.text for each in periods]


@pytest.mark.parametrize("text", SHARED)
def test_each_word_goes_to_one(text: str) -> None:
    assert read(text) == SHARED[text]


@given(st.lists(st.sampled_from(WORDS.split()), max_size=25))
def test_none_overlaps(words: list[str]) -> None:
    text = " ".join(words)
    periods = [each.span for each in read_periods(text, PERIODS, None)]
    for figure in read_quantities(text, FIGURES, periods):
        assert figure.text == figure.span.of(text)
        assert not any(map(figure.span.overlaps, periods))


@pytest.mark.parametrize("year", range(1900, 2101))
def test_a_bare_year_is_no_figure(year: int) -> None:
    assert read_quantities(f"It rose in {year}.", FIGURES) == ()
    assert len(read_periods(f"It rose in {year}.", PERIODS, None)) == 1
