"""`junit`: a case for each sentence, as dashboards of tests read it.

A supported sentence passes, a contradicted one fails, an unknown one is skipped. All sentences are there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from factcheck.model import CheckedDocument, Document, Judgement, Report, Verdict
from factcheck.reports.text import safe
from factcheck.reports.view import View, deciding, decisive, remarks

_NOT_IN_XML = str.maketrans({"\ufffe": "\\ufffe", "\uffff": "\\uffff"})


def junit(report: Report, view: View) -> str:
    """The report as JUnit XML, a suite for each draft."""
    counts = report.counts()
    inside = "".join(map(_suite, report.documents))
    head = f"<testsuites {_counted(counts[Verdict.CONTRADICTED], counts[Verdict.UNKNOWN], sum(counts.values()))}"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head} name="factcheck">\n{inside}</testsuites>\n'


def _suite(checked: CheckedDocument) -> str:
    verdicts = [judgement.verdict for judgement in checked.judgements]
    counted = _counted(verdicts.count(Verdict.CONTRADICTED), verdicts.count(Verdict.UNKNOWN), len(verdicts))
    cases = "".join(_case(checked.document, judgement) for judgement in checked.judgements)
    return f"  <testsuite {counted} name={_attribute(checked.document.path)}>\n{cases}  </testsuite>\n"


def _counted(failed: int, skipped: int, total: int) -> str:
    return f'tests="{total}" failures="{failed}" errors="0" skipped="{skipped}"'


def _case(document: Document, judgement: Judgement) -> str:
    at = document.position(judgement.unit.origins[0])
    # a class of its own for each draft; what stands after the line tells sentences with the same words apart
    attributes = (
        f"classname={_attribute(document.path)} name={_attribute(judgement.unit.text)} "
        f'file={_attribute(document.path)} line="{at.line}"'
    )
    if judgement.verdict is Verdict.SUPPORTED:
        return f"    <testcase {attributes}/>\n"
    return f"    <testcase {attributes}>\n      {_outcome(document, judgement)}\n    </testcase>\n"


def _outcome(document: Document, judgement: Judgement) -> str:
    message = _attribute(judgement.reason)
    if judgement.verdict is Verdict.UNKNOWN:
        return f"<skipped message={message}/>"
    told = "\n".join(_safe(line) for line in _lines(document, judgement))
    return f'<failure type="{judgement.kind}" message={message}>{escape(told)}</failure>'


def _lines(document: Document, judgement: Judgement) -> Iterator[str]:
    at = document.position(judgement.unit.origins[0])
    yield f"{document.path}:{at.line}:{at.column}: {judgement.unit.text}"
    for finding in remarks(judgement):
        yield finding.reason
        if finding.suggestion:
            yield f"perhaps meant: {finding.suggestion}"
    yield from _sources(judgement)


def _sources(judgement: Judgement) -> Sequence[str]:
    evidence = (item for finding in deciding(judgement) for item in decisive(finding.evidence))
    sources = dict.fromkeys(source for item in evidence for source in item.sources)
    parts = ([source.publisher, source.title, source.published, source.locator, source.url] for source in sources)
    return tuple(f"source: {', '.join(filter(None, each))}" for each in parts)


def _safe(text: str) -> str:
    return safe(text).translate(_NOT_IN_XML)


def _attribute(text: str) -> str:
    return quoteattr(_safe(text))
