"""Shows a report in the formats that were asked for, on standard output and in files."""

# Loaded by every look-up, where importing pathlib would cost as much as all the rest.
# ruff: noqa: PTH100, PTH109, PTH112, PTH120

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from factcheck.cli.failing import FAILING
from factcheck.cli.options import Options
from factcheck.cli.output import append, needs_ascii, on_terminal, save, screen_width, wants_color, write
from factcheck.documents import KINDS
from factcheck.errors import FOUND, UsageError
from factcheck.model import Report
from factcheck.record import record, replace
from factcheck.reports import FOR_TERMINALS, FORMATS, find_format
from factcheck.reports.view import ATTENTION, EVERYTHING, View

_PUBLISHED = "claimreview"
_WORKFLOW = "github"
_SUMMARY = "GITHUB_STEP_SUMMARY"


@record
class Output:
    """A format, and the file that takes it; None is standard output."""

    name: str
    make: Callable[[Report, View], str]
    file: str | None = None


class Showing:
    """Shows a report as the options ask for, and tells the exit status that follows from it.

    Made before anything is checked, so that a wrong format or kind, or a file in a folder that isn't there, is told at
    once: raises UsageError.
    """

    def __init__(self, options: Options, everything: bool = False, trace: bool = False, lookup: bool = False) -> None:
        self._outputs = outputs_of(("stubs",) if options.suggest else options.format)
        if options.kind not in KINDS:
            raise UsageError(f"--as {options.kind}: no such kind of draft; there are {', '.join(KINDS)}")
        if any(output.name == _PUBLISHED for output in self._outputs):
            _check_reviewer(options)
        self._failing = FAILING[options.fail_on]
        self._view = View(
            verdicts=EVERYTHING if options.verbose or everything else ATTENTION | self._failing,
            trace=trace,
            lookup=lookup,
            width=screen_width(),
            color=wants_color(options.color),
            ascii=needs_ascii(sys.stdout),
            root=_here(),
            reviewer=options.reviewer or "",
            review_url=options.review_url or "",
        )
        # a file is no terminal, whatever standard output is
        self._in_files = replace(self._view, color=options.color == "always", ascii=False, width=80)

    def __call__(self, report: Report) -> int:
        """Show the report in every format; raises UsageError where a file or a summary can't be written."""
        for output in self._outputs:
            if output.file is None:
                write(output.make(report, self._view), None if output.name in FOR_TERMINALS else "utf-8")
            else:
                save(output.file, output.make(report, self._in_files), f"--format {output.name}={output.file}")
            if output.name == _WORKFLOW:
                self._summarize(report)
        counts = report.counts()
        return FOUND if any(counts[verdict] for verdict in self._failing) else 0

    def _summarize(self, report: Report) -> None:
        """Add a summary to the file that GitHub Actions names for it."""
        file = os.environ.get(_SUMMARY)
        if file:
            from factcheck.reports.github import step_summary

            append(file, step_summary(report, self._in_files), _SUMMARY)


def outputs_of(wishes: Sequence[str]) -> tuple[Output, ...]:
    """What each `--format` asks for, NAME or NAME=FILE; without any, what suits standard output.

    Raises UsageError for a format that there isn't, two on standard output or in one file, and a folder that isn't
    there.
    """
    found = tuple(map(_output, wishes or ("terminal" if on_terminal(sys.stdout) else "concise",)))
    here = [output.name for output in found if output.file is None]
    if len(here) > 1:
        raise UsageError(
            f"--format {here[0]} and --format {here[1]} both go to standard output; "
            f"write one of them to a file: --format {here[1]}=FILE"
        )
    files = [os.path.abspath(output.file) for output in found if output.file is not None]
    twice = next((file for number, file in enumerate(files) if file in files[:number]), None)
    if twice is not None:
        raise UsageError(f"--format names the file {twice} twice; give each format a file of its own")
    return found


def _output(wish: str) -> Output:
    name, to_file, file = wish.partition("=")
    if name not in FORMATS:
        raise UsageError(f"--format {name}: no such format; there are {', '.join(FORMATS)}")
    if not to_file:
        return Output(name, find_format(name))
    if not file:
        raise UsageError(f"--format {wish}: the name of the file is missing; write --format {name}=FILE")
    if os.path.isdir(file):
        raise UsageError(f"--format {wish}: {file} is a folder; name a file in it")
    folder = os.path.dirname(file) or os.curdir
    if not os.path.isdir(folder):
        raise UsageError(f"--format {wish}: there is no folder {folder}; make it first")
    return Output(name, find_format(name), file)


def _check_reviewer(options: Options) -> None:
    if not options.reviewer or not options.review_url:
        raise UsageError(
            "--format claimreview needs somebody who answers for the review: give --reviewer NAME and --review-url URL"
        )
    if not options.review_url.startswith(("https://", "http://")) or not options.review_url.isprintable():
        raise UsageError(f"--review-url {options.review_url}: no web address; write it like https://example.org/review")


def _here() -> str:
    """The current folder, with `/`; "" where it is gone."""
    try:
        return os.getcwd().replace(os.sep, "/")
    except OSError:
        return ""
