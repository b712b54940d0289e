"""The English words of periods, ready to be looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from factcheck.language.figures import key

_DATA = Path(__file__).parent / "data" / "periods.yaml"
_NUMBERS = ("months", "days", "numbers")
_INVERTED = ("relations", "relations_after", "ago")
_SHARES = ("parts", "seasons")
# With these a spoken year may begin: "twenty twenty-four".
_SPOKEN = (18, 19, 20)


@dataclass(frozen=True, slots=True)
class PeriodLexicon:
    """Words and phrases of periods; phrases are written as `figures.key` writes them.

    months, days, numbers: names to numbers. quarters, halves: phrases to numbers from 1.
    parts, seasons: phrases to first and last month. relations, relations_after: what stands before and after a period.
    relative: phrases to unit and offset from a given day; ago, past_units: phrases to units.
    sets: all lists of words by the name they have in the data file.
    triggers: a text without digits and without one of these holds no period.
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
    sets: Mapping[str, frozenset[str]]
    triggers: frozenset[str]

    @classmethod
    def load(cls) -> PeriodLexicon:
        """The lexicon of the package."""
        import yaml

        with _DATA.open(encoding="utf-8") as stream:
            # values stay as they are written: `on` is a word
            raw = yaml.load(stream, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
        return cls.from_data(_derived(raw))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> PeriodLexicon:
        """A lexicon from what `to_data` gave."""
        made = dict(data)
        made["triggers"] = frozenset(data["triggers"])
        made["sets"] = {name: frozenset(words) for name, words in data["sets"].items()}
        return cls(**made)

    def to_data(self) -> dict[str, Any]:
        """The lexicon in values that JSON has."""
        data = {field.name: getattr(self, field.name) for field in fields(self)}
        data["triggers"] = sorted(self.triggers)
        data["sets"] = {name: sorted(words) for name, words in self.sets.items()}
        return data


def _derived(raw: Mapping[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {
        name: {key(word): int(number) for word, number in raw[name].items()} for name in _NUMBERS
    }
    for name in _INVERTED:
        data[name] = _inverted(raw[name])
    for name in ("quarters", "halves"):
        data[name] = {phrase: int(number) for phrase, number in _inverted(raw[name]).items()}
    for name in _SHARES:
        data[name] = {key(word): [int(first), int(last)] for word, (first, last) in raw[name].items()}
    data["relative"] = {phrase: _offset(told) for phrase, told in _inverted(raw["relative"]).items()}
    data["past_units"] = raw["past_units"]
    data["sets"] = {name: sorted(map(key, words)) for name, words in raw.items() if isinstance(words, list)}
    data["sets"] |= {name: [raw[name]] for name in ("plural", "possessive")}
    spoken = {word for word, number in data["numbers"].items() if number in _SPOKEN}
    now = {phrase.split()[-1] for phrase in (*data["relative"], *data["ago"], *data["past_units"])}
    data["triggers"] = sorted(spoken | now | set(data["sets"]["thousand"]))
    return data


def _inverted(phrases: Mapping[str, list[str]]) -> dict[str, str]:
    return {key(phrase): meaning for meaning, listed in phrases.items() for phrase in listed}


def _offset(told: str) -> list[Any]:
    unit, steps = told.split()
    return [unit, int(steps)]
