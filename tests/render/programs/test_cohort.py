"""A cohort's page: the picture and the table hold the same; hours are told in the reader's own time too."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from mentorsite.model.output import CohortOutput, FormOutput
from mentorsite.render import renderer
from mentorsite.render.programs.timeline import MOST_MARKS, timeline
from mentorsite.render.site_context import SiteContext
from mentorsite.structure.timetable_entry import TimetableEntry
from tests.conftest import PROGRAM, prepared, rendered

pytestmark = pytest.mark.needs_browser

COHORT = """cohorts:
  spring:
    label: Spring 2027
    status: open
    timezone: Europe/London
    start: 2027-02-01
    end: 2027-07-30
    dates:
      kickoff: {label: Kick-off, date: 2027-02-01, time: "18:00", minutes: 60, note: Bring **one** goal}
      applications: {label: Applications, date: 2026-12-01, end: 2027-01-08, for: [mentee]}
      report: {label: Report, date: 2027-06-01, deadline: true}
      showcase: {label: Showcase}
phases:
  match: {label: Matching, start: cohort start - 2 weeks, duration: 2 weeks}
check_ins:
  pair: {label: Pair meeting, every: 2 weeks, count: 12, from: cohort start, time: "17:30", minutes: 45,
    agenda: [Goals, Next steps]}
  final: {label: Last talk, at: match + 5 months}
agreements: a
"""
FILES = {
    "content/index.md": "# Home\n",
    "content/programs/p.yml": PROGRAM + COHORT,
    "content/agreements/a.yml": "title: Promise\nsections: {s: {clauses: [x]}}\nsignatures: [mentor]\n"
    "sign_by: cohort start + 14 days\n",
}


BARE = {"content/index.md": "# Home\n"}


def page_of(files: dict[str, str] = FILES, cohort: str = "spring") -> str:
    return rendered(files)[f"programs/p/{cohort}/index.html"]


def section(page: str, id: str) -> str:
    return page.partition(f'<h2 id="{id}">')[2].partition("</section>")[0]


def test_the_picture_and_the_table_hold_the_same() -> None:
    page = page_of()
    table = dict(re.findall(r'<tr id="([^"]+)">(.*?)</tr>', section(page, "dates"), re.DOTALL))
    picture = dict(
        re.findall(r'data-entry="([^"]+)">(.*?)</div>', section(page, "timeline"), re.DOTALL),
    )
    assert set(table) == {
        "phase-match", "date-kickoff", "date-applications", "date-report", "date-showcase", "check-in-pair",
        "check-in-final",
    }  # fmt: skip
    undated = {"date-showcase", "check-in-final"}
    assert set(picture) == set(table) - undated
    for id, drawn in picture.items():
        label, when = words(re.search(r"label\">(.*?)</span>", drawn)), words(re.search(r"<title>(.*?)</title>", drawn))
        assert label in plain(table[id])
        assert when in plain(table[id])


def words(found: re.Match[str] | None) -> str:
    assert found
    return plain(found[1])


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def test_bars_and_marks_stand_where_their_days_are() -> None:
    """The axis runs from 1 December 2026 to 30 July 2027: 242 days."""
    picture = section(page_of(), "timeline")
    bar = re.search(
        r'data-entry="phase-match".*?<rect class="timeline-bar" x="([\d.]+)%" y="5" width="([\d.]+)%"',
        picture,
        re.DOTALL,
    )
    assert bar
    assert float(bar[1]) == pytest.approx(100 * (date(2027, 1, 18) - date(2026, 12, 1)).days / 242, abs=0.01)
    assert float(bar[2]) == pytest.approx(100 * 14 / 242, abs=0.01)
    row = picture.partition('data-entry="check-in-pair"')[2].partition("</div>")[0]
    marks = [float(x) for x in re.findall(r'<svg x="([\d.]+)%"', row)]
    assert marks == pytest.approx([100 * (62 + 14 * at + 0.5) / 242 for at in range(12)], abs=0.01)


def test_each_kind_has_a_shape_of_its_own_and_the_legend_says_which() -> None:
    picture = section(page_of(), "timeline")
    assert 'data-entry="date-report">' in picture
    shapes = dict(re.findall(r'data-entry="([^"]+)">.*?shape-(\w+)"', picture, re.DOTALL))
    assert shapes == {
        "phase-match": "bar", "date-kickoff": "diamond", "date-applications": "diamond", "date-report": "flag",
        "check-in-pair": "circle",
    }  # fmt: skip
    legend = plain(picture.partition("<figcaption")[2])
    assert [each for each in ("Takes several days", "Date", "Meeting", "Something is due") if each in legend] != []
    assert "Comes back often" not in legend


def test_right_to_left_the_picture_is_mirrored() -> None:
    entries = [(TimetableEntry("a", "phase", "A", (date(2027, 1, 1),), last=date(2027, 1, 10)), "A", "then")]
    limits = date(2027, 1, 1), date(2027, 1, 20)
    ltr, rtl = (timeline(entries, limits, "en", each) for each in ("ltr", "rtl"))
    assert ltr
    assert rtl
    assert (ltr.rows[0].x, ltr.rows[0].width) == ("0%", "50%")
    assert (rtl.rows[0].x, rtl.rows[0].width) == ("50%", "50%")
    assert (ltr.ticks[0].x, rtl.ticks[0].x) == ("0%", "100%")


@pytest.mark.parametrize("years", [0, 1, 3, 10, 900])
def test_however_long_a_cohort_lasts_its_axis_has_room_for_its_names(years: int) -> None:
    first, last = date(2027, 1, 1), date(2027 + years, 12, 31)
    made = timeline([(TimetableEntry("a", "date", "A", (first,)), "A", "then")], (first, last), "en", "ltr")
    assert made
    assert 1 <= len(made.ticks) <= 12
    places = [float(tick.x.rstrip("%")) for tick in made.ticks]
    assert all(after - before > 8 for before, after in pairwise(places))


def test_a_cohort_of_one_day_has_a_picture() -> None:
    day = date(2027, 3, 9)
    made = timeline([(TimetableEntry("a", "date", "A", (day,)), "A", "then")], (day, day), "en", "ltr")
    assert made
    assert made.rows[0].marks == ("50%",)
    assert [tick.label for tick in made.ticks] == ["9 March 2027"]


def test_a_series_of_very_many_days_is_a_line() -> None:
    days = tuple(date(2027, 1, 1 + at % 28).replace(month=1 + at // 28) for at in range(MOST_MARKS + 1))
    made = timeline([(TimetableEntry("a", "check-in", "A", days), "A", "then")], (None, None), "en", "ltr")
    assert made
    assert (made.rows[0].shape, made.rows[0].marks, made.rows[0].width) == ("line", (), "100%")


@pytest.mark.parametrize("more", ["", ", start: 2027-01-01", ", dates: {a: {label: Later}}"])
def test_where_nothing_has_a_day_there_is_no_empty_picture_and_no_empty_heading(more: str) -> None:
    page = page_of({**BARE, "content/programs/p.yml": f"{PROGRAM}cohorts: {{spring: {{label: S{more}}}}}\n"})
    assert 'id="timeline"' not in page
    assert 'id="calendars"' not in page
    assert ("To be announced" in page) == ("Later" in page)
    assert ("No dates have been set yet" in page) == ("Later" not in page)


def test_what_has_no_day_says_from_what_it_is_told() -> None:
    table = plain(section(page_of(), "dates"))
    assert "Showcase Date, for everyone To be announced" in table
    assert "5 months after your match" in table


def test_a_row_says_whom_it_is_for_its_note_and_its_agenda() -> None:
    table = section(page_of(), "dates")
    assert "Date, for Mentee" in table
    assert "Bring <strong>one</strong> goal" in table
    assert "To talk about: Goals · Next steps" in table


def test_forms_to_sign_stand_apart_and_lead_to_the_form() -> None:
    due = section(page_of(), "due")
    assert '<a href="../../../agreements/a/">Sign: Promise</a>' in due
    assert 'by <time datetime="2027-02-15">15 February 2027</time>' in due


def test_every_svg_is_well_formed() -> None:
    pictures = re.findall(r'<svg class="timeline-track.*?\n</svg>', page_of(), re.DOTALL)
    assert len(pictures) == 6
    for each in pictures:
        ElementTree.fromstring(each.replace("&nbsp;", " "))


@pytest.mark.parametrize(
    ("zone", "own", "of_series"),
    [
        ("Europe/London", None, None),
        (
            "America/New_York",
            "13:00–14:00 where you are",
            "12:30–13:15 where you are, 13:30–14:15 from 15 March, 12:30–13:15 from 29 March",
        ),
        (
            "Asia/Tokyo",
            "Tuesday",
            "02:30–03:15 (the day after) where you are, 01:30–02:15 (the day after) from 29 March",
        ),
        (
            "Asia/Kolkata",
            "23:30–00:30 (next day) where you are",
            "23:00–23:45 where you are, 22:00–22:45 from 29 March",
        ),
        (
            "Pacific/Auckland",
            "Tuesday 2 February, 07:00–08:00 where you are",
            "06:30–07:15 (the day after) where you are",
        ),
        ("Africa/Accra", None, "17:30–18:15 where you are, 16:30–17:15 from 29 March"),
    ],
)
def test_an_hour_is_told_in_the_readers_own_time_where_it_is_another(
    browser: Browser, tmp_path: Path, zone: str, own: str | None, of_series: str | None
) -> None:
    for name, text in rendered(FILES).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    context = browser.new_context(timezone_id=zone, locale="en-GB")
    page = context.new_page()
    page.goto((tmp_path / "programs/p/spring/index.html").as_uri())
    for row, expected in (("date-kickoff", own), ("check-in-pair", of_series)):
        notes = page.locator(f"#{row} .local-time")
        if expected is None:
            assert notes.count() == 0
        else:
            assert expected in notes.inner_text()
            assert not re.search(r"(?<!\d)\d:\d\d", notes.inner_text()), "all hours have two digits, as the handbook's"
    page.emulate_media(media="print")
    assert not any(each.is_visible() for each in page.locator(".local-time").all())
    context.close()


HOURS = [
    ('date: 2027-03-27, time: "23:00", minutes: 240', "27 March 2027, 23:00 to 04:00 (London time)"),
    ('date: 2027-10-30, time: "23:00", minutes: 240', "30 October 2027, 23:00 to 02:00 (London time)"),
    (
        'date: 2027-02-05, end: 2027-02-09, time: "17:00", deadline: true',
        "from 5 February 2027, by 9 February 2027, 17:00 (London time)",
    ),
    ("date: 2027-02-05, end: 2027-02-09, deadline: true", "from 5 February 2027, by 9 February 2027"),
    ("date: 2027-02-05, deadline: true", "by 5 February 2027"),
    ("date: 2027-02-05, end: 2027-02-09", "5 February 2027 to 9 February 2027"),
]


@pytest.mark.parametrize(("event", "said"), HOURS)
def test_a_date_is_said_the_same_on_pages_and_in_forms(event: str, said: str) -> None:
    build = prepared(
        {
            **BARE,
            "content/programs/p.yml": f"{PROGRAM}cohorts: {{c: {{label: Run 7, timezone: Europe/London, "
            f"dates: {{d: {{label: Day, {event}}}}}}}}}\nagreements: a\n",
            "content/agreements/a.yml": "title: A\nsignatures: mentor\nsections: {s: {shows: dates}}\n",
        }
    )
    pages = renderer(SiteContext(build.site, build.theme, build.outline))
    made = {each.path: pages(each) for each in build.outputs if isinstance(each, CohortOutput | FormOutput)}
    shown = [plain(data.decode()) for data in made.values() if isinstance(data, bytes)]
    assert len(shown) == 2
    assert all(said in each for each in shown)
    assert re.search(r"Run 7\s*Day\s?: ", " ".join(shown))


@pytest.mark.parametrize(
    ("rhythm", "sampled"), [("count: 26", False), ("count: 300", True), ("", True), ("count: 1", None)]
)
def test_the_browser_gets_the_starts_of_a_series_for_the_readers_own_time(rhythm: str, sampled: bool | None) -> None:
    made = "cohorts: {c: {label: C, start: 2027-01-31, timezone: Europe/London}}\n"
    made += (
        f'check_ins: {{m: {{label: M, every: 1 week, from: cohort start, time: "9:00"{rhythm and ", " + rhythm}}}}}\n'
    )
    page = rendered({**BARE, "content/programs/p.yml": PROGRAM + made})["programs/p/c/index.html"]
    starts = re.findall(r'data-starts="([^"]+)"', page)
    assert bool(starts) == (sampled is not None)
    assert ("data-sample" in page) == bool(sampled)
    assert not starts or 12 <= len(starts[0].split()) <= 120
    assert not starts or {each[-6:] for each in starts[0].split()} == {"+00:00", "+01:00"}


def test_a_thousand_cohorts_are_a_list() -> None:
    many = "\n".join(f"  c{at}: {{label: Cohort {at}, status: archived}}" for at in range(1000))
    program = f"{PROGRAM}cohorts:\n  now: {{label: Now, status: running}}\n{many}\n"
    page = rendered({**BARE, "content/programs/p.yml": program})["programs/p/index.html"]
    assert page.count('<a href="c') == 1000
    assert len(page) < 150_000
    assert page.index(">Now</a>") < page.index("Past cohorts") < page.index("Cohort 999")


def test_the_overview_has_the_current_cohort_in_front() -> None:
    cohorts = """cohorts:
  old: {label: Old, status: archived, start: 2025-01-01}
  next: {label: Next, status: planning, start: 2028-01-01}
  now: {label: Now, status: running, start: 2027-01-01}
"""
    page = rendered({**BARE, "content/programs/p.yml": PROGRAM + cohorts})["programs/p/index.html"]
    found = SimpleNamespace(**{each: page.index(f">{each}</a>") for each in ("Now", "Next", "Old")})
    assert found.Now < found.Next < page.index("Past cohorts") < found.Old


TWO = """cohorts:
  a: {label: A-run, status: running, start: 2026-02-02, end: 2026-12-31, timezone: Europe/London}
  c:
    label: C-run
    status: open
    start: 2027-02-01
    end: 2027-07-30
    timezone: Europe/London
    dates:
      k: {label: "Start of {{ cohort.label }}", date: 2027-02-01, place: "Room {{ cohort.label }}",
        note: "{{ cohort.end }}"}
phases: {work: {label: "Work of {{ cohort.label }}", start: cohort start, duration: 1 week}}
check_ins:
  m: {label: Talk, at: phase work + 1 day, place: "{{ cohort.label }} hall", agenda: ["Until {{ cohort.end }}"]}
agreements: [a, b]
"""
SHOWS = 'cohort: c\nsections: {s: {shows: [check_ins, dates], text: "Of {{ cohorts.c.dates.k.note }}"}}\n'


def test_where_many_months_are_named_every_second_can_be_left_out() -> None:
    entry = TimetableEntry("a", "date", "A", (date(2026, 12, 31),), last=date(2027, 11, 30))
    drawn = timeline([(entry, "A", "then")], (None, None), "en", "ltr")
    assert drawn
    assert [each.spare for each in drawn.ticks] == [at % 2 == 1 for at in range(6)]
    few = timeline([(replace(entry, last=date(2027, 4, 30)), "A", "then")], (None, None), "en", "ltr")
    assert few
    assert not any(each.spare for each in few.ticks)


def test_a_series_whose_days_are_all_left_out_is_said_to_have_no_meeting() -> None:
    program = "cohorts: {c: {label: C, start: 2027-01-31, end: 2027-03-01, except: 2027-01-01 to 2027-04-01}}\n"
    program += "check_ins: {m: {label: Talk, every: 1 week, from: cohort start}}\n"
    page = rendered({**BARE, "content/programs/p.yml": PROGRAM + program})["programs/p/c/index.html"]
    assert "No meeting in this cohort" in plain(section(page, "dates"))


def test_each_cohort_is_told_in_its_own_words() -> None:
    made = rendered(
        {
            **BARE,
            "content/programs/p.yml": PROGRAM + TWO,
            "content/agreements/a.yml": SHOWS + "title: Promise\nsignatures: mentor\n",
            "content/agreements/b.yml": "title: '{{ cohort.label }} papers'\ndue: cohort start\n"
            "sections: {s: {text: x}}\n",
        }
    )
    page = plain(made["programs/p/c/index.html"].partition("<main")[2].partition("</main>")[0])
    calendar = made["programs/p/c.ics"].replace("\r\n ", "")
    for said in ("Start of C-run", "Room C-run", "30 July 2027", "Work of C-run", "C-run hall", "C-run papers"):
        assert said in page
        assert said in calendar
    assert "Until 30 July 2027" in calendar
    assert "A-run hall" in made["programs/p/a.ics"]
    form = plain(made["agreements/a/index.html"])
    for said in ("C-run hall", "Room C-run", "Of 30 July 2027"):
        assert said in form
    for text in (page, calendar):
        assert "A-run" not in text
        assert "31 December" not in text
