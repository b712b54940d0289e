"""The words of a knowledge base, laid out for finding them in text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.entries import Alias, Entity, WordGroup
from factcheck.language.english import Concept, English, read_concepts, read_english, stems_of
from factcheck.language.lemmas import fold
from factcheck.language.phrases import PhraseTable
from factcheck.language.tokens import tokenize
from factcheck.language.typos import Spellings
from factcheck.record import record

Name: TypeAlias = Sequence[Any]
"""Entity id, surface that must be met exactly or "", words that must not be near, whether it is an adjective, and
whether it is written without a capital."""

Target: TypeAlias = Sequence[Any]
"""id of a metric or an assertion, number of its word group (or below 0, see `WITHOUT`), whether it is an opposite."""

WITHOUT = -1
_EXACT_UP_TO = 3


@record
class Vocabulary:
    """Laid out so that no look-up grows with what is known: each table is asked by word, name or id.

    names: of entities, by folded words. words: of metrics; predicates: of events and statements; both by stems.

    groups: how many word groups a metric or a predicate has.
    guarded: for each metric, the groups that tell it from one it is confused with; they bridge no misspelling.
    partnered: metrics whose figures involve partners.
    types: of entities, each its own first and then those of all that contain it.
    subject_types: of the entities that facts about a metric are about. inside: the entities that contain an entity.
    backdrops: of the entities that stand back before others, the types of those.
    single_names, single_words: names and words of metrics that are one word, for misspellings of them.
    """

    english: English
    names: PhraseTable[Sequence[Name]]
    words: PhraseTable[Sequence[Target]]
    predicates: PhraseTable[Sequence[Target]]
    groups: Mapping[str, int]
    guarded: Mapping[str, Sequence[int]]
    partnered: Mapping[str, bool]
    types: Mapping[str, Sequence[str]]
    subject_types: Mapping[str, Sequence[str]]
    inside: Mapping[str, Sequence[str]]
    backdrops: Mapping[str, Sequence[str]]
    single_names: Spellings
    single_words: Spellings

    @classmethod
    def from_data(cls, data: Mapping[str, Mapping[str, Any]]) -> Vocabulary:
        """The vocabulary from what `build_vocabulary` gave, or from JSON of that."""
        return cls(
            English.from_data(data),
            PhraseTable.from_data(data, "names"),
            PhraseTable.from_data(data, "words"),
            PhraseTable.from_data(data, "predicates"),
            data["groups"],
            data["guarded"],
            data["partnered"],
            data["types"],
            data["subject_types"],
            data["inside"],
            data["backdrops"],
            Spellings(data["single_names"]),
            Spellings(data["single_words"]),
        )


def build_vocabulary(base: KnowledgeBase) -> dict[str, Mapping[str, Any]]:
    """The vocabulary of a knowledge base with the English lexicon, as tables of plain data for `from_data`."""
    concepts = read_concepts()
    measured = {each.id: each for each in base.metrics.values() if each.change_of is None}
    predicates = {each.id: each.words for each in base.assertions.values() if each.words}
    guarded = {name: _telling_apart(name, base) for name in measured}
    names = _collect((words, name) for each in base.entities.values() for words, name in _names(each))
    words = _collect(_targets(((each.id, each.words, each.without) for each in measured.values()), concepts))
    loose = {
        phrase
        for phrase, targets in words.payloads.items()
        if _is_single(phrase) and any(group >= 0 and group not in guarded[name] for name, group, _ in targets)
    }
    english = read_english()
    told = _collect(_targets(((name, groups, ()) for name, groups in predicates.items()), concepts))
    tables = english | names.to_data("names") | words.to_data("words") | told.to_data("predicates")
    return tables | {
        "groups": {each.id: len(each.words) for each in measured.values()}
        | {name: len(groups) for name, groups in predicates.items()},
        "guarded": guarded,
        "partnered": {each.metric: True for each in base.assertions.values() if each.partners and each.metric},
        "types": {each.id: _types(each, base) for each in base.entities.values()},
        "inside": {each.id: sorted(base.containers(each.id)) for each in base.entities.values() if each.part_of},
        "backdrops": {each.id: each.backdrop for each in base.entities.values() if each.backdrop},
        "subject_types": {name: _subject_types(name, base) for name in measured},
        "single_names": Spellings.of(filter(_is_single, names.payloads)).alike,
        "single_words": Spellings.of(loose | set(filter(_is_single, english["marks.payloads"]))).alike,
    }


def _is_single(phrase: str) -> bool:
    return " " not in phrase


def _types(entity: Entity, base: KnowledgeBase) -> list[str]:
    above = {base.entities[name].type for name in base.containers(entity.id) if name in base.entities}
    return [entity.type, *sorted(above - {entity.type})]


def _subject_types(metric: str, base: KnowledgeBase) -> list[str]:
    """The types of all entities that take part in the facts about a metric, or about its growth."""
    metrics = [metric, *(each.id for each in base.metrics.values() if each.change_of == metric)]
    found = {
        name
        for each in metrics
        for fact in base.assertions_for(each)
        for name in (fact.subject, fact.group, *fact.over, *fact.partners, *fact.order)
    }
    return sorted({base.entities[name].type for name in found if name is not None and name in base.entities})


def _collect(phrases: Iterable[tuple[tuple[str, ...], Any]]) -> PhraseTable[Sequence[Any]]:
    """A table in which each phrase stands once, with all that it means."""
    collected: dict[tuple[str, ...], list[Any]] = {}
    for words, payload in phrases:
        listed = collected.setdefault(words, [])
        if words and payload not in listed:
            listed.append(payload)
    collected.pop((), None)
    return PhraseTable.of(collected.items())


def _names(entity: Entity) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    for alias in (Alias(entity.name), *entity.aliases):
        unless = [word.casefold() for word in alias.unless]
        exact = alias.text if len(alias.text) <= _EXACT_UP_TO or alias.text.isupper() else ""
        yield folded(alias.text), [entity.id, exact, unless, False, alias.text[:1].islower()]
    for adjective in entity.adjectives:
        yield folded(adjective), [entity.id, "", [], True, False]
        yield folded(adjective + "s"), [entity.id, "", [], False, False]


def folded(text: str) -> tuple[str, ...]:
    """The words of a name without their capitals, hyphens left out."""
    return tuple(fold(token.text) for token in tokenize(text) if token.text not in ("-", "‐", "‑", "–"))


def _targets(
    entries: Iterable[tuple[str, Sequence[WordGroup], Sequence[str]]], concepts: Mapping[str, Concept]
) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    for name, groups, without in entries:
        for number, group in enumerate(groups):
            for word in _expanded(group.any, concepts):
                yield stems_of(word), [name, number, False]
            for word in _expanded(group.opposite, concepts):
                yield stems_of(word), [name, number, True]
        for word in without:
            yield stems_of(word), [name, WITHOUT, False]


def _expanded(words: Iterable[str], concepts: Mapping[str, Concept]) -> Iterator[str]:
    for word in words:
        concept = concepts.get(word[1:]) if word.startswith("@") else None
        if concept is None:
            yield word
        else:
            yield from concept.any


def _telling_apart(name: str, base: KnowledgeBase) -> list[int]:
    """The groups of a metric that a metric it is confused with does not have as well."""
    metric = base.metrics[name]
    found: set[int] = set()
    for confusion in metric.confused_with:
        other = base.metrics.get(confusion.metric)
        if other is None or other.change_of is not None:
            continue
        theirs = [set(group.any) for group in other.words]
        found |= {
            number for number, group in enumerate(metric.words) if not any(set(group.any) & each for each in theirs)
        }
    return sorted(found)
