"""A document as lines of text, for comparison with what was written down by hand."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.model import Context, Document


def render(document: Document) -> str:
    """A line a unit: `line:column-line:column kind text {context}`, the date first where there is one."""
    return "".join(f"{line}\n" for line in _lines(document))


def _lines(document: Document) -> Iterator[str]:
    if document.date:
        yield f"date {document.date}"
    for unit in document.units:
        start, end = document.position(unit.origins[0]), document.position(unit.ends[-1])
        place = f"{start.line}:{start.column}-{end.line}:{end.column}"
        marks = f"{unit.kind}{' quoted' if unit.quoted else ''}{' alone' if unit.alone else ''}"
        yield f"{place} {marks}: {unit.text}{_context(unit.context)}"


def _context(context: Context) -> str:
    parts = [
        " > ".join(context.headings),
        *(
            f"{name}={value}"
            for name, value in (
                ("introduction", context.introduction),
                ("row", context.row_head),
                ("column", context.column_head),
                ("caption", context.caption),
            )
            if value is not None
        ),
    ]
    known = "; ".join(filter(None, parts))
    return f" {{{known}}}" if known else ""
