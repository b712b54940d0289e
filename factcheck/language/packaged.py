"""The data files of plain English that the package holds."""

# Loaded by every look-up, where importing pathlib would cost as much as all the rest.
# ruff: noqa: PTH100, PTH118, PTH120, PTH123

from __future__ import annotations

import os
from typing import Any

_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")


def path_of(name: str) -> str:
    """Where a data file lies."""
    return os.path.join(_FOLDER, name)


def read_text(name: str) -> str:
    """What a data file holds."""
    with open(path_of(name), encoding="utf-8") as stream:
        return stream.read()


def read_yaml(name: str) -> dict[str, Any]:
    """What a data file in YAML holds, every value as the text that is written there: `no` is a word."""
    import yaml

    loaded: dict[str, Any] = yaml.load(read_text(name), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return loaded
