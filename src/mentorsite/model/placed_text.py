"""Texts and ids that know where they were written."""

from dataclasses import dataclass
from typing import Self

from mentorsite.errors import Place
from mentorsite.markdown.origin import Origin


class Scalar(str):
    """A text as it was written in YAML, and where it stands."""

    __slots__ = ("is_bare", "origin")
    origin: Origin
    is_bare: bool
    """Set for a key inside `{ }` without a `:` behind it."""


class Unfilled(str):
    """A plain text with variables in it, and where it stands."""

    __slots__ = ("origin",)
    origin: Origin

    def __new__(cls, text: str, origin: Origin) -> Self:
        """The text, as it stands there."""
        made = super().__new__(cls, text)
        made.origin = origin
        return made

    # Pickle would call `__new__` with the text alone.
    def __reduce__(self) -> tuple[type[Self], tuple[str, Origin]]:
        """What it is made of again in another process."""
        return type(self), (str(self), self.origin)


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of something that is defined elsewhere, and where it is named."""

    id: str
    place: Place


def origin(value: object) -> Origin:
    """Where a value was written; values that were not read from a file have no place."""
    if isinstance(value, Scalar):
        return value.origin
    return Origin(Place(""))
