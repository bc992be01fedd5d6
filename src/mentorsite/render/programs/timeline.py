"""Timetable → a picture of it: bars for what lasts, marks for days, each kind with a shape of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mentorsite.structure.timetable_entry import Kind, TimetableEntry
from mentorsite.theme.dates_and_numbers import day, month

Shape = Literal["bar", "diamond", "circle", "flag", "line"]
SHAPES: dict[Kind, Shape] = {
    "phase": "bar", "date": "diamond", "check-in": "circle", "form": "flag", "item": "flag", "message": "flag",
}  # fmt: skip
MOST_MARKS = 60
"""More days of one series are drawn as a line of dots from the first to the last."""
MOST_TICKS = 6
MOST_NARROW = 4
"""As many months are named where there is little room; of more, every second."""
MONTHS_APART = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month: its place on the axis, in percent, and its name.

    It is `spare` where the name can be left out if there is little room.
    """

    x: str
    label: str
    spare: bool = False


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """An entry of the timetable as it is drawn: `x` and `width` in percent of a bar or a line, `marks` of days."""

    id: str
    label: str
    when: str
    shape: Shape
    x: str | None
    width: str | None
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A picture of what has days. `shapes` are those that it uses."""

    rows: tuple[TimelineRow, ...]
    ticks: tuple[Tick, ...]
    shapes: tuple[Shape, ...]


class Axis:
    """Days as places on a line, in percent; from the right where that is how people read."""

    def __init__(self, first: date, last: date, direction: str) -> None:
        self.first, self.last, self.direction = first, last, direction
        self.days = (last - first).days + 1

    def at(self, when: date, part: float = 0) -> float:
        """Where a day begins; `part` of it further."""
        found = 100 * ((when - self.first).days + part) / self.days
        if self.direction == "ltr":
            return found
        return 100 - found

    def span(self, first: date, last: date) -> tuple[str, str]:
        """The left edge and the width of some days."""
        edges = sorted((self.at(first), self.at(last, 1)))
        return percent(edges[0]), percent(edges[1] - edges[0])


def percent(number: float) -> str:
    """A place in percent, as SVG says it."""
    return f"{number:.2f}".rstrip("0").rstrip(".") + "%"


def timeline(
    entries: Sequence[tuple[TimetableEntry, str, str]],
    limits: tuple[date | None, date | None],
    language: str,
    direction: str,
) -> Timeline | None:
    """The picture of entries, each with its title and its days in words; None where nothing has a day.

    `limits` are the first and the last day of the cohort, where they are known.
    """
    dated = [each for each in entries if each[0].days]
    if not dated:
        return None
    days = [each for entry, _, _ in dated for each in (*entry.days, entry.last or entry.days[-1])]
    days += [each for each in limits if each]
    axis = Axis(min(days), max(days), direction)
    rows = tuple(_row(entry, title, when, axis) for entry, title, when in dated)
    return Timeline(rows, _ticks(axis, language), tuple(dict.fromkeys(row.shape for row in rows)))


def _row(entry: TimetableEntry, title: str, when: str, axis: Axis) -> TimelineRow:
    first = last = entry.days[0]
    if entry.last and entry.last > first:
        last = entry.last
    shape = SHAPES[entry.kind]
    if entry.deadline:
        shape = "flag"
    if len(entry.days) > MOST_MARKS:
        x, width = axis.span(first, entry.days[-1])
        return TimelineRow(entry.id, title, when, "line", x, width, ())
    if last > first or entry.kind == "phase":
        x, width = axis.span(first, last)
        return TimelineRow(entry.id, title, when, shape, x, width, ())
    marks = tuple(percent(axis.at(each, 0.5)) for each in entry.days)  # in the middle of its day
    return TimelineRow(entry.id, title, when, shape, None, None, marks)


def _ticks(axis: Axis, language: str) -> tuple[Tick, ...]:
    """The months that begin on the axis, named as far apart as there is room for; else its first day."""
    months = _months(axis.first, axis.last)
    if not months:
        return (Tick(percent(axis.at(axis.first)), day(axis.first, language)),)
    apart = next((each for each in MONTHS_APART if len(months) <= each * MOST_TICKS), MONTHS_APART[-1])
    named = months[::apart]
    ticks = []
    for at, each in enumerate(named):
        # the first one of each year says which it is
        label = month(each, language, with_year=at == 0 or each.month <= apart)
        spare = len(named) > MOST_NARROW and at % 2 == 1
        ticks.append(Tick(percent(axis.at(each)), label, spare))
    return tuple(ticks)


def _months(first: date, last: date) -> list[date]:
    """The first days of the months from a day to another."""
    start = first.year * 12 + first.month  # months are counted from 0, so this is the next one
    if first.day == 1:
        start -= 1
    end = last.year * 12 + last.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(start, end + 1)]
