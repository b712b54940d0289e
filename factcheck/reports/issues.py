"""What the formats for other programs list: each different thing to say of a sentence, with its place and a key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from factcheck.model import (
    Document,
    Evidence,
    Finding,
    Judgement,
    Position,
    Report,
    SourceReference,
    Span,
    Verdict,
)
from factcheck.record import record
from factcheck.reports.view import decisive, remarks


@record
class Issue:
    """One thing to say of a sentence; without a finding where no claim was found in it.

    span: the words in question, counted in the sentence; start and end (exclusive): where they stand in the file.
    number: how many times the same was said of the same sentence before in the document.
    """

    document: Document
    judgement: Judgement
    finding: Finding | None
    span: Span
    start: Position
    end: Position
    number: int = 0

    @property
    def verdict(self) -> Verdict:
        """The verdict of the sentence."""
        return self.judgement.verdict

    @property
    def kind(self) -> str:
        """The kind of the claim that this is about, or of the sentence without claims."""
        return str(self.judgement.kind if self.finding is None else self.finding.kind)

    @property
    def words(self) -> str:
        """The words in question."""
        return self.span.of(self.judgement.unit.text)

    @property
    def reason(self) -> str:
        """Why the verdict is what it is."""
        return self.judgement.reason if self.finding is None else self.finding.reason

    @property
    def suggestion(self) -> str | None:
        """What was perhaps meant."""
        return None if self.finding is None else self.finding.suggestion

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The assertions that decide; where there are none, those that come near."""
        return () if self.finding is None else decisive(self.finding.evidence)

    @property
    def sources(self) -> tuple[SourceReference, ...]:
        """The sources of the evidence, each once."""
        return tuple(dict.fromkeys(source for item in self.evidence for source in item.sources))

    @property
    def message(self) -> str:
        """The reason, what was perhaps meant, and the ids of the sources."""
        hint = f" (perhaps meant: {self.suggestion.removesuffix('.')})" if self.suggestion else ""
        quoted = " (quoted)" if self.judgement.unit.quoted else ""
        ids = ", ".join(dict.fromkeys(source.id for source in self.sources))
        return self.reason + hint + quoted + (f" [{ids}]" if ids else "")

    def fingerprint(self, *more: str) -> str:
        """A key of 32 digits that stays the same whatever else changes in the draft.

        It is made of the sentence's own words and the assertions that decide, so it changes with them; `more`, such
        as a path, may tell apart what has both alike.
        """
        assertions = sorted({item.assertion for item in self.evidence})
        text = " ".join(self.judgement.unit.text.split())
        parts = (text, self.words, str(self.verdict), *assertions, str(self.number), *more)
        return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:32]


def issues(report: Report, verdicts: frozenset[Verdict]) -> Iterator[Issue]:
    """What is to say of the sentences that have one of these verdicts, in the order of the drafts."""
    for checked in report.documents:
        seen: dict[str, int] = {}
        for judgement in checked.judgements:
            if judgement.verdict in verdicts:
                for finding in remarks(judgement) or (None,):
                    first = _issue(checked.document, judgement, finding, 0)
                    key = first.fingerprint()
                    seen[key] = seen.get(key, -1) + 1
                    yield _issue(checked.document, judgement, finding, seen[key])


def _issue(document: Document, judgement: Judgement, finding: Finding | None, number: int) -> Issue:
    unit = judgement.unit
    span = Span(0, len(unit.text)) if finding is None else finding.focus or finding.span
    start = document.position(unit.origins[span.start])
    end = document.position(unit.ends[span.end - 1])
    return Issue(document, judgement, finding, span, start, end, number)
