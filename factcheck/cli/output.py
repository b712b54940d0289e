"""The only place that writes: results to standard output and the files named for them, all else to standard error."""

# Loaded by every look-up, where importing pathlib would cost as much as all the rest.
# ruff: noqa: PTH105, PTH108, PTH110, PTH113, PTH116

from __future__ import annotations

import os
import sys
from typing import TextIO

from factcheck.errors import FactcheckError, KnowledgeError, UsageError


def write(text: str, encoding: str | None = None) -> None:
    """Write a result as it stands, in UTF-8 or what the terminal can take; a reader that has left is no error."""
    stream = sys.stdout
    if stream is None:
        return
    try:
        _put(stream, text, encoding or stream.encoding or "utf-8")
    except BrokenPipeError:
        _forget(stream)


def save(file: str, text: str, what: str) -> None:
    """Write a file so that it is there whole or not at all; one that is no plain file is written to as it is.

    what: what asked for it, named in the UsageError that is raised where it can't be written.
    """
    content = text.encode("utf-8", "backslashreplace")
    target = os.path.realpath(file)
    try:
        if os.path.exists(target) and not os.path.isfile(target):
            _fill(os.open(target, os.O_WRONLY), content)
        else:
            _replace(target, content)
    except OSError as error:
        raise _not_written(what, error) from None


def append(file: str, text: str, what: str) -> None:
    """Add to the end of a file. Raises UsageError, which names `what` asked for it, where that can't be done."""
    try:
        _fill(os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666), text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise _not_written(what, error) from None


def _replace(target: str, content: bytes) -> None:
    beside = f"{target}.{os.getpid()}.part"
    try:
        # with the rights of what was there, and else those that the user gives new files
        rights = os.stat(target).st_mode & 0o777 if os.path.exists(target) else 0o666
        _fill(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, rights), content)
        os.replace(beside, target)
    except BaseException:
        if os.path.exists(beside):
            os.unlink(beside)
        raise


def _fill(descriptor: int, content: bytes) -> None:
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)


def _not_written(what: str, error: OSError) -> UsageError:
    return UsageError(f"{what}: it can't be written ({error.strerror}); name a file that can")


def complain(line: str) -> None:
    """Write one line to standard error."""
    from factcheck.reports.text import safe

    stream = sys.stderr
    if stream is None:
        return
    try:
        _put(stream, f"factcheck: {safe(line, needs_ascii(stream))}\n", stream.encoding or "utf-8")
    except BrokenPipeError:
        _forget(stream)


def complain_of(error: FactcheckError) -> None:
    """Tell an error, each problem of a knowledge base in a line of its own."""
    for told in error.problems if isinstance(error, KnowledgeError) else (error,):
        complain(str(told))


def _put(stream: TextIO, text: str, encoding: str) -> None:
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(text)
    else:
        stream.flush()
        buffer.write(text.encode(encoding, "backslashreplace"))
        buffer.flush()
    stream.flush()


def _forget(stream: TextIO) -> None:
    """Send what is left to nowhere, so that the interpreter doesn't complain of the closed pipe when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def on_terminal(stream: TextIO | None) -> bool:
    """True where a person reads or types there."""
    return stream is not None and not stream.closed and stream.isatty()


def is_plain() -> bool:
    """True where a screen reader reads, or somebody else for whom nothing is to be drawn or drawn anew."""
    return os.environ.get("ACCESSIBLE", "0") not in ("", "0")


def redraws() -> bool:
    """True where standard output is a screen that may be cleared."""
    return on_terminal(sys.stdout) and not is_plain() and os.environ.get("TERM") != "dumb"


def needs_ascii(stream: TextIO | None) -> bool:
    """True where a stream can't display the characters that well-set text has."""
    try:
        "“é…–”".encode((stream and stream.encoding) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def wants_color(wish: str) -> bool:
    """Whether to send colours: the option decides, then FORCE_COLOR and NO_COLOR, then what standard output is."""
    if wish != "auto":
        return wish == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return on_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"


def screen_width() -> int:
    """Columns of the terminal, or what COLUMNS says; 80 where there is neither."""
    wish = os.environ.get("COLUMNS", "")
    if wish.isascii() and wish.isdigit() and int(wish):
        return int(wish)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except (AttributeError, ValueError, OSError):
        return 80
