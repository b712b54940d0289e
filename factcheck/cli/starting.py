"""`factcheck init`: what a folder of drafts starts with; nothing that is there is changed."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.groups import add, signed
from factcheck.cli.output import needs_ascii, write
from factcheck.config import find_in
from factcheck.knowledge.files import list_files, package_folder
from factcheck.reports.text import safe

HELP = """
Examples:
  factcheck init               start in this folder
  factcheck init articles      start in another

Writes a configuration with comments, a folder of facts to put your own in, and the lines of the pre-commit hooks. What
is there already is left as it is.
"""

_CONFIGURATION = "factcheck.toml"
_FACTS = "facts"
_HOOKS = "pre-commit-config.yaml"
_HOOK = "id: factcheck"


def register(application: typer.Typer) -> None:
    """Add the command."""
    folder = inspect.Parameter(
        "folder",
        inspect.Parameter.KEYWORD_ONLY,
        default=".",
        annotation=Annotated[str, typer.Argument(metavar="[DIR]", show_default=False)],
    )
    add(application, "init", signed(_init, [folder]), "Write a configuration, a folder of facts and hooks.", HELP)


def _init(folder: str) -> int:
    place = Path(folder)
    if _is_filled(place / _FACTS):
        list_files([str(place / _FACTS)])  # a folder with something else in it is told before anything is written
    place.mkdir(parents=True, exist_ok=True)
    ascii_only = needs_ascii(sys.stdout)
    for line in (*_facts(place), *_configuration(place), *_hooks(place)):
        write(safe(line, ascii_only) + "\n")
    return 0


def _facts(place: Path) -> Iterator[str]:
    from factcheck.knowledge.schema import SCHEMA_FILE, schema_text

    facts = place / _FACTS
    if _is_filled(facts):
        yield f"{_shown(facts)} is there already"
        return
    starter = _starter(_FACTS)
    for file in sorted(starter.rglob("*.yaml")):
        _put(facts / file.relative_to(starter), file.read_text("utf-8"))
    _put(facts / SCHEMA_FILE, schema_text())
    yield f"{_shown(facts)}: two facts, to put your own in their place"


def _configuration(place: Path) -> Iterator[str]:
    there = find_in(str(place))
    if there is not None:
        in_use = f'"{_FACTS}"' in Path(there).read_text("utf-8", "replace")
        use = f'; knowledge = ["{_FACTS}"] in it puts the facts to use'
        yield f"{_shown(Path(there))} is there already{'' if in_use else use}"
        return
    _put(place / _CONFIGURATION, _starter(_CONFIGURATION).read_text("utf-8"))
    yield f"{_shown(place / _CONFIGURATION)}: the configuration, with a comment for each setting"


def _hooks(place: Path) -> Iterator[str]:
    hooks, lines = place / f".{_HOOKS}", _starter(_HOOKS).read_text("utf-8")
    if not hooks.exists():
        _put(hooks, lines)
        yield f"{_shown(hooks)}: two hooks; pre-commit install puts them to use"
    elif _HOOK in hooks.read_text("utf-8", "replace"):
        yield f"{_shown(hooks)} has a hook of ours already"
    else:
        yield f"{_shown(hooks)} is there already; for the hooks, add to its repos:"
        yield from lines.splitlines()[1:]


def _is_filled(folder: Path) -> bool:
    return folder.exists() and not (folder.is_dir() and not any(folder.iterdir()))


def _starter(name: str) -> Path:
    return Path(package_folder()) / "starter" / name


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _shown(path: Path) -> str:
    return path.as_posix() + ("/" if path.is_dir() else "")
