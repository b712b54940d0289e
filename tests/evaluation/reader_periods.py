"""Score the reader of periods on another project's test data: `python -m tests.evaluation.reader_periods [FILE]`.

The file is read where it lies, `../shared/eval/peers/recognizers_periods.jsonl` beside the checkout, or what is named.
A row counts if all its periods are dated; it is right if the reader finds just these. Prints the share and each miss;
the exit status is 1 below the bar, 2 where the file is not there. Its conventions differ from ours, and are converted:

- A stretch there ends where its last part begins (2014-2018 ends on 1 January 2018); ours takes in the last part.
- A day there ends on itself; our ends are exclusive.
- Since, after, before and until leave an end open there; ours keep the stretch that is named, and the relation.
  "After" and "no later than" a day count from that day there.
- Ends of a stretch that are parts of a year ("from the middle of 2007") are points there, thirds of the year here.

Left out: rows that count from today, and those whose dates are "not resolved" there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from tests.evaluation.explained import Read, explain

DEFAULT = Path(__file__).parents[3] / "shared" / "eval" / "peers" / "recognizers_periods.jsonl"
BAR = 0.80

_TOLD_FROM_TODAY = ("tomorrow", "yesterday")
_UNRESOLVED = "not resolved"
_DAY = timedelta(1)
_MONTHS = 12


class Dates(NamedTuple):
    """What is compared: the first day and the day after the last, None where open."""

    start: date | None
    end: date | None


def periods(file: Path = DEFAULT) -> tuple[int, int, list[str]]:
    """How many rows are right, of how many, and a line for each miss; raises OSError where the file is not there."""
    rows = [row for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()) if _counts(row)]
    read = explain([row["text"] for row in rows])
    misses = [miss for row in rows if (miss := _miss(row, read[row["text"]]))]
    return len(rows) - len(misses), len(rows), misses


def main() -> int:
    parser = argparse.ArgumentParser(description="Score the reader of periods.")
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    file = parser.parse_args().file
    if not file.is_file():
        sys.stderr.write(f"{file}: no such file; this evaluation reads the data of other projects where they lie\n")
        return 2
    right, rows, misses = periods(file)
    sys.stdout.writelines(f"{miss}\n" for miss in misses)
    sys.stdout.write(f"{right} of {rows} rows right: {right / rows:.3f}\n")
    return 0 if right / rows >= BAR else 1


def _counts(row: Mapping[str, Any]) -> bool:
    periods = row["periods"]
    if any(word in row["text"] for word in _TOLD_FROM_TODAY):
        return False
    return not any(_UNRESOLVED in (each["from"], each["to"]) for each in periods)


def _miss(row: Mapping[str, Any], read: Read) -> str:
    """A line on what differs; empty where nothing does."""
    found, expected = read["periods"], row["periods"]
    if len(found) == len(expected) and all(map(_agrees, found, expected)):
        return ""
    told = ", ".join(f"{each['text']!r} {each['from']}..{each['to']} {each['relation']}" for each in found)
    wanted = ", ".join(f"{each['surface']!r} {each['from']}..{each['to']}" for each in expected)
    return f"{row['id']}: {row['text']!r}: found {told or 'nothing'}; expected {wanted}"


def _agrees(found: Read, expected: Mapping[str, Any]) -> bool:
    ours = _as_there(found)
    theirs = Dates(_day(expected["from"]), _day(expected["to"]))
    if ours.start != theirs.start or (ours.end is None) != (theirs.end is None):
        return False
    if ours.end is None or theirs.end is None or ours.end == theirs.end:
        return True
    if expected["kind"] == "date":
        return ours.end == theirs.end + _DAY
    return expected["timex"].startswith("(") and ours.end in _ends_of_last(theirs.end)


def _as_there(period: Read) -> Dates:
    start, end = date.fromisoformat(period["from"]), date.fromisoformat(period["to"])
    one_day = end - start == _DAY
    return {
        "in": Dates(start, end),
        "since": Dates(start, None),
        "after": Dates(start if one_day else end, None),
        "before": Dates(None, start),
        "by": Dates(None, start if one_day else end),
        "until": Dates(None, start if one_day else end),
    }[period["relation"]]


def _ends_of_last(start: date) -> Iterable[date]:
    """Where the day, month, quarter, half or year that begins here ends."""
    yield start + _DAY
    if start.day == 1:
        for months in (1, 3, 6, 12):
            count = start.year * _MONTHS + start.month - 1 + months
            yield date(count // _MONTHS, count % _MONTHS + 1, 1)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


if __name__ == "__main__":
    sys.exit(main())
