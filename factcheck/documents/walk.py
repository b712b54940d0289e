"""Which files of a folder are drafts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from factcheck.documents import PACKED_READERS, SUFFIXES
from factcheck.documents.ignore import Rule, is_below, is_ignored, read_rules
from factcheck.errors import DraftError
from factcheck.record import record

_RULES_FILE = ".gitignore"
_PROBE = 8192


@record
class Found:
    """Drafts in a stable order, each once, and what is wrong with folders."""

    drafts: tuple[str, ...]
    failures: tuple[DraftError, ...] = ()


def find_drafts(
    path: str,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    include_from: str = "",
    exclude_from: str = "",
) -> Found:
    """The drafts that `path` names: a file as it is, a folder walked.

    Of a folder the files with a suffix of SUFFIXES are drafts, or with `include` those that match one of its
    patterns. Left out are hidden files, binary ones, what a .gitignore names in the folder, above it up to
    the root of the repository, or below it; links to folders are not followed. `include` and `exclude` are
    patterns as in .gitignore, relative to the folders `include_from` and `exclude_from`, by default the current one;
    an excluded path is left out even if it is named.

    A folder without drafts is a failure, and so is one that can't be listed; what is beside it is found all the same.
    """
    walker = _Walker(
        read_rules(include, Path.cwd() / _resolved(include_from)),
        read_rules(exclude, Path.cwd() / _resolved(exclude_from)),
    )
    if walker.excluded(Path(path)):
        return Found(())
    if not _is_folder(Path(path)):
        return Found((path,))
    drafts = tuple(draft.as_posix() for draft in walker.walk(Path(path), _rules_above(Path(path))))
    if not drafts and not walker.failures:
        walker.failures.append(
            DraftError(path, "no draft in this folder", "name a file, or a folder that holds drafts")
        )
    return Found(drafts, tuple(walker.failures))


class _Walker:
    """Walks folders, and collects the `failures` of those that it can't list."""

    def __init__(self, include: Sequence[Rule], exclude: Sequence[Rule]) -> None:
        self.failures: list[DraftError] = []
        self._include = include
        self._exclude = exclude

    def excluded(self, path: Path) -> bool:
        """True where a path, or a folder that it is in, matches the patterns to exclude."""
        if not self._exclude:
            return False
        absolute = Path.cwd() / path
        return is_below(absolute, self._exclude, _is_folder(absolute))

    def walk(self, folder: Path, rules: Sequence[Rule]) -> Iterator[Path]:
        """The drafts in `folder`, sorted by name."""
        rules = [*rules, *_rules_of(folder)]
        for entry in self._entries(folder):
            is_folder = _is_folder(entry)
            if entry.name.startswith(".") or is_ignored(entry.absolute(), is_folder, rules) or self.excluded(entry):
                continue
            if is_folder:
                if not entry.is_symlink():
                    yield from self.walk(entry, rules)
            elif self._is_draft(entry):
                yield entry

    def _entries(self, folder: Path) -> list[Path]:
        try:
            return sorted(folder.iterdir())
        except OSError as error:
            why = f"it can't be listed ({error.strerror})"
            self.failures.append(DraftError(str(folder), why, "change its permissions, or exclude it"))
            return []

    def _is_draft(self, path: Path) -> bool:
        kind = SUFFIXES.get(path.suffix.lower())
        wanted = is_ignored(path.absolute(), False, self._include) if self._include else kind is not None
        return wanted and path.is_file() and (kind in PACKED_READERS or not _is_binary(path))


def _resolved(folder: str) -> Path:
    return Path(folder).resolve() if folder else Path()


def _is_folder(path: Path) -> bool:
    """False for one that can't be looked at as well."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_binary(path: Path) -> bool:
    """True where a file begins like no text; one that can't be opened is for its reader to complain of."""
    try:
        with path.open("rb") as file:
            return b"\0" in file.read(_PROBE)
    except OSError:
        return False


def _rules_of(folder: Path) -> list[Rule]:
    try:
        text = (folder / _RULES_FILE).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return read_rules(text.splitlines(), folder.absolute())


def _rules_above(folder: Path) -> list[Rule]:
    """The rules of the folders above, from the root of the repository down; none outside of one."""
    above = folder.resolve()
    rules: list[Rule] = []
    for parent in [above, *above.parents]:
        if parent != above:
            rules = [*_rules_of(parent), *rules]
        if (parent / ".git").exists():
            return rules
    return []
