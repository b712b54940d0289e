"""JSON as every report writes it: all characters kept, those that would act on a terminal as escapes."""

from __future__ import annotations

from factcheck.reports.text import escaped


def json_text(value: object, indent: int | None = 2) -> str:
    """`value` as JSON that ends with a line end; on one line where `indent` is None."""
    import json

    # what would act stands in strings alone, apart from the ends of lines, so that escapes change nothing
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return "\n".join(escaped(line) for line in text.split("\n")) + "\n"
