"""From the mentions of a sentence to its typed claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from factcheck.claims.claim import Claim, Frame, MetricReading, Modality
from factcheck.claims.clauses import Clause, split_clauses
from factcheck.claims.metrics import metrics_of
from factcheck.claims.modality import is_denied, modality_of
from factcheck.claims.reading import EntityHit, Lexica, Mark, PeriodHit, QuantityHit, Reading
from factcheck.claims.roles import Roles, figure_roles, gap_roles, lists_of, partner_roles, relation_roles, sayers_of
from factcheck.interval import Interval
from factcheck.knowledge.entries import Metric
from factcheck.language.english import stems_of
from factcheck.language.lemmas import letters
from factcheck.language.parts import noun_at
from factcheck.model import Bound, Quantity, QuantityKind
from factcheck.record import record, replace

_COMPARING = frozenset({"exceeds", "below", "equals"})
_PLACING = frozenset({"leads", "trails", "most", "least", "no_other", "no_less", "contested", "cleft"})
_BEHIND = frozenset({"below", "no_less", "trails", "least", "less"})
# How many words after "a third of" a name may stand and still be what it is a third of.
_SOON = 5
_WHOLE = 100
_YEAR = 367
_TWO = 2
_ALIKE = {
    QuantityKind.PERCENT: {QuantityKind.PERCENT, QuantityKind.RATIO},
    QuantityKind.NUMBER: {QuantityKind.NUMBER, QuantityKind.OTHER},
    QuantityKind.OTHER: set[QuantityKind](),
}


@dataclass(frozen=True, slots=True)
class Background:
    """What a clause may take over from what stands before it: who, what and when was spoken of last."""

    subjects: tuple[EntityHit, ...] = ()
    metrics: tuple[MetricReading, ...] = ()
    periods: tuple[PeriodHit, ...] = ()
    relation: Mark | None = None
    partners: tuple[EntityHit, ...] = ()
    modality: Modality = Modality.ASSERTED
    met: Mapping[str, frozenset[int]] = field(default_factory=dict)
    objects: tuple[EntityHit, ...] = ()
    together: bool = False


@record
class Detected:
    """One claim of a clause, in each way in which it can be meant (by metric); `clause` is where it stands."""

    clause: Clause
    readings: tuple[Claim, ...]
    modality: Modality


def detect(
    reading: Reading, lexica: Lexica, metrics: Mapping[str, Metric], background: Background
) -> tuple[tuple[Detected, ...], tuple[Clause, ...], Background]:
    """The claims of a sentence, its clauses, and what it lends to the next.

    metrics: the definitions, by id. background: what a sentence before it or a heading lends to it.
    """
    clauses = split_clauses(reading, _fixed_in(reading, metrics))
    found: list[Detected] = []
    for number, clause in enumerate(clauses):
        if not clause.within(reading.entities):
            spoken_of = () if background.together else _spoken_of(reading, clauses, number)
            background = replace(background, subjects=spoken_of or background.subjects)
        detector = _Detector(reading, lexica, metrics, clause, background, later=number > 0)
        claims = detector.claims()
        found += claims
        background = detector.lent(claims)
    return tuple(found), clauses, background


def _fixed_in(reading: Reading, metrics: Mapping[str, Metric]) -> frozenset[int]:
    """Quantities that belong to the name of a metric that the sentence has words of."""
    named = [metrics[name] for name in reading.words if name in metrics]
    return frozenset(hit.first for hit in reading.quantities if any(_is_fixed(hit, each) for each in named))


def _spoken_of(reading: Reading, clauses: Sequence[Clause], number: int) -> tuple[EntityHit, ...]:
    """Whom a clause without a name speaks of, if that is not the subject of the clause before: "…, who have 50"."""
    if reading.plays(clauses[number].first, "relating"):
        return tuple(hit for hit in reading.entities if hit.last <= clauses[number].first)[-1:]
    if number == 0:
        return _named_later(reading, clauses[1:])
    return ()


def _named_later(reading: Reading, clauses: Sequence[Clause]) -> tuple[EntityHit, ...]:
    """Whom the next clause names, for "With 2.4 million researchers, China has …"."""
    passed = {mark.last for mark in reading.marks if mark.kinds & {"exceeds", "below"}}
    for clause in clauses:
        found = [hit for hit in clause.within(reading.entities) if not passed & {hit.first, hit.first - 1}]
        if found:
            return tuple(found[:1])
    return ()


@record
class _Detector:
    """Reads one clause; `later` tells that it is not the first of its sentence."""

    reading: Reading
    lexica: Lexica
    definitions: Mapping[str, Metric]
    clause: Clause
    background: Background
    bystanders: tuple[EntityHit, ...] = ()
    later: bool = False

    def claims(self) -> list[Detected]:
        groups = self.lexica.vocabulary.groups
        guarded = self.lexica.vocabulary.guarded
        before = self.background.metrics
        candidates = metrics_of(self.reading, self.clause, groups, before, self._barred(), guarded, self.background.met)
        if self.later:
            candidates = self._own_first(candidates)
        modality = modality_of(self.reading, self.clause, self.lexica.vocabulary.english)
        taken_over = bool(candidates) and all(each.inherited for each in candidates)
        if modality is Modality.ASSERTED and taken_over and self.background.modality is Modality.EXPECTED:
            modality = Modality.EXPECTED
        by_anchor: dict[tuple[int, Frame | None], list[Claim]] = {}
        for metric in candidates:
            for anchor, claim in self._for(metric)._claims_of(metric, modality):
                by_anchor.setdefault((anchor, None), []).append(claim)
        return [
            Detected(self.clause, tuple(readings), modality)
            for _, readings in sorted(by_anchor.items(), key=lambda each: each[0][0])
        ]

    def _own_first(self, candidates: tuple[MetricReading, ...]) -> tuple[MetricReading, ...]:
        """Without metrics that the clause before completes, where this one names another of the kind in full."""
        own = {self.definitions[each.id].kind for each in candidates if not each.inherited and not each.missing}
        return tuple(
            each for each in candidates if not (each.inherited and each.hits and self.definitions[each.id].kind in own)
        )

    def _barred(self) -> frozenset[str]:
        """Gaps, where the clause has no figure that could be one: "ahead" alone is a matter of the field itself."""
        kinds = [hit.quantity for hit in self.clause.within(self.reading.quantities)]
        named = [self.definitions[name] for name in self.reading.words if name in self.definitions]
        groups = self.lexica.vocabulary.groups
        return frozenset(
            each.id
            for each in named
            if each.between
            and (
                not any(compatible(quantity, each) for quantity in kinds)
                or len({hit.group for hit in self.reading.words[each.id] if hit.group >= 0}) < groups[each.id]
            )
        )

    def lent(self, claims: Sequence[Detected]) -> Background:
        """What the next clause may take over from this one."""
        readings = [claim for each in claims for claim in each.readings]
        if not readings:
            entities = self.clause.within(self.reading.entities)
            return replace(
                self.background,
                subjects=entities or self.background.subjects,
                periods=self._periods(),
                met=self._met() or self.background.met,
            )
        last = readings[-1]
        return Background(
            last.subjects or self.background.subjects,
            tuple({claim.metric.id: claim.metric for claim in readings if claim.metric}.values()),
            last.periods,
            last.relation,
            last.partners or self.background.partners,
            last.modality,
            self._met() or self.background.met,
            last.objects if last.frame is Frame.COMPARISON else (),
            last.together,
        )

    def _met(self) -> dict[str, frozenset[int]]:
        """The word groups of each metric that the clause has words of."""
        found = {
            name: frozenset(hit.group for hit in self.clause.within(hits) if hit.group >= 0)
            for name, hits in self.reading.words.items()
        }
        return {name: groups for name, groups in found.items() if groups}

    def _for(self, metric: MetricReading) -> _Detector:
        """The same clause as far as a metric goes: with those entities alone that facts about it can be about."""
        types = frozenset(self.lexica.vocabulary.subject_types.get(metric.id, ()))
        if not types:
            return self
        entities = tuple(hit for hit in self.reading.entities if self._is_of(hit, types))
        if not self.clause.within(entities) and not self._marks("says"):
            # a firm can be ahead in what its country is known for
            entities = tuple(hit for hit in self.reading.entities if types & set(self._types(hit)))
        around = {name for hit in entities for name in self.lexica.vocabulary.inside.get(hit.id, ())}
        meant = {hit.first for hit in entities}
        entities = tuple(hit for hit in self.reading.entities if hit.first in meant or hit.id in around)
        meant = {hit.first for hit in entities}
        subjects = tuple(hit for hit in self.background.subjects if self._is_of(hit, types))
        others = tuple(hit for hit in self.reading.entities if hit.first not in meant)
        return replace(
            self,
            reading=replace(self.reading, entities=entities),
            background=replace(self.background, subjects=subjects),
            bystanders=others,
        )

    def _types(self, hit: EntityHit) -> Sequence[str]:
        return self.lexica.vocabulary.types.get(hit.id, ())

    def _is_of(self, hit: EntityHit, types: frozenset[str]) -> bool:
        return bool(types & set(self._types(hit)[:1]))

    # --- the anchors of a clause -----------------------------------------------------------------

    def _claims_of(self, metric: MetricReading, modality: Modality) -> Iterator[tuple[int, Claim]]:
        definition = self.definitions[metric.id]
        quantities = [
            _in_kind(self._in_unit(self._as_factor(hit), definition), metric, definition)
            for hit in self.clause.within(self.reading.quantities)
            if not _is_fixed(hit, definition)
        ]
        base = self._base(metric, definition, modality)
        relation = self._relation(metric, definition, quantities)
        if definition.between:
            yield from self._gaps(base, quantities)
            return
        if quantities and not self._fixed_is_named(metric, definition):
            return
        apart = self._marks("difference")
        if apart and len(quantities) == 1 and relation is None:
            yield from self._difference(base, apart[0], quantities[0])
            return
        if relation is not None and self._compares(relation):
            yield from self._comparisons(base, relation, quantities, definition)
            return
        if relation is not None and relation.kinds & {"more", "less"}:
            if len(base.periods) == _TWO:
                yield relation.first, self._then_and_now(base, relation, quantities)
                return
            if self._marks("everyone"):
                placed = "least" if "less" in relation.kinds else "most"
                relation = Mark(frozenset({placed}), relation.first, relation.last)
            elif quantities:
                # it compares with something else than an entity: no lead
                relation = None
            else:
                return
        if quantities:
            yield from self._figures(base, quantities, relation, definition)
            return
        yield from self._without_figure(base, metric, relation, definition)

    def _in_unit(self, hit: QuantityHit, definition: Metric) -> QuantityHit:
        """A figure with a unit of measure in that of the metric; of another kind where it measures something else."""
        told = self._unit_after(hit)
        if told is None or definition.unit is None or hit.quantity.kind is not QuantityKind.NUMBER:
            return hit
        own = self._measure(stems_of(definition.unit))
        if own is None:
            return hit
        at, (family, factor) = told
        if family != own[0]:
            return replace(hit, quantity=replace(hit.quantity, kind=QuantityKind.OTHER, unit=family), last=at)
        ratio = Fraction(factor) / Fraction(own[1])
        quantity = hit.quantity
        value = None if quantity.value is None else quantity.value * ratio
        scaled = replace(quantity, value=value, interval=quantity.interval.scaled(ratio), step=quantity.step * ratio)
        return replace(hit, quantity=scaled, last=at)

    def _unit_after(self, hit: QuantityHit) -> tuple[int, Sequence[str]] | None:
        """The unit of measure that stands right behind a figure, with where it ends."""
        at = hit.last
        while at < self.clause.last and self.reading.tokens[at].text == "-":
            at += 1
        rest = [
            (place, token.stem) for place, token in enumerate(self.reading.tokens) if place >= at and token.text != "-"
        ]
        found = self.lexica.vocabulary.english.measures.at([stem for _, stem in rest], 0) if rest else []
        return (rest[found[0].last - 1][0] + 1, found[0].payload) if found else None

    def _measure(self, stems: Sequence[str]) -> Sequence[str] | None:
        found = self.lexica.vocabulary.english.measures.at(stems, 0) if stems else []
        return found[0].payload if found else None

    def _as_factor(self, hit: QuantityHit) -> QuantityHit:
        """ "By a factor of 3.2": a multiple."""
        at = hit.first - 1
        if at < 1 or not self.reading.plays(at, "of") or not self.reading.plays(at - 1, "factor"):
            return hit
        return replace(hit, quantity=replace(hit.quantity, kind=QuantityKind.RATIO))

    def _base(self, metric: MetricReading, definition: Metric, modality: Modality) -> Claim:
        """All that the claims about a metric share; what a claim leaves unused has to be explained."""
        fixed = [hit for hit in self.clause.within(self.reading.quantities) if _is_fixed(hit, definition)]
        periods = self._periods()
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
            used=metric.tokens() | _tokens(fixed) | _tokens(own),
        )

    def _quoted(self) -> tuple[EntityHit, ...]:
        """Those who can't be spoken of here, where somebody says so: Helen Toner of a gap between countries."""
        return self.clause.within(self.bystanders) if self._marks("says", "expected") else ()

    def _periods(self) -> tuple[PeriodHit, ...]:
        own = self.clause.within(self.reading.periods)
        if len(own) > 1:
            anchors = [hit.first for hit in self.reading.quantities] + [
                mark.first for mark in self._marks("not", "none")
            ]
            ranges = [each for each in self.clause.ranges if any(each[0] <= at < each[1] for at in anchors)]
            near = tuple(hit for hit in own if any(first <= hit.first < last for first, last in ranges))
            return near or own
        if not own and self._marks("now"):
            return ()
        return own or self.background.periods

    def _marks(self, *kinds: str) -> list[Mark]:
        return [mark for mark in self.clause.within(self.reading.marks) if not mark.kinds.isdisjoint(kinds)]

    def _relation(self, metric: MetricReading, definition: Metric, quantities: Sequence[QuantityHit]) -> Mark | None:
        """The mark that says how the subject compares; the most telling one where there are several."""
        than = self._marks("than")
        nobody = self._marks("no_other")
        graded = [mark for mark in self._marks("more", "less") if any(mark.last <= each.first for each in than)]
        ahead = [*graded, *self._marks("exceeds")]
        if ahead and any(mark.last <= ahead[0].first for mark in self._marks("none")) and not quantities:
            kind = "no_less" if "less" in ahead[0].kinds else "no_other"
            return Mark(frozenset({kind}), ahead[0].first, ahead[0].last)
        if nobody:
            return nobody[0]
        if graded:
            return graded[0]
        others = [mark for mark in self._marks(*_COMPARING, *_PLACING) if not self._is_idle(mark, metric)]
        if not others:
            ratio = next((hit for hit in quantities if hit.quantity.kind is QuantityKind.RATIO), None)
            sized = ratio is not None and any(0 <= mark.first - ratio.last < 2 for mark in self._marks("sizes"))
            if ratio is not None and (than or sized or self._parts_two(ratio)):
                return Mark(frozenset({"equals"}), ratio.last - 1, ratio.last)
            if not quantities and not metric.inherited and self._leaves_out_its_verb():
                return self.background.relation
            return None
        order = ("no_other", "exceeds", "below", "equals", "leads", "trails", "most", "least", "contested", "cleft")
        return min(others, key=lambda mark: min(order.index(kind) for kind in mark.kinds if kind in order))

    def _leaves_out_its_verb(self) -> bool:
        """True for "…, the United States in biotech", which goes on with the relation of the clause before."""
        relation = self.background.relation
        if relation is None or not relation.kinds & {"leads", "trails"} or self._marks("none", "not", "rises", "falls"):
            return False
        return any(hit.first - self.clause.first <= _TWO for hit in self.clause.within(self.reading.entities))

    def _parts_two(self, ratio: QuantityHit) -> bool:
        """True for "the American figure is a third of China's": one entity before the ratio, one soon after it."""
        entities = self.clause.within(self.reading.entities)
        before = any(hit.last <= ratio.first for hit in entities) or bool(self.background.subjects)
        return before and any(self._follows(ratio.last, hit.first) for hit in entities)

    def _follows(self, start: int, end: int) -> bool:
        """True where only words like "of the" lie between two tokens."""
        return 0 <= end - start < _SOON and all(
            self.reading.plays(at, "bridging") or self.reading.plays(at, "articles") for at in range(start, end)
        )

    def _is_idle(self, mark: Mark, metric: MetricReading) -> bool:
        """True for a word that could compare but does not: part of a phrase of the metric, or an adjective ("top")."""
        longer = any(
            hit.first <= mark.first and mark.last <= hit.last and hit.last - hit.first > mark.last - mark.first
            for hit in metric.hits
        )
        return (
            longer
            or self._is_partitive(mark)
            or (bool(mark.kinds & {"exceeds"}) and not mark.kinds & _PLACING and self._modifies(mark))
        )

    def _is_partitive(self, mark: Mark) -> bool:
        """True for "one of the largest", which puts nobody first."""
        at = mark.first - 1
        if not mark.kinds & {"most", "least"} or at < 1 or not self.reading.plays(at, "articles"):
            return False
        return self.reading.plays(at - 1, "of")

    def _modifies(self, mark: Mark) -> bool:
        """True for a single word that can be an adjective and stands before something else than what is exceeded."""
        token = self.reading.tokens[mark.first]
        if (
            mark.last - mark.first > 1
            or mark.last >= len(self.reading.tokens)
            or letters(token.text)[:1] not in ("j", "n")
        ):
            return False
        following = mark.last
        names = {hit.first for hit in self.reading.entities}
        return (
            not (self.reading.plays(following, "articles") or following in names)
            and token.text.casefold() == token.stem
        )

    def _compares(self, relation: Mark) -> bool:
        """True where a relation has somebody to compare with."""
        if relation.kinds & {"no_other", "no_less"}:
            return False
        if self._goes_on_comparing(relation):
            return True
        if relation.kinds & _COMPARING or relation.kinds & {"more", "less"}:
            roles = relation_roles(self.reading, self.clause, relation, self.background.subjects)
            return bool(roles.objects)
        return bool(relation.kinds & _PLACING) and self._led_is_named(relation)

    def _goes_on_comparing(self, relation: Mark) -> bool:
        """True for ", though less than three times as many": the two sides are those of the clause before."""
        named = bool(self.clause.within(self.reading.entities))
        return bool(relation.kinds & {"equals", "more", "less"}) and bool(self.background.objects) and not named

    def _led_is_named(self, relation: Mark) -> bool:
        """True for "leads the United States in …": the next thing after the verb is an entity."""
        if "leads" not in relation.kinds and "trails" not in relation.kinds:
            return False
        at = relation.last
        while at < self.clause.last and self.reading.plays(at, "articles"):
            at += 1
        following = next((hit for hit in self.reading.entities if hit.first == at), None)
        before = [hit for hit in self.clause.within(self.reading.entities) if hit.last <= relation.first]
        return following is not None and not following.adjective and bool(before or self.background.subjects)

    # --- frames ----------------------------------------------------------------------------------

    def _gaps(self, base: Claim, quantities: Sequence[QuantityHit]) -> Iterator[tuple[int, Claim]]:
        directed = bool(self._marks("exceeds", "below", "leads", "trails"))
        for hit in quantities:
            roles = gap_roles(self.reading, self.clause, hit, self.background.subjects)
            orient = -1 if directed else 0
            if not roles.subjects and roles.objects:
                # "is two years ahead", of nobody in particular
                ahead = bool(self._marks("exceeds", "leads")) and not self._marks("below", "trails")
                roles = replace(roles, subjects=roles.objects, objects=())
                orient = 1 if ahead else orient
            yield hit.first, _with(base, roles, quantity=hit, frame=Frame.FIGURE, orient=orient)
        if not quantities:
            marks = self._marks("exceeds", "below", "leads", "trails")
            if marks:
                roles = gap_roles(self.reading, self.clause, None, self.background.subjects)
                yield marks[0].first, _with(base, roles, relation=marks[0], orient=-1, frame=Frame.COMPARISON)

    def _fixed_is_named(self, metric: MetricReading, definition: Metric) -> bool:
        """A metric with a figure in its name is spoken of only where that figure is told ("more than 50 papers")."""
        if not definition.fixed or metric.inherited:
            return True
        return any(_is_fixed(hit, definition) for hit in self.reading.quantities)

    def _difference(self, base: Claim, mark: Mark, hit: QuantityHit) -> Iterator[tuple[int, Claim]]:
        """ "The difference between A and B is 1.1 million"."""
        entities = self.clause.within(self.reading.entities) or self.background.subjects
        if len(entities) == 2:
            roles = Roles(tuple(entities[:1]), tuple(entities[1:]))
            yield hit.first, _with(base, roles, frame=Frame.COMPARISON, relation=mark, quantity=hit)

    def _comparisons(
        self, base: Claim, relation: Mark, quantities: Sequence[QuantityHit], definition: Metric
    ) -> Iterator[tuple[int, Claim]]:
        roles = relation_roles(self.reading, self.clause, relation, self.background.subjects)
        if self._goes_on_comparing(relation):
            roles = Roles(self.background.subjects, self.background.objects)
        if definition.id in self.lexica.vocabulary.partnered:
            roles = partner_roles(self.reading, self.clause, roles, base.metric)
            roles = replace(roles, partners=roles.partners or self.background.partners)
        orient = 0 if "equals" in relation.kinds else -1 if relation.kinds & _BEHIND else 1
        scale = next((hit for hit in quantities if self._scales(hit, relation, definition, len(quantities))), None)
        shared = self.background.together and roles.subjects == self.background.subjects
        together = bool(self._marks("together")) or shared
        claim = _with(base, roles, frame=Frame.COMPARISON, relation=relation, orient=orient, quantity=scale)
        claim = replace(claim, together=together, used=claim.used | _tokens(self._marks("than", "together", "equals")))
        yield relation.first, claim
        for hit in quantities:
            if hit is not scale and relation.first != hit.last:
                own = figure_roles(self.reading, self.clause, hit, self.background.subjects)
                yield hit.first, _with(base, own, quantity=hit)

    def _scales(self, hit: QuantityHit, relation: Mark, definition: Metric, count: int) -> bool:
        """True for a quantity that tells the difference: by its kind, or by "by" before it, or "how many" elsewhere."""
        led = hit.first > 0 and self.reading.plays(hit.first - 1, "by")
        asked = relation.first > 0 and self.reading.plays(relation.first - 1, "many")
        words = frozenset(
            at for hits in self.reading.words.get(definition.id, ()) for at in range(hits.first, hits.last)
        )
        counted = hit.quantity.kind is QuantityKind.NUMBER and hit.last < relation.first
        between = counted and all(at in words for at in range(hit.last, relation.first))
        graded = bool(relation.kinds & {"more", "less"})
        return led or (asked and count == 1) or (between and graded) or _told_by_kind(hit, relation, definition, count)

    def _figures(
        self, base: Claim, quantities: Sequence[QuantityHit], relation: Mark | None, definition: Metric
    ) -> Iterator[tuple[int, Claim]]:
        top = self._top(quantities, relation)
        if top is not None and relation is not None:
            roles = relation_roles(self.reading, self.clause, relation, self.background.subjects)
            claim = _with(base, Roles(roles.subjects), frame=Frame.RANK, relation=relation, quantity=top)
            yield relation.first, claim
            return
        values = [hit for hit in quantities if hit.quantity.kind is not QuantityKind.ORDINAL]
        pairs = self._paired(values)
        for number, hit in enumerate(quantities):
            if hit in pairs:
                others = [each for each in self.clause.within(self.reading.entities) if each not in pairs.values()]
                roles = Roles((pairs[hit],), partners=tuple(others))
            else:
                roles = figure_roles(self.reading, self.clause, hit, self.background.subjects)
            if definition.id in self.lexica.vocabulary.partnered and hit not in pairs:
                roles = partner_roles(self.reading, self.clause, roles, base.metric)
                roles = replace(roles, partners=roles.partners or self.background.partners)
            yield hit.first, self._figure(base, roles, hit, definition, number)
        placed = any(
            hit.quantity.kind is QuantityKind.ORDINAL and relation is not None and 0 <= relation.first - hit.last < 3
            for hit in quantities
        )
        if relation is not None and values and not placed:
            shared = Roles(roles.subjects)
            elsewhere = base.metric is not None and self._is_of_another_field(base.metric, relation)
            if relation.kinds & _PLACING and not elsewhere and not self._takes_figure(relation, values, definition):
                place = _with(base, shared, relation=relation, orient=_orient(relation), frame=Frame.LEADERSHIP)
                yield relation.first, place

    def _top(self, quantities: Sequence[QuantityHit], relation: Mark | None) -> QuantityHit | None:
        """ "The three highest": a place among the first three."""
        if relation is None or "most" not in relation.kinds or len(quantities) != 1:
            return None
        (hit,) = quantities
        value = hit.quantity.value
        if hit.quantity.kind is not QuantityKind.NUMBER or value is None or value < 1 or relation.first != hit.last:
            return None
        places = Interval(Fraction(1), value)
        return replace(
            hit, quantity=replace(hit.quantity, kind=QuantityKind.ORDINAL, bound=Bound.AT_MOST, interval=places)
        )

    def _takes_figure(self, relation: Mark, values: Sequence[QuantityHit], definition: Metric) -> bool:
        """True for "controls 75 %": what is led is the figure, so that it is no claim of its own."""
        held = any(hit.adjective and hit.last == relation.first for hit in self.reading.entities)
        if definition.share_of_whole and relation.kinds & {"leads"} and not relation.kinds & {"most"}:
            return True
        return "leads" in relation.kinds and (held or any(0 <= hit.first - relation.last < 2 for hit in values))

    def _then_and_now(self, base: Claim, relation: Mark, quantities: Sequence[QuantityHit]) -> Claim:
        """ "Less in 2023 than in 2022": a subject held against itself at another time."""
        roles = figure_roles(self.reading, self.clause, None, self.background.subjects)
        first, second = (hit.period.start for hit in base.periods)
        orient = (-1 if "less" in relation.kinds else 1) * (1 if first > second else -1)
        quantity = next(iter(quantities), None)
        claim = _with(base, roles, frame=Frame.CHANGE, relation=relation, orient=orient, quantity=quantity)
        return replace(claim, used=claim.used | _tokens(self._marks("than")))

    def _paired(self, values: Sequence[QuantityHit]) -> dict[QuantityHit, EntityHit]:
        """Figures and subjects of a "respectively" list."""
        if not any(self.reading.plays(at, "pairing") for at in self.clause.tokens()):
            return {}
        lists = [each for each in lists_of(self.reading, self.clause) if len(each) == len(values)]
        return dict(zip(values, lists[0], strict=True)) if len(lists) == 1 else {}

    def _figure(self, base: Claim, roles: Roles, hit: QuantityHit, definition: Metric, number: int) -> Claim:
        changes = self._marks("rises", "falls")
        kind = hit.quantity.kind
        if kind is QuantityKind.ORDINAL:
            beyond = any(0 <= hit.first - mark.last < 3 for mark in self._marks("outside"))
            claim = _with(base, roles, quantity=hit, frame=Frame.RANK)
            return replace(claim, denied=claim.denied != beyond)
        by = hit.first > 0 and self.reading.plays(hit.first - 1, "by")
        directly = any(0 <= hit.first - mark.last < 2 for mark in changes) and len(self._periods()) > 0
        several = any((each.period.end - each.period.start).days > _YEAR for each in self._periods())
        if changes and (by or (directly and several)) and kind is definition.kind:
            mark = changes[0]
            return _with(base, roles, quantity=hit, frame=Frame.CHANGE, relation=mark, orient=_change(mark))
        near = [mark for mark in changes if abs(mark.first - hit.first) < 8 or abs(hit.last - mark.last) < 8]
        on_year = self._marks("on_year") and self._marks("more", "less")
        if kind is QuantityKind.PERCENT and on_year and not self._is_share(definition):
            mark = on_year[0]
            claim = _with(base, roles, quantity=hit, frame=Frame.CHANGE, relation=mark, orient=_change(mark))
            return replace(claim, used=claim.used | _tokens(self._marks("on_year")))
        growing = kind in (QuantityKind.PERCENT, QuantityKind.RATIO) and near and not self._is_share(definition)
        if growing:
            mark = min(near, key=lambda each: abs(each.first - hit.first))
            claim = _with(base, roles, quantity=hit, frame=Frame.CHANGE, relation=mark, orient=_change(mark))
            return replace(claim, used=claim.used | _tokens(self._marks("on_year")))
        turned = [mark for mark in self._marks("not") if mark.first >= hit.last] if definition.share_of_whole else []
        if turned and definition.kind is QuantityKind.PERCENT and len(self._marks("not")) == len(turned) == 1:
            # "11 per cent did not come from …": the rest did
            claim = _with(base, roles, quantity=hit, rest=True)
            return replace(claim, denied="untrue" in self.clause.introduced, used=claim.used | _tokens(turned))
        if kind is QuantityKind.RATIO and not compatible(hit.quantity, definition) and not definition.share_of_whole:
            # "doubled": of a count, a multiple without anybody to compare with is a change
            grown = hit.quantity.value is None or hit.quantity.value >= 1
            return _with(base, roles, quantity=hit, frame=Frame.CHANGE, orient=1 if grown else -1)
        outside = self._marks("outside") if definition.share_of_whole or definition.fixed else []
        rest = bool(len(self._marks("all_but")) + len(outside[:1]) & 1) if outside or self._marks("all_but") else False
        if outside and self._marks("all_but"):
            rest = False
        together = self._marks("together") if len(roles.subjects) > 1 else []
        hit, bounding = self._bounded(hit)
        claim = _with(base, roles, quantity=hit, rest=rest, together=bool(together))
        claim = replace(claim, periods=_nearest(claim.periods, hit))
        claim = replace(claim, used=claim.used | _tokens(bounding))
        claim = replace(claim, used=claim.used | _tokens(together))
        denied = claim.denied and not any("not" in mark.kinds for mark in outside)
        return replace(claim, denied=denied, used=claim.used | _tokens(self._marks("outside", "all_but", "each")))

    def _bounded(self, hit: QuantityHit) -> tuple[QuantityHit, list[Mark]]:
        """ "Exceed one million": a verb of exceeding right before a figure bounds it."""
        before = [mark for mark in self._marks("exceeds", "below") if 0 <= hit.first - mark.last < 2]
        quantity = hit.quantity
        if not before or quantity.value is None or quantity.bound is not Bound.EXACT:
            return hit, []
        if "exceeds" in before[0].kinds:
            ray, bound = Interval(quantity.value, None, low_open=True), Bound.MORE_THAN
        else:
            ray, bound = Interval(None, quantity.value, high_open=True), Bound.LESS_THAN
        return replace(hit, quantity=replace(quantity, interval=ray, bound=bound)), before

    def _is_share(self, definition: Metric) -> bool:
        return definition.kind is QuantityKind.PERCENT

    def _without_figure(
        self, base: Claim, metric: MetricReading, relation: Mark | None, definition: Metric
    ) -> Iterator[tuple[int, Claim]]:
        partnered = definition.id in self.lexica.vocabulary.partnered
        if relation is not None:
            if (metric.inherited and self._marks("some")) or self._is_of_another_field(metric, relation):
                return
            roles = relation_roles(self.reading, self.clause, relation, self.background.subjects)
            if partnered:
                roles = partner_roles(self.reading, self.clause, roles, base.metric)
            claim = _with(base, roles, relation=relation, orient=_orient(relation), frame=Frame.LEADERSHIP)
            graded = self._marks("more", "less") if relation.kinds & {"no_other", "no_less"} else []
            yield relation.first, replace(claim, used=claim.used | _tokens([*self._marks(*_PLACING), *graded]))
            return
        heads = {hit.first for hit in base.metric.hits} if base.metric is not None else set()
        nothing = [mark for mark in self._marks("none") if any(0 <= at - mark.last < _SOON for at in heads)]
        some = [mark for mark in self._marks("some") if any(0 <= at - mark.last < _SOON for at in heads)]
        if nothing or (definition.kind is QuantityKind.NUMBER and some and self._marks("not")):
            roles = figure_roles(self.reading, self.clause, None, self.background.subjects)
            yield self._absence(base, roles, nothing)
            return
        changes = self._marks("rises", "falls")
        if changes:
            roles = figure_roles(self.reading, self.clause, None, self.background.subjects)
            mark = changes[0]
            yield mark.first, _with(base, roles, frame=Frame.CHANGE, relation=mark, orient=_change(mark))

    def _is_of_another_field(self, metric: MetricReading, relation: Mark) -> bool:
        """True for a noun ("dominance in …") whose field or holder is not what the clause was read to speak of."""
        if relation.first < 0 or not noun_at(self.reading.tokens, relation.first):
            return False
        named = bool(self.clause.within(self.reading.entities))
        if not named or not metric.hits:
            return True
        leads_on = relation.last < self.clause.last and self.reading.plays(relation.last, "loosely")
        after = {hit.group for hit in metric.hits if hit.first > relation.first}
        return leads_on and after < {hit.group for hit in metric.hits}

    def _absence(self, base: Claim, roles: Roles, nothing: Sequence[Mark]) -> tuple[int, Claim]:
        """ "No institution", "did not have any institution": a figure of zero."""
        mark = (nothing or self._marks("not", "some"))[0]
        zero = Quantity(
            self.reading.span(mark.first, mark.last),
            self.reading.span(mark.first, mark.last).of(self.reading.text),
            Fraction(0),
            Interval.point(0),
            Fraction(1),
            Bound.EXACT,
            QuantityKind.NUMBER,
        )
        others = sum("not" in each.kinds for each in self._marks("not") if each != mark)
        claim = _with(base, roles, quantity=QuantityHit(zero, mark.first, mark.last))
        denied = (bool(nothing) and others % 2 == 1) != ("untrue" in self.clause.introduced)
        return mark.first, replace(claim, denied=denied)


def _with(base: Claim, roles: Roles, **changes: object) -> Claim:
    """The claim with these roles and fields; what they rest on counts as used."""
    claim = replace(base, subjects=roles.subjects, objects=roles.objects, partners=roles.partners, **changes)
    hits: list[object] = [*roles.subjects, *roles.objects, *roles.partners, *roles.contrasted, *claim.sayers]
    hits += [each for each in (claim.quantity, claim.relation) if each is not None]
    return replace(claim, used=claim.used | _tokens(hits))


def _tokens(hits: Iterable[object]) -> frozenset[int]:
    return frozenset(at for hit in hits for at in range(max(0, hit.first), hit.last))  # type: ignore[attr-defined]


def _in_kind(hit: QuantityHit, metric: MetricReading, definition: Metric) -> QuantityHit:
    """A bare number is in per cent where the clause takes its metric over from one that told it so ("the EU 10")."""
    quantity = hit.quantity
    bare = metric.inherited and definition.kind is QuantityKind.PERCENT and quantity.kind is QuantityKind.NUMBER
    if not bare or quantity.value is None or quantity.value > _WHOLE:
        return hit
    return replace(hit, quantity=replace(quantity, kind=QuantityKind.PERCENT, unit=definition.unit))


def _nearest(periods: tuple[PeriodHit, ...], hit: QuantityHit) -> tuple[PeriodHit, ...]:
    """Of several times, that of a figure: the one next to it ("415 in 2022 and 421 in 2023")."""
    following = [each for each in periods if 0 <= each.first - hit.last < _SOON]
    return (following[0],) if len(periods) > 1 and following else periods


def _is_fixed(hit: QuantityHit, definition: Metric) -> bool:
    """True for a figure that belongs to the name of the metric ("more than 50 papers")."""
    return any(
        hit.quantity.value == each.value and hit.quantity.unit == each.unit and hit.quantity.value is not None
        for each in definition.fixed
    )


def _orient(relation: Mark) -> int:
    if "contested" in relation.kinds:
        return 0
    return -1 if relation.kinds & _BEHIND and not relation.kinds & {"leads", "most", "exceeds"} else 1


def _change(mark: Mark) -> int:
    return 1 if mark.kinds & {"rises", "more"} else -1


def _told_by_kind(hit: QuantityHit, relation: Mark, definition: Metric, count: int) -> bool:
    """True for the quantity that tells by how much the subject and the object of a comparison differ."""
    kind = hit.quantity.kind
    if kind in (QuantityKind.RATIO, QuantityKind.PERCENTAGE_POINT):
        return True
    if kind is QuantityKind.PERCENT:
        return hit.last <= relation.first
    directly = (
        hit.last <= relation.first
        and relation.first - hit.last < 2
        and bool(relation.kinds & {"more", "less", "exceeds", "below"})
    )
    return directly or (count == 1 and definition.kind is QuantityKind.DURATION)


def compatible(quantity: Quantity, definition: Metric) -> bool:
    """True where a quantity is of a kind that the metric is measured in."""
    if definition.kind is QuantityKind.CURRENCY and quantity.kind is QuantityKind.CURRENCY:
        return quantity.unit == definition.unit
    return quantity.kind in _ALIKE.get(definition.kind, {definition.kind})
