"""How reasons put things: figures, periods, names."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.entries import Assertion
from factcheck.model import Period

_DIGITS = 3


def name_of(base: KnowledgeBase, entity: str) -> str:
    """The name of an entity, the id where it has none."""
    found = base.entities.get(entity)
    return found.name if found is not None else entity


def names_of(base: KnowledgeBase, entities: Iterable[str]) -> str:
    """ "Norway, India and Peru"."""
    listed = [name_of(base, entity) for entity in dict.fromkeys(entities)]
    return listed[0] if len(listed) == 1 else ", ".join(listed[:-1]) + f" and {listed[-1]}" if listed else ""


def metric_name(base: KnowledgeBase, metric: str) -> str:
    """The name of a metric."""
    return base.metrics[metric].name


def when(period: Period | None) -> str:
    """ " (2023)", or nothing for what has no period."""
    return "" if period is None else f" ({period.text.strip()})"


def figure_of(base: KnowledgeBase, fact: Assertion) -> str:
    """ "Norway, lakes (2023): 1.6M"."""
    metric = metric_name(base, fact.metric or "")
    partners = f" with {names_of(base, fact.partners)}" if fact.partners else ""
    over = f" behind {names_of(base, fact.over)}" if fact.over else ""
    return f"{name_of(base, fact.subject)}{over}{partners}, {metric}{when(fact.period)}: {fact.printed}"


def number(value: Fraction) -> str:
    """A number as a reader expects it: whole, or to three digits."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    short = f"{float(value):.{_DIGITS}g}"
    return f"{float(short):,}" if "e" in short else short
