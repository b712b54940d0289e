"""Parts of speech: what a word can be, and whether it is a noun where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from factcheck.language.lemmas import fold, letters
from factcheck.language.tokens import Token
from factcheck.record import record


class PartOfSpeech(StrEnum):
    """What a word can be; the values are the letters of the word table."""

    NOUN = "n"
    VERB = "v"
    ADJECTIVE = "j"
    ADVERB = "r"
    NAME = "p"
    DETERMINER = "d"
    PREPOSITION = "i"
    PRONOUN = "o"
    AUXILIARY = "a"
    MODAL = "m"
    TO = "t"
    CONJUNCTION = "c"
    NUMERAL = "q"
    QUESTION = "w"
    RELATIVE = "h"
    EXCLAMATION = "u"
    POSSESSIVE = "s"


_GRAMMAR = frozenset("dioamtcqwhus")
# How far around a word to look for whether its neighbours are capitalised as well.
_NEAR = 3
# How far a clause is searched for its verb.
_FAR = 16
_OPENERS = frozenset(".:!?\"“”‘'([—•*")
_POSSESSIVES = frozenset("'’")
_UNITS = frozenset("%‰$€£¥")


def parts_of_speech(word: str) -> tuple[PartOfSpeech, ...]:
    """What `word` can be, likeliest first, whatever its capitals; empty where nothing is known of it."""
    return tuple(map(PartOfSpeech, letters(word)))


def is_noun_like(word: str) -> bool:
    """True for a word that is mainly a noun or a name, standing alone.

    Of a word that the table lacks, its ending tells; else it is one: what nobody has heard of is a thing or a name.
    """
    return (letters(word) or "n")[0] in "np"


def noun_at(tokens: Sequence[Token], index: int) -> bool:
    """True where the word `tokens[index]` is a noun or a name (or part of one) in its sentence.

    Figures, marks and words of grammar are no nouns. Looks at the clause around it only, so it takes no longer in a
    long text.
    """
    word = tokens[index]
    if not word.is_word or not word.text[0].isalpha():
        return False
    possible = letters(word.text)
    if _is_acronym(tokens, index):
        return True
    if possible[:1] in _GRAMMAR and possible:
        return False
    # "Danish players": an adjective, though it could name people.
    if "j" in possible and "p" in possible and _class_after(tokens, index) in "njpo":
        return False
    if _is_name(tokens, index, possible):
        return True
    if "n" not in possible:
        return not possible or possible[0] == "p"
    return possible == "n" or _noun_of_many(tokens, index, possible)


def _noun_of_many(tokens: Sequence[Token], index: int, possible: str) -> bool:
    """Decide over a word that can be a noun and something else: by its neighbours, then by its clause."""
    place = _Place.of(tokens, index, possible)
    if "v" not in possible or place.before not in "np":
        return _reads_as_noun(place)
    if place.form == "s" and (possible[0] == "v") != (place.after in "do"):
        # Likely a verb: "the update fixes a bug". But "have lagged their US rivals by months" has its verb.
        return _has_verb(tokens, index)
    return _reads_as_noun(place) and not _heads_clause(tokens, index)


# --- names ---------------------------------------------------------------------------------------


def _neighbours(tokens: Sequence[Token], index: int) -> list[Token]:
    """The nearest words to either side, without figures and marks."""
    around = [*tokens[max(0, index - _NEAR) : index], *tokens[index + 1 : index + 1 + _NEAR]]
    return [token for token in around if token.text[0].isalpha()]


def _is_acronym(tokens: Sequence[Token], index: int) -> bool:
    """True for capitals in a text that is not all capitals: "AI", "US", "WHO"."""
    word = tokens[index]
    return word.all_caps and not all(token.all_caps for token in _neighbours(tokens, index) if len(token.text) > 1)


def _is_name(tokens: Sequence[Token], index: int, possible: str) -> bool:
    """True for a capitalised word where capitals mean something: not first in a sentence, not in a headline."""
    word = tokens[index]
    if not word.capitalised or word.all_caps:
        return False
    if index == 0 or tokens[index - 1].text in _OPENERS:
        return False
    around = [token for token in _neighbours(tokens, index) if len(token.text) > _NEAR]
    if len(around) > 1 and all(token.capitalised for token in around):
        return possible[:1] not in "vr"
    return True


# --- the words around ----------------------------------------------------------------------------


@record
class _Place:
    """A word that can be a noun and something else, and what stands before and after it, each as one letter.

    A letter is that of the likeliest part of speech, "." a mark or an end of the text. `before` skips adverbs.
    """

    possible: str
    form: str
    before: str
    after: str

    @classmethod
    def of(cls, tokens: Sequence[Token], index: int, possible: str) -> _Place:
        return cls(possible, _form(tokens[index]), _class_before(tokens, index), _class_after(tokens, index))


def _form(word: Token) -> str:
    """How a word is inflected: "" as its stem, else "s", "ing" or "ed" (or irregularly so)."""
    folded = fold(word.text)
    if folded == word.stem:
        return ""
    return next((ending for ending in ("s", "ing") if folded.endswith(ending)), "ed")


def _class_before(tokens: Sequence[Token], index: int) -> str:
    for at in range(index - 1, max(-1, index - _NEAR - 1), -1):
        found = _class(tokens, at)
        before = _class(tokens, at - 1) if at else "."
        # "the start-up trains", "the update fixes": nouns, though the word alone is another.
        if (before == "-" and found in "ri") or (before in "ds" and found == "v" and "n" in letters(tokens[at].text)):
            return "n"
        if found != "r":
            # "no longer leads": no noun is near enough for the determiner.
            return "." if found in "dsh" and at < index - 1 else found
    return "."


def _class_after(tokens: Sequence[Token], index: int) -> str:
    return _class(tokens, index + 1) if index + 1 < len(tokens) else "."


def _class(tokens: Sequence[Token], index: int) -> str:
    token = tokens[index]
    if token.text in _POSSESSIVES:
        return "s"
    if token.text[0].isdigit() or token.text in _UNITS:
        return "q"
    if not token.is_word:
        return "-" if token.text == "-" else "."
    possible = letters(token.text)
    if token.capitalised and "j" not in possible and (_is_acronym(tokens, index) or _is_name(tokens, index, possible)):
        return "p"
    return possible[:1] or "n"


def _reads_as_noun(place: _Place) -> bool:
    """Decide by the words around; where they say nothing, the likeliest part of speech counts."""
    if _reads_as_verb(place):
        return False
    if place.possible[0] in "np":
        return True
    if place.possible[0] == "v":
        return not _modifies(place) and (place.before in "dsij" or (place.before == "q" and place.form != ""))
    # "the public", but not "the best" nor "the public sector".
    if place.before in "ds" and place.after in "vam":
        return True
    return place.before in "ds" and "r" not in place.possible and place.after not in "njpq"


def _reads_as_verb(place: _Place) -> bool:
    if "v" not in place.possible:
        return False
    likely_verb = place.possible[0] == "v" or "n" not in place.possible
    if place.form == "ed":
        return likely_verb
    if place.before in "tm":
        return place.form == ""
    if place.before == "o" or (place.before == "h" and place.form == "s" and (likely_verb or place.after != "i")):
        return True
    if place.before == "a":
        return place.form == "ing"
    if place.before in "npwhcq" and place.after in "do":
        return True
    if place.before in "np" and place.form == "s" and place.after in "qi":
        return likely_verb
    if place.before == "." and place.form == "" and place.after in "do":
        return True
    return place.form == "ing" and place.after in "do"


def _modifies(place: _Place) -> bool:
    """True for a participle before its noun ("the leading firm")."""
    return "j" in place.possible and place.after in "njp"


# --- the verb of a clause ------------------------------------------------------------------------


def _heads_clause(tokens: Sequence[Token], index: int) -> bool:
    """True for a word after a noun that must be the verb of its clause, for there is no other.

    A headline or a caption can do without a verb, so there a singular noun before the word ("patent grants in May")
    does not make it one unless an object follows.
    """
    if not _could_head(tokens, index):
        return False
    if _form(tokens[index]) == "s" and not _has_room(tokens, index):
        return False
    return not _has_verb(tokens, index)


def _has_verb(tokens: Sequence[Token], index: int) -> bool:
    """True where another word is the verb of the clause of `tokens[index]`."""
    return any(_is_finite(tokens, at) or (at < index and _could_head(tokens, at)) for at in _clause(tokens, index))


def _could_head(tokens: Sequence[Token], index: int) -> bool:
    """True for a word that agrees with the noun before it; "prices" of "oil prices jump" leaves that to "jump"."""
    followed = index + 1 < len(tokens) and _form(tokens[index]) == "s" and _agrees(tokens, index + 1)
    return _agrees(tokens, index) and not followed


def _has_room(tokens: Sequence[Token], index: int) -> bool:
    """True where a word in -s after a noun can be a verb: an object follows, or a whole sentence needs one here."""
    after, before = _class_after(tokens, index), tokens[index - 1]
    if after not in ".-ic":
        return True
    # "US sales", "H800 chips"
    if before.all_caps or not before.text.isalpha():
        return False
    if after != "i":
        # "Toner estimates."
        return before.capitalised
    # "on 512 fast chips": what belongs to a preposition is no subject.
    back = (_class(tokens, at) for at in range(index - 1, max(-1, index - _FAR), -1))
    return tokens[-1].text == "." and next((found for found in back if found not in "npjqrds-"), ".") != "i"


def _agrees(tokens: Sequence[Token], index: int) -> bool:
    """True where a word that can be a verb has the form that the noun before it asks for."""
    word, possible = tokens[index], letters(tokens[index].text)
    if "v" not in possible or possible[0] not in "nv" or _class_before(tokens, index) not in "np":
        return False
    at = next(at for at in range(index - 1, -1, -1) if at == 0 or _class(tokens, at) != "r")
    if _reads_as_verb(_Place.of(tokens, at, letters(tokens[at].text))):
        return False
    plural = _form(tokens[at]) in ("s", "ed") and not tokens[at].all_caps
    return _form(word) == ("" if plural else "s") and not word.text.endswith("ings")


def _clause(tokens: Sequence[Token], index: int) -> Iterator[int]:
    """The places of the other words up to the next mark, conjunction or relative, and not far away."""
    for step in (-1, 1):
        for at in range(index + step, index + step * _FAR, step):
            if not 0 <= at < len(tokens) or _class(tokens, at) in ".cw" or "h" in letters(tokens[at].text):
                break
            yield at


def _is_finite(tokens: Sequence[Token], index: int) -> bool:
    found = _class(tokens, index)
    if found == "v":
        before, form = _class_before(tokens, index), _form(tokens[index])
        participle = form == "ed" and before in "dsj" and _class_after(tokens, index) in "njp"
        return form != "ing" and before not in "ti" and not participle and not (before in "ds" and form != "ed")
    return found in "am"
