"""What happens and when, of an entry of the timetable, in the words of a theme."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from datetime import time as Clock  # noqa: N812 - `time` is the name of an argument
from math import ceil
from zoneinfo import ZoneInfo

from mentorsite.markdown.document import Document
from mentorsite.model.cohort import Session
from mentorsite.model.moment import Moment, Period, Span
from mentorsite.model.program import Program
from mentorsite.render.context import RenderContext
from mentorsite.render.phrases import rhythm_words
from mentorsite.render.program_lines import NOTHING, Line, LinkTo, Series, Time, begun, filled, joined, line, plain
from mentorsite.render.programs.counted import moment_line, since_line
from mentorsite.structure.day_arithmetic import moved
from mentorsite.structure.timetable_entry import TimetableEntry
from mentorsite.theme.dates_and_numbers import day, hour, zone

MOST_LEFT_OUT = 12
"""As many days that are left out are named."""
MOST_STARTS = 120
"""As many meetings of a series are given to the browser, for the reader's own time; of more, a sample."""
YEAR = 12
"""The months through which the hours of a series without an end are looked at."""


def title(entry: TimetableEntry, context: RenderContext) -> Line:
    """What an entry is, with a link to the form that it is about."""
    if isinstance(entry.label, Document):
        return line(entry.label)
    label = entry.label
    if entry.kind == "message":
        return line(context.words["entry_message"].format(label))
    if entry.kind == "form" and entry.signing:
        label = context.words["entry_sign"].format(label)
    elif entry.kind == "form":
        label = context.words["entry_form"].format(label)
    if entry.form is None:
        return line(label)
    return (LinkTo(context.url(entry.form.address), line(label)),)


def plain_title(entry: TimetableEntry, context: RenderContext) -> str:
    """What an entry is, in words alone."""
    return plain(title(entry, context), context)


def when(entry: TimetableEntry, program: Program, context: RenderContext) -> Line:
    """When an entry is: its day, its days, its rhythm; else from what it is told; else "to be announced"."""
    if entry.first is None:
        return _without_day(entry, program, context)
    if entry.every:
        return _series(entry, entry.first, context)
    if entry.last and entry.last > entry.first:
        return _several_days(entry, entry.first, entry.last, context)
    start = _moment(entry, entry.first, context)
    if entry.deadline:
        return filled(context.words["by_day"], start)
    return start


def _several_days(entry: TimetableEntry, first: date, last: date, context: RenderContext) -> Line:
    """From a day to another: a deadline's hour is on the last, any other on the first."""
    if entry.deadline:
        return filled(context.words["by_last_day"], _day(first, context.language), _moment(entry, last, context))
    return filled(context.words["from_to"], _moment(entry, first, context), _day(last, context.language))


def _without_day(entry: TimetableEntry, program: Program, context: RenderContext) -> Line:
    words = context.words
    if entry.counted_from:  # its days are known, and all of them are left out
        return line(words["no_meeting"])
    parts = []
    if entry.every:
        parts.append(line(rhythm_words(entry.every, words)))
    if entry.moment:
        parts.append(_counted(entry, entry.moment, program, context))
    if not parts:
        parts.append(line(words["to_be_announced"]))
    hours = [line(each) for each in hour_alone(entry, context)]
    said = joined(words["list_separator"], [*parts, *hours])
    return begun(said, context.language)


def _counted(entry: TimetableEntry, moment: Moment, program: Program, context: RenderContext) -> Line:
    words, language = context.words, context.language
    if entry.every:
        return since_line(moment, program, words, language)
    pattern = "{0}"
    if entry.deadline:
        pattern = words["by_day"]
    return moment_line(moment, program, words, language, pattern)


def hour_alone(entry: TimetableEntry, context: RenderContext) -> Iterator[str]:
    """The hour at which an entry starts, where it is told without a day: with its zone, if that is known."""
    if not entry.time:
        return
    start = hour(entry.time, context.language)
    if entry.zone:
        start = context.words["hour_in_zone"].format(start, zone_name(entry, context.language))
    yield start


def _series(entry: TimetableEntry, first: date, context: RenderContext) -> Line:
    words = context.words
    if entry.every:
        every = rhythm_words(entry.every, words)
    else:
        every = ""
    start = _moment(entry, first, context)
    if entry.endless:
        said = filled(words["series_endless"], every, start)
    elif len(entry.days) == 1:
        return start
    else:
        end = _day(entry.days[-1], context.language)
        said = filled(words["series"], every, start, end, len(entry.days))
    if entry.time and entry.zone:
        return (Series(said),)
    return said


def place_and_link(place: str | None, link: str | None, context: RenderContext) -> Iterator[Line]:
    """Where something is, and the address of the call or page to join: each a line; nothing for none."""
    words = context.words
    if place:
        yield line(words["happening_place"].format(context.filled(place)))
    if link:
        shown = LinkTo(link, line(without_scheme(link)))
        yield filled(words["calendar_link"], words["happening_link"], (shown,))


def without_scheme(link: str) -> str:
    """A web address as people read it to each other: without what stands before its host."""
    return link.partition("://")[2].removesuffix("/")


def left_out(entry: TimetableEntry, context: RenderContext) -> Line:
    """The days on which a series is not, in a sentence; nothing for none."""
    # a series without a day has `off` instead
    spans = [Span(each, each) for each in entry.left_out] or entry.off
    if not spans:
        return NOTHING
    shown = [_days(each, context) for each in spans[:MOST_LEFT_OUT]]
    if len(spans) > MOST_LEFT_OUT:
        shown.append(line("…"))
    days = joined(context.words["list_separator"], shown)
    return filled(context.words["series_except"], days)


def sessions(entry: TimetableEntry, context: RenderContext) -> Iterator[Line]:
    """The meetings of a series that have something of their own: the day or the number, what about, and where."""
    for at, session in entry.sessions:
        yield filled(context.words["session"], _day(at, context.language), _own(session, context))
    for number, session in entry.numbered:
        yield filled(context.words["numbered_session"], number, _own(session, context))


def _own(session: Session, context: RenderContext) -> Line:
    """What a meeting of a series is about, and where."""
    own = (line(session.topic), *place_and_link(session.place, session.link, context))
    return joined(context.words["list_separator"], own)


def _moment(entry: TimetableEntry, first: date, context: RenderContext) -> Line:
    """A day, or an hour of it with its zone: the browser adds the reader's own time to that."""
    if entry.time is None or entry.zone is None:
        return _day(first, context.language)
    start = datetime.combine(first, entry.time, ZoneInfo(entry.zone))
    said_day, hours = day(first, context.language), _hours(entry, start, context)
    text = context.words["day_and_time"].format(said_day, hours, zone_name(entry, context.language))
    attributes = [("class", "hour"), ("datetime", start.isoformat())]
    if entry.minutes:
        attributes.append(("data-minutes", str(entry.minutes)))
    attributes += _starts(entry, entry.time, ZoneInfo(entry.zone))
    return (Time(text, tuple(attributes)),)


def _starts(entry: TimetableEntry, time: Clock, zone: ZoneInfo) -> Iterator[tuple[str, str]]:
    """When the meetings of a series start, as attributes: the reader's clocks may change on other days than its own."""
    days: Sequence[date] = entry.days
    if entry.endless:
        # a day of each month is enough to see both changes of the clocks
        days = [day for month in range(YEAR) if (day := moved(entry.days[0], Period(month, "months"), 1))]
    if len(days) < 2:
        return
    sample = days[:: ceil(len(days) / MOST_STARTS)]
    yield "data-starts", " ".join(datetime.combine(day, time, zone).isoformat() for day in sample)
    if entry.endless or len(sample) < len(days):
        yield "data-sample", "yes"


def _hours(entry: TimetableEntry, start: datetime, context: RenderContext) -> str:
    """An hour, or from one to another; where the clocks change in between, the end is the one that they show then.

    A series has its usual hours.
    """
    language = context.language
    if not entry.minutes:
        return hour(start.time(), language)
    length = timedelta(minutes=entry.minutes)
    if entry.every:
        end = start + length
    else:
        end = (start.astimezone(UTC) + length).astimezone(start.tzinfo)
    return context.words["hours"].format(hour(start.time(), language), hour(end.time(), language))


def zone_name(entry: TimetableEntry, language: str) -> str:
    """The time zone of an entry's hour as people say it: London time."""
    return zone(entry.zone or "", language)


def _day(value: date, language: str) -> Line:
    return (Time(day(value, language), (("datetime", value.isoformat()),)),)


def _days(span: Span, context: RenderContext) -> Line:
    first, last = _day(span.first, context.language), _day(span.last, context.language)
    if first == last:
        return first
    return filled(context.words["from_to"], first, last)
