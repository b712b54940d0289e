"""What `--fix` does to drafts, read where they lie: run as `python -m tests.evaluation.draft_fixing FOLDER`.

Tells for each draft how many figures are corrected, and complains where a second run would change something, a sentence
without a change has another verdict, or a changed one is not supported.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from factcheck.documents import read_document
from factcheck.fixing import Fixed, fix
from factcheck.model import CheckedDocument, Verdict
from factcheck.session import Session, open_session
from factcheck.settings import Settings


def main(folder: Path) -> int:
    session = open_session((), with_default=True, settings=Settings())
    faults = 0
    for path in sorted(each for each in folder.iterdir() if each.suffix in (".md", ".html", ".tex", ".rst", ".txt")):
        source = path.read_bytes().decode("utf-8-sig")
        read = partial(read_document, path=path.name)
        fixed = fix(source, read, session.check)
        sys.stdout.write(f"{path.name}: {fixed.changes} corrected, {len(fixed.left)} left\n")
        for fault in complaints(source, fixed, session):
            faults += 1
            sys.stdout.write(f"  {fault}\n")
    return int(bool(faults))


def complaints(source: str, fixed: Fixed, session: Session) -> Iterator[str]:
    """Everything that is not as promised."""
    again = fix(fixed.text, lambda text: read_document(text, fixed.checked.document.path), session.check)
    if again.changes or again.text != fixed.text:
        yield "a second run changes it"
    old = session.check(read_document(source, fixed.checked.document.path))
    yield from _compared(old, fixed.checked)


def _compared(old: CheckedDocument, new: CheckedDocument) -> Iterator[str]:
    for before, after in zip(old.judgements, new.judgements, strict=True):
        changed = before.unit.text != after.unit.text
        if changed and after.verdict is Verdict.CONTRADICTED and len(before.findings) == 1:
            yield f"still contradicted: {after.unit.text}"
        if not changed and before.verdict is not after.verdict:
            yield f"{before.verdict} became {after.verdict}: {after.unit.text}"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
