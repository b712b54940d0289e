"""Score the sentence splitter: `python -m tests.evaluation.sentence_splitting GOLD.jsonl [--min N]`.

Each line of the gold file has `text` and `sentences`. Prints what was parted otherwise and how many
texts were right; the exit status is 1 where that is below `--min`, 2 where the file is not there.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from factcheck.language.sentences import split_sentences

DEFAULT = Path(__file__).parents[3] / "shared" / "eval" / "peers" / "sentences_golden.jsonl"


def main() -> int:
    parser = argparse.ArgumentParser(description="Score the sentence splitter.")
    parser.add_argument("gold", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--min", type=int, default=46)
    options = parser.parse_args()
    if not options.gold.exists():
        sys.stderr.write(f"{options.gold}: no such file; this evaluation reads the gold file where it lies\n")
        return 2
    rows = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines()]
    right = 0
    for row in rows:
        got = [span.of(row["text"]) for span in split_sentences(row["text"])]
        right += got == row["sentences"]
        if got != row["sentences"]:
            sys.stdout.write(f"{row['id']}: {got}\n")
    sys.stdout.write(f"{right} of {len(rows)} right\n")
    return 0 if right >= options.min else 1


if __name__ == "__main__":
    sys.exit(main())
