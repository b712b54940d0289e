"""A baseline: what is known to be complained of in old drafts, so that only what is new fails.

An entry is a path, a verdict and the sentence itself, never a line, so it holds whatever is written around it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from factcheck.errors import FactcheckError
from factcheck.model import CheckedDocument, Report, Verdict
from factcheck.record import record, replace

_FORMAT = 1
_MEND = "write it anew with --update-baseline"

Failing = Callable[[str], frozenset[Verdict]]


class BaselineError(FactcheckError):
    """A baseline can't be read or written."""


@record(order=True)
class Entry:
    """A sentence that is known to be complained of. path: from the folder of the baseline, with `/`."""

    path: str
    hash: str
    verdict: str
    text: str


@record
class Baseline:
    """The entries of a file, each as often as its sentence stands in the draft; `folder` is where the file lies."""

    entries: Counter[Entry]
    folder: str


@record
class Held:
    """A report without what a baseline knows, and the entries of which nothing is left in the drafts."""

    report: Report
    stale: tuple[Entry, ...]


def entry_of(path: str, verdict: Verdict, text: str) -> Entry:
    """The entry for a sentence of the draft at `path`, which is told from the folder of the baseline."""
    import hashlib
    import unicodedata

    plain = unicodedata.normalize("NFC", " ".join(text.split()))
    return Entry(path, hashlib.sha256(plain.encode()).hexdigest()[:16], verdict.value, plain)


def read_baseline(file: str) -> Baseline:
    """The baseline in a file. Raises BaselineError where there is none, or it is not one."""
    import json

    try:
        told = json.loads(Path(file).read_text("utf-8"))
        entries = [Entry(**{name: str(each[name]) for name in Entry.__match_args__}) for each in told["entries"]]
        if told["format"] != _FORMAT:
            raise BaselineError(f"{file}: it is of format {told['format']}, not {_FORMAT}; {_MEND}")
    except FileNotFoundError:
        raise BaselineError(f"{file}: no such file; --update-baseline writes it") from None
    except OSError as error:
        raise BaselineError(f"{file}: it can't be read ({error.strerror}); check the path") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BaselineError(f"{file}: it is no baseline; {_MEND}") from None
    return Baseline(Counter(entries), _folder(file))


def hold(report: Report, baseline: Baseline, failing: Failing) -> Held:
    """The report without the failing sentences that the baseline knows, each as often as it has them.

    Stale are entries of drafts that were checked, or are no more, whose sentence fails no longer.
    """
    left = baseline.entries.copy()
    documents = []
    for checked in report.documents:
        path = relative(checked.document.path, baseline.folder)
        kept = []
        for judgement in checked.judgements:
            entry = entry_of(path, judgement.verdict, judgement.unit.text)
            if judgement.verdict in failing(checked.document.path) and left[entry] > 0:
                left[entry] -= 1
            else:
                kept.append(judgement)
        documents.append(replace(checked, judgements=tuple(kept)))
    judged = {relative(checked.document.path, baseline.folder) for checked in report.documents}
    stale = [entry for entry in (+left) if entry.path in judged or not _exists(entry, baseline)]
    return Held(replace(report, documents=tuple(documents)), tuple(sorted(stale)))


def updated(report: Report, file: str, failing: Failing, old: Baseline | None) -> str:
    """The text of a baseline that knows what fails in a report, and what the old one has of drafts not checked."""
    folder = _folder(file)
    entries = Counter(each for checked in report.documents for each in _failing_in(checked, folder, failing))
    if old is not None:
        judged = {relative(checked.document.path, folder) for checked in report.documents}
        for entry, times in old.entries.items():
            if entry.path not in judged and _exists(entry, old):
                entries[entry] += times
    return written(entries.elements())


def written(entries: Iterable[Entry]) -> str:
    """The text of the file, an entry a line in a settled order, so that it can be merged."""
    import json

    lines = [json.dumps({name: getattr(each, name) for name in Entry.__match_args__}) for each in sorted(entries)]
    return f'{{"format": {_FORMAT}, "entries": [\n' + ",\n".join(lines) + ("\n" if lines else "") + "]}\n"


def relative(path: str, folder: str) -> str:
    """A path as told from a folder, with `/`; what is no file, like standard input, keeps its name."""
    if path.startswith("<"):
        return path
    return os.path.relpath(os.path.realpath(path), os.path.realpath(folder)).replace(os.sep, "/")


def _failing_in(checked: CheckedDocument, folder: str, failing: Failing) -> Sequence[Entry]:
    path, verdicts = relative(checked.document.path, folder), failing(checked.document.path)
    return [entry_of(path, each.verdict, each.unit.text) for each in checked.judgements if each.verdict in verdicts]


def _exists(entry: Entry, baseline: Baseline) -> bool:
    return entry.path.startswith("<") or (Path(baseline.folder) / entry.path).exists()


def _folder(file: str) -> str:
    return str(Path(file).absolute().parent)
