"""Which verdicts make the exit status 1, for each draft."""

from __future__ import annotations

from collections.abc import Callable

from factcheck.cli.options import Options
from factcheck.config import PathSettings
from factcheck.model import Report, Verdict

FAILING = {
    "contradicted": frozenset({Verdict.CONTRADICTED}),
    "unknown": frozenset({Verdict.CONTRADICTED, Verdict.UNKNOWN}),
    "never": frozenset[Verdict](),
}
"""What `--fail-on` takes, and the verdicts that it names."""

Failing = Callable[[str], frozenset[Verdict]]
"""Tells the verdicts that fail for the draft at a path."""


def failing_in(options: Options) -> Failing:
    """Which verdicts fail for a draft: what is configured for its path, else what holds for all.

    A `--fail-on` of the command line is for all paths.
    """
    general = FAILING[options.fail_on]
    tests = [test for settings in options.per_path if (test := _test(settings)) is not None]
    return lambda path: next((found for test in reversed(tests) if (found := test(path)) is not None), general)


def fails(report: Report, failing: Failing) -> bool:
    """True where a draft has a sentence whose verdict fails there."""
    return any(
        judgement.verdict in failing(checked.document.path)
        for checked in report.documents
        for judgement in checked.judgements
    )


def _test(settings: PathSettings) -> Callable[[str], frozenset[Verdict] | None] | None:
    from pathlib import Path

    from factcheck.documents.ignore import is_below, read_rules

    wanted = next((FAILING[str(each.value)] for each in settings.settings if each.key == "fail-on"), None)
    if wanted is None:
        return None
    rules = read_rules([settings.pattern], Path(settings.folder).resolve())
    return lambda path: wanted if is_below(Path(path).absolute().resolve(), rules) else None
