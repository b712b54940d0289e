"""`factcheck config`: what is configured, and where."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping

import typer

from factcheck.cli.configured import configuration_of, is_inverted
from factcheck.cli.groups import add, new_group, signed, typed
from factcheck.cli.options import CHECK_OPTIONS, OPTIONS, Option, Options
from factcheck.cli.output import needs_ascii, write
from factcheck.config import Configuration, Setting
from factcheck.reports.text import safe

HELP = """
Examples:
  factcheck config show                            each setting, and where its value comes from
  factcheck config show --config fail-on=never     the same, with a setting more

A configuration is factcheck.toml, .factcheck.toml or the table [tool.factcheck] of pyproject.toml, in the current
folder or the nearest one above that has one, up to the root of the repository.
"""

SHOW_HELP = """
Examples:
  factcheck config show
  factcheck config show --isolated

Prints each setting as it holds here, in TOML, and where its value comes from.
"""


def register(application: typer.Typer) -> None:
    """Add the group of commands."""
    group = new_group("config", HELP)
    options = [option for option in (*CHECK_OPTIONS, *OPTIONS) if option.key or option.field in ("config", "isolated")]
    add(group, "show", signed(_show, [typed(each) for each in options]), "Show each setting.", SHOW_HELP)
    application.add_typer(group, name="config", short_help="Show what is configured, and where.")


def _show(**values: object) -> int:
    given = {field: value for field, value in values.items() if value not in (None, False, [])}
    ascii_only = needs_ascii(sys.stdout)
    write("".join(safe(line, ascii_only) + "\n" for line in show_lines(given, configuration_of(given))))
    return 0


def show_lines(given: Mapping[str, object], configuration: Configuration) -> Iterator[str]:
    """Each setting as a line of TOML, with where its value comes from in a comment.

    given: the values that the command line has, by the fields of `Options`.
    """
    for option in sorted((*CHECK_OPTIONS, *OPTIONS), key=lambda each: each.key or ""):
        if option.key is not None:
            yield _line(option.key, *_value(option, option.key, given, configuration))
    for table in configuration.per_path:
        yield ""
        yield f"[per-path.{json.dumps(table.pattern, ensure_ascii=False)}]"
        yield from (_line(each.key, each.value, each.origin) for each in table.settings)


def _value(option: Option, key: str, given: Mapping[str, object], configuration: Configuration) -> tuple[object, str]:
    if option.field in given:
        value = given[option.field]
        return (not value if is_inverted(option) else value), "command line"
    setting: Setting | None = configuration.settings.get(key)
    if setting is not None:
        return setting.value, setting.origin
    default = getattr(Options(), option.field)
    return (not default if is_inverted(option) else default), "default"


def _line(key: str, value: object, origin: str) -> str:
    if value is None:
        return f"# {key} is not set"
    written = json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
    return f"{key} = {written}  # {origin}"
