"""Lines and single claims: units that stand alone.

This is on the way of every look-up from a terminal, so it needs nothing that takes time to import.
"""

from __future__ import annotations

from factcheck.documents.files import lines_of
from factcheck.model import BlockKind, Unit

_QUOTES = '“"«„‘'


def line_units(source: str) -> tuple[Unit, ...]:
    """A unit for each line that is not empty: the line unchanged, standing alone."""
    return tuple(
        alone(source, start, end) for start, end in lines_of(source) if not source[start:end].isspace() and start < end
    )


def alone(source: str, start: int, end: int) -> Unit:
    """The code points `start` to `end` of `source` as a unit that nothing serves as context."""
    text = source[start:end]
    quoted = text.lstrip()[:1] in tuple(_QUOTES) and _is_quotation(text)
    origins, ends = tuple(range(start, end)), tuple(range(start + 1, end + 1))
    return Unit(text, origins, ends, BlockKind.LINE, quoted=quoted, alone=True)


def _is_quotation(text: str) -> bool:
    from factcheck.documents.blocks import is_quotation

    return is_quotation(text)
