"""Footnotes with the source behind each sentence of a draft that is supported and has none."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from factcheck.errors import DraftError
from factcheck.fixing import Check, Edit, Read, apply
from factcheck.model import BlockKind, Document, Judgement, SourceReference, Stance, Unit, Verdict
from factcheck.record import record
from factcheck.references import opening

_CITED_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE})
_WEB = re.compile(r"https?://[^\s<>\"'\\^`{|}]+", re.IGNORECASE)
_NOT_IN_LABELS = re.compile("[^a-z0-9]+")


@record
class Cited:
    """A draft with its new footnotes, and how many sentences got some."""

    text: str
    sentences: int


class Manner(Protocol):
    """How footnotes are written in a kind of draft."""

    def place(self, source: str, unit: Unit) -> int | None:
        """Where the mark of a footnote to a unit goes; None where it has one already, or can have none."""

    def notes(self, source: str, wanted: Sequence[tuple[int, Sequence[SourceReference]]]) -> list[Edit]:
        """The changes that put footnotes with these sources at these places."""


def cite(source: str, kind: str, read: Read, check: Check) -> Cited:
    """Add footnotes to a draft of a kind of MANNERS; sentences that can't be told from their footnotes get none.

    Raises DraftError for a draft of another kind.
    """
    document = read(source)
    if kind not in MANNERS:
        raise DraftError(
            document.path, f"a {kind} draft can't be given footnotes", f"they are for {', '.join(MANNERS)}"
        )
    manner = MANNERS[kind]()
    wanted = []
    for judgement in check(document).judgements:
        sources = _sources(judgement)
        place = manner.place(source, judgement.unit) if sources else None
        if place is not None:
            wanted.append((place, sources))
    wanted = _harmless(source, document, read, manner, wanted)
    edits = manner.notes(source, wanted) if wanted else []
    return Cited(apply(source, edits), len(wanted))


def _sources(judgement: Judgement) -> tuple[SourceReference, ...]:
    """The first source of each assertion that a supported sentence rests on."""
    if judgement.verdict is not Verdict.SUPPORTED or judgement.unit.kind not in _CITED_KINDS:
        return ()
    supporting = (item for finding in judgement.findings for item in finding.evidence if item.stance is Stance.SUPPORTS)
    return tuple(dict.fromkeys(item.sources[0] for item in supporting if item.sources))


_Wanted = list[tuple[int, tuple[SourceReference, ...]]]


def _harmless(source: str, document: Document, read: Read, manner: Manner, wanted: _Wanted) -> _Wanted:
    """Those footnotes that leave every sentence what it was."""
    texts = [unit.text for unit in document.units]
    if not wanted or _kept(source, manner.notes(source, wanted), read) == texts:
        return wanted
    return [each for each in wanted if _kept(source, manner.notes(source, [each]), read) == texts]


def _kept(source: str, edits: Sequence[Edit], read: Read) -> list[str]:
    """The units of the changed text, apart from those that stand in what was put in."""
    new, shift = [], 0
    for each in sorted(edits, key=lambda edit: edit.start):
        new.append((each.start + shift, each.start + shift + len(each.text)))
        shift += len(each.text) - (each.end - each.start)
    units = read(apply(source, edits)).units
    return [unit.text for unit in units if not any(start <= unit.origins[0] < end for start, end in new)]


def described(source: SourceReference, plain: Callable[[str], str]) -> str:
    """Publisher, title, date and locator; `plain` makes text of what would be markup."""
    parts = (opening(source), source.published, source.locator)
    return ", ".join(plain(part) for part in parts if part)


def _address(source: SourceReference) -> str | None:
    """The address where it is one of the web, and nothing else."""
    return source.url if source.url and _WEB.fullmatch(source.url) else None


def _label(source: SourceReference) -> str:
    return _NOT_IN_LABELS.sub("-", source.id.lower()).strip("-") or "source"


def _line_end(source: str) -> str:
    return "\r\n" if "\r\n" in source else "\n"


class _Labels:
    """Gives each text of a note its label; one that is taken by another text gets a number."""

    def __init__(self, taken: Mapping[str, str]) -> None:
        self._text_of = dict(taken)
        self.new: list[tuple[str, str]] = []

    def of(self, label: str, text: str) -> str:
        """The label for a note; remembered as new where the draft has no such note."""
        for name, known in self._text_of.items():
            if known == text:
                return name
        name, number = label, 1
        while name in self._text_of:
            number += 1
            name = f"{label}-{number}"
        self._text_of[name] = text
        self.new.append((name, text))
        return name


# --- Markdown ------------------------------------------------------------------------------------


class Markdown:
    """`[^label]` behind the sentence, `[^label]: …` at the end."""

    _CLOSING = re.compile(r"(?:[*_~]+|\]\([^()\s]*\)|[\"”’])*")
    _NOTE = re.compile(r"\[\^[^\]\s]+\]|\^\[")
    _DEFINED = re.compile(r"^\[\^([^\]\s]+)\]: (.*?)\r?$", re.MULTILINE)
    _FRONT = re.compile(r"(---|\+\+\+)[ \t]*\r?\n.*?^\1[ \t]*\r?$", re.DOTALL | re.MULTILINE)
    _SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&$])")

    def place(self, source: str, unit: Unit) -> int | None:
        """As `Manner` says; front matter, heads and what has a note or a citation get none."""
        front = self._FRONT.match(source)
        end = self._closed(source, unit.ends[-1])
        if (front and unit.origins[0] < front.end()) or self._NOTE.search(source, unit.origins[0], end):
            return None
        return None if self._NOTE.match(source, end) else end

    def _closed(self, source: str, end: int) -> int:
        found = self._CLOSING.match(source, end)
        return found.end() if found else end

    def notes(self, source: str, wanted: Sequence[tuple[int, Sequence[SourceReference]]]) -> list[Edit]:
        """As `Manner` says; one note for each different text."""
        labels = _Labels({found[1]: found[2] for found in self._DEFINED.finditer(source)})
        edits = [
            Edit(place, place, "".join(f"[^{labels.of(_label(each), self._text(each))}]" for each in sources))
            for place, sources in wanted
        ]
        if labels.new:
            edits.append(self._definitions(source, labels.new))
        return edits

    def _definitions(self, source: str, new: Sequence[tuple[str, str]]) -> Edit:
        end = _line_end(source)
        last = source.rstrip().rpartition("\n")[2]
        gap = "" if source.endswith("\n") else end
        blank = "" if self._DEFINED.match(last) else end
        lines = "".join(f"[^{name}]: {text}{end}" for name, text in new)
        return Edit(len(source), len(source), f"{gap}{blank}{lines}")

    def _text(self, source: SourceReference) -> str:
        told = described(source, lambda text: self._SPECIAL.sub(r"\\\1", " ".join(text.split())))
        address = _address(source)
        return f"{told}. <{address}>" if address else f"{told}."


# --- HTML ----------------------------------------------------------------------------------------


class Html:
    """A link in a `<sup>` behind the sentence, to a list at the end of the page."""

    _CLOSING = re.compile(r"(?:</(?:a|abbr|b|cite|em|i|mark|q|small|span|strong|u)\s*>|[\"”’])*", re.IGNORECASE)
    _NOTE = re.compile(r"<sup\b|role=[\"']?doc-noteref", re.IGNORECASE)
    _OPEN = '<section class="factcheck-notes" role="doc-endnotes">'
    _ITEM = re.compile(r'<li id="([^"]+)">(.*?)</li>')
    _BODY = re.compile(r"</body\s*>", re.IGNORECASE)
    _HEAD = re.compile(r"</head\s*>", re.IGNORECASE)

    def place(self, source: str, unit: Unit) -> int | None:
        """As `Manner` says; front matter, heads and what has a note or a citation get none."""
        start, last = unit.origins[0], unit.ends[-1]
        head, own = self._HEAD.search(source), source.find(self._OPEN)
        found = self._CLOSING.match(source, last)
        end = found.end() if found else last
        in_tag = source.rfind("<", 0, last) > source.rfind(">", 0, last)
        elsewhere = (head is not None and start < head.start()) or 0 <= own < start
        if in_tag or elsewhere or self._NOTE.search(source, start, end):
            return None
        return None if self._NOTE.match(source, end) else end

    def notes(self, source: str, wanted: Sequence[tuple[int, Sequence[SourceReference]]]) -> list[Edit]:
        """As `Manner` says; one note for each different text."""
        known = self._ITEM.findall(source, max(source.find(self._OPEN), 0)) if self._OPEN in source else []
        labels = _Labels(dict(known))
        edits = []
        for place, sources in wanted:
            names = [labels.of(f"fc-{_label(each)}", self._text(each)) for each in sources]
            order = [*(name for name, _ in known), *(name for name, _ in labels.new)]
            marks = ", ".join(f'<a href="#{name}" role="doc-noteref">{order.index(name) + 1}</a>' for name in names)
            edits.append(Edit(place, place, f"<sup>{marks}</sup>"))
        if labels.new:
            edits.append(self._list(source, labels.new))
        return edits

    def _list(self, source: str, new: Sequence[tuple[str, str]]) -> Edit:
        end = _line_end(source)
        items = "".join(f'<li id="{name}">{text}</li>{end}' for name, text in new)
        own = source.find(self._OPEN)
        if own >= 0:
            at = source.find("</ol>", own)
            return Edit(at, at, items)
        bodies = list(self._BODY.finditer(source))
        at = bodies[-1].start() if bodies else len(source)
        gap = "" if source[:at].endswith("\n") or not at else end
        return Edit(at, at, f"{gap}{self._OPEN}{end}<ol>{end}{items}</ol>{end}</section>{end}")

    def _text(self, source: SourceReference) -> str:
        told = described(source, html.escape)
        address = _address(source)
        if address is None:
            return f"{told}."
        return f'{told}. <a href="{html.escape(address)}">{html.escape(address)}</a>'


# --- LaTeX ---------------------------------------------------------------------------------------


class Latex:
    r"""`\footnote{…}` behind the sentence."""

    _NOTE = re.compile(r"\\(?:footnote(?:mark)?|[A-Za-z]*cite[A-Za-z]*)\b")
    _BEGIN = re.compile(r"\\begin\s*\{document\}")
    _URLS = re.compile(r"\\usepackage(?:\[[^\]]*\])?\{[^}]*\b(?:hyperref|url)\b[^}]*\}")
    _WRITTEN: Mapping[str, str] = {
        **{mark: f"\\{mark}" for mark in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "“": "``",
        "”": "''",
    }

    def place(self, source: str, unit: Unit) -> int | None:
        """As `Manner` says; front matter, heads and what has a note or a citation get none."""
        begin = self._BEGIN.search(source)
        start, end = unit.origins[0], unit.ends[-1]
        following = re.compile(r"[}~\s]*").match(source, end)
        after = following.end() if following else end
        if (begin and start < begin.end()) or self._NOTE.search(source, start, end) or self._NOTE.match(source, after):
            return None
        return end

    def notes(self, source: str, wanted: Sequence[tuple[int, Sequence[SourceReference]]]) -> list[Edit]:
        """As `Manner` says; one note for each different text."""
        linked = self._URLS.search(source) is not None
        return [
            Edit(place, place, f"\\footnote{{{' '.join(self._text(each, linked) for each in sources)}}}")
            for place, sources in wanted
        ]

    def _text(self, source: SourceReference, linked: bool) -> str:
        told, address = described(source, self._plain), _address(source)
        if address is None:
            return f"{told}."
        return (
            f"{told}. \\url{{{address.replace('%', chr(92) + '%').replace('#', chr(92) + '#')}}}"
            if linked
            else (f"{told}. \\texttt{{{self._plain(address)}}}")
        )

    def _plain(self, text: str) -> str:
        return "".join(self._WRITTEN.get(each, each) for each in " ".join(text.split()))


MANNERS: Mapping[str, Callable[[], Manner]] = {"markdown": Markdown, "html": Html, "latex": Latex}
"""The kinds of drafts that can be given footnotes, and how."""
