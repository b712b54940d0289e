"""Score the readers of figures and periods on other projects' test data: `python -m tests.evaluation.readers [FOLDER]`.

They are read as other programs see them, through `factcheck explain --format json`. The files are read where they lie,
`../shared/eval/peers` beside the checkout, or in the folder named; nothing of them
is copied here. Prints what was missed, the rows that are left out with the reason, and the figures. The exit status is
1 where a figure is below its bar, 2 where a file is not there.

How the figures of `recognizers_quantity.jsonl` are compared:

- Ages, temperatures and dimensions are left out, and so are places in an order.
- Rows of numbers: every figure that is no place in an order; both ends of a range count as numbers.
- Rows of money and per cents: figures of that kind. Cents and pence are hundredths of their money here.
- Rows of ranges: figures with a bound, and ranges; by both ends. Whether an end belongs to the range is not compared,
  since "20 to 30" ends before 30 there. What is "equal to" a figure is that figure here, and a range there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from tests.evaluation.explained import Read, explain
from tests.evaluation.reader_periods import periods

DEFAULT = Path(__file__).parents[3] / "shared" / "eval" / "peers"
BARS = {"figures": 0.90, "periods": 0.80, "number words": 1.0}
KINDS = ("number", "percent", "currency", "range")

# Rows that are read otherwise on purpose, by what they are about.
CONVENTIONS: Mapping[str, str] = {
    "digits of addresses, dates, telephone numbers and names are none": "number-1 number-143 number-144 number-189",
    "a number after a label names, it counts nothing (exercise, version)": "number-199 number-224",
    "“over” is a bound, not a fraction bar: “one over three”": (
        "number-111 number-112 number-113 number-114 number-115 number-116 number-117 number-118 number-119 number-120"
        " number-127 number-164"
    ),
    "all words before a denominator are its numerator: “one hundred thirty fifths”": (
        "number-102 number-107 number-108 number-109 number-110 number-126"
    ),
    "a dozen multiplies the whole number before it: “three hundred and two dozens”": "number-25",
    "“m” after digits is a million, “G” names a generation": "number-40 number-146 number-193",
    "“two millionth” is a place in an order": "number-227",
    "a minus stands right at its digits, else it is a dash": "number-32 number-41",
    "a per cent has its number before it, not “percent of 10”": "percent-9 percent-10 percent-11 percent-12",
    "“more than 2 in 5” bounds the share": "range-58",
    "“=>” and “=<” are bounds": "range-66 range-67",
    "places in an order have no ranges": "range-3 range-5",
    "a trailing “or more than” without a figure bounds nothing": "range-37 range-46",
    "“dollars” with a number behind “and” is two things": "currency-99 currency-101 currency-103",
}

_End = Fraction | None
_Value = tuple[_End, _End]
_HEDGES = ("exact", "about", "nearly")
_HUNDREDTHS = ("Cent", "Pence", "Penny")


def main() -> int:
    parser = argparse.ArgumentParser(description="Score the readers of figures and periods.")
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    folder = parser.parse_args().folder
    files = [folder / f"{name}.jsonl" for name in ("recognizers_quantity", "text2num", "recognizers_periods")]
    missing = [file for file in files if not file.is_file()]
    if missing:
        for file in missing:
            sys.stderr.write(f"{file}: no such file; this evaluation reads the data of other projects where they lie\n")
        return 2
    figures = {
        "figures": _figures(_rows(files[0])),
        "number words": _number_words(_rows(files[1])),
        "periods": _periods(files[2]),
    }
    sys.stdout.write("\n")
    for name, figure in figures.items():
        sys.stdout.write(f"{name}: {figure:.3f} (at least {BARS[name]})\n")
    return 0 if all(figure >= BARS[name] for name, figure in figures.items()) else 1


def _rows(file: Path) -> list[Mapping[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _periods(file: Path) -> float:
    right, rows, misses = periods(file)
    _tell(f"periods, {right} of {rows} fully dated rows right; missed", misses)
    return right / rows


# --- figures -------------------------------------------------------------------------------------


def _figures(rows: Sequence[Mapping[str, Any]]) -> float:
    """The F1 over all values, without the rows of `CONVENTIONS`; that with them is printed too."""
    left_out = {row: why for why, listed in CONVENTIONS.items() for row in listed.split()}
    every, counted = Counter[str](), Counter[str]()
    by_kind: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    misses = []
    found = explain([row["text"] for row in rows])
    for row in rows:
        if row["spec"] not in KINDS:
            continue
        told, read = list(_told(row)), list(_read(row, found[row["text"]]["quantities"]))
        right = _shared(told, read)
        score = Counter(right=right, told=len(told), read=len(read))
        every += score
        name = row["id"].removeprefix("rt-")
        if name in left_out:
            continue
        counted += score
        by_kind[row["spec"]] += score
        if not right == len(told) == len(read):
            misses.append(f"{name}: {row['text'].strip()[:110]} -> {', '.join(map(_shown, read)) or 'nothing'}")
    _tell("figures, missed", misses)
    _tell("figures, left out since we differ on purpose", [f"{why}: {listed}" for why, listed in CONVENTIONS.items()])
    for kind, score in by_kind.items():
        sys.stdout.write(f"figures, {kind}: F1 {_f1(score):.3f}\n")
    sys.stdout.write(f"figures, with the rows left out: F1 {_f1(every):.3f}\n")
    return _f1(counted)


def _told(row: Mapping[str, Any]) -> Iterator[_Value]:
    for each in row["quantities"]:
        if row["spec"] == "range":
            yield _number(each["low"]), _number(each["high"])
        elif each["value"] is not None:
            value = _number(each["value"])
            yield (value / 100 if value and each["unit"] in _HUNDREDTHS else value,) * 2


def _number(value: float | None) -> Fraction | None:
    return None if value is None else Fraction(str(value))


def _read(row: Mapping[str, Any], quantities: Sequence[Read]) -> Iterator[_Value]:
    if row["spec"] == "range":
        return ((_number(each["low"]), _number(each["high"])) for each in quantities if _is_bounded(each, row))
    wanted = _WANTED[row["spec"]]
    return (value for each in quantities if wanted(each) for value in _values(each))


def _is_bounded(quantity: Read, row: Mapping[str, Any]) -> bool:
    # "equal to 20" is a range there
    return quantity["bound"] not in _HEDGES or (_number(quantity["value"]),) * 2 in set(_told(row))


_WANTED: Mapping[str, Callable[[Read], bool]] = {
    "number": lambda quantity: quantity["kind"] != "ordinal",
    "percent": lambda quantity: quantity["kind"] == "percent",
    "currency": lambda quantity: quantity["kind"] == "currency",
}


def _values(quantity: Read) -> Iterator[_Value]:
    for end in ("low", "high") if quantity["value"] is None else ("value",):
        yield (_number(quantity[end]),) * 2


def _shared(told: Sequence[_Value], read: Sequence[_Value]) -> int:
    rest = list(read)
    for value in told:
        same = next((place for place, other in enumerate(rest) if _same(value, other)), None)
        if same is not None:
            del rest[same]
    return len(read) - len(rest)


def _same(one: _Value, other: _Value) -> bool:
    return all(_close(left, right) for left, right in zip(one, other, strict=True))


def _close(left: _End, right: _End) -> bool:
    # their values are printed with some fifteen digits
    if left is None or right is None:
        return left is right
    return abs(left - right) <= abs(left) / 10**9


def _shown(value: _Value) -> str:
    low, high = ("…" if end is None else f"{float(end):g}" for end in value)
    return low if low == high else f"{low} to {high}"


def _f1(score: Counter[str]) -> float:
    return 2 * score["right"] / (score["told"] + score["read"])


# --- number words --------------------------------------------------------------------------------


def _number_words(rows: Sequence[Mapping[str, Any]]) -> float:
    """The share of cardinals in words that are read whole and right."""
    right, misses, others = 0, [], []
    read = explain([row["text"] for row in rows])
    for row in rows:
        if row["fn"] != "text2num":
            others.append(row["id"])
            continue
        found = read[row["text"]]["quantities"]
        if [each["value"] for each in found] == [row["value"]] and found[0]["text"] == row["text"]:
            right += 1
        else:
            misses.append(f"{row['id']}: {row['text']} -> {[each['value'] for each in found]}")
    _tell("number words, missed", misses)
    _tell("number words, left out, for their gold is a text rewritten", [" ".join(others)])
    return right / (right + len(misses))


def _tell(title: str, lines: Iterable[str]) -> None:
    sys.stdout.write(f"{title}:\n")
    sys.stdout.writelines(f"  {line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
