"""What each report format makes of the same result, against files that are kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck.model import CheckedDocument, Judgement, Report
from factcheck.record import replace
from factcheck.reports import find_format
from factcheck.reports.view import EVERYTHING, View
from tests.support.golden import assert_golden
from tests.support.values import (
    ATLAS,
    SUPPORT,
    contradicted,
    document_of,
    no_claim,
    report_of,
    rivers,
    supported,
    unit_at,
    unknown,
)

GOLDEN = Path(__file__).parent / "golden"


def lookup(judgement: Judgement) -> Report:
    document = document_of(judgement.unit.text, "<claim>", (judgement.unit,))
    return report_of(CheckedDocument(document, (judgement,)))


WRONG = unit_at("The Danube is 3,850 km long.", "The Danube is 3,850 km long.")
WIDE = "多瑙河 The Danube 🌊 is 3,850 km long — e\u0301tonnant, isn’t it? " + "It goes on and on. " * 3
HUGE = "x" * 2000 + " and " + "The Danube is 3,850 km long. " + "y " * 2000
TWO = rivers(), rivers("notes.md")

CASES = [
    ("concise", "concise", report_of(*TWO), View()),
    ("concise-all", "concise", report_of(rivers()), View(EVERYTHING)),
    ("concise-explain", "concise", lookup(contradicted(WRONG, "3,850 km")), View(EVERYTHING, trace=True, lookup=True)),
    ("json", "json", report_of(rivers()), View()),
    ("json-explain", "json", lookup(contradicted(WRONG, "3,850 km")), View(trace=True, lookup=True)),
    ("json-empty", "json", report_of(), View()),
    ("terminal", "terminal", report_of(*TWO), View()),
    ("terminal-all", "terminal", report_of(rivers()), View(EVERYTHING)),
    ("terminal-narrow", "terminal", report_of(rivers()), View(EVERYTHING, width=40)),
    ("terminal-color", "terminal", report_of(rivers()), View(EVERYTHING, color=True)),
    ("terminal-claim", "terminal", lookup(contradicted(WRONG, "3,850 km")), View(EVERYTHING, lookup=True)),
    ("terminal-claim-supported", "terminal", lookup(supported(WRONG)), View(EVERYTHING, lookup=True)),
    ("terminal-claim-unknown", "terminal", lookup(unknown(WRONG)), View(EVERYTHING, lookup=True)),
    ("terminal-claim-question", "terminal", lookup(no_claim(WRONG)), View(EVERYTHING, lookup=True)),
    ("terminal-explain", "terminal", lookup(contradicted(WRONG, "long")), View(EVERYTHING, trace=True, lookup=True)),
    ("terminal-wide", "terminal", lookup(contradicted(unit_at(WIDE, WIDE), "3,850 km")), View(width=50)),
    ("terminal-ascii", "terminal", lookup(contradicted(unit_at(WIDE, WIDE), "3,850 km")), View(width=50, ascii=True)),
    ("terminal-huge", "terminal", lookup(contradicted(unit_at(HUGE, HUGE), "3,850 km")), View()),
    ("terminal-clean", "terminal", report_of(), View()),
]


@pytest.mark.parametrize(("name", "form", "report", "view"), CASES, ids=[case[0] for case in CASES])
def test_format(name: str, form: str, report: Report, view: View) -> None:
    suffix = "json" if form == "json" else "txt"
    assert_golden(GOLDEN / f"{name}.{suffix}", find_format(form)(report, view))


def test_json_has_the_promised_fields() -> None:
    report = json.loads(find_format("json")(report_of(rivers()), View()))
    assert set(report) == {"schema", "tool", "knowledge", "summary", "documents"}
    assert report["summary"] == {"sentences": 4, "supported": 1, "contradicted": 1, "unknown": 2}
    (document,) = report["documents"]
    sentence = document["sentences"][0]
    promised = {"text", "line", "column", "end_line", "end_column", "verdict", "kind", "reason", "quoted", "claims"}
    assert set(sentence) == promised
    claim = sentence["claims"][0]
    assert set(claim) == promised - {"quoted", "claims"} | {"focus", "suggestion", "evidence"}
    assert claim["focus"] == {"text": "3,850 km", "line": 3, "column": 15, "end_line": 3, "end_column": 23}
    assert [item["claims"] for item in document["sentences"]].count([]) == 1
    quote = document["sentences"][-1]
    assert (quote["line"], quote["column"], quote["end_line"], quote["end_column"]) == (5, 20, 6, 13)


def test_explain_adds_fields_and_changes_none() -> None:
    plain = json.loads(find_format("json")(report_of(rivers()), View()))["documents"][0]["sentences"]
    explained = json.loads(find_format("json")(report_of(rivers()), View(trace=True)))["documents"][0]["sentences"]
    added = {"quantities", "periods", "entities", "metrics", "steps"}
    assert [{k: v for k, v in sentence.items() if k not in added} for sentence in explained] == plain
    assert all(added <= set(sentence) for sentence in explained)


def test_a_described_title_stands_without_quotation_marks() -> None:
    source = replace(ATLAS, title="[Untitled map of Europe]")
    finding = replace(supported(WRONG).findings[0], evidence=(replace(SUPPORT, sources=(source,)),))
    shown = find_format("terminal")(
        lookup(replace(supported(WRONG), findings=(finding,))), View(EVERYTHING, lookup=True)
    )
    assert "[1] Hydrographic Society, [Untitled map of Europe], 2021-03, table 2." in shown
