"""All days of a cohort, moved together. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta

from mentorsite.loader.yaml_text import Loc
from mentorsite.serve.edit.yaml_changes import ChangeError, SetValue

STAY = frozenset(["except"])
"""Keys whose days are those of a calendar, as holidays are."""


def days_in(value: object, path: Loc = ()) -> Iterator[tuple[Loc, date]]:
    """Each day that a value says, with what leads to it."""
    match value:
        case dict():
            for key, each in value.items():
                if key not in STAY:
                    yield from days_in(each, (*path, str(key)))
        case list():
            for index, each in enumerate(value):
                yield from days_in(each, (*path, index))
        case str():
            try:
                yield path, date.fromisoformat(value)
            except ValueError:
                return


def shifted(value: object, path: Loc, days: int) -> tuple[SetValue, ...]:
    """The changes that move each day in the value at a path. Raises `ChangeError` where one would be too far."""
    try:
        found = [(loc, day + timedelta(days=days)) for loc, day in days_in(value, path)]
    except OverflowError:
        raise ChangeError("That is farther than a calendar goes.") from None
    return tuple(SetValue(loc, day.isoformat()) for loc, day in found)
