"""Plain sentences dressed at random in the markup of a format come out as they were, each letter at its place."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.documents import read_document
from factcheck.model import Unit

PARAGRAPHS = (
    ("China authorised 921,000 patents in 2023, a rise of 15.3%.", "The U.S. filed 505,000 at $668B & more."),
    ("“The US spends $67 billion,” Dr. Lee said.", "Is café No. 1?", "It fell – by 40% – in China."),
    ("Das Überholen 日本 e\u0301 🇨🇳 takes 5 years.",),
)
TRAP = "China has 7 clusters."
Choice = Callable[[Random, str], str]


def split(random: Random, word: str) -> tuple[str, str, str]:
    """A word in three parts, none of which breaks a cluster of code points that are seen as one."""
    letters = re.findall(r"[🇦-🇿]{2}|.[\u0300-\u036f]*", word)
    start, end = sorted((random.randrange(len(letters)), random.randrange(len(letters))))
    return "".join(letters[:start]), "".join(letters[start : end + 1]), "".join(letters[end + 1 :])


def one_of(*choices: Choice) -> Choice:
    return lambda random, word: random.choice(choices)(random, word)


def inner(pattern: str) -> Choice:
    """Put a part of a word, which begins and ends with a letter or figure, into `pattern`."""

    def dress(random: Random, word: str) -> str:
        before, part, after = split(random, word)
        return before + pattern.format(part) + after if part[0].isalnum() and part[-1].isalnum() else word

    return dress


def whole(pattern: str) -> Choice:
    return lambda random, word: re.sub(r"^(\W*)(\w.*\w|\w)(\W*)$", lambda m: m[1] + pattern.format(m[2]) + m[3], word)


def same(random: Random, word: str) -> str:
    return word


def entity(random: Random, word: str) -> str:
    at = random.randrange(len(word))
    form = random.choice(("&#{};", "&#x{:X};"))
    return word[:at] + form.format(ord(word[at])) + word[at + 1 :]


def named(random: Random, word: str) -> str:
    return html.escape(word).replace("é", "&eacute;").replace("–", "&ndash;").replace("“", "&ldquo;")


def latex_word(*choices: Choice) -> Choice:
    """Escape what LaTeX must not see bare, whatever the word is dressed in."""
    choose = one_of(*choices)
    return lambda random, word: re.sub(r"(?<!\\)([%$&])", r"\\\1", choose(random, word))


FORMATS: dict[str, tuple[Choice, tuple[str, ...], str]] = {
    "text": (same, (" ", "\n", "\r\n", " \r", "  ", "\u00a0", " \u00ad"), "\n\n"),
    "markdown": (
        one_of(same, inner("**{}**"), whole("*{}*"), whole("[{}](http://x.y/a_b?c=7)"), whole("<b>{}</b>"), entity),
        (" ", "\n", "\r\n", "&nbsp;", "  ", f" <!-- {TRAP} -->\n", " {{/* x */}}", "  \n", "[^1] ", " [@doe2020] "),
        "\n\n",
    ),
    "html": (
        one_of(same, inner("<b>{}</b>"), inner("<a href='{{7>8}}' title=x>{}</a>"), inner("&shy;{}"), entity, named),
        (" ", "\n", "\r\n", "&nbsp;", "\t", f"<!-- {TRAP} --> ", "<br>", "<sup>1</sup> ", f" <script>{TRAP}</script>"),
        "\r\n<p>",
    ),
    "latex": (
        latex_word(same, inner("\\textbf{{{}}}"), inner("{{{}}}"), whole("\\href{{http://x.y}}{{{}}}"), inner("\\-{}")),
        (
            " ",
            "\n",
            "\r\n",
            "~",
            "  ",
            f" % {TRAP}\n",
            f"\\footnote{{{TRAP.replace('China', 'A')}}} ",
            "~\\cite{key7} ",
        ),
        "\n\n",
    ),
    "rst": (
        one_of(same, whole("*{}*"), whole("**{}**"), whole("`{} <http://x.y/7>`_"), inner("\\ {}")),
        (" ", "\n", "\r\n", "  ", " [1]_ "),
        f"\n\n.. {TRAP}\n\n",
    ),
}


def dressed(random: Random, kind: str) -> str:
    word, gaps, break_ = FORMATS[kind]
    paragraphs = []
    for sentences in PARAGRAPHS:
        words = " ".join(sentences).split(" ")
        text = word(random, words[0])
        for following in words[1:]:
            gap = random.choice(gaps)
            clothed = word(random, following)
            # what would start a block of its own on a new line isn't wrapped
            text += (" " if re.match(r"\W|\d", clothed) and "\n" in gap + "\r" else gap) + clothed
        paragraphs.append(text)
    return break_.join(paragraphs) + ("\n\n[^1]: A has 7 clusters.\n" if kind == "markdown" else "")


def check(units: list[Unit], source: str) -> None:
    """Every sentence is there, and each of its letters at the place where it is written."""
    assert [unit.text for unit in units] == [sentence for sentences in PARAGRAPHS for sentence in sentences]
    for unit in units:
        for letter, start, end in zip(unit.text, unit.origins, unit.ends, strict=True):
            written = source[start:end]
            assert written in (letter, f"\\{letter}") or html.unescape(written) == letter or letter == " ", (
                letter,
                written,
            )
        assert not unit.text[0].isspace()
        assert source[unit.origins[0] : unit.ends[0]] == unit.text[0] or source[unit.origins[0]] in "&\\"


@pytest.mark.parametrize("kind", FORMATS)
@given(random=st.randoms(use_true_random=False))
def test_round_trip(kind: str, random: Random) -> None:
    source = dressed(random, kind)
    units = list(read_document(source, "draft", kind).units)
    check([unit for unit in units if not unit.text.startswith("A has 7")], source)


@given(random=st.randoms(use_true_random=False))
def test_round_trip_in_a_notebook(random: Random) -> None:
    source = dressed(random, "markdown")
    cells = {"cells": [{"cell_type": "markdown", "source": source.splitlines(keepends=True)}]}
    packed = json.dumps(cells, ensure_ascii=random.random() < 0.5)
    units = [unit for unit in read_document(packed, "draft.ipynb").units if not unit.text.startswith("A has 7")]
    assert [unit.text for unit in units] == [sentence for sentences in PARAGRAPHS for sentence in sentences]
    plain = [unit for unit in read_document(source, "draft.md").units if not unit.text.startswith("A has 7")]
    for unit, other in zip(units, plain, strict=True):
        for letter, start, end, first, last in zip(
            unit.text, unit.origins, unit.ends, other.origins, other.ends, strict=True
        ):
            if letter != " ":
                assert json.loads(f'"{packed[start:end]}"') == source[first:last]
