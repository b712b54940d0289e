"""YAML files as tables of text whose every value knows its place, and the collector of what is wrong with them.

Every scalar is text exactly as written: YAML's own types turn `no` into False and drop the last digit of `1.60`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import yaml

from factcheck.errors import Problem
from factcheck.knowledge.entries import Place
from factcheck.record import record

_PLAIN_TEXT_TAG = "tag:yaml.org,2002:str"
_NO_VALUE = frozenset({"", "~", "null"})
_FLAGS = {"true": True, "false": False}
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")

# libyaml does the same in a quarter of the time, but not every build of PyYAML has it
_Loader: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@record
class Text:
    """A value as written and where it stands; line and column from 1, in code points."""

    value: str
    line: int
    column: int


class Complaints:
    """Collects everything that is wrong with one file, so that an author sees all of it at once."""

    __slots__ = ("found", "path")

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Problem] = []

    def add(self, line: int, column: int, what: str, mend: str) -> None:
        """Note a fault at a place of the file (line and column from 1; 0 for the file as a whole)."""
        self.found.append(Problem(self.path, line, column, what, mend))

    def at(self, where: Text | Place, what: str, mend: str) -> None:
        """Note a fault of a value that was read."""
        self.add(where.line, where.column, what, mend)

    def at_node(self, node: yaml.Node, what: str, mend: str) -> None:
        """Note a fault of a node."""
        self.add(node.start_mark.line + 1, node.start_mark.column + 1, what, mend)


class Table:
    """A YAML mapping with keys that are text. Getters return an empty value where they have complained.

    `what` names the entry in complaints ("assertion `danube-length`").
    """

    __slots__ = ("_keys", "_values", "complaints", "place", "what")

    def __init__(self, node: yaml.MappingNode, complaints: Complaints, what: str) -> None:
        self.complaints = complaints
        self.what = what
        self.place = Place(complaints.path, node.start_mark.line + 1, node.start_mark.column + 1)
        self._keys: dict[str, yaml.Node] = {}
        self._values: dict[str, yaml.Node] = {}
        for key, value in node.value:
            self._take(key, value)

    def _take(self, key: yaml.Node, value: yaml.Node) -> None:
        if not isinstance(key, yaml.ScalarNode):
            self.complaints.at_node(key, "a key must be a plain word", "write `key: value`")
        elif key.value in self._keys:
            first = self._keys[key.value].start_mark.line + 1
            self.complaints.at_node(
                key, f"`{key.value}` stands twice in {self.what}, first in line {first}", "keep one of the two"
            )
        else:
            self._keys[key.value] = key
            self._values[key.value] = value

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def has(self, key: str) -> bool:
        """True where the key is there with a value."""
        return key in self._values and not _is_null(self._values[key])

    def keep_to(self, known: Collection[str]) -> None:
        """Complain of every key that is not `known`."""
        for key, node in self._keys.items():
            if key not in known:
                self.complaints.at_node(node, f"unknown key `{key}` in {self.what}", _mend_key(key, known))

    def misfit(self, key: str, why: str, mend: str) -> None:
        """Complain of a key that makes no sense beside the others."""
        self.complaints.at_node(self._keys[key], f"`{key}` in {self.what}: {why}", mend)

    def require(self, key: str, mend: str) -> bool:
        """True where the key has a value; complains where it has none."""
        if self.has(key) and self._values[key].value != []:
            return True
        if self.has(key):
            self.complaints.at_node(self._values[key], f"`{key}` in {self.what} is empty", mend)
        elif key in self._keys:
            hint = "write it, in quotes where it starts with #"
            self.complaints.at_node(self._keys[key], f"`{key}` in {self.what} is empty", hint)
        else:
            self.complaints.at(self.place, f"`{key}` is missing in {self.what}", mend)
        return False

    def text(self, key: str) -> Text | None:
        """The text of a key; None where it is left out, empty or no text."""
        if not self.has(key):
            return None
        node = self._values[key]
        return self._scalar(node, f"`{key}` in {self.what}")

    def string(self, key: str) -> str | None:
        """As `text`, without its place."""
        found = self.text(key)
        return None if found is None else found.value

    def flag(self, key: str) -> bool:
        """`true` or `false`; False where it is left out."""
        found = self.text(key)
        if found is None:
            return False
        if found.value not in _FLAGS:
            self.complaints.at(
                found, f"`{key}` in {self.what} is neither true nor false: `{found.value}`", "write true or false"
            )
        return _FLAGS.get(found.value, False)

    def choice(self, key: str, legal: Collection[str]) -> str | None:
        """One of the words `legal`."""
        found = self.text(key)
        if found is None:
            return None
        if found.value in legal:
            return found.value
        self.complaints.at(found, f"unknown {key} `{found.value}` in {self.what}", _mend_word(found.value, legal))
        return None

    def texts(self, key: str) -> tuple[Text, ...]:
        """A list of texts, empty where it is left out."""
        return self._scalars(self._items(key), f"`{key}` in {self.what}")

    def strings(self, key: str) -> tuple[str, ...]:
        """As `texts`, without their places."""
        return tuple(text.value for text in self.texts(key))

    def tables(self, key: str, name: str) -> tuple[Table, ...]:
        """A list of tables; `name` says in complaints what one of them is."""
        found = []
        for node in self._items(key):
            if isinstance(node, yaml.MappingNode):
                found.append(Table(node, self.complaints, name))
            else:
                self.complaints.at_node(node, f"{name} must have keys, not be {_describe(node)}", "write `key: value`")
        return tuple(found)

    def table(self, key: str, name: str) -> Table | None:
        """A table of its own; None where it is left out. `name` says in complaints what it is."""
        if not self.has(key):
            return None
        node = self._values[key]
        if isinstance(node, yaml.MappingNode):
            return Table(node, self.complaints, name)
        self.complaints.at_node(node, f"{name} must have keys, not be {_describe(node)}", "write `{key: value}`")
        return None

    def texts_or_tables(self, key: str, name: str) -> tuple[Text | Table, ...]:
        """A list in which some members are text and some have keys."""
        found: list[Text | Table] = []
        for node in self._items(key):
            if isinstance(node, yaml.MappingNode):
                found.append(Table(node, self.complaints, name))
            elif (text := self._scalar(node, f"{name} in {self.what}")) is not None:
                found.append(text)
        return tuple(found)

    def groups(self, key: str, name: str) -> tuple[tuple[Text, ...] | Table, ...]:
        """A list in which each member is a list of texts or has keys."""
        found: list[tuple[Text, ...] | Table] = []
        for node in self._items(key):
            if isinstance(node, yaml.MappingNode):
                found.append(Table(node, self.complaints, name))
            elif isinstance(node, yaml.SequenceNode):
                found.append(self._scalars(node.value, f"{name} in {self.what}"))
            else:
                self.complaints.at_node(
                    node, f"{name} in {self.what} must be a list, not {_describe(node)}", "put it in [square brackets]"
                )
        return tuple(found)

    def _items(self, key: str) -> Sequence[yaml.Node]:
        if not self.has(key):
            return ()
        node = self._values[key]
        if isinstance(node, yaml.SequenceNode):
            return list(node.value)
        self.complaints.at_node(
            node, f"`{key}` in {self.what} must be a list, not {_describe(node)}", "put it in [square brackets]"
        )
        return ()

    def _scalars(self, nodes: Sequence[yaml.Node], what: str) -> tuple[Text, ...]:
        found = (self._scalar(node, f"a member of {what}") for node in nodes)
        return tuple(text for text in found if text is not None)

    def _scalar(self, node: yaml.Node, what: str) -> Text | None:
        if not isinstance(node, yaml.ScalarNode):
            self.complaints.at_node(node, f"{what} must be text, not {_describe(node)}", "write plain text")
        elif node.tag != _PLAIN_TEXT_TAG:
            self.complaints.at_node(node, f"{what} has a type tag", "take the tag away: every value is text")
        elif _is_null(node) or not node.value.strip():
            self.complaints.at_node(node, f"{what} is empty", "write it, in quotes where it starts with #")
        else:
            return Text(node.value.strip(), node.start_mark.line + 1, node.start_mark.column + 1)
        return None


def read_table(content: bytes, complaints: Complaints, what: str) -> Table | None:
    """The mapping that a YAML file holds; None, and a complaint, where the file can't be read at all."""
    text = _decode(content, complaints)
    if text is None:
        return None
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        _complain_of_syntax(error, text, complaints)
        return None
    except RecursionError:
        complaints.add(0, 0, "nested too deeply", "use lists and keys as the format describes them")
        return None
    if isinstance(node, yaml.MappingNode):
        return Table(node, complaints, what)
    found = "empty" if node is None else f"{_describe(node)}, not a set of keys"
    complaints.add(1, 1, f"the file is {found}", "start it with `format: 1`")
    return None


def nearest(word: str, known: Collection[str]) -> str | None:
    """The member of `known` that is spelt most like `word`, if one is close."""
    import difflib

    return next(iter(difflib.get_close_matches(word, sorted(known), 1)), None)


def _mend_key(key: str, known: Collection[str]) -> str:
    close = nearest(key, known)
    return f"did you mean `{close}`?" if close else f"known keys are {', '.join(sorted(known))}"


def _mend_word(word: str, legal: Collection[str]) -> str:
    close = nearest(word, legal)
    return f"did you mean `{close}`?" if close else f"write one of {', '.join(legal)}"


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NO_VALUE


def _describe(node: yaml.Node) -> str:
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return "a set of keys" if isinstance(node, yaml.MappingNode) else "text"


def _decode(content: bytes, complaints: Complaints) -> str | None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        complaints.add(*_position(before, len(before)), "the file is not UTF-8", "save it as UTF-8")
        return None
    if (bad := _UNPRINTABLE.search(text)) is not None:
        where = _position(text, bad.start())
        complaints.add(*where, f"control character U+{ord(bad.group()):04X}", "take it out")
        return None
    return text


def _position(text: str, offset: int) -> tuple[int, int]:
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1


@record
class _Fault:
    """How a complaint of the YAML parser is told: words in it, whether its context is the place, what, mend."""

    signs: tuple[str, ...]
    at_context: bool
    what: str
    mend: str


# The two parsers word the same fault differently and speak of tokens; authors think of quotes and indents.
_FAULTS = (
    _Fault(("mapping values are not allowed",), False, "a second `: ` in one line", "put quotes round the whole value"),
    _Fault(("end of stream",), True, "a quotation mark that is never closed", "close it at the end of the value"),
    _Fault(("',' or '", "',' or '}'"), True, "a bracket that is never closed", "close it, or quote what is in it"),
    _Fault(("single document",), False, "a second document in the file", "put it in a file of its own"),
    _Fault(("undefined alias",), False, "`*` names an anchor that is not there", "put quotes round the value"),
    _Fault(("unknown escape",), True, "an unknown escape after `\\`", "use 'single quotes'"),
    _Fault(("'-' indicator", "<block end>", "'<document start>'", "block sequence entries", "sequence entries",
            "expected key"), False, "the indent does not fit the lines above", "indent members of one list alike"),
    _Fault(("could not find expected ':'", "could not found expected ':'"), True, "a line without `: `",
           "write `key: value`"),
    _Fault(("node content",), False, "a value is missing, or a bracket never closed", "write it, or close the bracket"),
    _Fault(("nesting depth",), False, "nested too deeply", "use lists and keys as the format describes them"),
)  # fmt: skip


def _complain_of_syntax(error: yaml.MarkedYAMLError, text: str, complaints: Complaints) -> None:
    problem = error.problem or "not YAML"
    mark = error.problem_mark or error.context_mark
    told = f"{error.context} {problem}"
    fault = next((fault for fault in _FAULTS if any(sign in told for sign in fault.signs)), None)
    if fault is not None and fault.at_context and error.context_mark is not None:
        mark = error.context_mark
    line, column = (0, 0) if mark is None else (mark.line + 1, mark.column + 1)
    if "cannot start any token" in problem:
        what, mend = _bad_start(text, line, column)
    elif fault is not None:
        what, mend = fault.what, fault.mend
    else:
        what, mend = f"not YAML: {problem}", "see the lines above for a missing quote, bracket or blank"
    complaints.add(line, column, what, mend)


def _bad_start(text: str, line: int, column: int) -> tuple[str, str]:
    lines = text.splitlines()
    character = lines[line - 1][column - 1 : column] if line <= len(lines) else ""
    if character == "\t":
        return "a tab in the indent", "indent with blanks"
    return f"a value can't start with `{character}`", "put quotes round it"
