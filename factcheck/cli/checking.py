"""`check`, `claim` and `explain`: read what is asked about, judge it, show the report."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from factcheck.cli.failing import failing_in, fails
from factcheck.cli.narrowing import narrowed, refuse_mixtures
from factcheck.cli.options import Options
from factcheck.cli.output import complain, on_terminal
from factcheck.cli.showing import Showing
from factcheck.errors import FAILED, FOUND, DraftError, UsageError
from factcheck.model import Document, Report
from factcheck.session import Session, open_session
from factcheck.settings import Settings

if TYPE_CHECKING:
    from factcheck.cli.places import Place

_STDIN = "-"
_STDIN_NAME = "<stdin>"


def check(paths: Sequence[str], options: Options) -> int:
    """Check drafts and show the report. What can't be read is told, and the rest checked all the same."""
    if options.watch:
        from factcheck.cli.watching import watch

        return watch(lambda: _named(paths, options.files_from), options, lambda: _check(paths, options))
    return _check(paths, options)


def _check(paths: Sequence[str], options: Options) -> int:
    refuse_mixtures(options)
    show = Showing(options)
    named = _named(paths, options.files_from)
    session = open_for(options)
    if options.fix or options.diff:
        from factcheck.cli.correcting import correct_drafts

        return correct_drafts(named, options, session)
    failures: list[DraftError] = []
    report = session.report(read_drafts(named, options, failures))
    _tell_idle_comments(report)
    failing = failing_in(options)
    report, stale = narrowed(report, options, failing)
    show(report)
    for failure in failures:
        complain(str(failure))
    found = (stale or fails(report, failing)) and not options.exit_zero
    return FAILED if failures else FOUND if found else 0


def _tell_idle_comments(report: Report) -> None:
    """Complain of each comment in a draft that silences nothing."""
    for checked in report.documents:
        for applied in checked.suppressions:
            if not applied.held:
                position = checked.document.position(applied.suppression.start)
                at = f"{checked.document.path}:{position.line}:{position.column}"
                said = applied.suppression.assertion
                what = "this comment silences nothing" if said is None else f"nothing here rests on `{said}`"
                complain(f"{at}: {what}; take the comment out")


def claim(words: Sequence[str], options: Options) -> int:
    """Show the verdict on a sentence."""
    return _look_up("claim", words, options, trace=False)


def explain(words: Sequence[str], options: Options) -> int:
    """Show what was read in a sentence, or in those at a place of a draft, and how its verdict comes about."""
    if len(words) == 1 and ":" in words[0]:
        from factcheck.cli.places import place_in

        if (place := place_in(words[0])) is not None:
            return _explain_at(place, options)
    return _look_up("explain", words, options, trace=True)


def _explain_at(place: Place, options: Options) -> int:
    from factcheck.cli.places import standing_at
    from factcheck.documents import load

    show = Showing(options, everything=True, trace=True)
    session = open_for(options, trace=True)
    checked = session.check(load(place.path, options.kind))
    return show(Report(session.knowledge, (standing_at(checked, place),)))


def _look_up(command: str, words: Sequence[str], options: Options, trace: bool) -> int:
    """Judge a sentence. It may come as several words, as it does where the quotation marks are forgotten."""
    from factcheck.documents import single

    sentence = " ".join(words)
    if not sentence.strip():
        raise UsageError(f'a sentence is missing: factcheck {command} "…"; see factcheck {command} --help')
    piped = sentence == _STDIN
    show = Showing(options, everything=True, trace=trace, lookup=not piped)
    session = open_for(options, trace)
    document = _standard_input(options) if piped else single(sentence)
    return show(session.report((document,)))


def open_for(options: Options, trace: bool = False) -> Session:
    """The knowledge base that the options ask for, open for checking."""
    from datetime import date

    try:
        day = None if options.as_of is None else date.fromisoformat(options.as_of)
    except ValueError:
        raise UsageError(f"--as-of {options.as_of}: not a day; write it like 2025-06-30") from None
    settings = Settings(frozenset(options.sources), day, trace)
    return open_session(options.knowledge, not options.no_default_knowledge, settings)


def _named(paths: Sequence[str], files_from: str | None) -> Sequence[str]:
    """The paths given or listed, or standard input where something is piped in. Raises DraftError, UsageError."""
    if "" in paths:
        raise UsageError("a path is empty; name a file or folder, or leave it out to read what is piped in")
    if files_from is not None:
        return tuple(dict.fromkeys((*paths, *_listed(files_from))))
    if paths:
        return tuple(dict.fromkeys(paths))
    if sys.stdin is None or on_terminal(sys.stdin):
        raise UsageError("nothing to check: name a file or folder, or pipe a draft in; see factcheck check --help")
    return (_STDIN,)


def _listed(file: str) -> Sequence[str]:
    """The paths that a file names, one a line or, as `find -print0` has them, one before each NUL."""
    from factcheck.documents.files import read_bytes

    content = (sys.stdin.buffer.read() if sys.stdin else b"") if file == _STDIN else read_bytes(file)
    text = content.decode("utf-8", "surrogateescape")
    return [path for path in (text.split("\0") if "\0" in text else text.splitlines()) if path.strip()]


def read_drafts(paths: Sequence[str], options: Options, failures: list[DraftError]) -> Iterator[Document]:
    """Read the drafts one after the other; those that can't be read are added to `failures`."""
    for read in _readings(paths, options, failures):
        try:
            yield read()
        except DraftError as failure:
            failures.append(failure)


def _readings(paths: Sequence[str], options: Options, failures: list[DraftError]) -> Iterator[Callable[[], Document]]:
    """What reads each draft, folders walked and each file once."""
    from functools import partial

    from factcheck.documents import load
    from factcheck.documents.walk import find_drafts

    seen: set[str] = set()
    for path in paths:
        if path == _STDIN:
            yield partial(_standard_input, options)
            continue
        found = find_drafts(path, options.include, options.exclude, options.include_from, options.exclude_from)
        failures += found.failures
        drafts = [draft for draft in found.drafts if draft not in seen]
        seen.update(drafts)
        yield from (partial(load, draft, options.kind) for draft in drafts)


def _standard_input(options: Options) -> Document:
    """The draft on standard input, an empty one where that is closed. Raises DraftError."""
    from factcheck.documents import read_document

    data = b"" if sys.stdin is None else sys.stdin.buffer.read()
    return read_document(data, options.stdin_filename or _STDIN_NAME, options.kind)
