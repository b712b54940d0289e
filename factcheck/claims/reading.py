"""What stands where in a sentence: quantities, periods, entities, words of metrics, and marks of plain English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from factcheck.claims.vocabulary import WITHOUT, Target, Vocabulary
from factcheck.language.degrees import Compared, Degree, compared
from factcheck.language.english import English
from factcheck.language.lemmas import fold, letters
from factcheck.language.parts import noun_at
from factcheck.language.period_lexicon import PeriodLexicon
from factcheck.language.periods import read_periods
from factcheck.language.phrases import Found, PhraseTable
from factcheck.language.quantities import QuantityLexicon, read_quantities
from factcheck.language.tokens import Token, tokenize
from factcheck.language.typos import typo_of
from factcheck.model import Period, Quantity, QuantityKind, Span
from factcheck.record import record

_SKIPPED = frozenset('-‐‑"“”„«»')
# Fewer words than this tell nothing about how a writer uses capitals.
_FEW = 3
_SHORTEST_TYPO = 5
# How far the brackets of a footnote mark may be away.
_REFERENCE = 12
# "the two" can be those that were named; "the hundred" can't.
_MANY = 20


@record
class Lexica:
    """Everything that reading takes: how figures and times are written, and the vocabulary."""

    quantities: QuantityLexicon
    periods: PeriodLexicon
    vocabulary: Vocabulary


@record
class EntityHit:
    """A name of an entity at tokens `first` to `last` (exclusive); `score` below 1 for a misspelling."""

    id: str
    first: int
    last: int
    adjective: bool = False
    score: float = 1.0


@record
class WordHit:
    """A word of group `group` of a metric or predicate, or one of its opposites; group `WITHOUT` makes it another."""

    group: int
    first: int
    last: int
    opposite: bool = False
    score: float = 1.0


@record
class Mark:
    """Words of plain English with a task in a claim, at tokens `first` to `last` (exclusive)."""

    kinds: frozenset[str]
    first: int
    last: int


@record
class QuantityHit:
    """A quantity at tokens `first` to `last` (exclusive)."""

    quantity: Quantity
    first: int
    last: int


@record
class PeriodHit:
    """A period at tokens `first` to `last` (exclusive)."""

    period: Period
    first: int
    last: int


@record
class Reading:
    """The mentions of a sentence, each in the order of the text; `words` and `predicates` by metric or assertion."""

    english: English
    text: str
    tokens: tuple[Token, ...]
    quantities: tuple[QuantityHit, ...]
    periods: tuple[PeriodHit, ...]
    entities: tuple[EntityHit, ...]
    marks: tuple[Mark, ...]
    words: Mapping[str, tuple[WordHit, ...]]
    predicates: Mapping[str, tuple[WordHit, ...]]

    def plays(self, index: int, part: str) -> bool:
        """True where the token `index` is one of the words of grammar that play this part."""
        return self.tokens[index].stem in self.english.grammar[part]

    def span(self, first: int, last: int) -> Span:
        """The code points of tokens `first` to `last` (exclusive)."""
        return Span(self.tokens[first].span.start, self.tokens[last - 1].span.end)


def read(text: str, lexica: Lexica, today: date | None) -> Reading:
    """All mentions of `text`; `today` is the day that "last year" is counted from, or None where there is none."""
    vocabulary = lexica.vocabulary
    tokens = tokenize(text)
    kept = [at for at, token in enumerate(tokens) if token.text not in _SKIPPED]
    entities = _in_front(_entities(tokens, kept, vocabulary), tokens, vocabulary)
    names = [Span(tokens[each.first].span.start, tokens[each.last - 1].span.end) for each in entities]
    periods = [each for each in read_periods(text, lexica.periods, today) if not any(map(each.span.overlaps, names))]
    spoken_for = sorted([*names, *(each.span for each in periods)])
    quantities = read_quantities(text, lexica.quantities, spoken_for)
    placed_periods = tuple(PeriodHit(each, *_range(tokens, each.span)) for each in periods)
    placed_quantities = tuple(
        hit
        for each in quantities
        if not _is_reference(text, each)
        and not _points_at_known(hit := QuantityHit(each, *_range(tokens, each.span)), tokens, vocabulary.english)
    )
    taken = _covered((*placed_periods, *placed_quantities))
    named = _covered(each for each in entities if not each.adjective)
    stems = [vocabulary.english.symbols.get(tokens[at].text, tokens[at].stem) for at in kept]
    mended = _mended(tokens, kept, stems, vocabulary)
    words = _targets(vocabulary.words, mended, kept, vocabulary, named)
    forms = {at: form for at in kept if (form := compared(tokens[at].text)) is not None and at not in taken | named}
    plain = [(forms[at].base, 1.0) if at in forms else word for at, word in zip(kept, mended, strict=True)]
    if forms:
        words = _both(words, _targets(vocabulary.words, plain, kept, vocabulary, named))
    marks = _placed_marks(
        tokens, [stem for stem, _ in mended], kept, vocabulary, taken | _covered(entities), words, entities
    )
    ago = _covered(mark for mark in marks if "on_year" in mark.kinds)
    return Reading(
        vocabulary.english,
        text,
        tokens,
        tuple(hit for hit in placed_quantities if hit.first not in ago),
        placed_periods,
        entities,
        _with_degrees(
            marks, {at: form for at, form in forms.items() if _ranks(form, at, words, vocabulary)}, vocabulary.english
        ),
        words,
        _targets(vocabulary.predicates, [(stem, 1.0) for stem in stems], kept, vocabulary, frozenset()),
    )


def _is_reference(text: str, quantity: Quantity) -> bool:
    """True for a number in square brackets, alone or in a list: a footnote mark."""
    before = text[max(0, quantity.span.start - _REFERENCE) : quantity.span.start]
    after = text[quantity.span.end : quantity.span.end + _REFERENCE]
    opened, closed = before.rpartition("["), after.partition("]")
    inside = opened[2] + closed[0] if opened[1] and closed[1] else "no"
    return not any(map(str.isalpha, inside))


def _points_at_known(hit: QuantityHit, tokens: Sequence[Token], english: English) -> bool:
    """True for "the two" where no noun follows: those that were named, and no figure; and for "a second"."""
    if hit.quantity.kind is QuantityKind.ORDINAL and tokens[hit.first].stem in english.grammar["units_of_time"]:
        # "cubic metres a second"
        rated = hit.first > 0 and tokens[hit.first - 1].stem in english.grammar["rate"]
        return rated and (hit.last >= len(tokens) or not noun_at(tokens, hit.last))
    few = hit.quantity.value is not None and hit.quantity.value < _MANY
    spelt = few and hit.last - hit.first == 1 and tokens[hit.first].text.isalpha()
    led = hit.first > 0 and tokens[hit.first - 1].stem in english.grammar["articles"]
    ordinal = hit.quantity.kind is QuantityKind.ORDINAL
    return spelt and led and not ordinal and (hit.last >= len(tokens) or not noun_at(tokens, hit.last))


def _range(tokens: Sequence[Token], span: Span) -> tuple[int, int]:
    """The tokens that share a code point with a span."""
    first = next(at for at, token in enumerate(tokens) if token.span.end > span.start)
    last = next((at for at in range(first, len(tokens)) if tokens[at].span.start >= span.end), len(tokens))
    return first, last


def _covered(hits: Iterable[Any]) -> frozenset[int]:
    return frozenset(at for hit in hits for at in range(hit.first, hit.last))


# --- entities ------------------------------------------------------------------------------------


def _entities(tokens: Sequence[Token], kept: Sequence[int], vocabulary: Vocabulary) -> tuple[EntityHit, ...]:
    dashless = [at for at in kept if tokens[at].text != "–"]
    words = [fold(tokens[at].text) for at in dashless]
    present = frozenset(words)
    shouting = sum(token.all_caps for token in tokens) > sum(token.is_word for token in tokens) // 2
    whispering = whispers(tokens)
    hits: list[EntityHit] = []
    index = 0
    while index < len(words):
        hit = _name_at(tokens, dashless, words, index, vocabulary, present, shouting, whispering)
        if hit is None:
            index += 1
            continue
        hits.append(hit)
        index = next((at for at in range(index, len(dashless)) if dashless[at] >= hit.last), len(dashless))
    return tuple(hits)


def _in_front(hits: tuple[EntityHit, ...], tokens: Sequence[Token], vocabulary: Vocabulary) -> tuple[EntityHit, ...]:
    """The entities without those that stand back before another: "the world" where a country is named.

    One that expects something of it is not spoken of itself.
    """
    if not any(hit.id in vocabulary.backdrops for hit in hits):
        return hits
    types = {vocabulary.types[hit.id][0] for hit in hits if not _expects(hit, tokens, vocabulary)}
    return tuple(hit for hit in hits if types.isdisjoint(vocabulary.backdrops.get(hit.id, ())))


def _expects(hit: EntityHit, tokens: Sequence[Token], vocabulary: Vocabulary) -> bool:
    """True for a name right before a verb of expecting."""
    stems = [token.stem for token in tokens[hit.last : hit.last + 3]]
    found = vocabulary.english.marks.at(stems, 0) if stems else []
    return any("expected" in each.payload for each in found)


def _name_at(
    tokens: Sequence[Token],
    kept: Sequence[int],
    words: Sequence[str],
    index: int,
    vocabulary: Vocabulary,
    present: frozenset[str],
    shouting: bool,
    whispering: bool,
) -> EntityHit | None:
    for found in vocabulary.names.at(words, index):
        first, last = kept[found.first], kept[found.last - 1] + 1
        for name, exact, unless, adjective, lower in found.payload:
            surface = "".join(token.text for token in tokens[first:last])
            led = whispering and first > 0 and tokens[first - 1].stem in vocabulary.english.grammar["articles"]
            if exact and not shouting and not led and surface != exact.replace(" ", ""):
                continue
            written_low = not exact and not lower and not shouting and tokens[first].text.islower()
            if written_low and not whispering and _plain(tokens[first], adjective):
                continue
            if not present.isdisjoint(unless):
                continue
            return EntityHit(name, first, last, adjective)
    token = tokens[kept[index]]
    if token.capitalised and len(token.text) >= _SHORTEST_TYPO:
        meant = typo_of(token.text, vocabulary.single_names.like(words[index]))
        if meant is not None:
            found_meant = vocabulary.names.at([meant], 0)
            if found_meant:
                name, _, _, adjective, _ = found_meant[0].payload[0]
                return EntityHit(name, kept[index], kept[index] + 1, adjective, score=0.9)
    return None


def whispers(tokens: Sequence[Token]) -> bool:
    """True where no word has a capital but initials ("UN"), so that names and sentences have none either."""
    words = [token for token in tokens if token.is_word]
    return len(words) > _FEW and all(token.all_caps or token.text[0] == token.text[0].lower() for token in words)


def _plain(token: Token, adjective: bool) -> bool:
    """True for a word of the language in lower case, which is no name though a name is spelt alike ("turkey").

    An adjective of a name is one without its capital, too ("danish", but not "polish").
    """
    possible = letters(token.text)
    return bool(possible) and possible[0] not in ("pj" if adjective else "p")


# --- words of metrics and predicates -------------------------------------------------------------


def _mended(
    tokens: Sequence[Token], kept: Sequence[int], stems: Sequence[str], vocabulary: Vocabulary
) -> list[tuple[str, float]]:
    """The stems, those of misspelt words put right where the vocabulary has just one that is near."""
    mended = []
    for at, stem in zip(kept, stems, strict=True):
        meant = None
        if len(stem) >= _SHORTEST_TYPO and tokens[at].is_word and stem not in vocabulary.single_words:
            meant = typo_of(tokens[at].text, vocabulary.single_words.like(stem))
        mended.append((stem, 1.0) if meant is None else (meant, 0.9))
    return mended


def _targets(
    table: PhraseTable[Sequence[Target]],
    words: Sequence[tuple[str, float]],
    kept: Sequence[int],
    vocabulary: Vocabulary,
    named: frozenset[int],
) -> dict[str, tuple[WordHit, ...]]:
    found: dict[str, list[WordHit]] = {}
    stems = [stem for stem, _ in words]
    for index in range(len(stems)):
        for phrase in table.at(stems, index):
            first, last = kept[phrase.first], kept[phrase.last - 1] + 1
            if any(at in named for at in range(first, last)):
                continue
            score = min(words[at][1] for at in range(phrase.first, phrase.last))
            for name, group, opposite in phrase.payload:
                if score < 1 and (group in vocabulary.guarded.get(name, ()) or group == WITHOUT):
                    continue
                found.setdefault(name, []).append(WordHit(group, first, last, opposite, score))
    return {name: tuple(hits) for name, hits in found.items()}


def _placed_marks(
    tokens: Sequence[Token],
    stems: Sequence[str],
    kept: Sequence[int],
    vocabulary: Vocabulary,
    taken: frozenset[int],
    words: Mapping[str, Sequence[WordHit]],
    entities: Sequence[EntityHit],
) -> tuple[Mark, ...]:
    marks = [_of_the_verb(mark, tokens, vocabulary.english) for mark in _marks(stems, kept, vocabulary, taken)]
    clefts = _clefts(tokens, entities, vocabulary.english)
    return tuple(
        sorted((*(mark for mark in marks if not _within_phrase(mark, words)), *clefts), key=lambda each: each.first)
    )


def _both(
    left: Mapping[str, Sequence[WordHit]], right: Mapping[str, Sequence[WordHit]]
) -> dict[str, tuple[WordHit, ...]]:
    """The hits of either, each once, in the order of the text."""
    return {
        name: tuple(
            sorted({*left.get(name, ()), *right.get(name, ())}, key=lambda hit: (hit.first, -hit.last, hit.group))
        )
        for name in {**left, **right}
    }


def _ranks(form: Compared, at: int, words: Mapping[str, Sequence[WordHit]], vocabulary: Vocabulary) -> bool:
    """True for a degree of size, or of a word of a metric; not for "the happiest"."""
    english = vocabulary.english
    if form.degree is Degree.OUTDOING or form.base in english.low | english.high:
        return True
    return any(hit.first <= at < hit.last for hits in words.values() for hit in hits if hit.group >= 0)


def _with_degrees(marks: Sequence[Mark], forms: Mapping[int, Compared], english: English) -> tuple[Mark, ...]:
    """The marks, with those of comparatives, superlatives and verbs of outdoing that the lexicon does not list."""
    marked = {at for mark in marks for at in range(mark.first, mark.last)}
    added = [Mark(frozenset({_kind(form, english)}), at, at + 1) for at, form in forms.items() if at not in marked]
    return tuple(sorted((*marks, *added), key=lambda mark: mark.first))


def _kind(form: Compared, english: English) -> str:
    if form.degree is Degree.OUTDOING:
        return "exceeds"
    low = form.base in english.low
    return {Degree.MORE: "less" if low else "more", Degree.MOST: "least" if low else "most"}[form.degree]


def _of_the_verb(mark: Mark, tokens: Sequence[Token], english: English) -> Mark:
    """ "is not one of …": there "not" denies the verb and counts nothing."""
    after_be = mark.first > 0 and tokens[mark.first - 1].stem in english.grammar["being"]
    if "none" in mark.kinds and mark.last - mark.first > 1 and after_be:
        return Mark(frozenset({"not"}), mark.first, mark.first + 1)
    return mark


def _clefts(tokens: Sequence[Token], entities: Sequence[EntityHit], english: English) -> list[Mark]:
    """ "It is Taiwan that …": the name stands out, as whoever does it before all others."""
    grammar, found = english.grammar, []
    for hit in entities:
        before = hit.first - 1
        if before > 0 and tokens[before].stem in grammar["articles"]:
            before -= 1
        opened = before > 0 and tokens[before].stem in grammar["being"] and tokens[before - 1].stem in grammar["it"]
        if opened and hit.last < len(tokens) and tokens[hit.last].stem in grammar["relating"]:
            found.append(Mark(frozenset({"cleft"}), hit.last, hit.last + 1))
    return found


def _within_phrase(mark: Mark, words: Mapping[str, Sequence[WordHit]]) -> bool:
    """True for a mark that is part of a longer phrase of a metric ("cutting-edge chips", "top 1 %")."""
    return any(
        hit.first <= mark.first and mark.last <= hit.last and hit.last - hit.first > mark.last - mark.first
        for hits in words.values()
        for hit in hits
        if hit.group != WITHOUT
    )


# --- marks ---------------------------------------------------------------------------------------


def _marks(
    stems: Sequence[str], kept: Sequence[int], vocabulary: Vocabulary, taken: frozenset[int]
) -> tuple[Mark, ...]:
    found: list[Mark] = []
    index = 0
    while index < len(stems):
        here = next((each for each in vocabulary.english.marks.at(stems, index) if _is_free(each, kept, taken)), None)
        if here is not None:
            found.append(Mark(frozenset(here.payload), kept[here.first], kept[here.last - 1] + 1))
        index = here.last if here is not None else index + 1
    return tuple(found)


def _is_free(found: Found[Sequence[str]], kept: Sequence[int], taken: frozenset[int]) -> bool:
    return kept[found.first] not in taken and kept[found.last - 1] not in taken
