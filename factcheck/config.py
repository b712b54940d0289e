"""Configuration: where its file is found, what it says, and every fault in it told with its place.

A file is `factcheck.toml`, `.factcheck.toml` or the table `[tool.factcheck]` of `pyproject.toml`. The nearest one
counts, alone: that of the current folder, else of the one above, up to the root of the repository or of the disk.
"""

# Looked for at every start, where importing pathlib and tomllib would cost as much as all the rest.
# ruff: noqa: PTH109, PTH110, PTH113, PTH118, PTH119, PTH120, PTH123

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence

from factcheck.errors import ConfigurationError
from factcheck.record import record

NAMES = ("factcheck.toml", ".factcheck.toml", "pyproject.toml")
"""The names that a configuration may have; of several in one folder the first counts."""

PER_PATH = "per-path"
"""The table of settings that hold for some paths."""

_PROJECT = "pyproject.toml"
_ROOT_MARK = ".git"
# Any way to write the table; it may stand in a file that has no such table, but not the other way round.
_HAS_TABLE = re.compile(rb"""tool["'\s]*\.["'\s]*factcheck|^\s*\[\s*["']?tool["']?\s*\]""", re.MULTILINE)
_NOT_A_PATH = re.compile(r"""[\w-]+(\.("[^"]*"|'[^']*'|[\w-]+))*\s*=""")


@record
class Key:
    """A key that a configuration may hold, named as the option.

    many: several words, flag: true or false, else one word; choices: the only words allowed, where there are any.
    path: its words are paths; per_path: it may hold for some paths only.
    """

    name: str
    many: bool = False
    flag: bool = False
    choices: tuple[str, ...] = ()
    path: bool = False
    per_path: bool = False


@record
class Setting:
    """The value of a key (a word, words, or true or false), and where it was written.

    folder: where the file is that it stands in, from which patterns start; "" is the current folder.
    """

    key: str
    value: str | bool | tuple[str, ...]
    origin: str
    folder: str = ""


@record
class PathSettings:
    """Settings for the paths that match a pattern, which is written as in a .gitignore and starts from `folder`."""

    pattern: str
    folder: str
    settings: tuple[Setting, ...]


@record
class Configuration:
    """What a configuration says: for all paths, by key, and for some, of which the last that matches counts."""

    settings: Mapping[str, Setting]
    per_path: tuple[PathSettings, ...] = ()

    def over(self, other: Configuration) -> Configuration:
        """Both, where this one counts if they differ."""
        return Configuration({**other.settings, **self.settings}, (*other.per_path, *self.per_path))


NOTHING = Configuration({})


def find() -> str | None:
    """The path of the configuration for the current folder, None where there is none."""
    try:
        here = os.getcwd()
    except OSError:
        return None
    folder = ""
    while True:
        if (path := find_in(folder)) is not None:
            return path
        above = os.path.dirname(here)
        if above == here or os.path.exists(os.path.join(folder, _ROOT_MARK)):
            return None
        here, folder = above, os.path.join(os.pardir, folder)


def find_in(folder: str) -> str | None:
    """The path of the configuration that lies in just this folder, None where there is none."""
    for name in NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path) and (name != _PROJECT or _has_table(path)):
            return path
    return None


def _has_table(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError:
        return False
    if not _HAS_TABLE.search(content):
        return False
    import tomllib

    try:
        tool = tomllib.loads(content.decode("utf-8-sig")).get("tool")
    except ValueError:
        # told by whoever asked for this file; a project that isn't ours has its own tools to complain
        return bool(re.search(rb"^\s*\[tool\.factcheck", content, re.MULTILINE))
    return isinstance(tool, dict) and "factcheck" in tool


def is_pair(text: str) -> bool:
    """True where what `--config` is given is KEY=VALUE, False where it is the name of a file."""
    return _NOT_A_PATH.match(text) is not None and not os.path.isfile(text)


def read_pair(text: str, keys: Sequence[Key]) -> Configuration:
    """What KEY=VALUE says; a value that TOML does not know is a word. Paths in it start from the current folder.

    Raises ConfigurationError.
    """
    import tomllib

    try:
        table = tomllib.loads(text)
    except ValueError:
        import json

        key, _, value = text.partition("=")
        try:
            table = tomllib.loads(f"{key} = {json.dumps(value.strip())}")
        except ValueError:
            raise ConfigurationError(f"--config {text}: not a setting; write it like fail-on=never") from None
    return _Reader("--config", "", "", keys).read(table)


def read_file(path: str, keys: Sequence[Key]) -> Configuration:
    """What the file at `path` says; paths in it start from its folder. Raises ConfigurationError."""
    import tomllib

    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8-sig")
    except OSError as error:
        raise ConfigurationError(f"{path}: it can't be read ({error.strerror}); check the path") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path}: it is not UTF-8; save it as UTF-8") from None
    try:
        table: object = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(_not_toml(path, text, str(error))) from None
    if os.path.basename(path) == _PROJECT:
        tool = table.get("tool") if isinstance(table, dict) else None
        table = tool.get("factcheck") if isinstance(tool, dict) else None
        if table is None:
            raise ConfigurationError(f"{path}: it has no table [tool.factcheck]; add one, or name another file")
    if not isinstance(table, dict):
        raise ConfigurationError(f"{path}: tool.factcheck is no table; write [tool.factcheck]")
    return _Reader(path, text, os.path.dirname(path), keys).read(table)


def _not_toml(path: str, text: str, said: str) -> str:
    found = re.search(r"\(at line (\d+), column (\d+)\)", said)
    place = f"{path}:{found[1]}:{found[2]}" if found else f"{path}:{text.count(chr(10)) + 1}"
    what = said.partition(" (at ")[0]
    return f"{place}: not TOML: {what[:1].lower()}{what[1:]}; mend that line"


class _Reader:
    """Reads the table of one place, and complains in its name."""

    def __init__(self, place: str, text: str, folder: str, keys: Sequence[Key]) -> None:
        self._place, self._text, self._folder = place, text, folder
        self._start = max(text.find("tool.factcheck"), 0) if os.path.basename(place) == _PROJECT else 0
        self._keys = {key.name: key for key in keys}

    def read(self, table: Mapping[str, object]) -> Configuration:
        """What the table says. Raises ConfigurationError."""
        general = {name: value for name, value in table.items() if name != PER_PATH}
        settings = {setting.key: setting for setting in self._settings(general, self._keys)}
        return Configuration(settings, tuple(self._of_paths(table.get(PER_PATH, {}))))

    def _of_paths(self, tables: object) -> Iterator[PathSettings]:
        if not isinstance(tables, dict):
            raise self._fault(PER_PATH, 'is no table; write [per-path."drafts/**"]')
        allowed = {name: key for name, key in self._keys.items() if key.per_path}
        for pattern, values in tables.items():
            if not isinstance(values, dict):
                raise self._fault(pattern, f'is no table; write [per-path."{pattern}"]')
            start, self._start = self._start, max(self._text.find(pattern), self._start)
            yield PathSettings(pattern, self._folder, tuple(self._settings(values, allowed, f"{PER_PATH} ")))
            self._start = start

    def _settings(self, table: Mapping[str, object], keys: Mapping[str, Key], where: str = "") -> Iterator[Setting]:
        for name, value in table.items():
            if name not in keys:
                raise self._fault(name, f"is no {where}setting; {_nearest(name, keys, where)}")
            origin = f"{self._place}:{line}" if (line := self._line(name)) else self._place
            yield Setting(name, self._value(keys[name], value), origin, self._folder)

    def _value(self, key: Key, value: object) -> str | bool | tuple[str, ...]:
        if key.flag:
            if not isinstance(value, bool):
                raise self._fault(key.name, f"is {_shown(value)}; it must be true or false")
            return value
        words = value if key.many and isinstance(value, list) else [value]
        return self._words(key, words) if key.many else self._words(key, words)[0]

    def _words(self, key: Key, values: Sequence[object]) -> tuple[str, ...]:
        from datetime import date, datetime

        words = [str(each) if isinstance(each, date) and not isinstance(each, datetime) else each for each in values]
        for word in words:
            if not isinstance(word, str) or not word:
                wanted = "a list of words" if key.many else "a word in quotation marks"
                raise self._fault(key.name, f"is {_shown(word)}; it must be {wanted}")
            if key.choices and word not in key.choices:
                raise self._fault(key.name, f"is {_shown(word)}; it is one of {', '.join(key.choices)}")
        return tuple(self._path(str(word)) if key.path else str(word) for word in words)

    def _path(self, word: str) -> str:
        joined = os.path.join(self._folder, word) if self._folder else word
        return os.path.normpath(joined).replace(os.sep, "/")

    def _fault(self, name: str, what: str) -> ConfigurationError:
        line = self._line(name)
        return ConfigurationError(f"{self._place}{f':{line}' if line else ''}: {name} {what}")

    def _line(self, name: str) -> int:
        """The line on which a key or the head of a table first stands; 0 where that isn't found."""
        key = re.escape(name)
        written = re.compile(
            rf"""^[ \t]*(?:\[[^\]\n]*{key}|(?:[\w."'*/-]+\.)?["']?{key}["']?[ \t]*[=.])""", re.MULTILINE
        )
        found = written.search(self._text, self._start)
        return self._text.count("\n", 0, found.start()) + 1 if found else 0


def _nearest(name: str, keys: Mapping[str, Key], where: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.replace("_", "-").lower(), [*keys, *([] if where else [PER_PATH])], 1, 0.7)
    return f"perhaps {near[0]} is meant" if near else f"there are {', '.join(sorted(keys))}"


def _shown(value: object) -> str:
    """A value of TOML as a person writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"“{value}”" if isinstance(value, str) else str(value)
