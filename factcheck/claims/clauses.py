"""A sentence cut where it starts another claim: at marks and conjunctions between parts that each assert something."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Protocol, TypeVar

from factcheck.claims.reading import EntityHit, Mark, Reading, whispers
from factcheck.record import record

_HARD = frozenset(";:•")
_DASHES = frozenset("—–―-")
_SOFT = frozenset(",()[]/|·→")
_PLACES = frozenset({"leads", "trails"})
_RELATION = frozenset(
    {"exceeds", "below", "leads", "trails", "most", "least", "equals", "no_other", "contested", "cleft"}
)
_GOVERNING = frozenset({"says", "denies", "opinion", "expected"})
_LONGEST_SHORTENED = 3
_TALK = frozenset({"ought", "opinion", "if"})


class _Placed(Protocol):
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


_Hit = TypeVar("_Hit", bound=_Placed)
_first = attrgetter("first")


@record
class Clause:
    """Parts of a sentence, as ranges of tokens in their order, that together make one claim.

    asides: ranges that belong to it but only comment. introduced: kinds of the marks that introduce it ("denied that").
    bracketed: it stands in brackets.
    """

    ranges: tuple[tuple[int, int], ...]
    asides: tuple[tuple[int, int], ...] = ()
    introduced: frozenset[str] = frozenset()
    bracketed: bool = False

    @property
    def first(self) -> int:
        """Its first token."""
        return self.ranges[0][0]

    @property
    def last(self) -> int:
        """The token after its last."""
        return self.ranges[-1][1]

    def holds(self, index: int) -> bool:
        """True where the token `index` is part of the claim."""
        return any(first <= index < last for first, last in self.ranges)

    def within(self, hits: Sequence[_Hit]) -> tuple[_Hit, ...]:
        """Those of `hits`, which are in the order of the text, that lie in the claim."""
        found: tuple[_Hit, ...] = ()
        for first, last in self.ranges:
            start = bisect_left(hits, first, key=_first)
            found += tuple(hits[start : bisect_left(hits, last, start, key=_first)])
        return found

    def tokens(self) -> Iterator[int]:
        """The tokens of the claim."""
        for first, last in self.ranges:
            yield from range(first, last)


def split_clauses(reading: Reading, fixed: frozenset[int] = frozenset()) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order; at least one where it has a token.

    fixed: the first tokens of quantities that belong to the name of a metric and so make no claim of their own.
    """
    if not reading.tokens:
        return ()
    return tuple(_Merger(reading, list(_pieces(reading)), fixed).clauses())


# --- pieces --------------------------------------------------------------------------------------


@record
class _Piece:
    first: int
    last: int
    introduces: frozenset[str] | None = None
    bracketed: bool = False
    apart: bool = False


def _pieces(reading: Reading) -> Iterator[_Piece]:
    tokens = reading.tokens
    starts = sorted(_cuts(reading) | {0, len(tokens)})
    for first, last in itertools.pairwise(starts):
        bracketed = first > 0 and tokens[first - 1].text in "(["
        apart = first > 0 and tokens[first - 1].text == ";" and not _in_brackets(reading, first)
        yield _Piece(first, last, _introduction(reading, first, last), bracketed, apart)


def _in_list(reading: Reading, at: int) -> bool:
    """True for "and" between two names, where the second does not open a claim of its own ("… and Norway 156")."""
    second = _listed_at(reading, at)
    return second is not None and not any(second.last <= hit.first <= second.last + 3 for hit in reading.quantities)


def _listed_at(reading: Reading, at: int) -> EntityHit | None:
    """The name that follows a comma or "and" at token `at`, where another stands right before it."""
    following = at + 1
    while following < len(reading.tokens) and reading.plays(following, "articles"):
        following += 1
    named = any(hit.last == at for hit in reading.entities)
    return next((hit for hit in reading.entities if named and hit.first == following), None)


def _in_longer_list(reading: Reading, at: int) -> bool:
    """True for a comma in "Norway, Peru or Chad": between names, and another one is joined to them by a word."""
    tokens, following = reading.tokens, at
    while (second := _listed_at(reading, following)) is not None and second.last < len(tokens):
        following = second.last
        if reading.plays(following, "listing"):
            last = _listed_at(reading, following)
            return last is not None and not any(hit.first == last.last for hit in reading.quantities)
        if tokens[following].text != ",":
            return False
    return False


def _in_brackets(reading: Reading, at: int) -> bool:
    """True for a token between brackets."""
    texts = [token.text for token in reading.tokens[:at]]
    return texts.count("(") > texts.count(")")


def _cuts(reading: Reading) -> set[int]:
    tokens, cuts = reading.tokens, set()
    hits: tuple[_Placed, ...] = (*reading.quantities, *reading.periods, *reading.entities, *reading.marks)
    inside = {at for hit in hits for at in range(hit.first + 1, hit.last)}
    paired = any(reading.plays(at, "pairing") for at in range(len(tokens)))
    # "not yet" opens nothing
    denied = {mark.last for mark in reading.marks if "not" in mark.kinds}
    for at, token in enumerate(tokens):
        if at in inside:
            continue
        ends = token.text == "." and at + 1 < len(tokens) and (tokens[at + 1].capitalised or _ends_low(reading, at))
        if token.text in _HARD or ends or (token.text[0] in _DASHES and _stands_apart(reading, at)):
            cuts.add(at + 1)
        elif paired or (token.text == "," and _in_longer_list(reading, at)):
            continue
        elif token.text in _SOFT:
            cuts.add(at + 1)
        elif (reading.plays(at, "conjunctions") and at not in denied and not _in_list(reading, at)) or (
            reading.plays(at, "facing") and _quantity_follows(reading, at)
        ):
            cuts.add(at)
    for mark in reading.marks:
        if mark.kinds & _GOVERNING and mark.last < len(tokens) and reading.plays(mark.last, "that"):
            cuts.add(mark.last + 1)
        if "untrue" in mark.kinds:
            cuts.add(mark.last)
    return cuts


def _ends_low(reading: Reading, at: int) -> bool:
    """True for a full stop in a text without capitals: behind a word that is no abbreviation, before another."""
    before, after = reading.tokens[at - 1 : at], reading.tokens[at + 1]
    whole = bool(before) and (len(before[0].text) > _LONGEST_SHORTENED or before[0].text[-1].isdigit())
    return whole and after.text.isalpha() and whispers(reading.tokens)


def _stands_apart(reading: Reading, at: int) -> bool:
    tokens = reading.tokens
    if len(tokens[at].text) > 1:
        return True
    before = at == 0 or tokens[at - 1].span.end < tokens[at].span.start
    after = at + 1 == len(tokens) or tokens[at].span.end < tokens[at + 1].span.start
    return (before and after) or (tokens[at].text == "—")


def _quantity_follows(reading: Reading, at: int) -> bool:
    return any(at < hit.first <= at + 4 for hit in reading.quantities)


def _introduction(reading: Reading, first: int, last: int) -> frozenset[str] | None:
    """The kinds of a mark that ends a piece before "that" ("experts say that …"), None for other pieces."""
    if not reading.plays(last - 1, "that"):
        return None
    if any("untrue" in mark.kinds and mark.last == last for mark in reading.marks):
        return frozenset({"untrue"})
    inside = [mark for mark in reading.marks if first <= mark.first < last]
    governing = [mark for mark in inside if mark.last == last - 1 and mark.kinds & _GOVERNING]
    if not governing:
        return None
    denied = frozenset({"not"}) if any("not" in mark.kinds for mark in inside) else frozenset[str]()
    return governing[0].kinds | denied


# --- clauses -------------------------------------------------------------------------------------


def is_relation(mark: Mark) -> bool:
    """True for a mark that compares or ranks."""
    return bool(mark.kinds & _RELATION)


def _has_anchor(reading: Reading, piece: _Piece, fixed: frozenset[int]) -> bool:
    quantity = any(piece.first <= hit.first < piece.last and hit.first not in fixed for hit in reading.quantities)
    named = {hit.last for hit in reading.quantities if hit.first in fixed}
    # "the hundred leading …" ranks nobody
    inside = [mark for mark in reading.marks if piece.first <= mark.first < piece.last and mark.first not in named]
    held = any(mark.kinds & {"than", "on_year"} for mark in inside)
    graded = held and any(mark.kinds & {"more", "less"} for mark in inside)
    return quantity or graded or any(is_relation(mark) or mark.kinds & {"majority", "minority"} for mark in inside)


def _is_lone_figure(reading: Reading, piece: _Piece) -> bool:
    """True for a piece that is a figure and a colon or a dash."""
    last = reading.tokens[piece.last - 1].text
    counted = {at for hit in reading.quantities for at in range(hit.first, hit.last)}
    words = [at for at in range(piece.first, piece.last) if reading.tokens[at].is_word]
    closes = last in _HARD or last[0] in _DASHES
    return closes and bool(words) and all(at in counted for at in words)


def _talks(reading: Reading, piece: _Piece) -> bool:
    return any(piece.first <= mark.first < piece.last and mark.kinds & _TALK for mark in reading.marks)


def _has_entity(reading: Reading, piece: _Piece) -> bool:
    return any(piece.first <= hit.first < piece.last for hit in reading.entities)


def _says_who(reading: Reading, piece: _Piece) -> bool:
    """True where the one who says so stands right before the verb that introduces what is said."""
    governing = [
        mark for mark in reading.marks if piece.first <= mark.first < piece.last and mark.last == piece.last - 1
    ]
    return any(hit.last == mark.first for mark in governing for hit in reading.entities)


def _leaves_out_its_verb(reading: Reading, piece: _Piece, before: list[tuple[int, int]]) -> bool:
    """True for "…, the Rhine in freight" after "the Danube leads in length"."""
    at = piece.first
    while at < piece.last and (reading.plays(at, "articles") or reading.plays(at, "conjunctions")):
        at += 1
    named = any(hit.first == at for hit in reading.entities)
    led = any(
        mark.kinds & _PLACES and any(first <= mark.first < last for first, last in before) for mark in reading.marks
    )
    told = any(at < hit.first < piece.last for hits in reading.words.values() for hit in hits if hit.group >= 0)
    return named and led and told


def _names_whose(reading: Reading, piece: _Piece, before: list[tuple[int, int]]) -> bool:
    """True for "three quarters of the lakes, …, | are held by the Finns": it ends a claim that named nobody."""
    named = any(first <= hit.first < last for first, last in before for hit in reading.entities)
    counted = any(piece.first <= hit.first < piece.last for hit in reading.quantities)
    return not named and not counted and _has_entity(reading, piece)


def _opens_next(reading: Reading, pieces: list[_Piece], number: int, fixed: frozenset[int]) -> bool:
    """True for "and Norway alone, | at 156": it names whom the next piece, which names nobody, speaks of."""
    if number + 1 >= len(pieces):
        return False
    if not _has_entity(reading, pieces[number]):
        # "and in 2024, | 156 organisations …"
        return reading.plays(pieces[number].first, "conjunctions") and _has_anchor(reading, pieces[number + 1], fixed)
    for following in pieces[number + 1 :]:
        if following.apart or _has_entity(reading, following):
            return False
        if _has_anchor(reading, following, fixed):
            return True
    return False


class _Merger:
    """Puts pieces together to clauses, one piece after the other."""

    def __init__(self, reading: Reading, pieces: list[_Piece], fixed: frozenset[int]) -> None:
        self._reading, self._pieces, self._fixed = reading, pieces, fixed
        self._ranges: list[tuple[int, int]] = []
        self._asides: list[tuple[int, int]] = []
        self._introduced: frozenset[str] = frozenset()
        self._anchored = False
        self._bracketed = False

    def clauses(self) -> Iterator[Clause]:
        """The clauses that the pieces make, in order."""
        for number, piece in enumerate(self._pieces):
            last = number + 1 == len(self._pieces)
            if piece.introduces is not None and not last:
                if self._anchored:
                    yield self._close()
                self._introduce(piece, piece.introduces)
            elif _is_lone_figure(self._reading, piece) and not last:
                self._hand_on(number)
            else:
                if self._ranges and (piece.apart or self._starts_another(number)):
                    yield self._close()
                    self._bracketed = piece.bracketed
                self._add(piece)
        if self._ranges:
            yield self._close()

    def _close(self) -> Clause:
        """The clause so far; the next begins with nothing."""
        clause = Clause(tuple(self._ranges), tuple(self._asides), self._introduced, self._bracketed)
        self._ranges, self._asides, self._anchored = [], [], False
        return clause

    def _introduce(self, piece: _Piece, kinds: frozenset[str]) -> None:
        self._introduced = kinds | (self._introduced & {"untrue"})
        dated = any(piece.first <= hit.first < piece.last for hit in self._reading.periods)
        if dated or _says_who(self._reading, piece):
            self._ranges.append((piece.first, piece.last))

    def _hand_on(self, number: int) -> None:
        """ "23 % – share of …": the headline goes on to say what the figure is."""
        piece, following = self._pieces[number : number + 2]
        self._pieces[number + 1] = _Piece(piece.first, following.last, following.introduces, piece.bracketed)

    def _starts_another(self, number: int) -> bool:
        """True where a piece is not of the clause so far."""
        piece = self._pieces[number]
        if not self._anchored:
            return False
        if self._anchors(piece):
            return not _names_whose(self._reading, piece, self._ranges)
        return not self._comments(piece) and _opens_next(self._reading, self._pieces, number, self._fixed)

    def _anchors(self, piece: _Piece) -> bool:
        left_out = self._anchored and _leaves_out_its_verb(self._reading, piece, self._ranges)
        return left_out or _has_anchor(self._reading, piece, self._fixed)

    def _comments(self, piece: _Piece) -> bool:
        return not _has_entity(self._reading, piece) and _talks(self._reading, piece)

    def _add(self, piece: _Piece) -> None:
        anchor = self._anchors(piece)
        if self._anchored and not anchor and self._comments(piece):
            self._asides.append((piece.first, piece.last))
        else:
            self._ranges.append((piece.first, piece.last))
            self._anchored = self._anchored or anchor
