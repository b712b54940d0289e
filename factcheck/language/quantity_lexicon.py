"""The English words of figures, ready to be looked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from factcheck.language.figures import VULGAR, Phrases, Pieces, key
from factcheck.language.packaged import read_yaml
from factcheck.record import names, record

_HEDGES = ("exact", "about", "nearly")
_SETS = ("only_fractions", "limits", "triggers", "openers", "starts")
_PHRASES = ("before", "after", "units", "prefixes", "suffixes")
_LEADING = ("idioms", "between", "from")
_PHRASE_SETS = ("idioms", "ranks", "between", "from", "both", "share_in", "magnitudes", "not_before", "factors")


@record
class QuantityLexicon:
    """Words and phrases of figures; phrases are written as `figures.key` writes them.

    cardinals, dozens, ordinals, fractions (denominators), multiples: words and what they are worth.
    only_fractions: denominators that are no ordinals ("thirds", "half").
    scales: what stands for a scale after digits, as written.
    limits: phrases that set a bound ("at least"), and do not merely hedge.
    before, after: phrases of bounds and hedges, to [bound] or [bound, "close"].
    units: phrases to [kind, unit] or [kind, unit, worth]; durations: units to [family, worth].
    prefixes, suffixes, cents: currencies, to [ISO 4217 code, spelling that is asked for or ""], and a scale.
    sets: all lists of words by the name they have in the data file; phrases: those that hold phrases.
    triggers: a text without digits and without one of these holds no quantity.
    openers: words and marks that can open a number; starts: those, and the first words of bounds and idioms.
    """

    cardinals: Mapping[str, int]
    dozens: Mapping[str, int]
    ordinals: Mapping[str, int]
    fractions: Mapping[str, int]
    only_fractions: frozenset[str]
    multiples: Mapping[str, int]
    scales: Mapping[str, int]
    before: Phrases
    after: Phrases
    units: Phrases
    durations: Mapping[str, list[str]]
    prefixes: Phrases
    suffixes: Phrases
    cents: Mapping[str, list[str]]
    sets: Mapping[str, frozenset[str]]
    phrases: Mapping[str, Phrases]
    limits: frozenset[str]
    triggers: frozenset[str]
    openers: frozenset[str]
    starts: frozenset[str]

    @classmethod
    def load(cls) -> QuantityLexicon:
        """The lexicon of the package."""
        return cls.from_data(_derived(read_yaml("quantities.yaml"), read_yaml("periods.yaml")))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> QuantityLexicon:
        """A lexicon from what `to_data` gave."""
        made = dict(data)
        for name in _SETS:
            made[name] = frozenset(made[name])
        for name in _PHRASES:
            made[name] = Phrases.of(made[name])
        made["phrases"] = {name: Phrases.of({phrase: [] for phrase in data["sets"][name]}) for name in _PHRASE_SETS}
        made["sets"] = {name: frozenset(words) for name, words in data["sets"].items()}
        return cls(**made)

    def to_data(self) -> dict[str, Any]:
        """The lexicon in values that JSON has."""
        data = {name: getattr(self, name) for name in names(self) if name != "phrases"}
        for name in _SETS:
            data[name] = sorted(data[name])
        for name in _PHRASES:
            data[name] = data[name].told
        data["sets"] = {name: sorted(words) for name, words in self.sets.items()}
        return data


def _worths(words: Mapping[str, str]) -> dict[str, int]:
    return {key(word): int(worth) for word, worth in words.items()}


def _phrases(words: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {key(phrase): told for phrase, told in words.items()}


def _currencies(words: Mapping[str, str], scales: Mapping[str, str]) -> dict[str, list[str]]:
    """Codes and what starts with a capital before a symbol count only as written: "TRY" is money, "try" is not, nor
    is there a dollar of Singapore in "Norway's $5"; unless they are listed in small letters too.
    """
    found: dict[str, list[str]] = {}
    for name, code in words.items():
        first = Pieces.of(name).raw[0]
        strict = first.isalpha() and name[0].isupper() and " " not in name and name.lower() not in words
        found[key(name)] = [code, first if strict or "$" in name[1:] else ""]
    codes = [name for name in words if name.isalpha() and name.isupper()]
    for letter, worth in scales.items():
        found |= {key(letter + name): [words[name], letter + name, worth] for name in codes}
    return found


def _derived(raw: Mapping[str, Any], periods: Mapping[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "cardinals": _worths(raw["numbers"]),
        "dozens": _worths(raw["dozens"]),
        "ordinals": _worths(raw["ordinals"]),
        "scales": {word: int(worth) for word, worth in raw["scales"].items()},
        "before": _phrases(raw["before"]),
        "after": _phrases(raw["after"]),
        "units": _phrases(raw["units"]),
        "durations": raw["durations"],
        "prefixes": _currencies(raw["currencies"]["before"], raw["code_scales"]),
        "suffixes": _currencies(raw["currencies"]["after"], raw["code_scales"]),
        "cents": _currencies(raw["currencies"]["cents"], {}),
        "sets": {name: sorted(map(key, words)) for name, words in raw.items() if isinstance(words, list)},
    }
    data["sets"]["months"] = sorted(map(key, periods["months"]))
    plurals = {word + raw["plural"]: worth for word, worth in data["ordinals"].items() if worth > 2}
    data["fractions"] = _worths(raw["fractions"]) | plurals
    data["only_fractions"] = sorted(data["fractions"])
    data["fractions"] |= {word: worth for word, worth in data["ordinals"].items() if worth > 2}
    folds = {word + raw["fold"]: worth for word, worth in data["cardinals"].items() if worth > 1}
    data["multiples"] = _worths(raw["multiples"]) | folds
    data["limits"] = sorted(name for name, (bound, *_) in data["before"].items() if bound not in _HEDGES)
    data["triggers"] = sorted(_triggers(data))
    openers = _openers(data)
    data["openers"] = sorted(openers)
    data["starts"] = sorted(openers.union(_firsts(data["before"]), *(_firsts(data["sets"][name]) for name in _LEADING)))
    return data


def _triggers(data: Mapping[str, Any]) -> set[str]:
    words = {*data["cardinals"], *data["dozens"], *data["ordinals"], *data["fractions"], *data["multiples"]}
    words |= {word for phrase in data["sets"]["magnitudes"] for word in phrase.split()[-1:]}
    # "a year" is a figure without a number word
    return words | set(data["durations"])


def _firsts(phrases: Iterable[str]) -> Iterator[str]:
    return (phrase.split(" ", 1)[0] for phrase in phrases)


def _openers(data: Mapping[str, Any]) -> set[str]:
    sets = data["sets"]
    words = {*data["cardinals"], *data["dozens"], *data["ordinals"], *data["fractions"], *data["multiples"], *VULGAR}
    words.update(_firsts(data["prefixes"]), _firsts(sets["ranks"]), _firsts(sets["factors"]))
    return words.union("-+", sets["articles"], sets["minus"], sets["top"])
