"""Frozen values with slots, like those of `dataclasses`, whose classes cost next to nothing when the program starts.

A look-up from a terminal lasts little longer than it takes to make the classes on its way. `dataclasses` writes and
compiles six methods for each of them; here they are shared, and `__init__` is compiled only for a class that has more
than a few values.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter, eq, ge, gt, le, lt
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    from typing import dataclass_transform
else:

    def dataclass_transform(**_: object) -> Callable[[Any], Any]:  # noqa: D103  (the real one takes time to import)
        return lambda function: function


_Class = TypeVar("_Class")
_Value = TypeVar("_Value")

_FEW = 12
"""So many values of a class are made without an `__init__` of its own: compiling one takes as long."""


@overload
@dataclass_transform(frozen_default=True)
def record(cls: type[_Class]) -> type[_Class]: ...


@overload
@dataclass_transform(frozen_default=True)
def record(*, order: bool = False) -> Callable[[type[_Class]], type[_Class]]: ...


@dataclass_transform(frozen_default=True)
def record(cls: type | None = None, *, order: bool = False) -> Any:
    """Make a class of frozen values from annotated names, as `dataclass(frozen=True, slots=True)` does.

    Values are equal where their classes and all their fields are. `__post_init__` is called where there is one.
    """
    if cls is None:
        return lambda decorated: _made(decorated, order)
    return _made(cls, order)


def replace(value: _Value, /, **changes: object) -> _Value:
    """The same value with other values of some fields."""
    fields = {name: getattr(value, name) for name in names(value)}
    return type(value)(**(fields | changes))


def names(value: object) -> tuple[str, ...]:
    """The fields of a value or of its class, in their order."""
    found: tuple[str, ...] = value.__match_args__  # type: ignore[attr-defined]
    return found


def _made(cls: type, order: bool) -> type:
    own = dict(cls.__dict__)
    fields = tuple(own.get("__annotations__", ()))
    defaults = {name: own.pop(name) for name in fields if name in own}
    for name in ("__dict__", "__weakref__"):
        own.pop(name, None)
    own.update(
        __slots__=fields,
        __match_args__=fields,
        __init__=_first_init(defaults),
        __setattr__=_refuse,
        __delattr__=_refuse,
    )
    for name, method in ({"__repr__": _repr, "__reduce__": _reduce} | _comparing(fields, order)).items():
        own.setdefault(name, method)
    return type(cls)(cls.__name__, cls.__bases__, own)


def _first_init(defaults: dict[str, object]) -> Callable[..., None]:
    made = 0

    def first(self: object, *positional: object, **named: object) -> None:
        nonlocal made
        made += 1
        fields = names(self)
        given = dict(zip(fields, positional)) | named  # noqa: B905  (too many are refused below)
        values = defaults | given
        whole = len(given) == len(positional) + len(named) and values.keys() == set(fields)
        if made > _FEW or not whole:
            init = _compiled_init(type(self), defaults)
            setattr(type(self), "__init__", init)  # noqa: B010  (mypy refuses the assignment to a method)
            return init(self, *positional, **named)
        for name, value in values.items():
            object.__setattr__(self, name, value)
        if hasattr(self, "__post_init__"):
            self.__post_init__()
        return None

    return first


def _compiled_init(cls: type, defaults: dict[str, object]) -> Callable[..., None]:
    fields = names(cls)
    scope: dict[str, Any] = {f"_set_{name}": getattr(cls, name).__set__ for name in fields}
    scope |= {f"_default_{name}": value for name, value in defaults.items()}
    arguments = [f"{name}=_default_{name}" if name in defaults else name for name in fields]
    lines = [f" _set_{name}(self, {name})" for name in fields]
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec(f"def __init__({', '.join(['self', *arguments])}):\n" + ("\n".join(lines) or " pass"), scope)
    made: Callable[..., None] = scope["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _comparing(fields: tuple[str, ...], order: bool) -> dict[str, Callable[..., object]]:
    key: Callable[[object], object] = attrgetter(*fields) if fields else lambda _: ()
    methods = {f"__{each.__name__}__": _comparison(key, each) for each in ((eq, lt, le, gt, ge) if order else (eq,))}
    return methods | {"__hash__": lambda self: hash(key(self))}


def _comparison(key: Callable[[object], object], compare: Callable[[Any, Any], object]) -> Callable[..., object]:
    return lambda self, other: compare(key(self), key(other)) if other.__class__ is self.__class__ else NotImplemented


def _repr(self: object) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names(self))
    return f"{type(self).__qualname__}({shown})"


def _reduce(self: object) -> tuple[type, tuple[object, ...]]:
    return type(self), tuple(getattr(self, name) for name in names(self))


def _refuse(self: object, name: str, *_: object) -> None:
    raise AttributeError(f"{type(self).__name__}.{name} can't be changed: the value is frozen")
