"""The English words of periods, ready to be looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from factcheck.language.figures import key
from factcheck.language.packaged import read_yaml
from factcheck.record import names, record

_NUMBERS = ("months", "days", "numbers")
_INVERTED = ("relations", "relations_after", "ago")
_SHARES = ("parts", "seasons")
_WORDS = ("spoken", "now")
# With these a spoken year may begin: "twenty twenty-four".
_SPOKEN = range(15, 21)


@record
class PeriodLexicon:
    """Words and phrases of periods; phrases are written as `figures.key` writes them.

    months, days, numbers: names to numbers. quarters, halves: phrases to numbers from 1.
    parts, seasons: phrases to first and last month. relations, relations_after: what stands before and after a period.
    relative: phrases to unit and offset from a given day; ago, past_units: phrases to units.
    sets: all lists of words by the name they have in the data file.
    spoken, now: words without which no year is spoken, and nothing told from a given day.
    starts: first words of all phrases, each with the pieces of its longest.
    """

    months: Mapping[str, int]
    days: Mapping[str, int]
    numbers: Mapping[str, int]
    quarters: Mapping[str, int]
    halves: Mapping[str, int]
    parts: Mapping[str, list[int]]
    seasons: Mapping[str, list[int]]
    relations: Mapping[str, str]
    relations_after: Mapping[str, str]
    relative: Mapping[str, list[Any]]
    ago: Mapping[str, str]
    past_units: Mapping[str, str]
    relative_parts: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]
    spoken: frozenset[str]
    now: frozenset[str]
    starts: Mapping[str, int]

    @classmethod
    def load(cls) -> PeriodLexicon:
        """The lexicon of the package."""
        return cls.from_data(_derived(read_yaml("periods.yaml")))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> PeriodLexicon:
        """A lexicon from what `to_data` gave."""
        made = dict(data)
        made |= {name: frozenset(data[name]) for name in _WORDS}
        made["sets"] = {name: frozenset(words) for name, words in data["sets"].items()}
        return cls(**made)

    def to_data(self) -> dict[str, Any]:
        """The lexicon in values that JSON has."""
        data = {name: getattr(self, name) for name in names(self)}
        data |= {name: sorted(data[name]) for name in _WORDS}
        data["sets"] = {name: sorted(words) for name, words in self.sets.items()}
        return data


def _derived(raw: Mapping[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {name: {key(word): int(number) for word, number in raw[name].items()} for name in _NUMBERS}
    for name in _INVERTED:
        data[name] = _inverted(raw[name])
    for name in ("quarters", "halves"):
        data[name] = {phrase: int(number) for phrase, number in _inverted(raw[name]).items()}
    for name in _SHARES:
        data[name] = {key(word): [int(first), int(last)] for word, (first, last) in raw[name].items()}
    data["relative"] = {phrase: _offset(told) for phrase, told in _inverted(raw["relative"]).items()}
    data["past_units"] = raw["past_units"]
    data["relative_parts"] = dict.fromkeys(map(key, raw["relative_parts"]), "")
    data["sets"] = {name: sorted(map(key, words)) for name, words in raw.items() if isinstance(words, list)}
    data["sets"] |= {name: [raw[name]] for name in ("plural", "possessive")}
    spoken = [word for word, number in data["numbers"].items() if number in _SPOKEN]
    data["spoken"] = sorted([*spoken, *data["sets"]["thousand"], *data["sets"]["ages"]])
    data["now"] = sorted({phrase.split()[-1] for phrase in (*data["relative"], *data["ago"], *data["past_units"])})
    tables = [data[name] for name in data if name != "sets"]
    data["starts"] = _lengths(phrase for table in (*tables, *data["sets"].values()) for phrase in table) | {"'": 1}
    return data


def _lengths(phrases: Iterable[str]) -> dict[str, int]:
    """First words, each with how many pieces the longest phrase that it begins has."""
    found: dict[str, int] = {}
    for phrase in phrases:
        first, *rest = phrase.split()
        found[first] = max(found.get(first, 0), 1 + len(rest))
    return found


def _inverted(phrases: Mapping[str, list[str]]) -> dict[str, str]:
    return {key(phrase): meaning for meaning, listed in phrases.items() for phrase in listed}


def _offset(told: str) -> list[Any]:
    unit, steps = told.split()
    return [unit, int(steps)]
