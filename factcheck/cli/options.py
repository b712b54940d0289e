"""The options that `check`, `claim` and `explain` share, as data, and a quick reader for plain calls.

Loading typer takes longer than a look-up does, so a call that is well-formed is read here. Whatever this reader does
not know (help, abbreviations, mistakes) is left to typer, which is given the same options and answers in full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from factcheck.config import PathSettings
from factcheck.record import record


@record
class Options:
    """The options of one call, as they were given or configured.

    include_from, exclude_from: the folder from which the patterns start; "" is the current one.
    per_path: what is configured for some paths only.
    """

    format: tuple[str, ...] = ()
    kind: str = "auto"
    knowledge: tuple[str, ...] = ()
    no_default_knowledge: bool = False
    sources: tuple[str, ...] = ()
    as_of: str | None = None
    stdin_filename: str | None = None
    fail_on: str = "contradicted"
    verbose: bool = False
    color: str = "auto"
    reviewer: str | None = None
    review_url: str | None = None
    suggest: bool = False
    files_from: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    exit_zero: bool = False
    watch: bool = False
    fix: bool = False
    diff: bool = False
    baseline: str | None = None
    update_baseline: bool = False
    changed_since: str | None = None
    config: tuple[str, ...] = ()
    isolated: bool = False
    include_from: str = ""
    exclude_from: str = ""
    per_path: tuple[PathSettings, ...] = ()


@record
class Option:
    """One option: the field of `Options` that it sets, how it is written, and its help.

    metavar: what the help calls its value; None for a flag. choices: the only values allowed, where there are any.
    key: its name in a configuration; None where it has no place there. paths: its values are paths.
    """

    field: str
    names: tuple[str, ...]
    help: str
    metavar: str | None = None
    many: bool = False
    choices: tuple[str, ...] = ()
    key: str | None = None
    paths: bool = False


KNOWLEDGE = Option(
    "knowledge",
    ("--knowledge",),
    "Use this knowledge base besides the one that ships. May be repeated: later ones add to and override earlier "
    "ones by id.",
    "DIR",
    many=True,
    key="knowledge",
    paths=True,
)
NO_DEFAULT = Option(
    "no_default_knowledge",
    ("--no-default-knowledge",),
    "Leave the shipped knowledge base out: only what --knowledge names counts.",
    key="default-knowledge",
)
CONFIG = Option(
    "config",
    ("--config",),
    "A setting (KEY=VALUE), or a configuration file in place of the one that is found. May be repeated.",
    "SETTING",
    many=True,
)
ISOLATED = Option("isolated", ("--isolated",), "Look for no configuration file.")
OPTIONS = (
    Option(
        "format",
        ("--format",),
        "terminal (default on a terminal), concise (default when piped), json, jsonl, sarif, github, gitlab, junit, "
        "rdjson, csv, markdown, html or claimreview. May be repeated: NAME=FILE writes to a file.",
        "NAME",
        many=True,
        key="format",
    ),
    Option(
        "kind",
        ("--as",),
        "How to read the input: auto (by file name), text, markdown, html, latex, rst, notebook, docx, odt, or "
        "lines (each line is a unit that stands alone).",
        "KIND",
        key="as",
    ),
    KNOWLEDGE,
    NO_DEFAULT,
    Option(
        "sources",
        ("--sources",),
        "Count only assertions that cite a source with this id or tag. May be repeated.",
        "NAME",
        many=True,
        key="sources",
    ),
    Option(
        "as_of",
        ("--as-of",),
        'The day (2025-06-30) whose knowledge counts, and from which "last year" is measured.',
        "DATE",
        key="as-of",
    ),
    Option(
        "stdin_filename",
        ("--stdin-filename",),
        "The name, and so the format, of what is read from standard input.",
        "PATH",
    ),
    Option(
        "fail_on",
        ("--fail-on",),
        "Which verdict makes the exit status 1; unknown means either of the two.",
        "WHAT",
        choices=("contradicted", "unknown", "never"),
        key="fail-on",
    ),
    Option("verbose", ("-v", "--verbose"), "Show every sentence, not only those that need attention.", key="verbose"),
    Option(
        "color",
        ("--color",),
        "Whether to use colours; for auto, NO_COLOR and FORCE_COLOR count.",
        "WHEN",
        choices=("auto", "always", "never"),
        key="color",
    ),
    Option("reviewer", ("--reviewer",), "Who answers for a review in the format claimreview.", "NAME", key="reviewer"),
    Option("review_url", ("--review-url",), "Where that review is published.", "URL", key="review-url"),
    CONFIG,
    ISOLATED,
)

DIFF = Option("diff", ("--diff",), "Show what would be changed in the drafts, and change nothing.")
CHECK_OPTIONS = (
    Option(
        "suggest",
        ("--suggest",),
        "Instead of a report, write entries for the knowledge base on what nothing is known of, to be sourced.",
    ),
    Option(
        "files_from",
        ("--files-from",),
        "Check the files and folders that this file names, one a line; - reads the names from standard input.",
        "FILE",
    ),
    Option(
        "include",
        ("--include",),
        "Of folders, check just what matches this pattern, written as in .gitignore. May be repeated.",
        "PATTERN",
        many=True,
        key="include",
    ),
    Option(
        "exclude",
        ("--exclude",),
        "Leave out what matches this pattern, written as in .gitignore, even if it is named. May be repeated.",
        "PATTERN",
        many=True,
        key="exclude",
    ),
    Option(
        "force_exclude",
        ("--force-exclude",),
        "Leave out what is excluded even if it is named, as hooks do with files; that is so without this option too.",
    ),
    Option(
        "fix",
        ("--fix",),
        "Replace a wrong figure where just one correction is certain; shows the diff, and tells what is left and why.",
    ),
    DIFF,
    Option(
        "baseline",
        ("--baseline",),
        "Leave out the sentences that this file knows; an entry whose sentence fails no longer is told, and makes the "
        "exit status 1.",
        "FILE",
        key="baseline",
        paths=True,
    ),
    Option(
        "update_baseline", ("--update-baseline",), "Write to the baseline what fails now, and take out what is stale."
    ),
    Option(
        "changed_since",
        ("--changed-since",),
        "Only sentences touched since this revision of git; all of them where a knowledge base in use has changed.",
        "REF",
    ),
    Option("watch", ("--watch",), "Check again whenever a draft or the knowledge has changed, until Ctrl-C."),
    Option("exit_zero", ("--exit-zero",), "Exit with 0 whatever is found in the drafts."),
)
"""What `check` takes besides `OPTIONS`."""

Settle = Callable[[Mapping[str, object]], Options]
"""Makes options of the values that were given, by their fields."""


def read_plain(
    arguments: Sequence[str], options: Sequence[Option], settle: Settle | None = None
) -> tuple[tuple[str, ...], Options] | None:
    """The words and options of a call; None where it takes more to understand it, or it is wrong.

    settle: makes options of the values that were given; `options_of` where it is left out.
    """
    by_name = {name: option for option in options for name in option.names}
    words: list[str] = []
    values: dict[str, object] = {}
    rest = iter(arguments)
    for argument in rest:
        if argument == "-" or not argument.startswith("-"):
            words.append(argument)
        elif not _read_option(argument, rest, values, by_name):
            return None
    return tuple(words), (settle or options_of)(values)


def options_of(values: Mapping[str, object]) -> Options:
    """Options from the values of those that were given; lists become tuples, and None stands for the default."""
    given = {field: value for field, value in values.items() if value is not None}
    return Options(**{field: tuple(value) if isinstance(value, list) else value for field, value in given.items()})  # type: ignore[arg-type]


def _read_option(argument: str, rest: Iterator[str], values: dict[str, object], by_name: Mapping[str, Option]) -> bool:
    """Read one option, and its value from `rest` where that is a word of its own; False where it isn't plain."""
    name, joined, value = argument.partition("=")
    option = by_name.get(name)
    if option is None or (joined and not name.startswith("--")):
        return False
    if option.metavar is None:
        values[option.field] = True
        return not joined
    if not joined:
        value = next(rest, "-")
        if value.startswith("-"):
            return False
    if option.choices and value not in option.choices:
        return False
    if option.many:
        earlier = values.setdefault(option.field, [])
        assert isinstance(earlier, list)
        earlier.append(value)
    else:
        values[option.field] = value
    return True
