"""`concise`: one line a sentence, never wrapped, for pipes, hooks and editors.

path:line:column: verdict: reason [source]
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.model import Document, Judgement, Report
from factcheck.reports.text import safe
from factcheck.reports.view import View, deciding, decisive, remarks


def concise(report: Report, view: View) -> str:
    """The report as lines; empty where no sentence has one of the verdicts of `view`."""
    return "".join(line + "\n" for line in _lines(report, view))


def _lines(report: Report, view: View) -> Iterator[str]:
    for checked in report.documents:
        for judgement in checked.judgements:
            if judgement.verdict in view.verdicts:
                place = _place(checked.document, judgement)
                said = [(str(judgement.verdict), _what(judgement) + _sources(judgement))]
                if view.trace:
                    from factcheck.reports.reading import read_things

                    said += read_things(judgement)
                yield from (safe(f"{place}: {head}: {note}", view.ascii) for head, note in said)


def _place(document: Document, judgement: Judgement) -> str:
    at = document.position(judgement.unit.origins[0])
    return f"{document.path}:{at.line}:{at.column}"


def _what(judgement: Judgement) -> str:
    said = []
    for finding in remarks(judgement):
        hint = f" (perhaps meant: {finding.suggestion.removesuffix('.')})" if finding.suggestion else ""
        said.append(finding.reason + hint)
    return " ".join(said) or judgement.reason


def _sources(judgement: Judgement) -> str:
    evidence = (item for finding in deciding(judgement) for item in decisive(finding.evidence))
    ids = dict.fromkeys(source.id for item in evidence for source in item.sources)
    return f" [{', '.join(ids)}]" if ids else ""
