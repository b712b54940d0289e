"""The command line. Each command has a module of its own, and only that of the command that was called is loaded."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "check": "factcheck.cli.check:register",
        "claim": "factcheck.cli.lookup:register_claim",
        "explain": "factcheck.cli.lookup:register_explain",
        "knowledge": "factcheck.cli.knowledge:register",
    }
)
"""Each command, and the module and function that add it to the application."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status. Raises FactcheckError where it can't do its work."""
    import typer

    from factcheck.cli.app import new_application

    application = new_application()
    for place in _needed(arguments):
        module, function = place.split(":")
        getattr(import_module(module), function)(application)
    try:
        status = typer.main.get_command(application).main(
            list(arguments), prog_name="factcheck", standalone_mode=False, windows_expand_args=False
        )
    except typer.Abort:
        return 130
    except typer.TyperException as error:
        from factcheck.cli.app import usage_error

        raise usage_error(error) from error
    return status if isinstance(status, int) else 0


def _needed(arguments: Sequence[str]) -> Sequence[str]:
    """The place of the command; all where the command is not the first word, for help, completion and typing errors."""
    first = arguments[0] if arguments else ""
    completing = "_FACTCHECK_COMPLETE" in os.environ
    return [COMMANDS[first]] if first in COMMANDS and not completing else list(COMMANDS.values())
