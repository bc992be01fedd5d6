"""An entry of the timetable → its VEVENTs: its days, its rhythm, its reminder and its words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Event

from mentorsite.markdown.document import Document
from mentorsite.model.cohort import Session
from mentorsite.model.moment import Period
from mentorsite.model.program import Program
from mentorsite.render.context import RenderContext
from mentorsite.render.event_ids import event_id
from mentorsite.render.markdown_text import CONTROL
from mentorsite.render.program_lines import line, plain
from mentorsite.render.programs.event_text import plain_title, when
from mentorsite.render.text.plain import words_with_links
from mentorsite.structure.timetable_entry import TimetableEntry
from mentorsite.theme.dates_and_numbers import length
from mentorsite.theme.values import Words

FREQUENCY = {"days": "DAILY", "weeks": "WEEKLY", "months": "MONTHLY"}
SHORTEST_MONTH = 28
MORNING = timedelta(hours=9)
"""When the reminder of a whole day rings, on the day before."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class EventContext:
    """What the events of one calendar share. An event's UID is its id between `name` and `host`."""

    name: str
    host: str
    program: Program
    context: RenderContext

    @property
    def words(self) -> Words:
        """What the theme says there."""
        return self.context.words


def events(entry: TimetableEntry, first: date, event_context: EventContext) -> Iterator[Event]:
    """An entry that has a day, as events without a stamp; they say the same in every calendar that holds them.

    The first is the entry; the others are meetings of a series that have something of their own.
    """
    made = _event(entry, event_context)
    _add_days(made, entry, first)
    _add_recurrence(made, entry, first)
    yield made
    for day, session in entry.sessions:
        yield _single(entry, day, session, event_context)


def undated(entry: TimetableEntry, event_context: EventContext, session: Session | None = None) -> Event:
    """An entry without the days that the reader's own match decides, or one meeting of a series, with its own."""
    if session is None:
        return _event(entry, event_context)
    own = replace(entry, place=session.place or entry.place, link=session.link or entry.link)
    return _event(own, event_context, session.topic)


def _single(entry: TimetableEntry, day: date, session: Session, event_context: EventContext) -> Event:
    """One meeting of a series, in the place of the one that the rule makes of its day."""
    own = replace(entry, every=None, place=session.place or entry.place, link=session.link or entry.link)
    made = _event(own, event_context, session.topic)
    # the UID is that of the series; this says which of its meetings it replaces: RFC 5545, 3.8.4.4
    made.add("recurrence-id", _start(entry, day))
    _add_days(made, own, day)
    return made


def _event(entry: TimetableEntry, event_context: EventContext, topic: Document | None = None) -> Event:
    made = Event()
    summary = _summary(entry, event_context)
    if topic:
        summary = event_context.words["session"].format(summary, one_line(plain(line(topic), event_context.context)))
    made.add("uid", event_id(event_context.name, entry.id, event_context.host))
    made.add("summary", summary)
    made.add("categories", [one_line(event_context.words[f"calendar_{_category(entry)}"])])
    where = entry.place or entry.link
    if where:
        made.add("location", one_line(event_context.context.filled(where)))
    _add_words(made, entry, event_context)
    if entry.deadline:
        made.add_component(_reminder(entry, summary))
    return made


def lasts(entry: TimetableEntry) -> bool:
    """Whether an entry goes on for several days."""
    return bool(entry.first and entry.last and entry.last > entry.first)


def has_hour(entry: TimetableEntry) -> bool:
    """Whether an entry stands at an hour in a calendar; what lasts several days is shown as whole days."""
    return bool(entry.time and entry.zone and not lasts(entry))


def _summary(entry: TimetableEntry, event_context: EventContext) -> str:
    title = one_line(plain_title(entry, event_context.context))
    due = entry.kind in ("form", "item") and not entry.signing
    if due:
        return event_context.words["calendar_due"].format(title)
    return title


def _category(entry: TimetableEntry) -> str:
    if entry.deadline:
        return "deadline"
    return entry.kind.replace("-", "_")


def _add_days(made: Event, entry: TimetableEntry, first: date) -> None:
    made.add("dtstart", _start(entry, first))
    made.add("transp", "OPAQUE" if has_hour(entry) else "TRANSPARENT")  # a whole day keeps nobody busy
    if not has_hour(entry):
        if entry.last and lasts(entry):
            last = entry.last
        else:
            last = first
        made.add("dtend", last + DAY)  # the day of an end is no part of the event: RFC 5545, 3.6.1
    elif entry.minutes:
        made.add("duration", timedelta(minutes=entry.minutes))


def _start(entry: TimetableEntry, day: date) -> date | datetime:
    if entry.time and entry.zone and has_hour(entry):
        return datetime.combine(day, entry.time, ZoneInfo(entry.zone))
    return day


def _add_recurrence(made: Event, entry: TimetableEntry, first: date) -> None:
    """The rule of a series, and the days that are left out of it."""
    every = entry.every
    if every is None or (len(entry.days) == 1 and not entry.endless):
        return
    off = []
    for day in entry.left_out:
        if entry.endless or day < entry.days[-1]:  # behind its last day the rule makes none
            off.append(day)
    made.add("rrule", _rule(every, entry, [*entry.days, *off], entry.counted_from or first))
    if off:
        made.add("exdate", [_start(entry, day) for day in off])


def _rule(every: Period, entry: TimetableEntry, days: list[date], counted_from: date) -> dict[str, object]:
    """The rule that makes some days: all of a series that ends, those that are left out as well."""
    rule: dict[str, object] = {"freq": FREQUENCY[every.unit], "interval": every.number}
    if not entry.endless:
        rule["count"] = len(days)
    # only where a day of the month moves, or may one day, has the rule to say so
    skips = entry.endless or any(day.day != counted_from.day for day in days)
    if every.unit == "months" and skips:
        return {**rule, **_month_end(counted_from.day)}
    return rule


def _month_end(day: int) -> dict[str, object]:
    """What makes a month without that day have its last one; a plain rule leaves such a month out."""
    if day <= SHORTEST_MONTH:
        return {}
    if day == 31:
        return {"bymonthday": -1}
    # the last of these days that a month has
    return {"bymonthday": list(range(SHORTEST_MONTH, day + 1)), "bysetpos": -1}


def _reminder(entry: TimetableEntry, summary: str) -> Alarm:
    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", summary)
    if lasts(entry):
        # it ends at midnight after its last day, so the morning before that day is two days earlier
        made.add("trigger", MORNING - 2 * DAY, parameters={"RELATED": "END"})
    elif has_hour(entry):
        made.add("trigger", -DAY)
    else:
        made.add("trigger", MORNING - DAY)
    return made


def _add_words(made: Event, entry: TimetableEntry, event_context: EventContext) -> None:
    url = _page(event_context.context.address, event_context)
    if entry.form and entry.kind in ("form", "item"):
        url = _page(entry.form.address, event_context)
    text = "\n".join(_lines(entry, url, event_context))
    if text:
        made.add("description", text)
    link = entry.link or url
    if link:
        made.add("url", link)


def _lines(entry: TimetableEntry, url: str | None, event_context: EventContext) -> Iterator[str]:
    context, words = event_context.context, event_context.words
    if entry.time and lasts(entry):
        yield one_line(plain(when(entry, event_context.program, context), context))
    elif entry.minutes and not has_hour(entry):
        yield length(entry.minutes, "minutes", context.language)
    if entry.link:
        yield words["calendar_link"].format(words["happening_link"], entry.link)
    if isinstance(entry.label, Document):
        with_addresses = _words_of(entry.label, context)
        # without a link in it, the summary says the same
        if with_addresses != one_line(plain(line(entry.label), context)):
            yield with_addresses
    if entry.note:
        yield _words_of(entry.note, context)
    yield from (f"- {_words_of(each, context)}" for each in entry.agenda)
    if entry.form and entry.kind == "check-in":
        sheet = _page(entry.form.address, event_context)
        if sheet:
            yield words["calendar_link"].format(one_line(entry.form.form.title), sheet)
    if url:
        yield words["calendar_link"].format(words["calendar_handbook"], url)


def _page(address: str, event_context: EventContext) -> str | None:
    return event_context.context.site.settings.canonical(address)


def _words_of(document: Document, context: RenderContext) -> str:
    """The words of a text in one line, each link with its whole address."""
    return one_line(words_with_links(context.portable(document)))


def one_line(text: str) -> str:
    """A text in one line, without the characters that could end it."""
    return " ".join(CONTROL.sub(" ", text).split())
