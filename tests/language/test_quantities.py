"""Figures of sentences; the sentences are in `quantities.yaml`."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from factcheck.language.quantities import QuantityLexicon, read_quantities
from factcheck.model import Bound, Quantity, Span

LEXICON = QuantityLexicon.load()
CASES = [
    pytest.param(case, id=f"{group}-{case['text'][:40]}")
    for group, cases in yaml.safe_load(Path(__file__).with_name("quantities.yaml").read_text(encoding="utf-8")).items()
    for case in cases
]
SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
# kept as text, since a list of words a line each is hard to look over
WORDS = """more than about ~ > up to between and from - – to or $ US$ yuan % per cent points a an half third thirds
quarter two twenty one hundred thousand million 5 1,000 2024 1.6M 3/4 ½ years months year times twice x first No. # top
in out of every every + -plus or so of the 's . , ; ( ) [3] GPT-4 3:1 at least 10^6 dozen"""
HOSTILE = (
    "1,1", "1,", "one ", "1 ", "one million ", "half a ", "one hundred and ", "1-", "between 1 and ", "1 to ",
    "twenty-", "point one ", "1:1 ", "[1", "1/", "from 1 to ", "one in ", "$1 ", "more than 1 but ",
    "9", "½", "1. ", "10^9",
)  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_quantities(case: dict[str, Any]) -> None:
    assert [told(each) for each in read_quantities(case["text"], LEXICON)] == case["read"]


def told(quantity: Quantity) -> str:
    value = "" if quantity.value is None else f"{quantity.value} "
    bound = f"{quantity.bound.value} close" if quantity.close else quantity.bound.value
    unit = f" {quantity.unit}" if quantity.unit else ""
    kind = f"{quantity.kind.value}{unit}"
    return f"{quantity.text} = {value}{quantity.interval} {bound} {kind}, step {quantity.step}"


def spelt(number: int) -> str:
    """A whole number below a thousand trillions in English words."""
    for scale, name in SCALES:
        if number >= scale:
            rest = spelt_rest(number % scale)
            return f"{spelt(number // scale)} {name}{rest}"
    if number >= 100:
        return f"{SMALL[number // 100]} hundred{spelt_rest(number % 100)}"
    if number < len(SMALL):
        return SMALL[number]
    unit = f"-{SMALL[number % 10]}" if number % 10 else ""
    return f"{TENS[number // 10 - 2]}{unit}"


def spelt_rest(number: int) -> str:
    if not number:
        return ""
    return f" and {spelt(number)}" if number < 100 else f" {spelt(number)}"


@given(st.integers(2, 10**15 - 1))
def test_words_are_worth_their_digits(number: int) -> None:
    words, digits = (read_quantities(text, LEXICON) for text in (spelt(number), f"{number:,}"))
    assert [each.value for each in words] == [number]
    assert [each.value for each in digits] == [number]
    assert words[0].text == spelt(number)


@given(
    st.integers(1, 9999), st.sampled_from([("K", 1000), ("M", 10**6), ("B", 10**9), (" million", 10**6), ("bn", 10**9)])
)
def test_a_scale_stands_for_zeros(number: int, scale: tuple[str, int]) -> None:
    (short,) = read_quantities(f"{number}{scale[0]}", LEXICON)
    (long,) = read_quantities(f"{number * scale[1]:,}", LEXICON)
    assert (short.value, short.step, short.interval) == (long.value, long.step, long.interval)


@given(st.integers(2, 899), st.integers(1, 99), st.sampled_from(["{}-{}", "{} to {}", "between {} and {}", "{}–{}"]))
def test_ranges_run_upwards(low: int, more: int, form: str) -> None:
    (found,) = read_quantities(form.format(low, low + more), LEXICON)
    assert (found.interval.low, found.interval.high, found.bound) == (low, low + more, Bound.RANGE)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12), st.sampled_from([" ", ""]))
def test_spans_are_in_order_and_apart(words: list[str], blank: str) -> None:
    text = blank.join(words)
    end = 0
    for found in read_quantities(text, LEXICON):
        assert end <= found.span.start < found.span.end <= len(text)
        assert found.text == found.span.of(text) == found.text.strip()
        assert found.value is None or found.bound is not Bound.RANGE
        assert found.step > 0
        end = found.span.end


@given(st.lists(st.sampled_from(WORDS.split()), max_size=12), st.integers(0, 30), st.integers(1, 20))
def test_taken_spans_stay_free(words: list[str], start: int, length: int) -> None:
    taken = Span(start, start + length)
    assert not any(each.span.overlaps(taken) for each in read_quantities(" ".join(words), LEXICON, [taken]))


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    for found in read_quantities(text, LEXICON):
        assert found.text == text[found.span.start : found.span.end]


@pytest.mark.parametrize("bait", HOSTILE)
def test_bait_is_read_a_piece_at_a_time(bait: str) -> None:
    """What stands far behind changes nothing: no figure needs more than the pieces around it."""
    short, long = (read_quantities(bait * count, LEXICON) for count in (40, 400))
    sure = len(bait) * 20
    assert [each for each in short if each.span.end < sure] == [each for each in long if each.span.end < sure]


def test_taken_years_leave_the_rest() -> None:
    text = "From 2014 to 2023 some 38,000 came."
    assert [each.value for each in read_quantities(text, LEXICON, [Span(0, 17)])] == [Fraction(38000)]


def test_lexicon_as_plain_data() -> None:
    data = json.loads(json.dumps(LEXICON.to_data()))
    assert QuantityLexicon.from_data(data) == LEXICON
    assert QuantityLexicon.from_data(data).to_data() == LEXICON.to_data()
