"""The exception tree, and the exit statuses of the command.

FactcheckError            anything the user can mend; the command line prints it on one line and exits 2
├── UsageError            options that contradict each other, a format that does not exist
├── ConfigurationError    a configuration that can't be used: unknown keys, values that don't fit
├── DraftError            a draft that can't be read (missing, binary, a folder)
└── KnowledgeError        a knowledge base that can't be used; carries every problem found
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.record import record

FOUND = 1
"""A verdict that the user asked about, or a fault found by `lint`; 0 where there is nothing to complain of."""
FAILED = 2
"""The command could not do its work."""
INTERRUPTED = 130


class FactcheckError(Exception):
    """Something the user can mend. `str()` of it is the line or lines to show."""


class UsageError(FactcheckError):
    """The command was called in a way that can't work."""


class ConfigurationError(FactcheckError):
    """A configuration can't be used; the message names the file and, where it is known, the line."""


class DraftError(FactcheckError):
    """A draft can't be read."""

    def __init__(self, path: str, problem: str, mend: str) -> None:
        super().__init__(f"{path}: {problem}; {mend}")
        self.path = path


@record(order=True)
class Problem:
    """One fault in a knowledge base: where it is, what is wrong, and how to mend it.

    `line` and `column` start at 1; both are 0 where the fault is of a whole file or folder.
    """

    path: str
    line: int
    column: int
    what: str
    mend: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {self.what}; {self.mend}"


class KnowledgeError(FactcheckError):
    """A knowledge base has faults; `problems` lists all of them in the order of the files."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)
