"""`factcheck knowledge`: looking into the knowledge base, and keeping it true."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Annotated, get_args

import typer

from factcheck.cli import completing, knowledge_editing
from factcheck.cli.configured import settled
from factcheck.cli.groups import add, new_group, signed, typed
from factcheck.cli.options import CONFIG, ISOLATED, KNOWLEDGE, NO_DEFAULT, Options
from factcheck.cli.output import complain, needs_ascii, write
from factcheck.errors import FAILED, FOUND, DraftError, KnowledgeError, Problem, UsageError
from factcheck.knowledge.base import KnowledgeBase
from factcheck.reports.text import safe
from factcheck.session import knowledge_folders

HELP = """
Examples:
  factcheck knowledge search length     what is known about a word
  factcheck knowledge show ID           one entry, with its sources
  factcheck knowledge lint my-rivers    every fault of a knowledge base of your own

Everything about the knowledge base. Without --knowledge DIR it is the one that ships.
"""

LINT_HELP = """
Examples:
  factcheck knowledge lint              the knowledge base that ships
  factcheck knowledge lint my-rivers    a folder by itself
  factcheck knowledge lint --knowledge my-rivers     a folder together with what ships
  factcheck knowledge lint my-rivers/sources/atlas.yaml    as a hook does: what that file is part of

Lists every fault and everything doubtful, a line each: file, line, column, what is wrong, and the mend. The exit status
is 1 where there is any.
"""

LIST_HELP = """
Examples:
  factcheck knowledge list
  factcheck knowledge list --kind ranking
  factcheck knowledge list --topic rivers --knowledge examples/rivers/knowledge

Lists the assertions, a line each: id and statement. A topic is a file in assertions/.
"""

SHOW_HELP = """
Examples:
  factcheck knowledge show danube-length --knowledge examples/rivers/knowledge

Shows an assertion, a source, an entity or a metric in full.
"""

SEARCH_HELP = """
Examples:
  factcheck knowledge search length
  factcheck knowledge search danube --knowledge examples/rivers/knowledge

Finds entries by their words, the best first.
"""

STATS_HELP = """
Examples:
  factcheck knowledge stats
  factcheck knowledge stats --no-default-knowledge --knowledge examples/rivers/knowledge

Counts the entries of the knowledge base.
"""

STALE_HELP = """
Examples:
  factcheck knowledge stale --older-than 18m
  factcheck knowledge stale --older-than 2y --as-of 2026-01-01

Lists the assertions whose sources are older than that, the oldest first. Counted from today, or from --as-of.
"""

CONFLICTS_HELP = """
Examples:
  factcheck knowledge conflicts

Shows assertions that can't both be right, with their sources and the notes on why they differ.
"""

SOURCES_HELP = """
Examples:
  factcheck knowledge sources

Lists the sources with the assertions that rest on each; those that repeat one origin stand together.
"""

URLS_HELP = """
Examples:
  factcheck knowledge urls > urls.txt

Every web address in the knowledge base, one a line, for a checker of links.
"""

USES_HELP = """
Examples:
  factcheck knowledge uses danube-length articles/

Lists the sentences of drafts whose verdict rests on an assertion: path, line, column, verdict. The exit status is 1
where there is any.
"""

Words = list[str] | None


def register(application: typer.Typer) -> None:
    """Add the group `knowledge`."""
    group = new_group("knowledge", HELP)
    within = _parameter("paths", Words, typer.Argument(metavar="[PATH]...", show_default=False))
    entry = _parameter("name", str, typer.Argument(metavar="ID", show_default=False, autocompletion=completing.entries))
    name = _parameter(
        "name", str, typer.Argument(metavar="ID", show_default=False, autocompletion=completing.assertions)
    )
    words = _parameter("words", list[str], typer.Argument(metavar="WORDS", show_default=False))
    topics = _parameter(
        "topics",
        Words,
        typer.Option("--topic", metavar="NAME", help="Only this topic; repeatable.", autocompletion=completing.topics),
    )
    kinds = _parameter(
        "kinds",
        Words,
        typer.Option(
            "--kind", metavar="NAME", help="Only this kind; repeatable.", autocompletion=completing.kinds_of_assertions
        ),
    )
    add(group, "lint", _command(_lint, within), "List everything that is wrong or doubtful.", LINT_HELP)
    add(group, "list", _command(_list, topics, kinds), "List the assertions.", LIST_HELP)
    add(group, "show", _command(_show, entry), "Show one entry in full.", SHOW_HELP)
    add(group, "search", _command(_search, words), "Find entries by their words.", SEARCH_HELP)
    add(group, "stats", _command(_stats), "Count the entries.", STATS_HELP)
    older = _parameter("older", str, typer.Option("--older-than", metavar="AGE", help="As in 18m or 2y."), "18m")
    as_of = _parameter("as_of", str | None, typer.Option("--as-of", metavar="DATE", help="Counted from this day."))
    paths = _parameter("paths", list[str], typer.Argument(metavar="PATH...", show_default=False))
    add(group, "stale", _command(_stale, older, as_of), "List what rests on old sources.", STALE_HELP)
    add(group, "conflicts", _command(_conflicts), "Show what sources dispute.", CONFLICTS_HELP)
    add(group, "sources", _command(_sources), "List sources with what rests on them.", SOURCES_HELP)
    add(group, "urls", _command(_urls), "List every web address.", URLS_HELP)
    add(group, "uses", _command(_uses, name, paths), "List the sentences that rest on an assertion.", USES_HELP)
    knowledge_editing.register(group)
    application.add_typer(group, name="knowledge", short_help="Look into the knowledge base, and check it.")


def _command(run: Callable[..., int], *own: inspect.Parameter) -> Callable[..., int]:
    """A function for typer: the parameters of its own, and those that say which knowledge base."""
    shared = [typed(KNOWLEDGE), typed(NO_DEFAULT), typed(CONFIG), typed(ISOLATED)]

    def command(**values: object) -> int:
        options = settled({each.name: values.pop(each.name) for each in shared})
        return run(options, **values)

    return signed(command, [*own, *shared])


def _parameter(name: str, of: object, declared: object, default: object = inspect.Parameter.empty) -> inspect.Parameter:
    """A parameter as typer reads it; it may be left out where its type has None or there is a default."""
    if default is inspect.Parameter.empty and type(None) in get_args(of):
        default = None
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[of, declared])


def _lint(options: Options, paths: Words) -> int:
    from factcheck.knowledge.files import list_files

    stacks = _to_lint(options, paths or ())
    for together in stacks:
        list_files(together)
    problems = dict.fromkeys(str(problem) for together in stacks for problem in _problems(together))
    _write(problems)
    return FOUND if problems else 0


def _to_lint(options: Options, paths: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """The folders of each knowledge base to look through. A file stands for all that it is used together with."""
    if not paths:
        return (_folders(options),)
    folders = tuple(path for path in paths if not Path(path).is_file())
    used = {os.path.realpath(each) for each in options.knowledge}
    bases = dict.fromkeys(_folder_of(path) for path in paths if path not in folders)
    stacks = (_folders(options) if os.path.realpath(base) in used else (base,) for base in bases)
    return dict.fromkeys((*((folders,) if folders else ()), *stacks))


def _folder_of(file: str) -> str:
    from factcheck.knowledge.files import folder_of

    folder = folder_of(file)
    if folder is None:
        raise UsageError(f"{file}: no file of a knowledge base; name a folder, or a .yaml file in its assertions/")
    return folder


def _problems(folders: Sequence[str]) -> Sequence[Problem]:
    from factcheck.knowledge.lint import lint
    from factcheck.knowledge.loader import load_knowledge

    try:
        return lint(load_knowledge(folders))
    except KnowledgeError as error:
        return error.problems


def _list(options: Options, topics: Words, kinds: Words) -> int:
    from factcheck.knowledge.browse import list_lines, select

    _write(list_lines(select(_base(options), topics or (), kinds or ())))
    return 0


def _show(options: Options, name: str) -> int:
    from factcheck.knowledge.browse import show

    _write(show(_base(options), name))
    return 0


def _search(options: Options, words: list[str]) -> int:
    from factcheck.knowledge.browse import search, search_lines

    wanted = " ".join(words)
    if not wanted.strip():
        raise UsageError("the words to search for are empty; see factcheck knowledge search --help")
    hits = search(_base(options), wanted)
    if not hits:
        complain(f"nothing in the knowledge base has the words {wanted}; try others, or fewer")
    _write(search_lines(hits))
    return 0


def _stats(options: Options) -> int:
    from factcheck.knowledge.statistics import stats, stats_lines

    _write(stats_lines(stats(_base(options))))
    return 0


def _stale(options: Options, older: str, as_of: str | None) -> int:
    from datetime import date

    from factcheck.knowledge.upkeep import stale

    units = {"m": 1, "y": 12}
    number, unit = older[:-1], older[-1:]
    if not (number.isascii() and number.isdecimal() and unit in units):
        raise UsageError(f"--older-than {older}: not an age; write it like 18m or 2y")
    try:
        day = date.today() if as_of is None else date.fromisoformat(as_of)
    except ValueError:
        raise UsageError(f"--as-of {as_of}: not a day; write it like 2025-06-30") from None
    _write(stale(_base(options), int(number) * units[unit], day))
    return 0


def _conflicts(options: Options) -> int:
    from factcheck.knowledge.upkeep import conflicts

    _write(conflicts(_base(options)))
    return 0


def _sources(options: Options) -> int:
    from factcheck.knowledge.upkeep import sources

    _write(sources(_base(options)))
    return 0


def _urls(options: Options) -> int:
    from factcheck.knowledge.upkeep import urls

    _write(urls(_base(options)))
    return 0


def _uses(options: Options, name: str, paths: list[str]) -> int:
    from factcheck.cli.checking import read_drafts
    from factcheck.knowledge.browse import show
    from factcheck.session import open_session
    from factcheck.settings import Settings

    show(_base(options), name)  # an id that doesn't exist is told here
    session = open_session(options.knowledge, not options.no_default_knowledge, Settings())
    failures: list[DraftError] = []
    report = session.report(read_drafts(paths, options, failures))
    lines = [f"{place}: {judgement.verdict}: {judgement.unit.text}" for place, judgement in report.resting_on(name)]
    _write(lines)
    for failure in failures:
        complain(str(failure))
    return FAILED if failures else FOUND if lines else 0


def _base(options: Options) -> KnowledgeBase:
    from factcheck.knowledge.cache import compiled

    return compiled(_folders(options)).knowledge


def _folders(options: Options) -> tuple[str, ...]:
    return knowledge_folders(options.knowledge, not options.no_default_knowledge)


def _write(lines: Iterable[str]) -> None:
    """Write lines as they are, apart from what would act on a terminal."""
    ascii_only = needs_ascii(sys.stdout)
    write("".join(safe(line, ascii_only) + "\n" for line in lines))
