"""Misspellings: which of some words was meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from factcheck.language.lemmas import endings, fold, look_up, stem
from factcheck.record import record

_SHORTEST = 5
_INFLECTIONS = ("plural", "past", "running")


@record
class Spellings:
    """Words to look for misspellings of; `alike` has them by first letter and length."""

    alike: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, words: Iterable[str]) -> Spellings:
        """These words."""
        alike: dict[str, list[str]] = {}
        for word in sorted(words):
            alike.setdefault(_shape(word, len(word)), []).append(word)
        return cls(alike)

    def __contains__(self, word: str) -> bool:
        return word in self.alike.get(_shape(word, len(word)), ())

    def like(self, word: str) -> Iterator[str]:
        """Those that begin like a word and are about as long."""
        for length in range(len(word) - 1, len(word) + 2):
            yield from self.alike.get(_shape(word, length), ())


def _shape(word: str, length: int) -> str:
    return f"{word[:1]}{length}"


def typo_of(word: str, candidates: Iterable[str]) -> str | None:
    """The one of the stems `candidates` that `word` misspells by a single slip of the fingers, or None.

    A slip is a letter too many, too few or wrong, or two letters swapped. Both have five letters or more and start
    alike. A word of English is never a misspelling of another ("parents" is not "patents"), and where two candidates
    are as near, none is meant.
    """
    folded = fold(word)
    if len(folded) < _SHORTEST or not folded.isalpha() or look_up(folded):
        return None
    # A slip may hide the inflection from the stemmer: "grnated" is told from "grant" by its bare beginning.
    bare = {ending.apply(folded) for kind in _INFLECTIONS for ending in endings(kind) if ending.fits(folded)}
    forms = {folded, stem(word), *bare}
    found = {each for each in candidates if any(_could_be(form, each) for form in forms)}
    return found.pop() if len(found) == 1 else None


def _could_be(word: str, candidate: str) -> bool:
    if len(word) < _SHORTEST or len(candidate) < _SHORTEST or word[0] != candidate[0]:
        return False
    return abs(len(word) - len(candidate)) < 2 and one_slip(word, candidate)


def one_slip(left: str, right: str) -> bool:
    """True where one insertion, deletion, substitution or swap of neighbours turns `left` into `right`."""
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    left, right = left[start:], right[start:]
    if len(left) != len(right):
        longer, shorter = (left, right) if len(left) > len(right) else (right, left)
        return longer[1:] == shorter
    swapped = len(left) > 1 and left[:2] == right[1::-1] and left[2:] == right[2:]
    return bool(left) and (left[1:] == right[1:] or swapped)
