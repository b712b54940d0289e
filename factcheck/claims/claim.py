"""The typed claim: what one clause says, before anything is known about its truth."""

from __future__ import annotations

from enum import StrEnum

from factcheck.claims.clauses import Clause
from factcheck.claims.reading import EntityHit, Mark, PeriodHit, QuantityHit, WordHit
from factcheck.record import record


class Frame(StrEnum):
    """The shape of a claim."""

    FIGURE = "figure"
    """the subject's figure is the quantity"""
    CHANGE = "change"
    """the subject's figure rose or fell, by the quantity if there is one"""
    COMPARISON = "comparison"
    """the subject has more, less or as much as the object; the quantity is a ratio or a difference"""
    LEADERSHIP = "leadership"
    """the subject is ahead of, or behind, everyone"""
    RANK = "rank"
    """the subject has the place that the quantity tells"""
    PREDICATE = "predicate"
    """something that is told in words"""


class Modality(StrEnum):
    """How what is said stands to the facts."""

    ASSERTED = "asserted"
    EXPECTED = "expected"
    """told as a forecast"""
    DENIED = "denied"
    """told as what somebody denies"""
    CONDITIONAL = "conditional"
    POSSIBLE = "possible"
    WISHED = "wished"
    """a wish, an opinion, a demand"""
    ASKED = "asked"


@record
class MetricReading:
    """A metric that a clause may speak of; `missing` are the word groups that it lacks."""

    id: str
    hits: tuple[WordHit, ...]
    missing: tuple[int, ...] = ()
    inherited: bool = False

    def tokens(self) -> frozenset[int]:
        """The tokens of its words."""
        return frozenset(at for hit in self.hits for at in range(hit.first, hit.last))


@record
class Claim:
    """What a clause claims of one metric; where several metrics can be meant, there is a claim for each.

    orient: 1 where the subject is said to have more or to be ahead, -1 for less or behind, 0 for the same or neither.
    sayers: to whom what is said is attributed. denied: an odd number of negations bears on it.
    rest: the quantity is what is outside the subject ("all but"). together: several are taken as one.
    used: the tokens that the claim explains.
    """

    frame: Frame
    clause: Clause
    metric: MetricReading | None
    subjects: tuple[EntityHit, ...]
    objects: tuple[EntityHit, ...] = ()
    partners: tuple[EntityHit, ...] = ()
    quantity: QuantityHit | None = None
    relation: Mark | None = None
    orient: int = 0
    together: bool = False
    denied: bool = False
    rest: bool = False
    periods: tuple[PeriodHit, ...] = ()
    modality: Modality = Modality.ASSERTED
    sayers: tuple[EntityHit, ...] = ()
    used: frozenset[int] = frozenset()
