"""What has changed since a revision of git: which lines of which files."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from factcheck.errors import UsageError
from factcheck.model import CheckedDocument, Document, Report, Unit
from factcheck.record import record, replace

_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@")
_ESCAPE = re.compile(r"\\([0-7]{3}|.)")
_TOP = "--show-toplevel"
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


@record
class Lines:
    """Lines `first` to `last` that are new, or where lines were taken out the two between which they stood."""

    first: int
    last: int
    gap: bool = False


@record
class Changes:
    """The changed lines by the real path of a file; None where all of it is new, or it is no text."""

    files: Mapping[str, tuple[Lines, ...] | None]

    def touch(self, path: str) -> bool:
        """True where the file at a path has changed; what is no file always has."""
        return path.startswith("<") or os.path.realpath(path) in self.files

    def touch_below(self, folder: str) -> bool:
        """True where a file below a folder has changed."""
        below = f"{os.path.realpath(folder)}{os.sep}"
        return any(path.startswith(below) for path in self.files)

    def touch_unit(self, document: Document, unit: Unit) -> bool:
        """True where a unit of a document has a changed line, or spans the place where lines were taken out."""
        if document.path.startswith("<"):
            return True
        lines = self.files.get(os.path.realpath(document.path), ())
        if lines is None:
            return True
        first = document.position(min(unit.origins)).line
        last = document.position(max(unit.ends) - 1).line
        return any(
            (first <= each.first and each.last <= last) if each.gap else (first <= each.last and each.first <= last)
            for each in lines
        )


def changes_since(revision: str, paths: Iterable[str] = ()) -> Changes:
    """What differs between a revision and the files as they are now, files that git doesn't know included.

    paths: of files or folders whose repositories are looked at, besides that of the current folder.
    Raises UsageError where there is no git, no repository or no such revision.
    """
    files: dict[str, tuple[Lines, ...] | None] = {}
    for root in _roots(paths):
        if not _succeeds("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", folder=root):
            raise UsageError(f"--changed-since {revision}: git knows no such revision; name a commit, branch or tag")
        diff = _git(
            *("-c", "core.quotePath=true", "diff", "-U0", "--no-color", "--no-ext-diff", "--no-renames"),
            *("--src-prefix=a/", "--dst-prefix=b/", revision, "--"),
            folder=root,
        )
        files |= {os.path.realpath(f"{root}/{name}"): lines for name, lines in read_diff(diff).items()}
        others = _git("ls-files", "--others", "--exclude-standard", "-z", folder=root)
        files |= {os.path.realpath(f"{root}/{name}"): None for name in others.split("\0") if name}
    return Changes(files)


def read_diff(diff: str) -> dict[str, tuple[Lines, ...] | None]:
    """The changed lines of each file of the output of `git diff -U0`; None for a file that is no text."""
    found: dict[str, tuple[Lines, ...] | None] = {}
    path, hunks = None, False
    for line in diff.split("\n"):
        if line.startswith("diff --git "):
            path, hunks = None, False
        elif not hunks and line.startswith("+++ "):
            path = _unquoted(line[4:].removesuffix("\t"))[2:]
        elif not hunks and line.startswith("Binary files "):
            name = line.removesuffix(" differ").rpartition(" and ")[2]
            found[_unquoted(name)[2:]] = None
        elif line.startswith("@@ ") and path is not None and (hunk := _HUNK.match(line)):
            hunks = True
            found[path] = (*(found.get(path) or ()), _lines(int(hunk[1]), int(hunk[2] or 1)))
    return found


def _lines(start: int, count: int) -> Lines:
    return Lines(start, start + count - 1) if count else Lines(start, start + 1, gap=True)


def only_changed(report: Report, changes: Changes) -> Report:
    """The report with just those sentences that were touched."""
    return replace(report, documents=tuple(_only_changed(checked, changes) for checked in report.documents))


def _only_changed(checked: CheckedDocument, changes: Changes) -> CheckedDocument:
    kept = [each for each in checked.judgements if changes.touch_unit(checked.document, each.unit)]
    return replace(checked, judgements=tuple(kept))


def _unquoted(name: str) -> str:
    """A path as git writes it: in quotation marks, with escapes, where it has other than plain letters."""
    if not (name.startswith('"') and name.endswith('"')):
        return name
    raw = _ESCAPE.sub(lambda found: _unescaped(found[1]), name[1:-1])
    return raw.encode("latin-1", "replace").decode("utf-8", "surrogateescape")


def _unescaped(code: str) -> str:
    return chr(int(code, 8)) if code[0].isdigit() else _LETTERS.get(code, code)


def _roots(paths: Iterable[str]) -> Sequence[str]:
    folders = dict.fromkeys([Path(), *(path if path.is_dir() else path.parent for path in map(Path, paths))])
    within = [str(each) for each in folders if each.is_dir() and _succeeds("rev-parse", _TOP, folder=str(each))]
    roots = [_git("rev-parse", _TOP, folder=each).removesuffix("\n") for each in within]
    if not roots:
        raise UsageError("--changed-since: this folder is in no git repository; leave the option out")
    return tuple(dict.fromkeys(roots))


def _run(arguments: Sequence[str], folder: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ("git", "-C", folder, *arguments), capture_output=True, check=False, stdin=subprocess.DEVNULL
        )
    except OSError:
        raise UsageError("--changed-since: git is not there; install it, or leave the option out") from None


def _succeeds(*arguments: str, folder: str) -> bool:
    return _run(arguments, folder).returncode == 0


def _git(*arguments: str, folder: str) -> str:
    done = _run(arguments, folder)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(f"--changed-since: git can't tell ({said[0] if said else done.returncode}); see to that first")
    return done.stdout.decode("utf-8", "surrogateescape")
