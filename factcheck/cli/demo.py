"""`factcheck demo`: the program at work on a draft of a few lines, which ships beside the knowledge base."""

from __future__ import annotations

import typer

from factcheck.cli.checking import open_for
from factcheck.cli.groups import add, signed, typed
from factcheck.cli.options import OPTIONS, Options, options_of
from factcheck.cli.output import write
from factcheck.cli.rewriting import Draft, show_diff
from factcheck.cli.showing import Showing
from factcheck.documents.files import read_bytes
from factcheck.knowledge.files import join, shipped_folder

HELP = """
Examples:
  factcheck demo
  factcheck demo --color never

Shows on a draft of a few lines what check, check --fix and cite do. It needs no file and no network, and changes
nothing.
"""

_NAME = "demo.md"
_KIND = "markdown"


def register(application: typer.Typer) -> None:
    """Add the command."""
    color = next(option for option in OPTIONS if option.field == "color")
    add(application, "demo", signed(_demo, [typed(color)]), "See what it does, on a draft of a few lines.", HELP)


def _demo(**values: object) -> int:
    """Show a report, what is corrected, and the footnotes that the corrected draft gets."""
    from factcheck.citing import cite
    from factcheck.fixing import fix

    color = options_of(values).color
    show = Showing(Options(format=("terminal",), color=color), everything=True)
    session = open_for(Options())
    draft = Draft(_NAME, read_bytes(join(shipped_folder(), _NAME)), _KIND)
    fixed = fix(draft.text, draft.read, session.check).text
    cited = cite(fixed, _KIND, draft.read, session.check).text
    _tell("check -v")
    show(session.report([draft.read(draft.text)]))
    for command, before, after in (("check --fix", draft.text, fixed), ("cite", fixed, cited)):
        write("\n")
        _tell(command)
        show_diff(_NAME, before, after, color, context=0)
    return 0


def _tell(command: str) -> None:
    write(f"$ factcheck {command} {_NAME}\n")
