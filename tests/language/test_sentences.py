"""Sentence splitting: a bar between two sentences that must be parted, none where they must not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.language.sentences import split_sentences

PARTED = """
China spent $668B.|Profit fell.
The share was 15.3%.|40 percent were Chinese.
He is No. 1.|24 clusters are Chinese.
Dr. Lee et al. (2021) showed that it grew by 3.5%.|The U.S. leads in chips.
The lead of the U.S. Government is gone.|It was large.
I live in the U.S.|How about you?
It fell in 2024.|China filed more.
“The US leads.”|He left.
“China leads in 5G.|The US does not.”|Then he left.
She said "it works." and left.|"It does."
A rise of 15.3 percent on the year before.[^1]|That is not the same.[12]|It is so.¹|And so on.1|The end.
“China leads.”[3]|The US lags.
He said no.|China leads.
That is what they believe in.|China leads.
It is 5 ft. 3 in. tall, i.e. small.|See Fig. 3 and Eq. 4, vs. Fig. IV.
At 5 p.m. Eastern it ended.|Apple Inc. said so.
It has 156 (EU: 54).|(The US has 37.)
iPhone sales rose.|eBay fell!|Yahoo! was sold.
china leads in 5g.|the us leads in chips.
What?|No!|Really?!|Yes… and then some.
China leads; the US lags: see below.
GLM-5.2 and v. 2.0 came out on Sept. 30, about a m. ago.
More than 80% of the world's solar panels
J. R. R. Tolkien has a Ph.D.|She has none.
1. China leads.|2. The US leads.|3. Nobody leads.
See Vol. 3, p. 55, or ask Prof. Adams and Sen. Burr.
It rose from approx. 40 to est. 50.|It then fell.
"""

ROWS = [
    *(tuple(row.split("|")) for row in PARTED.strip().splitlines()),
    ("Well ... it was so...", "But no....", "She left."),
    ("a) China leads", "b) the US leads"),
    ("• China leads", "• the US leads"),
]


@pytest.mark.parametrize("sentences", ROWS, ids=lambda row: row[0][:40])
def test_sentences(sentences: tuple[str, ...]) -> None:
    text = " ".join(sentences)
    assert tuple(span.of(text) for span in split_sentences(text)) == sentences


@given(st.text(alphabet='aB1 .!?…"”’)[]^•¹$%-', max_size=120))
def test_every_visible_character_is_in_one_sentence(text: str) -> None:
    spans = split_sentences(text)
    covered = [offset for span in spans for offset in range(span.start, span.end)]
    assert covered == sorted(set(covered))
    assert {offset for offset, letter in enumerate(text) if not letter.isspace()} <= set(covered)
    for span in spans:
        assert span.of(text) == span.of(text).strip() != ""


@pytest.mark.parametrize("piece", ["a. ", "A. ", "! ", "U.S. X ", ".", ". ", "1. ", '."', "• ", "[^a]", "…"])
def test_repetition_is_read_to_its_end(piece: str) -> None:
    text = piece * 20_000
    assert sum(span.end - span.start for span in split_sentences(text)) <= len(text)
