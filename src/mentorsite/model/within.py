"""What stands within a value, however deep."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel

from mentorsite.markdown.document import Document

T = TypeVar("T")


def within(value: object, kind: type[T]) -> Iterator[T]:
    """Every value of one type that a value is made of, in the order of its keys; what Markdown is made of is not."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, kind):
            yield each
        elif not isinstance(each, (str, Document)):
            waiting += reversed(_parts(each))


def _parts(value: object) -> Sequence[object]:
    """The values that a value is made of."""
    if isinstance(value, Mapping):
        return tuple(value.values())
    if isinstance(value, tuple):
        return value
    kind: Any = type(value)
    return [getattr(value, name) for name in _names(kind)]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The names of what values of a class are made of, where it is one of models or of data."""
    if issubclass(kind, BaseModel):
        return tuple(kind.model_fields)
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()
