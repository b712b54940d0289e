"""Groups of commands and their options, as typer wants them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Annotated, Literal

import typer

from factcheck.cli.completing import COMPLETERS
from factcheck.cli.options import Option, Options
from factcheck.errors import UsageError


def new_group(name: str, help_text: str, alone: Callable[..., None] | None = None) -> typer.Typer:
    """A group of commands; `alone` is called before each of them, and where none is given."""
    group = typer.Typer(
        name=name,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    group.callback(invoke_without_command=True, help=_laid_out(help_text))(alone or show_help_alone)
    return group


def add(group: typer.Typer, name: str, function: Callable[..., int], summary: str, help_text: str) -> None:
    """Add a command; the function returns its exit status. `summary` is its line in the help of the group."""
    group.command(name, help=_laid_out(help_text), short_help=summary)(function)


def typed(option: Option) -> inspect.Parameter:
    """An option as typer reads it from the signature of a function."""
    default = getattr(Options(), option.field)
    one: object = Literal[option.choices] if option.choices else str
    of_values: object = bool if option.metavar is None else (list[str] if option.many else one) | None  # type: ignore[operator]
    declared = typer.Option(
        *option.names,
        metavar=None if option.choices else option.metavar,
        help=option.help,
        show_default=default if isinstance(default, str) else False,
        autocompletion=COMPLETERS.get(option.field),
    )
    # what is not given is None, so that a configuration may say it
    return inspect.Parameter(
        option.field,
        inspect.Parameter.KEYWORD_ONLY,
        default=False if option.metavar is None else None,
        annotation=Annotated[of_values, declared],
    )


def signed(function: Callable[..., int], parameters: Sequence[inspect.Parameter]) -> Callable[..., int]:
    """`function` with a signature made of these parameters, which is where typer looks."""
    function.__signature__ = inspect.Signature(parameters, return_annotation=int)  # type: ignore[attr-defined]
    function.__annotations__ = {each.name: each.annotation for each in parameters} | {"return": int}
    return function


def _laid_out(help_text: str) -> str:
    """Mark the paragraphs with indented lines, which are examples and tables, so that their lines are kept."""
    paragraphs = help_text.strip().split("\n\n")
    return "\n\n".join(f"\b\n{text}" if "\n  " in text else text for text in paragraphs)


def show_help_alone(context: typer.Context) -> None:
    """Show the help of a group that is called without a command. Raises UsageError then."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise UsageError(f"a command is missing; see {context.command_path} --help")
