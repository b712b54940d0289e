"""The command line: what is called is read, run and shown; nothing else in the package prints or exits."""

from __future__ import annotations

import os
from collections.abc import Sequence

from factcheck.cli.checking import check, claim, explain
from factcheck.cli.configured import settled
from factcheck.cli.options import CHECK_OPTIONS, OPTIONS, read_plain

_PLAIN = {"check": check, "claim": claim, "explain": explain}


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status. Raises FactcheckError where it can't do its work."""
    if arguments and arguments[0] in _PLAIN and "_FACTCHECK_COMPLETE" not in os.environ:
        options = (*CHECK_OPTIONS, *OPTIONS) if arguments[0] == "check" else OPTIONS
        plain = read_plain(arguments[1:], options, settled)
        if plain is not None:
            return _PLAIN[arguments[0]](*plain)
    from factcheck.cli.app import new_application, run_application

    return run_application(new_application(check, claim, explain, settled), arguments)
