"""`factcheck check`: files, folders and standard input."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import typer

from factcheck.cli import app
from factcheck.cli.options import with_options
from factcheck.cli.output import complain
from factcheck.cli.request import STDIN, Options, piped_in, standard_input
from factcheck.entry import FAILED
from factcheck.errors import DraftError, UsageError
from factcheck.model import Document

HELP = """
Examples:
  factcheck check article.md                  what needs attention in a draft
  factcheck check -v drafts/ notes.txt        every sentence of a folder of drafts and of a file
  cat notes.txt | factcheck check -           a draft from standard input
  factcheck check --format json article.md    everything, for programs

Checks files and folders. With - as path, or without a path and with something piped in, it reads standard input.
"""


def register(application: typer.Typer) -> None:
    """Add `check`."""
    app.add(application, "check", with_options(check, "[PATH]..."), "Check files, folders or standard input.", HELP)


def check(paths: Sequence[str], options: Options) -> int:
    """Check drafts and show the report. What can't be read is told, and the rest checked all the same."""
    options.report_format()
    named = _named(paths)
    session = options.session()
    failures: list[DraftError] = []
    status = options.show(session.report(_documents(named, options, failures)))
    for failure in failures:
        complain(str(failure))
    return FAILED if failures else status


def _named(paths: Sequence[str]) -> Sequence[str]:
    """The paths given, or standard input where something is piped in."""
    if paths:
        return tuple(dict.fromkeys(paths))
    if not piped_in():
        raise UsageError("nothing to check: name a file or folder, or pipe a draft in; see factcheck check --help")
    return (STDIN,)


def _documents(paths: Sequence[str], options: Options, failures: list[DraftError]) -> Iterator[Document]:
    """Read the drafts one after the other; those that can't be read are added to `failures`."""
    from factcheck.documents import load
    from factcheck.documents.walk import find_drafts

    for path in paths:
        try:
            if path == STDIN:
                yield standard_input(options)
                continue
            drafts = find_drafts(path)
        except DraftError as failure:
            failures.append(failure)
            continue
        for draft in drafts:
            try:
                yield load(draft, options.kind)
            except DraftError as failure:
                failures.append(failure)
