"""Tokens, stems, parts of speech and misspellings of plain English."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.language.lemmas import table
from factcheck.language.words import stem, tokenize

# --- tokens --------------------------------------------------------------------------------------

TOKENS = [
    ("China's patents", "China|'s|patents"),
    ("CHINA’S PATENTS", "CHINA|’S|PATENTS"),
    ("don't can’t won't they're we've", "do|n't|ca|n’t|wo|n't|they|'re|we|'ve"),
    ("the others' share", "the|others|'|share"),
    ("Xi'an and O'Brien's", "Xi'an|and|O'Brien|'s"),
    ("‘quoted’", "‘|quoted|’"),
    ("in the U.S. and the U.K., too.", "in|the|U.S.|and|the|U.K.|,|too|."),
    ("e.g. a Ph.D. at 5 p.m.", "e.g.|a|Ph.D.|at|5|p.m."),
    ("U.S.-China rivalry", "U.S.|-|China|rivalry"),
    ("It ended.Then it rained.", "It|ended|.|Then|it|rained|."),
    ("open-source state—owned 6–12", "open|-|source|state|—|owned|6|–|12"),
    ("H100s, 5G, GLM-5.2, GPT-4o", "H100s|,|5G|,|GLM-5.2|,|GPT-4o"),
    ("DeepSeek-V4-Pro and Llama3.1.", "DeepSeek|-|V4|-|Pro|and|Llama3.1|."),
    ("2018-2020 or 2018–20", "2018|-|2020|or|2018|–|20"),
    ("921,000 15.3 1.6M 3rd 1990s", "921,000|15.3|1.6M|3rd|1990s"),
    ("1,2,3 and 1,50,000", "1|,|2|,|3|and|1|,|50,000"),
    ("$668B >40% 75%+", "$|668B|>|40|%|75|%|+"),
    ("R&D, AT&T, M&As", "R&D|,|AT&T|,|M&As"),
    ("R&D's U.S.'s 2024’s 40%'s", "R&D|'s|U.S.|'s|2024|’s|40|%|'s"),
    ("top-10 co-author", "top|-|10|co|-|author"),
    ("wait... (no)", "wait|...|(|no|)"),
    ("snake_case #AI", "snake|_|case|#|AI"),
    ("café cafe\u0301s", "café|cafe\u0301s"),
    ("  \n\t ", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), TOKENS)
def test_tokens(text: str, expected: str) -> None:
    assert "|".join(token.text for token in tokenize(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don't", ["do", "not"]),
        ("can’t", ["can", "not"]),
        ("won't", ["will", "not"]),
        ("ain't", ["be", "not"]),
        ("they're", ["they", "be"]),
        ("we've", ["we", "have"]),
        ("she'll", ["she", "will"]),
        ("U.S.", ["us"]),
        ("R&D", ["r&d"]),
    ],
)
def test_stems_of_contractions(text: str, expected: list[str]) -> None:
    assert [token.stem for token in tokenize(text)] == expected


@pytest.mark.parametrize(
    ("text", "is_word", "capitalised", "all_caps"),
    [
        ("China", True, True, False),
        ("china", True, False, False),
        ("CATL", True, True, True),
        ("A", True, True, False),
        ("iPhone", True, False, False),
        ("H100", True, True, False),
        ("GPT-4", True, True, True),
        ("5G", True, False, False),
        ("U.S.", True, True, True),
        ("%", False, False, False),
        ("$", False, False, False),
        ("—", False, False, False),
    ],
)
def test_flags_of_tokens(text: str, is_word: bool, capitalised: bool, all_caps: bool) -> None:
    (token,) = tokenize(text)
    assert (token.is_word, token.capitalised, token.all_caps) == (is_word, capitalised, all_caps)


@given(st.text(alphabet=st.sampled_from("aA1.,-–'’&%_ \n é\u0301st"), max_size=60) | st.text(max_size=60))
def test_tokens_cover_all_but_blanks(text: str) -> None:
    tokens = tokenize(text)
    assert all(token.span.of(text) == token.text for token in tokens)
    ends = [0, *(token.span.end for token in tokens)]
    starts = [*(token.span.start for token in tokens), len(text)]
    gaps = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    assert all(end <= start for end, start in zip(ends, starts, strict=True))
    assert not "".join(gaps).strip()


# --- stems ---------------------------------------------------------------------------------------

SAME_STEM = [
    "file files filed filing filings",
    "take takes took taken taking",
    "rise rises rose risen rising",
    "lead leads led leading",
    "fall falls fell fallen falling",
    "grow grew grown growing",
    "build built building buildings",
    "find found finding findings",
    "founded founding founds",
    "be is are was were been being am",
    "have has had having",
    "do does did done doing",
    "man men",
    "child children",
    "analysis analyses",
    "index indices indexes",
    "exceed exceeded exceeding exceeds",
    "grant granted grants granting",
    "rank ranked ranking rankings",
    "patent patents patented",
    "cut cuts cutting",
    "outproduce outproduced outproduces",
    "organisation organization organisations organizations",
    "organise organize organised organized organising",
    "licence license licences licensed licencing",
    "centre center centres centers centred",
    "labour labor labours",
    "programme program programmes programs",
    "authorise authorize authorised authorized authorises",
    "authorisation authorization authorisations",
    "defence defense",
    "favour favor favoured favored",
    "travel travelled traveled travelling traveling",
    "model modelled modeled modelling modeling models",
    "analyse analyze analysed analyzed analysing",
    "catalogue catalog catalogues",
    "grey gray",
    "sceptic skeptic sceptics",
    "fulfil fulfill fulfilled fulfils",
    "practise practice practised practiced",
    "aluminium aluminum",
    "PhD PhDs Ph.D. phds",
    "EV EVs EVS",
    "GPU GPUs GPUS",
    "H100 H100s",
    "US U.S. us",
    "China CHINA china",
    "American Americans",
    # none of these is in the word table
    "tokenize tokenise tokenized tokenised tokenising tokenizes",
    "hyperscaler hyperscalers",
    "chatbot chatbots",
    "quangle quangles quangled quangling",
    "zib zibs zibbed zibbing",
    "frobnicate frobnicates frobnicated frobnicating",
]

DIFFERENT_STEMS = [
    "note not",
    "publish publication publisher",
    "produce product production",
    "large larger largest",
    "few fewer",
    "good better best goods",
    "can could",
    "will would",
    "even evening",
    "us use",
    "or our",
    "for four",
    "new news",
    "find founded",
    "rise roses",
    "see saws",
    "tonne ton",
    "physic physics",
    "arm arms",
    "custom customs",
    "deal ideal",
    "patent parent",
    "quantum quantity",
    "universe university",
    "general generate generation",
    "organ organize organization",
    "than then",
    "thing the",
    "united units",
]


@pytest.mark.parametrize("words", SAME_STEM)
def test_same_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize("words", DIFFERENT_STEMS)
def test_different_stems(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == len(words.split())


@given(st.text(max_size=50) | st.text(alphabet="abcdefghinsuyzx.'", max_size=14).map(lambda text: text + "ings"))
def test_a_stem_is_its_own_stem(word: str) -> None:
    assert stem(stem(word)) == stem(word)


@given(st.text(alphabet="abcdeginrsuy", min_size=2, max_size=12))
def test_capitals_do_not_change_a_stem(word: str) -> None:
    assert stem(word) == stem(word.upper()) == stem(word.capitalize())


def test_every_stem_of_the_table_is_its_own_stem() -> None:
    assert [word for word, entry in table() if stem(entry.stem) != entry.stem] == []


def test_the_table_is_sorted_and_found() -> None:
    entries = list(table())
    keys = [word.encode() for word, _ in entries]
    assert keys == sorted(set(keys))
    assert [word for word, entry in entries if table().find(word) != entry] == []
    assert [table().find(word) for word in ("", "\x00", "zzzz", "\U0010ffff", "qqq", "'")] == [None] * 6


def _bases(word: str) -> Iterable[str]:
    """What `word` might be a regular form of."""
    rules = [("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")]
    for ending, replacement in rules:
        if word.endswith(ending):
            yield word.removesuffix(ending) + replacement


def test_few_words_run_into_another() -> None:
    """Collisions: a form whose spelling could also be of another word ("leaves", "lives", "rated" of rat)."""
    entries = dict(table())
    collisions = {
        word
        for word, entry in entries.items()
        for base in _bases(word)
        if len(base) > 2
        and base in entries
        and set(entries[base].letters) & set("nv")
        and entries[base].stem != entry.stem
    }
    assert {"lives", "founded", "evening"} <= collisions
    assert len(collisions) < 1600


def test_words_of_grammar_share_no_stem_with_nouns_or_verbs() -> None:
    members: dict[str, list[str]] = defaultdict(list)
    entries = dict(table())
    for word, entry in entries.items():
        members[entry.stem].append(word)
    grammar = "not no nor never than then as more most less fewer only just but or and if whether by of to all its our"
    merged = {word: members[word] for word in grammar.split() if members[word] != [word]}
    assert merged == {"not": ["'t", "n't", "not"], "no": ["no", "nos"], "but": ["but", "buts"]}
