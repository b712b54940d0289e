"""The inline markup of reStructuredText."""

from __future__ import annotations

import re

from factcheck.documents.tracing import NOTHING, PLACEHOLDER, Tracer

_LABEL = r"(?:[0-9]{1,4}|\*|#[\w.-]{0,60}|[A-Za-z][\w.-]{0,60})"
_ROLE = r":[A-Za-z][\w+.-]{0,40}(?::[A-Za-z][\w+.-]{0,40})?:"
_INLINE = re.compile(
    r"(?P<escape>\\(?:\s|(?P<escaped>.)|$))"
    r"|(?P<literal>``(?:[^`]|`(?!`)){1,2000}``)"
    rf"|(?P<role>(?P<name>{_ROLE})`(?P<content>(?:[^`\\]|\\.){{1,2000}})`)"
    rf"|(?P<text>`(?P<inner>(?:[^`\\]|\\.){{1,2000}})`(?:__?|(?P<suffix>{_ROLE}))?)"
    rf"|(?P<mark>\[{_LABEL}\]_)"
    r"|(?P<value>\|[^|\s][^|\n]{0,80}\|_{0,2})"
    r"|(?P<stars>(?<![\w*])\*{1,2}(?=[^\s*])|(?<=[^\s*])\*{1,2}(?![\w*]))"
    r"|(?P<reference>(?<=\w)__?(?![\w]))"
)
_TARGET = re.compile(r"\s*<[^<>`]{1,2000}>$")
# roles whose content is looked up elsewhere, or is code or a formula
_OPAQUE = frozenset(
    ("code", "math", "samp", "kbd", "file", "command", "program", "option", "envvar", "literal", "raw", "ref", "numref")
)
_UNSEEN = frozenset(("cite", "footcite", "cite:p", "cite:t", "index", "eq"))


def trace_inline(tracer: Tracer, start: int, end: int) -> None:
    """Add the text between `start` and `end` of the tracer's source, its markup masked."""
    position = start
    for found in _INLINE.finditer(tracer.source, start, end):
        tracer.copy(position, found.start())
        position = found.end()
        kind = found.lastgroup if found.lastgroup in _KINDS else _kind(found)
        if kind in ("literal", "value"):
            tracer.write(PLACEHOLDER, *found.span())
        elif kind == "escape":
            if found["escaped"]:
                tracer.copy(position - 1, position)
        elif kind in ("role", "text"):
            _role(tracer, found)
        else:
            tracer.write(NOTHING, *found.span())
    tracer.copy(position, end)


_KINDS = frozenset({"literal", "value", "mark", "stars", "reference"})


def _kind(found: re.Match[str]) -> str:
    return next(name for name in ("escape", "role", "text") if found[name] is not None)


def _role(tracer: Tracer, found: re.Match[str]) -> None:
    group = "content" if found["role"] is not None else "inner"
    name = (found["name"] or found["suffix"] or "").strip(":").lower()
    target = _TARGET.search(found[group])
    if name in _UNSEEN:
        tracer.write(NOTHING, *found.span())
    elif name in _OPAQUE and target is None:
        tracer.write(PLACEHOLDER, *found.span())
    else:
        start = found.start(group)
        tracer.copy(start, start + target.start() if target else found.end(group))
