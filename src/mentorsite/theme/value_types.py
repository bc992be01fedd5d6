"""What values in templates may be, by the types that view classes say."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import FunctionType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

Shape = tuple[Any, ...]
"""All that a value may be, but for None."""
ANYTHING: Shape = ()


def shape(hint: Any) -> Shape:
    """What a type says that a value may be."""
    if get_origin(hint) in (Union, UnionType):
        return _any_of(shape(each) for each in get_args(hint) if each is not NoneType)
    if hint is Any:
        return ANYTHING
    return (hint,)


@cache
def shown(view: Any) -> Mapping[str, Any]:
    """The names that a view has for templates, each with its type."""
    hints = get_type_hints(view)
    names = {each.name: hints[each.name] for each in fields(view)}
    for name, value in vars(view).items():
        if isinstance(value, property):
            names[name] = get_type_hints(value.fget).get("return", Any)
        elif isinstance(value, FunctionType) and not name.startswith("_"):
            names[name] = Any
    return names


def names(of: Shape) -> frozenset[str]:
    """All names that something has which a value may be."""
    found: set[str] = set()
    for each in of:
        if _is_view(each):
            found.update(shown(each))
    return frozenset(found)


def attribute(of: Shape, name: str) -> Shape | None:
    """What has a name in a value; None where nothing that it may be knows the name."""
    if not all(map(_is_view, of)):  # what a text or a list has isn't looked up
        return ANYTHING
    known = []
    for each in of:
        if name in shown(each):
            known.append(shown(each)[name])
    if of and not known:  # of what may be anything, nothing is known to be missing
        return None
    return _any_of(map(shape, known))


def element(of: Shape, at: int | None = None) -> Shape:
    """What stands in a sequence: anywhere, or at a place of one whose length is known."""
    found: list[Shape] = []
    for each in of:
        origin: Any = get_origin(each)
        inside = get_args(each)
        if origin is not tuple or not inside:
            return ANYTHING
        if inside[-1] is Ellipsis or at is None:  # `tuple[View, ...]` is of any length
            for one in inside:
                if one is not Ellipsis:
                    found.append(shape(one))
        elif at < len(inside):
            found.append(shape(inside[at]))
        else:
            found.append(ANYTHING)
    return _any_of(found)


def _is_view(one: Any) -> bool:
    return is_dataclass(one)


def _any_of(shapes: Iterable[Shape]) -> Shape:
    """One or another; anything, where one of them may be anything."""
    found: dict[Any, None] = {}
    for each in shapes:
        if each == ANYTHING:
            return ANYTHING
        found |= dict.fromkeys(each)
    return tuple(found)
