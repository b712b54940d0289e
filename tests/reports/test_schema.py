"""The published JSON Schema of the JSON report: real reports fit it, it knows all that is promised, and no more."""

from __future__ import annotations

import json
from collections.abc import Mapping

import jsonschema
import pytest

from factcheck.model import Bound, Kind, PeriodRelation, QuantityKind, Stance, Verdict
from factcheck.reports.structured import schema_text
from tests.support import contract
from tests.support.command import factcheck
from tests.support.contract import Value

SCHEMA: Mapping[str, Value] = json.loads(schema_text())
PARTS: Mapping[str, Value] = SCHEMA["$defs"]
RIVERS = ["--no-default-knowledge", "--knowledge", "examples/rivers/knowledge"]
DRAFT = (
    "The Danube is 2,850 km long.\n\nThe Rhine is 2,130 km long. Is it?\n\n<!-- factcheck disable-next: why -->\nX.\n"
)

PROMISED = [
    (SCHEMA, contract.REPORT),
    (SCHEMA["properties"]["tool"], contract.TOOL),
    (SCHEMA["properties"]["knowledge"], contract.KNOWLEDGE),
    (SCHEMA["properties"]["summary"], contract.SUMMARY),
    (PARTS["document"], contract.DOCUMENT),
    (PARTS["suppression"], contract.SUPPRESSION),
    (PARTS["claim"], contract.CLAIM),
    (PARTS["placed"], contract.PLACED),
    (PARTS["evidence"], contract.EVIDENCE),
    (PARTS["source"], contract.SOURCE),
    (PARTS["quantity"], contract.EXPLAINED["quantities"]),
    (PARTS["period"], contract.EXPLAINED["periods"]),
    (PARTS["entity"], contract.EXPLAINED["entities"]),
    (PARTS["metric"], contract.EXPLAINED["metrics"]),
    (PARTS["step"], contract.EXPLAINED["steps"]),
]


def closed(schema: Value) -> Value:
    """The schema, where nothing may stand that it does not name."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inside = {key: closed(value) for key, value in schema.items()}
    return {**inside, "additionalProperties": False} if inside.get("type") == "object" else inside


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(("part", "promised"), PROMISED)
def test_it_requires_what_is_promised(part: Mapping[str, Value], promised: Mapping[str, object]) -> None:
    assert part["required"] == list(part["properties"]) == list(promised)


def test_a_sentence_may_be_explained() -> None:
    assert PARTS["sentence"]["required"] == list(contract.SENTENCE)
    assert list(PARTS["sentence"]["properties"]) == [*contract.SENTENCE, *contract.EXPLAINED]


def test_it_knows_every_word() -> None:
    found = [PARTS["verdict"], PARTS["kind"], PARTS["evidence"]["properties"]["stance"]]
    found += [PARTS["quantity"]["properties"][name] for name in ("bound", "kind")]
    found.append(PARTS["period"]["properties"]["relation"])
    words = [Verdict, Kind, Stance, Bound, QuantityKind, PeriodRelation]
    assert [sorted(each["enum"]) for each in found] == [sorted(each) for each in words]


REPORTS = [
    ["check", *RIVERS, "-", "--stdin-filename", "a.md"],
    ["check", "examples/flawed-article.md", "examples/newsletter.txt"],
    ["explain", "--as", "lines", "-"],
    ["claim", *RIVERS, "The Rhine flows into the Black Sea."],
]


@pytest.mark.parametrize("arguments", REPORTS, ids=" ".join)
def test_real_reports_fit(arguments: list[str]) -> None:
    report = json.loads(factcheck(*arguments, "--format", "json", stdin=DRAFT).out)
    contract.check_report(report, explained=arguments[0] == "explain")
    jsonschema.validate(report, closed(SCHEMA), jsonschema.Draft202012Validator)


def test_a_wrong_report_does_not_fit() -> None:
    report = json.loads(factcheck(*REPORTS[3], "--format", "json").out)
    (sentence,) = report["documents"][0]["sentences"]
    changes: list[dict[str, Value]] = [{"kind": "agrees"}, {"line": 0}, {"reason": None}, {"claims": {}}]
    for change in changes:
        report["documents"][0]["sentences"] = [sentence | change]
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(report, SCHEMA, jsonschema.Draft202012Validator)


def test_the_command_prints_it() -> None:
    done = factcheck("schema")
    assert (done.status, done.out, done.err) == (0, schema_text(), "")
