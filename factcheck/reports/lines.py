"""`jsonl`: a sentence a line, as `json` has it, with the path of its draft; each line can be read by itself."""

from __future__ import annotations

from factcheck.model import Report
from factcheck.reports.jsontext import json_text
from factcheck.reports.structured import sentence_object
from factcheck.reports.view import View


def lines(report: Report, view: View) -> str:
    """Every sentence of the report as a line of JSON; that of two reports is the lines of one after the other."""
    return "".join(
        json_text({"path": checked.document.path, **sentence_object(checked.document, judgement, view)}, None)
        for checked in report.documents
        for judgement in checked.judgements
    )
