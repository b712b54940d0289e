"""What `--fix` and `cite` do to drafts, read where they lie: run as `python -m tests.evaluation.draft_fixing PATH...`.

Tells for each draft how many figures are corrected and how many sentences get a footnote. Complains where a second run
would change something, a sentence without a change has another verdict, a corrected one is still wrong, a footnote
takes something away, or is itself complained of.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import partial

from factcheck.citing import MANNERS, cite
from factcheck.documents import kind_for, read_document
from factcheck.documents.files import decode, read_bytes
from factcheck.documents.walk import find_drafts
from factcheck.fixing import Fixed, Read, fix
from factcheck.model import CheckedDocument, Verdict
from factcheck.session import Session, open_session
from factcheck.settings import Settings


def main(paths: Sequence[str]) -> int:
    session = open_session((), with_default=True, settings=Settings())
    faults = 0
    for path in (draft for given in paths for draft in find_drafts(given).drafts):
        source = decode(read_bytes(path), path)
        read = partial(read_document, path=path)
        fixed = fix(source, read, session.check)
        found = [*complaints(source, fixed, read, session)]
        cited = 0
        if kind_for(path) in MANNERS:
            cited, more = footnotes(fixed, read, session)
            found += more
        sys.stdout.write(f"{path}: {fixed.changes} corrected, {len(fixed.left)} left, {cited} cited\n")
        sys.stdout.writelines(f"  {fault}\n" for fault in found)
        faults += len(found)
    return int(bool(faults))


def complaints(source: str, fixed: Fixed, read: Read, session: Session) -> Iterator[str]:
    """Everything that is not as promised after `--fix`."""
    again = fix(fixed.text, read, session.check)
    if again.changes or again.text != fixed.text:
        yield "a second run changes it"
    yield from _compared(session.check(read(source)), fixed.checked)


def footnotes(fixed: Fixed, read: Read, session: Session) -> tuple[int, list[str]]:
    """How many sentences get a footnote, and everything that is not as promised after `cite`."""
    kind = kind_for(fixed.checked.document.path)
    cited = cite(fixed.text, kind, read, session.check)
    again = cite(cited.text, kind, read, session.check)
    found = ["a second run adds to it"] if again.text != cited.text else []
    if any(tag in ("delete", "replace") for tag in _changes(fixed.text, cited.text)):
        found.append("a footnote takes something away")
    lost = _verdicts(fixed.checked)
    added = _verdicts(session.check(read(cited.text)))
    found += [f"no longer {verdict}: {text}" for text, verdict in lost - added]
    found += [f"a footnote is {verdict}: {text}" for text, verdict in added - lost if verdict is not Verdict.UNKNOWN]
    return cited.sentences, found


def _changes(old: str, new: str) -> Iterator[str]:
    return (tag for tag, *_ in SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _verdicts(checked: CheckedDocument) -> Counter[tuple[str, Verdict]]:
    return Counter((each.unit.text, each.verdict) for each in checked.judgements)


def _compared(old: CheckedDocument, new: CheckedDocument) -> Iterator[str]:
    for before, after in zip(old.judgements, new.judgements, strict=True):
        changed = before.unit.text != after.unit.text
        if changed and after.verdict is Verdict.CONTRADICTED and len(before.findings) == 1:
            yield f"still contradicted: {after.unit.text}"
        if not changed and before.verdict is not after.verdict:
            yield f"{before.verdict} became {after.verdict}: {after.unit.text}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
