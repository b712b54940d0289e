"""How the time for a draft grows with its size: `python -m tests.benchmarks.draft_size [KIND…]`.

For each text format a draft of 100 kB and one of 1 MB are made of the same sentences, and read and judged in this
process. Prints the medians and how many times as long the larger takes; linear growth would be 10.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle
from statistics import median
from time import perf_counter

from factcheck.documents import read_document
from factcheck.session import Session, open_session
from factcheck.settings import Settings
from tests.evaluation.sentences import labelled

SMALL, LARGE = 100_000, 1_000_000
BAR = 13
_RUNS = 3
_A_PARAGRAPH = 4


def _notebook(paragraphs: Iterator[str]) -> str:
    import json

    cells = [{"cell_type": "markdown", "metadata": {}, "source": text} for text in paragraphs]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


FORMS: Mapping[str, Callable[[Iterator[str]], str]] = {
    "text": "\n\n".join,
    "lines": "\n".join,
    "markdown": lambda paragraphs: "\n\n".join(f"## Part\n\n{text} *And* `so` on." for text in paragraphs),
    "html": lambda paragraphs: "\n".join(f"<h2>Part</h2><p>{text} <em>And</em> so&nbsp;on.</p>" for text in paragraphs),
    "latex": lambda paragraphs: "\n\n".join(f"\\section{{Part}}\n\n{text} \\emph{{And}} so~on." for text in paragraphs),
    "rst": lambda paragraphs: "\n\n".join(f"Part\n====\n\n{text} *And* so on." for text in paragraphs),
    "notebook": _notebook,
}


def main() -> int:
    parser = argparse.ArgumentParser(description="How the time for a draft grows with its size.")
    parser.add_argument("kinds", nargs="*", default=list(FORMS), metavar="KIND")
    session = open_session((), True, Settings())
    growths = []
    for kind in parser.parse_args().kinds:
        small, large = (median(_times(kind, size, session)) for size in (SMALL, LARGE))
        growths.append(large / small)
        sys.stdout.write(f"{kind:10} 100 kB {small:6.2f} s   1 MB {large:6.2f} s   {large / small:5.1f} times\n")
        sys.stdout.flush()
    return 0 if max(growths) <= BAR else 1


def _times(kind: str, size: int, session: Session) -> Iterator[float]:
    text = FORMS[kind](_paragraphs(size))
    for _ in range(_RUNS):
        start = perf_counter()
        session.check(read_document(text, "draft", kind))
        yield perf_counter() - start


def _paragraphs(size: int) -> Iterator[str]:
    """Paragraphs of a few sentences each, together about as many code points as `size`."""
    sentences = cycle(each.text for each in labelled())
    written = 0
    while written < size:
        text = " ".join(next(sentences) for _ in range(_A_PARAGRAPH))
        written += len(text)
        yield text


if __name__ == "__main__":
    sys.exit(main())
