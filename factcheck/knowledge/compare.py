"""What has changed between two knowledge bases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.entries import (
    Alias,
    Assertion,
    Citation,
    Confusion,
    Entity,
    Metric,
    Reading,
    Source,
    Supersession,
    WordGroup,
)
from factcheck.model import Period, Quantity
from factcheck.record import names, record, replace

ADDED, GONE, CHANGED = "added", "gone", "changed"
"""What can have happened to an entry."""

_SECTIONS = (
    ("assertions", "assertion"),
    ("sources", "source"),
    ("entities", "entity"),
    ("metrics", "metric"),
)
# `place` is no part of what an entry says, and `value` is read from `printed`
_LEFT_OUT = frozenset({"id", "place", "value"})
_KEYS = {"printed": "value", "citations": "sources"}

_Entry = Source | Entity | Metric | Assertion


@record
class FieldChange:
    """A field of an entry that has another value now; empty where it had, or has, none."""

    field: str
    old: str
    new: str


@record
class Change:
    """An entry that was added, is gone or has changed.

    section: what kind of entry it is, in a word. shown: its statement, title or name, as it is or was last.
    """

    section: str
    id: str
    change: str
    shown: str
    fields: tuple[FieldChange, ...] = ()


def compare(old: KnowledgeBase, new: KnowledgeBase) -> tuple[Change, ...]:
    """What has changed from one knowledge base to another: assertions first, then sources, entities and metrics.

    Each by id. Where an entry is written, and in which order lists of tags stand, does not count.
    """
    found: list[Change] = []
    for section, singular in _SECTIONS:
        before: Mapping[str, _Entry] = getattr(old, section)
        after: Mapping[str, _Entry] = getattr(new, section)
        for name in sorted({*before, *after}):
            found += _compared(singular, name, before.get(name), after.get(name))
    return tuple(found)


def within(base: KnowledgeBase, folder: str) -> KnowledgeBase:
    """The entries of a knowledge base that are written in a folder, by its path as the loader was given it."""
    start = folder.rstrip("/") + "/"

    def inside(entries: Mapping[str, _Entry]) -> dict[str, _Entry]:
        return {name: each for name, each in entries.items() if each.place.path.startswith(start)}

    return replace(base, **{section: inside(getattr(base, section)) for section, _ in _SECTIONS})


def _compared(section: str, name: str, old: _Entry | None, new: _Entry | None) -> Iterable[Change]:
    if old is None and new is not None:
        yield Change(section, name, ADDED, _shown(new))
    elif new is None and old is not None:
        yield Change(section, name, GONE, _shown(old))
    elif old is not None and new is not None:
        fields = tuple(_field_changes(old, new))
        if fields:
            yield Change(section, name, CHANGED, _shown(new), fields)


def _field_changes(old: _Entry, new: _Entry) -> Iterable[FieldChange]:
    for field in names(old):
        if field in _LEFT_OUT:
            continue
        before, after = _written(getattr(old, field)), _written(getattr(new, field))
        if before != after:
            yield FieldChange(_KEYS.get(field, field), before, after)


def _shown(entry: _Entry) -> str:
    if isinstance(entry, Assertion):
        return entry.statement
    return entry.title if isinstance(entry, Source) else entry.name


def _written(value: object) -> str:
    """A value of a field as people write it; empty for none."""
    if value is None or value is False:
        return ""
    if value is True:
        return "true"
    if isinstance(value, frozenset):
        return _joined(sorted(value))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _joined(map(_written, value))
    return _of_record(value)


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(parts)


def _of_record(value: object) -> str:
    match value:
        case Period() | Quantity():
            return value.text
        case Citation():
            origin = f", repeating {value.origin}" if value.origin else ""
            return f"{value.source} ({value.locator}{origin})"
        case Reading():
            return f"{value.url} ({value.kind}{f', {value.on}' if value.on else ''})"
        case Supersession():
            return " ".join(filter(None, (value.on and f"on {value.on}", value.by and f"by {value.by}")))
        case Alias():
            return f"{value.text} (unless {_joined(value.unless)})" if value.unless else value.text
        case WordGroup():
            opposite = f" / {'|'.join(value.opposite)}" if value.opposite else ""
            return f"[{'|'.join(value.any)}{opposite}]"
        case Confusion():
            return f"{value.metric} ({value.difference})"
    return str(value)


# --- shown ---------------------------------------------------------------------------------------

_SIGNS = {ADDED: "+", GONE: "-", CHANGED: "~"}


def change_lines(changes: Iterable[Change]) -> list[str]:
    """A line for each change (+ added, - gone, ~ changed), and below it one for each field: old → new."""
    lines: list[str] = []
    for change in changes:
        lines.append(f"{_SIGNS[change.change]} {change.section} {change.id}: {change.shown}")
        lines += [f"    {each.field}: {each.old or '(none)'} → {each.new or '(none)'}" for each in change.fields]
    return lines


def changes_json(changes: Iterable[Change]) -> list[dict[str, object]]:
    """The changes as JSON has them; a value that isn't there is null."""
    return [
        {
            "section": change.section,
            "id": change.id,
            "change": change.change,
            "shown": change.shown,
            "fields": {each.field: {"old": each.old or None, "new": each.new or None} for each in change.fields},
        }
        for change in changes
    ]
