"""The word table: which stem and which parts of speech a word of English has, and rules for words that it lacks.

The table is a sorted text file of some 75,000 lines that is mapped into memory and searched by halving, so that a run
which asks for ten words does not read a megabyte. Both files and the licences of their sources are in `data/`.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from functools import cache, lru_cache

from factcheck.language.packaged import path_of, read_text
from factcheck.record import record

# No word of English is longer; what is, is left as it stands, which bounds the work on hostile drafts.
_LONGEST = 40
_APOSTROPHES = str.maketrans("’ʼ＇", "'''")


@record
class Entry:
    """What the table says of a word: its stem, and its parts of speech as letters, likeliest first (see `words.py`)."""

    stem: str
    letters: str


@record
class Ending:
    """A line of `endings.tsv`: in a word of at least `least` letters more, `ending` gives way to `replacement`."""

    ending: str
    replacement: str
    least: int

    def fits(self, word: str) -> bool:
        """True where the word ends like this and is long enough."""
        return word.endswith(self.ending) and len(word) - len(self.ending) >= self.least

    def apply(self, word: str) -> str:
        """The word with the ending replaced; it must fit."""
        return word[: len(word) - len(self.ending)] + self.replacement


@record
class WordTable:
    """A sorted table of words, `word TAB stem TAB letters`, each line ended by a line feed."""

    content: mmap.mmap | bytes

    @classmethod
    def open(cls, path: str) -> WordTable:
        """Map the file at `path`; raises OSError where it can't be read."""
        with open(path, "rb") as file:  # noqa: PTH123  (pathlib takes long to load)
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def find(self, word: str) -> Entry | None:
        """The entry of a case-folded word, or None where the table lacks it."""
        key = word.encode("utf-8", "surrogatepass")
        low, high = 0, len(self.content)
        while low < high:
            start = self.content.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self.content.find(b"\n", start)
            found, stem, letters = self.content[start:end].split(b"\t")
            if found == key:
                return Entry(stem.decode() or word, letters.decode())
            if found < key:
                low = end + 1
            else:
                high = start
        return None

    def __iter__(self) -> Iterator[tuple[str, Entry]]:
        """All words with their entries, in the order of the file; reads all of it."""
        for line in bytes(self.content).decode().splitlines():
            word, stem, letters = line.split("\t")
            yield word, Entry(stem or word, letters)


@cache
def table() -> WordTable:
    """The word table of the package."""
    return WordTable.open(path_of("words.tsv"))


@cache
def endings(kind: str) -> tuple[Ending, ...]:
    """The endings of one kind, in the order of the file."""
    return _all_endings().get(kind, ())


@cache
def _all_endings() -> dict[str, tuple[Ending, ...]]:
    found: dict[str, list[Ending]] = {}
    for line in read_text("endings.tsv").splitlines():
        if not line.startswith("#"):
            kind, ending, replacement, least = line.split("\t")
            found.setdefault(kind, []).append(Ending(ending, replacement, int(least)))
    return {kind: tuple(each) for kind, each in found.items()}


# --- look-up -------------------------------------------------------------------------------------


def fold(word: str) -> str:
    """The word without capitals, with plain apostrophes."""
    return word.casefold().translate(_APOSTROPHES)


@lru_cache(maxsize=1 << 16)
def look_up(folded: str) -> Entry | None:
    """What the table says of a folded word of moderate length, else None."""
    return table().find(folded) if len(folded) <= _LONGEST else None


def stem(word: str) -> str:
    """The stem of one word: what all its inflections and both its spellings share.

    Case-folded and in American spelling. Forms of a noun or verb are merged ("filed", "files", "filings": file);
    degrees of an adjective are not ("larger" says another thing than "large"), nor are derived words ("product" is
    not "produce"). A stem need not be a word, but it is its own stem. Names lose their plural as other nouns do.
    """
    if len(word) > _LONGEST:
        return fold(word)
    return _stem(word)


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    folded = fold(word)
    known = look_up(folded)
    if known:
        return known.stem
    if "." in folded:
        return _undotted(folded)
    if not folded.isalpha():
        return _stem_with_digits(folded)
    # "EVs", "PhDs": the small s after a capital is always a plural.
    if word.endswith("s") and word[-2:-1].isupper():
        return _settle(folded[:-1])
    return _settle(folded)


def _undotted(folded: str) -> str:
    """Initials lose their points: "U.S." is "us"; but "a.m." stays, for "am" is a form of another word."""
    bare = folded.replace(".", "")
    if not bare.isalpha() or any(len(part) > 2 for part in folded.split(".")):
        return folded
    known = look_up(bare)
    return folded if known and known.stem != bare else _settle(bare)


def _stem_with_digits(folded: str) -> str:
    if folded[:1].isalpha() and folded.endswith("s") and folded[-2:-1].isdigit():
        return folded[:-1]
    return folded


def _settle(folded: str) -> str:
    """Follow the rules until they change nothing; each step but that of the spelling makes the word shorter."""
    while True:
        shorter = _step(folded)
        if shorter == folded:
            return folded
        folded = shorter


def _step(folded: str) -> str:
    known = look_up(folded) or _prefixed(folded)
    if known:
        return known.stem
    for reduce in (_singular, _present, _american):
        reduced = reduce(folded)
        if reduced != folded:
            return reduced
    return folded


@lru_cache(maxsize=1 << 12)
def _prefixed(folded: str) -> Entry | None:
    """The entry of a word made of a prefix and a word of the table ("outproduced"), as if the table held it."""
    for prefix in endings("prefix"):
        rest = folded[len(prefix.ending) :]
        if folded.startswith(prefix.ending) and len(rest) > prefix.least:
            known = look_up(rest)
            if known and set(known.letters) - set("p"):
                return Entry(prefix.ending + known.stem, known.letters)
    return None


def _singular(folded: str) -> str:
    if any(ending.fits(folded) for ending in endings("whole")):
        return folded
    return _first(folded, "plural")


def _present(folded: str) -> str:
    for kind in ("past", "running"):
        base = _first(folded, kind)
        if base != folded:
            return base if base.endswith("y") else _restored(base) if _has_vowel(base) else folded
    return folded


def _restored(base: str) -> str:
    """The verb that was cut down to `base` before -ed or -ing: one the table knows, else by its last letters."""
    for candidate in (base + "e", base, base[:-1] if base[-1:] == base[-2:-1] else base):
        known = look_up(candidate)
        if known and "v" in known.letters:
            return candidate
    return _first(_first(base, "doubled"), "silent")


def _american(folded: str) -> str:
    return _first(folded, "spelling")


def _first(word: str, kind: str) -> str:
    return next((ending.apply(word) for ending in endings(kind) if ending.fits(word)), word)


def _has_vowel(word: str) -> bool:
    return any(letter in "aeiouy" for letter in word)


def letters(word: str) -> str:
    """The parts of speech of a word as letters, likeliest first; empty where nothing is known of it."""
    folded = fold(word)
    known = look_up(folded) or (_prefixed(folded) if len(folded) <= _LONGEST else None)
    if known:
        return known.letters
    return next((each.replacement for each in endings("class") if each.fits(folded)), "")
