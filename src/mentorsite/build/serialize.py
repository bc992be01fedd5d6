"""Frozen values as bytes and back. What is read can become a value of mentorsite's own classes and nothing else.

`pickle` would do the same, but what it reads may run any code. Here the bytes are JSON: a list of the classes in it,
and the value, in which each list ends with the number of its class.
"""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time
from enum import Enum
from functools import cache, partial
from itertools import chain
from typing import Any

from pydantic import BaseModel

from mentorsite.markdown.origin import Origin
from mentorsite.model.placed_text import Scalar, Unfilled

PLAIN = frozenset((str, int, float, bool, type(None)))
"""What JSON holds as it is."""
OWN = "mentorsite."
DAMAGED = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What is raised by bytes that no value became."""

Parts = Sequence[Any]
Taken = Callable[[Any], Iterable[Any]]
Made = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """How a value of a class is taken apart, and made of its parts again: of each as an argument, or of one list."""

    taken: Taken
    made: Made
    each: bool = False


def as_bytes(value: object) -> bytes:
    """A value as bytes; raises `TypeError` for one of a class that is not known here."""
    numbers: dict[type, int] = {}
    takers: dict[type, Taken] = {}

    def node(each: Any) -> Any:
        kind = type(each)
        if kind in PLAIN:
            return each
        if kind not in takers:
            numbers[kind] = len(numbers)
            takers[kind] = _kind(kind).taken  # type: ignore[arg-type] # mypy sees no hash in a class
        parts = [part if type(part) in PLAIN else node(part) for part in takers[kind](each)]
        parts.append(numbers[kind])
        return parts

    whole = node(value)
    return json.dumps([[_name(kind) for kind in numbers], whole], separators=(",", ":")).encode()


def from_bytes(data: bytes) -> Any:
    """The value that became these bytes; raises one of `DAMAGED` for others."""
    names, whole = json.loads(data)
    kinds = [_kind(_class(name)) for name in names]
    makers = [(kind.made, kind.each) for kind in kinds]

    def made(node: list[Any]) -> Any:
        make, each = makers[node.pop()]
        for index, part in enumerate(node):
            if type(part) is list:
                node[index] = made(part)
        if each:
            return make(*node)
        return make(node)

    if type(whole) is list:
        return made(whole)
    return whole


def _name(kind: type) -> str:
    return f"{kind.__module__}:{kind.__qualname__}"


@cache
def _class(name: str) -> type:
    """A class by its name; raises `TypeError` for one that is no class of values. Nothing is imported."""
    for kind in BUILT_IN:
        if name == _name(kind):
            return kind
    module, _, inside = name.partition(":")
    # Only what is imported already, under the name that it has itself: a name in the bytes makes nothing run.
    if module.startswith(OWN):
        found = getattr(sys.modules.get(module), inside, None)
        if isinstance(found, type) and _name(found) == name:
            return found
    raise TypeError(f"{name} is no class of values")


@cache
def _kind(kind: type) -> Kind:
    """How values of a class are taken apart and made; raises `TypeError` for one that is no class of values."""
    if kind in BUILT_IN:
        return BUILT_IN[kind]
    if not kind.__module__.startswith(OWN):
        raise TypeError(f"{_name(kind)} is no class of values")
    if issubclass(kind, Enum):
        return Kind(lambda value: [value.value], kind, each=True)
    if issubclass(kind, BaseModel):
        return _of_model(kind)
    if is_dataclass(kind):
        return Kind(partial(_fields, [each.name for each in fields(kind)]), kind, each=True)
    if issubclass(kind, (Scalar, Unfilled)):
        return Kind(lambda value: [str(value), value.origin], partial(_placed, kind), each=True)
    if issubclass(kind, tuple):  # a NamedTuple
        return Kind(tuple, kind, each=True)
    raise TypeError(f"{_name(kind)} is no class of values")


def _of_model(kind: type[BaseModel]) -> Kind:
    """A model is made without being validated again: it was when it was read from a file."""
    names = tuple(kind.model_fields)

    def taken(value: BaseModel) -> Iterable[Any]:
        own = value.__dict__
        return [*(own[name] for name in names), value.__pydantic_private__, value.__pydantic_fields_set__]

    def made(parts: Parts) -> BaseModel:
        *values, private, written = parts
        new = kind.__new__(kind)
        own = dict(zip(names, values, strict=True))
        new.__setstate__({"__dict__": own, "__pydantic_private__": private, "__pydantic_fields_set__": written})
        return new

    return Kind(taken, made)


def _placed(kind: Any, text: str, origin: Origin) -> Any:
    made = str.__new__(kind, text)
    made.origin = origin
    return made


def _fields(names: Sequence[str], value: object) -> Parts:
    return [getattr(value, name) for name in names]


def _of_pairs(parts: Parts) -> dict[Any, Any]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


BUILT_IN: dict[type, Kind] = {
    tuple: Kind(tuple, tuple),
    list: Kind(list, list),
    # In order, as a set has another one in each process: the same value is the same bytes.
    set: Kind(lambda value: sorted(value, key=str), set),
    frozenset: Kind(lambda value: sorted(value, key=str), frozenset),
    dict: Kind(lambda value: chain.from_iterable(value.items()), _of_pairs),
    date: Kind(lambda value: [value.isoformat()], date.fromisoformat, each=True),
    time: Kind(lambda value: [value.isoformat()], time.fromisoformat, each=True),
}
"""Classes of Python itself that values are made of."""
