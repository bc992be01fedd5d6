"""What stands within a value, however deep; and a value in which some of it is another."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from mentorsite.markdown.document import Document

T = TypeVar("T")
V = TypeVar("V")
Apart = Callable[[Any], Sequence[object]]


def within(value: object, kind: type[T]) -> Iterator[T]:
    """Every value of one type that a value is made of, in the order of its keys; what Markdown is made of is not."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, kind):
            yield each
            continue
        its: Any = type(each)
        apart = _apart(its)
        if apart:
            waiting += reversed(apart(each))  # the last of those that wait comes next


def changed_within(value: V, kinds: type | tuple[type, ...], change: Callable[[Any], object]) -> V:
    """A value in which each value of some types is another one, however deep; the value itself where all stay."""
    return cast("V", _changed(value, kinds, change))


def _changed(value: object, kinds: type | tuple[type, ...], change: Callable[[Any], object]) -> object:
    if isinstance(value, kinds):
        return change(value)
    match value:
        case str() | int() | None:  # most values: what follows takes longer to tell
            return value
        case BaseModel():
            new = _others({name: getattr(value, name) for name in type(value).model_fields}, kinds, change)
            if new:
                return value.model_copy(update=new)
            return value
        case Mapping():
            new = _others(value, kinds, change)
            if new:
                return {**value, **new}
            return value
        case tuple():
            each = tuple(_changed(item, kinds, change) for item in value)
            if any(new is not old for new, old in zip(each, value, strict=True)):
                return each
            return value
        case _:
            return value


def _others(
    values: Mapping[str, object], kinds: type | tuple[type, ...], change: Callable[[Any], object]
) -> dict[str, Any]:
    """Those of some values that are others then."""
    made = {key: _changed(value, kinds, change) for key, value in values.items()}
    return {key: new for key, new in made.items() if new is not values[key]}


@cache
def _apart(kind: Any) -> Apart | None:
    """What takes a value of a class apart; None where nothing stands in it. A class is looked at once: a site has tens
    of thousands of values, which are looked through again and again."""
    if issubclass(kind, (str, Document)):
        return None
    if issubclass(kind, Mapping):
        return lambda value: tuple(value.values())
    if issubclass(kind, tuple):
        return lambda value: value
    names = _names(kind)
    if len(names) == 1:  # of one name `attrgetter` gives the value itself, and no tuple
        return lambda value: (getattr(value, names[0]),)
    if names:
        return attrgetter(*names)
    return None


def _names(kind: Any) -> tuple[str, ...]:
    """The names of what values of a class are made of, where it is one of models or of data."""
    if issubclass(kind, BaseModel):
        return tuple(kind.model_fields)
    if is_dataclass(kind):
        return tuple(each.name for each in fields(kind))
    return ()
