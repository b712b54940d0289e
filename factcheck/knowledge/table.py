"""A table on disk from keys to texts, of which no more is read than what is asked for.

The rows lie in buckets, by a checksum of their keys. Each bucket has a checksum of its own, which takes its number in,
so that damage of any kind, be it to the directory of the buckets, is seen where it is met.

    magic, number of buckets, checksum of both
    directory: where each bucket begins, and the last ends
    buckets: checksum, then a line for each row: key TAB text
"""

# Loaded by every look-up, where importing pathlib would cost as much as all the rest.
# ruff: noqa: PTH123

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import BinaryIO
from zlib import crc32

_MAGIC = b"factcheck table 1\n\0\0\0\0\0\0"
_HEAD = struct.Struct(f"<{len(_MAGIC)}sQI")
_RANGE = struct.Struct("<QQ")
_WORD = 8
_SUM = struct.Struct("<I")
_ROWS_A_BUCKET = 2


class DamagedTableError(Exception):
    """A table is not as it was written."""


class Table:
    """A table that is open for reading."""

    def __init__(self, path: str) -> None:
        """Open the file at `path`. Raises OSError where it can't be read, DamagedTableError where it is no table."""
        with open(path, "rb") as stream:
            try:
                self._content = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError:
                raise DamagedTableError("it is empty") from None
        if len(self._content) < _HEAD.size:
            raise DamagedTableError("it is cut short")
        magic, self._buckets, checksum = _HEAD.unpack_from(self._content)
        if magic != _MAGIC or checksum != _of_head(self._buckets):
            raise DamagedTableError("it is no table")
        if _HEAD.size + (self._buckets + 1) * _WORD > len(self._content):
            raise DamagedTableError("it is cut short")

    def get(self, key: str) -> str | None:
        """The text of a key, None where the table has none. Raises DamagedTableError."""
        wanted = key.encode("utf-8", "surrogatepass")
        number = crc32(wanted) % self._buckets
        start, end = _RANGE.unpack_from(self._content, _HEAD.size + number * _WORD)
        content = self._content[start + _SUM.size : end]
        if self._content[start : start + _SUM.size] != _SUM.pack(crc32(content, number)):
            raise DamagedTableError(f"bucket {number} is damaged")
        for line in content.split(b"\n"):
            name, _, text = line.partition(b"\t")
            if name == wanted:
                return text.decode()
        return None


def write_table(stream: BinaryIO, rows: Iterable[tuple[str, str]]) -> None:
    """Write a table of these rows; keys are unique and, like the texts, without tabs and line feeds."""
    listed = [(key.encode("utf-8", "surrogatepass"), text) for key, text in rows]
    count = len(listed) // _ROWS_A_BUCKET + 1
    buckets: list[list[int]] = [[] for _ in range(count)]
    for at, (key, _) in enumerate(listed):
        buckets[crc32(key) % count].append(at)
    contents = [b"\n".join(_lines(listed, places)) for places in buckets]
    stream.write(_HEAD.pack(_MAGIC, count, _of_head(count)))
    start = _HEAD.size + (count + 1) * _WORD
    places = accumulate((_SUM.size + len(content) for content in contents), initial=start)
    stream.write(struct.pack(f"<{count + 1}Q", *places))
    for number, content in enumerate(contents):
        stream.write(_SUM.pack(crc32(content, number)) + content)


def _lines(listed: list[tuple[bytes, str]], places: Iterable[int]) -> Iterator[bytes]:
    for at in places:
        key, text = listed[at]
        yield key + b"\t" + text.encode()


def _of_head(buckets: int) -> int:
    return crc32(b"%s%d" % (_MAGIC, buckets))
