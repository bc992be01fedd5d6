"""What happens and when, of an entry of the timetable, in the words of a theme."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from datetime import time as Time  # noqa: N812 - `time` is the name of an argument
from math import ceil
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from mentorsite.markdown.document import Document
from mentorsite.model.cohort import Session
from mentorsite.model.moment import Period, Span
from mentorsite.model.program import Program
from mentorsite.render.context import RenderContext
from mentorsite.render.phrases import moment_words, rhythm_words, since_words
from mentorsite.structure.moments import moved
from mentorsite.structure.timetable import TimetableEntry
from mentorsite.theme.l10n import day, hour, zone

MOST_LEFT_OUT = 12
"""As many days that are left out are named."""
MOST_STARTS = 120
"""As many meetings of a series are given to the browser, for the reader's own time; of more, a sample."""
YEAR = 12
"""The months through which the hours of a series without an end are looked at."""


def title(entry: TimetableEntry, setting: RenderContext) -> Markup:
    """What an entry is, with a link to the form that it is about."""
    if isinstance(entry.label, Document):
        return setting.html(entry.label)
    label = entry.label
    if entry.kind == "form":
        label = setting.words["entry_sign" if entry.signing else "entry_form"].format(label)
    if entry.form is None:
        return escape(label)
    return Markup('<a href="{}">{}</a>').format(setting.url(entry.form.address), label)


def plain_title(entry: TimetableEntry, setting: RenderContext) -> str:
    """What an entry is, in words alone."""
    return str(title(entry, setting).striptags())


def when(entry: TimetableEntry, program: Program, setting: RenderContext) -> Markup:
    """When an entry is: its day, its days, its rhythm; else from what it is told; else "to be announced"."""
    if entry.first is None:
        return escape(_without_day(entry, program, setting))
    if entry.every:
        return _series(entry, entry.first, setting)
    if entry.last and entry.last > entry.first:
        return _several_days(entry, entry.first, entry.last, setting)
    start = _moment(entry, entry.first, setting)
    return _formatted(setting.words["by_day"], start) if entry.deadline else start


def _several_days(entry: TimetableEntry, first: date, last: date, setting: RenderContext) -> Markup:
    """From a day to another: a deadline's hour is on the last, any other on the first."""
    if entry.deadline:
        return _formatted(setting.words["by_last_day"], _day(first, setting.language), _moment(entry, last, setting))
    return _formatted(setting.words["from_to"], _moment(entry, first, setting), _day(last, setting.language))


def _without_day(entry: TimetableEntry, program: Program, setting: RenderContext) -> str:
    words = setting.words
    if entry.counted_from:
        return words["no_meeting"]
    parts = [rhythm_words(entry.every, words)] if entry.every else []
    if entry.moment:
        told = since_words if entry.every else moment_words
        parts.append(told(entry.moment, program, words))
    text = words["list_separator"].join([*(parts or [words["to_be_announced"]]), *hour_alone(entry, setting)])
    return text[:1].upper() + text[1:]


def hour_alone(entry: TimetableEntry, setting: RenderContext) -> Iterator[str]:
    """The hour at which an entry starts, where it is told without a day: with its zone, if that is known."""
    if entry.time:
        start = hour(entry.time, setting.language)
        yield setting.words["hour_in_zone"].format(start, zone_name(entry)) if entry.zone else start


def _series(entry: TimetableEntry, first: date, setting: RenderContext) -> Markup:
    words = setting.words
    every = rhythm_words(entry.every, words) if entry.every else ""
    start = _moment(entry, first, setting)
    if entry.endless:
        said = _formatted(words["series_endless"], escape(every), start)
    elif len(entry.days) == 1:
        return start
    else:
        end = _day(entry.days[-1], setting.language)
        said = _formatted(words["series"], escape(every), start, end, escape(len(entry.days)))
    return Markup('<span class="series">{}</span>').format(said) if entry.time and entry.zone else said


def place_and_link(place: str | None, link: str | None, setting: RenderContext) -> Iterator[Markup]:
    """Where something is, and the address of the call or page to join: each a line; nothing for none."""
    words = setting.words
    if place:
        yield escape(words["happening_place"].format(setting.filled(place)))
    if link:
        shown = Markup('<a href="{}">{}</a>').format(link, without_scheme(link))
        yield escape(words["calendar_link"]).format(words["happening_link"], shown)


def without_scheme(link: str) -> str:
    """A web address as people read it to each other: without what stands before its host."""
    return link.partition("://")[2].removesuffix("/")


def left_out(entry: TimetableEntry, setting: RenderContext) -> Markup:
    """The days on which a series is not, in a sentence; nothing for none."""
    spans = [Span(each, each) for each in entry.left_out] or entry.off
    shown = [_days(each, setting) for each in spans[:MOST_LEFT_OUT]]
    more = [escape("…")] if len(spans) > MOST_LEFT_OUT else []
    days = escape(setting.words["list_separator"]).join([*shown, *more])
    return escape(setting.words["series_except"]).format(days) if shown else Markup("")


def sessions(entry: TimetableEntry, setting: RenderContext) -> Iterator[Markup]:
    """The meetings of a series that have something of their own: the day or the number, what about, and where."""
    for at, session in entry.sessions:
        yield escape(setting.words["session"]).format(_day(at, setting.language), _own(session, setting))
    for number, session in entry.numbered:
        yield escape(setting.words["numbered_session"]).format(number, _own(session, setting))


def _own(session: Session, setting: RenderContext) -> Markup:
    """What a meeting of a series is about, and where."""
    own = [setting.html(session.topic)] if session.topic else []
    own += place_and_link(session.place, session.link, setting)
    return escape(setting.words["list_separator"]).join(own)


def _moment(entry: TimetableEntry, first: date, setting: RenderContext) -> Markup:
    """A day, or an hour of it with its zone: the browser adds the reader's own time to that."""
    if entry.time is None or entry.zone is None:
        return _day(first, setting.language)
    start = datetime.combine(first, entry.time, ZoneInfo(entry.zone))
    text = setting.words["day_and_time"].format(
        day(first, setting.language), _hours(entry, start, setting), zone_name(entry)
    )
    attributes = Markup(' data-minutes="{}"').format(entry.minutes) if entry.minutes else Markup("")
    attributes += _starts(entry, entry.time, ZoneInfo(entry.zone))
    return Markup('<time class="hour" datetime="{}"{}>{}</time>').format(start.isoformat(), attributes, text)


def _starts(entry: TimetableEntry, time: Time, zone: ZoneInfo) -> Markup:
    """When the meetings of a series start, as attributes: the reader's clocks may change on other days than its own."""
    days: Sequence[date] = entry.days
    if entry.endless:
        days = [day for month in range(YEAR) if (day := moved(entry.days[0], Period(month, "months"), 1))]
    if len(days) < 2:
        return Markup("")
    sample = days[:: ceil(len(days) / MOST_STARTS)]
    starts = " ".join(datetime.combine(day, time, zone).isoformat() for day in sample)
    is_sample = Markup(' data-sample="yes"') if entry.endless or len(sample) < len(days) else Markup("")
    return Markup(' data-starts="{}"').format(starts) + is_sample


def _hours(entry: TimetableEntry, start: datetime, setting: RenderContext) -> str:
    """An hour, or from one to another; where the clocks change in between, the end is the one that they show then.

    A series has its usual hours.
    """
    language = setting.language
    if not entry.minutes:
        return hour(start.time(), language)
    length = timedelta(minutes=entry.minutes)
    end = start + length if entry.every else (start.astimezone(UTC) + length).astimezone(start.tzinfo)
    return setting.words["hours"].format(hour(start.time(), language), hour(end.time(), language))


def zone_name(entry: TimetableEntry) -> str:
    """The time zone of an entry's hour as people read it: Europe/London, America/New York."""
    return zone(entry.zone or "")


def _day(value: date, language: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), day(value, language))


def _days(span: Span, setting: RenderContext) -> Markup:
    first, last = _day(span.first, setting.language), _day(span.last, setting.language)
    return first if first == last else _formatted(setting.words["from_to"], first, last)


def _formatted(pattern: str, *parts: Markup) -> Markup:
    """A pattern of the words with HTML in its places."""
    return escape(pattern).format(*parts)
