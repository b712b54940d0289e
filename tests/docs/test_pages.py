"""The pages under docs/: their examples run, and their links lead somewhere."""

from __future__ import annotations

import doctest

import pytest

from tests.support.command import ROOT


def test_the_examples_of_the_library_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "docs/library.md").read_text("utf-8")
    # a fence ends what an example prints
    lines = "".join("\n" if line.startswith("```") else f"{line}\n" for line in text.splitlines())
    examples = doctest.DocTestParser().get_doctest(lines, {}, "library.md", "docs/library.md", 0)
    assert len(examples.examples) > 15
    said: list[str] = []
    assert doctest.DocTestRunner().run(examples, out=said.append).failed == 0, "".join(said)
