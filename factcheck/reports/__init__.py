"""Report formats: each is a pure function from a report and a view of it to text, and one line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from factcheck.model import Report
from factcheck.reports.concise import concise
from factcheck.reports.structured import structured
from factcheck.reports.terminal import terminal
from factcheck.reports.view import View

Format = Callable[[Report, View], str]

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "terminal": terminal,
        "concise": concise,
        "json": structured,
    }
)
