"""Entries as text: how an assertion is written, and how it is put into a file of which all else stays as it is."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import yaml

from factcheck.errors import KnowledgeError, Problem
from factcheck.knowledge.base import KnowledgeBase
from factcheck.knowledge.entries import AssertionKind
from factcheck.knowledge.facts import WORLD
from factcheck.knowledge.files import FORMAT
from factcheck.knowledge.nodes import Complaints, nearest, read_table
from factcheck.record import record

Value: TypeAlias = "str | bool | Mapping[str, Value] | Sequence[Value]"
"""What a key of an entry can have: text, true or false, a table, or a list of these."""

Entry: TypeAlias = Mapping[str, Value]
"""An assertion as it is written: keys and their values."""

KEY_ORDER = (
    "id", "kind", "statement", "subject", "object", "metric", "partners", "relation", "over", "together", "order",
    "complete", "group", "words", "exclusive", "period", "value", "by", "made", "sources", "read_at", "said",
    "superseded", "note", "tags",
)  # fmt: skip
"""The order in which the keys of an assertion are written."""

_SECTION = "assertions"
# Other text is put in quotes; so is what YAML, or an editor, would take for a number, a flag or nothing.
_PLAIN = re.compile(r"[^\W\d_](?:[\w .;%()/&+’'–-]*[\w.%)])?")
_PLAIN_IN_BLOCK = re.compile(r"[^\W\d_](?:[\w .,;%()/&+’'–-]*[\w.%)])?")
_TAKEN_FOR_ELSE = frozenset(["true", "false", "yes", "no", "on", "off", "y", "n", "null"])
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_LINE = re.compile("[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029])|[^\n\r\x85\u2028\u2029]+$")
_NOT_IN_IDS = re.compile("[^a-z0-9_]+")


# --- names ---------------------------------------------------------------------------------------


class Unmatched(Exception):  # noqa: N818  (the outcome of a look-up, told by whoever asked)
    """A word names nothing, or more than one thing; or a row says something that can't be."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what}; {mend}")
        self.what = what
        self.mend = mend


@record
class Lookup:
    """Finds the id of what a text names: by id, by a name as it is written, by a name whatever its case and accents."""

    what: str
    ids: frozenset[str]
    exact: Mapping[str, frozenset[str]]
    folded: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, what: str, named: Mapping[str, Iterable[str]]) -> Lookup:
        """Of things (`what` says in a word what they are) by id, each with its names."""
        exact: dict[str, set[str]] = {}
        folded: dict[str, set[str]] = {}
        for each, names in named.items():
            folded.setdefault(fold(each), set()).add(each)
            for name in names:
                exact.setdefault(name, set()).add(each)
                folded.setdefault(fold(name), set()).add(each)
        return cls(what, frozenset(named), *({k: frozenset(v) for k, v in each.items()} for each in (exact, folded)))

    def find(self, text: str) -> str:
        """The id of what `text` names. Raises Unmatched where that is nothing, or more than one thing."""
        if text in self.ids:
            return text
        found = self.exact.get(text) or self.folded.get(fold(text)) or frozenset()
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise Unmatched(f"`{text}` names {' and '.join(f'`{each}`' for each in sorted(found))}", "write the id")
        close = nearest(fold(text), self.folded)
        mend = (
            f"did you mean {' or '.join(sorted(self.folded[close]))}?" if close else f"add it to the {self.what} first"
        )
        raise Unmatched(f"no {_SINGULAR[self.what]} is named `{text}`", mend)


_SINGULAR = {"entities": "entity", "metrics": "metric", "sources": "source"}


def lookups(base: KnowledgeBase) -> Mapping[str, Lookup]:
    """Finders of entities (by name, alias or adjective), metrics (by name) and sources (by title)."""
    entities = {
        each.id: (each.name, *(alias.text for alias in each.aliases), *each.adjectives)
        for each in base.entities.values()
    }
    return {
        "entities": Lookup.of("entities", entities),
        "metrics": Lookup.of("metrics", {each.id: (each.name,) for each in base.metrics.values()}),
        "sources": Lookup.of("sources", {each.id: (each.title,) for each in base.sources.values()}),
    }


def fold(text: str) -> str:
    """A name without what people leave to chance: case, accents, blanks, the form of an apostrophe."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return " ".join(bare.replace("’", "'").casefold().split())


def id_of(*parts: str | None) -> str:
    """An id made of words ("danube", "river_length", "early 2021" → danube-river_length-early-2021); may be empty."""
    plain = unicodedata.normalize("NFKD", "-".join(part for part in parts if part)).encode("ascii", "ignore").decode()
    return _NOT_IN_IDS.sub("-", plain.lower()).strip("-_")


# --- an entry from answers -----------------------------------------------------------------------

Answers: TypeAlias = Mapping[str, "str | bool | Sequence[str]"]
"""What an author says of an assertion, by its keys; `source` and `locator` are its sources, `url`, `read_kind` and
`read_on` where it was read."""

_WORDED = (AssertionKind.EVENT, AssertionKind.STATEMENT)
_ENTITIES = ("subject", "object", "by", "group", "partners", "over", "order")
_COPIED = (
    "kind", "statement", "relation", "together", "complete", "exclusive", "period", "value", "made", "said", "note",
    "tags",
)  # fmt: skip


def missing(answers: Answers) -> tuple[str, ...]:
    """What has to be said and isn't, in the order in which it is best asked for; an id can be made of the rest."""
    kind = answers.get("kind")
    if not kind:
        wanted = ["kind", "subject"]
    elif kind in _WORDED:
        wanted = ["subject", "words"]
    elif kind == AssertionKind.RELATION:
        wanted = ["subject", "metric", "relation"]
    elif kind == AssertionKind.RANKING:
        wanted = ["subject", "metric", *([] if answers.get("order") else ["value", "group"])]
    else:
        told = kind == AssertionKind.FORECAST and (answers.get("relation") or answers.get("order"))
        wanted = ["subject", "metric", *([] if told else ["value"])]
    return tuple(key for key in (*wanted, "statement", "source", "locator") if not answers.get(key))


def draft(answers: Answers, base: KnowledgeBase) -> Entry:
    """The entry that answers make. Things may be named by id or by name; the groups of `words` have commas in them.

    Raises Unmatched for an answer that can't be taken.
    """
    found = lookups(base)
    entry: dict[str, Value] = {key: answers[key] for key in _COPIED if answers.get(key)}
    for key in _ENTITIES:
        answer = answers.get(key)
        if isinstance(answer, str) and answer:
            entry[key] = WORLD if (key, answer) == ("group", WORLD) else found["entities"].find(answer)
        elif answer and not isinstance(answer, bool):
            entry[key] = [found["entities"].find(each) for each in answer]
    if answers.get("metric"):
        entry["metric"] = found["metrics"].find(str(answers["metric"]))
    groups = [[word.strip() for word in group.split(",") if word.strip()] for group in _several(answers, "words")]
    entry["words"] = [group for group in groups if group]
    entry["sources"] = [
        {"id": found["sources"].find(source), "locator": locator}
        for source, locator in _together(answers, "source", "locator")
    ]
    entry["read_at"] = [
        {"url": url, "kind": kind, **({"on": day} if day else {})}
        for (url, kind), day in zip(
            _together(answers, "url", "read_kind"), _padded(answers, "read_on", "url"), strict=True
        )
    ]
    entry["id"] = str(answers.get("id") or suggested_id(entry))
    return entry


def suggested_id(entry: Entry) -> str:
    """An id made of what an entry is about."""
    what = entry.get("metric") or entry.get("object") or entry.get("kind")
    period = entry.get("period")
    return id_of(str(entry["subject"]), str(what or ""), id_of(period) if isinstance(period, str) else None)


def _several(answers: Answers, key: str) -> Sequence[str]:
    answer = answers.get(key)
    return (answer,) if isinstance(answer, str) else () if not answer or isinstance(answer, bool) else answer


def _together(answers: Answers, first: str, second: str) -> list[tuple[str, str]]:
    """Two answers that are given as often as each other, paired. Raises Unmatched where they aren't."""
    ones, others = _several(answers, first), _several(answers, second)
    if len(ones) != len(others):
        raise Unmatched(f"{len(ones)} of {first} and {len(others)} of {second}", "give each as often as the other")
    return list(zip(ones, others, strict=True))


def _padded(answers: Answers, key: str, like: str) -> list[str]:
    given = list(_several(answers, key))
    return (given + [""] * len(_several(answers, like)))[: len(_several(answers, like))]


# --- writing -------------------------------------------------------------------------------------


def entry_lines(entry: Entry) -> tuple[str, ...]:
    """The lines of a member of `assertions`, as if the list began at the margin; empty values are left out."""
    lines: list[str] = []
    for key in KEY_ORDER:
        value = entry.get(key)
        if value in (None, False, "", (), [], {}):
            continue
        lines += _key_lines(key, value)
    return tuple(f"{'  ' if number else '- '}{line}" for number, line in enumerate(lines))


def _key_lines(key: str, value: Value) -> list[str]:
    if isinstance(value, str):
        return [f"{key}: {scalar(value, in_block=True)}"]
    if isinstance(value, Sequence) and not all(isinstance(each, str) for each in value):
        return [f"{key}:", *(f"  - {_flow(each)}" for each in value)]
    return [f"{key}: {_flow(value)}"]


def _flow(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_flow(each)}' for key, each in value.items() if each)}}}"
    return f"[{', '.join(map(_flow, value))}]"


def scalar(text: str, in_block: bool = False) -> str:
    """A text as YAML, in quotes where it needs them.

    in_block: it has its line for itself, so that a comma in it ends nothing.
    """
    pattern = _PLAIN_IN_BLOCK if in_block else _PLAIN
    if pattern.fullmatch(text) and text.casefold() not in _TAKEN_FOR_ELSE:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)


def new_file(modeline: str | None) -> str:
    """A file of assertions that has none yet, with the line by which editors find its schema."""
    first = [modeline] if modeline else []
    return "".join(f"{line}\n" for line in [*first, f"format: {FORMAT}", f"{_SECTION}:"])


# --- putting entries into a file -----------------------------------------------------------------


def insert(text: str, path: str, entries: Iterable[Entry]) -> str:
    """The text of a knowledge file with more assertions, each at its sorted place; all else stays as it is.

    path: the name of the file in messages.
    Raises KnowledgeError where the file can't be read or is laid out so that there is no such place.
    """
    bare = text.removeprefix("\ufeff")
    complaints = Complaints(path)
    if read_table(bare.encode("utf-8"), complaints, "the file") is None:
        raise KnowledgeError(complaints.found)
    wanted = sorted(entries, key=lambda each: str(each["id"]))
    if not wanted:
        return text
    changed = _File.read(bare, path).with_entries(wanted)
    _verify(bare, changed, wanted, path)
    return text[: len(text) - len(bare)] + changed


@record
class _File:
    """A file as lines with their ends, and the node of its assertions (None where it has none)."""

    path: str
    lines: tuple[str, ...]
    end: str
    key_line: int
    node: yaml.Node | None

    @classmethod
    def read(cls, text: str, path: str) -> _File:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
        assert isinstance(root, yaml.MappingNode)
        if root.flow_style:
            raise _no_place(path, root, "the file is one set of brackets")
        found = [(key, value) for key, value in root.value if key.value == _SECTION]
        line, node = (found[0][0].start_mark.line, found[0][1]) if found else (-1, None)
        return cls(path, tuple(_LINE.findall(text)), "\r\n" if "\r\n" in text else "\n", line, node)

    def with_entries(self, entries: Sequence[Entry]) -> str:
        if self.node is None:
            lines = [f"{_SECTION}:", *(line for entry in entries for line in _indented(entry, 2))]
            return self._put({len(self.lines): lines})
        if isinstance(self.node, yaml.ScalarNode) and not self.node.value:
            return self._put({self.key_line + 1: [line for entry in entries for line in _indented(entry, 2)]})
        if not isinstance(self.node, yaml.SequenceNode) or self.node.flow_style:
            raise _no_place(self.path, self.node, f"`{_SECTION}` is no list with a line for each member")
        return self._put(self._places(self.node, entries))

    def _places(self, node: yaml.SequenceNode, entries: Sequence[Entry]) -> dict[int, list[str]]:
        indent = node.start_mark.column
        starts = [self._start(member, indent) for member in node.value]
        names = [_id(member) for member in node.value]
        spaced = len(starts) > 1 and not self.lines[starts[1] - 1].strip()
        places: dict[int, list[str]] = {}
        for entry in entries:
            later = next((at for at, name in enumerate(names) if name > str(entry["id"])), None)
            lines = _indented(entry, indent)
            if later is None:
                place, lines = self._after(node, indent), ["", *lines] if spaced else lines
            else:
                place, lines = starts[later], [*lines, ""] if spaced else lines
            places.setdefault(place, []).extend(lines)
        return places

    def _start(self, member: yaml.Node, indent: int) -> int:
        """The first line of a member, with the comments right above it."""
        line: int = member.start_mark.line
        while line and self.lines[line][indent : indent + 1] != "-":
            line -= 1
        while line - 1 > self.key_line and self._is_comment(line - 1, range(indent + 1)):
            line -= 1
        return line

    def _after(self, node: yaml.SequenceNode, indent: int) -> int:
        """The line after the last member and the comments within it."""
        line = _last_line(node) + 1
        while line < len(self.lines) and self._is_comment(line, range(indent + 1, 1000)):
            line += 1
        return line

    def _is_comment(self, line: int, indents: range) -> bool:
        found = self.lines[line]
        bare = found.lstrip(" ")
        return bare.startswith("#") and len(found) - len(bare) in indents

    def _put(self, places: Mapping[int, Sequence[str]]) -> str:
        found: list[str] = []
        for number in range(len(self.lines) + 1):
            if number in places:
                if found and _LINE.fullmatch(found[-1] + "x"):
                    found[-1] += self.end
                found += [f"{line}{self.end}" for line in places[number]]
            found += self.lines[number : number + 1]
        return "".join(found)


def _no_place(path: str, node: yaml.Node, what: str) -> KnowledgeError:
    mend = f"write `{_SECTION}:` and below it `- id: …` for each"
    return KnowledgeError([Problem(path, node.start_mark.line + 1, node.start_mark.column + 1, what, mend)])


def _indented(entry: Entry, indent: int) -> list[str]:
    return [f"{' ' * indent}{line}" for line in entry_lines(entry)]


def _id(member: yaml.Node) -> str:
    pairs = member.value if isinstance(member, yaml.MappingNode) else ()
    return next((str(value.value) for key, value in pairs if key.value == "id"), "")


def _last_line(node: yaml.Node) -> int:
    """The last line that a node has text in."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        end = node.end_mark
        return int(end.line) - (1 if end.column == 0 and end.line > node.start_mark.line else 0)
    last = node.value[-1]
    lines = (_last_line(each) for each in (last if isinstance(last, tuple) else (last,)))
    return max(lines)


def _verify(before: str, after: str, entries: Sequence[Entry], path: str) -> None:
    """Make sure that the new entries, and nothing else, have come. Raises KnowledgeError where it isn't so."""
    (old, old_rest), (new, new_rest) = map(_loaded, (before, after))
    names = {str(each["id"]) for each in entries}
    come = [each for each in new if isinstance(each, dict) and each.get("id") in names and each not in old]
    if len(come) != len(entries) or [each for each in new if each not in come] != old or new_rest != old_rest:
        what = f"there is no place for `{min(names)}` in the layout of this file"
        raise KnowledgeError([Problem(path, 0, 0, what, "add what is printed without --file by hand")])


def _loaded(text: str) -> tuple[list[object], dict[str, object]]:
    """The assertions of a file, and all else in it."""
    try:
        found = yaml.load(text, yaml.BaseLoader)
    except yaml.YAMLError:
        found = None
    if not isinstance(found, dict):
        return [], {}
    return list(found.get(_SECTION) or []), {key: each for key, each in found.items() if key != _SECTION}
