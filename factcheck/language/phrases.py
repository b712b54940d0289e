"""Phrases found in a run of words: by the first word, the longest that fits first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from factcheck.record import record

_Payload = TypeVar("_Payload")


@record
class Found(Generic[_Payload]):
    """A phrase at words `first` (inclusive) to `last` (exclusive), with what it stands for."""

    first: int
    last: int
    payload: _Payload


@record
class PhraseTable(Generic[_Payload]):
    """What phrases stand for, each a run of words with blanks between them.

    lengths: by first word, how many words its phrases have, the largest number first. So the time that a look-up takes
    doesn't grow with the number of phrases.
    """

    lengths: Mapping[str, Sequence[int]]
    payloads: Mapping[str, _Payload]

    @classmethod
    def of(cls, phrases: Iterable[tuple[Sequence[str], _Payload]]) -> PhraseTable[_Payload]:
        """The table of these phrases, each one word or more and told once."""
        lengths: dict[str, set[int]] = {}
        payloads: dict[str, _Payload] = {}
        for words, payload in phrases:
            lengths.setdefault(words[0], set()).add(len(words))
            payloads[" ".join(words)] = payload
        return cls({first: sorted(found, reverse=True) for first, found in lengths.items()}, payloads)

    @classmethod
    def from_data(cls, data: Mapping[str, Mapping[str, Any]], name: str) -> PhraseTable[Any]:
        """The table that `to_data` named so."""
        return cls(data[f"{name}.lengths"], data[f"{name}.payloads"])

    def to_data(self, name: str) -> dict[str, Mapping[str, Any]]:
        """The table in values that JSON has, if its payloads are such."""
        return {f"{name}.lengths": self.lengths, f"{name}.payloads": self.payloads}

    def at(self, words: Sequence[str], index: int) -> list[Found[_Payload]]:
        """The phrases that stand at `index` of `words`, the longest first."""
        found: list[Found[_Payload]] = []
        for length in self.lengths.get(words[index], ()):
            end = index + length
            if end <= len(words):
                payload = self.payloads.get(" ".join(words[index:end]))
                if payload is not None:
                    found.append(Found(index, end, payload))
        return found

    def longest(self, words: Sequence[str]) -> list[Found[_Payload]]:
        """The longest phrase at each place of `words`, none overlapping an earlier one."""
        found: list[Found[_Payload]] = []
        index = 0
        while index < len(words):
            here = self.at(words, index)
            if here:
                found.append(here[0])
            index = here[0].last if here else index + 1
        return found
