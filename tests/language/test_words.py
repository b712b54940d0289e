"""Tokens, stems, parts of speech and misspellings of plain English."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.language.lemmas import table
from factcheck.language.typos import one_slip
from factcheck.language.words import PartOfSpeech, is_noun_like, noun_at, parts_of_speech, stem, tokenize, typo_of

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
    "finance finances financed",
    "statistic statistics",
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
    "finance fine",
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


# --- parts of speech -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "likeliest"),
    [
        ("patents", PartOfSpeech.NOUN),
        ("Published", PartOfSpeech.VERB),
        ("large", PartOfSpeech.ADJECTIVE),
        ("quickly", PartOfSpeech.ADVERB),
        ("Shenzhen", PartOfSpeech.NAME),
        ("the", PartOfSpeech.DETERMINER),
        ("between", PartOfSpeech.PREPOSITION),
        ("they", PartOfSpeech.PRONOUN),
        ("was", PartOfSpeech.AUXILIARY),
        ("might", PartOfSpeech.MODAL),
        ("to", PartOfSpeech.TO),
        ("and", PartOfSpeech.CONJUNCTION),
        ("million", PartOfSpeech.NUMERAL),
        ("when", PartOfSpeech.QUESTION),
        ("which", PartOfSpeech.RELATIVE),
        ("alas", PartOfSpeech.EXCLAMATION),
        ("'s", PartOfSpeech.POSSESSIVE),
        ("n’t", PartOfSpeech.ADVERB),
        # by prefix or ending
        ("outproduced", PartOfSpeech.VERB),
        ("quangledly", PartOfSpeech.ADVERB),
        ("quanglization", PartOfSpeech.NOUN),
        ("quangleless", PartOfSpeech.ADJECTIVE),
    ],
)
def test_likeliest_part_of_speech(word: str, likeliest: PartOfSpeech) -> None:
    assert parts_of_speech(word)[0] is likeliest


def test_all_parts_of_speech_in_order() -> None:
    assert "".join(parts_of_speech("lead")) == "vjn"
    assert parts_of_speech("quangle") == ()


def test_every_letter_of_the_table_is_a_part_of_speech() -> None:
    known = {part.value for part in PartOfSpeech}
    assert {letter for _, entry in table() for letter in entry.letters} <= known


NOUN_LIKE = (
    "patent tea beehives collegiality rating cookbooks vessels Huawei huawei quangle Quangle NVIDIA chips growth"
)
NOT_NOUN_LIKE = "file filed produces swiftly global the of and which they has larger three outpaced overtaken said not"


@pytest.mark.parametrize("word", NOUN_LIKE.split())
def test_noun_like(word: str) -> None:
    assert is_noun_like(word)


@pytest.mark.parametrize("word", NOT_NOUN_LIKE.split())
def test_not_noun_like(word: str) -> None:
    assert not is_noun_like(word)


# --- nouns in their sentences --------------------------------------------------------------------


def _marked_sentences() -> Iterator[tuple[str, str, frozenset[int]]]:
    """Register, sentence and the ends of its nouns."""
    register = ""
    for line in Path(__file__).with_name("nouns.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            register = line
        elif line and not line.startswith("#"):
            pieces = line.split("*")
            ends = frozenset(len("".join(pieces[:count])) for count in range(1, len(pieces)))
            yield register, "".join(pieces), ends


def test_nouns_of_marked_sentences() -> None:
    hits: dict[str, list[bool]] = defaultdict(list)
    sentences = list(_marked_sentences())
    for register, text, ends in sentences:
        tokens = tokenize(text)
        assert ends <= {token.span.end for token in tokens}, text
        for index, token in enumerate(tokens):
            if token.text[0].isalpha():
                hits[register].append(noun_at(tokens, index) == (token.span.end in ends))
    assert len(sentences) >= 120
    every = [hit for found in hits.values() for hit in found]
    assert sum(every) / len(every) > 0.98
    assert {
        register: sum(found) / len(found) for register, found in hits.items() if sum(found) / len(found) < 0.95
    } == {}


@pytest.mark.parametrize(
    "sentence",
    [
        # the word in brackets is a noun
        "a boom in top-cited [cookbooks]",
        "China leads in the [quangle] market",
        "the [lead] of the United States",
        "China's [exports] of chips",
        "its [research] is cited",
        "HUAWEI LEADS GLOBAL 5G [DEPLOYMENTS]",
        "according to [WHO] figures",
        "AI patent [grants] in 2023",
        "the [public] pays",
    ],
)
def test_a_noun_where_it_stands(sentence: str) -> None:
    assert _bracketed(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        # the word in brackets is something else
        "China [exports] the chips",
        "researchers [report] lower costs",
        "China will [export] chips",
        "they [research] it",
        "[whom] they serve",
        "HUAWEI [LEADS] GLOBAL 5G DEPLOYMENTS",
        "the [leading] firm",
        "American firms [trail] far behind",
        "[American] firms",
        "the deal was [struck]",
        "China filed [921,000] patents",
        "it grew by 40[%]",
        "it [swiftly] grew",
        "China no longer [leads]",
        "it is the US that [controls] the chips",
        "figures for 2025 [show] it",
    ],
)
def test_no_noun_where_it_stands(sentence: str) -> None:
    assert not _bracketed(sentence)


def _bracketed(sentence: str) -> bool:
    before, word, after = (part for piece in sentence.split("[") for part in piece.split("]"))
    tokens = tokenize(before + word + after)
    (index,) = (at for at, token in enumerate(tokens) if token.span.start == len(before))
    assert tokens[index].text == word
    return noun_at(tokens, index)


PIECES = ["exports", "rise", "-", "the", "of", "'s", ".", "US", "5", "up", "which", "’", "A", " "]


@given(st.lists(st.sampled_from(PIECES)).map(" ".join) | st.lists(st.sampled_from(PIECES)).map("".join))
def test_any_text_can_be_asked_for_nouns(text: str) -> None:
    tokens = tokenize(text)
    found = [token for index, token in enumerate(tokens) if noun_at(tokens, index)]
    assert all(token.is_word for token in found)


# --- misspellings --------------------------------------------------------------------------------

CANDIDATES = [
    "patent",
    "china",
    "cite",
    "citation",
    "grant",
    "application",
    "semiconductor",
    "researcher",
    "publication",
    "company",
    "huawei",
]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("patnet", "patent"),
        ("Patnets", "patent"),
        ("pantent", "patent"),
        ("patnt", "patent"),
        ("padent", "patent"),
        ("Chnia", "china"),
        ("CHINNA", "china"),
        ("Hauwei", "huawei"),
        ("citatoins", "citation"),
        ("grnated", "grant"),
        ("applicatons", "application"),
        ("semiconducters", "semiconductor"),
        ("comapny", "company"),
        # words of their own, of English or as names
        ("patents", None),
        ("parent", None),
        ("parents", None),
        ("patience", None),
        ("Chiba", None),
        ("publican", None),
        # two slips, another beginning, too short
        ("ptanet", None),
        ("mpatent", None),
        ("atent", None),
        ("grnt", None),
        ("gran7", None),
        ("", None),
    ],
)
def test_typos(word: str, meant: str | None) -> None:
    assert typo_of(word, CANDIDATES) == meant


def test_a_typo_of_two_words_is_neither() -> None:
    assert typo_of("quanglz", ["quangle"]) == "quangle"
    assert typo_of("quanglz", ["quangle", "quangly"]) is None


def _edits(word: str, alphabet: str) -> set[str]:
    """Every string that is one slip away, written the slow and plain way."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    deleted = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    replaced = {left + letter + right[1:] for (left, right), letter in product(cuts, alphabet) if right}
    inserted = {left + letter + right for (left, right), letter in product(cuts, alphabet)}
    return (deleted | swapped | replaced | inserted) - {word}


@given(st.text(alphabet="abc", max_size=6), st.text(alphabet="abc", max_size=6))
def test_one_slip_is_what_it_says(left: str, right: str) -> None:
    assert one_slip(left, right) == (right in _edits(left, "abc"))
