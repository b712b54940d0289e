"""Where the command starts. Nothing is imported before it is needed: a look-up lasts as long as its imports do.

Exit status: 0 nothing to complain of; 1 a verdict that the user asked about, or a fault found by `lint`; 2 the command
could not do its work; 130 interrupted.
"""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the command line with `arguments` (those of the process by default) and return its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if given in (["--version"], ["-V"]):
        return _version()
    try:
        from factcheck.cli import run

        return run(given)
    except KeyboardInterrupt:
        from factcheck.errors import INTERRUPTED

        return INTERRUPTED
    except Exception as error:
        return _failed(error)


def _version() -> int:
    from factcheck import __version__

    sys.stdout.write(f"factcheck {__version__}\n")
    return 0


def _failed(error: Exception) -> int:
    """Say in a line what went wrong. What the user can't mend is a fault of the program, and told as one."""
    from factcheck.cli.output import complain, complain_of
    from factcheck.errors import FAILED, FactcheckError

    if isinstance(error, FactcheckError):
        complain_of(error)
    elif isinstance(error, OSError):
        complain(f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror or error))
    else:
        _bug(error)
    return FAILED


def _bug(error: Exception) -> None:
    import os

    from factcheck.cli.output import complain

    if os.environ.get("FACTCHECK_DEBUG"):
        import traceback

        traceback.print_exception(error)
    complain(f"this is a bug in factcheck: {type(error).__name__}: {error}; FACTCHECK_DEBUG=1 shows where it happened")
