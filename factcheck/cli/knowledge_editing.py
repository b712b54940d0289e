"""`factcheck knowledge schema|import|new|diff`: what writes knowledge bases, and tells them apart."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from factcheck.cli.groups import add, signed
from factcheck.cli.options import Options
from factcheck.cli.output import complain, needs_ascii, on_terminal, write
from factcheck.errors import FOUND, KnowledgeError, Problem, UsageError
from factcheck.reports.text import safe
from factcheck.session import knowledge_folders

if TYPE_CHECKING:
    from factcheck.knowledge.base import KnowledgeBase
    from factcheck.knowledge.compose import Entry
    from factcheck.knowledge.tabular import Fault, Layout

SCHEMA_HELP = """
Examples:
  factcheck knowledge schema > schema.json

Prints the JSON Schema of a knowledge file. With `# yaml-language-server: $schema=../schema.json` as its first line,
an editor completes keys and underlines mistakes.
"""

IMPORT_HELP = """
Examples:
  factcheck knowledge import lengths.csv --into my-rivers --metric river_length --source river-atlas --locator "table 2"
  factcheck knowledge import lengths.csv --into my-rivers --mapping lengths.yaml
  factcheck knowledge import lengths.csv --into my-rivers --mapping lengths.yaml --dry-run

Makes a table of figures into assertions. A long table has columns headed subject, metric, period and value, and if you
like source, locator, note and unit; in a wide one, the first column names the subjects and the other heads are years
or metrics. A mapping file says what can't be seen; knowledge/README.md describes it.

Rows that can't be read are told, a line each, and the others are written; the exit status is then 1.
"""

NEW_HELP = """
Examples:
  factcheck knowledge new
  factcheck knowledge new --file my-rivers/assertions/rivers.yaml
  factcheck knowledge new --kind figure --subject danube --metric river_length --value "2,850" --source river-atlas --locator "table 2" --statement "The Danube is 2,850 km long."

Writes an assertion at its place in a file, or prints it. On a terminal it asks for what is not given. Nothing is
written that does not load.
"""  # noqa: E501

DIFF_HELP = """
Examples:
  factcheck knowledge diff old-rivers my-rivers
  factcheck knowledge diff --format json old-rivers my-rivers

Shows what was added (+), is gone (-) and has changed (~) from one knowledge base to another. The exit status is 1
where there is any difference. A folder that needs other knowledge is read together with it.
"""

Words = list[str] | None
_Result = TypeVar("_Result")

_FOLDERS = ("sources", "vocabulary", "assertions")


def register(group: typer.Typer) -> None:
    """Add the commands to the group `knowledge`."""
    # the group's own module imports this one
    from factcheck.cli.knowledge import _command, _parameter

    add(group, "schema", signed(_schema, []), "Print the JSON Schema of a knowledge file.", SCHEMA_HELP)
    table = _parameter("table", str, typer.Argument(metavar="FILE.csv", show_default=False))
    into = _parameter("into", str, typer.Option("--into", metavar="DIR", help="The knowledge base to write to."))
    flags = [_flag("dry_run", "Print the file instead of writing it.")]
    add(
        group,
        "import",
        _command(_import, table, into, *_texts(_parameter, _IMPORTING), *flags),
        "Make a table of figures into assertions.",
        IMPORT_HELP,
    )
    several = [
        _parameter(name, Words, typer.Option(_dashed(name), metavar="TEXT", help=text)) for name, text in _MANY.items()
    ]
    flags = [_flag(name, text) for name, text in _FLAGS.items()]
    add(
        group,
        "new",
        _command(_new, *_texts(_parameter, _ONE), *several, *flags),
        "Write a well-formed entry.",
        NEW_HELP,
    )
    old = _parameter("old", str, typer.Argument(metavar="A", show_default=False))
    new = _parameter("new", str, typer.Argument(metavar="B", show_default=False))
    shape = _parameter("form", Literal["text", "json"], typer.Option("--format", help="How to show it."), "text")
    add(group, "diff", _command(_diff, old, new, shape), "Show what changed between two.", DIFF_HELP)


_IMPORTING = {
    "mapping": "A YAML file that says which column is what.",
    "name": "The name of the file in assertions/; by default that of the table.",
    "metric": "The metric of all figures.",
    "period": "The period of all figures.",
    "source": "The source of the table.",
    "locator": "Where in the source the table stands.",
    "suffix": "What to write after each figure, such as %.",
    "statement": "A template: In {period}, the {metric} of {subject} was {value}.",
}
_ONE = {
    "file": "The YAML file of a knowledge base to write to; without it, the entry is printed.",
    "kind": "figure, ranking, relation, event, forecast or statement.",
    "subject": "The entity that it is about, by id or name.",
    "metric": "What is measured, ranked or led, by id or name.",
    "period": "The time it is about: 2021, early 2025.",
    "value": "The figure as its source prints it.",
    "statement": "The fact in a plain sentence of your own.",
    "id": "Its id; made of subject, metric and period where it is left out.",
    "object": "Of an event or statement: the entity that something is done to.",
    "relation": "leads, trails or contested.",
    "group": "The set within which a place holds: world or an entity.",
    "by": "The entity whose estimate, forecast or saying it is.",
    "made": "When a forecast was made.",
    "said": "When the source said so, if that isn't when it was published.",
    "note": "A note for editors.",
}
_MANY = {
    "source": "A source, by id or title; may be repeated, each with a locator.",
    "locator": "Where in the source it stands.",
    "url": "The page on which it was really read; may be repeated, each with a read-kind.",
    "read_kind": "primary or secondary.",
    "read_on": "When it was read.",
    "words": "A group of words, set off by commas; may be repeated.",
    "over": "Whom the subject leads or trails, or who is ahead; may be repeated.",
    "partners": "Others that the figure involves; may be repeated.",
    "order": "The next place of a ranking; may be repeated.",
    "tags": "A tag; may be repeated.",
}
_FLAGS = {
    "together": "Compares with the sum of those in --over.",
    "complete": "Nothing is left out between the places of --order.",
    "exclusive": "Nobody else can take the place.",
}


def _dashed(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _texts(parameter: Callable[..., inspect.Parameter], described: Mapping[str, str]) -> list[inspect.Parameter]:
    return [
        parameter(name, str | None, typer.Option(_dashed(name), metavar="TEXT", help=text))
        for name, text in described.items()
    ]


def _flag(name: str, text: str) -> inspect.Parameter:
    declared = Annotated[bool, typer.Option(_dashed(name), help=text)]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=False, annotation=declared)


# --- schema --------------------------------------------------------------------------------------


def _schema() -> int:
    from factcheck.knowledge.schema import schema_text

    write(schema_text(), "utf-8")
    return 0


# --- import --------------------------------------------------------------------------------------


def _import(
    options: Options,
    table: str,
    into: str,
    mapping: str | None,
    name: str | None,
    dry_run: bool,
    **constants: str | None,
) -> int:
    from factcheck.knowledge.files import join
    from factcheck.knowledge.readers import Readers
    from factcheck.knowledge.tabular import convert, problems, read_grid

    layout = _layout(mapping, {key: value for key, value in constants.items() if value})
    stem = Path(table).stem if name is None else name
    if not stem.strip(".") or stem.startswith(".") or "/" in stem or os.sep in stem:
        raise UsageError(f"--name {stem}: not the name of a file; write a word or two without slashes")
    grid = read_grid(_bytes(table), table)
    place = _Place.of(options, into, f"assertions/{stem}.yaml")
    found = _prefixed(table, lambda: convert(grid, layout, place.base(), Readers.english()))
    text, entries, more = _linted(place, found.entries, found.lines)
    faults = sorted((*found.faults, *more), key=lambda fault: fault.line)
    if dry_run:
        write(text if entries else "", "utf-8")
    elif entries:
        _save(place.path, text)
    for line in problems(faults, table):
        complain(line)
    told = f"{len(entries)} written, {found.known} there already, {found.blank} without a value, {len(faults)} faulty"
    (complain if dry_run else _line)(f"{join(into, place.name)}: {told}")
    return FOUND if faults else 0


def _layout(mapping: str | None, constants: Mapping[str, str]) -> Layout:
    from factcheck.knowledge.tabular import Layout, read_layout
    from factcheck.record import replace

    layout = Layout({}, {}, {}, frozenset()) if mapping is None else read_layout(_bytes(mapping), mapping)
    return replace(layout, constants={**layout.constants, **constants})


def _prefixed(path: str, work: Callable[[], _Result]) -> _Result:
    """What some work on a file gives; where it can't be done, the message names the file."""
    try:
        return work()
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from None


def _linted(
    place: _Place, entries: Mapping[str, Entry], lines: Mapping[str, int]
) -> tuple[str, dict[str, Entry], list[Fault]]:
    """The text of the file with the entries that nothing is doubtful about, these entries, and the faults of others."""
    from factcheck.knowledge.compose import insert
    from factcheck.knowledge.tabular import Fault

    remaining, faults = dict(entries), list[Fault]()
    while True:
        text = insert(place.text(), place.path, remaining.values())
        doubtful = place.doubts(text, remaining) if remaining else {}
        if not doubtful:
            return text, remaining, faults
        for name, problem in doubtful.items():
            faults.append(Fault(lines[name], problem.what, problem.mend))
            del remaining[name]


# --- new -----------------------------------------------------------------------------------------


def _new(options: Options, file: str | None, **given: str | bool | Sequence[str] | None) -> int:
    from factcheck.knowledge.compose import Unmatched, draft, entry_lines, insert

    place = _Place.of_file(options, file) if file is not None else _Place.of(options, None, "assertions/new.yaml")
    base = place.base()
    answers: dict[str, str | bool | Sequence[str]] = {key: value for key, value in given.items() if value}
    _complete(answers, base)
    try:
        entry = draft(answers, base)
    except Unmatched as bad:
        raise UsageError(f"the new entry: {bad}") from None
    name = str(entry["id"])
    if name in base.assertions:
        where = base.assertions[name].place
        raise UsageError(f"`{name}` is there already, in {where.path}:{where.line}; give another --id")
    text = insert(place.text(), place.path, [entry])
    for problem in place.doubts(text, {name: entry}).values():
        complain(f"{problem.what}; {problem.mend}")
    if file is None:
        write("".join(f"{line}\n" for line in entry_lines(entry)))
    else:
        _save(place.path, text)
        _line(f"{file}: `{name}` written")
    return 0


def _complete(answers: dict[str, str | bool | Sequence[str]], base: KnowledgeBase) -> None:
    """Ask for what is missing, on a terminal. Raises UsageError elsewhere, and where nobody answers."""
    from factcheck.knowledge.compose import missing

    asking = on_terminal(sys.stdin)
    first = missing(answers)
    while wanted := missing(answers):
        key = wanted[0]
        if not asking:
            options = " ".join(map(_dashed, wanted))
            raise UsageError(f"{options} missing, and nobody to ask; see factcheck knowledge new --help")
        answers[key] = _answer(key, base)
        if key in ("value", "words", "relation") and "period" not in answers:
            answers["period"] = _ask("period (may be left out)")
    if asking and first and "url" not in answers and (url := _ask("url where you read it (may be left out)")):
        answers["url"], answers["read_kind"] = url, _answer("read_kind", base)


def _answer(key: str, base: KnowledgeBase) -> str:
    """An answer that can be taken; who gives another is told so, and asked again."""
    from factcheck.knowledge.compose import Unmatched, lookups
    from factcheck.knowledge.entries import AssertionKind, RelationKind
    from factcheck.knowledge.facts import READING_KINDS

    legal: Mapping[str, Sequence[str]] = {
        "kind": list(AssertionKind),
        "relation": list(RelationKind),
        "read_kind": READING_KINDS,
    }
    section = {"subject": "entities", "metric": "metrics", "source": "sources"}.get(key)
    prompt = {**_MANY, **_ONE}[key].partition(";")[0].rstrip(".") if key not in legal else ", ".join(legal[key])
    while True:
        found = _ask(f"{key} ({prompt})")
        if key in legal and found not in legal[key]:
            complain(f"`{found}` is none of {', '.join(legal[key])}")
        elif section is not None and found:
            try:
                return lookups(base)[section].find(found)
            except Unmatched as bad:
                complain(str(bad))
        elif found:
            return found


def _ask(question: str) -> str:
    if on_terminal(sys.stdout):
        write(f"{question}: ")
    else:
        complain(f"{question}:")
    line = sys.stdin.readline()
    if not line:
        raise UsageError("nobody answers; nothing was written")
    return line.strip()


# --- diff ----------------------------------------------------------------------------------------


def _diff(options: Options, old: str, new: str, form: str) -> int:
    from factcheck.knowledge.compare import change_lines, changes_json, compare

    changes = compare(_alone(options, old), _alone(options, new))
    if form == "json":
        import json

        write(json.dumps(changes_json(changes), indent=2, ensure_ascii=False) + "\n", "utf-8")
    else:
        _lines(change_lines(changes))
    return FOUND if changes else 0


def _alone(options: Options, folder: str) -> KnowledgeBase:
    """What is written in a folder; where it needs other knowledge, it is read on top of that."""
    from factcheck.knowledge.cache import compiled
    from factcheck.knowledge.compare import within
    from factcheck.knowledge.files import list_files

    list_files([folder])
    try:
        return compiled([folder]).knowledge
    except KnowledgeError:
        return within(compiled((*_beneath(options, folder), folder)).knowledge, folder.replace(os.sep, "/"))


# --- where to write ------------------------------------------------------------------------------


def _beneath(options: Options, folder: str | None) -> tuple[str, ...]:
    """The folders on top of which a folder lies; none of them is that folder. Raises UsageError for none at all."""
    own = () if folder is None else (folder,)
    together = knowledge_folders((*options.knowledge, *own), not options.no_default_knowledge)
    return tuple(each for each in together if folder is None or os.path.realpath(each) != os.path.realpath(folder))


class _Place:
    """A file of a knowledge base that is to be written, with the knowledge on top of which it lies.

    folder: the knowledge base; None for one that isn't there. name: the file within it. path: the file, as it is shown.
    """

    def __init__(self, beneath: tuple[str, ...], folder: str | None, name: str, path: str) -> None:
        self._beneath = beneath
        self._folder = folder
        self._there = folder is not None and _has_yaml(folder)
        self.name = name
        self.path = path

    @classmethod
    def of(cls, options: Options, folder: str | None, name: str) -> _Place:
        """Raises UsageError where there is no knowledge at all."""
        from factcheck.knowledge.files import join

        if folder == "":
            raise UsageError("--into is given an empty name; name a folder")
        path = "the new entry" if folder is None else join(folder, name)
        return cls(_beneath(options, folder), folder, name, path)

    @classmethod
    def of_file(cls, options: Options, file: str) -> _Place:
        """Raises UsageError for a file that is not in a knowledge base."""
        from factcheck.knowledge.files import folder_of

        folder = folder_of(file)
        if folder is None:
            mend = "name a .yaml file in assertions/ of a knowledge base"
            raise UsageError(f"--file {file}: no file of a knowledge base; {mend}")
        name = Path(file).absolute().relative_to(Path(folder).absolute()).as_posix()
        return cls(_beneath(options, folder), folder, name, file)

    def base(self) -> KnowledgeBase:
        """Everything that is known, with what the folder holds so far."""
        from factcheck.knowledge.cache import compiled

        folders = self._beneath + ((self._folder,) if self._there and self._folder is not None else ())
        if not folders:
            raise UsageError(f"{self._folder}: no knowledge there yet, and none beneath it; name some with --knowledge")
        return compiled(folders).knowledge

    def text(self) -> str:
        """What the file holds so far; a beginning where it isn't there or is empty."""
        from factcheck.knowledge.compose import new_file
        from factcheck.knowledge.schema import SCHEMA_FILE, modeline

        if self._folder is not None and Path(self.path).exists():
            try:
                found = _bytes(self.path).decode("utf-8")
            except UnicodeDecodeError:
                raise UsageError(f"{self.path}: the file is not UTF-8; save it as UTF-8") from None
            if found.strip("\ufeff \t\r\n"):
                return found
        named = self._folder is not None and Path(self._folder, SCHEMA_FILE).exists()
        return new_file(modeline(self.name) if named else None)

    def doubts(self, text: str, entries: Iterable[str]) -> dict[str, Problem]:
        """What lint says of these entries once the file has this text, the first of each.

        Raises KnowledgeError with the first fault where it would not load.
        """
        from factcheck.knowledge.lint import lint

        with _copied(self._folder if self._there else None, self.name, text) as folder:
            base = self._loaded(folder)
            lines = {base.assertions[name].place.line: name for name in entries}
            path = f"{folder}/{self.name}"
            found: dict[str, Problem] = {}
            for problem in lint(base):
                if problem.path == path and problem.line in lines:
                    found.setdefault(lines[problem.line], problem)
            return found

    def _loaded(self, folder: str) -> KnowledgeBase:
        from factcheck.knowledge.loader import load_knowledge
        from factcheck.record import replace

        try:
            return load_knowledge([*self._beneath, folder])
        except KnowledgeError as error:
            first = error.problems[0]
            own = f"{folder}/{self.name}"
            shown = self.path if first.path == own else first.path.replace(folder, self._folder or "", 1)
            raise KnowledgeError([replace(first, path=shown)]) from None


def _has_yaml(folder: str) -> bool:
    """True for a folder of knowledge; False where there is none yet. Raises KnowledgeError where it can't be used."""
    from factcheck.knowledge.files import list_files

    parts = [Path(folder, part) for part in _FOLDERS]
    if Path(folder).is_dir() and not any(part.is_dir() and any(part.rglob("*.y*ml")) for part in parts):
        return False
    return Path(folder).exists() and bool(list_files([folder]))


@contextmanager
def _copied(folder: str | None, name: str, text: str) -> Iterator[str]:
    """A copy of a knowledge base in which a file has this text; it is gone afterwards."""
    import shutil
    import tempfile

    from factcheck.knowledge.files import list_files

    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary, "knowledge")
        for file in list_files([folder])[0] if folder is not None else ():
            target = copy / file.name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file.path, target)
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8", "surrogateescape"))
        yield copy.as_posix()


def _bytes(path: str) -> bytes:
    return Path(path).read_bytes()


def _save(path: str, text: str) -> None:
    """Write a file in one go, so that it is never there by halves."""
    import shutil

    target = Path(path).resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        beside.write_bytes(text.encode("utf-8"))
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _line(line: str) -> None:
    _lines([line])


def _lines(lines: Iterable[str]) -> None:
    """Write lines as they are, apart from what would act on a terminal."""
    ascii_only = needs_ascii(sys.stdout)
    write("".join(safe(line, ascii_only) + "\n" for line in lines))
