"""`factcheck knowledge`: lint, list, show, search and stats."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated

import typer

from factcheck.cli.groups import add, new_group, signed, typed
from factcheck.cli.options import KNOWLEDGE, NO_DEFAULT, Options, options_of
from factcheck.cli.output import complain, needs_ascii, write
from factcheck.errors import FOUND, KnowledgeError, Problem, UsageError
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

Words = list[str] | None


def register(application: typer.Typer) -> None:
    """Add the group `knowledge`."""
    group = new_group("knowledge", HELP)
    folders = _parameter("folders", Words, typer.Argument(metavar="[DIR]...", show_default=False))
    name = _parameter("name", str, typer.Argument(metavar="ID", show_default=False))
    words = _parameter("words", list[str], typer.Argument(metavar="WORDS", show_default=False))
    topics = _parameter("topics", Words, typer.Option("--topic", metavar="NAME", help="Only this topic; repeatable."))
    kinds = _parameter("kinds", Words, typer.Option("--kind", metavar="NAME", help="Only this kind; repeatable."))
    add(group, "lint", _command(_lint, folders), "List everything that is wrong or doubtful.", LINT_HELP)
    add(group, "list", _command(_list, topics, kinds), "List the assertions.", LIST_HELP)
    add(group, "show", _command(_show, name), "Show one entry in full.", SHOW_HELP)
    add(group, "search", _command(_search, words), "Find entries by their words.", SEARCH_HELP)
    add(group, "stats", _command(_stats), "Count the entries.", STATS_HELP)
    application.add_typer(group, name="knowledge", short_help="Look into the knowledge base, and check it.")


def _command(run: Callable[..., int], *own: inspect.Parameter) -> Callable[..., int]:
    """A function for typer: the parameters of its own, and those that say which knowledge base."""
    shared = [typed(KNOWLEDGE), typed(NO_DEFAULT)]

    def command(**values: object) -> int:
        options = options_of({each.name: values.pop(each.name) for each in shared})
        return run(options, **values)

    return signed(command, [*own, *shared])


def _parameter(name: str, of: object, declared: object) -> inspect.Parameter:
    """A parameter as typer reads it; it may be left out where its type has None."""
    default = None if of is Words else inspect.Parameter.empty
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[of, declared])


def _lint(options: Options, folders: Words) -> int:
    from factcheck.knowledge.files import list_files

    together = tuple(folders) if folders else _folders(options)
    list_files(together)
    problems = _problems(together)
    _write(map(str, problems))
    return FOUND if problems else 0


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
    from factcheck.knowledge.browse import stats, stats_lines

    _write(stats_lines(stats(_base(options))))
    return 0


def _base(options: Options) -> KnowledgeBase:
    from factcheck.knowledge.cache import compiled

    return compiled(_folders(options)).knowledge


def _folders(options: Options) -> tuple[str, ...]:
    return knowledge_folders(options.knowledge, not options.no_default_knowledge)


def _write(lines: Iterable[str]) -> None:
    """Write lines as they are, apart from what would act on a terminal."""
    ascii_only = needs_ascii(sys.stdout)
    write("".join(safe(line, ascii_only) + "\n" for line in lines))
