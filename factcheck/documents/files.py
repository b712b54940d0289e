"""From a file on disk to its text."""

from __future__ import annotations

import re

from factcheck.errors import DraftError

_LINE_END = re.compile(r"\r\n|\r|\n")
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_OTHER_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


def read_bytes(path: str) -> bytes:
    """The bytes of the file at `path`. Raises DraftError where it can't be read."""
    from pathlib import Path

    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise DraftError(path, "no such file", "check the path") from None
    except IsADirectoryError:
        raise DraftError(path, "this is a folder, not a file", "name the files in it") from None
    except PermissionError:
        raise DraftError(path, "no permission to read it", "change its permissions") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DraftError(path, f"it can't be read ({reason})", "check the path") from None


def decode(content: bytes, path: str) -> str:
    """The text that UTF-8 bytes hold, without a byte-order mark. Raises DraftError for anything else."""
    for mark, name in _OTHER_MARKS.items():
        if content.startswith(mark):
            raise DraftError(path, f"it is written in {name}", "save it as UTF-8")
    at = content.find(b"\0")
    if at >= 0:
        line = content.count(b"\n", 0, at) + 1
        raise DraftError(path, f"line {line} holds a NUL byte, so it is no text", "name a text file")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        raise DraftError(path, f"line {line} is not UTF-8 (byte 0x{byte:02x})", "save it as UTF-8") from None


def tidy(text: str, path: str) -> str:
    """`text` fit for reading: no byte-order mark, no half of a surrogate pair. Raises DraftError for a NUL."""
    text = text.removeprefix("\ufeff")
    at = text.find("\0")
    if at >= 0:
        line = text.count("\n", 0, at) + 1
        raise DraftError(path, f"line {line} holds a NUL byte, so it is no text", "name a text file")
    return text if text.isascii() else _HALF_PAIR.sub("\ufffd", text)


def line_starts(text: str) -> tuple[int, ...]:
    """The offsets at which the lines of `text` begin; lines end at LF, CRLF or CR."""
    return (0, *(found.end() for found in _LINE_END.finditer(text)))


def lines_of(text: str) -> list[tuple[int, int]]:
    """Start and end of each line of `text`, line ends left out."""
    starts = line_starts(text)
    ends = [found.start() for found in _LINE_END.finditer(text)]
    return list(zip(starts, [*ends, len(text)], strict=True))
