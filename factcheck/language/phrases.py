"""Phrases found in a run of words: by the first word, then the longest that fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

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
    """Phrases by their first word; the phrases of one word are sorted, the longest first."""

    by_first: Mapping[str, Sequence[tuple[Sequence[str], _Payload]]]

    @classmethod
    def of(cls, phrases: Iterable[tuple[Sequence[str], _Payload]]) -> PhraseTable[_Payload]:
        """The table of these phrases, each a run of one word or more."""
        by_first: dict[str, list[tuple[Sequence[str], _Payload]]] = {}
        for words, payload in phrases:
            by_first.setdefault(words[0], []).append((words, payload))
        for listed in by_first.values():
            listed.sort(key=lambda each: -len(each[0]))
        return cls(by_first)

    def at(self, words: Sequence[str], index: int) -> list[Found[_Payload]]:
        """The phrases that stand at `index` of `words`, the longest first."""
        found = []
        for phrase, payload in self.by_first.get(words[index], ()):
            end = index + len(phrase)
            if end <= len(words) and all(words[index + at] == phrase[at] for at in range(1, len(phrase))):
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
