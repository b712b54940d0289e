"""What the verification of one reading of a claim comes to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factcheck.knowledge.entries import Assertion
from factcheck.model import Kind, Verdict
from factcheck.record import record, replace

DECIDED = frozenset({Verdict.SUPPORTED, Verdict.CONTRADICTED})


@record
class Outcome:
    """A verdict with its reason.

    evidence: the assertions that it rests on; for unknown, the nearest ones.
    focus: the tokens (first, last exclusive) that are refuted.
    """

    verdict: Verdict
    kind: Kind
    reason: str
    evidence: tuple[Assertion, ...] = ()
    focus: tuple[int, int] | None = None
    suggestion: str | None = None

    @property
    def decided(self) -> bool:
        """True for supported and contradicted."""
        return self.verdict in DECIDED


def supported(reason: str, evidence: Iterable[Assertion], kind: Kind = Kind.AGREES) -> Outcome:
    """The knowledge says so."""
    return Outcome(Verdict.SUPPORTED, kind, reason, tuple(evidence))


def contradicted(
    reason: str,
    evidence: Iterable[Assertion],
    focus: tuple[int, int] | None,
    kind: Kind = Kind.DIFFERS,
    suggestion: str | None = None,
) -> Outcome:
    """It can't be true if the knowledge is."""
    return Outcome(Verdict.CONTRADICTED, kind, reason, tuple(evidence), focus, suggestion)


def unknown(kind: Kind, reason: str, evidence: Iterable[Assertion] = ()) -> Outcome:
    """The knowledge does not decide it."""
    return Outcome(Verdict.UNKNOWN, kind, reason, tuple(evidence))


def of_all(outcomes: Sequence[Outcome]) -> Outcome:
    """What several outcomes come to that must all hold; at least one."""
    for each in outcomes:
        if each.verdict is Verdict.CONTRADICTED:
            return each
    for each in outcomes:
        if each.verdict is Verdict.UNKNOWN:
            return each
    evidence = dict.fromkeys(fact for each in outcomes for fact in each.evidence)
    reason = " ".join(dict.fromkeys(each.reason for each in outcomes))
    return replace(outcomes[0], evidence=tuple(evidence), reason=reason)
