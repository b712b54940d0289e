"""The typed entries of a knowledge base: sources, vocabulary and assertions, each with its place in the files."""

from __future__ import annotations

from enum import StrEnum

from factcheck.model import Period, Quantity, QuantityKind
from factcheck.record import record


@record
class Place:
    """Where an entry is written: path of the file as given, line and column from 1."""

    path: str
    line: int
    column: int


# --- sources -------------------------------------------------------------------------------------


@record
class Source:
    """Something that is cited. `origin` is the id of the source, or the name of the report, that it repeats."""

    id: str
    title: str
    publisher: str
    kind: str
    url: str | None
    published: str | None
    accessed: str | None
    origin: str | None
    tags: frozenset[str]
    place: Place


@record
class Citation:
    """Where in a source an assertion stands, and whom that source names as its own source."""

    source: str
    locator: str
    origin: str | None


@record
class Reading:
    """Where a figure was really read, and when: `kind` is "primary" for the publisher's own page, else "secondary"."""

    url: str
    kind: str
    on: str | None


@record
class Supersession:
    """That a source has taken a figure back: the day it did (None if it isn't known), and the assertion that came."""

    on: str | None
    by: str | None


# --- vocabulary ----------------------------------------------------------------------------------


@record
class Alias:
    """A name of an entity; not meant where one of the words `unless` stands next to it."""

    text: str
    unless: tuple[str, ...] = ()


@record
class Entity:
    """A country, firm, person, model, report … `part_of` names the entities that contain it or that it belongs to.

    backdrop: types of entities before which this one stands back: where one of them is named, it is not spoken of.
    """

    id: str
    name: str
    type: str
    aliases: tuple[Alias, ...]
    adjectives: tuple[str, ...]
    part_of: tuple[str, ...]
    backdrop: tuple[str, ...]
    place: Place


@record
class WordGroup:
    """Words or phrases of which a sentence must have one; `opposite` are those that turn the statement round.

    A member that starts with `@` names a concept of the English lexicon and stands for all its words.
    """

    any: tuple[str, ...]
    opposite: tuple[str, ...] = ()


@record
class Confusion:
    """Another metric that is often taken for this one, and the difference in one plain sentence."""

    metric: str
    difference: str


@record
class Metric:
    """Something that is measured, ranked or led.

    kind: of its figures; OTHER for a field that is only led or ranked.
    unit: `%`, ISO 4217, a duration or a noun in the singular; None where there is none.
    words: every group must be met for the metric to be named in full; `without`: words that make it another metric.
    fixed: figures that belong to its name ("organisations with more than 50 papers", "top 1 %").
    between: a figure of two subjects, a gap: the subject is behind, the one in `over` ahead.
    sums: figures of different subjects may be added.
    share_of_whole: a part of a fixed whole, so that 100 % (or the whole) less it is the rest.
    change_of: the metric whose growth this one is.
    lower_is_better: places in a ranking run from the smallest.
    rhythm: months between one figure and the next, as its publishers usually have it; None where there is no rhythm.
    """

    id: str
    name: str
    kind: QuantityKind
    unit: str | None
    words: tuple[WordGroup, ...]
    without: tuple[str, ...]
    fixed: tuple[Quantity, ...]
    confused_with: tuple[Confusion, ...]
    between: bool
    sums: bool
    share_of_whole: bool
    change_of: str | None
    lower_is_better: bool
    rhythm: int | None
    place: Place


# --- assertions ----------------------------------------------------------------------------------


class AssertionKind(StrEnum):
    """The kinds of assertion."""

    FIGURE = "figure"
    RANKING = "ranking"
    RELATION = "relation"
    EVENT = "event"
    FORECAST = "forecast"
    STATEMENT = "statement"


class RelationKind(StrEnum):
    """What a relation says of its subject and those it is compared `over`."""

    LEADS = "leads"
    TRAILS = "trails"
    CONTESTED = "contested"


@record
class Assertion:
    """One subject, one metric or predicate, one period, one value or relation; fields that a kind lacks are empty.

    statement: the fact in a plain sentence of our own.
    value: as read from `printed` by the reader of drafts.
    partners: for figures and rankings that involve others (co-authors from …); one of them is meant.
    over: whom the subject leads or trails; empty means everyone. `together` compares with their sum.
    group: the set within which a ranking holds ("world" or an entity).
    read_at: where the figure was really read, whatever is cited for it.
    said: when its sources said so, where that isn't when they were published.
    superseded: that the same source has said otherwise since.
    words, object, exclusive: of events and statements; `exclusive`: no other subject, or object, can take the place.
    """

    id: str
    kind: AssertionKind
    statement: str
    subject: str
    citations: tuple[Citation, ...]
    place: Place
    metric: str | None = None
    period: Period | None = None
    printed: str | None = None
    value: Quantity | None = None
    partners: tuple[str, ...] = ()
    relation: RelationKind | None = None
    over: tuple[str, ...] = ()
    together: bool = False
    order: tuple[str, ...] = ()
    complete: bool = False
    group: str | None = None
    object: str | None = None
    words: tuple[WordGroup, ...] = ()
    exclusive: bool = False
    by: str | None = None
    made: str | None = None
    note: str | None = None
    tags: frozenset[str] = frozenset()
    read_at: tuple[Reading, ...] = ()
    said: str | None = None
    superseded: Supersession | None = None
