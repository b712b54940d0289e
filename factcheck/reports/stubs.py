"""`stubs`: entries for the knowledge base on the figures of a draft that nothing is known of, for an editor to source.

Every value is quoted, so that nothing in a draft can act on YAML. An entry without its source does not load, and one
whose metric was not recognised has none: what is missing has to be found, not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.model import CheckedDocument, Gap, Judgement, Report
from factcheck.reports.text import escaped
from factcheck.reports.view import View

_NOT_IN_IDS = re.compile("[^a-z0-9]+")


def stubs(report: Report, view: View) -> str:
    """The entries of all drafts, each once, with where it was read in a comment; nothing where all is known."""
    entries = dict.fromkeys(entry for checked in report.documents for entry in _of_document(checked))
    if not entries:
        return ""
    taken: dict[str, int] = {}
    lines = ["format: 1", "assertions:"]
    for where, gap, statement in entries:
        name = _name(gap)
        taken[name] = taken.get(name, 0) + 1
        lines += _entry(where, f"{name}-{taken[name]}" if taken[name] > 1 else name, gap, statement)
    return "".join(f"{line}\n" for line in lines)


def _of_document(checked: CheckedDocument) -> Iterator[tuple[str, Gap, str]]:
    for judgement in checked.judgements:
        for gap in judgement.gaps:
            yield _place(checked, judgement), gap, judgement.unit.text


def _place(checked: CheckedDocument, judgement: Judgement) -> str:
    position = checked.document.position(judgement.unit.origins[0])
    return f"{checked.document.path}:{position.line}:{position.column}"


def _name(gap: Gap) -> str:
    parts = filter(None, (gap.subject, gap.metric or gap.value, gap.period))
    return _NOT_IN_IDS.sub("-", "-".join(parts).lower()).strip("-")


def _entry(where: str, name: str, gap: Gap, statement: str) -> Iterator[str]:
    yield f"  # {escaped(where)}"
    yield f"  - id: {name}"
    yield "    kind: figure"
    yield f"    statement: {_quoted(statement)}"
    yield f"    subject: {gap.subject}"
    yield f"    metric: {gap.metric}" if gap.metric else "    metric:"
    if gap.period:
        yield f"    period: {_quoted(gap.period)}"
    yield f"    value: {_quoted(gap.value)}"
    yield "    sources: []"


def _quoted(text: str) -> str:
    """The text as a JSON string, which YAML reads as well."""
    import json

    return escaped(json.dumps(text, ensure_ascii=False))
