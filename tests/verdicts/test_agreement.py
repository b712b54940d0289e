"""The one rule over sets, case by case in agreement.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from factcheck.language.quantities import QuantityLexicon, read_quantities
from factcheck.model import Quantity
from factcheck.verify.agreement import Agreement, Figure, compare, known
from factcheck.verify.derive import difference, ratio, total

TABLE = Path(__file__).with_name("agreement.yaml")
DERIVED = ("sum", "difference", "ratio")


@cache
def lexicon() -> QuantityLexicon:
    return QuantityLexicon.load()


def figure(text: str) -> Quantity:
    (found,) = read_quantities(text, lexicon())
    return found


def fact_of(row: dict[str, Any]) -> Figure | None:
    if "fact" in row:
        return known(figure(row["fact"]))
    (name,) = (each for each in DERIVED if each in row)
    parts = [known(figure(text)) for text in row[name]]
    if name == "sum":
        return total(parts)
    return difference(*parts) if name == "difference" else ratio(*parts)


def rows() -> Iterator[Any]:
    for part, listed in yaml.load(TABLE.read_text("utf-8"), Loader=yaml.BaseLoader).items():
        for row in listed:
            known_as = next(f"{each} {row[each]}" for each in ("fact", *DERIVED) if each in row)
            yield pytest.param(row, id=f"{part}: {row['claim']} for {known_as}")


@pytest.mark.parametrize("row", list(rows()))
def test_how_a_stated_figure_stands_to_a_known_one(row: dict[str, Any]) -> None:
    fact = fact_of(row)
    assert fact is not None
    answer = compare(figure(row["claim"]), fact)
    assert answer is Agreement(row["answer"])
