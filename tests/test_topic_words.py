"""No word of the topic stands in the code: it comes from the knowledge base alone."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.entries import Metric
from factcheck.knowledge.loader import load_knowledge
from factcheck.language.english import stems_of

HERE = Path(__file__).parent
PACKAGE = HERE.parent / "factcheck"
PLAIN = HERE / "topics" / "plain-english.txt"
# A name that is no longer than this, or all in capitals, is a name only as it is written.
SHORT = 3
_WORD = re.compile(r"[^\W\d_]+\d*|\d+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

Phrase = tuple[str, ...]


# --- the words of the topic ----------------------------------------------------------------------


def words(text: str) -> Phrase:
    return tuple(_WORD.findall(text))


def stems(found: Iterable[str]) -> Phrase:
    return tuple(stem for word in found for stem in stems_of(word))


def folded(found: Iterable[str]) -> Phrase:
    return tuple(word.casefold() for word in found)


def names_in(knowledge: KnowledgeBase) -> Iterator[str]:
    for entity in knowledge.entities.values():
        yield entity.name
        yield from entity.adjectives
        yield from (alias.text for alias in entity.aliases)


def measures_in(knowledge: KnowledgeBase) -> Iterator[str]:
    for metric in knowledge.metrics.values():
        yield metric.name
        yield from (word for word in words_of(metric) if not word.startswith("@"))


def words_of(metric: Metric) -> Iterator[str]:
    """All words that tell a metric: more than those that tell it from another alone."""
    yield from metric.without
    for group in metric.words:
        yield from (*group.any, *group.opposite)


def is_exact(name: str) -> bool:
    return len(name) <= SHORT or name.isupper()


def plain() -> list[str]:
    return [line for line in PLAIN.read_text("utf-8").splitlines() if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load_knowledge([str(HERE.parent / "knowledge")])


class Topic:
    """What must not stand in the code, by the form in which it is looked for."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        names = list(names_in(knowledge))
        self.exact = table(words(name) for name in names if is_exact(name))
        self.folded = table(folded(words(name)) for name in names if not is_exact(name))
        self.stems = table(stems(words(name)) for name in measures_in(knowledge))

    def found_in(self, text: str) -> Iterator[str]:
        """The words of the topic in a piece of code."""
        said = words(text)
        for form, listed in ((said, self.exact), (folded(said), self.folded), (stems(said), self.stems)):
            for at, word in enumerate(form):
                phrases = (phrase for phrase in listed.get(word, ()) if form[at : at + len(phrase)] == phrase)
                yield from (" ".join(phrase).casefold() for phrase in phrases)


def table(phrases: Iterable[Phrase]) -> Mapping[str, frozenset[Phrase]]:
    """Phrases by their first word."""
    listed: dict[str, set[Phrase]] = {}
    for phrase in phrases:
        if phrase:
            listed.setdefault(phrase[0], set()).add(phrase)
    return {first: frozenset(each) for first, each in listed.items()}


@pytest.fixture(scope="module")
def topic(knowledge: KnowledgeBase) -> Topic:
    return Topic(knowledge)


# --- the code ------------------------------------------------------------------------------------


def pieces(code: str) -> Iterator[tuple[int, str]]:
    """The line and the text of every name and string in some code but docstrings; names with their parts as words."""
    tree = ast.parse(code)
    bare = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    for each in ast.walk(tree):
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and id(each) not in bare:
            yield each.lineno, each.value
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.NAME:
            yield token.start[0], _CAMEL.sub(" ", token.string).replace("_", " ")


CODE = [
    ('"""China files patents."""\n', set()),
    ('x = 1\n"""China, told of x."""\n', set()),
    ('def count() -> None:\n    """Patents."""\n', set()),
    ("# China\n", set()),
    ('x = "made in China"\n', {"china"}),
    ('x = f"{y} in China"\n', {"china"}),
    ("chinese_rows = 1\n", {"chinese"}),
    ("class EuropeanUnionRows: ...\n", {"european union", "european"}),
    ("PATENTS_GRANTED = 1\n", {"patent", "grant"}),
    ("def humanoids() -> None: ...\n", {"humanoid"}),
    ("give_us = 'to us'\n", set()),
    ('x = "the US"\n', {"us"}),
    ("indianness = 'chinaware'\n", set()),
]


@pytest.mark.parametrize(("code", "expected"), CODE)
def test_words_are_found_in_code(code: str, expected: set[str], topic: Topic) -> None:
    assert {word for _, text in pieces(code) for word in topic.found_in(text)} - set(plain()) == expected


def test_the_code_knows_no_topic(topic: Topic) -> None:
    allowed = set(plain())
    found = {
        f"{path.relative_to(PACKAGE.parent)}:{line}: {word}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line, text in pieces(path.read_text("utf-8"))
        for word in topic.found_in(text)
        if word not in allowed
    }
    assert sorted(found) == []


def test_the_plain_words_are_sorted_and_of_the_vocabulary(topic: Topic) -> None:
    listed = plain()
    assert listed == sorted(set(listed))
    assert [word for word in listed if word not in set(topic.found_in(word))] == []
