"""What must hold of verdicts whatever is claimed: sentences are made from the slots of templates.yaml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.model import Verdict
from tests.evaluation.sentences import DECIDED, Bench

HERE = Path(__file__).parent
FOLDERS = {"earth": HERE.parent / "topics" / "earth", "rivers": HERE.parent / "knowledge" / "rivers"}
FLIPPED = {
    Verdict.SUPPORTED: Verdict.CONTRADICTED,
    Verdict.CONTRADICTED: Verdict.SUPPORTED,
    Verdict.UNKNOWN: Verdict.UNKNOWN,
}
TOPICS = ("earth", "rivers", "shipped")
# From here on a row of digits is no year.
LONG = 10_000
TEMPLATES: Mapping[str, Any] = yaml.load(HERE.joinpath("templates.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)

modest = settings(
    deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@cache
def bench(topic: str) -> Bench:
    return Bench.open(str(FOLDERS[topic]), default=False) if topic in FOLDERS else Bench.open()


@cache
def verdict(topic: str, sentence: str) -> Verdict:
    return bench(topic).check(sentence).verdict


def written(form: str, **slots: str) -> str:
    text = form.format(**slots)
    return text[:1].upper() + text[1:]


def notations(figure: int) -> list[str]:
    """The ways to write a number, with separators first."""
    found = [f"{figure:,}"]
    if figure >= LONG:
        found.append(str(figure))
    if figure >= LONG and figure % 1000 == 0:
        found += [f"{figure // 1000}K", f"{figure // 1000} thousand"]
    if figure >= 1_000_000 and figure % 10_000 == 0:
        found += [f"{figure / 1_000_000:g}M", f"{figure / 1_000_000:g} million"]
    return found


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim of a figure in one of its forms."""

    topic: str
    template: Mapping[str, Any]
    names: Sequence[str]
    near: int

    def plain(self, figure: str) -> Verdict:
        """The verdict on the first form with the first name."""
        return verdict(self.topic, written(self.template["forms"][0], who=self.names[0], n=figure))


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    topic = draw(st.sampled_from(TOPICS))
    template = draw(st.sampled_from(TEMPLATES[topic]["figures"]))
    names = TEMPLATES[topic]["names"][draw(st.sampled_from(template["who"]))]
    return Figure(topic, template, names, int(draw(st.sampled_from(template["near"]))))


def stated(near: int) -> st.SearchStrategy[int]:
    """Figures of two digits that count, not far from one that is known; now and then that one itself."""
    unit = 10 ** max(len(str(near)) - 2, 0)
    return st.one_of(st.just(near), st.integers(10, 99).map(lambda digits: digits * unit))


@modest
@given(figures(), st.data())
def test_the_same_claim_in_other_words(claim: Figure, data: st.DataObject) -> None:
    figure = data.draw(stated(claim.near))
    form, name = data.draw(st.sampled_from(claim.template["forms"])), data.draw(st.sampled_from(claim.names))
    number = data.draw(st.sampled_from(notations(figure)))
    assert verdict(claim.topic, written(form, who=name, n=number)) is claim.plain(f"{figure:,}")


@modest
@given(figures(), st.data())
def test_a_denied_figure(claim: Figure, data: st.DataObject) -> None:
    number = f"{data.draw(stated(claim.near)):,}"
    denied = verdict(claim.topic, written(claim.template["denied"], who=claim.names[0], n=number))
    if claim.plain(number) is Verdict.CONTRADICTED:
        # who has more than that may be said to have that much, so that denying it need not be right
        assert denied is not Verdict.CONTRADICTED
    else:
        assert denied is FLIPPED[claim.plain(number)]


@modest
@given(figures(), st.sampled_from(["It is not true that", "It is not the case that", "It is false that"]), st.data())
def test_a_claim_told_to_be_false(claim: Figure, denial: str, data: st.DataObject) -> None:
    number = f"{data.draw(stated(claim.near)):,}"
    sentence = claim.template["forms"][0].format(who=claim.names[0], n=number)
    told = verdict(
        claim.topic, f"{denial} {sentence[:1].lower() if sentence.startswith('In ') else sentence[:1]}{sentence[1:]}"
    )
    plain = claim.plain(number)
    assert told is FLIPPED[plain] or (plain is Verdict.CONTRADICTED and told is Verdict.UNKNOWN)


@modest
@given(figures(), st.sampled_from(["more than", "at least", "fewer than", "at most"]), st.data())
def test_a_wider_bound_is_no_contradiction(claim: Figure, bound: str, data: st.DataObject) -> None:
    lower, upper = sorted((data.draw(stated(claim.near)), data.draw(stated(claim.near))))
    narrow, wide = (upper, lower) if bound in ("more than", "at least") else (lower, upper)
    if claim.plain(f"{bound} {narrow:,}") is Verdict.SUPPORTED:
        assert claim.plain(f"{bound} {wide:,}") is not Verdict.CONTRADICTED


@modest
@given(figures(), st.data())
def test_a_wider_range_is_no_contradiction(claim: Figure, data: st.DataObject) -> None:
    ends = sorted(data.draw(st.sets(stated(claim.near), min_size=4, max_size=4)))
    inner, outer = (f"between {low:,} and {high:,}" for low, high in (ends[1:3], ends[::3]))
    if claim.plain(inner) is Verdict.SUPPORTED:
        assert claim.plain(outer) is not Verdict.CONTRADICTED


@modest
@given(figures(), st.data())
def test_a_hedge_is_no_contradiction(claim: Figure, data: st.DataObject) -> None:
    number = f"{data.draw(stated(claim.near)):,}"
    if claim.plain(number) is Verdict.SUPPORTED:
        assert claim.plain(f"about {number}") is Verdict.SUPPORTED


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim that one of two has more."""

    topic: str
    template: Mapping[str, Any]
    left: Sequence[str]
    right: Sequence[str]

    def plain(self) -> Verdict:
        """The verdict on the first form with the first names."""
        return self.verdict(self.template["more"][0], self.left[0], self.right[0])

    def verdict(self, form: str, left: str, right: str) -> Verdict:
        """The verdict on a form with these names."""
        return verdict(self.topic, written(form, a=left, b=right))


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    topic = draw(st.sampled_from(TOPICS))
    template = draw(st.sampled_from(TEMPLATES[topic]["comparisons"]))
    left, right = draw(st.permutations(template["sides"]))[:2]
    return Comparison(topic, template, TEMPLATES[topic]["names"][left], TEMPLATES[topic]["names"][right])


@modest
@given(comparisons(), st.data())
def test_the_same_comparison_in_other_words(claim: Comparison, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(claim.template["more"]))
    left, right = data.draw(st.sampled_from(claim.left)), data.draw(st.sampled_from(claim.right))
    assert claim.verdict(form, left, right) is claim.plain()
    assert claim.plain() in DECIDED


@modest
@given(comparisons(), st.data())
def test_sides_swapped(claim: Comparison, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from([*claim.template["more"], *claim.template["less"]]))
    swapped = claim.verdict(form, claim.right[0], claim.left[0])
    assert swapped is FLIPPED[claim.verdict(form, claim.left[0], claim.right[0])]


@modest
@given(comparisons(), st.data())
def test_less_is_the_opposite_of_more(claim: Comparison, data: st.DataObject) -> None:
    opposite = data.draw(st.sampled_from([*claim.template["less"], *filter(None, [claim.template.get("denied")])]))
    left, right = data.draw(st.sampled_from(claim.left)), data.draw(st.sampled_from(claim.right))
    assert claim.verdict(opposite, left, right) is FLIPPED[claim.plain()]


@st.composite
def leaders(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A topic, and slots for a leader, a rival and a field."""
    topic = draw(st.sampled_from([each for each in TOPICS if "leaders" in TEMPLATES[each]]))
    known = draw(st.sampled_from(TEMPLATES[topic]["leaders"]))
    names = TEMPLATES[topic]["names"]
    slots = {role: draw(st.sampled_from(names[known[role]])) for role in ("who", "rival")}
    return topic, slots | {"field": draw(st.sampled_from(known["fields"]))}


@modest
@given(leaders(), st.sampled_from(TEMPLATES["leading"]["told"]), st.sampled_from(TEMPLATES["leading"]["denied"]))
def test_who_leads(known: tuple[str, dict[str, str]], told: str, denied: str) -> None:
    topic, slots = known
    turned = slots | {"who": slots["rival"], "rival": slots["who"]}
    assert verdict(topic, written(told, **slots)) is Verdict.SUPPORTED
    assert verdict(topic, written(told, **turned)) is Verdict.CONTRADICTED
    assert verdict(topic, written(denied, **slots)) is Verdict.CONTRADICTED
    assert verdict(topic, written(denied, **turned)) is Verdict.SUPPORTED
