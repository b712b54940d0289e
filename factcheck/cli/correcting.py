"""`check --fix` and `check --diff`."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.cli.failing import failing_in, fails
from factcheck.cli.options import Options
from factcheck.cli.output import complain
from factcheck.cli.rewriting import Changed, Draft, counted, put, text_drafts
from factcheck.errors import FAILED, FOUND, DraftError
from factcheck.fixing import Fixed, fix
from factcheck.model import CheckedDocument, Report
from factcheck.session import Session


def correct_drafts(paths: Sequence[str], options: Options, session: Session) -> int:
    """Correct drafts, or with `--diff` just show how; tell what is left and why, and return the exit status.

    It is 1 where a verdict that fails is left, or with `--diff` where something would be changed.
    """
    failures: list[DraftError] = []
    left: list[CheckedDocument] = []
    figures, drafts = 0, 0
    for draft in text_drafts(paths, options, failures):
        try:
            fixed = fix(draft.text, draft.read, session.check)
        except DraftError as failure:
            failures.append(failure)
            continue
        drafts += put(draft, Changed(fixed.text, _notes(draft, fixed)), options, save=not options.diff)
        figures += fixed.changes
        left.append(fixed.checked)
    if figures:
        done = "would be corrected" if options.diff else "corrected"
        complain(f"{counted(figures, 'figure')} {done} in {counted(drafts, 'draft')}")
    for each in failures:
        complain(str(each))
    found = fails(Report(session.knowledge, tuple(left)), failing_in(options)) or (options.diff and figures)
    return FAILED if failures else FOUND if found and not options.exit_zero else 0


def _notes(draft: Draft, fixed: Fixed) -> tuple[str, ...]:
    return tuple(_note(draft.path, fixed.checked, each.start, each.words, each.why) for each in fixed.left)


def _note(path: str, checked: CheckedDocument, start: int, words: str, why: str) -> str:
    position = checked.document.position(start)
    return f"{path}:{position.line}:{position.column}: left “{words}” as it is: {why}"
