"""Whether a clause asserts something, and whether it denies it."""

from __future__ import annotations

from factcheck.claims.claim import Modality
from factcheck.claims.clauses import Clause, is_relation
from factcheck.claims.reading import Mark, Reading
from factcheck.language.english import English

# How far behind "not even" its figure may stand.
_BEFORE_FIGURE = 4


def modality_of(reading: Reading, clause: Clause, english: English, told: frozenset[int] = frozenset()) -> Modality:
    """How what a clause says stands to the facts; marks at tokens `told` are part of what is said itself."""
    if is_question(reading, english):
        return Modality.ASKED
    marks = [mark for mark in clause.within(reading.marks) if mark.first not in told]
    every = frozenset().union(*(mark.kinds for mark in marks))
    if "denies" in every | clause.introduced:
        return Modality.DENIED
    if _is_conditional(reading, clause) or _inverted(reading):
        return Modality.CONDITIONAL
    marks = [mark for mark in marks if _bears(reading, clause, mark)]
    kinds = frozenset().union(*(mark.kinds for mark in marks))
    if "expected" in clause.introduced:
        return Modality.EXPECTED
    if "expected" in kinds and not kinds & {"ought"}:
        only_may = not any(mark.kinds & {"expected"} and not mark.kinds & {"may"} for mark in marks)
        return Modality.POSSIBLE if only_may else Modality.EXPECTED
    if "opinion" in kinds | clause.introduced or "ought" in kinds:
        return Modality.WISHED
    if "may" in kinds:
        return Modality.POSSIBLE
    return Modality.EXPECTED if "will" in kinds else Modality.ASSERTED


def _is_conditional(reading: Reading, clause: Clause) -> bool:
    """True for a clause with a condition in it or before it: what follows "imagine that" is all imagined."""
    return any("if" in mark.kinds and mark.first < clause.last for mark in reading.marks)


def _bears(reading: Reading, clause: Clause, mark: Mark) -> bool:
    """True for a mark in a part of the clause that asserts something, if any part does."""
    anchors = [hit.first for hit in clause.within(reading.quantities)] + [
        each.first for each in clause.within(reading.marks) if is_relation(each) or "than" in each.kinds
    ]
    if "expected" in mark.kinds and not mark.kinds & {"may", "will"}:
        return True
    if mark.kinds & {"expected", "will"}:
        anchors += [hit.first for hits in reading.words.values() for hit in clause.within(hits) if hit.group >= 0]
    telling = [each for each in clause.ranges if any(each[0] <= at < each[1] for at in anchors)]
    return any(first <= mark.first < last for first, last in telling or clause.ranges)


def is_question(reading: Reading, english: English) -> bool:
    """True for a sentence that asks."""
    words = [token for token in reading.tokens if token.is_word]
    marks = [token.text for token in reading.tokens if not token.is_word]
    if "?" in [token.text for token in reading.tokens[-2:]]:
        return True
    if not words or "?" not in marks:
        how, many = english.grammar["how"], english.grammar["many"]
        return len(words) > 1 and words[0].stem in how and words[1].stem in many
    return words[0].stem in english.questions | english.auxiliaries


def _inverted(reading: Reading) -> bool:
    """ "Had Norway won …", "Were it so …": a condition without "if"."""
    words = [token.text.casefold() for token in reading.tokens if token.is_word]
    return bool(words) and words[0] in reading.english.inverted


def is_denied(reading: Reading, clause: Clause) -> bool:
    """True where an odd number of negations bears on a clause."""
    marks = [mark for mark in clause.within(reading.marks) if _bears(reading, clause, mark)]
    count = sum(denies(reading, mark) and not is_contrast(reading, mark) for mark in marks)
    return (count + ("untrue" in clause.introduced)) % 2 == 1


def denies(reading: Reading, mark: Mark) -> bool:
    """True for a negation; "hardly" and "not even" are one, but not before a figure."""
    if mark.kinds & {"hardly", "not_even"}:
        near = 2 if "hardly" in mark.kinds else _BEFORE_FIGURE
        return not any(0 <= hit.first - mark.last < near for hit in reading.quantities)
    return "not" in mark.kinds


def is_contrast(reading: Reading, mark: Mark) -> bool:
    """True for "not the Danube", "rather than Norway": it denies a name, not the clause."""
    if "contrast" not in mark.kinds or is_relation(mark):
        return False
    at = mark.last
    while at < len(reading.tokens) and reading.plays(at, "linking"):
        at += 1
    return any(hit.first == at and not hit.adjective for hit in reading.entities)
