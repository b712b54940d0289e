"""A judge that needs no knowledge base; `python -m tests.support.stub check …` is the command line with it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from factcheck.model import CheckedDocument, Document, Judgement, KnowledgeSummary, Unit
from factcheck.session import Session
from factcheck.settings import Settings
from tests.support.values import contradicted, no_claim, supported, unknown


def judge(unit: Unit) -> Judgement:
    """The verdict of a judge who knows the Danube."""
    if "3,850" in unit.text:
        return contradicted(unit, "3,850")
    if "Black Sea" in unit.text:
        return supported(unit)
    return no_claim(unit) if unit.text.endswith("?") else unknown(unit)


def check(document: Document) -> CheckedDocument:
    """What the judge says of each unit."""
    return CheckedDocument(document, tuple(map(judge, document.units)))


def open_stub(folders: Sequence[str], with_default: bool, settings: Settings) -> Session:
    """A session that needs no knowledge base; tells on standard error that it is open, where STUB_TELLS is set."""
    if os.environ.get("STUB_TELLS"):
        sys.stderr.write("open\n")
        sys.stderr.flush()
    return Session(check, KnowledgeSummary(8, 2, "0123abcd"))


if __name__ == "__main__":
    import factcheck.cli.checking
    from factcheck.entry import main

    setattr(factcheck.cli.checking, "open_session", open_stub)  # noqa: B010  (the name is only imported there)
    sys.exit(main())
