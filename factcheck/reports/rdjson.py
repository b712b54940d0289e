"""`rdjson`: the diagnostic format of reviewdog, with a suggestion where just one correction is certain.

Its columns count bytes of UTF-8, so they are told where the text of the draft is at hand; else lines alone are.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from factcheck.model import Document, Position, Report, Span, Verdict
from factcheck.reports.issues import Issue, issues
from factcheck.reports.jsontext import json_text
from factcheck.reports.paths import relative
from factcheck.reports.text import safe
from factcheck.reports.view import View

_SEVERITIES = MappingProxyType({Verdict.CONTRADICTED: "ERROR", Verdict.UNKNOWN: "WARNING", Verdict.SUPPORTED: "INFO"})

Object = Mapping[str, object]


def rdjson(report: Report, view: View) -> str:
    """The sentences with one of the verdicts of `view` as diagnostics."""
    found = [_diagnostic(issue, view) for issue in issues(report, view.verdicts)]
    return json_text({"source": {"name": "factcheck"}, "diagnostics": found})


def _diagnostic(issue: Issue, view: View) -> Object:
    path = relative(issue.document.path, view.root)
    diagnostic: dict[str, object] = {
        "message": safe(issue.message),
        "location": {"path": path, "range": _range(issue, issue.span)},
        "severity": _SEVERITIES[issue.verdict],
        "code": {"value": issue.kind},
    }
    correction = None if issue.finding is None else issue.finding.correction
    if correction is not None and issue.document.source is not None:
        suggestion = {"range": _range(issue, correction.span), "text": correction.text}
        diagnostic["suggestions"] = [suggestion]
    return diagnostic


def _range(issue: Issue, span: Span) -> Object:
    unit = issue.judgement.unit
    return {
        "start": _position(issue.document, unit.origins[span.start]),
        "end": _position(issue.document, unit.ends[span.end - 1]),
    }


def _position(document: Document, offset: int) -> Object:
    at: Position = document.position(offset)
    if document.source is None:
        return {"line": at.line}
    before = document.source[document.line_starts[at.line - 1] : offset]
    return {"line": at.line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
