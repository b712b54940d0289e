"""The application that the commands are added to, made without the commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from factcheck.errors import UsageError

HELP = """
Examples:
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


def new_application() -> typer.Typer:
    """An application without commands, whose help opens with examples."""
    application = _group("factcheck")
    application.callback(invoke_without_command=True, help=laid_out(HELP))(_top)
    return application


def new_group(name: str, help_text: str) -> typer.Typer:
    """A group of commands."""
    group = _group(name)
    group.callback(invoke_without_command=True, help=laid_out(help_text))(_group_alone)
    return group


def add(application: typer.Typer, name: str, function: Callable[..., int], summary: str, help_text: str) -> None:
    """Add a command; the function returns its exit status. `summary` is its line in the help of the whole."""
    application.command(name, help=laid_out(help_text), short_help=summary)(function)


def laid_out(help_text: str) -> str:
    """Mark the paragraphs with indented lines, which are examples and tables, so that their lines are kept."""
    paragraphs = help_text.strip().split("\n\n")
    return "\n\n".join(f"\b\n{text}" if "\n  " in text else text for text in paragraphs)


def usage_error(error: typer.TyperException) -> UsageError:
    """What typer says of a wrong call, in one line that ends with where to read more."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "factcheck"
    said = " ".join(error.format_message().split()).removesuffix(".")
    return UsageError(f"{said[:1].lower()}{said[1:]}; see {command} --help")


def _group(name: str) -> typer.Typer:
    return typer.Typer(
        name=name,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _group_alone(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise UsageError(f"a command is missing; see {context.command_path} --help")


def _top(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version and leave.")] = False,
) -> None:
    if version:
        from factcheck import __version__

        typer.echo(f"factcheck {__version__}")
        raise typer.Exit
    _group_alone(context)
