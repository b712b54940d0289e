"""Comments by which an author silences units.

`factcheck off` … `factcheck on` silences what stands between, or to the end of the draft; `factcheck disable-next`
the next unit; `factcheck ignore[ASSERTION-ID]: reason` what one assertion says of the next unit. A reason may
follow each of them after a colon.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from factcheck.model import Suppression, Unit

_COMMAND = re.compile(
    r"\W{0,20}factcheck\s{1,20}(?:(?P<word>off|on|disable-next)|ignore\[\s{0,20}(?P<assertion>[^\]\s]{1,200})\s{0,20}\])"
    r"(?!\w|-\w)(?P<rest>.*)",
    re.DOTALL,
)
_CLOSINGS = ("-->", "--!>", "*/}}", "*/}")


def read_suppressions(
    source: str, comments: Sequence[tuple[int, int]], units: Sequence[Unit]
) -> tuple[Suppression, ...]:
    """The suppressions among the comments of a draft, in their order; one may silence no unit."""
    order = sorted(range(len(units)), key=lambda index: units[index].origins[0])
    starts = [units[index].origins[0] for index in order]
    found: list[Suppression] = []
    opened: tuple[int, int, str | None] | None = None
    for start, end in sorted(comments):
        command = _COMMAND.match(source, start, end)
        known, reason = _reason(command["rest"]) if command else (False, None)
        if command is None or not known:
            continue
        following = bisect_left(starts, end)
        if command["word"] == "off":
            opened = opened or (start, end, reason)
        elif command["word"] == "on":
            if opened is not None:
                found.append(_stretch(opened, order, starts, start))
            opened = None
        else:
            units_next = tuple(order[following : following + 1])
            found.append(Suppression(start, end, units_next, command["assertion"], reason))
    if opened is not None:
        found.append(_stretch(opened, order, starts, len(source) + 1))
    return tuple(sorted(found, key=lambda suppression: suppression.start))


def _reason(rest: str) -> tuple[bool, str | None]:
    """Whether what follows a command is sound, and the reason that it gives."""
    text = rest.strip()
    for closing in _CLOSINGS:
        text = text.removesuffix(closing).rstrip()
    return not text or text.startswith(":"), text[1:].strip() or None


def _stretch(opened: tuple[int, int, str | None], order: Sequence[int], starts: Sequence[int], end: int) -> Suppression:
    first, last = bisect_left(starts, opened[1]), bisect_left(starts, end)
    return Suppression(opened[0], opened[1], tuple(sorted(order[first:last])), None, opened[2])
