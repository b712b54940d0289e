"""What one clause offers to those who read claims in it: its mentions, and what it may take over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from factcheck.claims.background import Background
from factcheck.claims.claim import Claim, Frame, MetricReading, Modality
from factcheck.claims.clauses import Clause
from factcheck.claims.measured import is_fixed
from factcheck.claims.modality import is_denied
from factcheck.claims.reading import EntityHit, Lexica, Mark, PeriodHit, Reading
from factcheck.claims.roles import Roles, sayers_of
from factcheck.knowledge.entries import Metric
from factcheck.record import record, replace


@record
class Scene:
    """A clause of a sentence as far as one metric goes.

    definitions: the metrics, by id. bystanders: entities that facts about the metric can't be about.
    """

    reading: Reading
    lexica: Lexica
    definitions: Mapping[str, Metric]
    clause: Clause
    background: Background
    bystanders: tuple[EntityHit, ...] = ()

    def entities(self) -> tuple[EntityHit, ...]:
        """The entities that the clause names."""
        return self.clause.within(self.reading.entities)

    def marks(self, *kinds: str) -> list[Mark]:
        """The marks of these kinds in the clause."""
        return [mark for mark in self.clause.within(self.reading.marks) if not mark.kinds.isdisjoint(kinds)]

    def periods(self) -> tuple[PeriodHit, ...]:
        """The times that the clause speaks of, or else those that it takes over."""
        own = self.clause.within(self.reading.periods)
        if len(own) > 1:
            anchors = [hit.first for hit in self.reading.quantities] + [
                mark.first for mark in self.marks("not", "none")
            ]
            ranges = [each for each in self.clause.ranges if any(each[0] <= at < each[1] for at in anchors)]
            near = tuple(hit for hit in own if any(first <= hit.first < last for first, last in ranges))
            return near or own
        if not own and self.marks("now"):
            return ()
        return own or self.background.periods

    def is_partnered(self, definition: Metric) -> bool:
        """True for a metric whose figures involve partners."""
        return definition.id in self.lexica.vocabulary.partnered

    def about(self, metric: MetricReading) -> Scene:
        """The same clause with those entities alone that facts about a metric can be about."""
        types = frozenset(self.lexica.vocabulary.subject_types.get(metric.id, ()))
        if not types:
            return self
        meant = {hit.first for hit in self._of(types)}
        subjects = tuple(hit for hit in self.background.subjects if self._is_of(hit, types))
        return replace(
            self,
            reading=replace(self.reading, entities=tuple(hit for hit in self.reading.entities if hit.first in meant)),
            background=replace(self.background, subjects=subjects),
            bystanders=tuple(hit for hit in self.reading.entities if hit.first not in meant),
        )

    def base(self, metric: MetricReading, definition: Metric, modality: Modality) -> Claim:
        """All that the claims about a metric share; what a claim leaves unused has to be explained."""
        fixed = [hit for hit in self.clause.within(self.reading.quantities) if is_fixed(hit, definition)]
        periods = self.periods()
        own = [hit for hit in periods if self.clause.holds(hit.first)]
        return Claim(
            Frame.FIGURE,
            self.clause,
            metric,
            (),
            periods=periods,
            modality=modality,
            denied=is_denied(self.reading, self.clause),
            sayers=(*sayers_of(self.reading, self.clause), *self._quoted()),
            used=metric.tokens() | tokens_of(fixed) | tokens_of(own),
        )

    def _of(self, types: frozenset[str]) -> list[EntityHit]:
        """The entities that are of one of the types, with those that contain them."""
        entities = [hit for hit in self.reading.entities if self._is_of(hit, types)]
        if not self.clause.within(entities) and not self.marks("says"):
            # a firm can be ahead in what its country is known for
            entities = [hit for hit in self.reading.entities if types & set(self._types(hit))]
        around = {name for hit in entities for name in self.lexica.vocabulary.inside.get(hit.id, ())}
        meant = {hit.first for hit in entities}
        return [hit for hit in self.reading.entities if hit.first in meant or hit.id in around]

    def _types(self, hit: EntityHit) -> tuple[str, ...]:
        return tuple(self.lexica.vocabulary.types.get(hit.id, ()))

    def _is_of(self, hit: EntityHit, types: frozenset[str]) -> bool:
        return bool(types & set(self._types(hit)[:1]))

    def _quoted(self) -> tuple[EntityHit, ...]:
        """Those who can't be spoken of here, where somebody says so: a writer, of a match between clubs."""
        return self.clause.within(self.bystanders) if self.marks("says", "expected") else ()


def with_roles(base: Claim, roles: Roles, **changes: object) -> Claim:
    """The claim with these roles and fields; what they rest on counts as used."""
    claim = replace(base, subjects=roles.subjects, objects=roles.objects, partners=roles.partners, **changes)
    hits: list[object] = [*roles.subjects, *roles.objects, *roles.partners, *roles.contrasted, *claim.sayers]
    hits += [each for each in (claim.quantity, claim.relation) if each is not None]
    return replace(claim, used=claim.used | tokens_of(hits))


def also_using(claim: Claim, marks: Iterable[Mark]) -> Claim:
    """The claim with these marks among what it explains."""
    return replace(claim, used=claim.used | tokens_of(marks))


def tokens_of(hits: Iterable[object]) -> frozenset[int]:
    """The tokens of mentions."""
    return frozenset(at for hit in hits for at in range(max(0, hit.first), hit.last))  # type: ignore[attr-defined]
