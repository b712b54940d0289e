"""Comments of an author against the real judge: what they hold back, and those that hold nothing back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command import ROOT, Done, factcheck

KNOWLEDGE = ("--knowledge", str(ROOT / "examples/rivers/knowledge"), "--no-default-knowledge")
FALSE = "The Danube is 3,850 km long."
TRUE = "The Danube is 2,850 km long."
FORMS = {
    "a.txt": "{}",
    "a.md": "<!-- {} -->",
    "a.html": "<!-- {} -->",
    "a.tex": "% {}",
    "a.rst": ".. {}",
}


def check(folder: Path, name: str, *parts: str, more: tuple[str, ...] = ()) -> Done:
    comment = FORMS[name]
    blocks = [comment.format(part) if part.startswith("factcheck ") else _paragraph(part, name) for part in parts]
    (folder / name).write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    return factcheck("check", *more, *KNOWLEDGE, name, cwd=folder)


def _paragraph(text: str, name: str) -> str:
    return f"<p>{text}</p>" if name.endswith("html") else text


@pytest.mark.parametrize("name", FORMS)
def test_silenced_in_every_format(tmp_path: Path, name: str) -> None:
    parts = ("factcheck off", FALSE, FALSE, "factcheck on", "factcheck disable-next", FALSE)
    assert check(tmp_path, name, *parts) == Done(0, "", "")
    ignored = ("factcheck ignore[danube-length]: the delta counts", FALSE)
    assert check(tmp_path, name, *ignored) == Done(0, "", "")
    # the next but one is judged again
    assert check(tmp_path, name, *parts, FALSE).out.count("contradicted: ") == 1


IDLE = [
    (("factcheck disable-next", TRUE), "this comment silences nothing"),
    (("factcheck off", TRUE, "factcheck on", FALSE), "this comment silences nothing"),
    ((FALSE, "factcheck disable-next"), "this comment silences nothing"),
    (("factcheck ignore[danube-length]", TRUE), "nothing here rests on `danube-length`"),
    (("factcheck ignore[elbe-length]", FALSE), "nothing here rests on `elbe-length`"),
]


@pytest.mark.parametrize(("parts", "complaint"), IDLE)
def test_a_comment_that_silences_nothing_is_told(tmp_path: Path, parts: tuple[str, ...], complaint: str) -> None:
    done = check(tmp_path, "a.md", *parts)
    line = 1 if parts[0].startswith("factcheck ") else 3
    assert done.err == f"factcheck: a.md:{line}:1: {complaint}; take the comment out\n"
    assert done.status == (1 if FALSE in parts else 0)


def test_json_keeps_account(tmp_path: Path) -> None:
    parts = (FALSE, "factcheck disable-next: a wager", FALSE, "factcheck ignore[danube-length]", FALSE)
    done = check(tmp_path, "a.md", *parts, more=("--format", "json"))
    (document,) = json.loads(done.out)["documents"]
    assert [(each["line"], each["verdict"]) for each in document["sentences"]] == [(1, "contradicted"), (9, "unknown")]
    assert document["suppressions"] == [
        {"line": 3, "column": 1, "assertion": None, "reason": "a wager", "held": 1},
        {"line": 7, "column": 1, "assertion": "danube-length", "reason": None, "held": 1},
    ]
