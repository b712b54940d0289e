"""Report formats: each is a pure function from a report and a view of it to text, in a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from factcheck.model import Report
from factcheck.reports.view import View

Format = Callable[[Report, View], str]

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "terminal": "factcheck.reports.terminal:terminal",
        "concise": "factcheck.reports.concise:concise",
        "json": "factcheck.reports.structured:structured",
        "html": "factcheck.reports.webpage:webpage",
        "stubs": "factcheck.reports.stubs:stubs",
    }
)
"""Each format, and the module and function that make it; only the one that is asked for is loaded."""


def find_format(name: str) -> Format:
    """The format called `name`, a key of FORMATS."""
    from importlib import import_module

    module, function = FORMATS[name].split(":")
    found: Format = getattr(import_module(module), function)
    return found
