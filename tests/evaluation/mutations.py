"""Change labelled sentences mechanically and see whether the verdict follows:

    python -m tests.evaluation.mutations [FILE…] [--misses] [--only NAME]

Every mutation says what must become of the verdict; sentences that the program gets wrong as they stand are left out,
and so are those to which a mutation does not apply. What is mutated (names, figures, words of measures, the two sides
of a comparison) is found with the vocabulary and the readers of the program, so that this runs on any knowledge base.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from factcheck.claims.background import Background
from factcheck.claims.claim import Claim, Frame
from factcheck.claims.detect import detect
from factcheck.claims.reading import EntityHit, Reading
from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.entries import Assertion, AssertionKind, Entity, RelationKind
from factcheck.language.lemmas import look_up
from factcheck.language.parts import noun_at
from factcheck.model import Judgement, Quantity, QuantityKind, Span, Verdict
from tests.evaluation.sentences import DECIDED, Bench, Labelled, labelled

SUPPORTED, CONTRADICTED, UNKNOWN = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.UNKNOWN
FLIPPED = {SUPPORTED: CONTRADICTED, CONTRADICTED: SUPPORTED}

_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,]|\.\d)")
_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALED = re.compile(r"(\d[\d,]*(?:\.\d+)?)[ -]?(K|M|million|thousand|B|bn|billion)\b")
_THE = re.compile(r"\b[Tt]he $")
_SCALES = {"K": 3, "thousand": 3, "M": 6, "million": 6, "B": 9, "bn": 9, "billion": 9}
_OTHER_SCALES = {"K": "thousand", "thousand": "K", "M": "million", "million": "M", "billion": "bn", "bn": "billion"}
_BE = re.compile(r"(?<=\s)(is|are|was|were)(?=\s)")
_SHORTEST = 5
_PLACES = frozenset({AssertionKind.RANKING, AssertionKind.RELATION, AssertionKind.EVENT, AssertionKind.STATEMENT})
_TAILS = (
    ", and 412 lighthouse keepers have signed a petition about it",
    ", while a funicular in Bhutan carried 9,300 passengers that week",
    ", although its postage stamps cost 12 per cent more than ten years ago",
    ", which a librarian in Quito noticed on a houseboat",
)
_PARTS = (
    "among women",
    "in dentistry",
    "under the age of 30",
    "at weekends",
    "in the navy",
    "for left-handed farmers",
    "per square mile",
)
_KINDS = ("dairy", "veterinary", "bicycle", "nautical")
_OPENINGS = (
    "I hope that",
    "Critics doubt that",
    "It would be a pity if",
    "Officials denied that",
    "Nobody can say whether",
    "Suppose that",
    "Imagine that",
)
_COMMENTS = (
    "Remarkably,",
    "According to analysts,",
    "As everyone knows,",
    "To be clear,",
    "It is well known that",
    "Experts say that",
    "In fact,",
    "By the way,",
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A sentence to mutate: its label, what was read in it and how it was judged."""

    bench: Bench
    text: str
    label: Verdict
    reading: Reading
    judgement: Judgement

    @classmethod
    def of(cls, bench: Bench, sentence: Labelled) -> Subject:
        """The sentence read and judged."""
        reading = bench.read(sentence.text)
        return cls(bench, sentence.text, sentence.label, reading, bench.check(sentence.text))

    @property
    def base(self) -> KnowledgeBase:
        """What is known."""
        return self.bench.judge.base

    @property
    def facts(self) -> list[Assertion]:
        """The assertions by which the claims that are decided were judged."""
        decided = [each for each in self.judgement.findings if each.verdict in DECIDED]
        return [self.base.assertions[item.assertion] for each in decided for item in each.evidence]

    def claims(self) -> list[Claim]:
        """The claims read in it, each in the way the program would name first."""
        found, _, _ = detect(self.reading, self.bench.judge.lexica, self.base.metrics, Background())
        return [each.readings[0] for each in found if each.readings]

    def span(self, hit: EntityHit) -> Span:
        """Where a name stands."""
        return self.reading.span(hit.first, hit.last)


@dataclass(frozen=True, slots=True)
class Variant:
    """A changed sentence and the verdicts that are right for it."""

    text: str
    right: Collection[Verdict]


Mutation = Callable[[Subject], Iterator[Variant]]


@dataclass(frozen=True, slots=True)
class Tried:
    """A variant that was put to the program."""

    original: Subject
    variant: Variant
    judgement: Judgement

    @property
    def right(self) -> bool:
        """Whether the verdict is one of those that are right."""
        return self.judgement.verdict in self.variant.right


# --- what must become unknown --------------------------------------------------------------------


def _other_year(year: str) -> Mutation:
    def mutate(subject: Subject) -> Iterator[Variant]:
        dated = [hit.period.span for hit in subject.reading.periods if _YEAR.search(hit.period.text)]
        several = len(subject.judgement.findings) > 1 and subject.label is CONTRADICTED
        if subject.label not in DECIDED or not dated or several:
            return
        # when something happened is what an event tells, so another year may contradict it
        event = any(fact.kind in (AssertionKind.EVENT, AssertionKind.STATEMENT) for fact in subject.facts)
        if event and subject.label is CONTRADICTED:
            return
        right = {UNKNOWN, CONTRADICTED} if event else {UNKNOWN}
        swaps = [(span, _YEAR.sub(year, span.of(subject.text))) for span in dated]
        yield Variant(_replaced(subject.text, swaps), right)

    return mutate


def _other_country(subject: Subject) -> Iterator[Variant]:
    facts = subject.facts
    names = {fact.subject for fact in facts}
    if subject.label not in DECIDED or len(names) != 1 or len(subject.judgement.findings) > 1:
        return
    (name,) = names
    stranger = _stranger(subject.base, subject.base.entities[name].type)
    hits = [hit for hit in subject.reading.entities if hit.id == name]
    if stranger is None or not hits or _in_attribution(subject, hits):
        return
    swaps = [_renamed(subject, hit, stranger.adjectives[0] if hit.adjective else stranger.name) for hit in hits]
    # who is first or alone in something leaves no place for another, and whoever leads is ahead of everyone
    taken = any(fact.kind in _PLACES for fact in facts) or any(c.frame is not Frame.FIGURE for c in subject.claims())
    same = [fact for each in facts if each.metric is not None for fact in subject.base.assertions_for(each.metric)]
    ahead_of_all = any(fact.kind in _PLACES and not fact.over for fact in same)
    right = {UNKNOWN, CONTRADICTED} if taken else {UNKNOWN}
    yield Variant(_replaced(subject.text, swaps), DECIDED | right if ahead_of_all else right)


def _stranger(base: KnowledgeBase, kind: str) -> Entity | None:
    """An entity of this type of which nothing is known, and nothing of what contains it either."""
    for each in base.entities.values():
        near = {each.id, *base.containers(each.id), *base.members(each.id)}
        if each.type == kind and each.adjectives and not any(base.assertions_about(name) for name in near):
            return each
    return None


def _in_attribution(subject: Subject, hits: Sequence[EntityHit]) -> bool:
    sayers = {hit for claim in subject.claims() for hit in claim.sayers}
    return not sayers.isdisjoint(hits)


def _tail(subject: Subject) -> Iterator[Variant]:
    if subject.label is not SUPPORTED:
        return
    bare = subject.text.rstrip(' .!”"')
    end = subject.text[len(bare) :]
    yield Variant(bare + _TAILS[len(bare) % len(_TAILS)] + end, {UNKNOWN})


def _narrowed(subject: Subject) -> Iterator[Variant]:
    """ "… in 2023." → "… in 2023 among women.": said of a part only, of which nothing is known."""
    if subject.label is not SUPPORTED:
        return
    bare = subject.text.rstrip(' .!”"')
    end = subject.text[len(bare) :]
    part = _PARTS[len(bare) % len(_PARTS)]
    yield Variant(f"{bare} {part}{end}", {UNKNOWN})


def _modified(subject: Subject) -> Iterator[Variant]:
    """ "… patent applications" → "… dairy patent applications": it counts something else."""
    if subject.label is not SUPPORTED:
        return
    metrics = {fact.metric for fact in subject.facts if fact.metric is not None}
    hits = sorted({hit.first for name in metrics for hit in subject.reading.words.get(name, ()) if hit.group >= 0})
    nouns = [at for at in hits if noun_at(subject.reading.tokens, at) and not subject.reading.tokens[at].capitalised]
    if nouns:
        start = subject.reading.tokens[nouns[0]].span.start
        kind = _KINDS[start % len(_KINDS)]
        yield Variant(f"{subject.text[:start]}{kind} {subject.text[start:]}", {UNKNOWN})


def _question_mark(subject: Subject) -> Iterator[Variant]:
    if subject.text.endswith("."):
        yield Variant(subject.text[:-1] + "?", {UNKNOWN})


def _asked(subject: Subject) -> Iterator[Variant]:
    if subject.text.endswith("."):
        yield Variant(f"Is it true that {_continued(subject)[:-1]}?", {UNKNOWN})


def _unsaid(subject: Subject) -> Iterator[Variant]:
    """Told as a hope, a condition, a doubt: it claims nothing any more."""
    if subject.label in DECIDED:
        opening = _OPENINGS[len(subject.text) % len(_OPENINGS)]
        yield Variant(f"{opening} {_continued(subject)}", {UNKNOWN})


def _wrongly_attributed(subject: Subject) -> Iterator[Variant]:
    if subject.label is SUPPORTED:
        yield Variant(f"According to the Thimphu Gazette, {_continued(subject)}", {UNKNOWN})


# --- what must flip ------------------------------------------------------------------------------


def _sides_swapped(subject: Subject) -> Iterator[Variant]:
    claims = subject.claims()
    if len(claims) != 1 or subject.label not in DECIDED:
        return
    claim = claims[0]
    told_by_place = claim.frame is Frame.COMPARISON and claim.orient
    gap = claim.metric is not None and subject.base.metrics[claim.metric.id].between
    if not (told_by_place or gap) or len(claim.subjects) != 1 or len(claim.objects) != 1:
        return
    left, right = claim.subjects[0], claim.objects[0]
    facts = subject.facts
    if any(fact.relation is RelationKind.CONTESTED for fact in facts):
        return
    if claim.metric is None or claim.metric.id not in {fact.metric for fact in facts}:
        return
    if left.first < 0 or left.adjective != right.adjective or left.id == right.id:
        return
    if subject.label is CONTRADICTED and (claim.quantity is not None or gap):
        # it may be the figure that is wrong
        return
    repeated = [hit for hit in subject.reading.entities if hit.id in (left.id, right.id)]
    if len(repeated) != 2:
        return
    ours, theirs = subject.span(left), subject.span(right)
    swapped = [(ours, theirs.of(subject.text)), (theirs, ours.of(subject.text))]
    yield Variant(_replaced(subject.text, swapped), {FLIPPED[subject.label]})


def _not_true(subject: Subject) -> Iterator[Variant]:
    denied = " not true that " in subject.text or " not the case that " in subject.text
    if subject.label in DECIDED and len(subject.judgement.findings) == 1 and not denied:
        yield Variant(f"It is not true that {_continued(subject)}", {FLIPPED[subject.label]})


def _verb_negated(subject: Subject) -> Iterator[Variant]:
    """ "China was granted 921,000 patents" → "China was not granted …", where only the subject is before the verb."""
    if subject.label not in DECIDED or len(subject.judgement.findings) != 1:
        return
    verb = _BE.search(subject.text)
    if verb is None:
        return
    before = [hit for hit in subject.reading.entities if subject.span(hit).start < verb.start()]
    counted = [hit for hit in subject.reading.quantities if hit.quantity.span.start < verb.start()]
    marked = [m for m in subject.reading.marks if m.kinds & {"not", "none", "most"} or subject.text.startswith("It ")]
    commas = "," in subject.text[: verb.start()]
    if len(before) == 1 and not counted and not marked and not commas:
        text = f"{subject.text[: verb.end()]} not{subject.text[verb.end() :]}"
        yield Variant(text, {FLIPPED[subject.label]})


# --- what must stay ------------------------------------------------------------------------------


def _typo_in_name(subject: Subject) -> Iterator[Variant]:
    spans = [subject.span(hit) for hit in subject.reading.entities if hit.last - hit.first == 1]
    yield from _misspelt(subject, [span for span in spans if span.of(subject.text)[:1].isupper()])


def _typo_in_measure(subject: Subject) -> Iterator[Variant]:
    vocabulary = subject.bench.judge.lexica.vocabulary
    metrics = {fact.metric for fact in subject.facts}
    hits = [(name, hit) for name, hits in subject.reading.words.items() if name in metrics for hit in hits]
    told_apart = {hit.first for name, hit in hits if hit.group in vocabulary.guarded[name]}
    loose = {hit.first for _, hit in hits if hit.last - hit.first == 1 and hit.group >= 0} - told_apart
    known = [at for at in sorted(loose) if subject.reading.tokens[at].stem in vocabulary.single_words]
    yield from _misspelt(subject, [subject.reading.tokens[at].span for at in known])


def _misspelt(subject: Subject, spans: Sequence[Span]) -> Iterator[Variant]:
    for span in spans:
        word = span.of(subject.text)
        wrong = _transposed(word)
        if wrong is not None and subject.label in DECIDED:
            yield Variant(_replaced(subject.text, [(span, wrong)]), {subject.label})


def _transposed(word: str) -> str | None:
    if len(word) < _SHORTEST or not word.isalpha():
        return None
    for at in range(len(word) // 2, 0, -1):
        wrong = word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]
        if wrong != word and not look_up(wrong.casefold()):
            return wrong
    return None


def _commented(subject: Subject) -> Iterator[Variant]:
    if subject.label in DECIDED:
        comment = _COMMENTS[len(subject.text) % len(_COMMENTS)]
        yield Variant(f"{comment} {_continued(subject)}", {subject.label})


def _beside(*, before: bool) -> Mutation:
    """A known figure of something else told in the same sentence, before it or after it."""

    def mutate(subject: Subject) -> Iterator[Variant]:
        known = _another_fact(subject)
        if known is not None and subject.text.endswith(".") and subject.label in DECIDED:
            first, second = (known, subject.text[:-1]) if before else (subject.text[:-1], known)
            yield Variant(f"{first}; {second}.", {subject.label})

    return mutate


def _another_fact(subject: Subject) -> str | None:
    """The statement of a figure, without its full stop, that shares neither measure nor names with the sentence."""
    named = {hit.id for hit in subject.reading.entities}
    measured = set(subject.reading.words)
    figures = [fact for fact in subject.base.assertions.values() if fact.kind is AssertionKind.FIGURE]
    others = [fact for fact in figures if fact.subject not in named and fact.metric not in measured]
    told = (fact.statement for fact in others if subject.bench.check(fact.statement).verdict is SUPPORTED)
    return next(told, "").rstrip(".") or None


def _capitals(subject: Subject) -> Iterator[Variant]:
    yield Variant(subject.text.upper(), {subject.label})


def _other_alias(subject: Subject) -> Iterator[Variant]:
    swaps = []
    for hit in subject.reading.entities:
        entity = subject.base.entities[hit.id]
        plain = [entity.name, *(alias.text for alias in entity.aliases if not alias.unless)]
        names = list(entity.adjectives) if hit.adjective else plain
        now = subject.span(hit).of(subject.text)
        others = [name for name in names if name.casefold() != now.casefold()]
        if others:
            swaps.append(_renamed(subject, hit, others[len(subject.text) % len(others)]))
    if swaps:
        yield Variant(_replaced(subject.text, swaps), {subject.label})


def _other_notation(subject: Subject) -> Iterator[Variant]:
    swaps = []
    named = {each.value for metric in subject.base.metrics.values() for each in metric.fixed}
    for hit in subject.reading.quantities:
        rewritten = None if hit.quantity.value in named else _rewritten(hit.quantity)
        if rewritten is not None and rewritten != hit.quantity.text:
            swaps.append((hit.quantity.span, rewritten))
    if swaps:
        yield Variant(_replaced(subject.text, swaps), {subject.label})


def _rewritten(quantity: Quantity) -> str | None:
    """The same figure written in another way: "921,000" as "921K", "1.6M" as "1.6 million", "4 %" as "4 per cent"."""
    text = quantity.text
    if quantity.kind is QuantityKind.PERCENT:
        if "%" in text:
            return re.sub(r"\s*%", " per cent", text)
        return re.sub(r"\s*(?:per cent|percent)\b", "%", text)
    scaled = _SCALED.search(text)
    if scaled is not None and scaled[2] in _OTHER_SCALES:
        gap = " " if len(_OTHER_SCALES[scaled[2]]) > 2 else ""
        return text[: scaled.start(2)].rstrip(" -") + gap + _OTHER_SCALES[scaled[2]] + text[scaled.end(2) :]
    numerals = _NUMERAL.findall(text)
    if quantity.kind is QuantityKind.NUMBER and len(numerals) == 1 and numerals[0].endswith(",000"):
        return text.replace(numerals[0], numerals[0].removesuffix(",000") + "K")
    if quantity.kind is QuantityKind.NUMBER and len(numerals) == 1 and "," in numerals[0]:
        return text.replace(",", "")
    return None


# --- writing -------------------------------------------------------------------------------------


def _replaced(text: str, swaps: Sequence[tuple[Span, str]]) -> str:
    for span, new in sorted(swaps, reverse=True):
        text = text[: span.start] + new + text[span.end :]
    return text


def _renamed(subject: Subject, hit: EntityHit, name: str) -> tuple[Span, str]:
    """A name put in the place of another, the article of the old one dropped."""
    span = subject.span(hit)
    article = None if hit.adjective else _THE.search(subject.text[: span.start])
    start = span.start if article is None else article.start()
    return Span(start, span.end), name if start else name[:1].upper() + name[1:]


def _continued(subject: Subject) -> str:
    """The sentence as it stands after "that": without the capital of its beginning, unless that is a name's."""
    first = subject.reading.tokens[0]
    named = any(hit.first <= 0 < hit.last and not hit.adjective for hit in subject.reading.entities)
    adjective = any(hit.first == 0 for hit in subject.reading.entities)
    if named or adjective or first.all_caps or not first.text.isalpha() or not look_up(first.text.casefold()):
        return subject.text
    return subject.text[:1].lower() + subject.text[1:]


# --- the run -------------------------------------------------------------------------------------

MUTATIONS: dict[str, Mutation] = {
    "year 1987": _other_year("1987"),
    "year 2047": _other_year("2047"),
    "another country": _other_country,
    "unknowable tail": _tail,
    "narrowed to a part": _narrowed,
    "of another kind": _modified,
    "question mark": _question_mark,
    "asked whether": _asked,
    "told as a hope or doubt": _unsaid,
    "wrongly attributed": _wrongly_attributed,
    "sides swapped": _sides_swapped,
    "not true that": _not_true,
    "verb negated": _verb_negated,
    "typo in a name": _typo_in_name,
    "typo in a measure": _typo_in_measure,
    "all capitals": _capitals,
    "before a known fact": _beside(before=False),
    "after a known fact": _beside(before=True),
    "commented": _commented,
    "another alias": _other_alias,
    "another notation": _other_notation,
}

BARS = {
    "year 1987": 0.96,
    "year 2047": 0.96,
    "another country": 0.98,
    "unknowable tail": 0.99,
    "narrowed to a part": 0.90,
    "of another kind": 0.97,
    "question mark": 1.0,
    "asked whether": 1.0,
    "told as a hope or doubt": 0.98,
    "wrongly attributed": 0.98,
    "sides swapped": 0.97,
    "not true that": 0.95,
    "verb negated": 0.95,
    "typo in a name": 0.96,
    "typo in a measure": 0.96,
    "all capitals": 0.98,
    "before a known fact": 0.95,
    "after a known fact": 0.94,
    "commented": 0.98,
    "another alias": 0.97,
    "another notation": 0.98,
}
"""The least share of variants of each mutation that must be told right."""


def subjects(bench: Bench, sentences: Sequence[Labelled]) -> list[Subject]:
    """The sentences that the program gets right, read and judged."""
    found = [Subject.of(bench, each) for each in sentences]
    return [each for each in found if each.judgement.verdict is each.label]


def run(name: str, among: Sequence[Subject]) -> list[Tried]:
    """Every variant that a mutation makes of these sentences, judged."""
    made = [(each, variant) for each in among for variant in MUTATIONS[name](each)]
    return [Tried(each, variant, each.bench.check(variant.text)) for each, variant in made]


def rate(tried: Sequence[Tried]) -> float:
    """The share of variants with a right verdict; 1 where there are none."""
    return sum(each.right for each in tried) / len(tried) if tried else 1.0


def _flips(tried: Sequence[Tried]) -> int:
    """Variants told supported that must be contradicted, and the reverse."""
    return sum(not each.right and {each.judgement.verdict, *each.variant.right} == DECIDED for each in tried)


def _told(each: Tried) -> str:
    verdict, kind = each.judgement.verdict, each.judgement.kind
    wanted = " or ".join(sorted(each.variant.right))
    return f"  {wanted}, told {verdict} ({kind}): {each.variant.text}\n      {each.judgement.reason}"


def main(arguments: Sequence[str]) -> int:
    """Print a rate for each mutation; the status is 1 where one is below its bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--knowledge", action="append", default=[], metavar="DIR")
    parser.add_argument("--no-default-knowledge", action="store_true")
    parser.add_argument("--misses", action="store_true", help="list the variants with a wrong verdict")
    parser.add_argument("--only", choices=tuple(MUTATIONS), action="append")
    wanted = parser.parse_args(arguments)
    sentences = labelled(wanted.files)
    among = subjects(Bench.open(*wanted.knowledge, default=not wanted.no_default_knowledge), sentences)
    sys.stdout.write(f"{len(sentences)} sentences, {len(among)} of them right as they stand\n")
    below = 0
    for name in wanted.only or MUTATIONS:
        tried = run(name, among)
        below += rate(tried) < BARS[name]
        right = sum(each.right for each in tried)
        sys.stdout.write(f"{name:18} {right:4} of {len(tried):4}  {rate(tried):.3f}  flipped {_flips(tried)}\n")
        if wanted.misses:
            sys.stdout.writelines(f"{_told(each)}\n" for each in tried if not each.right)
    return int(below > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
