"""What verification works with."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from factcheck.claims.reading import Reading
from factcheck.knowledge.base import KnowledgeBase
from factcheck.record import record


@record
class Context:
    """The knowledge, the sentence as read, and how many months each unit of time has."""

    base: KnowledgeBase
    reading: Reading
    months: Mapping[str, Fraction]

    def kin(self, entity: str) -> frozenset[str]:
        """An entity with all that contains it and all that is part of it."""
        return frozenset({entity}) | self.base.containers(entity) | self.base.members(entity)
