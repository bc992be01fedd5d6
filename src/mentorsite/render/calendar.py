"""Timetable → iCalendar (RFC 5545): what a cohort's or a role's calendar file holds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mentorsite.model.output import CalendarOutput
from mentorsite.render.html import Pages


@dataclass(frozen=True, slots=True)
class Revision:
    """The day of a build, and the calendars of the last one by path: what is new since then is told apart."""

    day: date
    previous: Callable[[str], bytes | None]


FIRST = Revision(date(2020, 1, 1), lambda _: None)
"""The revision of a calendar that nothing came before."""


def calendar(pages: Pages, output: CalendarOutput, revision: Revision) -> bytes:
    """The calendar of a cohort, or of one of its roles."""
    return b""
