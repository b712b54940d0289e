"""The commands as typer knows them: for help, completion, groups and calls that are not plain."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from factcheck.cli.groups import add, new_group, show_help_alone, signed, typed
from factcheck.cli.options import CHECK_OPTIONS, DIFF, OPTIONS, Option, Options, Settle, options_of
from factcheck.errors import UsageError

HELP = """
Examples:
  factcheck demo                        what it does, on a draft of four lines
  factcheck check article.md            a verdict with citations for each sentence
  factcheck claim "The Danube is 2,850 km long."     the verdict on one sentence
  factcheck knowledge search length     what the knowledge base holds
  cat notes.txt | factcheck check -     a draft from standard input

Checks drafts against a knowledge base of sourced assertions. It works offline, and the same input always gives the
same answer.

Exit status:
  0    nothing to complain of
  1    a verdict named by --fail-on was found, or lint found something
  2    the command could not do its work; standard error says why
  130  interrupted
"""

CHECK_HELP = """
Examples:
  factcheck check article.md                  what needs attention in a draft
  factcheck check -v drafts/ notes.txt        every sentence of a folder of drafts and of a file
  factcheck check --exclude 'old/' .          everything below this folder but folders called old
  cat notes.txt | factcheck check -           a draft from standard input
  factcheck check --format json article.md    everything, for programs
  factcheck check --watch article.md          again after each change, while you write

Checks files and folders. With - as path, or without a path and with something piped in, it reads standard input.
"""

CLAIM_HELP = """
Examples:
  factcheck claim "The Danube is 2,850 km long."
  factcheck claim --format json "The Danube is 2,850 km long."
  factcheck claim --knowledge examples/rivers/knowledge "The Danube is 2,850 km long."

Gives the verdict on one sentence, the reason and the sources. Where it can't decide, it tells what was missing and what
comes nearest in the knowledge base.
"""

EXPLAIN_HELP = """
Examples:
  factcheck explain "The Danube is 2,850 km long."
  factcheck explain --format json "The Danube is 2,850 km long."
  factcheck explain article.md:12                 the sentences on line 12 of a draft
  factcheck explain --as lines - < sentences.txt

Shows what was read in a sentence (figures, periods, names, measures) and every step that led to its verdict. A place in
a draft may be given as reports write it, DRAFT:LINE or DRAFT:LINE:COLUMN; its sentence is read with those around it.
"""

CITE_HELP = """
Examples:
  factcheck cite article.md            add a footnote with the source to each supported sentence that has none
  factcheck cite --diff article.md     only show what would be added

Writes to drafts in Markdown, HTML and LaTeX; shows the diff first, and touches nothing else. A draft from standard
input goes to standard output.
"""

_CITE = [DIFF, *(each for each in CHECK_OPTIONS if each.field in ("include", "exclude"))]
SCHEMA_HELP = """
Examples:
  factcheck schema > report.schema.json

Prints the JSON Schema (2020-12) of what --format json writes. A sentence in it is also a line of --format jsonl, which
has the path of its draft besides.
"""

Run = Callable[[Sequence[str], Options], int]


def new_application(check: Run, claim: Run, explain: Run, settle: Settle = options_of) -> typer.Typer:
    """The whole application with its help; `settle` makes options of the values that were given."""
    from factcheck.cli import completion, demo, knowledge, settings, starting
    from factcheck.cli.citing import cite_drafts

    application = new_group("factcheck", HELP, _top)
    add(
        application,
        "check",
        _with_options(check, settle, "[PATH]...", CHECK_OPTIONS),
        "Check files, folders or standard input.",
        CHECK_HELP,
    )
    add(application, "claim", _with_options(claim, settle, "SENTENCE"), "Look one sentence up.", CLAIM_HELP)
    add(
        application,
        "explain",
        _with_options(explain, settle, "SENTENCE|DRAFT:LINE"),
        "Show how a verdict comes about.",
        EXPLAIN_HELP,
    )
    add(application, "cite", _with_options(cite_drafts, settle, "DRAFT...", _CITE), "Add sources to drafts.", CITE_HELP)
    add(application, "schema", signed(_schema, []), "Print the JSON Schema of the JSON report.", SCHEMA_HELP)
    knowledge.register(application)
    settings.register(application)
    demo.register(application)
    starting.register(application)
    completion.register(application)
    return application


def run_application(application: typer.Typer, arguments: Sequence[str]) -> int:
    """Run a command and return its exit status. Raises UsageError for a call that can't be understood."""
    try:
        status = typer.main.get_command(application).main(
            list(arguments), prog_name="factcheck", standalone_mode=False, windows_expand_args=False
        )
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.TyperException as error:
        raise _usage_error(error) from error
    return status if isinstance(status, int) else 0


def _with_options(run: Run, settle: Settle, metavar: str, more: Sequence[Option] = ()) -> Callable[..., int]:
    """A function for typer that takes words, called `metavar` in the help, `more` options and all shared ones."""

    def command(**values: object) -> int:
        words = values.pop("words")
        return run(words if isinstance(words, list) else (), settle(values))

    words = inspect.Parameter(
        "words",
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[list[str] | None, typer.Argument(metavar=metavar, show_default=False)],
    )
    return signed(command, [words, *map(typed, (*more, *OPTIONS))])


def _schema() -> int:
    from factcheck.cli.output import write
    from factcheck.reports.structured import schema_text

    write(schema_text(), "utf-8")
    return 0


def _usage_error(error: typer.TyperException) -> UsageError:
    """What typer says of a wrong call, in one line that ends with where to read more."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "factcheck"
    said = " ".join(error.format_message().split()).removesuffix(".")
    return UsageError(f"{said[:1].lower()}{said[1:]}; see {command} --help")


def _top(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version and leave.")] = False,
) -> None:
    if version:
        from factcheck import __version__

        typer.echo(f"factcheck {__version__}")
        raise typer.Exit
    show_help_alone(context)
