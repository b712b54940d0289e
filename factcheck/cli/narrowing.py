"""What of a report counts: just what has changed, and not what a baseline knows."""

from __future__ import annotations

from factcheck.cli.failing import Failing
from factcheck.cli.options import Options
from factcheck.cli.output import complain
from factcheck.errors import UsageError
from factcheck.model import Report


def refuse_mixtures(options: Options) -> None:
    """Raises UsageError for options that can't be used together."""
    if options.update_baseline and options.baseline is None:
        raise UsageError("--update-baseline needs to know which: name the file with --baseline FILE")
    if options.update_baseline and options.changed_since is not None:
        raise UsageError("--update-baseline needs whole drafts; leave --changed-since out")


def narrowed(report: Report, options: Options, failing: Failing) -> tuple[Report, bool]:
    """The part of the report that counts, and whether the baseline has entries that are stale, which are told.

    With `--update-baseline` the baseline is written, and nothing of what it then knows is left.
    """
    stale = False
    if options.baseline is not None:
        report, stale = _held(report, options.baseline, options.update_baseline, failing)
    if options.changed_since is not None:
        report = _changed(report, options, options.changed_since)
    return report, stale


def _held(report: Report, file: str, update: bool, failing: Failing) -> tuple[Report, bool]:
    from pathlib import Path

    from factcheck.baseline import hold, read_baseline, updated

    if update:
        old = read_baseline(file) if Path(file).exists() else None
        Path(file).write_text(updated(report, file, failing, old), "utf-8")
    held = hold(report, read_baseline(file), failing)
    for entry in held.stale:
        complain(
            f"{file}: stale: {entry.path} has no {entry.verdict} sentence “{entry.text}” any more; "
            "take it out with --update-baseline"
        )
    return held.report, bool(held.stale)


def _changed(report: Report, options: Options, revision: str) -> Report:
    from factcheck.changes import changes_since, only_changed
    from factcheck.session import knowledge_folders

    knowledge = knowledge_folders(options.knowledge, not options.no_default_knowledge)
    drafts = [checked.document.path for checked in report.documents if not checked.document.path.startswith("<")]
    changes = changes_since(revision, drafts)
    if any(map(changes.touch_below, knowledge)):
        complain("the knowledge base has changed, so that all sentences are checked")
        return report
    return only_changed(report, changes)
