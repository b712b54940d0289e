"""Every draft in `drafts/` gives the units that the `.units` file beside it lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.documents import load
from tests.documents.rendering import render

DRAFTS = Path(__file__).parent / "drafts"
NAMES = sorted(path.name for path in DRAFTS.iterdir() if path.suffix != ".units" and not path.name.startswith("."))


@pytest.mark.parametrize("name", NAMES)
def test_units_of_a_draft(name: str) -> None:
    expected = (DRAFTS / f"{name}.units").read_text(encoding="utf-8")
    assert render(load(str(DRAFTS / name))) == expected


def test_no_list_of_units_is_left_over() -> None:
    listed = {path.name.removesuffix(".units") for path in DRAFTS.glob("*.units")}
    assert listed == set(NAMES)
