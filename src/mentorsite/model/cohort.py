"""When a program happens: cohorts with their dates, phases and check-ins."""

from functools import cache
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import Field, PlainValidator, model_validator
from pydantic import WithJsonSchema as Schema

from mentorsite.errors import did_you_mean
from mentorsite.model.definition import (
    Clock,
    Day,
    Definition,
    Id,
    Line,
    Many,
    Phrase,
    Ref,
    Whole,
    YesNo,
    text_of,
    wrong,
)
from mentorsite.model.schedule import Length, When

Status = Literal["planning", "open", "running", "closed", "archived"]


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _zone(value: object) -> str:
    name, zones = text_of(value).strip(), _zones()
    if name not in zones:
        raise wrong(f"`{name[:80]}` is not a time zone", did_you_mean(name, zones) or "write it as Europe/London")
    return name


Zone = Annotated[str, PlainValidator(_zone), Schema({"type": "string"})]


class DatedEvent(Definition):
    """A day, a period or an hour of a cohort; undated, it is to be announced."""

    label: Line
    date: Day | None = None
    end: Day | None = None
    time: Clock | None = None
    minutes: Annotated[Whole, Field(ge=1, le=1440)] | None = None
    deadline: YesNo = False
    """Whether something must be done by then: the calendar rings the day before."""
    note: Phrase | None = None
    audience: Many[Ref] = Field(default=(), alias="for")

    @model_validator(mode="after")
    def _in_order(self) -> "DatedEvent":
        if self.end and not self.date:
            raise wrong("an `end` without a `date`", "give the first day as `date`")
        if self.end and self.date and self.end < self.date:
            raise wrong(
                f"the end ({self.end}) is before the date ({self.date})", "swap them, or mend the year", at="end"
            )
        if self.time and not self.date:
            raise wrong("a `time` without a `date`", "give the day as `date`")
        return self


class Cohort(Definition):
    """One run of the program."""

    label: Line
    status: Status = "planning"
    timezone: Zone | None = None
    start: Day | None = None
    end: Day | None = None
    dates: dict[Id, DatedEvent] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _in_order(self) -> "Cohort":
        if self.start and self.end and self.end < self.start:
            raise wrong(
                f"the end ({self.end}) is before the start ({self.start})", "swap them, or mend the year", at="end"
            )
        return self


class Phase(Definition):
    """A stretch of a cohort, and what belongs to it."""

    label: Line
    start: When | None = None
    duration: Length | None = None
    goals: Many[Phrase] = ()
    pages: Many[Ref] = ()
    agreements: Many[Ref] = ()
    checklists: Many[Ref] = ()
    worksheets: Many[Ref] = ()


class CheckIn(Definition):
    """A meeting that comes back, or a review at one moment."""

    label: Line
    every: Length | None = None
    count: Annotated[Whole, Field(ge=1, le=500)] | None = None
    start: When | None = Field(default=None, alias="from")
    at: When | None = None
    time: Clock | None = None
    minutes: Annotated[Whole, Field(ge=1, le=1440)] | None = None
    organizer: Ref | None = None
    agenda: Many[Phrase] = ()
    worksheet: Ref | None = None
    audience: Many[Ref] = Field(default=(), alias="for")
    """Who comes; else the mentors, the mentees and the organizer."""

    @model_validator(mode="after")
    def _one_rhythm(self) -> "CheckIn":
        if self.at and (self.every or self.start or self.count):
            raise wrong("`at` is for one day, `every`, `from` and `count` for many", "keep one or the other")
        return self
