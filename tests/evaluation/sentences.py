"""The labelled sentences of the tests, and a judge to put variants of them to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from factcheck.claims.reading import Reading, read
from factcheck.documents import single
from factcheck.knowledge.cache import compiled
from factcheck.model import Judgement, Verdict
from factcheck.pipeline import Judge, parts
from factcheck.session import knowledge_folders
from factcheck.settings import Settings
from tests.evaluation.score_sentences import FOUNDING, LABELLED

CASES = Path(__file__).parents[1] / "cases"
DECIDED = frozenset({Verdict.SUPPORTED, Verdict.CONTRADICTED})


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence and the verdict that it should have."""

    text: str
    label: Verdict


@dataclass(frozen=True, slots=True)
class Bench:
    """A judge for sentences that stand alone."""

    judge: Judge

    @classmethod
    def open(cls, *folders: str, default: bool = True, founding: bool = True) -> Bench:
        """A bench for the knowledge base of these folders.

        default: with what ships, or of that just what rests on the founding sources (`founding`).
        """
        opened = compiled(knowledge_folders(folders, default), parts())
        wanted = frozenset({FOUNDING} if default and founding else ())
        if wanted:
            opened = opened._replace(knowledge=opened.knowledge.restricted(wanted))
        return cls(Judge.of(opened, Settings(wanted)))

    def check(self, text: str) -> Judgement:
        """The judgement on one sentence."""
        (judgement,) = self.judge.check(single(text)).judgements
        return judgement

    def read(self, text: str) -> Reading:
        """What is mentioned in a sentence."""
        return read(text, self.judge.lexica, None)


def labelled(files: Iterable[Path] = ()) -> list[Labelled]:
    """The sentences of these files, of all labelled files and cases where none is named; each sentence once."""
    wanted = list(files) or [*sorted(LABELLED.glob("*.jsonl")), *sorted(CASES.glob("*.yaml"))]
    found = {each.text: each for path in wanted for each in _in_file(path)}
    return list(found.values())


def _in_file(path: Path) -> Iterator[Labelled]:
    text = path.read_text("utf-8")
    if path.suffix == ".jsonl":
        for row in map(json.loads, filter(None, text.splitlines())):
            yield Labelled(row["text"], Verdict(row["label"]))
        return
    rows: list[dict[str, Any]] = yaml.load(text, Loader=yaml.CBaseLoader)
    for row in rows:
        yield Labelled(row["sentence"], Verdict(row["verdict"]))
