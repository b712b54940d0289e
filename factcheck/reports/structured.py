"""`json`: the whole report, every sentence with its verdict, for programs.

Its shape is a promise to scripts outside this repository: it may grow, but nothing in it changes or goes away.
"""

from __future__ import annotations

from fractions import Fraction

from factcheck.model import (
    AppliedSuppression,
    CheckedDocument,
    Document,
    Evidence,
    Finding,
    Judgement,
    Mention,
    Period,
    Quantity,
    Report,
    SourceReference,
    Span,
    Step,
    Unit,
    Verdict,
)
from factcheck.reports.jsontext import json_text
from factcheck.reports.view import View

SCHEMA = 1
_LARGEST = 10**308

Object = dict[str, object]


def structured(report: Report, view: View) -> str:
    """The report as one JSON object on indented lines; what `explain` adds is there where `view.trace` is set."""
    whole: Object = {
        "schema": SCHEMA,
        "tool": _tool(),
        "knowledge": {
            "assertions": report.knowledge.assertions,
            "sources": report.knowledge.sources,
            "fingerprint": report.knowledge.fingerprint,
            "bases": list(report.knowledge.bases),
        },
        "summary": _summary(report),
        "documents": [_document(checked, view) for checked in report.documents],
    }
    return json_text(whole)


def schema_text() -> str:
    """The JSON Schema of this report; a test keeps both together."""
    from importlib.resources import files

    return (files("factcheck.reports") / "data" / "report.schema.json").read_text("utf-8")


def number(value: Fraction) -> int | float:
    """`value` as a number that JSON readers accept: whole ones exactly, others as the nearest float."""
    if abs(value) >= _LARGEST:
        return float(_LARGEST) if value > 0 else -float(_LARGEST)
    return int(value) if value.denominator == 1 else float(value)


def _tool() -> Object:
    from factcheck import __version__

    return {"name": "factcheck", "version": __version__}


def _summary(report: Report) -> Object:
    counts = report.counts()
    return {
        "sentences": sum(counts.values()),
        "supported": counts[Verdict.SUPPORTED],
        "contradicted": counts[Verdict.CONTRADICTED],
        "unknown": counts[Verdict.UNKNOWN],
    }


def _document(checked: CheckedDocument, view: View) -> Object:
    document = checked.document
    return {
        "path": document.path,
        "sentences": [sentence_object(document, judgement, view) for judgement in checked.judgements],
        "suppressions": [_suppression(document, applied) for applied in checked.suppressions],
    }


def _suppression(document: Document, applied: AppliedSuppression) -> Object:
    """A comment that silences units, and how many it held back that would have been complained of."""
    position = document.position(applied.suppression.start)
    return {
        "line": position.line,
        "column": position.column,
        "assertion": applied.suppression.assertion,
        "reason": applied.suppression.reason,
        "held": applied.held,
    }


def sentence_object(document: Document, judgement: Judgement, view: View) -> Object:
    """A sentence as the report has it."""
    unit = judgement.unit
    sentence: Object = {
        **_located(document, unit, Span(0, len(unit.text))),
        "verdict": judgement.verdict,
        "kind": judgement.kind,
        "reason": judgement.reason,
        "quoted": unit.quoted,
        "claims": [_claim(document, unit, finding) for finding in judgement.findings],
    }
    return sentence | _trace(judgement) if view.trace else sentence


def _located(document: Document, unit: Unit, span: Span) -> Object:
    """The words of a span of a unit, and where they stand in the file; the end is exclusive."""
    start = document.position(unit.origins[span.start])
    end = document.position(unit.ends[span.end - 1])
    return {
        "text": span.of(unit.text),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }


def _claim(document: Document, unit: Unit, finding: Finding) -> Object:
    return {
        **_located(document, unit, finding.span),
        "verdict": finding.verdict,
        "kind": finding.kind,
        "focus": None if finding.focus is None else _located(document, unit, finding.focus),
        "reason": finding.reason,
        "suggestion": finding.suggestion,
        "evidence": [_evidence(item) for item in finding.evidence],
    }


def _evidence(item: Evidence) -> Object:
    return {
        "assertion": item.assertion,
        "statement": item.statement,
        "stance": item.stance,
        "base": item.base,
        "sources": [_source(source) for source in item.sources],
    }


def _source(source: SourceReference) -> Object:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "published": source.published,
        "locator": source.locator,
    }


# --- what `explain` adds -------------------------------------------------------------------------


def _trace(judgement: Judgement) -> Object:
    trace = judgement.trace
    return {
        "quantities": [_quantity(quantity) for quantity in trace.quantities],
        "periods": [_period(period) for period in trace.periods],
        "entities": [_mention(mention) for mention in trace.entities],
        "metrics": [_mention(mention) | {"score": round(mention.score, 4)} for mention in trace.metrics],
        "steps": [_step(step) for step in trace.steps],
    }


def _quantity(quantity: Quantity) -> Object:
    interval = quantity.interval
    return {
        "text": quantity.text,
        "start": quantity.span.start,
        "end": quantity.span.end,
        "value": None if quantity.value is None else number(quantity.value),
        "low": None if interval.low is None else number(interval.low),
        "high": None if interval.high is None else number(interval.high),
        "low_open": interval.low_open,
        "high_open": interval.high_open,
        "bound": quantity.bound,
        "kind": quantity.kind,
        "unit": quantity.unit,
    }


def _period(period: Period) -> Object:
    return {
        "text": period.text,
        "start": period.span.start,
        "end": period.span.end,
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "relation": period.relation.value,
    }


def _mention(mention: Mention) -> Object:
    return {"text": mention.text, "start": mention.span.start, "end": mention.span.end, "id": mention.id}


def _step(step: Step) -> Object:
    return {"stage": step.stage, "note": step.note, "assertion": step.assertion}
