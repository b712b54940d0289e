"""What each kind of verdict means, in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from factcheck.model import Kind, Verdict

MEANINGS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.AGREES: "The knowledge base says the same.",
        Kind.FOLLOWS: "It follows from the knowledge base by arithmetic or membership.",
        Kind.DIFFERS: "The knowledge base has another value or name.",
        Kind.REVERSED: "The knowledge base says it the other way round.",
        Kind.MIXED_UP: "The figure is right, but of another metric, subject or unit.",
        Kind.OUTDATED: "It was so once; the knowledge base has a newer figure.",
        Kind.PARTIAL: "One claim of the sentence is known, another is not.",
        Kind.NOT_CHECKABLE: "The sentence makes no claim that can be checked.",
        Kind.NOT_KNOWN: "The knowledge base holds nothing of it.",
        Kind.OTHER_PERIOD: "The knowledge base knows it of another time only.",
        Kind.AMBIGUOUS: "It can be read in more than one way, and the answer depends on that.",
        Kind.BEYOND_BOUND: "The knowledge base has a bound only, and the claim goes beyond it.",
        Kind.DISPUTED: "The sources differ.",
        Kind.FORECAST: "A forecast is told as a fact.",
    }
)

VERDICTS: Mapping[Kind, Verdict] = MappingProxyType(
    {
        **dict.fromkeys(Kind, Verdict.UNKNOWN),
        **dict.fromkeys((Kind.AGREES, Kind.FOLLOWS), Verdict.SUPPORTED),
        **dict.fromkeys((Kind.DIFFERS, Kind.REVERSED, Kind.MIXED_UP, Kind.OUTDATED), Verdict.CONTRADICTED),
    }
)
"""The verdict that each kind belongs to."""
