"""Another topic, same program: knowledge that has nothing to do with the one that ships, and sentences about it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from factcheck.documents import read_document
from factcheck.knowledge.lint import lint
from factcheck.knowledge.loader import load_knowledge
from factcheck.model import Judgement, Verdict
from factcheck.session import open_session
from factcheck.settings import Settings

HERE = Path(__file__).parent
TOPICS = sorted(path.stem for path in HERE.glob("*.jsonl"))
# The bar for every topic, the least that a topic has to offer, and the kinds that its sentences have to show.
MACRO_F1 = 0.95
ASSERTIONS = 40
SENTENCES = 120
LEAST_OF_A_LABEL = 35

Row = Mapping[str, str]


def rows_of(topic: str) -> list[Row]:
    lines = (HERE / f"{topic}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def judged(topic: str, rows: Sequence[Row]) -> list[Judgement]:
    """A judgement for each row, each sentence read by itself."""
    session = open_session([str(HERE / topic)], with_default=False, settings=Settings())
    document = read_document("".join(f"{row['text']}\n" for row in rows), topic, "lines")
    return list(session.check(document).judgements)


@pytest.fixture(scope="module", params=TOPICS)
def topic(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def results(topic: str) -> list[tuple[Row, Judgement]]:
    rows = rows_of(topic)
    return list(zip(rows, judged(topic, rows), strict=True))


def test_there_are_topics() -> None:
    assert TOPICS


def test_the_knowledge_is_clean(topic: str) -> None:
    knowledge = load_knowledge([str(HERE / topic)])
    assert lint(knowledge) == []
    assert len(knowledge.assertions) >= ASSERTIONS


def test_the_sentences_are_many_and_apart(topic: str) -> None:
    rows = rows_of(topic)
    labels = Counter(row["label"] for row in rows)
    assert len(rows) >= SENTENCES
    assert set(labels) == set(Verdict)
    assert min(labels.values()) >= LEAST_OF_A_LABEL
    assert len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == len(rows)


def test_sentences_are_judged_as_labelled(results: list[tuple[Row, Judgement]]) -> None:
    pairs = Counter((row["label"], judgement.verdict.value) for row, judgement in results)
    misses = [
        f"{row['id']} {row['kind']}: {row['text']} [{row['label']}, not {judgement.verdict}: {judgement.reason}]"
        for row, judgement in results
        if row["label"] != judgement.verdict
    ]
    assert macro_f1(pairs) >= MACRO_F1, "\n".join(misses)


def macro_f1(pairs: Mapping[tuple[str, str], int]) -> float:
    """The mean over the labels of their F1; `pairs` counts label and verdict."""
    scores = []
    for label in Verdict:
        labelled = sum(count for (wanted, _), count in pairs.items() if wanted == label)
        told = sum(count for (_, given), count in pairs.items() if given == label)
        scores.append(2 * pairs.get((label, label), 0) / (labelled + told))
    return sum(scores) / len(scores)


def test_what_is_decided_is_cited(results: list[tuple[Row, Judgement]]) -> None:
    uncited = [
        row["text"]
        for row, judgement in results
        for finding in judgement.findings
        if finding.verdict is not Verdict.UNKNOWN and not any(each.sources for each in finding.evidence)
    ]
    assert uncited == []
    assert all(judgement.findings for _, judgement in results if judgement.verdict is not Verdict.UNKNOWN)
