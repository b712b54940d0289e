"""How long a look-up takes, as a multiple of `python -c pass` with the same interpreter.

Run it with `python tests/evaluation/start_up.py`.
The two are run in turn, so that what else the machine does weighs on both alike. Modules must be compiled already, as
they are after an installation with pip.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

SENTENCE = "China filed 921,000 patents in 2023"
CALLS = {
    "factcheck --version": ["-m", "factcheck", "--version"],
    "factcheck claim": ["-m", "factcheck", "claim", SENTENCE],
    "factcheck claim --format terminal": ["-m", "factcheck", "claim", "--format", "terminal", SENTENCE],
    "factcheck claim --format json": ["-m", "factcheck", "claim", "--format", "json", SENTENCE],
    "factcheck claim --help": ["-m", "factcheck", "claim", "--help"],
}
ROUNDS = 15


def seconds(arguments: Sequence[str]) -> float:
    """How long one run of the interpreter takes."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return time.perf_counter() - start


def main() -> None:
    """Print the median of the multiples for each call."""
    for name, arguments in CALLS.items():
        seconds(arguments)
        multiples, times = [], []
        for _ in range(ROUNDS):
            bare, called = seconds(["-c", "pass"]), seconds(arguments)
            multiples.append(called / bare)
            times.append(called)
        median = statistics.median(multiples)
        print(f"{name:36} {median:5.1f} times, {1000 * statistics.median(times):4.0f} ms")  # noqa: T201


if __name__ == "__main__":
    main()
