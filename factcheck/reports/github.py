"""`github`: commands that GitHub Actions turns into annotations, contradictions first, and a summary of the run.

What a draft says is escaped, so that it can't be read as a command.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from factcheck.model import Report, Verdict
from factcheck.reports.issues import Issue, issues
from factcheck.reports.markdown import markdown
from factcheck.reports.paths import relative
from factcheck.reports.text import safe
from factcheck.reports.view import View

SHOWN = 10
"""How many annotations of each level GitHub shows of one step; the others stand in the log alone."""

_COMMANDS = MappingProxyType({Verdict.CONTRADICTED: "error", Verdict.UNKNOWN: "warning", Verdict.SUPPORTED: "notice"})
_ORDER = tuple(_COMMANDS)
_LARGEST = 1_000_000
_COMMAND = re.compile(r"(?<=#)(?=#\[)")


def github(report: Report, view: View) -> str:
    """A command a line for each sentence with one of the verdicts of `view`; a last line tells what GitHub drops."""
    found = sorted(issues(report, view.verdicts), key=lambda issue: _ORDER.index(issue.verdict))
    lines = [_annotation(issue, view) for issue in found]
    return "".join(f"{line}\n" for line in (*lines, *_dropped(found)))


def step_summary(report: Report, view: View) -> str:
    """The report as Markdown for the summary of a run, cut where GitHub would refuse it for its size."""
    text = markdown(report, view) + "\n"
    content = text.encode("utf-8", "backslashreplace")
    if len(content) <= _LARGEST:
        return text
    kept = content[:_LARGEST].decode("utf-8", "ignore").rpartition("\n\n")[0]
    return f"{kept}\n\nThe rest is left out: a summary may have a megabyte. The log of the step has all.\n"


def _annotation(issue: Issue, view: View) -> str:
    start, end = issue.start, issue.end
    places = {"file": relative(issue.document.path, view.root), "line": str(start.line), "endLine": str(end.line)}
    if start.line == end.line:
        # GitHub takes columns for annotations of a single line only
        places |= {"col": str(start.column), "endColumn": str(end.column)}
    places["title"] = f"{issue.verdict}: {issue.words}"
    told = ",".join(f"{name}={_property(value)}" for name, value in places.items())
    return f"::{_COMMANDS[issue.verdict]} {told}::{_data(issue.message)}"


def _data(text: str) -> str:
    shown = _COMMAND.sub("\u200b", safe(text))
    return shown.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _dropped(found: Sequence[Issue]) -> Iterator[str]:
    counts = {verdict: sum(issue.verdict is verdict for issue in found) for verdict in _ORDER}
    many = [f"{count} of level {_COMMANDS[verdict]}" for verdict, count in counts.items() if count > SHOWN]
    if many:
        yield f"GitHub shows {SHOWN} annotations of each level; here are {', '.join(many)}, all of them in this log."
