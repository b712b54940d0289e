"""What a report shows, and what the place it goes to can display."""

from __future__ import annotations

from factcheck.model import Evidence, Finding, Judgement, Stance, Verdict
from factcheck.record import record

ATTENTION = frozenset({Verdict.CONTRADICTED})
EVERYTHING = frozenset(Verdict)


@record
class View:
    """How a person wants to see a report.

    verdicts: sentences with one of these are listed, the others only counted.
    trace: what was read in each sentence and the steps of its decision are shown too.
    lookup: the report answers a question about one sentence, so the answer comes first and nothing is counted.
    width: columns of the terminal; color: escape sequences are welcome; ascii: nothing else can be displayed.
    root: the folder that paths in reports for other programs start from, with `/`.
    reviewer, review_url: who answers for a review that is published, and where it stands.
    """

    verdicts: frozenset[Verdict] = ATTENTION
    trace: bool = False
    lookup: bool = False
    width: int = 80
    color: bool = False
    ascii: bool = False
    root: str = ""
    reviewer: str = ""
    review_url: str = ""


def deciding(judgement: Judgement) -> tuple[Finding, ...]:
    """The findings that have the verdict of the whole sentence."""
    return tuple(finding for finding in judgement.findings if finding.verdict is judgement.verdict)


def decisive(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The assertions that speak for or against a claim; where there are none, those that come near it."""
    speaking = tuple(item for item in evidence if item.stance is not Stance.RELATED)
    return speaking or evidence


def remarks(judgement: Judgement) -> tuple[Finding, ...]:
    """One finding for each different thing to say of a sentence: why it has its verdict, and what was perhaps meant.

    Empty where no claim was found; the reason of the judgement then says all.
    """
    found: dict[tuple[str, str | None], Finding] = {}
    for finding in deciding(judgement):
        found.setdefault((finding.reason, finding.suggestion), finding)
    return tuple(found.values())
