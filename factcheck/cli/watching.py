"""`check --watch`: check again whenever a draft or the knowledge has changed, until it is interrupted.

Files are looked at by their times and sizes, which works on every file system, those of networks and containers too.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from factcheck.cli.options import Options
from factcheck.cli.output import complain, complain_of, on_terminal, redraws, write
from factcheck.cli.rewriting import counted
from factcheck.documents.walk import find_drafts
from factcheck.errors import FactcheckError, KnowledgeError, UsageError
from factcheck.knowledge.files import list_files
from factcheck.session import knowledge_folders

_PAUSE = 0.3
_CLEAR = "\x1b[H\x1b[2J"
_STDIN = "-"

State = Mapping[str, tuple[int, int] | None]
"""Time of change and size of each file that is watched; None for one that isn't there."""


def watch(name: Callable[[], Sequence[str]], options: Options, check: Callable[[], object]) -> int:
    """Call `check` now and after each change, until whoever reads its results has left; return the exit status, 0.

    name: gives the files and folders to watch. What goes wrong is told, and watching goes on; but for a call that
    can't work at all UsageError or ConfigurationError is raised.
    """
    _refuse_mixtures(name(), options)
    reader_left = _reader_left()
    seen: State | None = None
    while not reader_left():
        now = _state(name(), options)
        if now != seen:
            _check_again(check, seen, now)
            seen = now
            complain("waiting for a draft or the knowledge to change; Ctrl-C ends it")
        time.sleep(_PAUSE)
    return 0


def _refuse_mixtures(names: Sequence[str], options: Options) -> None:
    if _STDIN in names or options.files_from == _STDIN:
        raise UsageError("--watch needs files that can change: name a file or folder instead of standard input")
    for option, given in (("--fix", options.fix), ("--update-baseline", options.update_baseline)):
        if given:
            raise UsageError(f"--watch changes nothing while you write; leave {option} out")


def _check_again(check: Callable[[], object], before: State | None, now: State) -> None:
    if before is not None:
        if redraws():
            write(_CLEAR)
        _tell_changes([name for name in {**before, **now} if before.get(name) != now.get(name)])
    try:
        check()
    except FactcheckError as error:
        if before is None and not isinstance(error, KnowledgeError):
            raise
        complain_of(error)


def _tell_changes(changed: Sequence[str]) -> None:
    more = f" and {counted(len(changed) - 1, 'other file')}" if changed[1:] else ""
    complain(f"changed: {changed[0]}{more}")


def _state(names: Sequence[str], options: Options) -> State:
    """What is watched, as it is now; not what this command itself writes."""
    own = {os.path.realpath(file) for wish in options.format if (file := wish.partition("=")[2])}
    return {name: _stamp(name) for name in dict.fromkeys(_watched(names, options)) if os.path.realpath(name) not in own}


def _watched(names: Sequence[str], options: Options) -> Iterator[str]:
    for name in names:
        yield from find_drafts(
            name, options.include, options.exclude, options.include_from, options.exclude_from
        ).drafts
    yield from (file for file in (options.files_from, options.baseline) if file is not None)
    # where the folder itself is broken, checking tells it, and mending it brings its files back
    with suppress(KnowledgeError):
        folders = knowledge_folders(options.knowledge, not options.no_default_knowledge)
        yield from (file.path for folder in list_files(folders) for file in folder)


def _stamp(name: str) -> tuple[int, int] | None:
    try:
        found = Path(name).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _reader_left() -> Callable[[], bool]:
    """Tells whether a pipe that standard output is has nobody at its other end any more."""
    import select

    if sys.stdout is None or on_terminal(sys.stdout) or not hasattr(select, "poll"):
        return lambda: False
    poll = select.poll()
    # a copy, since writing into a closed pipe puts another file in its place
    poll.register(os.dup(sys.stdout.fileno()), 0)
    return lambda: any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0))
