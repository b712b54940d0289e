"""The JSON report as scripts outside rely on it: `check_report` fails on whatever isn't as promised."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

KINDS = {
    "supported": {"agrees", "follows"},
    "contradicted": {"differs", "reversed", "mixed_up", "outdated"},
    "unknown": {
        "partial",
        "not_checkable",
        "not_known",
        "other_period",
        "ambiguous",
        "beyond_bound",
        "disputed",
        "forecast",
    },
}
BOUNDS = {"exact", "about", "nearly", "more_than", "at_least", "less_than", "at_most", "range"}
QUANTITY_KINDS = {"number", "percent", "percentage_point", "currency", "ratio", "ordinal", "duration", "other"}
RELATIONS = {"in", "since", "by", "before", "after", "until"}
PUBLISHED = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Value = Any
Check = Callable[[Value], bool]


def count(value: Value) -> bool:
    return type(value) is int and value >= 0


def place(value: Value) -> bool:
    return type(value) is int and value >= 1


def words(value: Value) -> bool:
    return isinstance(value, str) and bool(value.strip())


def number(value: Value) -> bool:
    return type(value) in (int, float)


def flag(value: Value) -> bool:
    return isinstance(value, bool)


def listed(value: Value) -> bool:
    return isinstance(value, list)


def thing(value: Value) -> bool:
    return isinstance(value, dict)


def maybe(check: Check) -> Check:
    return lambda value: value is None or check(value)


def one_of(values: set[str]) -> Check:
    return lambda value: isinstance(value, str) and value in values


def matching(pattern: re.Pattern[str]) -> Check:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


PLACED: dict[str, Check] = {"text": words, "line": place, "column": place, "end_line": place, "end_column": place}
JUDGED: dict[str, Check] = {
    **PLACED,
    "verdict": one_of(set(KINDS)),
    "kind": one_of(set().union(*KINDS.values())),
}
SUMMARY: dict[str, Check] = dict.fromkeys(("sentences", *KINDS), count)
REPORT: dict[str, Check] = {
    "schema": lambda value: value == 1,
    "tool": thing,
    "knowledge": thing,
    "summary": thing,
    "documents": listed,
}
TOOL: dict[str, Check] = {"name": lambda value: value == "factcheck", "version": words}
KNOWLEDGE: dict[str, Check] = {"assertions": count, "sources": count, "fingerprint": words, "bases": listed}
DOCUMENT: dict[str, Check] = {"path": words, "sentences": listed, "suppressions": listed}
SUPPRESSION: dict[str, Check] = {
    "line": place,
    "column": place,
    "assertion": maybe(words),
    "reason": maybe(words),
    "held": count,
}
SENTENCE: dict[str, Check] = {**JUDGED, "reason": words, "quoted": flag, "claims": listed}
CLAIM: dict[str, Check] = {
    **JUDGED,
    "focus": maybe(thing),
    "reason": words,
    "suggestion": maybe(words),
    "evidence": listed,
}
EVIDENCE: dict[str, Check] = {
    "assertion": words,
    "statement": words,
    "stance": one_of({"supports", "refutes", "related"}),
    "base": words,
    "sources": listed,
}
SOURCE: dict[str, Check] = {
    "id": words,
    "title": words,
    "publisher": words,
    "url": maybe(words),
    "published": maybe(matching(PUBLISHED)),
    "locator": maybe(words),
}

SPAN: dict[str, Check] = {"text": words, "start": count, "end": place}
QUANTITY: dict[str, Check] = {
    **SPAN,
    "value": maybe(number),
    "low": maybe(number),
    "high": maybe(number),
    "low_open": flag,
    "high_open": flag,
    "bound": one_of(BOUNDS),
    "kind": one_of(QUANTITY_KINDS),
    "unit": maybe(words),
}
EXPLAINED: dict[str, dict[str, Check]] = {
    "quantities": QUANTITY,
    "periods": {**SPAN, "from": matching(DAY), "to": matching(DAY), "relation": one_of(RELATIONS)},
    "entities": {**SPAN, "id": words},
    "metrics": {**SPAN, "id": words, "score": number},
    "steps": {"stage": words, "note": words, "assertion": maybe(words)},
}


def fields(value: Value, promised: dict[str, Check]) -> None:
    """`value` has just these keys, in this order, each with what it may hold."""
    assert isinstance(value, dict)
    assert list(value) == list(promised)
    for key, check in promised.items():
        assert check(value[key]), f"{key}: {value[key]!r}"


def check_report(report: Value, explained: bool = False) -> None:
    """Fail where a report has other keys or values than are promised, or says what can't be."""
    fields(report, REPORT)
    fields(report["tool"], TOOL)
    fields(report["knowledge"], KNOWLEDGE)
    fields(report["summary"], SUMMARY)
    verdicts = []
    for document in report["documents"]:
        fields(document, DOCUMENT)
        assert "\\" not in document["path"]
        for suppression in document["suppressions"]:
            fields(suppression, SUPPRESSION)
        begins = [(each["line"], each["column"]) for each in document["sentences"]]
        assert begins == sorted(begins)
        for sentence in document["sentences"]:
            check_sentence(sentence, explained)
            verdicts.append(sentence["verdict"])
    counted = {verdict: verdicts.count(verdict) for verdict in KINDS}
    assert report["summary"] == {"sentences": len(verdicts), **counted}


def check_sentence(sentence: Value, explained: bool) -> None:
    promised = SENTENCE | dict.fromkeys(EXPLAINED, listed) if explained else SENTENCE
    fields(sentence, promised)
    judged(sentence)
    for claim in sentence["claims"]:
        check_claim(claim)
        assert begin(sentence) <= begin(claim)
        assert end(claim) <= end(sentence)
    kinds = [claim["kind"] for claim in sentence["claims"] if claim["verdict"] == sentence["verdict"]]
    if sentence["verdict"] != "unknown":
        assert sentence["kind"] in kinds, "a claim decides the sentence"
    if explained:
        check_explained(sentence)


def check_claim(claim: Value) -> None:
    fields(claim, CLAIM)
    judged(claim)
    focus = claim["focus"]
    if focus is not None:
        assert claim["verdict"] == "contradicted"
        fields(focus, PLACED)
        assert begin(focus) < end(focus)
    for item in claim["evidence"]:
        fields(item, EVIDENCE)
        for source in item["sources"]:
            fields(source, SOURCE)
    stance = {"supported": "supports", "contradicted": "refutes"}.get(claim["verdict"])
    if stance is not None:
        assert any(item["stance"] == stance and item["sources"] for item in claim["evidence"]), "uncited"


def check_explained(sentence: Value) -> None:
    for name, promised in EXPLAINED.items():
        for item in sentence[name]:
            fields(item, promised)
    for item in spans(sentence, ("quantities", "periods", "entities", "metrics")):
        assert item["text"] == sentence["text"][item["start"] : item["end"]]
    for quantity in sentence["quantities"]:
        low, high = quantity["low"], quantity["high"]
        assert low is None or high is None or low <= high
        assert (quantity["value"] is None) is (quantity["bound"] == "range")
    assert all(period["from"] < period["to"] for period in sentence["periods"])
    assert all(0 <= metric["score"] <= 1 for metric in sentence["metrics"])


def spans(sentence: Value, names: Sequence[str]) -> Iterator[Value]:
    for name in names:
        yield from sentence[name]


def judged(item: Value) -> None:
    assert item["kind"] in KINDS[item["verdict"]]
    assert "\n" not in item["reason"]
    assert begin(item) < end(item)


def begin(item: Value) -> tuple[int, int]:
    return item["line"], item["column"]


def end(item: Value) -> tuple[int, int]:
    return item["end_line"], item["end_column"]
