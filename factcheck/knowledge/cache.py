"""Compiled knowledge bases, so that a look-up needs no YAML.

One file for each set of folders, in the user's cache folder; deleting it costs nothing but time. It holds lines of
JSON, each entry a line, so that only the entries that are asked for are read. It is taken where the files it was made
from are as they were: by size and times, else by content. What is broken or stale is made anew without a word, and
where nothing can be written the program works without.
"""

# This runs at every start: importing pathlib, tempfile or hashlib would cost as much as all the rest, and so do
# dataclasses, five times as slow to make as named tuples.
# ruff: noqa: PTH103, PTH105, PTH107, PTH116, PTH117, PTH118, PTH120, PTH123

from __future__ import annotations

import json
import os
import time
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import factcheck
from factcheck.errors import Problem
from factcheck.knowledge.base import Index, KnowledgeBase, LazyEntries
from factcheck.knowledge.codec import Json, pack, unpack_assertion, unpack_entity, unpack_metric, unpack_source
from factcheck.knowledge.files import FORMAT, KnowledgeFile, list_files, package_folder, read
from factcheck.model import SHIPPED

if TYPE_CHECKING:
    from factcheck.knowledge.readers import Readers

Builder = Callable[[KnowledgeBase], Json]
"""Makes a part that is stored beside the knowledge; it may use the knowledge or not."""

_LAYOUT = 3
_SECTIONS = ("sources", "entities", "metrics", "assertions")
_KEPT_FILES = 16
# A file that changes within the clock's tick of being read keeps its times; within this, times prove nothing.
_SETTLED_NS = 2_000_000_000


class Compiled(NamedTuple):
    """A knowledge base, and by name the parts that were made with it, each decoded when it is first asked for."""

    knowledge: KnowledgeBase
    parts: Mapping[str, Json]


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
    path = os.path.join(folder, _file_name(folders, wanted)) if folder else None
    if path is not None and (stored := _load(path, inputs, wanted)) is not None:
        return stored
    from factcheck.knowledge.loader import load_knowledge

    written = time.time_ns()
    before = inputs.content()
    base = load_knowledge(folders, readers)
    built = {name: build(base) for name, build in wanted.items()}
    if path is not None and before is not None and before == inputs.content():
        _write(path, _Header(inputs.stamp, before, written), _encode(base, built, inputs))
    return Compiled(base, built)


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


# --- the file ------------------------------------------------------------------------------------


class _Header(NamedTuple):
    stamp: str
    content: str
    written: int


def _file_name(folders: Sequence[str], parts: Iterable[str]) -> str:
    places = [os.path.realpath(folder) for folder in folders]
    key = repr((factcheck.__version__, FORMAT, _LAYOUT, places, sorted(parts))).encode("utf-8", "surrogatepass")
    return f"{zlib.crc32(key):08x}{zlib.adler32(key):08x}.kb"


def _encode(base: KnowledgeBase, parts: Mapping[str, Json], inputs: _Inputs) -> list[str]:
    files = {file.path: number for number, file in enumerate(inputs.knowledge)}
    sections: dict[str, Mapping[str, object]] = {name: getattr(base, name) for name in _SECTIONS}
    index = {name: getattr(base.index, name) for name in Index._fields}
    contents = [base.fingerprint, index, {name: list(section) for name, section in sections.items()}, list(parts)]
    rows = [pack(entry, files) for section in sections.values() for entry in section.values()]
    return [_dump(each) for each in (contents, *rows, *parts.values())]


def _dump(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _write(path: str, header: _Header, lines: Iterable[str]) -> None:
    first = _dump([header.stamp, header.content, header.written])
    body = "\n".join((first, *lines)).encode()
    temporary = f"{path}.{os.urandom(6).hex()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "xb") as stream:
            stream.write(b"%08x\n" % zlib.crc32(body) + body)
        os.replace(temporary, path)
        _prune(os.path.dirname(path))
    except OSError:
        _remove(temporary)


def _prune(folder: str) -> None:
    files = [entry for entry in os.scandir(folder) if entry.name.endswith(".kb")]
    for entry in sorted(files, key=lambda each: each.stat().st_mtime_ns)[:-_KEPT_FILES]:
        _remove(entry.path)


def _remove(path: str) -> None:
    try:
        os.remove(path)
    except OSError:
        return


def _load(path: str, inputs: _Inputs, parts: Mapping[str, Builder]) -> Compiled | None:
    try:
        with open(path, "rb") as stream:
            checksum, _, body = stream.read().partition(b"\n")
        if checksum != b"%08x" % zlib.crc32(body):
            return None
        first, *lines = body.decode().split("\n")
        header = _Header(*json.loads(first))
        if not _is_fresh(header, inputs, path, lines):
            return None
        return _decode(lines, inputs, parts)
    # whatever is wrong with it, it can be made anew
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return None


def _is_fresh(header: _Header, inputs: _Inputs, path: str, lines: Sequence[str]) -> bool:
    if header.stamp == inputs.stamp and inputs.newest < header.written - _SETTLED_NS:
        return True
    now = time.time_ns()
    if header.content != inputs.content():
        return False
    _write(path, _Header(inputs.stamp, header.content, now), lines)
    return True


def _decode(lines: Sequence[str], inputs: _Inputs, parts: Mapping[str, Builder]) -> Compiled | None:
    fingerprint, index, sections, names = json.loads(lines[0])
    if set(names) != set(parts):
        return None
    paths = [file.path for file in inputs.knowledge]
    start = 1
    rows: list[dict[str, int]] = []
    for ids in (*(sections[section] for section in _SECTIONS), names):
        rows.append({name: start + offset for offset, name in enumerate(ids)})
        start += len(ids)
    if start != len(lines):
        return None
    sources, entities, metrics, assertions, others = rows
    base = KnowledgeBase(
        LazyEntries(sources, lambda name: unpack_source(json.loads(lines[sources[name]]), paths)),
        LazyEntries(entities, lambda name: unpack_entity(json.loads(lines[entities[name]]), paths)),
        LazyEntries(metrics, lambda name: unpack_metric(json.loads(lines[metrics[name]]), paths)),
        LazyEntries(assertions, lambda name: unpack_assertion(json.loads(lines[assertions[name]]), paths)),
        fingerprint,
        Index(*({key: tuple(ids) for key, ids in index[name].items()} for name in Index._fields)),
    )
    return Compiled(base, LazyEntries(others, lambda name: json.loads(lines[others[name]])))
