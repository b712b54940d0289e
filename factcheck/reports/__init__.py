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
        "jsonl": "factcheck.reports.lines:lines",
        "sarif": "factcheck.reports.sarif:sarif",
        "github": "factcheck.reports.github:github",
        "gitlab": "factcheck.reports.gitlab:gitlab",
        "junit": "factcheck.reports.junit:junit",
        "rdjson": "factcheck.reports.rdjson:rdjson",
        "csv": "factcheck.reports.table:table",
        "markdown": "factcheck.reports.markdown:markdown",
        "html": "factcheck.reports.webpage:webpage",
        "claimreview": "factcheck.reports.claimreview:claimreview",
        "stubs": "factcheck.reports.stubs:stubs",
    }
)
"""Each format, and the module and function that make it; only the one that is asked for is loaded."""

FOR_TERMINALS = frozenset({"terminal", "concise"})
"""The formats that are written as a terminal can display them; the others are UTF-8 everywhere."""


def find_format(name: str) -> Format:
    """The format called `name`, a key of FORMATS."""
    from importlib import import_module

    module, function = FORMATS[name].split(":")
    found: Format = getattr(import_module(module), function)
    return found
