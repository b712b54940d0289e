"""`factcheck claim` and `factcheck explain`: one sentence from the command line, or lines from standard input."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import typer

from factcheck.cli import app
from factcheck.cli.options import with_options
from factcheck.cli.request import STDIN, Options, standard_input
from factcheck.errors import UsageError

CLAIM_HELP = """
Examples:
  factcheck claim "The Danube is 2,850 km long."
  factcheck claim --format json "The Danube is 2,850 km long."
  factcheck claim --knowledge my-rivers "The Danube is 2,850 km long."

Gives the verdict on one sentence, the reason and the sources. Where it can't decide, it tells what was missing and what
comes nearest in the knowledge base.
"""

EXPLAIN_HELP = """
Examples:
  factcheck explain "The Danube is 2,850 km long."
  factcheck explain --format json "The Danube is 2,850 km long."
  factcheck explain --as lines - < sentences.txt

Shows what was read in a sentence (figures, periods, names, measures) and every step that led to its verdict.
"""


def register_claim(application: typer.Typer) -> None:
    """Add `claim`."""
    app.add(application, "claim", with_options(claim, "SENTENCE"), "Look one sentence up.", CLAIM_HELP)


def register_explain(application: typer.Typer) -> None:
    """Add `explain`."""
    app.add(application, "explain", with_options(explain, "SENTENCE"), "Show how a verdict comes about.", EXPLAIN_HELP)


def claim(words: Sequence[str], options: Options) -> int:
    """Show the verdict on a sentence."""
    return _look_up("claim", words, replace(options, lookup=True))


def explain(words: Sequence[str], options: Options) -> int:
    """Show how the verdict on a sentence comes about."""
    return _look_up("explain", words, replace(options, lookup=True, trace=True))


def _look_up(command: str, words: Sequence[str], options: Options) -> int:
    """A sentence may come as several words, as it does where the quotation marks are forgotten."""
    from factcheck.documents import single

    options.report_format()
    sentence = " ".join(words)
    if not sentence.strip():
        raise UsageError(f'a sentence is missing: factcheck {command} "…"; see factcheck {command} --help')
    session = options.session()
    document = standard_input(options) if sentence == STDIN else single(sentence)
    return options.show(session.report((document,)))
