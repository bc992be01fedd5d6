"""What stands within a value, however deep."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from pydantic import BaseModel

from mentorsite.markdown.document import Document

T = TypeVar("T")
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
            waiting += reversed(apart(each))


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
    if len(names) == 1:
        return lambda value: (getattr(value, names[0]),)
    return attrgetter(*names) if names else None


def _names(kind: Any) -> tuple[str, ...]:
    """The names of what values of a class are made of, where it is one of models or of data."""
    if issubclass(kind, BaseModel):
        return tuple(kind.model_fields)
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()
