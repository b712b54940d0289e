"""Compiled knowledge bases, so that a look-up needs no YAML.

In the user's cache folder; deleting it costs nothing but time. For each set of folders a small file tells what their
files looked like (sizes and times) and the hash of all that they hold; the compiled knowledge is a table named by that
hash, from which only the entries that are asked for are read. Where sizes and times are as they were the hash is taken
to be, else the files are read. What is broken or stale is made anew without a word, and where nothing can be written
the program works without.
"""

# This runs at every start: importing pathlib, tempfile or hashlib would cost as much as all the rest, and so do
# dataclasses, five times as slow to make as named tuples.
# ruff: noqa: PTH103, PTH105, PTH107, PTH116, PTH117, PTH118, PTH120, PTH123

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import factcheck
from factcheck.errors import Problem
from factcheck.knowledge.base import Index, KnowledgeBase, Rows
from factcheck.knowledge.codec import Json, pack, unpack_assertion, unpack_entity, unpack_metric, unpack_source
from factcheck.knowledge.files import FORMAT, KnowledgeFile, list_files, package_folder, read
from factcheck.knowledge.table import DamagedTableError, Table, write_table
from factcheck.model import SHIPPED

if TYPE_CHECKING:
    from typing import BinaryIO

    from factcheck.knowledge.readers import Readers

Builder = Callable[[KnowledgeBase], Mapping[str, Mapping[str, Json]]]
"""Makes tables that are stored beside the knowledge, by name; it may use the knowledge or not."""

_Find = Callable[[str], str | None]
"""Tells the row of a key, as JSON."""

_LAYOUT = 4
_UNPACKING: Mapping[str, Callable[[Any, Sequence[str]], Any]] = {
    "sources": unpack_source,
    "entities": unpack_entity,
    "metrics": unpack_metric,
    "assertions": unpack_assertion,
}
_KEPT_FILES = 16
_UNFINISHED = ".part"
# A file that changes within the clock's tick of being read keeps its times; within this, times prove nothing.
_SETTLED_NS = 2_000_000_000
# What a program that was killed has left half written is taken away after this time.
_ABANDONED_NS = 3_600_000_000_000


class Compiled(NamedTuple):
    """A knowledge base, and by part and name the tables that were made with it, all read as they are asked for."""

    knowledge: KnowledgeBase
    parts: Mapping[str, Mapping[str, Mapping[str, Json]]]


def compiled(
    folders: Sequence[str],
    parts: Mapping[str, Builder] | None = None,
    readers: Readers | None = None,
    cache: str | None = None,
) -> Compiled:
    """The knowledge base of these folders with these parts, from the cache where it is fresh.

    readers: as for `load_knowledge`, the same each time: what they read is kept.
    cache: the folder of the cache, by default `cache_folder()`; empty to go without.
    Whatever the package itself holds (code and data) counts as a source of the parts.
    Raises KnowledgeError as `load_knowledge` does.
    """
    wanted = dict(parts or {})
    inputs = _Inputs.of(folders)
    folder = cache_folder(os.environ) if cache is None else cache
    shelf = _Shelf(folder, folders, sorted(wanted)) if folder else None

    def make() -> _Find:
        return _made(folders, wanted, readers, inputs, shelf)

    if shelf is not None and (table := shelf.fresh(inputs)) is not None:
        try:
            return _opened(_Mending(table.get, make).find, wanted, inputs)
        # whatever is wrong with it, it can be made anew
        except (ValueError, TypeError, LookupError, AttributeError):
            pass
    return _opened(make(), wanted, inputs)


def _made(
    folders: Sequence[str],
    parts: Mapping[str, Builder],
    readers: Readers | None,
    inputs: _Inputs,
    shelf: _Shelf | None,
) -> _Find:
    """The rows of a knowledge base that is loaded from its files, put on the shelf where there is one."""
    from factcheck.knowledge.loader import load_knowledge

    written = time.time_ns()
    before = inputs.content()
    base = load_knowledge(folders, readers)
    rows = dict(_rows(base, parts, inputs))
    if shelf is not None and before is not None and before == inputs.content():
        shelf.put(_Seen(inputs.stamp, before, written), rows)
    return rows.get


class _Mending:
    """Rows from a table on disk; where that turns out to be damaged, from one that is made anew."""

    def __init__(self, find: _Find, make: Callable[[], _Find]) -> None:
        self._find, self._make = find, make

    def find(self, key: str) -> str | None:
        try:
            return self._find(key)
        except DamagedTableError:
            self._find = self._make()
            return self._find(key)


def cache_folder(environment: Mapping[str, str]) -> str | None:
    """Where compiled knowledge bases lie: FACTCHECK_CACHE_DIR, else `factcheck` in the user's cache folder.

    None where there is no home to put it in.
    """
    if environment.get("FACTCHECK_CACHE_DIR"):
        return environment["FACTCHECK_CACHE_DIR"]
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        parent = environment.get(variable, "")
        if os.path.isabs(parent):
            return os.path.join(parent, "factcheck")
    home = environment.get("HOME") or environment.get("USERPROFILE") or ""
    return os.path.join(home, ".cache", "factcheck") if os.path.isabs(home) else None


# --- what a compiled knowledge base is made from -------------------------------------------------


class _Inputs(NamedTuple):
    """The files it is made from: those of the knowledge base, and those of the program.

    stamp: their names, sizes and times. newest: the latest of those times, in nanoseconds.
    """

    knowledge: tuple[KnowledgeFile, ...]
    program: tuple[KnowledgeFile, ...]
    stamp: str
    newest: int

    @classmethod
    def of(cls, folders: Sequence[str]) -> _Inputs:
        """Raises KnowledgeError for folders that can't be used."""
        knowledge = tuple(file for files in list_files(folders) for file in files)
        program = tuple(_program_files())
        stamps: list[tuple[str, int, int, int]] = []
        for file in (*knowledge, *program):
            try:
                found = os.stat(file.path)
            except OSError:
                continue
            stamps.append((file.name, found.st_size, found.st_mtime_ns, found.st_ctime_ns))
        newest = max((max(mtime, ctime) for _, _, mtime, ctime in stamps), default=0)
        return cls(knowledge, program, repr(stamps), newest)

    def content(self) -> str | None:
        """The hash of all that the files hold; None where one can't be read."""
        import hashlib

        total = hashlib.sha256()
        for file in (*self.knowledge, *self.program):
            content = read(file)
            if isinstance(content, Problem):
                return None
            total.update(f"{file.name}\n{len(content)}\n".encode())
            total.update(content)
        return total.hexdigest()


def _program_files() -> Iterable[KnowledgeFile]:
    top = package_folder()
    for parent, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if name not in ("__pycache__", SHIPPED) and name[0] != ".")
        for name in sorted(names):
            if not name.startswith("."):
                path = os.path.join(parent, name)
                yield KnowledgeFile(path, path[len(top) :])


# --- the rows ------------------------------------------------------------------------------------


def _rows(base: KnowledgeBase, parts: Mapping[str, Builder], inputs: _Inputs) -> Iterator[tuple[str, str]]:
    """All rows of a knowledge base and its parts: those of each table, what keys it has, and what there is in all."""
    files = {file.path: number for number, file in enumerate(inputs.knowledge)}
    sizes: dict[str, int] = {}
    for name, table, packed in _tables(base, parts, files):
        sizes[name] = len(table)
        yield _key(name, ""), _dump(list(table))
        for key, value in table.items():
            yield _key(name, key), _dump(packed(value))
    yield _key("", ""), _dump([base.fingerprint, sizes])


def _tables(
    base: KnowledgeBase, parts: Mapping[str, Builder], files: Mapping[str, int]
) -> Iterator[tuple[str, Mapping[str, Any], Callable[[Any], Json]]]:
    """Each table with its name, and how its entries become JSON."""
    for name in _UNPACKING:
        yield name, getattr(base, name), lambda entry: pack(entry, files)
    for name in Index._fields:
        yield name, getattr(base.index, name), list
    for part, build in parts.items():
        for name, table in build(base).items():
            yield f"{part} {name}", table, lambda entry: entry


def _key(table: str, key: str) -> str:
    return f"{table}/{key}"


def _dump(value: Json) -> str:
    return json.dumps(value, separators=(",", ":"))


def _opened(find: _Find, parts: Iterable[str], inputs: _Inputs) -> Compiled:
    about = find(_key("", ""))
    if about is None:
        raise LookupError("a table without a description")
    fingerprint, sizes = json.loads(about)
    paths = [file.path for file in inputs.knowledge]

    def rows(table: str, made: Callable[[Any], Any] | None = None) -> Rows[Any]:
        def entry(key: str) -> Any:  # noqa: ANN401  (of whatever type the table has)
            text = find(_key(table, key))
            return None if text is None else made(json.loads(text)) if made else json.loads(text)

        return Rows(entry, lambda: json.loads(find(_key(table, "")) or "[]"), sizes[table])

    def entries(table: str) -> Rows[Any]:
        unpack = _UNPACKING[table]
        return rows(table, lambda row: unpack(row, paths))

    sources, known, metrics, assertions = map(entries, _UNPACKING)
    index = Index(*(rows(name, tuple) for name in Index._fields))
    base = KnowledgeBase(sources, known, metrics, assertions, fingerprint, index)
    named = [name.split(" ") for name in sizes if " " in name]
    return Compiled(base, {part: {name: rows(f"{of} {name}") for of, name in named if of == part} for part in parts})


# --- the files -----------------------------------------------------------------------------------


class _Seen(NamedTuple):
    """What the files of a knowledge base looked like when they were read, the hash of what they held, and when."""

    stamp: str
    content: str
    written: int


class _Shelf:
    """Where the compiled knowledge of some folders lies."""

    def __init__(self, folder: str, folders: Sequence[str], parts: Sequence[str]) -> None:
        places = [os.path.realpath(each) for each in folders]
        version = (factcheck.__version__, FORMAT, _LAYOUT)
        self._folder = folder
        self._parts = _short_hash(repr((version, parts)))
        self._path = os.path.join(folder, f"{_short_hash(repr((version, places)))}.seen")

    def fresh(self, inputs: _Inputs) -> Table | None:
        """The table of what the files hold now, None where there is none."""
        seen = self._seen()
        if seen is None or seen.stamp != inputs.stamp or inputs.newest >= seen.written - _SETTLED_NS:
            now = time.time_ns()
            content = inputs.content()
            if content is None:
                return None
            seen = _Seen(inputs.stamp, content, now)
            table = self._open(seen)
            if table is not None:
                self._note(seen)
            return table
        return self._open(seen)

    def put(self, seen: _Seen, rows: Mapping[str, str]) -> None:
        """Keep the rows, for as long as the files hold what they do."""
        if _write(self._table(seen), lambda stream: write_table(stream, rows.items())):
            self._note(seen)
            _prune(self._folder)

    def _open(self, seen: _Seen) -> Table | None:
        try:
            return Table(self._table(seen))
        except (OSError, DamagedTableError):
            return None

    def _table(self, seen: _Seen) -> str:
        return os.path.join(self._folder, f"{seen.content[:32]}{self._parts}.kb")

    def _seen(self) -> _Seen | None:
        try:
            with open(self._path, "rb") as stream:
                checksum, _, body = stream.read().partition(b"\n")
            return _Seen(*json.loads(body)) if checksum == b"%08x" % zlib.crc32(body) else None
        except (OSError, ValueError, TypeError):
            return None

    def _note(self, seen: _Seen) -> None:
        body = _dump(seen).encode()
        _write(self._path, lambda stream: stream.write(b"%08x\n" % zlib.crc32(body) + body))


def _short_hash(text: str) -> str:
    key = text.encode("utf-8", "surrogatepass")
    return f"{zlib.crc32(key):08x}{zlib.adler32(key):08x}"


def _write(path: str, fill: Callable[[BinaryIO], object]) -> bool:
    """Write a file that is there whole or not at all; False where that can't be done."""
    temporary = f"{path}.{os.urandom(6).hex()}{_UNFINISHED}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "xb") as stream:
            fill(stream)
        os.replace(temporary, path)
    except OSError:
        _remove(temporary)
        return False
    return True


def _prune(folder: str) -> None:
    """Take away all but the latest files, and what was left unfinished long ago."""
    try:
        files = sorted(os.scandir(folder), key=lambda each: -each.stat().st_mtime_ns)
        old = [each for ending in (".kb", ".seen") for each in _ending(files, ending)[_KEPT_FILES:]]
        long_ago = time.time_ns() - _ABANDONED_NS
        old += [each for each in _ending(files, _UNFINISHED) if each.stat().st_mtime_ns < long_ago]
    except OSError:
        return
    for entry in old:
        _remove(entry.path)


def _ending(files: Iterable[os.DirEntry[str]], ending: str) -> list[os.DirEntry[str]]:
    return [each for each in files if each.name.endswith(ending)]


def _remove(path: str) -> None:
    try:
        os.remove(path)
    except OSError:
        return
