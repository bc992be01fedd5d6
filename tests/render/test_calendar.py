"""Calendars hold the days of the timetable, and calendar programs can follow what changes in them."""

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest
import recurring_ical_events
from icalendar import Calendar, Timezone
from typer.testing import CliRunner

from mentorsite.build.pipeline import prepare_project, write
from mentorsite.build.prepare import Build, prepare
from mentorsite.cli import app
from mentorsite.errors import UsageError
from mentorsite.model.moment import Period
from mentorsite.model.output import CalendarOutput
from mentorsite.model.text_values import FIRST_DAY, LAST_DAY
from mentorsite.model.urls import below
from mentorsite.render import renderer
from mentorsite.render.calendar.event import EventContext
from mentorsite.render.calendar.revision import FIRST, Revision
from mentorsite.render.calendar.vtimezone import vtimezone
from mentorsite.render.context import RenderContext
from mentorsite.render.event_ids import name_of_cohort
from mentorsite.render.markdown_text import CONTROL
from mentorsite.render.programs.calendar_links import CalendarLinks, calendar_links
from mentorsite.render.site_context import SiteContext
from mentorsite.structure.day_arithmetic import moved
from mentorsite.structure.timetable import for_role, timetable
from mentorsite.structure.timetable_entry import TimetableEntry
from mentorsite.structure.variables import scopes
from mentorsite.theme.environment import environment
from tests.conftest import ADVICE_OFF, PROGRAM, prepared, rendered, starter_in_english

COHORT = """
cohorts:
  spring:
    label: Spring
    timezone: ZONE
    start: 2027-01-29
    end: 2027-12-17
    dates:
      kickoff: {label: Kick-off, date: 2027-02-01, time: "18:00", minutes: 60, note: "Bring **goals**, and a pen"}
      apply: {label: Applications, date: 2026-12-01, end: 2027-01-08, for: mentee, deadline: yes}
      essay: {label: Essay, date: 2027-03-01, deadline: yes}
      talk: {label: Talk, date: 2027-03-02, time: "18:00", deadline: yes}
      fair: {label: Fair, date: 2027-04-01, end: 2027-04-03, time: "09:00"}
      showcase: {label: Showcase}
"""
SITE = {"site.yml": "title: Our Handbook\nurl: https://example.org/sub/\n"}
HOME = {"content/index.md": "# Home"}


def files(more: str = "", *, zone: str = "Europe/London", cohort: str = COHORT) -> dict[str, str]:
    return {"content/programs/p.yml": PROGRAM + cohort.replace("ZONE", zone) + more, **HOME}


def calendars(build: Build, revision: Revision = FIRST) -> dict[str, bytes]:
    assert not build.fatal, build.problems
    render = renderer(SiteContext(build.site, build.theme, build.outline), revision=revision)
    made = {each.path: render(each) for each in build.outputs if isinstance(each, CalendarOutput)}
    return {path: data for path, data in made.items() if isinstance(data, bytes)}


def after(before: dict[str, bytes], day: date) -> Revision:
    return Revision(day, before.get)


def read(data: bytes) -> Any:
    """A calendar as a calendar program reads it, without a fault; what a property holds depends on its name."""
    found = Calendar.from_ical(data)
    assert not [error for part in found.walk() for error in part.errors]
    return found


def spring(more: str = "", **options: str) -> Any:
    return read(calendars(prepared(files(more, **options)))["programs/p/spring.ics"])


def named(calendar: Any, name: str) -> Any:
    (found,) = [each for each in calendar.events if f"-{name}@" in each["UID"]]
    return found


def entries(build: Build, output: CalendarOutput) -> tuple[TimetableEntry, ...]:
    found = timetable(build.site, output.entry, output.entry.program.cohorts[output.cohort])
    return found if output.role is None else for_role(found, output.role)


def starts(calendar: Any) -> set[tuple[str, date]]:
    """Every UID with each day on which a calendar program shows it beginning."""
    span = date(2020, 1, 1), date(2060, 1, 1)
    found = recurring_ical_events.of(calendar).between(*span)
    return {(str(each["UID"]), _day(each["DTSTART"].dt)) for each in found}


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def assert_whole(data: bytes) -> None:
    """Lines as RFC 5545 wants them: at most 75 octets, each ended by CR and LF, whole UTF-8 in each."""
    assert data.endswith(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode()


def assert_tells_the_timetable(build: Build) -> None:
    made = calendars(build)
    outputs = [each for each in build.outputs if isinstance(each, CalendarOutput)]
    assert outputs
    for output in outputs:
        assert_whole(made[output.path])
        calendar = read(made[output.path])
        ids = [str(each["UID"]) for each in calendar.events]
        assert len(set(ids)) == len(ids)
        wanted = {
            (f"{output.entry.id}-{output.cohort}-{each.id}", day)
            for each in entries(build, output)
            for day in each.days
        }
        assert {(uid.rpartition("@")[0], day) for uid, day in starts(calendar)} == wanted


def test_the_calendars_of_the_starter_tell_its_timetables() -> None:
    assert_tells_the_timetable(prepare(starter_in_english()))


@pytest.mark.parametrize(
    "rhythm",
    [
        "every: 1 day, count: 40",
        "every: 3 days",
        "every: 1 week",
        "every: 2 weeks, count: 12",
        "every: 1 month",
        "every: 1 month, from: cohort start + 2 days",
        "every: 1 month, from: cohort start + 1 day, count: 30",
        "every: 1 month, count: 50",
        "every: 3 months, count: 9",
        "every: 12 months, count: 4",
        "every: 1 month, from: cohort start - 1 day, count: 40",
        "every: 1 week, count: 1",
    ],
)
@pytest.mark.parametrize("hour", ['time: "17:30", minutes: 45, ', ""])
def test_what_comes_back_comes_on_the_days_of_the_timetable(rhythm: str, hour: str) -> None:
    begins = "" if "from:" in rhythm else "from: cohort start, "
    assert_tells_the_timetable(prepared(files(f"check_ins: {{c: {{label: C, {hour}{begins}{rhythm}}}}}")))


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Asia/Kolkata", "Africa/Casablanca", "UTC"])
def test_an_hour_stays_the_same_on_the_clocks_of_its_zone(zone: str) -> None:
    calendar = spring('check_ins: {c: {label: C, every: 1 week, from: cohort start, time: "17:30"}}', zone=zone)
    found = recurring_ical_events.of(calendar).between(date(2027, 1, 1), date(2028, 1, 1))
    shown = [each["DTSTART"].dt for each in found if each["SUMMARY"] == "C"]
    assert len(shown) == 47
    assert {each.astimezone(ZoneInfo(zone)).time() for each in shown} == {time(17, 30)}
    offsets = {each.utcoffset() for each in shown}
    assert len(offsets) == (1 if zone in ("Asia/Kolkata", "UTC") else 2)


@pytest.mark.parametrize(
    "zone", ["Europe/London", "Europe/Dublin", "America/New_York", "Asia/Kolkata", "Africa/Casablanca", "Asia/Gaza"]
)
def test_a_time_zone_read_by_itself_has_the_right_hour_all_through_its_years(zone: str) -> None:
    made = vtimezone(zone, 2026, 2028)
    read_again: Any = Timezone.from_ical(made.to_ical())
    told = read_again.to_tz(lookup_tzid=False)
    for hours in range(3 * 365 * 24):
        local = datetime(2026, 1, 1, tzinfo=ZoneInfo(zone)) + timedelta(hours=hours)
        once = local.utcoffset() == local.replace(fold=1).utcoffset()
        assert not once or local.replace(tzinfo=told).utcoffset() == local.utcoffset(), local
    assert len(made.to_ical()) < 1500


def test_a_change_of_the_clocks_is_told_as_they_showed_it_before() -> None:
    made: Any = vtimezone("America/New_York", 2027, 2027)
    (summer,) = made.walk("DAYLIGHT")
    assert summer["DTSTART"].dt == datetime(2026, 3, 8, 2)


def _zones() -> list[str]:
    """One time zone of each way to change the clocks: many names are of the same clocks."""
    found: dict[tuple[timedelta | None, ...], str] = {}
    for name in sorted(available_timezones()):
        noons = (datetime(2026, 1, 1, 12, tzinfo=ZoneInfo(name)) + timedelta(days=7 * week) for week in range(6 * 52))
        found.setdefault(tuple(noon.utcoffset() for noon in noons), name)
    return list(found.values())


def test_every_zone_there_is_has_the_right_hours_through_several_years() -> None:
    zones = _zones()
    assert len(zones) > 50
    for zone in zones:
        read_again: Any = Timezone.from_ical(vtimezone(zone, 2026, 2031).to_ical())
        told = read_again.to_tz(lookup_tzid=False)
        for day in range(6 * 365):
            local = datetime(2026, 1, 1, 5 + day % 17, 30, tzinfo=ZoneInfo(zone)) + timedelta(days=day)
            assert local.replace(tzinfo=told).utcoffset() == local.utcoffset(), (zone, local)


@pytest.mark.parametrize(
    ("zone", "summer", "winter"),
    [
        ("Europe/London", "BYDAY=-1SU;BYMONTH=3", "BYDAY=-1SU;BYMONTH=10"),
        ("Europe/Dublin", "BYDAY=-1SU;BYMONTH=3", "BYDAY=-1SU;BYMONTH=10"),
        ("America/New_York", "BYDAY=2SU;BYMONTH=3", "BYDAY=1SU;BYMONTH=11"),
        ("Australia/Sydney", "BYDAY=1SU;BYMONTH=10", "BYDAY=1SU;BYMONTH=4"),
        ("Africa/Cairo", "BYDAY=-1FR;BYMONTH=4", "BYDAY=-1TH;BYMONTH=10"),
        ("America/Santiago", "BYDAY=1SA;BYMONTH=9", "BYDAY=1SA;BYMONTH=4"),
        ("Asia/Jerusalem", "BYDAY=FR;BYMONTHDAY=23,24,25,26,27,28,29;BYMONTH=3", "BYDAY=-1SU;BYMONTH=10"),
    ],
)
def test_a_zone_with_a_yearly_rule_says_one_rule_each_way(zone: str, summer: str, winter: str) -> None:
    made: Any = vtimezone(zone, 2027, 2030)
    assert [each["RRULE"].to_ical().decode() for each in made.walk("DAYLIGHT")] == [f"FREQ=YEARLY;{summer}"]
    assert [each["RRULE"].to_ical().decode() for each in made.walk("STANDARD")] == [f"FREQ=YEARLY;{winter}"]
    assert "RDATE" not in made.to_ical().decode()


@pytest.mark.parametrize(
    ("zone", "first", "last", "rules"),
    [
        ("Africa/Cairo", 2020, 2027, 2),  # no summer time until 2023
        ("America/Mexico_City", 2020, 2027, 0),  # none from 2023 on
        ("Asia/Almaty", 2023, 2027, 0),  # another offset from 2024 on
        ("Africa/Casablanca", 2026, 2030, 0),  # other days each year, for Ramadan
        ("America/Sao_Paulo", 2016, 2027, 0),
        ("Asia/Kolkata", 2026, 2027, 0),
    ],
)
def test_a_zone_whose_rule_changes_tells_each_change_until_the_rule_holds(
    zone: str, first: int, last: int, rules: int
) -> None:
    made: Any = vtimezone(zone, first, last)
    assert sum("RRULE" in each for each in made.subcomponents) == rules
    told = made.to_tz(lookup_tzid=False)
    for hours in range(7, (last - first + 1) * 365 * 24, 12):
        local = datetime(first, 1, 1, tzinfo=ZoneInfo(zone)) + timedelta(hours=hours)
        assert local.replace(tzinfo=told).utcoffset() == local.utcoffset(), local


@pytest.mark.parametrize("site", [SITE["site.yml"], "title: Our Handbook\n"])
def test_a_checklist_gives_its_days_the_ids_that_the_calendar_of_the_cohort_has(site: str) -> None:
    due = "title: List\ndue: cohort end - 1 day\nitems:\n  - {text: One, due: cohort start}\n"
    items = "  - {text: 'Two [{{ program.name }}](../programs/p.yml)', due: date essay}\n"
    items += "  - {text: Three, due: match + 1 day}\n"
    made = rendered(
        {**files("checklists: l\n"), "site.yml": site + ADVICE_OFF, "content/checklists/l.yml": due + items}
    )
    page = made["checklists/l/index.html"]
    of_cohort = {str(each["UID"]) for each in read(made["programs/p/spring.ics"].encode()).events}
    *told, own = sorted(re.findall(r'data-event="([^"]+)"', page), key=lambda each: each not in of_cohort)
    assert len(told) == 3
    assert of_cohort >= {unescape(each) for each in told}
    assert own.startswith("p-checklists-l-items-three@")


def test_a_calendar_has_a_zone_for_its_hours_alone() -> None:
    (zone,) = spring().walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/London"
    assert {each["DTSTART"].dt.year for each in zone.subcomponents} == {2026}
    days = COHORT.replace(', time: "18:00"', "").replace(', time: "09:00"', "")
    assert spring(cohort=days).walk("VTIMEZONE") == []


def test_a_series_without_an_end_has_a_rule_without_one() -> None:
    cohort = "cohorts: {spring: {label: S, start: 2027-01-31, timezone: Europe/London}}\n"
    more = 'check_ins: {c: {label: C, every: 1 month, from: cohort start, time: "9:00"}}'
    calendar = spring(more, cohort=cohort)
    assert "COUNT" not in named(calendar, "check-in-c")["RRULE"]
    found = sorted(day for _, day in starts(calendar))
    assert found[:4] == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]
    assert len(found) == 33 * 12
    (zone,) = calendar.walk("VTIMEZONE")
    assert len(zone.to_ical()) < 1500


@pytest.mark.parametrize(("start", "every"), [
    ("2027-01-31", "1 month"), ("2027-01-30", "1 month"), ("2028-01-29", "1 month"), ("2027-08-31", "3 months"),
    ("2028-02-29", "12 months"), ("2028-02-29", "48 months"), ("2027-01-28", "1 month"),
])  # fmt: skip
@pytest.mark.parametrize("end", ["", ", end: 2045-12-31"])
def test_a_series_whose_first_day_is_left_out_keeps_to_the_days_of_its_months(start: str, every: str, end: str) -> None:
    cohort = f"cohorts: {{spring: {{label: S, start: {start}{end}}}}}\n"
    rhythm = f"every: {every}, from: cohort start, except: {start}"
    calendar = spring(f"check_ins: {{c: {{label: C, {rhythm}, sessions: {{2: Second}}}}}}", cohort=cohort)
    first, period = date.fromisoformat(start), Period(int(every.split()[0]), "months")
    wanted = [moved(first, Period(period.number * number, "months"), 1) for number in (1, 2, 3, 4)]
    found = recurring_ical_events.of(calendar).between(first, date(2045, 1, 1))
    shown = sorted((_day(each["DTSTART"].dt), str(each["SUMMARY"])) for each in found)
    assert [day for day, _ in shown[:4]] == wanted
    assert [day for day, summary in shown if summary == "C: Second"] == wanted[1:2]
    assert not any("RDATE" in each for each in calendar.events)


def _event_context() -> EventContext:
    build = prepared(files())
    entry = build.site.programs[0]
    scope, words = scopes(build.site)(entry.id), build.theme.words_in("en")
    context = RenderContext(build.site, entry.source, entry.address, "en", scope, words)
    return EventContext("p-spring", "example.org", entry.program, context)


def _stamped(calendar: Any) -> bytes:
    calendar.add("version", "2.0")
    calendar.add("prodid", "test")
    for each in calendar.events:
        each.add("dtstamp", datetime(2027, 1, 1, tzinfo=UTC))
    return bytes(calendar.to_ical())


def test_whole_days_end_before_the_next_and_keep_nobody_busy() -> None:
    calendar = spring("phases: {work: {label: Work, start: cohort start, duration: 2 weeks}}")
    spans = {
        each["UID"].partition("@")[0].removeprefix("p-spring-"): (each["DTSTART"].dt, each["DTEND"].dt)
        for each in calendar.events
        if each["TRANSP"] == "TRANSPARENT"
    }
    assert spans == {
        "date-apply": (date(2026, 12, 1), date(2027, 1, 9)),
        "date-essay": (date(2027, 3, 1), date(2027, 3, 2)),
        "date-fair": (date(2027, 4, 1), date(2027, 4, 4)),
        "phase-work": (date(2027, 1, 29), date(2027, 2, 12)),
    }


def test_an_hour_lasts_its_minutes_and_keeps_people_busy() -> None:
    kickoff = named(spring(), "date-kickoff")
    assert kickoff.end - kickoff.start == timedelta(hours=1)
    assert kickoff["TRANSP"] == "OPAQUE"
    assert named(spring(), "date-talk").duration == timedelta()


def test_what_lasts_several_days_says_its_hour_in_words() -> None:
    assert "09:00" in named(spring(), "date-fair")["DESCRIPTION"]


def test_what_has_no_day_yet_is_left_out() -> None:
    assert not [each for each in spring().events if each["SUMMARY"] == "Showcase"]


@pytest.mark.parametrize(
    ("name", "rings"),
    [
        ("date-essay", datetime(2027, 2, 28, 9)),
        ("date-apply", datetime(2027, 1, 7, 9)),
        ("date-talk", datetime(2027, 3, 1, 18, tzinfo=ZoneInfo("Europe/London"))),
    ],
)
def test_a_deadline_rings_the_day_before_it_ends(name: str, rings: datetime) -> None:
    found = named(spring(), name)
    (alarm,) = found.walk("VALARM")
    assert alarm["ACTION"] == "DISPLAY"
    assert alarm["DESCRIPTION"] == found["SUMMARY"]
    (time_of,) = found.alarms.times
    assert time_of.trigger.replace(tzinfo=rings.tzinfo) == rings


def test_only_deadlines_ring() -> None:
    ringing = {str(each["SUMMARY"]) for each in spring().events if each.walk("VALARM")}
    assert ringing == {"Applications", "Essay", "Talk"}


def test_forms_and_items_are_deadlines_with_a_link_to_their_page() -> None:
    checklist = "title: List\ndue: cohort end\nitems: [{text: Do **this**, id: this, due: cohort start, for: mentor}]\n"
    agreement = "title: Promise\nsignatures: [mentor]\nsign_by: cohort start\nsections: {a: {clauses: [x]}}\n"
    more = {"content/checklists/l.yml": checklist, "content/agreements/a.yml": agreement}
    calendar = read(calendars(prepared({**SITE, **files(), **more}))["programs/p/spring.ics"])
    found = {str(each["SUMMARY"]): each for each in calendar.events}
    assert {"Due: List", "Due: Do this", "Sign: Promise"} <= found.keys()
    item = found["Due: Do this"]
    assert item.start == date(2027, 1, 29)
    assert item["URL"] == "https://example.org/sub/checklists/l/"
    assert item.categories == ["Deadline"]
    assert item.walk("VALARM")


def test_a_description_is_plain_text_and_leads_to_the_handbook() -> None:
    more = (
        'check_ins: {c: {label: C, at: cohort start, minutes: 30, agenda: ["*One*", "Two, or {{ program.name }}"], '
        "worksheet: w}}"
    )
    sheet = {"content/worksheets/w.yml": "title: Sheet\nsections: {a: {fields: {f: {type: text, label: F}}}}\n"}
    build = prepared({**SITE, **files(more), **sheet})
    calendar = read(calendars(build)["programs/p/spring.ics"])
    page = "https://example.org/sub/programs/p/spring/"
    assert named(calendar, "date-kickoff")["DESCRIPTION"] == f"Bring goals, and a pen\nIn the handbook: {page}"
    assert str(named(calendar, "check-in-c")["DESCRIPTION"]).splitlines() == [
        "30 minutes",
        "- One",
        "- Two, or Test program",
        "Sheet: https://example.org/sub/worksheets/w/",
        f"In the handbook: {page}",
    ]
    assert named(calendar, "date-kickoff")["URL"] == page


def test_a_handbook_without_an_address_says_none() -> None:
    calendar = spring()
    assert not [each for each in calendar.events if "URL" in each]
    assert named(calendar, "date-kickoff")["DESCRIPTION"] == "Bring goals, and a pen"


def test_a_calendar_says_its_name_and_how_often_to_look_again() -> None:
    data = calendars(prepared(files()))["programs/p/spring-mentee.ics"]
    calendar = read(data)
    assert said(calendar, "NAME") == said(calendar, "X-WR-CALNAME") == "Test program: Spring, Mentee"
    assert b"\r\nNAME:Test program: Spring\\, Mentee\r\n" in data
    assert calendar["METHOD"] == "PUBLISH"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in data
    assert b"X-PUBLISHED-TTL:P1D\r\n" in data


def test_a_roles_calendar_holds_what_is_for_it_word_for_word_as_in_the_cohorts() -> None:
    made = calendars(prepared(files()))
    whole, mentor, mentee = (
        {each.to_ical() for each in read(made[f"programs/p/spring{role}.ics"]).events}
        for role in ("", "-mentor", "-mentee")
    )
    assert mentor < mentee == whole
    (missing,) = mentee - mentor
    assert b"Applications" in missing


def test_ids_are_of_this_handbook_this_program_and_this_cohort() -> None:
    with_address = calendars(prepared({**SITE, **files()}))["programs/p/spring.ics"]
    assert named(read(with_address), "date-essay")["UID"] == "p-spring-date-essay@example.org/sub"


def test_without_an_address_ids_are_of_all_that_names_the_handbook() -> None:
    others = "", "description: Another\n", "organization: O\n", "repository: https://example.org/r\n"
    found = set()
    for each in others:
        made = calendars(prepared({"site.yml": f"title: T\n{ADVICE_OFF}{each}", **files()}))
        found.add(str(named(read(made["programs/p/spring.ics"]), "date-essay")["UID"]))
    assert len(found) == len(others)
    assert all(each.startswith("p-spring-date-essay@t-") for each in found)


def test_programs_and_cohorts_whose_ids_could_be_taken_for_each_other_have_ids_apart() -> None:
    day = "dates: {d: {label: D, date: 2027-01-01}}"
    one = f"{PROGRAM}cohorts: {{2027-spring: {{label: S, {day}}}, autumn: {{label: A, {day}}}}}\n"
    other = f"{PROGRAM}cohorts: {{spring: {{label: S, {day}}}}}\n"
    programs = {"content/programs/board.yml": one, "content/programs/board-2027.yml": other}
    made = calendars(prepared({**SITE, **programs, **HOME}))
    whole = [data for path, data in made.items() if "ment" not in path]
    ids = [str(each["UID"]) for data in whole for each in read(data).events]
    assert len(set(ids)) == len(ids) == 3
    assert "board-autumn-date-d@example.org/sub" in ids


@pytest.mark.parametrize("languages", [("es", "fr"), ("fr", "es")])
@pytest.mark.parametrize("cohort", ["2027-spring", "2027-spring-late"])
def test_ids_are_apart_where_a_program_has_other_cohorts_in_each_language(
    languages: tuple[str, str], cohort: str
) -> None:
    day = "dates: {d: {label: D, date: 2027-01-01}}"
    one, same = languages
    cohorts = {f"board.{one}": cohort, f"board.{same}": "autumn", "board-2027": cohort.removeprefix("2027-")}
    programs = {}
    for name, each in cohorts.items():
        programs[f"content/programs/{name}.yml"] = f"{PROGRAM}cohorts: {{{each}: {{label: S, {day}}}}}\n"
    said = "title: T\nlanguages: {en: English, es: Español, fr: Français}\n"
    site = prepared({"site.yml": f"{said}{ADVICE_OFF}", **programs, **HOME}).site
    assert name_of_cohort(site, "board", cohort) == f"board/{cohort}"
    assert name_of_cohort(site, "board", "autumn") == "board-autumn"


def said(calendar: Any, name: str) -> str:
    """A text of a calendar that the library knows no type of."""
    return re.sub(r"\\(.)", r"\1", str(calendar[name]))


@pytest.mark.parametrize(
    "label",
    [
        "Spring; A\\B",
        "a, b",
        "x\u0007y\u2028z",
        "é" * 120,
        "لقاءٌ، " * 20 + "2027",
        "質問を一つ持ってきてください。" * 6,
    ],
)
def test_every_text_of_a_calendar_is_escaped_and_folded(label: str) -> None:
    text = json.dumps(label)
    event = f"{{label: {text}, date: 2027-01-01, deadline: yes, note: {text}}}"
    cohort = f"cohorts: {{spring: {{label: {text}, dates: {{a: {event}}}}}}}\n"
    data = calendars(prepared(files(cohort=cohort)))["programs/p/spring-mentee.ics"]
    assert_whole(data)
    assert not CONTROL.search(data.decode())
    unfolded = data.decode().replace("\r\n ", "")
    texts = [line.partition(":")[2] for line in unfolded.split("\r\n") if line.startswith(TEXTS)]
    assert len(texts) >= 5
    for each in texts:
        assert not re.search(r"(?<!\\)(?:\\\\)*(?:[;,]|\\[^\\;,n])", each), each
    words = " ".join(CONTROL.sub(" ", label).split())
    assert said(read(data), "NAME") == f"Test program: {words}, Mentee"


TEXTS = ("NAME:", "X-WR-CALNAME:", "SUMMARY:", "DESCRIPTION:", "LOCATION:", "CATEGORIES:", "UID:")
DAY, LATER = date(2027, 1, 10), date(2027, 1, 20)


def stamps(data: bytes) -> dict[str, tuple[int, date]]:
    return {str(each["SUMMARY"]): (each["SEQUENCE"], each["DTSTAMP"].dt.date()) for each in read(data).events}


def changed() -> Build:
    return prepared(files(cohort=COHORT.replace("2027-03-01", "2027-03-08")))


def test_what_has_not_changed_is_the_same_to_the_byte_on_any_day() -> None:
    build = prepared(files())
    first = calendars(build, after({}, DAY))
    assert calendars(build, after(first, LATER)) == first


def test_one_changed_date_is_one_new_revision() -> None:
    first = calendars(prepared(files()), after({}, DAY))
    path = "programs/p/spring.ics"
    second = calendars(changed(), after(first, LATER))[path]
    before, now = stamps(first[path]), stamps(second)
    assert {name for name in now if now[name] != before[name]} == {"Essay"}
    assert now["Essay"] == ((LATER - date(2020, 1, 1)).days, LATER)
    assert named(read(second), "date-essay")["LAST-MODIFIED"].dt == datetime(2027, 1, 20, tzinfo=UTC)


def test_two_changes_on_one_day_are_two_revisions() -> None:
    first = calendars(prepared(files()), after({}, DAY))
    second = calendars(changed(), after(first, DAY))
    path = "programs/p/spring.ics"
    assert stamps(second[path])["Essay"][0] == stamps(first[path])["Essay"][0] + 1


def test_without_an_earlier_build_revisions_grow_from_day_to_day() -> None:
    build = prepared(files())
    first, second = (calendars(build, after({}, day))["programs/p/spring.ics"] for day in (DAY, LATER))
    numbers = [{number for number, _ in stamps(each).values()} for each in (first, second)]
    assert numbers == [{2566}, {2576}]
    assert stamps(calendars(build, after({}, date(1970, 1, 1)))["programs/p/spring.ics"])["Essay"][0] == 0


def test_what_is_new_starts_on_its_day_and_what_is_gone_is_left_out() -> None:
    path = "programs/p/spring.ics"
    first = calendars(prepared(files()), after({}, DAY))
    renamed = prepared(files(cohort=COHORT.replace("essay:", "paper:")))
    second = read(calendars(renamed, after(first, LATER))[path])
    ids = [str(each["UID"]) for each in second.events]
    assert not [each for each in ids if "date-essay" in each]
    assert named(second, "date-paper")["DTSTAMP"].dt == datetime(2027, 1, 20, tzinfo=UTC)
    assert named(second, "date-talk")["DTSTAMP"].dt == datetime(2027, 1, 10, tzinfo=UTC)


def _without(line: bytes) -> Callable[[bytes], bytes]:
    return lambda data: b"".join(each for each in data.splitlines(keepends=True) if not each.startswith(line))


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"\xff\xfe\x00",
        lambda data: b"<!doctype html>",
        lambda data: data[: len(data) // 2],
        lambda data: data + data,
        lambda data: data.replace(b"SEQUENCE:", b"SEQUENCE:x"),
        lambda data: data.replace(b"DTSTAMP:", b"DTSTAMP:x"),
        lambda data: data.replace(b"END:VEVENT", b"SEQUENCE:1\r\nSEQUENCE:2\r\nEND:VEVENT"),
        lambda data: data.replace(b"END:VEVENT", b"DTSTAMP:20270101T000000Z\r\nEND:VEVENT"),
        lambda data: data.replace(b"BEGIN:VEVENT", b"BEGIN:VTODO").replace(b"END:VEVENT", b"END:VTODO"),
        _without(b"SEQUENCE"),
        _without(b"DTSTAMP"),
        _without(b"UID"),
    ],
)
def test_an_earlier_calendar_that_is_damaged_is_none(damage: Callable[[bytes], bytes]) -> None:
    build = prepared(files())
    damaged = {path: damage(data) for path, data in calendars(build, after({}, DAY)).items()}
    assert calendars(build, after(damaged, LATER)) == calendars(build, after({}, LATER))


def test_a_build_on_another_day_changes_no_file(project: Callable[[dict[str, str]], Path], tmp_path: Path) -> None:
    folder, output = project({**SITE, **files(), "site.yml": "title: T\ndownloads: []\n"}), tmp_path / "public"
    write(prepare_project(folder), folder, output, day=DAY)
    assert write(prepare_project(folder), folder, output, day=LATER).published.changed == 0
    source = folder / "content/programs/p.yml"
    source.write_text(source.read_text().replace("2027-03-01", "2027-03-08"))
    write(prepare_project(folder), folder, output, day=LATER)
    now = stamps((output / "programs/p/spring.ics").read_bytes())
    assert {name for name, (_, day) in now.items() if day == LATER} == {"Essay"}


def test_the_day_of_a_build_is_that_of_source_date_epoch(
    project: Callable[[dict[str, str]], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project({**files(), "site.yml": "title: T\ndownloads: []\n"})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")
    done = CliRunner().invoke(app, ["build", "-C", str(folder)])
    assert done.exit_code == 0, done.output
    now = stamps((folder / "public/programs/p/spring.ics").read_bytes())
    assert {day for _, day in now.values()} == {date(2027, 1, 1)}


@pytest.mark.parametrize("epoch", ["tomorrow", "9" * 30, "1.5"])
def test_a_source_date_epoch_that_is_no_moment_is_wrong_use(
    epoch: str, project: Callable[[dict[str, str]], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project(files())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    done = CliRunner().invoke(app, ["build", "-C", str(folder)])
    assert isinstance(done.exception, UsageError)
    assert f"SOURCE_DATE_EPOCH is {epoch}." in str(done.exception)
    assert not (folder / "public").exists()


def test_clean_builds_of_one_day_are_the_same(project: Callable[[dict[str, str]], Path], tmp_path: Path) -> None:
    folder = project({**files(), "site.yml": "title: T\ndownloads: []\n"})
    for name in ("one", "two"):
        write(prepare_project(folder), folder, tmp_path / name, day=DAY)
    one, two = ((tmp_path / name / "programs/p/spring.ics").read_bytes() for name in ("one", "two"))
    assert one == two
    assert set(stamps(one).values()) == {(2566, DAY)}


HOSTILE = [
    "A\\r\\nBEGIN:VEVENT\\r\\nSUMMARY:Evil\\r\\nEND:VEVENT",
    "A\\nATTACH:file:///etc/passwd",
    'semi; colon: comma, back\\\\slash \\\\n \\"quoted\\"',
    "long " + "word " * 400,
    "😀" * 200,
    "עברית ‏(RTL)‎ العربية " * 10,
    "line\\u2028separator\\u0085next\\u000bvertical\\u000cfeed",
    "{0} {x} %s {{ site.title }}",
    "<b>bold</b> &amp; <script>x</script>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_in_its_property(text: str) -> None:
    said = f'{{label: "{text}", date: 2027-01-01, note: "{text}", deadline: yes}}'
    cohort = f'cohorts: {{spring: {{label: "{text}", dates: {{a: {said}}}}}}}\n'
    data = calendars(prepared(files(cohort=cohort)))["programs/p/spring.ics"]
    assert_whole(data)
    calendar = read(data)
    (found,) = calendar.events
    assert "ATTACH" not in found
    assert found["SUMMARY"]
    assert found["DESCRIPTION"]
    assert len(data.decode().splitlines()) == data.count(b"\r\n")
    wanted = {"SUMMARY", "UID", "DTSTART", "DTEND", "DTSTAMP", "SEQUENCE", "CATEGORIES", "DESCRIPTION"}
    assert found.keys() == wanted | {"LAST-MODIFIED", "TRANSP"}


def test_punctuation_comes_back_as_it_was() -> None:
    label = "Tea; cake, and a \\ 😀"
    day = f"{{label: '{label}', date: 2027-01-01}}"
    found = spring(cohort=f"cohorts: {{spring: {{label: S, dates: {{a: {day}}}}}}}\n")
    assert found.events[0]["SUMMARY"] == label


@pytest.mark.parametrize("day", [FIRST_DAY, LAST_DAY])
def test_the_first_and_the_last_day_there_are_can_be_told(day: date) -> None:
    cohort = COHORT.replace("2027-03-01", str(day)).replace("2027-03-02", str(day))
    more = 'check_ins: {c: {label: C, every: 1 day, count: 1, from: date talk, time: "9:00"}}'
    calendar = spring(more, cohort=cohort)
    assert named(calendar, "date-essay").start == day
    assert named(calendar, "date-talk").start.date() == day


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("date: 0001-01-01", "`0001-01-01` is not in the years 1900 to 2199"),
        ("date: 9999-12-31", "`9999-12-31` is not in the years 1900 to 2199"),
        ("date: 2027-01-01, end: 3000-01-01", "`3000-01-01` is not in the years 1900 to 2199"),
        ("date: 99999-01-01", "`99999-01-01` is not a date"),
        ("date: ٢٠٢٧-01-01", "is not a date"),
    ],
)
def test_a_day_that_nobody_can_mean_is_a_message_at_its_line(key: str, said: str) -> None:
    cohort = f"cohorts:\n  a:\n    label: A\n    start: 2027-01-01\n    dates:\n      x: {{label: X, {key}}}\n"
    (found,) = [each for each in prepared(files(cohort=cohort)).problems if each.code == "wrong-value"]
    assert said in found.message
    assert found.line == 11


@pytest.mark.parametrize("moment", ["match + 99999 weeks", "match + 999999999 days", "cohort end - 1201 months"])
def test_a_moment_that_nobody_can_mean_is_a_message_at_its_line(moment: str) -> None:
    more = f"check_ins: {{c: {{label: C, at: {moment}}}}}"
    (found,) = [each for each in prepared(files(more)).problems if each.code == "wrong-value"]
    assert "more than a hundred years" in found.message
    assert found.line == len(files(more)["content/programs/p.yml"].splitlines())


def links(build: Build, role: str | None = None) -> CalendarLinks | None:
    entry = build.site.programs[0]
    here = below(entry.address, "spring")
    scope, words = scopes(build.site)(entry.id), build.theme.words_in("en")
    context = RenderContext(build.site, entry.source, here, "en", scope, words)
    return calendar_links(context, entry, "spring", role)


def test_a_page_leads_to_the_file_and_to_the_subscription_under_a_path() -> None:
    found = links(prepared({**SITE, **files()}), "mentee")
    subscribed = "webcal://example.org/sub/programs/p/spring-mentee.ics"
    assert found == CalendarLinks("Spring, Mentee", "Mentee", "../spring-mentee.ics", subscribed)


def test_a_handbook_without_an_address_has_a_file_alone() -> None:
    assert links(prepared(files())) == CalendarLinks("Spring", None, "../spring.ics", None)


def test_nothing_leads_to_a_calendar_that_is_not_made() -> None:
    undated = "cohorts: {spring: {label: S, dates: {a: {label: A, for: mentee}}}}\n"
    build = prepared(files(cohort=undated))
    assert calendars(build) == {}
    assert links(build) is None
    dated = prepared(files(cohort=undated.replace("label: A", "label: A, date: 2027-01-01")))
    assert calendars(dated).keys() == {"programs/p/spring.ics", "programs/p/spring-mentee.ics"}
    assert links(dated, "mentor") is None
    assert links(dated, "mentee")


@pytest.mark.parametrize(
    ("role", "kind", "says"), [(None, "cohort", True), ("mentee", "cohort", False), ("mentee", "role", True)]
)
def test_subscribing_is_explained_once_a_page(role: str | None, kind: str, says: bool) -> None:
    html = partial(prepared({**SITE, **files()}), role, kind)
    assert 'href="webcal://example.org/sub/programs/p/spring' in html
    assert ("follows every change" in html) == says


def test_a_page_of_a_handbook_without_an_address_offers_no_subscription() -> None:
    html = partial(prepared(files()), None, "cohort")
    assert "webcal" not in html
    assert "subscribe" not in html.lower()
    assert 'href="../spring.ics" download' in html


def partial(build: Build, role: str | None, kind: str) -> str:
    words = SimpleNamespace(**build.theme.words_in("en"))
    shown = {"calendar": links(build, role), "page": SimpleNamespace(kind=kind), "words": words}
    return environment(build.theme).get_template("partials/calendar.html").render(shown)


SERIES = """
check_ins:
  c:
    label: Circle
    every: 1 week
    from: date kickoff
    count: 5
    time: "17:30"
    minutes: 45
    place: Library
    link: https://meet.example/circle
    except: [2027-02-08, 2027-03-01 to 2027-03-05]
    sessions:
      2: {topic: "Goals, and why", place: Town hall}
      2027-02-22: {link: https://meet.example/other}
"""


def shown(calendar: Any, name: str) -> list[tuple[datetime, str, str, str]]:
    """Each meeting as a calendar program shows it: when, what, where, and its address."""
    found = recurring_ical_events.of(calendar).between(date(2027, 1, 1), date(2028, 1, 1))
    mine = [each for each in found if f"-{name}@" in each["UID"]]
    said = [(each["DTSTART"].dt, str(each["SUMMARY"]), str(each["LOCATION"]), str(each["URL"])) for each in mine]
    return sorted(said)


def test_a_series_leaves_days_out_and_single_meetings_have_what_is_their_own() -> None:
    london, circle = ZoneInfo("Europe/London"), "https://meet.example/circle"
    assert shown(spring(SERIES), "check-in-c") == [
        (datetime(2027, 2, 1, 17, 30, tzinfo=london), "Circle", "Library", circle),
        (datetime(2027, 2, 15, 17, 30, tzinfo=london), "Circle: Goals, and why", "Town hall", circle),
        (datetime(2027, 2, 22, 17, 30, tzinfo=london), "Circle", "Library", "https://meet.example/other"),
        (datetime(2027, 3, 8, 17, 30, tzinfo=london), "Circle", "Library", circle),
        (datetime(2027, 3, 15, 17, 30, tzinfo=london), "Circle", "Library", circle),
    ]


def test_a_meeting_of_its_own_keeps_its_stamp_until_it_changes() -> None:
    first = calendars(prepared(files(SERIES)), after({}, DAY))
    again = calendars(prepared(files(SERIES)), after(first, LATER))
    assert again == first
    moved = SERIES.replace("Town hall", "Station")
    changed = read(calendars(prepared(files(moved)), after(first, LATER))["programs/p/spring.ics"])
    new = [str(each["SUMMARY"]) for each in changed.events if each["DTSTAMP"].dt.date() == LATER]
    assert new == ["Circle: Goals, and why"]


@pytest.mark.parametrize(
    "rhythm",
    [
        "every: 1 week",
        "every: 1 week, count: 9, from: cohort start",
        "every: 1 month, from: cohort start + 2 days",
        "every: 1 month, count: 20",
        "every: 3 days, count: 100",
        "every: 1 day",
    ],
)
@pytest.mark.parametrize("hour", ['time: "17:30", ', ""])
@pytest.mark.parametrize(
    "off",
    ["2027-01-29", "[2027-02-01 to 2027-03-31]", "[2027-12-17, 2027-02-28]", "2027-04-05..2027-04-16", "2027-01-31"],
)
def test_days_that_are_left_out_are_left_out_of_every_calendar(rhythm: str, hour: str, off: str) -> None:
    begins = "" if "from:" in rhythm else "from: cohort start, "
    more = f"check_ins: {{c: {{label: C, {hour}{begins}{rhythm}, except: {off}}}}}"
    assert_tells_the_timetable(prepared(files(more)))


def test_the_holidays_of_a_cohort_are_left_out_of_each_series() -> None:
    cohort = COHORT.replace("    dates:", "    except: 2027-02-08 to 2027-02-12\n    dates:")
    more = "check_ins: {c: {label: C, every: 1 week, from: date kickoff, count: 3}, "
    more += "d: {label: D, at: date kickoff + 7 days}}"
    found = {(uid.partition("check-in-")[2][:1], day) for uid, day in starts(spring(more, cohort=cohort))}
    found = {each for each in found if each[0]}
    assert found == {("c", date(2027, 2, day)) for day in (1, 15, 22)} | {("d", date(2027, 2, 8))}


def test_a_series_without_an_end_leaves_days_out_too() -> None:
    cohort = "cohorts: {spring: {label: S, start: 2027-01-04, timezone: Europe/London}}\n"
    more = 'check_ins: {c: {label: C, every: 1 week, from: cohort start, time: "9:00", '
    more += "except: 2027-02-01, sessions: {9: T}}}"
    calendar = spring(more, cohort=cohort)
    found = [when.date() for when, _ in _starts_of(calendar)]
    assert found[:5] == [date(2027, 1, day) for day in (4, 11, 18, 25)] + [date(2027, 2, 8)]
    assert [day.date() for day, name in _starts_of(calendar) if name == "C: T"] == [date(2027, 3, 8)]
    assert len(found) > 45


def _starts_of(calendar: Any) -> list[tuple[datetime, str]]:
    found = recurring_ical_events.of(calendar).between(date(2027, 1, 1), date(2028, 1, 1))
    return sorted((each["DTSTART"].dt, str(each["SUMMARY"])) for each in found)


def test_a_date_has_its_place_and_its_link() -> None:
    cohort = COHORT.replace(
        "minutes: 60,", "minutes: 60, place: 'Room 2, left; upstairs', link: https://meet.example/k,"
    )
    kickoff = named(
        read(calendars(prepared({**SITE, **files(cohort=cohort)}))["programs/p/spring.ics"]), "date-kickoff"
    )
    assert kickoff["LOCATION"] == "Room 2, left; upstairs"
    assert kickoff["URL"] == "https://meet.example/k"
    assert str(kickoff["DESCRIPTION"]).splitlines() == [
        "Join: https://meet.example/k",
        "Bring goals, and a pen",
        "In the handbook: https://example.org/sub/programs/p/spring/",
    ]


def test_what_has_a_link_and_no_place_is_at_the_link() -> None:
    cohort = COHORT.replace("minutes: 60,", "minutes: 60, link: https://meet.example/k,")
    assert named(spring(cohort=cohort), "date-kickoff")["LOCATION"] == "https://meet.example/k"


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("Read the [start](../index.md) first", "Read the start (https://example.org/sub/) first"),
        ("[Slides](https://x.example/a?b=1&c=2), **bring** them", "Slides (https://x.example/a?b=1&c=2), bring them"),
        ("See <https://x.example/a>", "See https://x.example/a"),
        ("Write to [us](mailto:a@x.example) or <b@x.example>", "Write to us (a@x.example) or b@x.example"),
        (
            "[a](https://x.example/1) and [b](https://x.example/2)",
            "a (https://x.example/1) and b (https://x.example/2)",
        ),
        ("5 < 6 & `a_b`", "5 < 6 & a_b"),
        ("one<br>two", "one two"),
    ],
)
def test_links_of_a_note_and_of_an_agenda_keep_their_address(note: str, told: str) -> None:
    more = f"check_ins: {{c: {{label: C, at: cohort start, agenda: [{json.dumps(note)}]}}}}"
    cohort = COHORT.replace('"Bring **goals**, and a pen"', json.dumps(note))
    calendar = read(calendars(prepared({**SITE, **files(more, cohort=cohort)}))["programs/p/spring.ics"])
    assert str(named(calendar, "date-kickoff")["DESCRIPTION"]).splitlines()[0] == told
    assert str(named(calendar, "check-in-c")["DESCRIPTION"]).splitlines()[0] == f"- {told}"


def test_without_an_address_a_link_within_the_handbook_is_its_words() -> None:
    cohort = COHORT.replace('"Bring **goals**, and a pen"', '"Read the [start](../index.md)"')
    assert named(spring(cohort=cohort), "date-kickoff")["DESCRIPTION"] == "Read the start"


def test_a_form_that_is_due_signed_and_in_a_checklist_on_one_day_is_one_event() -> None:
    agreement = (
        "title: Promise\ndue: cohort start\nsignatures: [mentor, mentee]\nsign_by: cohort start\n"
        "sections: {a: {clauses: [x]}}\n"
    )
    items = (
        "items:\n- {text: 'Sign the [promise](../agreements/a.yml)', due: cohort start, for: mentee}\n"
        "- {text: 'Read the [promise](../agreements/a.yml)', due: cohort start - 1 day, for: mentee}\n"
    )
    more = {"content/agreements/a.yml": agreement, "content/checklists/l.yml": f"title: List\n{items}"}
    calendar = read(calendars(prepared({**SITE, **files(), **more}))["programs/p/spring.ics"])
    found = [str(each["SUMMARY"]) for each in calendar.events if "romise" in each["SUMMARY"]]
    assert sorted(found) == ["Due: Read the promise", "Sign: Promise"]


def test_an_item_for_someone_whom_the_form_is_not_for_stays() -> None:
    agreement = "title: Promise\nsignatures: [mentee]\nsign_by: cohort start\nsections: {a: {clauses: [x]}}\n"
    items = "title: L\nitems: [{text: 'File the [promise](../agreements/a.yml)', due: cohort start, for: mentor}]\n"
    more = {"content/agreements/a.yml": agreement, "content/checklists/l.yml": items}
    calendar = read(calendars(prepared({**SITE, **files(), **more}))["programs/p/spring.ics"])
    assert {"Due: File the promise", "Sign: Promise"} <= {str(each["SUMMARY"]) for each in calendar.events}


def test_a_worksheet_that_is_due_at_its_meeting_is_that_meeting() -> None:
    sheet = {"content/worksheets/w.yml": "title: Review\ndue: check-in c\nsections: {a: {text: x}}\n"}
    calendar = read(
        calendars(
            prepared({**SITE, **files("check_ins: {c: {label: Midpoint, at: cohort start, worksheet: w}}"), **sheet})
        )["programs/p/spring.ics"]
    )
    names = [str(each["SUMMARY"]) for each in calendar.events]
    assert "Midpoint" in names
    assert "Due: Review" not in names


def test_what_is_due_by_a_date_of_several_days_is_due_on_the_last() -> None:
    checklist = "title: List\ndue: date apply\nitems: [{text: A, id: a, due: date apply - 1 week}]\n"
    more = "check_ins: {c: {label: C, at: date apply}}"
    calendar = read(
        calendars(prepared({**files(more), "content/checklists/l.yml": checklist}))["programs/p/spring.ics"]
    )
    assert named(calendar, "checklists-l-due").start == date(2027, 1, 8)
    assert named(calendar, "checklists-l-items-a").start == date(2027, 1, 1)
    assert named(calendar, "check-in-c").start == date(2026, 12, 1)
