"""The program as a library: by name from the package, the same values as in reports, and nothing loaded too early."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import factcheck
from tests.support.command import ROOT, environment
from tests.support.command import factcheck as command

RIVERS = "examples/rivers/knowledge"
DRAFT = ROOT / "examples/rivers/draft.md"


@pytest.fixture(scope="module")
def rivers() -> factcheck.KnowledgeBase:
    return factcheck.KnowledgeBase.load(ROOT / RIVERS)


def test_every_public_name_is_there() -> None:
    assert {name: getattr(factcheck, name) for name in factcheck.__all__}.keys() <= set(dir(factcheck))
    with pytest.raises(AttributeError, match="no attribute 'river'"):
        factcheck.river  # type: ignore[attr-defined]  # noqa: B018


def test_importing_it_loads_nothing() -> None:
    script = "import sys; before = set(sys.modules); import factcheck; print(*set(sys.modules) - before)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, env=environment(), check=True
    )
    assert done.stdout.split() == ["factcheck"]


def test_it_says_what_the_command_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    base = factcheck.KnowledgeBase.load(RIVERS)
    report = factcheck.check(DRAFT.read_bytes(), path="examples/rivers/draft.md", knowledge=base)
    options = ("--no-default-knowledge", "--knowledge", RIVERS, "examples/rivers/draft.md")
    for form in ("concise", "json", "csv", "junit", "html"):
        assert factcheck.render(report, form) == command("check", *options, "--format", form).out


def test_layers_over_what_ships() -> None:
    both = factcheck.KnowledgeBase.load(ROOT / RIVERS, shipped=True)
    alone = factcheck.KnowledgeBase.load(ROOT / RIVERS)
    assert set(alone.assertions) < set(both.assertions)
    assert factcheck.Checker(both).claim("The Elbe is 1,090 km long.").knowledge.bases[0] == "shipped"


def test_without_knowledge_what_ships_counts() -> None:
    report = factcheck.check("The Elbe is 1,090 km long.")
    assert report.knowledge.bases == ("shipped",)
    assert report.documents[0].judgements[0].verdict is factcheck.Verdict.UNKNOWN


def test_a_checker_keeps_to_its_settings(rivers: factcheck.KnowledgeBase) -> None:
    sentence = "The Danube is 2,850 km long."
    before = factcheck.Checker(rivers, as_of=date(2000, 1, 1)).claim(sentence)
    assert before.documents[0].judgements[0].verdict is factcheck.Verdict.UNKNOWN
    elsewhere = factcheck.Checker(rivers, sources=["waterways-handbook"]).claim(sentence)
    assert elsewhere.knowledge.sources == 1
    assert elsewhere.documents[0].judgements[0].verdict is factcheck.Verdict.UNKNOWN
    assert factcheck.Checker(rivers, trace=True).claim(sentence).documents[0].judgements[0].trace.steps


def test_values_are_equal_where_they_say_the_same(rivers: factcheck.KnowledgeBase) -> None:
    checker = factcheck.Checker(rivers)
    assert checker.check("The Elbe is long.") == checker.check("The Elbe is long.")
    assert checker.claim(" ").documents[0].judgements == ()


FAULTS = [
    (factcheck.KnowledgeBase.load, factcheck.UsageError, "no folder of knowledge is named"),
    (lambda: factcheck.KnowledgeBase.load("nowhere"), factcheck.KnowledgeError, "nowhere: knowledge folder not found"),
    (lambda: factcheck.check("x", kind="papyrus"), factcheck.UsageError, "unknown kind of draft: papyrus"),
    (lambda: factcheck.check(b"\xff\xfe\x00\xd8", path="a.txt"), factcheck.DraftError, "a.txt: "),
    (lambda: factcheck.check(b"x", path="a.docx"), factcheck.DraftError, "a.docx: "),
    (lambda: factcheck.Checker(sources=["atlass"]), factcheck.UsageError, "no source has the id or tag atlass"),
    (lambda: factcheck.render(factcheck.check(""), "papyrus"), factcheck.UsageError, "papyrus: no such format"),
]


@pytest.mark.parametrize(("work", "fault", "said"), FAULTS, ids=[said for *_, said in FAULTS])
def test_faults_are_told_in_a_line(work: Callable[[], object], fault: type[Exception], said: str) -> None:
    with pytest.raises(fault) as raised:
        work()
    assert isinstance(raised.value, factcheck.FactcheckError)
    assert str(raised.value).startswith(said)
    assert "\n" not in str(raised.value)


def test_the_schema_of_the_report_holds_for_it(rivers: factcheck.KnowledgeBase) -> None:
    import jsonschema

    schema = json.loads(command("schema").out)
    report = factcheck.check(Path(DRAFT).read_text("utf-8"), path="draft.md", knowledge=rivers)
    jsonschema.validate(json.loads(factcheck.render(report, "json")), schema)
