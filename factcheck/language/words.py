"""Plain English words: tokens and their stems, which of them are nouns, and which are misspelt."""

from __future__ import annotations

from factcheck.language.lemmas import stem
from factcheck.language.parts import PartOfSpeech, is_noun_like, noun_at, parts_of_speech
from factcheck.language.tokens import Token, tokenize
from factcheck.language.typos import typo_of

__all__ = [
    "PartOfSpeech",
    "Token",
    "is_noun_like",
    "noun_at",
    "parts_of_speech",
    "stem",
    "tokenize",
    "typo_of",
]
