"""`sarif`: SARIF 2.1.0, for code scanning and the viewers of editors.

A result is a claim that needs attention, its rule the kind. Paths are relative to where the check ran, and the
fingerprint of a result stays the same whatever else changes in the draft. The file and line of each assertion that
decides is a related location.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from factcheck.model import SHIPPED, Evidence, Kind, Position, Report, Verdict
from factcheck.reports.issues import Issue, issues
from factcheck.reports.jsontext import json_text
from factcheck.reports.kinds import MEANINGS, VERDICTS
from factcheck.reports.paths import uri
from factcheck.reports.view import View

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_ROOT = "%SRCROOT%"
_KNOWLEDGE = "FACTCHECK"
_LEVELS = MappingProxyType({Verdict.CONTRADICTED: "error", Verdict.UNKNOWN: "warning", Verdict.SUPPORTED: "none"})
_RULES = tuple(Kind)

Object = Mapping[str, object]


def sarif(report: Report, view: View) -> str:
    """The report as a SARIF log; its results are the sentences with one of the verdicts of `view`."""
    from factcheck import __version__

    driver = {"name": "factcheck", "version": __version__, "rules": [_rule(kind) for kind in _RULES]}
    run = {
        "tool": {"driver": driver},
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The folder from which the drafts were checked."}},
            _KNOWLEDGE: {"description": {"text": "The knowledge base that ships with factcheck."}},
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(issue, view) for issue in issues(report, view.verdicts)],
        "properties": {"knowledge": report.knowledge.fingerprint},
    }
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(kind: Kind) -> Object:
    verdict = VERDICTS[kind]
    return {
        "id": str(kind),
        "name": "".join(part.capitalize() for part in kind.split("_")),
        "shortDescription": {"text": MEANINGS[kind]},
        "fullDescription": {"text": f"{verdict}: {MEANINGS[kind]}"},
        "help": {"text": f"{MEANINGS[kind]} `factcheck explain` shows how a verdict comes about."},
        "defaultConfiguration": {"level": _LEVELS[verdict]},
        "properties": {"tags": [str(verdict)]},
    }


def _result(issue: Issue, view: View) -> Object:
    fingerprint = issue.fingerprint()
    return {
        "ruleId": issue.kind,
        "ruleIndex": _RULES.index(Kind(issue.kind)),
        "kind": "pass" if issue.verdict is Verdict.SUPPORTED else "fail",
        "level": _LEVELS[issue.verdict],
        "message": {"text": issue.message},
        "locations": [_draft(issue, view)],
        "relatedLocations": _related(issue, view),
        # the second is the only name that code scanning on GitHub looks at
        "partialFingerprints": {"sentenceAndAssertion/v1": fingerprint, "primaryLocationLineHash": f"{fingerprint}:1"},
        "properties": {"verdict": str(issue.verdict), "quoted": issue.judgement.unit.quoted},
    }


def _draft(issue: Issue, view: View) -> Object:
    unit = issue.judgement.unit
    start = issue.document.position(unit.origins[0])
    end = issue.document.position(unit.ends[-1])
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(uri(issue.document.path, view.root)),
            "region": _region(issue.start, issue.end, issue.words),
            "contextRegion": _region(start, end, unit.text),
        }
    }


def _artifact(where: str) -> Object:
    return {"uri": where} if where.startswith("file:") else {"uri": where, "uriBaseId": _ROOT}


def _region(start: Position, end: Position, words: str) -> Object:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "snippet": {"text": words},
    }


def _related(issue: Issue, view: View) -> list[Object]:
    found = [item for item in issue.evidence if item.place is not None]
    return [_assertion(number, item, view) for number, item in enumerate(found)]


def _assertion(number: int, item: Evidence, view: View) -> Object:
    assert item.place is not None
    if item.base == SHIPPED:
        artifact: Object = {"uri": uri(item.place.path, ""), "uriBaseId": _KNOWLEDGE}
    else:
        artifact = _artifact(uri(f"{item.base}/{item.place.path}", view.root))
    return {
        "id": number,
        "message": {"text": f"{item.assertion} ({item.stance}): {item.statement}"},
        "physicalLocation": {"artifactLocation": artifact, "region": {"startLine": item.place.line}},
    }
