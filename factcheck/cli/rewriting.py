"""What changes drafts: shows a diff first, then writes; nothing but what the diff shows is touched."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

from factcheck.cli.options import Options
from factcheck.cli.output import complain, needs_ascii, wants_color, write
from factcheck.documents import AUTO, PACKED_READERS, kind_for, read_document
from factcheck.documents.files import decode, read_bytes
from factcheck.documents.walk import find_drafts
from factcheck.errors import DraftError
from factcheck.model import Document
from factcheck.record import record
from factcheck.reports.text import safe

_MARK = b"\xef\xbb\xbf"
_STDIN = "-"
_COLORS = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}


@record
class Draft:
    """A draft that is a text: the name that is shown, its bytes, how it is read; `file` tells it from a pipe."""

    path: str
    content: bytes
    kind: str
    file: bool = True

    @property
    def text(self) -> str:
        """Its text without a byte-order mark."""
        return decode(self.content, self.path)

    def read(self, text: str) -> Document:
        """The document that such a draft is with another text."""
        return read_document(text, self.path, self.kind)


@record
class Changed:
    """What became of a draft: its new text, and what there is to tell of it."""

    text: str
    notes: tuple[str, ...] = ()


def text_drafts(paths: Sequence[str], options: Options, failures: list[DraftError]) -> Iterator[Draft]:
    """The drafts at these paths; what can't be read, or is no text, is added to `failures`."""
    for path, file in dict.fromkeys(_paths(paths, options, failures)):
        try:
            yield _draft(path, file, options)
        except DraftError as failure:
            failures.append(failure)


def _paths(paths: Sequence[str], options: Options, failures: list[DraftError]) -> Iterator[tuple[str, bool]]:
    for path in paths:
        if path == _STDIN:
            yield options.stdin_filename or "<stdin>", False
            continue
        found = find_drafts(path, options.include, options.exclude, options.include_from, options.exclude_from)
        failures += found.failures
        yield from ((draft, True) for draft in found.drafts)


def _draft(path: str, file: bool, options: Options) -> Draft:
    kind = kind_for(path) if options.kind == AUTO else options.kind
    if kind in PACKED_READERS:
        raise DraftError(path, f"a {kind} draft can't be changed here", "change it in its word processor")
    content = read_bytes(path) if file else b"" if sys.stdin is None else sys.stdin.buffer.read()
    return Draft(path, content, options.kind, file)


def put(draft: Draft, changed: Changed, options: Options, save: bool) -> bool:
    """Show what has changed in a draft, and write it where `save` asks for that; True where something has.

    What came from a pipe is written to standard output then, instead of the diff, whether it has changed or not.
    """
    old = draft.text
    if save and not draft.file:
        write(_MARK.decode() * draft.content.startswith(_MARK) + changed.text, "utf-8")
    elif changed.text != old:
        show_diff(draft.path, old, changed.text, options.color)
    for note in changed.notes:
        complain(note)
    if save and draft.file and changed.text != old:
        mark = _MARK if draft.content.startswith(_MARK) else b""
        Path(draft.path).write_bytes(mark + changed.text.encode())
    return changed.text != old


def show_diff(path: str, old: str, new: str, color: str, context: int = 2) -> None:
    """Show how two texts differ, as `git diff` does; what would act on a terminal is made harmless."""
    ascii_only, colored = needs_ascii(sys.stdout), wants_color(color)
    name = safe(path.removeprefix("/"), ascii_only)
    lines = unified_diff(_lines(old), _lines(new), f"a/{name}", f"b/{name}", n=context)
    write("".join(_shown(line, ascii_only, colored) for line in lines), None if ascii_only else "utf-8")


def _lines(text: str) -> list[str]:
    """The lines with their ends; only a line feed ends one, as it does for git and patch."""
    return [line + "\n" for line in text.split("\n")[:-1]] + [line for line in text.split("\n")[-1:] if line]


def _shown(line: str, ascii_only: bool, colored: bool) -> str:
    body = line.removesuffix("\n").removesuffix("\r")
    shown = "\t".join(safe(part, ascii_only) for part in body.split("\t"))
    start = _COLORS.get(line[:1], "") if colored else ""
    end = line[len(body) :] or "\n\\ No newline at end of file\n"
    return f"{start}{shown}{chr(27) + '[0m' if start else ''}{end}"


def counted(number: int, noun: str) -> str:
    """ "1 river", "2 rivers"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
