"""Records behave as frozen dataclasses do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import Generic, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.record import names, record, replace

T = TypeVar("T")


@record
class Point:
    """Two numbers, of which one may be left out."""

    x: int
    y: int = 0

    @property
    def total(self) -> int:
        return self.x + self.y

    @classmethod
    def diagonal(cls, both: int) -> Point:
        return cls(both, both)


@record(order=True)
class Place:
    """Compared by its fields in their order."""

    line: int
    column: int


@record
class Checked:
    """Refuses a value below zero, and mends another."""

    value: int
    fine: bool = False

    def __post_init__(self) -> None:
        if self.value < 0:
            raise ValueError("below zero")
        object.__setattr__(self, "fine", True)


@record
class Nothing:
    """Has no fields."""


@record
class Box(Generic[T]):
    """Holds anything."""

    content: T


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Model:
    line: int
    column: int


def test_fields_and_defaults() -> None:
    assert (Point(1).x, Point(1).y, Point(1, y=2).y, Point(x=3, y=4).total) == (1, 0, 2, 7)
    assert Point.diagonal(2) == Point(2, 2)
    assert names(Point) == names(Point(1)) == ("x", "y")
    assert Box("a").content == "a"


WRONG = [((), {}), ((1, 2, 3), {}), ((1,), {"z": 1}), ((1,), {"x": 1})]


@pytest.mark.parametrize(("positional", "named"), WRONG)
def test_wrong_arguments(positional: tuple[int, ...], named: dict[str, int]) -> None:
    for _ in range(2):  # the first value of a class and later ones are made in different ways
        with pytest.raises(TypeError):
            Point(*positional, **named)


def test_values_are_frozen_and_have_no_other_attributes() -> None:
    point = Point(1)
    for name in ("x", "other"):
        with pytest.raises(AttributeError):
            setattr(point, name, 2)
    with pytest.raises(AttributeError):
        del point.x
    assert not hasattr(point, "__dict__")
    assert point == Point(1)


def test_equality_needs_the_same_class() -> None:
    assert Point(1, 2) == Point(1, 2) != Point(2, 1)
    others: list[object] = [Place(1, 2), (1, 2), Point(1, 1)]
    assert Point(1, 2) not in others
    assert Nothing() == Nothing()
    assert len({Point(1), Point(1, 0), Point(0, 1)}) == 2


@given(*[st.tuples(st.integers(0, 2), st.integers(0, 2))] * 2)
def test_order_is_that_of_a_dataclass(one: tuple[int, int], other: tuple[int, int]) -> None:
    ours, theirs = (Place(*one), Place(*other)), (Model(*one), Model(*other))
    assert (ours[0] < ours[1]) == (theirs[0] < theirs[1])
    assert (ours[0] <= ours[1]) == (theirs[0] <= theirs[1])
    assert (ours[0] > ours[1]) == (theirs[0] > theirs[1])
    assert (ours[0] >= ours[1]) == (theirs[0] >= theirs[1])
    assert (ours[0] == ours[1]) == (theirs[0] == theirs[1])
    assert (hash(ours[0]) == hash(ours[1])) == (one == other)


def test_only_ordered_records_compare() -> None:
    with pytest.raises(TypeError):
        assert Point(1) < Point(2)  # type: ignore[operator]
    with pytest.raises(TypeError):
        assert Place(1, 1) < (2, 2)  # type: ignore[operator]


def test_post_init() -> None:
    assert Checked(1).fine
    with pytest.raises(ValueError, match="below zero"):
        Checked(-1)
    with pytest.raises(ValueError, match="below zero"):
        replace(Checked(1), value=-1)


def test_replace() -> None:
    assert replace(Point(1, 2), y=3) == Point(1, 3)
    with pytest.raises(TypeError):
        replace(Point(1, 2), z=3)


def test_copies_and_pickles() -> None:
    for value in (Point(1, 2), Place(3, 4), Nothing(), Box([1])):
        assert pickle.loads(pickle.dumps(value)) == value
        assert copy.deepcopy(value) == value


def test_text() -> None:
    assert repr(Box(Point(1))) == "Box(content=Point(x=1, y=0))"
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
