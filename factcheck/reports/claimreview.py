"""`claimreview`: ClaimReview of schema.org as JSON-LD, to be put into the page of a review.

Who reviews is never made up: without a name and the address of the review there is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from factcheck.model import Report, Verdict
from factcheck.reports.issues import Issue, issues
from factcheck.reports.jsontext import json_text
from factcheck.reports.view import View

_DECIDED = frozenset({Verdict.SUPPORTED, Verdict.CONTRADICTED})
_RATINGS = MappingProxyType({Verdict.SUPPORTED: (5, "True"), Verdict.CONTRADICTED: (1, "False")})


def claimreview(report: Report, view: View) -> str:
    """A review of each sentence that is supported or contradicted, by `view.reviewer` at `view.review_url`."""
    found = issues(report, _DECIDED)
    # a sentence is reviewed once, with the first thing to say of it
    first = {(issue.document.path, issue.judgement.unit.origins[0]): issue for issue in reversed(tuple(found))}
    reviews = [_review(issue, view) for issue in reversed(tuple(first.values()))]
    return json_text({"@context": "https://schema.org", "@graph": reviews})


def _review(issue: Issue, view: View) -> Mapping[str, object]:
    value, name = _RATINGS[issue.verdict]
    return {
        "@type": "ClaimReview",
        "@id": f"{view.review_url}#{issue.fingerprint(issue.document.path)}",
        "url": view.review_url,
        "author": {"@type": "Organization", "name": view.reviewer},
        "claimReviewed": issue.judgement.unit.text,
        "reviewBody": issue.reason,
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": value,
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": name,
        },
        "itemReviewed": {"@type": "Claim", "appearance": {"@type": "CreativeWork", "name": issue.document.path}},
        "citation": [_citation(issue, number) for number in range(len(issue.sources))],
    }


def _citation(issue: Issue, number: int) -> Mapping[str, object]:
    source = issue.sources[number]
    cited: dict[str, object] = {
        "@type": "CreativeWork",
        "name": source.title,
        "publisher": {"@type": "Organization", "name": source.publisher},
    }
    return cited | {
        name: value for name, value in (("url", source.url), ("datePublished", source.published)) if value is not None
    }
