"""What a user may ask of the judging, apart from which knowledge base it rests on."""

from __future__ import annotations

from datetime import date

from factcheck.record import record


@record
class Settings:
    """How sentences are judged.

    sources: ids and tags of sources; where there are any, only assertions that cite one of them count.
    as_of: the day whose knowledge counts, and from which "last year" is measured; None: all that is known.
    trace: keep what was read and the steps of each decision.
    """

    sources: frozenset[str] = frozenset()
    as_of: date | None = None
    trace: bool = False
