"""Degrees of adjectives ("longer", "deepest") and verbs of outdoing ("outspend"), told from their form."""

from __future__ import annotations

from enum import StrEnum

from factcheck.language.lemmas import fold, letters, look_up, stem
from factcheck.record import record

_OUT = "out"
_SHORTEST = 3
_ENDINGS = ("er", "est")


class Degree(StrEnum):
    """How a word compares."""

    MORE = "more"
    MOST = "most"
    OUTDOING = "outdoing"


@record
class Compared:
    """The plain word that a word compares by ("long" for "longest"), as a stem, and how."""

    base: str
    degree: Degree


def compared(word: str) -> Compared | None:
    """What a comparative, a superlative or a verb in "out-" is formed from; None for other words."""
    folded = fold(word)
    outdone = stem(folded)
    if outdone.startswith(_OUT) and len(outdone) > len(_OUT) + _SHORTEST and "v" in letters(outdone[len(_OUT) :]):
        return Compared(stem(outdone[len(_OUT) :]), Degree.OUTDOING)
    for ending, degree in zip(_ENDINGS, (Degree.MORE, Degree.MOST), strict=True):
        if folded.endswith(ending) and len(folded) > len(ending) + 2 and letters(folded)[:1] in ("j", "r"):
            base = _plain(folded[: -len(ending)])
            if base is not None:
                return Compared(stem(base), degree)
    return None


def _plain(cut: str) -> str | None:
    """The adjective that lacks its ending: "long", "larg(e)", "earl(i → y)", "big(g)"."""
    forms = [cut, cut + "e"]
    if cut.endswith("i"):
        forms.append(cut[:-1] + "y")
    if len(cut) > _SHORTEST and cut[-1] == cut[-2]:
        forms.append(cut[:-1])
    return next((form for form in forms if (entry := look_up(form)) is not None and "j" in entry.letters), None)
