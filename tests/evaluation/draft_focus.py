"""Check which words are told to be refuted in the labelled drafts: `python -m tests.evaluation.draft_focus [FOLDER]`.

`draft_focus.jsonl` beside this file holds, for each contradicted claim in them, the refuted figure, name or relation
word and where it stands (`line` and `column` from 1). The drafts are read where they lie, `../shared/eval/drafts`
beside the checkout, or in the folder named. Prints what differs; the exit status is 1 where anything does, 2 where the
folder is not there.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GOLD = Path(__file__).with_suffix(".jsonl")
DEFAULT = Path(__file__).parents[3] / "shared" / "eval" / "drafts"

Place = tuple[str, int, int]
"""A draft, a line and a column."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Check which words are told to be refuted.")
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    folder = parser.parse_args().folder
    if not folder.is_dir():
        sys.stderr.write(f"{folder}: no such folder; this evaluation reads the labelled drafts where they lie\n")
        return 2
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    expected = {(row["draft"], row["line"], row["column"]): row["focus"] for row in rows}
    found = dict(_told(folder, sorted({row["draft"] for row in rows})))
    differing = [place for place in sorted(expected | found) if expected.get(place) != found.get(place)]
    for draft, line, column in differing:
        place = (draft, line, column)
        told = f"expected {expected.get(place)!r}, found {found.get(place)!r}"
        sys.stdout.write(f"{draft}:{line}:{column}: {told}\n")
    sys.stdout.write(f"{len(expected)} refuted words, {len(differing)} differ\n")
    return 1 if differing else 0


def _told(folder: Path, drafts: list[str]) -> Iterator[tuple[Place, str]]:
    command = [
        sys.executable, "-m", "factcheck", "check", "--format", "json", "--fail-on", "never", "--sources", "founding",
        *drafts,
    ]  # fmt: skip
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True, encoding="utf-8")
    for document in json.loads(done.stdout)["documents"]:
        for claim in _claims(document):
            if claim["focus"] is not None:
                focus = claim["focus"]
                yield (document["path"], focus["line"], focus["column"]), focus["text"]


def _claims(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for sentence in document["sentences"]:
        yield from sentence["claims"]


if __name__ == "__main__":
    sys.exit(main())
