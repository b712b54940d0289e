"""The options that `check`, `claim` and `explain` share, written down once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal

import typer

from factcheck.cli.request import Options

FailOn = Literal["contradicted", "unknown", "never"]
Color = Literal["auto", "always", "never"]

KnowledgeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--knowledge",
        metavar="DIR",
        help="Use this knowledge base instead of the one that ships. May be repeated: later ones add to and override "
        "earlier ones by id.",
    ),
]
NoDefaultOption = Annotated[
    bool,
    typer.Option(
        "--no-default-knowledge", help="Leave the shipped knowledge base out: only what --knowledge names counts."
    ),
]


def with_options(run: Callable[[list[str], Options], int], metavar: str) -> Callable[..., int]:
    """A function for typer that takes words and all shared options, and hands them to `run` as one value.

    `metavar` is what the help calls the words.
    """

    def command(
        words: list[str] | None = None,
        format_name: Annotated[
            str | None,
            typer.Option(
                "--format",
                metavar="NAME",
                help="terminal, concise or json; by default terminal on a terminal, concise when piped.",
            ),
        ] = None,
        kind: Annotated[
            str,
            typer.Option(
                "--as",
                metavar="KIND",
                help="How to read the input: auto (by file name), text, markdown, or lines (each line stands alone).",
            ),
        ] = "auto",
        knowledge: KnowledgeOption = None,
        no_default_knowledge: NoDefaultOption = False,
        sources: Annotated[
            list[str] | None,
            typer.Option(
                "--sources",
                metavar="NAME",
                help="Count only assertions that cite a source with this id or tag. May be repeated.",
            ),
        ] = None,
        as_of: Annotated[
            str | None,
            typer.Option(
                "--as-of",
                metavar="DATE",
                help='Judge by what was known on that day (2025-06-30), from which "last year" is measured too.',
            ),
        ] = None,
        stdin_filename: Annotated[
            str | None,
            typer.Option(
                "--stdin-filename",
                metavar="PATH",
                help="The name, and so the format, of what is read from standard input.",
            ),
        ] = None,
        fail_on: Annotated[
            FailOn,
            typer.Option("--fail-on", help="Which verdict makes the exit status 1; unknown: either of the two."),
        ] = "contradicted",
        verbose: Annotated[
            bool, typer.Option("-v", "--verbose", help="Show every sentence, not only those that need attention.")
        ] = False,
        color: Annotated[
            Color, typer.Option("--color", help="Whether to use colours; for auto, NO_COLOR and FORCE_COLOR count.")
        ] = "auto",
    ) -> int:
        options = Options(
            format=format_name,
            kind=kind,
            knowledge=tuple(knowledge or ()),
            with_default=not no_default_knowledge,
            sources=tuple(sources or ()),
            as_of=as_of,
            stdin_filename=stdin_filename,
            fail_on=fail_on,
            verbose=verbose,
            color=color,
        )
        return run(words or [], options)

    command.__annotations__["words"] = Annotated[list[str] | None, typer.Argument(metavar=metavar, show_default=False)]
    return command
