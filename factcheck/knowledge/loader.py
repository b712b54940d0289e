"""Folders of YAML to a knowledge base, or to the list of everything that is wrong with them."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from factcheck.errors import KnowledgeError, Problem
from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.entries import Entity, Metric
from factcheck.knowledge.facts import Setting, read_assertion
from factcheck.knowledge.files import FORMAT, KnowledgeFile, fingerprint, list_files, read
from factcheck.knowledge.nodes import Complaints, Table, read_table
from factcheck.knowledge.readers import Readers
from factcheck.knowledge.vocabulary import (
    Names,
    Naming,
    check_circles,
    check_namings,
    read_entity,
    read_metric,
    read_source,
)
from factcheck.record import record

_SECTIONS = {"sources": "source", "entities": "entity", "metrics": "metric", "assertions": "assertion"}
_ID = re.compile("[a-z0-9][a-z0-9_-]*")


def load_knowledge(folders: Sequence[str], readers: Readers | None = None) -> KnowledgeBase:
    """The knowledge base of these folders; entries of later ones replace those of earlier ones with the same id.

    readers: how figures and periods are read; by default as in drafts.
    Raises KnowledgeError with every problem found.
    """
    readers = readers or Readers.english()
    with _no_collecting():
        collected = _collect(folders)
        base = _build(collected, readers)
    problems = list(collected.unreadable)
    for complaints in collected.files:
        problems += sorted(complaints.found, key=lambda each: (each.line, each.column))
    if problems:
        raise KnowledgeError(problems)
    return base


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Keep the garbage collector from walking, over and over, the nodes of files that are all still needed.

    With ten thousand assertions it would take two thirds of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@dataclass(slots=True)
class _Collected:
    """The tables of all folders by section and id, before any is read."""

    tables: dict[str, dict[str, Table]] = field(default_factory=lambda: {section: {} for section in _SECTIONS})
    files: list[Complaints] = field(default_factory=list)
    contents: list[tuple[str, bytes]] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)
    complete: bool = True


def _collect(folders: Sequence[str]) -> _Collected:
    collected = _Collected()
    for files in list_files(folders):
        here: dict[str, dict[str, Table]] = {section: {} for section in _SECTIONS}
        for file in files:
            _collect_file(file, here, collected)
        for section, tables in here.items():
            collected.tables[section].update(tables)
    return collected


def _collect_file(file: KnowledgeFile, here: Mapping[str, dict[str, Table]], collected: _Collected) -> None:
    content = read(file)
    if isinstance(content, Problem):
        collected.unreadable.append(content)
        collected.complete = False
        return
    complaints = Complaints(file.path)
    collected.files.append(complaints)
    collected.contents.append((file.name, content))
    table = read_table(content, complaints, "the file")
    if table is None:
        collected.complete = False
        return
    _check_format(table)
    table.keep_to(("format", *_SECTIONS))
    for section, singular in _SECTIONS.items():
        for entry in table.tables(section, _with_article(singular)):
            _collect_entry(entry, singular, here[section])


def _with_article(singular: str) -> str:
    return f"{'an' if singular[0] in 'aeiou' else 'a'} {singular}"


def _check_format(table: Table) -> None:
    mend = f"write `format: {FORMAT}` at the top"
    if not table.require("format", mend):
        return
    text = table.text("format")
    if text is not None and text.value != str(FORMAT):
        table.complaints.at(text, f"unknown format `{text.value}`", f"this program reads format {FORMAT}")


def _collect_entry(entry: Table, singular: str, here: dict[str, Table]) -> None:
    mend = "give it a name of its own: lower case, digits, - and _"
    text = entry.text("id") if entry.require("id", mend) else None
    if text is None:
        return
    entry.what = f"{singular} `{text.value}`"
    if not _ID.fullmatch(text.value):
        entry.complaints.at(text, f"`{text.value}` can't be an id", "use lower case, digits, - and _ only")
    if text.value in here:
        first = here[text.value].place
        what = f"{entry.what} is there already, in {first.path}:{first.line}"
        entry.complaints.at(text, what, "rename one, or take one out")
    else:
        here[text.value] = entry


def _build(collected: _Collected, readers: Readers) -> KnowledgeBase:
    tables = collected.tables
    names = Names.of(tables, collected.complete)
    sources = [read_source(table, name) for name, table in tables["sources"].items()]
    entities = _build_entities(tables["entities"], names)
    metrics = _build_metrics(tables["metrics"], names, readers)
    setting = Setting(names, metrics.sound, readers)
    assertions = [read_assertion(table, name, setting) for name, table in tables["assertions"].items()]
    return KnowledgeBase.of(sources, entities, metrics.all, assertions, fingerprint(collected.contents))


def _build_entities(tables: Mapping[str, Table], names: Names) -> list[Entity]:
    entities: dict[str, Entity] = {}
    namings: list[Naming] = []
    for name, table in tables.items():
        entities[name], found = read_entity(table, name, names)
        namings += found
    check_namings(namings)
    check_circles(entities, tables)
    return list(entities.values())


@record
class _Metrics:
    all: Sequence[Metric]
    sound: Mapping[str, Metric]


def _build_metrics(tables: Mapping[str, Table], names: Names, readers: Readers) -> _Metrics:
    found: list[Metric] = []
    sound: dict[str, Metric] = {}
    for name, table in tables.items():
        before = len(table.complaints.found)
        metric = read_metric(table, name, names, readers)
        found.append(metric)
        # a figure is not held against a unit that is itself in doubt
        if len(table.complaints.found) == before:
            sound[name] = metric
    return _Metrics(found, sound)
