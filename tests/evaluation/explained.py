"""What `factcheck explain --format json` reads in sentences, as another program would see it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

Read = Mapping[str, Any]
"""A sentence of the JSON report, with what was read in it."""


def explain(texts: Sequence[str]) -> dict[str, Read]:
    """The sentences of the report on these texts, by text; each is judged by itself.

    Raises CalledProcessError where the command fails.
    """
    lines = dict.fromkeys(_as_line(text) for text in texts)
    command = [
        sys.executable,
        "-m",
        "factcheck",
        "explain",
        "--as",
        "lines",
        "--format",
        "json",
        "--fail-on",
        "never",
        "-",
    ]
    done = subprocess.run(command, input="\n".join(lines), capture_output=True, check=True, encoding="utf-8")
    (document,) = json.loads(done.stdout)["documents"]
    by_line = {sentence["text"]: sentence for sentence in document["sentences"]}
    return {text: by_line[_as_line(text)] for text in texts}


def _as_line(text: str) -> str:
    """The text in one line without blanks at its ends, where `lines` begins and ends a unit."""
    return " ".join(text.split("\n")).strip()
