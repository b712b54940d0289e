"""Check how drafts are cut into units: `python -m tests.evaluation.draft_units [FOLDER]`.

The folder holds drafts, `NN.gold.jsonl` beside each with `line`, `col` and `text` of its units, and
`traps.jsonl` with strings that no unit may hold. Prints what is missing, elsewhere or too much; the exit
status is 1 where there is anything, 2 where the folder is not there. Rows of tables are left out: each of
their cells is a unit.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factcheck.documents import load
from factcheck.model import Document

DEFAULT = Path(__file__).parents[3] / "shared" / "eval" / "drafts"


def main() -> int:
    parser = argparse.ArgumentParser(description="Check how drafts are cut into units.")
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    folder = parser.parse_args().folder
    if not folder.is_dir():
        sys.stderr.write(f"{folder}: no such folder; this evaluation reads the labelled drafts where they lie\n")
        return 2
    complaints = [*_misplaced(folder), *_traps(folder)]
    sys.stdout.writelines(f"{complaint}\n" for complaint in complaints)
    sys.stdout.write(f"{len(complaints)} complaints\n")
    return 1 if complaints else 0


def _misplaced(folder: Path) -> Iterator[str]:
    for gold in sorted(folder.glob("*.gold.jsonl")):
        rows = _rows(gold)
        document = load(str(folder / rows[0]["draft"]))
        units = {_place(document, unit.origins[0]): unit.text for unit in document.units}
        for row in rows:
            text = units.get((row["line"], row["col"]))
            if " | " not in row["text"] and text != row["text"]:
                yield f"{row['draft']}:{row['line']}:{row['col']}: expected {row['text']!r}, found {text!r}"


def _traps(folder: Path) -> Iterator[str]:
    for row in _rows(folder / "traps.jsonl"):
        for unit in load(str(folder / row["draft"])).units:
            if row["text"].lower() in unit.text.lower():
                yield f"{row['draft']}:{row['line']}:{row['col']}: judged: {row['text']!r}"


def _place(document: Document, offset: int) -> tuple[int, int]:
    position = document.position(offset)
    return position.line, position.column


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    sys.exit(main())
