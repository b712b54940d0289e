"""What `factcheck knowledge list|show|search` has to say, as lines of text; nothing here prints."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from factcheck.errors import UsageError
from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.entries import Assertion, AssertionKind, Entity, Metric, Place, Source, WordGroup
from factcheck.record import record

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+")
_LEAST_LIKENESS = 80.0
_SAME_BEGINNING = 90.0


def topic(assertion: Assertion) -> str:
    """The name of the file that an assertion is in, from `assertions/` on, without its ending."""
    path = assertion.place.path
    _, marker, name = path.rpartition("/assertions/")
    return (name if marker else path.rpartition("/")[2]).rpartition(".")[0]


# --- list ----------------------------------------------------------------------------------------


def select(base: KnowledgeBase, topics: Collection[str] = (), kinds: Collection[str] = ()) -> tuple[Assertion, ...]:
    """The assertions of these topics and kinds, in the order of ids; without any given, all.

    Raises UsageError for a topic or kind that doesn't exist.
    """
    _check("topic", topics, {topic(each) for each in base.assertions.values()})
    _check("kind", kinds, [kind.value for kind in AssertionKind])
    return tuple(
        each
        for each in base.assertions.values()
        if (not topics or topic(each) in topics) and (not kinds or each.kind.value in kinds)
    )


def list_lines(assertions: Iterable[Assertion]) -> list[str]:
    """A line an assertion: id and statement."""
    return columns((each.id, each.statement) for each in assertions)


def _check(what: str, given: Collection[str], known: Collection[str]) -> None:
    for name in given:
        if name not in known:
            raise UsageError(f"no {what} is named {name}; {_hint(name, known)}")


def _hint(name: str, known: Collection[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name, sorted(known), 1)
    if close:
        return f"did you mean {close[0]}?"
    return f"there are {', '.join(sorted(known))}" if len(known) <= 30 else "try `factcheck knowledge search`"


def columns(rows: Iterable[Sequence[str]]) -> list[str]:
    """Rows of texts as lines, their columns one below the other."""
    rows = list(rows)
    if not rows:
        return []
    widths = [max(map(len, column)) for column in list(zip(*rows, strict=True))[:-1]]
    return ["  ".join([*map(str.ljust, row[:-1], widths), row[-1]]) for row in rows]


# --- show ----------------------------------------------------------------------------------------


def show(base: KnowledgeBase, name: str) -> list[str]:
    """The card of an assertion, source, entity or metric; of each where an id is used in several lists.

    Raises UsageError for an id that doesn't exist, with the nearest one that does.
    """
    cards = [
        *([_assertion_card(base, base.assertions[name])] if name in base.assertions else ()),
        *([_metric_card(base, base.metrics[name])] if name in base.metrics else ()),
        *([_entity_card(base, base.entities[name])] if name in base.entities else ()),
        *([_source_card(base, base.sources[name])] if name in base.sources else ()),
    ]
    if not cards:
        raise UsageError(f"nothing has the id {name}; {_hint(name, _all_ids(base))}")
    return [line for number, card in enumerate(cards) for line in (*([""] if number else ()), *card)]


def _all_ids(base: KnowledgeBase) -> set[str]:
    return {*base.assertions, *base.metrics, *base.entities, *base.sources}


def _assertion_card(base: KnowledgeBase, fact: Assertion) -> list[str]:
    metric = None if fact.metric is None else base.metrics[fact.metric]
    rows = {
        "subject": _entity_name(base, fact.subject),
        "object": _entity_name(base, fact.object),
        "metric": None if metric is None else f"{metric.name} ({metric.id})",
        "value": fact.printed,
        "relation": None if fact.relation is None else fact.relation.value,
        "over": _entity_names(base, fact.over, " and " if fact.together else ", "),
        "partners": _entity_names(base, fact.partners, " or "),
        "order": _entity_names(base, fact.order, " > "),
        "group": _entity_name(base, fact.group),
        "words": _show_groups(fact.words),
        "period": None if fact.period is None else fact.period.text,
        "by": _entity_name(base, fact.by),
        "made": fact.made,
        "said": base.known(fact),
        "superseded": _supersession(fact),
        "tags": ", ".join(sorted(fact.tags)),
        "note": fact.note,
        "file": _show_place(fact.place),
    }
    return [
        f"{fact.id} ({fact.kind.value})",
        fact.statement,
        "",
        *_rows(rows),
        "",
        "sources",
        *_citations(base, fact),
        *_readings(fact),
        *_confusions(base, metric),
    ]


def _supersession(fact: Assertion) -> str | None:
    if fact.superseded is None:
        return None
    return " ".join(filter(None, [fact.superseded.on, fact.superseded.by and f"by {fact.superseded.by}"]))


def _readings(fact: Assertion) -> list[str]:
    lines = [f"  {' '.join(filter(None, [each.kind, each.on]))}  {each.url}" for each in fact.read_at]
    return ["", "read at", *lines] if lines else []


def _citations(base: KnowledgeBase, fact: Assertion) -> Iterator[str]:
    for number, citation in enumerate(fact.citations, 1):
        source = base.sources[citation.source]
        parts = [source.title, source.publisher, source.published, citation.locator]
        origin = citation.origin or source.origin
        named = f"; it names {_origin(base, origin)}" if origin else ""
        yield f"  [{number}] {', '.join(filter(None, parts))} ({source.id}){named}"
        if source.url:
            yield f"      {source.url}"


def _origin(base: KnowledgeBase, origin: str) -> str:
    return base.sources[origin].title if origin in base.sources else origin


def _confusions(base: KnowledgeBase, metric: Metric | None) -> list[str]:
    if metric is None or not metric.confused_with:
        return []
    others = [f"  {base.metrics[each.metric].name} ({each.metric}): {each.difference}" for each in metric.confused_with]
    return ["", "often confused with", *others]


def _metric_card(base: KnowledgeBase, metric: Metric) -> list[str]:
    flags = ("between", "sums", "share_of_whole", "lower_is_better")
    rows = {
        "unit": metric.unit,
        "words": _show_groups(metric.words),
        "without": ", ".join(metric.without),
        "fixed": ", ".join(each.text for each in metric.fixed),
        "change of": metric.change_of,
        "flags": ", ".join(name for name in flags if getattr(metric, name)),
        "file": _show_place(metric.place),
    }
    facts = _facts(base.assertions_for(metric.id))
    return [
        f"{metric.id} (metric, {metric.kind.value})",
        metric.name,
        "",
        *_rows(rows),
        *_confusions(base, metric),
        *facts,
    ]


def _entity_card(base: KnowledgeBase, entity: Entity) -> list[str]:
    aliases = [
        f"{each.text} (unless {', '.join(each.unless)})" if each.unless else each.text for each in entity.aliases
    ]
    rows = {
        "aliases": ", ".join(aliases),
        "adjectives": ", ".join(entity.adjectives),
        "part of": _entity_names(base, sorted(base.containers(entity.id)), ", "),
        "members": _entity_names(base, sorted(base.members(entity.id)), ", "),
        "file": _show_place(entity.place),
    }
    facts = _facts(base.assertions_about(entity.id))
    return [f"{entity.id} (entity, {entity.type})", entity.name, "", *_rows(rows), *facts]


def _source_card(base: KnowledgeBase, source: Source) -> list[str]:
    rows = {
        "publisher": source.publisher,
        "published": source.published,
        "accessed": source.accessed,
        "url": source.url,
        "names": None if source.origin is None else _origin(base, source.origin),
        "tags": ", ".join(sorted(source.tags)),
        "file": _show_place(source.place),
    }
    facts = _facts(base.assertions_citing(source.id))
    return [f"{source.id} (source, {source.kind})", source.title, "", *_rows(rows), *facts]


def _facts(assertions: Sequence[Assertion]) -> list[str]:
    if not assertions:
        return ["", "no assertions"]
    return ["", f"{_count(len(assertions), 'assertion')}", *(f"  {line}" for line in list_lines(assertions))]


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _rows(rows: Mapping[str, str | None]) -> list[str]:
    return columns((name, value) for name, value in rows.items() if value)


def _entity_name(base: KnowledgeBase, name: str | None) -> str | None:
    if name is None or name not in base.entities:
        return name
    return f"{base.entities[name].name} ({name})"


def _entity_names(base: KnowledgeBase, names: Iterable[str], link: str) -> str:
    return link.join(_entity_name(base, name) or "" for name in names)


def _show_groups(groups: Iterable[WordGroup]) -> str:
    return " + ".join(map(_show_group, groups))


def _show_group(group: WordGroup) -> str:
    opposite = f"; not {', '.join(group.opposite)}" if group.opposite else ""
    return f"[{', '.join(group.any)}{opposite}]"


def _show_place(place: Place) -> str:
    return f"{place.path}:{place.line}"


# --- search --------------------------------------------------------------------------------------


@record
class Hit:
    """An entry that a search found; `likeness` from 0 to 100 tells how well its words meet those searched for."""

    section: str
    id: str
    text: str
    likeness: float


def search(base: KnowledgeBase, words: str, limit: int = 20) -> tuple[Hit, ...]:
    """The entries that hold the words, best first; a word may have a typing mistake, or be the beginning of one.

    Entries with all the words hide those with a part of them.
    """
    wanted = list(dict.fromkeys(_split(words)))
    entries = [(section, name, text, frozenset(_split(all_text))) for section, name, text, all_text in _texts(base)]
    vocabulary = sorted(frozenset().union(*(held for *_, held in entries)))
    alike = [_alike(word, vocabulary) for word in wanted]
    hits = []
    for section, name, text, held in entries:
        scores = [max((likeness[word] for word in held & likeness.keys()), default=0.0) for likeness in alike]
        hits.append((sum(1 for score in scores if score), Hit(section, name, text, sum(scores) / max(len(scores), 1))))
    most = max((found for found, _ in hits), default=0)
    best = [hit for found, hit in hits if found == most and found]
    # entries come in the order vocabulary, assertions, sources, and a sort keeps it among equals
    return tuple(sorted(best, key=lambda hit: -hit.likeness)[:limit])


def search_lines(hits: Iterable[Hit]) -> list[str]:
    """A line a hit: what it is, its id, its name or statement."""
    return columns((hit.section, hit.id, hit.text) for hit in hits)


def _split(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("_", " "))


def _alike(word: str, vocabulary: Sequence[str]) -> dict[str, float]:
    """How like the word the members of the vocabulary are; figures and short words must be the same."""
    if len(word) < 4 or not word.isalpha():
        return {word: 100.0} if word in vocabulary else {}
    from rapidfuzz import fuzz, process

    found = {
        each: likeness
        for each, likeness, _ in process.extract(
            word, vocabulary, scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS, limit=None
        )
    }
    for each in vocabulary:
        if each.startswith(word):
            found[each] = max(found.get(each, 0.0), _SAME_BEGINNING)
    return found


def _texts(base: KnowledgeBase) -> Iterator[tuple[str, str, str, str]]:
    for entity in base.entities.values():
        names = [entity.name, *(each.text for each in entity.aliases), *entity.adjectives]
        yield "entity", entity.id, entity.name, " ".join([entity.id, *names])
    for metric in base.metrics.values():
        words = [word for group in metric.words for word in group.any]
        yield "metric", metric.id, metric.name, " ".join([metric.id, metric.name, *words])
    for fact in base.assertions.values():
        metric_name = base.metrics[fact.metric].name if fact.metric else ""
        texts = [fact.id, fact.statement, base.entities[fact.subject].name, metric_name, fact.printed or ""]
        yield "assertion", fact.id, fact.statement, " ".join(texts)
    for source in base.sources.values():
        yield "source", source.id, source.title, f"{source.id} {source.title} {source.publisher}"
