"""Options from what was given on the command line and, below it, what is configured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from factcheck.cli.options import CHECK_OPTIONS, OPTIONS, Option, Options, options_of
from factcheck.config import NOTHING, Configuration, Key, PathSettings, Setting, find, is_pair, read_file, read_pair
from factcheck.record import replace

_PATTERNS = frozenset({"include", "exclude"})
_PER_PATH = frozenset({"fail-on"})


def settled(values: Mapping[str, object]) -> Options:
    """The options of a call: what was given counts before what is configured, and that before the defaults.

    values: by the fields of `Options`; None, False and empty lists stand for what was not given.
    Raises ConfigurationError for a configuration that can't be used.
    """
    given = {field: value for field, value in values.items() if value not in (None, False, [])}
    configuration = configuration_of(given)
    if configuration is NOTHING:
        return options_of(given)
    laid = _by_field(configuration.settings.values())
    return options_of({**laid, "per_path": _left_of(configuration.per_path, given), **given})


def configuration_of(given: Mapping[str, object]) -> Configuration:
    """What is configured for a call: in the file that is found or named, and by `--config KEY=VALUE`."""
    named = given.get("config") or []
    assert isinstance(named, list)
    path = None if given.get("isolated") or not all(map(is_pair, named)) else find()
    if path is None and not named:
        return NOTHING
    keys = keys_of((*CHECK_OPTIONS, *OPTIONS))
    whole = NOTHING if path is None else read_file(path, keys)
    for text in (*(each for each in named if not is_pair(each)), *filter(is_pair, named)):
        whole = (read_pair if is_pair(text) else read_file)(text, keys).over(whole)
    return whole


def keys_of(options: Iterable[Option]) -> tuple[Key, ...]:
    """The keys of a configuration that stand for these options."""
    return tuple(
        Key(each.key, each.many, each.metavar is None, each.choices, each.paths, each.key in _PER_PATH)
        for each in options
        if each.key is not None
    )


def is_inverted(option: Option) -> bool:
    """True for a flag that says no where the key of a configuration says yes."""
    return option.metavar is None and f"--no-{option.key}" in option.names


def _left_of(tables: Iterable[PathSettings], given: Mapping[str, object]) -> tuple[PathSettings, ...]:
    """Settings of paths without those that the command line says for all."""
    said = {each.key for each in (*CHECK_OPTIONS, *OPTIONS) if each.field in given}
    kept = ((table, tuple(each for each in table.settings if each.key not in said)) for table in tables)
    return tuple(replace(table, settings=settings) for table, settings in kept)


def _by_field(settings: Iterable[Setting]) -> dict[str, object]:
    options = {each.key: each for each in (*CHECK_OPTIONS, *OPTIONS)}
    laid: dict[str, object] = {}
    for setting in settings:
        option = options[setting.key]
        laid[option.field] = not setting.value if is_inverted(option) else setting.value
        if setting.key in _PATTERNS:
            laid[f"{option.field}_from"] = setting.folder
    return laid
