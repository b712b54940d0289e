"""The audit of leftover words: what in a clause no part of the claim explains, and how much that matters.

A word that nothing explains may make it another claim ("river museums", "football club parking fines").
Weights as measured by prototypes of this program: a name 2; a noun that goes with the metric or follows a figure 1;
another noun less; words of grammar, verbs and adverbs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.claims.clauses import Clause
from factcheck.claims.measured import counts_list
from factcheck.claims.reading import Lexica, Reading
from factcheck.language.lemmas import fold, letters
from factcheck.language.parts import noun_at, parts_of_speech
from factcheck.record import record, replace

BAR = 0.7
"""From here on, what is left over makes a claim another one."""

_NAME = 2.0
_NOUN = 1.0
_DISTANT = 0.4
_NARROWING = 0.7
_FIGURE = 2.0


@record
class Leftover:
    """Words that nothing explains, with their weight."""

    words: tuple[str, ...]
    weight: float

    @property
    def matters(self) -> bool:
        """True where they make it another claim."""
        return self.weight >= BAR


@record
class Explained:
    """What explains words of a clause: tokens that a claim uses, stems of the words in which what is known is told,
    and entities that go with those that are spoken of.

    metric: the tokens that are words of the metric.
    graded: "more" and "fewer" need to be explained.
    inherited: the metric is taken over from elsewhere, so that any word here may be that of another one.
    names: entities whose names are among these words are explained as well; then adjectives need to be explained, too,
    for a fact in words says nothing of what else its subject is.
    """

    tokens: frozenset[int]
    stems: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    names: bool = False
    graded: bool = False
    metric: frozenset[int] = frozenset()
    inherited: bool = False


def audit(reading: Reading, clause: Clause, explained: Explained, lexica: Lexica) -> Leftover:
    """What is left unexplained in a clause."""
    if _shouts(reading):
        lowered = tuple(
            replace(each, text=each.text.lower(), capitalised=False, all_caps=False) for each in reading.tokens
        )
        reading = replace(reading, tokens=lowered)
    found = list(_unexplained(reading, clause, explained, lexica))
    return Leftover(tuple(word for word, _ in found), sum(weight for _, weight in found))


def _shouts(reading: Reading) -> bool:
    """True where most words are in capitals, so that capitals tell nothing."""
    return sum(each.all_caps for each in reading.tokens) * 2 > sum(each.is_word for each in reading.tokens)


def _unexplained(reading: Reading, clause: Clause, explained: Explained, lexica: Lexica) -> Iterator[tuple[str, float]]:
    used = explained.tokens
    marked = {at for mark in reading.marks for at in range(mark.first, mark.last)}
    dated = {at for hit in reading.periods for at in range(hit.first, hit.last)}
    entities = {at: hit for hit in reading.entities for at in range(hit.first, hit.last)}
    for each in reading.quantities:
        if clause.holds(each.first) and each.first not in used and not counts_list(reading, clause, each):
            yield each.quantity.text, _FIGURE
    for hit in clause.within(reading.entities):
        told = explained.names and {reading.tokens[at].stem for at in range(hit.first, hit.last)} <= explained.stems
        if hit.first not in used and hit.id not in explained.entities and not told:
            yield reading.span(hit.first, hit.last).of(reading.text), _NAME
    yield from _said_of_all(reading, clause)
    for mark in clause.within(reading.marks):
        if explained.graded and mark.kinds & {"more", "less"} and mark.first not in used:
            yield reading.span(mark.first, mark.last).of(reading.text), _NOUN
    counted = {at for hit in reading.quantities for at in range(hit.first, hit.last)}
    for at in clause.tokens():
        token = reading.tokens[at]
        if (
            token.stem in explained.stems
            or at in used
            or at in marked
            or at in dated
            or at in entities
            or at in counted
            or not token.is_word
        ):
            continue
        weight = _weight(reading, at, explained, lexica)
        if weight:
            yield token.text, weight


def _said_of_all(reading: Reading, clause: Clause) -> Iterator[tuple[str, float]]:
    """ "All (of the) 156 clubs …": what is claimed is said of each of them, and not how many there are."""
    for hit in clause.within(reading.quantities):
        before = hit.first - 1
        while before >= 0 and (reading.plays(before, "of") or reading.plays(before, "articles")):
            before -= 1
        if before >= 0 and reading.plays(before, "every") and not counts_list(reading, clause, hit):
            yield reading.tokens[before].text, _NOUN


def _weight(reading: Reading, at: int, explained: Explained, lexica: Lexica) -> float:
    token = reading.tokens[at]
    dated = {each for hit in reading.periods for each in range(hit.first, hit.last)}
    used = explained.tokens - dated - {each for mark in reading.marks for each in range(mark.first, mark.last)}
    english = lexica.vocabulary.english
    if reading.plays(at, "averaging") and _describes(reading, at, explained.metric):
        return _NARROWING
    if token.stem in english.plain_nouns or _gathers(reading, at) or _either_way(reading, at):
        return 0.0
    if reading.plays(at, "numerals"):
        return _FIGURE
    if len(token.text) == 1 and at + 1 < len(reading.tokens) and reading.tokens[at + 1].text == "-":
        # "p-value": the word behind it means something else by itself
        return _NOUN
    if not noun_at(reading.tokens, at):
        return _modifier_weight(reading, at, explained, lexica)
    possible = parts_of_speech(token.text)
    if token.capitalised and at > 0 and not token.all_caps and (not possible or possible[0] == "p"):
        return _NAME
    return _NOUN if explained.inherited or _restricts(reading, at) or _is_near(reading, at, used) else _DISTANT


def _describes(reading: Reading, at: int, words: frozenset[int]) -> bool:
    """True for a word before one of `words`, with names and adjectives at most between."""
    named = {each for hit in reading.entities for each in range(hit.first, hit.last)}
    following = at + 1
    while following < len(reading.tokens) and following not in words:
        if following not in named and letters(reading.tokens[following].text)[:1] != "j":
            return False
        following += 1
    return following in words


def _gathers(reading: Reading, at: int) -> bool:
    """True for "an army of", "a slice of": what counts is what follows."""
    following = at + 1 < len(reading.tokens) and reading.plays(at + 1, "loosely")
    return following and reading.plays(at, "gathering")


def _either_way(reading: Reading, at: int) -> bool:
    """True for the nouns of "rain or no rain", which leave all as it is."""
    tokens = reading.tokens
    for first, last in ((at, at + 3), (at - 3, at)):
        if first < 0 or last >= len(tokens) or tokens[first].stem != tokens[last].stem:
            continue
        if reading.plays(first + 1, "or") and reading.plays(first + 2, "no"):
            return True
    return False


def _restricts(reading: Reading, at: int) -> bool:
    """True for a noun behind a preposition, whatever adjectives stand between: "for left-handed farmers"."""
    before = at - 1
    while before >= 0 and (
        reading.tokens[before].text == "-" or letters(reading.tokens[before].text)[:1] in ("j", "v")
    ):
        before -= 1
    return before >= 0 and reading.plays(before, "restricting")


def _modifier_weight(reading: Reading, at: int, explained: Explained, lexica: Lexica) -> float:
    """An adjective before a word of the metric narrows it ("orbital battery capacity"), unless it is a plain one."""
    token = reading.tokens[at]
    if _is_another_deed(reading, at):
        return _NARROWING
    possible = parts_of_speech(token.text)
    if not possible or possible[0] != "j" or token.stem in lexica.vocabulary.english.plain_adjectives:
        return 0.0
    if explained.names and _is_complement(reading, at):
        return _NOUN
    return _NARROWING if at + 1 in explained.metric else 0.0


def _is_another_deed(reading: Reading, at: int) -> bool:
    """True for a passive that says what is done to the things counted ("are recycled"), and nothing of their number."""
    token, before = reading.tokens[at], at - 1
    if "v" not in letters(token.text) or fold(token.text) == token.stem or token.stem in reading.english.plain_verbs:
        return False
    while before > 0 and letters(reading.tokens[before].text)[:1] == "r":
        before -= 1
    return before >= 0 and reading.plays(before, "being") and not fold(token.text).endswith("ing")


def _is_complement(reading: Reading, at: int) -> bool:
    """True for an adjective that tells what something is: "is a proprietary, closed-source model"."""
    before = at - 1
    while before >= 0 and (reading.plays(before, "articles") or letters(reading.tokens[before].text)[:1] in ("j", "r")):
        before -= 1
    return before >= 0 and reading.plays(before, "being")


def _is_near(reading: Reading, at: int, used: frozenset[int]) -> bool:
    """True for a noun that belongs with a word of the claim: beside it, or joined to it by "of", "in", "for"."""
    before = at - 1
    while before >= 0 and (reading.plays(before, "bridging") or reading.tokens[before].text == "-"):
        before -= 1
    after = at + 1
    named = {each for hit in reading.entities for each in range(hit.first, hit.last)}
    while after < len(reading.tokens) and (reading.plays(after, "bridging") or after in named):
        after += 1
    return before in used or after in used or (before >= 0 and not reading.tokens[before].is_word)
