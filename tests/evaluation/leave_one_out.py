"""Take the facts away by which a sentence was judged, and it must become unknown:

    python -m tests.evaluation.leave_one_out [FILE…] [--misses]

Away goes every assertion that is cited, and every other that states the same: the same measure of the same subject and
period (any period, where the sentence names none); who leads the same field, where that decided; the same statement; or
whatever else makes the statement of a cited assertion supported.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from factcheck.knowledge.entries import Assertion, AssertionKind
from factcheck.language.english import stems_of
from factcheck.model import Judgement, Verdict
from factcheck.record import replace
from tests.evaluation.sentences import DECIDED, Bench, Labelled, labelled

BAR = 0.98
_PLACES = frozenset({AssertionKind.RELATION, AssertionKind.RANKING})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sentence, what was taken away, and the verdict without it."""

    sentence: Labelled
    gone: frozenset[str]
    judgement: Judgement

    @property
    def right(self) -> bool:
        """Whether nothing decides it any more."""
        return self.judgement.verdict is Verdict.UNKNOWN


def run(bench: Bench, sentences: Sequence[Labelled]) -> list[LeftOut]:
    """Every sentence that is labelled with and told a decided verdict, judged without the facts behind it."""
    return list(_run(bench, sentences))


def _run(bench: Bench, sentences: Sequence[Labelled]) -> Iterator[LeftOut]:
    for each in sentences:
        judgement = bench.check(each.text)
        if each.label not in DECIDED or judgement.verdict is not each.label:
            continue
        gone = _behind(bench, judgement, dated=bool(bench.read(each.text).periods))
        yield LeftOut(each, gone, without(bench, gone).check(each.text))


def without(bench: Bench, gone: frozenset[str]) -> Bench:
    """The same bench with these assertions unknown."""
    return Bench(replace(bench.judge, base=bench.judge.base.without(gone)))


def _behind(bench: Bench, judgement: Judgement, dated: bool) -> frozenset[str]:
    base = bench.judge.base
    decided = [finding for finding in judgement.findings if finding.verdict in DECIDED]
    cited = {item.assertion for finding in decided for item in finding.evidence}
    facts = [base.assertions[name] for name in cited]
    same = {each.id for each in base.assertions.values() if any(_states_same(each, fact, dated) for fact in facts)}
    gone = frozenset(cited | same)
    return gone.union(*(_otherwise(bench, fact.statement, gone) for fact in facts))


def _otherwise(bench: Bench, statement: str, gone: frozenset[str]) -> frozenset[str]:
    """What else supports a statement, one assertion after the other, until nothing does."""
    found: frozenset[str] = frozenset()
    while True:
        judgement = without(bench, gone | found).check(statement)
        if judgement.verdict is not Verdict.SUPPORTED:
            return found
        more = {item.assertion for finding in judgement.findings for item in finding.evidence}
        if not more - found:
            return found
        found |= more


def _states_same(one: Assertion, other: Assertion, dated: bool) -> bool:
    """Whether two assertions tell one fact, be it as figure, as rank or in words."""
    if one.metric is not None and one.metric == other.metric:
        places = one.kind in _PLACES and other.kind in _PLACES
        same_time = not dated or _years(one) == _years(other)
        return places or (one.subject == other.subject and same_time)
    return _told(one.statement) == _told(other.statement)


@cache
def _told(statement: str) -> frozenset[str]:
    return frozenset(stems_of(statement))


def _years(fact: Assertion) -> tuple[int, int] | None:
    return None if fact.period is None else (fact.period.start.year, fact.period.end.year)


def rate(results: Sequence[LeftOut]) -> float:
    """The share that became unknown; 1 where there are none."""
    return sum(each.right for each in results) / len(results) if results else 1.0


def main(arguments: Sequence[str]) -> int:
    """Print the rate; the status is 1 below the bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--knowledge", action="append", default=[], metavar="DIR")
    parser.add_argument("--no-default-knowledge", action="store_true")
    parser.add_argument("--misses", action="store_true", help="list the sentences that still have a verdict")
    wanted = parser.parse_args(arguments)
    results = run(Bench.open(*wanted.knowledge, default=not wanted.no_default_knowledge), labelled(wanted.files))
    right = sum(each.right for each in results)
    sys.stdout.write(f"leave one out: {right} of {len(results)} became unknown: {rate(results):.3f} (bar {BAR})\n")
    if wanted.misses:
        for each in results:
            if not each.right:
                sys.stdout.write(f"  still {each.judgement.verdict}: {each.sentence.text}\n")
                sys.stdout.write(f"      {each.judgement.reason}\n      without {', '.join(sorted(each.gone))}\n")
    return 0 if rate(results) >= BAR else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
