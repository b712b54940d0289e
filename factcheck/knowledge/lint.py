"""What is doubtful in a knowledge base that loads: nothing that keeps it from being used, but worth mending."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import combinations, pairwise

from factcheck.errors import Problem
from factcheck.knowledge.base import KnowledgeBase, last_day
from factcheck.knowledge.entries import Assertion, AssertionKind, Entity, Metric, Place, Source
from factcheck.knowledge.slots import differ, slot
from factcheck.model import Quantity

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# A figure that was not read at its publisher takes so many sites that don't copy each other.
_WITNESSES = 2


def lint(base: KnowledgeBase) -> list[Problem]:
    """Everything that is doubtful, in the order of files and lines.

    Entities without facts are no fault: knowing a name tells "Elbe" from "Danube" even where nothing is known of it.
    """
    checks: tuple[Callable[[KnowledgeBase], Iterable[Problem]], ...] = (
        _unsorted, _unused, _one_sided, _repeated_names, _group_words, _addresses, _comparisons, _too_early,
        _same_statement, _same_slot, _readings, _revisions, _years,
    )  # fmt: skip
    return sorted(problem for check in checks for problem in check(base))


def _at(place: Place, what: str, mend: str) -> Problem:
    return Problem(place.path, place.line, place.column, what, mend)


def _sections(base: KnowledgeBase) -> Iterator[Mapping[str, Source | Entity | Metric | Assertion]]:
    yield base.sources
    yield base.entities
    yield base.metrics
    yield base.assertions


def _unsorted(base: KnowledgeBase) -> Iterator[Problem]:
    for section in _sections(base):
        by_file: dict[str, list[Source | Entity | Metric | Assertion]] = {}
        for entry in sorted(section.values(), key=lambda each: each.place.line):
            by_file.setdefault(entry.place.path, []).append(entry)
        for entries in by_file.values():
            # one a list: whoever sorts it mends the others too
            late = next((pair for pair in pairwise(entries) if pair[1].id < pair[0].id), None)
            if late is not None:
                yield _at(late[1].place, f"`{late[1].id}` stands after `{late[0].id}`", "sort the list by id")


def _unused(base: KnowledgeBase) -> Iterator[Problem]:
    for source in base.sources.values():
        if source.id not in base.index.by_source and not _is_origin(source, base):
            yield _at(source.place, f"no assertion cites source `{source.id}`", "cite it, or take it out")
    related = {name for metric in base.metrics.values() for name in _related(metric)}
    for metric in base.metrics.values():
        if metric.id not in base.index.by_metric and metric.id not in related:
            yield _at(metric.place, f"nothing is known of metric `{metric.id}`", "add an assertion, or take it out")


def _is_origin(source: Source, base: KnowledgeBase) -> bool:
    return any(each.origin == source.id for each in base.sources.values())


def _related(metric: Metric) -> Iterator[str]:
    yield from (each.metric for each in metric.confused_with)
    if metric.change_of is not None:
        yield metric.change_of


def _one_sided(base: KnowledgeBase) -> Iterator[Problem]:
    for metric in base.metrics.values():
        for confusion in metric.confused_with:
            other = base.metrics[confusion.metric]
            if all(each.metric != metric.id for each in other.confused_with):
                what = f"`{metric.id}` is confused with `{other.id}`, but not the other way round"
                yield _at(other.place, what, f"add `{metric.id}` to `confused_with` of `{other.id}`")


def _repeated_names(base: KnowledgeBase) -> Iterator[Problem]:
    for entity in base.entities.values():
        names = [entity.name, *(each.text for each in entity.aliases)]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield _at(entity.place, f"`{name}` names `{entity.id}` twice", "take one out; `name` is an alias already")


def _group_words(base: KnowledgeBase) -> Iterator[Problem]:
    entries: tuple[Metric | Assertion, ...] = (*base.metrics.values(), *base.assertions.values())
    for entry in entries:
        for group in entry.words:
            for word in sorted(set(group.any) & set(group.opposite)):
                yield _at(
                    entry.place, f"`{word}` meets a group of `{entry.id}` and is its opposite", "keep one of them"
                )
    for metric in base.metrics.values():
        for word in sorted({word for group in metric.words for word in group.any} & set(metric.without)):
            yield _at(metric.place, f"`{word}` is in `words` and in `without` of `{metric.id}`", "keep one of them")


def _addresses(base: KnowledgeBase) -> Iterator[Problem]:
    for source in base.sources.values():
        if source.url is not None and not source.url.startswith(("https://", "http://")):
            yield _at(source.place, f"`url` of source `{source.id}` is no web address", "start it with https://")


def _comparisons(base: KnowledgeBase) -> Iterator[Problem]:
    for each in base.assertions.values():
        if each.subject in each.over:
            yield _at(each.place, f"`{each.id}` compares its subject with itself", "take it out of `over`")
        if each.subject in each.partners:
            yield _at(each.place, f"`{each.id}` has its subject as a partner", "take it out of `partners`")
        if len(set(each.order)) < len(each.order):
            yield _at(each.place, f"`order` of `{each.id}` names an entity twice", "keep one of them")
        if each.order and each.subject not in each.order:
            yield _at(each.place, f"the subject of `{each.id}` is not in its `order`", "name one that is, or add it")


def _too_early(base: KnowledgeBase) -> Iterator[Problem]:
    for each in base.assertions.values():
        published = base.published(each)
        if each.kind is AssertionKind.FORECAST or each.period is None or published is None:
            continue
        if each.period.start > last_day(published):
            what = f"`{each.id}` tells of {each.period.text}, after its sources were published ({published})"
            yield _at(each.place, what, "make it a forecast, or correct the date")


def _same_statement(base: KnowledgeBase) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for each in base.assertions.values():
        first = seen.setdefault(each.statement.casefold(), each.id)
        if first != each.id:
            yield _at(
                each.place, f"`{each.id}` states the same as `{first}`", "make one of them, with the sources of both"
            )


def _same_slot(base: KnowledgeBase) -> Iterator[Problem]:
    slots: dict[object, list[tuple[Assertion, Quantity]]] = {}
    for each in base.assertions.values():
        if each.value is not None and each.superseded is None:
            slots.setdefault(slot(each), []).append((each, each.value))
    for facts in slots.values():
        for (one, first), (other, second) in combinations(facts, 2):
            if not (one.note and other.note) and differ(first, second):
                what = f"`{other.id}` has {other.printed} where `{one.id}` has {one.printed}"
                yield _at(other.place, what, "correct one; where sources differ, say so in the `note` of both")


def _readings(base: KnowledgeBase) -> Iterator[Problem]:
    for each in base.assertions.values():
        for reading in each.read_at:
            if "://" not in reading.url:
                mend = "start it with https://"
                yield _at(each.place, f"`{each.id}` was read at `{reading.url}`, which is no web address", mend)
        secondary = [reading for reading in each.read_at if reading.kind == "secondary"]
        few = len({_site(reading.url) for reading in secondary}) < _WITNESSES
        if secondary and few and len(secondary) == len(each.read_at):
            what = f"`{each.id}` was read on one secondary site only"
            yield _at(each.place, what, "read it at its publisher, or on a second page that doesn't copy the first")


def _site(url: str) -> str:
    """The host and the first part of the path: on hosts of many authors that tells one from another."""
    return "/".join(url.partition("://")[2].removeprefix("www.").split("/")[:2])


def _revisions(base: KnowledgeBase) -> Iterator[Problem]:
    for each in base.assertions.values():
        if each.superseded is None or each.superseded.by is None:
            continue
        later = base.assertions[each.superseded.by]
        if (later.metric, later.subject) != (each.metric, each.subject):
            what = f"`{each.id}` is superseded by `{later.id}`, which speaks of another subject or metric"
            yield _at(each.place, what, "name the assertion that took its place")


def _years(base: KnowledgeBase) -> Iterator[Problem]:
    for each in base.assertions.values():
        told = [int(year) for year in _YEAR.findall(each.statement)]
        if each.period is None or not told:
            continue
        first, last = each.period.start.year, (each.period.end - timedelta(days=1)).year
        if not any(first <= year <= last for year in told):
            what = f"the statement of `{each.id}` tells of {told[0]}, its `period` is {each.period.text}"
            yield _at(each.place, what, "correct one of the two")
