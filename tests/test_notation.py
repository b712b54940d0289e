"""A figure in the notation of another."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.language.quantities import QuantityLexicon, read_quantities
from factcheck.notation import Rewriting, rewrite

LEXICON = QuantityLexicon.load()

WRITTEN = [
    ("It has 921K lakes.", "1600000", "It has 1.6M lakes."),
    ("It has 921k lakes.", "1600000", "It has 1.6m lakes."),
    ("It has 921K lakes.", "505000", "It has 505K lakes."),
    ("It has 921K lakes.", "700", "It has 700 lakes."),
    ("It has 3 million lakes.", "1600000", "It has 1.6 million lakes."),
    ("It has 3 million lakes.", "16000000", "It has 16 million lakes."),
    ("It has 3 million lakes.", "505000", "It has 505 thousand lakes."),
    ("It has 3 million lakes.", "1619268", "It has 1.62 million lakes."),
    ("It has 2.1 million lakes.", "1234000000", "It has 1.234 billion lakes."),
    ("It has 3-million lakes.", "1600000", "It has 1.6-million lakes."),
    ("It has 3\u00a0million lakes.", "1600000", "It has 1.6\u00a0million lakes."),
    ("It costs $3bn.", "1600000000", "It costs $1.6bn."),
    ("It costs $3bn.", "1600000", "It costs $1.6mn."),
    ("It is 25 per cent of them.", "40", "It is 40 per cent of them."),
    ("It is 25% of them.", "3.5", "It is 3.5% of them."),
    ("It is about 2,130 km long.", "1230", "It is about 1,230 km long."),
    ("It is 2130 km long.", "1230", "It is 1230 km long."),
    ("It is 213 km long.", "1230", "It is 1,230 km long."),
    ("It has 2,130,000 lakes.", "1619268", "It has 1,619,268 lakes."),
    ("It has 54 lakes.", "6", "It has 6 lakes."),
    ("A 9 per cent share.", "40", "A 40 per cent share."),
]
LEFT = [
    ("It has a quarter of them.", "40", "the figure is written in words"),
    ("It took five years.", "6", "the figure is written in words"),
    ("It has 3 to 4 million lakes.", "1600000", "the figure is not written as one number"),
    ("It took 5 years.", "1", "the words around it would no longer fit"),
    ("It has 1 lake.", "3", "the words around it would no longer fit"),
    ("It has a 9 per cent share.", "80", "the article before it would no longer fit"),
    ("It has an 11 per cent share.", "40", "the article before it would no longer fit"),
    ("It is 25% of them.", "100/3", "the right figure can't be written with few digits"),
    ("It is 25% of them.", "-3", "the figure is not written as one number"),
]


def put(text: str, right: str) -> str:
    """The text with its first quantity replaced, or why that can't be."""
    made = rewrite(text, read_quantities(text, LEXICON)[0], Fraction(right))
    return text[: made.span.start] + made.text + text[made.span.end :] if isinstance(made, Rewriting) else made


@pytest.mark.parametrize(("text", "right", "expected"), [*WRITTEN, *LEFT])
def test_notation(text: str, right: str, expected: str) -> None:
    assert put(text, right) == expected


FRAMES = ["It has {} lakes.", "It has {}K lakes.", "It has {} million lakes.", "It costs ${}bn.", "It is {}% of them."]


@given(st.sampled_from(FRAMES), st.integers(2, 999), st.integers(2, 9999), st.integers(0, 8))
def test_what_is_written_is_read_as_the_right_figure(frame: str, old: int, digits: int, zeros: int) -> None:
    right = Fraction(digits) * 10**zeros
    text = put(frame.format(old), str(right))
    (quantity,) = read_quantities(text, LEXICON)
    assert quantity.value == right


@given(st.sampled_from(FRAMES), st.integers(2, 999))
def test_the_figure_itself_changes_nothing(frame: str, old: int) -> None:
    text = frame.format(old)
    value = read_quantities(text, LEXICON)[0].value
    assert put(text, str(value)) == text
