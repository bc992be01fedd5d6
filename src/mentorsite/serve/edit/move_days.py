"""All days of a cohort, moved together. Pure."""

from calendar import day_name
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mentorsite.loader.yaml_text import Loc
from mentorsite.model.moment import Period
from mentorsite.serve.edit.headlines import headline, label_of
from mentorsite.serve.edit.yaml_changes import ChangeError, SetValue
from mentorsite.structure.day_arithmetic import moved
from mentorsite.theme.dates_and_numbers import day as said_day

STAY = frozenset(["except"])
"""Keys whose days are those of a calendar, as holidays are."""
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day, and what it is called where it stands."""

    label: str
    day: date

    def __str__(self) -> str:
        return f"“{self.label}”, {day_name[self.day.weekday()]} {said_day(self.day, 'en')}"


@dataclass(frozen=True, slots=True)
class Distance:
    """How far days are moved: later, or earlier with a `sign` of -1."""

    length: Period
    sign: Literal[1, -1]


def days_in(value: object, path: Loc = (), label: str = "") -> Iterator[tuple[Loc, NamedDay]]:
    """Each day that a value says, with what leads to it; a `date` is called as what has it is."""
    match value:
        case dict():
            own = headline(value)
            for key, each in value.items():
                if key not in STAY:
                    name = own or label if key == "date" else label_of(str(key))
                    yield from days_in(each, (*path, str(key)), name)
        case list():
            for index, each in enumerate(value):
                yield from days_in(each, (*path, index), label)
        case str():
            try:
                yield path, NamedDay(label, date.fromisoformat(value))
            except ValueError:
                return


def first_day(value: object) -> NamedDay | None:
    """The first of the several days that a value says; nothing where there is none but one."""
    days = [day for _, day in days_in(value)]
    return min(days, key=lambda each: each.day) if len(days) > 1 else None


def shifted(value: object, path: Loc, by: Distance) -> tuple[SetValue, ...]:
    """The changes that move each day in the value at a path. Raises `ChangeError` where one would be too far."""
    changes = []
    for loc, each in days_in(value, path):
        day = moved(each.day, by.length, by.sign)
        if day is None:
            raise ChangeError("That is farther than a calendar goes.")
        changes.append(SetValue(loc, day.isoformat()))
    return tuple(changes)


def on_weekends(value: object) -> str:
    """A sentence of the days in a value that are a Saturday or a Sunday; nothing where none is."""
    found = [str(each) for _, each in days_in(value) if each.day.weekday() >= SATURDAY]
    return f"On a weekend now: {'; '.join(found)}." if found else ""
