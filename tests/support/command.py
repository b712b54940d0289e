"""The command line as a process."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, and what it wrote."""

    status: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """The environment of a user without wishes of their own, plus `more`."""
    unwanted = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "FACTCHECK_DEBUG", "TERM"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | more


def factcheck(*arguments: str, stdin: str | bytes = b"", cwd: Path = ROOT, **env: str) -> Done:
    """Run `factcheck` with these arguments and return what came of it."""
    done = subprocess.run(
        [sys.executable, "-m", "factcheck", *arguments],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        cwd=cwd,
        env=environment(**env),
        check=False,
        timeout=120,
    )
    return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))
