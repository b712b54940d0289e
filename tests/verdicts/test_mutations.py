"""The labelled sentences changed mechanically, and their facts taken away: the verdicts follow."""

from __future__ import annotations

from functools import cache

import pytest

from tests.evaluation import leave_one_out
from tests.evaluation.mutations import BARS, MUTATIONS, Subject, rate, run, subjects
from tests.evaluation.sentences import Bench, labelled


@cache
def bench() -> Bench:
    return Bench.open()


@cache
def among() -> list[Subject]:
    return subjects(bench(), labelled())


def test_every_mutation_has_a_bar() -> None:
    assert BARS.keys() == MUTATIONS.keys()


@pytest.mark.parametrize("name", MUTATIONS)
def test_verdicts_follow_a_mutation(name: str) -> None:
    tried = run(name, among())
    wrong = [each.variant.text for each in tried if not each.right]
    assert len(tried) > 20
    assert rate(tried) >= BARS[name], wrong


def test_without_its_fact_a_sentence_is_unknown() -> None:
    results = leave_one_out.run(bench(), labelled())
    wrong = [each.sentence.text for each in results if not each.right]
    assert len(results) > 20
    assert leave_one_out.rate(results) >= leave_one_out.BAR, wrong
