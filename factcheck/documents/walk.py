"""Which files of a folder are drafts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from factcheck.documents import SUFFIXES
from factcheck.errors import DraftError


def find_drafts(paths: str | Sequence[str]) -> list[str]:
    """The drafts that `paths` name, in a stable order and each once: files as they are, folders walked.

    Of a folder the files with a suffix of SUFFIXES are drafts, hidden ones left out; links to folders
    are not followed. Raises DraftError for a folder without drafts, and for one that can't be listed.
    """
    found: dict[str, None] = {}
    for path in [paths] if isinstance(paths, str) else paths:
        if Path(path).is_dir():
            drafts = [draft.as_posix() for draft in _walk(Path(path))]
            if not drafts:
                raise DraftError(path, "no draft in this folder", "name a file, or a folder that holds drafts")
            found.update(dict.fromkeys(drafts))
        else:
            found[path] = None
    return list(found)


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise DraftError(str(folder), f"it can't be listed ({error.strerror})", "change its permissions") from None
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _walk(entry)
        elif entry.suffix.lower() in SUFFIXES and entry.is_file():
            yield entry
