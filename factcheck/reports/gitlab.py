"""`gitlab`: code quality, as GitLab shows it in a merge request."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from factcheck.model import Report, Verdict
from factcheck.reports.issues import Issue, issues
from factcheck.reports.jsontext import json_text
from factcheck.reports.paths import relative
from factcheck.reports.text import safe
from factcheck.reports.view import View

_SEVERITIES = MappingProxyType({Verdict.CONTRADICTED: "major", Verdict.UNKNOWN: "minor", Verdict.SUPPORTED: "info"})


def gitlab(report: Report, view: View) -> str:
    """The sentences with one of the verdicts of `view`, each with a fingerprint that outlives edits elsewhere."""
    return json_text([_entry(issue, view) for issue in issues(report, view.verdicts)])


def _entry(issue: Issue, view: View) -> Mapping[str, object]:
    path = relative(issue.document.path, view.root)
    return {
        "description": safe(f"{issue.verdict}: {issue.message}"),
        "check_name": issue.kind,
        "fingerprint": issue.fingerprint(path),
        "severity": _SEVERITIES[issue.verdict],
        "location": {"path": path, "lines": {"begin": issue.start.line, "end": issue.end.line}},
    }
