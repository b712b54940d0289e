"""`factcheck completion SHELL`: what makes a shell complete words."""

from __future__ import annotations

import inspect
from typing import Annotated, Literal

import typer

from factcheck.cli.groups import add, signed
from factcheck.cli.output import write

HELP = """
Examples:
  factcheck completion fish > ~/.config/fish/completions/factcheck.fish
  eval "$(factcheck completion bash)"      in ~/.bashrc
  eval "$(factcheck completion zsh)"       in ~/.zshrc, below compinit

Prints what makes a shell (bash, zsh, fish or powershell) complete commands, options and their values: formats, sources,
and the ids of assertions.
"""


def register(application: typer.Typer) -> None:
    """Add the command."""
    shells = Literal["bash", "zsh", "fish", "powershell"]
    shell = inspect.Parameter(
        "shell",
        inspect.Parameter.KEYWORD_ONLY,
        annotation=Annotated[shells, typer.Argument(metavar="SHELL", show_default=False)],
    )
    add(application, "completion", signed(_completion, [shell]), "Print what makes a shell complete words.", HELP)


def _completion(shell: str) -> int:
    # typer has no other way to ask for a shell by its name
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    write(get_completion_script(prog_name="factcheck", complete_var="_FACTCHECK_COMPLETE", shell=shell) + "\n")
    return 0
