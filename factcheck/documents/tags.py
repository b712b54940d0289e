"""HTML cut into tags and text, with offsets.

`html.parser` tells where a tag starts, not where its attributes' values and the entities in a text are,
and takes quadratic time over some broken pages; this takes linear time over any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from factcheck.documents.tracing import Tracer

_START = re.compile(r"<(?:(?P<close>/?)(?P<name>[A-Za-z][^\s/>]{0,60})|(?P<comment>!--)|(?P<other>[!?]))")
_ATTRIBUTE = re.compile(
    r"[\s/]*(?:(?P<name>[^\s=>/\"'][^\s=>/]*)"
    r"(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s>\"'][^\s>]*)))?|(?P<junk>[\"'=]))?"
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_RAW = frozenset({"script", "style", "textarea", "xmp", "iframe", "noembed", "noframes"})
_COMMENT_END = re.compile(r"--!?>")


def names(text: str) -> frozenset[str]:
    """The names of elements that `text` lists."""
    return frozenset(text.split())


class Part(Enum):
    """What a stretch of a page is."""

    TEXT = "text"
    OPEN = "open"
    CLOSE = "close"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a page; `attributes` has the place of each value, `name` is in lower case."""

    part: Part
    start: int
    end: int
    name: str = ""
    attributes: dict[str, tuple[int, int]] = field(default_factory=dict)


def tokens(source: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of `source` between `start` and `end`, in order. What is broken is text."""
    last_close = source.rfind(">", start, end)
    position = text_start = start
    while True:
        at = source.find("<", position, end)
        found = _START.match(source, at, end) if at >= 0 else None
        if at < 0 or (at > last_close and not (found and found["comment"])):
            break
        if found is None:
            position = at + 1
            continue
        if text_start < at:
            yield Token(Part.TEXT, text_start, at)
        token = _token(source, found, end)
        yield token
        position = text_start = token.end
        if token.part is Part.OPEN and token.name in _RAW:
            position = text_start = _raw_end(source, token, end)
    if text_start < end:
        yield Token(Part.TEXT, text_start, end)


def _token(source: str, found: re.Match[str], end: int) -> Token:
    at = found.start()
    if found["comment"]:
        # "<!-->" is a whole comment
        closing = _COMMENT_END.search(source, found.end() - 2, end)
        return Token(Part.COMMENT, at, closing.end() if closing else end)
    if found["other"]:
        return Token(Part.COMMENT, at, source.find(">", at, end) + 1 or end)
    attributes: dict[str, tuple[int, int]] = {}
    position = found.end()
    while position < end and source[position] != ">":
        attribute = _ATTRIBUTE.match(source, position, end)
        if attribute is None or attribute.end() == position:
            position += 1
            continue
        kind = next((kind for kind in ("double", "single", "bare") if attribute[kind] is not None), "name")
        if attribute["name"] and not found["close"]:
            attributes.setdefault(attribute["name"].lower(), attribute.span(kind))
        position = attribute.end()
    part = Part.CLOSE if found["close"] else Part.OPEN
    return Token(part, at, min(position + 1, end), found["name"].lower(), attributes)


def _raw_end(source: str, token: Token, end: int) -> int:
    """Where the content of a script, a style … ends: at its closing tag, else with the page."""
    closing = re.compile(rf"</{token.name}(?![^\s/>])", re.IGNORECASE).search(source, token.end, end)
    return closing.start() if closing else end


def trace_text(tracer: Tracer, start: int, end: int) -> None:
    """Add the text between `start` and `end` of the tracer's source, entities resolved."""
    position = start
    for found in _ENTITY.finditer(tracer.source, start, end):
        character = _resolved(found[0])
        if character != found[0]:
            tracer.copy(position, found.start())
            tracer.write(character, *found.span())
            position = found.end()
    tracer.copy(position, end)


def _resolved(entity: str) -> str:
    from html import unescape

    return unescape(entity).replace("\0", "\ufffd")
