"""`csv`: the fact-checker's sheet, every sentence with its verdict, to be opened as a spreadsheet.

It begins with a byte-order mark, without which Excel reads UTF-8 as something else; programs are better served by
`json`. No cell begins as a formula does: where the draft does, an apostrophe stands before it, as spreadsheets want
it. Otherwise as RFC 4180 says.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from factcheck.model import Report, Verdict
from factcheck.reports.issues import Issue, issues
from factcheck.reports.text import safe
from factcheck.reports.view import EVERYTHING, View

HEAD = (
    "path",
    "line",
    "column",
    "sentence",
    "verdict",
    "kind",
    "figure in the draft",
    "figure in the knowledge",
    "reason",
    "sources",
    "url",
)

_BOM = "\ufeff"
# full-width forms act in some spreadsheets as the others do; blanks before them are taken off
_FORMULA = frozenset("=+-@＝＋－＠")


def table(report: Report, view: View) -> str:
    """The report as CSV: a row for each different thing to say of a sentence, the first row naming the columns."""
    stream = io.StringIO()
    stream.write(_BOM)
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows(map(_cell, _row(issue)) for issue in issues(report, EVERYTHING))
    return stream.getvalue()


def _row(issue: Issue) -> Iterator[str]:
    unit = issue.judgement.unit
    at = issue.document.position(unit.origins[0])
    yield issue.document.path
    yield str(at.line)
    yield str(at.column)
    yield unit.text
    yield str(issue.verdict)
    yield issue.kind
    yield issue.words if issue.verdict is Verdict.CONTRADICTED else ""
    yield "; ".join(dict.fromkeys(item.printed for item in issue.evidence if item.printed))
    hint = f" (perhaps meant: {issue.suggestion.removesuffix('.')})" if issue.suggestion else ""
    yield issue.reason + hint
    yield "; ".join(dict.fromkeys(_cited(issue)))
    yield " ".join(dict.fromkeys(source.url for source in issue.sources if source.url))


def _cited(issue: Issue) -> Iterator[str]:
    for source in issue.sources:
        yield ", ".join(part for part in (source.publisher, source.title, source.published, source.locator) if part)


def _cell(text: str) -> str:
    shown = safe(text)
    return f"'{shown}" if shown.lstrip()[:1] in _FORMULA and shown.strip() else shown
