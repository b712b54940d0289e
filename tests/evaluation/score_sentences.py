"""Score the program on labelled sentences: python tests/evaluation/score_sentences.py [FILE…] [--misses].

A file holds one JSON object a line with `text`, `label` (supported, contradicted or unknown) and, if you like, `id` and
`kind`. Without a file, all in tests/evaluation/labelled are scored, each by itself and all together. Sentences stand
alone, as under `--as lines`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck.documents import single
from factcheck.model import Judgement, Verdict
from factcheck.session import Session, open_session
from factcheck.settings import Settings

LABELLED = Path(__file__).parent / "labelled"
FOUNDING = "founding"


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled sentence and what the program made of it."""

    id: str
    text: str
    shape: str
    label: Verdict
    judgement: Judgement

    @property
    def right(self) -> bool:
        """Whether the program gave the verdict of the label."""
        return self.judgement.verdict is self.label

    @property
    def cited(self) -> bool:
        """Whether every claim that is decided names a source."""
        decided = [finding for finding in self.judgement.findings if finding.verdict is not Verdict.UNKNOWN]
        return all(any(item.sources for item in finding.evidence) for finding in decided) and (
            bool(decided) or self.judgement.verdict is Verdict.UNKNOWN
        )


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one verdict, and how many sentences bear it as label."""

    precision: float
    recall: float
    labelled: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def judge(path: Path, session: Session) -> list[Row]:
    """Let the program judge every sentence of a file."""
    rows = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        given = json.loads(line)
        (judgement,) = session.check(single(given["text"])).judgements
        name = given.get("id") or f"{path.stem}:{number}"
        rows.append(Row(name, given["text"], given.get("kind") or "", Verdict(given["label"]), judgement))
    return rows


def score(rows: Sequence[Row], verdict: Verdict) -> Score:
    """How well the program finds `verdict`."""
    right = sum(row.right for row in rows if row.label is verdict)
    told = sum(row.judgement.verdict is verdict for row in rows)
    labelled = sum(row.label is verdict for row in rows)
    return Score(right / told if told else 0.0, right / labelled if labelled else 0.0, labelled)


def macro_f1(rows: Sequence[Row]) -> float:
    """The mean of the F1 of the three verdicts."""
    return sum(score(rows, verdict).f1 for verdict in Verdict) / len(Verdict)


def flips(rows: Iterable[Row]) -> list[Row]:
    """Supported sentences told contradicted, and the reverse."""
    decided = {Verdict.SUPPORTED, Verdict.CONTRADICTED}
    return [row for row in rows if {row.label, row.judgement.verdict} == decided]


def table(name: str, rows: Sequence[Row]) -> str:
    """The confusion, and precision, recall and F1 of each verdict."""
    told = Counter((row.label, row.judgement.verdict) for row in rows)
    lines = [f"{name}: {len(rows)} sentences"]
    for verdict in Verdict:
        found = score(rows, verdict)
        as_what = ", ".join(f"{other} {told[verdict, other]}" for other in Verdict)
        lines.append(
            f"  {verdict:12}  precision {found.precision:.3f}  recall {found.recall:.3f}  F1 {found.f1:.3f}"
            f"  of {found.labelled:4}, told as {as_what}"
        )
    uncited = sum(not row.cited for row in rows)
    accuracy = sum(row.right for row in rows) / len(rows) if rows else 0.0
    lines.append(
        f"  macro-F1 {macro_f1(rows):.3f}  accuracy {accuracy:.3f}  flipped {len(flips(rows))}  uncited {uncited}"
    )
    return "\n".join(lines)


def misses(rows: Iterable[Row]) -> str:
    """A line for every sentence with another verdict than its label."""
    return "\n".join(
        f"  {row.id}  {row.label} told {row.judgement.verdict}  ({row.shape})  {row.text}\n"
        f"      {row.judgement.kind}: {row.judgement.reason}"
        for row in rows
        if not row.right
    )


def main(arguments: Sequence[str]) -> int:
    """Print the scores; the status is 1 where a decided claim is uncited."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--misses", action="store_true", help="list the sentences with a wrong verdict")
    parser.add_argument("--knowledge", action="append", default=[], metavar="DIR")
    parser.add_argument("--no-default-knowledge", action="store_true")
    parser.add_argument("--sources", action="append", metavar="NAME", help=f"default: {FOUNDING}; all for every source")
    wanted = parser.parse_args(arguments)
    sources = frozenset(wanted.sources or (() if wanted.no_default_knowledge else (FOUNDING,))) - {"all"}
    session = open_session(wanted.knowledge, not wanted.no_default_knowledge, Settings(sources))
    together: list[Row] = []
    files = wanted.files or sorted(LABELLED.glob("*.jsonl"))
    for path in files:
        rows = judge(path, session)
        together += rows
        print(table(path.name, rows))  # noqa: T201
        if wanted.misses:
            print(misses(rows))  # noqa: T201
    if len(files) > 1:
        print(table("all", together))  # noqa: T201
    return int(not all(row.cited for row in together))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
