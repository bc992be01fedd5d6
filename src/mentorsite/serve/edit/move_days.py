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
    """Each day that a value says, with what leads to it, and what it is called."""
    match value:
        case dict():
            own = headline(value)
            for key, each in value.items():
                if key not in STAY:
                    yield from days_in(each, (*path, str(key)), _called(str(key), own, label))
        case list():
            for index, each in enumerate(value):
                yield from days_in(each, (*path, index), label)
        case str():
            try:
                yield path, NamedDay(label, date.fromisoformat(value))
            except ValueError:
                return


def _called(key: str, own: str, label: str) -> str:
    """What a day at a key is called; `own` is the name of what has it, `label` what that stands under, if anything."""
    if key == "date":
        return own or label
    if own and label:
        return f"{own}: {label_of(key)}"
    return label_of(key)


def first_day(value: object) -> NamedDay | None:
    """The first of the several days that a value says; nothing where there is none but one."""
    days = [day for _, day in days_in(value)]
    if len(days) > 1:
        return min(days, key=lambda each: each.day)
    return None


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
    found = []
    for _, each in days_in(value):
        if each.day.weekday() >= SATURDAY:
            found.append(str(each))
    if found:
        return f"On a weekend now: {'; '.join(found)}."
    return ""
