"""`factcheck cite`: sources put into drafts."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.citing import cite
from factcheck.cli.checking import open_for
from factcheck.cli.options import Options
from factcheck.cli.output import complain
from factcheck.cli.rewriting import Changed, counted, put, text_drafts
from factcheck.documents import AUTO, kind_for
from factcheck.errors import FAILED, FOUND, DraftError, UsageError


def cite_drafts(paths: Sequence[str], options: Options) -> int:
    """Add footnotes to drafts, or with `--diff` just show them; return the exit status.

    It is 1 where `--diff` shows something.
    """
    if not paths:
        raise UsageError("a draft is missing: factcheck cite DRAFT; see factcheck cite --help")
    session = open_for(options)
    failures: list[DraftError] = []
    sentences, drafts = 0, 0
    for draft in text_drafts(paths, options, failures):
        kind = kind_for(draft.path) if draft.kind == AUTO else draft.kind
        try:
            cited = cite(draft.text, kind, draft.read, session.check)
        except DraftError as failure:
            failures.append(failure)
            continue
        drafts += put(draft, Changed(cited.text), options, save=not options.diff)
        sentences += cited.sentences
    if sentences:
        done = "would get their sources" if options.diff else "got their sources"
        complain(f"{counted(sentences, 'sentence')} in {counted(drafts, 'draft')} {done}")
    for each in failures:
        complain(str(each))
    return FAILED if failures else FOUND if options.diff and sentences else 0
