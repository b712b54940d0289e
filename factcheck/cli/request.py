"""What one call of `check`, `claim` or `explain` asks for, and how that opens the session and shows the report."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from factcheck.cli.output import can_show, on_terminal, screen_width, wants_color, write
from factcheck.entry import FOUND
from factcheck.errors import UsageError
from factcheck.model import Document, Report, Verdict
from factcheck.reports import FORMATS
from factcheck.reports.view import ATTENTION, EVERYTHING, View
from factcheck.session import Session, open_session
from factcheck.settings import Settings

STDIN = "-"
STDIN_NAME = "<stdin>"

_FAILING = {
    "contradicted": frozenset({Verdict.CONTRADICTED}),
    "unknown": frozenset({Verdict.CONTRADICTED, Verdict.UNKNOWN}),
    "never": frozenset[Verdict](),
}


@dataclass(frozen=True, slots=True)
class Options:
    """The options of one call, as they were given."""

    format: str | None = None
    kind: str = "auto"
    knowledge: tuple[str, ...] = ()
    with_default: bool = True
    sources: tuple[str, ...] = ()
    as_of: str | None = None
    stdin_filename: str | None = None
    fail_on: str = "contradicted"
    verbose: bool = False
    color: str = "auto"
    trace: bool = False
    lookup: bool = False

    def session(self) -> Session:
        """Open the knowledge base that the options name. Raises UsageError and KnowledgeError."""
        from datetime import date

        try:
            day = None if self.as_of is None else date.fromisoformat(self.as_of)
        except ValueError:
            raise UsageError(f"--as-of {self.as_of}: not a day; write it like 2025-06-30") from None
        settings = Settings(frozenset(self.sources), day, self.trace)
        return open_session(self.knowledge, self.with_default, settings)

    def report_format(self) -> Callable[[Report, View], str]:
        """The format that was asked for, or the one that suits where standard output goes. Raises UsageError."""
        name = self.format or ("terminal" if on_terminal(sys.stdout) else "concise")
        if name not in FORMATS:
            raise UsageError(f"--format {name}: no such format; there are {', '.join(FORMATS)}")
        return FORMATS[name]

    def view(self) -> View:
        """What the report shows, and what standard output can display."""
        listed = EVERYTHING if self.verbose or self.lookup else ATTENTION | _FAILING[self.fail_on]
        return View(
            verdicts=listed,
            trace=self.trace,
            lookup=self.lookup,
            width=screen_width(),
            color=wants_color(self.color),
            ascii=not can_show("“é…–中”"),
        )

    def show(self, report: Report) -> int:
        """Write the report and return the exit status that follows from it."""
        form = self.report_format()
        write(form(report, self.view()), "utf-8" if self.format == "json" else None)
        counts = report.counts()
        return FOUND if any(counts[verdict] for verdict in _FAILING[self.fail_on]) else 0


def standard_input(options: Options) -> Document:
    """The draft on standard input, an empty one where that is closed. Raises DraftError."""
    from factcheck.documents import read_document

    data = b"" if sys.stdin is None else sys.stdin.buffer.read()
    return read_document(data, options.stdin_filename or STDIN_NAME, options.kind)


def piped_in() -> bool:
    """True where standard input is there and not a person's keyboard."""
    return sys.stdin is not None and not on_terminal(sys.stdin)
