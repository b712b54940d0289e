"""Patterns as in .gitignore, and whether a path matches them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fnmatch import translate
from pathlib import Path

from factcheck.record import record

_ESCAPED = re.compile(r"\\(.)")
_ANY_DEPTH = "**"


@record
class Rule:
    """One pattern: `base` is the folder whose paths it is about, `segments` a test for each part of a path below it.

    A segment None stands for any number of parts.
    """

    base: Path
    segments: tuple[re.Pattern[str] | None, ...]
    folders_only: bool = False
    negated: bool = False

    def matches(self, path: Path, folder: bool) -> bool:
        """True where the pattern is about `path`, which is a folder or not."""
        if self.folders_only and not folder:
            return False
        try:
            parts = path.relative_to(self.base).parts
        except ValueError:
            return False
        return _match(parts, self.segments)


def read_rules(lines: Iterable[str], base: Path) -> list[Rule]:
    """The rules of the lines of a .gitignore in the folder `base`; comments and blank lines are none."""
    return [rule for line in lines if (rule := _rule(line, base)) is not None]


def is_ignored(path: Path, folder: bool, rules: Sequence[Rule]) -> bool:
    """True where the last rule that matches `path` is not negated."""
    return next((not rule.negated for rule in reversed(rules) if rule.matches(path, folder)), False)


def is_below(path: Path, rules: Sequence[Rule], folder: bool = False) -> bool:
    """True where `path`, a folder or not, or a folder that it is in is what the rules ignore."""
    return is_ignored(path, folder, rules) or any(is_ignored(parent, True, rules) for parent in path.parents)


def _rule(line: str, base: Path) -> Rule | None:
    pattern = line.rstrip("\r\n")
    if pattern.startswith("#"):
        return None
    while pattern.endswith(" ") and not pattern.endswith("\\ "):
        pattern = pattern[:-1]
    negated = pattern.startswith("!")
    pattern = pattern[negated:]
    folders_only = pattern.endswith("/")
    parts = [part for part in pattern.strip("/").split("/") if part]
    if not parts:
        return None
    if "/" not in pattern.rstrip("/"):
        parts.insert(0, _ANY_DEPTH)
    segments = tuple(None if part == _ANY_DEPTH else _segment(part) for part in parts)
    return Rule(base, segments, folders_only, negated)


def _segment(part: str) -> re.Pattern[str]:
    """A test for one part of a path; what a backslash stands before is meant literally."""
    plain = _ESCAPED.sub(lambda found: f"[{found[1]}]" if found[1] not in "]^\\!" else found[1], part)
    return re.compile(translate(plain.replace("[^", "[!")))


def _match(parts: Sequence[str], segments: Sequence[re.Pattern[str] | None]) -> bool:
    """Match the parts of a path; None in `segments` takes as few parts as it can, then more.

    At the end of a pattern it takes at least one: `a/**` is what is in `a`, not `a`.
    """
    at = segment = 0
    back: tuple[int, int] | None = None
    while True:
        if segment < len(segments) and segments[segment] is None:
            if segment == len(segments) - 1:
                return at < len(parts)
            back, segment = (at, segment), segment + 1
            continue
        wanted = segments[segment] if segment < len(segments) else None
        if wanted is None and at == len(parts):
            return True
        if wanted is not None and at < len(parts) and wanted.match(parts[at]):
            at, segment = at + 1, segment + 1
        elif back is not None and back[0] < len(parts):
            back = (back[0] + 1, back[1])
            at, segment = back[0], back[1] + 1
        else:
            return False
