"""When a program happens: cohorts with their dates, phases and check-ins."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, PlainValidator, model_validator
from pydantic import WithJsonSchema as Schema
from pydantic_core import CoreSchema

from mentorsite.model.base import Definition
from mentorsite.model.keys import Clock, Day, Id, Line, Many, Phrase, Ref, WebAddress, Whole, YesNo, or_key
from mentorsite.model.moment import Days, Length, When
from mentorsite.model.text_values import day_of_text, text_of, wrong
from mentorsite.model.zone import Zone

Status = Literal["planning", "open", "running", "closed", "archived"]


class DatedEvent(Definition):
    """A day, a period or an hour of a cohort; undated, it is to be announced."""

    label: Line
    """What it is called in lists of dates and in calendars, such as `Kick-off call`."""
    date: Day | None = None
    """Its day, or its first day: `2027-02-01`; without one the handbook says that it will be announced."""
    end: Day | None = None
    """Its last day, where it takes several."""
    time: Clock | None = None
    """When it starts, in the time zone of the cohort: `"18:00"`. What has a deadline is due by then, on its last day.
    """
    minutes: Annotated[Whole, Field(ge=1, le=1440)] | None = None
    """How long it takes, in minutes."""
    place: Line | None = None
    """Where it is, as `Library, room 2`; calendars show it as the place."""
    link: WebAddress | None = None
    """The web address of the call, or of the page to join or to sign up; it is in calendars, too."""
    deadline: YesNo = False
    """Whether something must be done by then: the calendar rings the day before."""
    note: Phrase | None = None
    """One line that is shown with it, such as what to bring."""
    audience: Many[Ref] = Field(default=(), alias="for")
    """The ids of the roles that it concerns: it is on their pages and in their calendars; without any, on everyone's.
    """

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
    """What this run is called, such as `Spring 2027`."""
    status: Status = "planning"
    """How far it is; people are shown the cohort that is open or next, and an archived one is listed as past."""
    timezone: Zone | None = None
    """The time zone of every hour in it, as `Europe/London`."""
    start: Day | None = None
    """Its first day; a due date such as `cohort start + 2 weeks` is counted from it."""
    end: Day | None = None
    """Its last day; a due date such as `cohort end - 1 week` is counted from it."""
    left_out: Many[Days] = Field(default=(), alias="except")
    """Days on which no check-in of a series is, such as holidays: `2027-04-05`, or `2027-04-05 to 2027-04-16`."""
    dates: dict[Id, DatedEvent] = Field(default_factory=dict)
    """Its dates, each by an id that due dates can name: `date kickoff + 2 days`."""

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
    """What it is called in the timeline, such as `Matching`."""
    start: When | None = None
    """When it begins, as `cohort start - 2 weeks`; without it, where the phase before it ends."""
    duration: Length | None = None
    """How long it lasts, as `2 weeks`."""
    goals: Many[Phrase] = ()
    """What is done in it, one line each."""
    pages: Many[Ref] = ()
    """The ids of guidelines to read in it, as `setting-expectations`."""
    agreements: Many[Ref] = ()
    """The ids of agreements that are filled in during it."""
    checklists: Many[Ref] = ()
    """The ids of checklists that belong to it."""
    worksheets: Many[Ref] = ()
    """The ids of worksheets that belong to it."""


class Session(Definition):
    """One meeting of a series: what is its own."""

    topic: Phrase | None = None
    """What it is about; it stands behind the name of the series."""
    place: Line | None = None
    """Where it is, if not where the others are."""
    link: WebAddress | None = None
    """The web address to join it, if not that of the others."""


def _session_key(value: object) -> int | date:
    """Which meeting of a series: the number that it has, or its day."""
    text = text_of(value).strip()
    # By itself, `isdigit` takes figures that `int` doesn't, as ².
    if text.isascii() and text.isdigit() and len(text) <= 4 and int(text) > 0:
        return int(text)
    if "-" not in text[1:]:
        raise wrong(f"`{text[:80]}` is neither a number nor a day", "write 1 for the first meeting, or its day")
    return day_of_text(text)


def _sessions(value: object) -> object:
    """Sessions by number: those of a list are the first ones, in its order."""
    if not isinstance(value, list):
        return value
    return {str(number): each for number, each in enumerate(value, 1)}


SessionKey = Annotated[int | date, PlainValidator(_session_key), Schema({"type": "string"})]


class _InOrder:
    """Tells editors that a list may stand for what is by number."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        by_number = handler(schema)
        return {"anyOf": [{"type": "array", "items": by_number["additionalProperties"]}, by_number]}


Sessions = Annotated[dict[SessionKey, Annotated[Session, or_key("topic")]], BeforeValidator(_sessions), _InOrder()]


class CheckIn(Definition):
    """A meeting that comes back, or a review at one moment."""

    label: Line
    """What it is called in lists and calendars, such as `Pair meeting`."""
    every: Length | None = None
    """How often it comes back, as `2 weeks`; leave it out for a single one."""
    count: Annotated[Whole, Field(ge=1, le=500)] | None = None
    """How many times it comes, days that are left out not counted; without it, until the cohort ends."""
    left_out: Many[Days] = Field(default=(), alias="except")
    """Days on which it is not: `2027-04-05`, or `2027-04-05 to 2027-04-16`."""
    sessions: Sessions = Field(default_factory=dict)
    """What single meetings of the series have of their own, by number or by day: `2: {topic: Goals, place: Library}`.

    A list is of the first, the second and so on; a text alone is a topic.
    """
    start: When | None = Field(default=None, alias="from")
    """When the first one is, as `match` or `cohort start + 2 days`."""
    at: When | None = None
    """When a single one is, as `cohort start + 12 weeks`."""
    time: Clock | None = None
    """When it starts, in the time zone of the cohort: `"17:30"`."""
    minutes: Annotated[Whole, Field(ge=1, le=1440)] | None = None
    """How long it takes, in minutes."""
    place: Line | None = None
    """Where it is, as `Library, room 2`; calendars show it as the place."""
    link: WebAddress | None = None
    """The web address of the call, or of the page to join; it is in calendars, too."""
    organizer: Ref | None = None
    """The id of the role that sets it up, as `mentee`."""
    agenda: Many[Phrase] = ()
    """What to talk about, one line each; it is also in the calendar's entry."""
    worksheet: Ref | None = None
    """The id of the worksheet that is filled in at it."""
    audience: Many[Ref] = Field(default=(), alias="for")
    """The ids of the roles that come; without any, the mentors, the mentees and the organizer."""

    @model_validator(mode="after")
    def _one_rhythm(self) -> "CheckIn":
        if self.at and (self.every or self.start or self.count):
            raise wrong("`at` is for one day, `every`, `from` and `count` for many", "keep one or the other")
        for key, said in (("except", self.left_out), ("sessions", self.sessions)):
            if said and not self.every:
                raise wrong(f"`{key}` is for what comes back", "say how often it does: `every: 2 weeks`", at=key)
        return self
