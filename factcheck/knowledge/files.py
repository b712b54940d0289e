"""The files of a knowledge base: which there are, what they hold, and what that hashes to."""

# Listed at every start, where importing pathlib would cost as much as all the rest.
# ruff: noqa: PTH100, PTH110, PTH112, PTH117, PTH118, PTH120, PTH123, PTH206, PTH208

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import factcheck
from factcheck.errors import KnowledgeError, Problem
from factcheck.model import SHIPPED

FORMAT = 1
"""The version of the format that this program reads."""

_FOLDERS = ("sources", "vocabulary", "assertions")
_ENDINGS = (".yaml", ".yml")


class KnowledgeFile(NamedTuple):
    """A YAML file: `path` to open and to show, `name` within its folder, parts set off by `/` everywhere."""

    path: str
    name: str


def package_folder() -> str:
    """Where the program lies."""
    return os.path.dirname(os.path.abspath(factcheck.__file__))


def shipped_folder() -> str:
    """The folder of the knowledge base that ships: in the package, or beside it in a checkout."""
    inside = os.path.join(package_folder(), SHIPPED)
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package_folder()), "knowledge")


def base_of(path: str) -> str:
    """Which knowledge base a file is of, by its path: `shipped`, or the folder as it was given."""
    for part in _FOLDERS:
        folder, found, _ = path.rpartition(f"/{part}/")
        if found:
            return base_name(folder)
    return path


def folder_of(path: str) -> str | None:
    """The knowledge base in which a YAML file lies, as a folder to open; None for a file of none.

    It is relative where the path is.
    """
    parts = os.path.abspath(path).split(os.sep)
    at = max((at for at, part in enumerate(parts[:-1]) if part in _FOLDERS), default=None)
    if at is None or not path.endswith(_ENDINGS):
        return None
    folder = os.sep.join(parts[:at]) or os.sep
    return folder if os.path.isabs(path) else os.path.relpath(folder)


def name_within(path: str) -> str:
    """The name of a file within its knowledge base, by its path."""
    for part in _FOLDERS:
        _, found, rest = path.rpartition(f"/{part}/")
        if found:
            return f"{part}/{rest}"
    return path


def base_name(folder: str) -> str:
    """The name of the knowledge base in a folder: `shipped`, or the folder as it was given, with `/`."""
    shown = join(folder, "")[:-1]
    return SHIPPED if shown == join(shipped_folder(), "")[:-1] else shown


def list_files(folders: Sequence[str]) -> tuple[tuple[KnowledgeFile, ...], ...]:
    """The files of each folder, those of `sources/` first, then by name.

    Raises KnowledgeError for folders that are missing, hold no YAML, or hold YAML where it would not be read.
    """
    problems: list[Problem] = []
    found = tuple(_list_folder(folder, problems) for folder in folders)
    if problems:
        raise KnowledgeError(problems)
    return found


def _list_folder(folder: str, problems: list[Problem]) -> tuple[KnowledgeFile, ...]:
    if not os.path.isdir(folder):
        what = "knowledge folder is a file" if os.path.exists(folder) else "knowledge folder not found"
        problems.append(Problem(folder, 0, 0, what, "name a folder that holds sources/, vocabulary/ and assertions/"))
        return ()
    found = [file for part in _FOLDERS for file in _walk(folder, part)]
    strays = [name for name in sorted(os.listdir(folder)) if _is_yaml(name)]
    mend = "move it to sources/, vocabulary/ or assertions/"
    problems += [Problem(join(folder, name), 0, 0, "a file that is not read here", mend) for name in strays]
    if not found and not strays:
        what = "no YAML files in sources/, vocabulary/ or assertions/"
        problems.append(Problem(folder, 0, 0, what, "is this the knowledge folder?"))
    return tuple(found)


def _walk(folder: str, part: str) -> list[KnowledgeFile]:
    names = []
    for parent, folders, files in os.walk(os.path.join(folder, part)):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = os.path.relpath(parent, folder).replace(os.sep, "/")
        names += [f"{inside}/{name}" for name in files if _is_yaml(name)]
    return [KnowledgeFile(join(folder, name), name) for name in sorted(names)]


def _is_yaml(name: str) -> bool:
    return name.endswith(_ENDINGS) and not name.startswith(".")


def join(folder: str, name: str) -> str:
    """The path of a file as messages show it: the folder as the user gave it, then `/`."""
    return f"{folder.replace(os.sep, '/').rstrip('/')}/{name}"


def read(file: KnowledgeFile) -> bytes | Problem:
    """The bytes of a file, or what keeps it from being read."""
    try:
        with open(file.path, "rb") as stream:
            return stream.read()
    except OSError as error:
        return Problem(file.path, 0, 0, f"can't be read: {error.strerror}", "see to the rights of the file")


def fingerprint(contents: Iterable[tuple[str, bytes]]) -> str:
    """The hash that names a knowledge base, of (name, content) of its files; the same wherever they lie.

    Line ends don't count, since git changes them from machine to machine.
    """
    import hashlib

    total = hashlib.sha256(f"format {FORMAT}\n".encode())
    for name, content in contents:
        text = content.replace(b"\r\n", b"\n")
        total.update(f"{name}\n{len(text)}\n".encode())
        total.update(text)
    return total.hexdigest()
