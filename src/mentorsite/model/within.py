"""What stands within a value, however deep."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import TypeVar

from pydantic import BaseModel

from mentorsite.markdown.document import Document

T = TypeVar("T")


def within(value: object, kind: type[T]) -> Iterator[T]:
    """Every value of one type that a value is made of, in the order of its keys; what Markdown is made of is not."""
    match value:
        case kind():
            yield value
        case Document():
            return
        case _:
            for part in _parts(value):
                yield from within(part, kind)


def _parts(value: object) -> Iterator[object]:
    """The values that a value is made of."""
    match value:
        case BaseModel():
            yield from (getattr(value, name) for name in type(value).model_fields)
        case Mapping():
            yield from value.values()
        case tuple():
            yield from value
        case _ if is_dataclass(value):
            yield from (getattr(value, each.name) for each in fields(value))
