"""Plain English that the program reacts to: marks, concepts, and words that never make a claim another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from factcheck.language.packaged import read_yaml
from factcheck.language.phrases import PhraseTable
from factcheck.language.tokens import tokenize
from factcheck.record import record

_PREFIX = "out"
_FILE = "english.yaml"


def stems_of(phrase: str) -> tuple[str, ...]:
    """The stems of a phrase, hyphens left out, as `PhraseTable` wants them."""
    return tuple(token.stem for token in tokenize(phrase) if token.text not in ("-", "‐", "‑"))


@record
class English:
    """marks: phrases to the kinds of mark that they are. plain: stems that need no explanation, by part of speech.

    auxiliaries, questions: stems of the words that open questions. anaphora: phrases that point back.
    measures: units of measure, with their family and how many of its first unit they are.
    months: how many months each unit of time has. grammar: stems by the part that they play in a sentence.
    """

    marks: PhraseTable[Sequence[str]]
    plain_nouns: frozenset[str]
    plain_adjectives: frozenset[str]
    plain_verbs: frozenset[str]
    auxiliaries: frozenset[str]
    questions: frozenset[str]
    anaphora: PhraseTable[bool]
    months: Mapping[str, Fraction]
    grammar: Mapping[str, frozenset[str]]
    inverted: frozenset[str]
    symbols: Mapping[str, str]
    low: frozenset[str]
    high: frozenset[str]
    measures: PhraseTable[Sequence[str]]

    @classmethod
    def from_data(cls, data: Mapping[str, Mapping[str, Any]]) -> English:
        """The lexicon from what `read_english` gave, or from JSON of that."""
        words: Mapping[str, Any] = data["english"]["words"]
        plain: Mapping[str, Sequence[str]] = words["plain"]
        months: Mapping[str, str] = words["months"]
        grammar: Mapping[str, Sequence[str]] = words["grammar"]
        return cls(
            PhraseTable.from_data(data, "marks"),
            frozenset(plain["nouns"]),
            frozenset(plain["adjectives"]),
            frozenset(plain["verbs"]),
            frozenset(words["auxiliaries"]),
            frozenset(words["questions"]),
            PhraseTable.from_data(data, "anaphora"),
            {unit: Fraction(count) for unit, count in months.items()},
            {part: frozenset(stems) for part, stems in grammar.items()},
            frozenset(words["inverted"]),
            words["symbols"],
            frozenset(words["low"]),
            frozenset(words["high"]),
            PhraseTable.from_data(data, "measures"),
        )


@record
class Concept:
    """Synonyms that a knowledge base names with `@`, and their opposites."""

    any: tuple[str, ...]
    opposite: tuple[str, ...]


def read_english() -> dict[str, Mapping[str, Any]]:
    """The packaged lexicon as tables of plain data, phrases reduced to stems; `English.from_data` takes it."""
    content = read_yaml(_FILE)
    kinds: dict[tuple[str, ...], list[str]] = {}
    for kind, phrases in content["marks"].items():
        for stems in (stems for phrase in phrases for stems in _spellings(phrase)):
            listed = kinds.setdefault(stems, [])
            if kind not in listed:
                listed.append(kind)
    plain = {name: sorted({stems_of(word)[0] for word in words}) for name, words in content["plain"].items()}
    words = {
        "plain": plain,
        "auxiliaries": sorted({stems_of(word)[0] for word in content["auxiliaries"]}),
        "months": content["months"],
        "grammar": {part: sorted(map(_grammatical, words)) for part, words in content["grammar"].items()},
        "inverted": content["inverted"],
        "symbols": content["symbols"],
        "high": sorted({stems_of(word)[0] for word in content["high"]}),
        "low": sorted({stems_of(word)[0] for word in content["low"]}),
        "questions": sorted({stems_of(word)[0] for word in content["questions"]}),
    }
    measures = PhraseTable.of(
        (stems_of(unit), [family, factor])
        for family, units in content["measures"].items()
        for unit, factor in units.items()
    )
    anaphora = PhraseTable.of((stems_of(phrase), True) for phrase in content["anaphora"])
    marks = PhraseTable.of(kinds.items())
    tables: dict[str, Mapping[str, Any]] = {"english": {"words": words}}
    return tables | marks.to_data("marks") | measures.to_data("measures") | anaphora.to_data("anaphora")


def _grammatical(word: str) -> str:
    """The stem of a word of grammar; what an apostrophe ties to a word ("'s") is its own."""
    return stems_of(word)[0] if word[0].isalpha() else word


def _spellings(phrase: str) -> list[tuple[str, ...]]:
    """The stems of a phrase, for "outpublish" those of "out-publish" as well."""
    stems = stems_of(phrase)
    prefixed = len(stems) == 1 and phrase.startswith(_PREFIX) and len(phrase) > len(_PREFIX) + 2
    return [stems, (_PREFIX, *stems_of(phrase[len(_PREFIX) :]))] if prefixed else [stems]


def read_concepts() -> dict[str, Concept]:
    """The synonyms of the packaged lexicon by name."""
    listed = read_yaml(_FILE)["concepts"]
    return {name: Concept(tuple(entry["any"]), tuple(entry["opposite"])) for name, entry in listed.items()}
