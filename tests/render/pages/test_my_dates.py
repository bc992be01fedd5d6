"""Who reads, said once on any page: days instead of words, what is due next, and a calendar of their own."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from tests.conftest import PROGRAM, SITE, made_once, rendered
from tests.render.forms.test_form_page import Visit, axe, built

pytestmark = pytest.mark.needs_browser

COHORTS = """\
cohorts:
  spring:
    label: Spring
    status: running
    timezone: Europe/London
    start: 2027-02-01
    end: 2027-07-30
    dates:
      kickoff: {label: Kick-off, date: 2027-02-03, time: "18:00", minutes: 60}
      training: {label: Training, date: 2027-01-20, for: mentor}
  autumn:
    label: Autumn
    status: planning
    timezone: Europe/London
    start: 2027-09-06
    dates: {opening: {label: Opening, date: 2027-09-07}}
  old: {label: Old, status: archived, start: 2020-01-01}
check_ins:
  pair:
    label: Pair meeting
    every: 2 weeks
    count: 4
    from: match + 1 week
    except: 2027-02-12 to 2027-02-20
    time: "17:30"
    minutes: 45
    agenda: [What happened?]
    sessions: [null, null, {topic: Goals}]
  last: {label: Last look, every: 1 month, count: 3, from: match + 3 days}
agreements: promise
checklists: [steps]
worksheets: look
"""
AGREEMENT = "title: Promise\nsections: {a: {clauses: [One]}}\nsign_by: match + 14 days\nsignatures: [mentor, mentee]\n"
STEPS = "title: Steps\nitems: [{text: Say hello, due: match + 3 days}, {text: Ask, for: mentor}]\n"
UNTRANSLATED = SITE.replace("checks: {", "checks: {untranslated: off, ")
FILES = {
    "site.yml": f"{UNTRANSLATED}url: https://handbook.test/base/\nlanguages: {{en: English, es: Español}}\n"
    "downloads: [markdown]\n",
    "content/index.md": "---\ntitle: Home\n---\nHello.\n",
    "content/programs/test.yml": f"{PROGRAM}{COHORTS}",
    "content/programs/test.es.yml": "name: Programa\n",
    "content/agreements/promise.yml": AGREEMENT,
    "content/checklists/steps.yml": STEPS,
    "content/worksheets/look.yml": "title: Look\nfor: mentee\nsections: {a: {fields: {b: {type: text, label: B}}}}\n",
}
ROLE, SIGNED = "programs/test/mentee/", "agreements/promise/"


@pytest.fixture(scope="session")
def dates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handbook with two cohorts to be in, and meetings and forms that count from the match."""
    return built(FILES, tmp_path_factory.mktemp("dates"))


@pytest.fixture
def visit(browser: Browser, dates: Path) -> Iterator[Visit]:
    """A visit on 2 February 2027 that must end without a complaint, and without a request to anywhere else."""
    context = browser.new_context(
        locale="en-GB", timezone_id="America/New_York", viewport={"width": 360, "height": 740}
    )
    context.clock.set_fixed_time(datetime(2027, 2, 2, 12))
    made = Visit(context, dates)
    yield made
    context.close()
    assert made.complaints == []
    assert [url for url in made.requests if "//handbook.test/" not in url] == []


def due(page: Page) -> list[str]:
    expect(page.locator(".my-next li")).not_to_have_count(0)
    expect(page.locator(".my-next")).to_be_visible()
    return [" ".join(each.split()) for each in page.locator(".my-next li").all_inner_texts()]


def say(page: Page, role: str, match: str) -> None:
    page.get_by_role("radio", name=role).check()
    page.get_by_label("The day of your match").fill(match)


def test_who_reads_is_said_once_and_forgotten_on_demand(visit: Visit) -> None:
    page = visit.open("")
    say(page, "Mentee", "2027-01-30")
    signed = visit.open(SIGNED)
    expect(signed.get_by_text("Please sign by: 13 February 2027.")).to_be_visible()
    assert signed.locator(".from-match").get_attribute("title") == "14 days after your match"
    role = visit.open(ROLE)
    expect(role.get_by_text("You: Mentee, matched on 30 January 2027")).to_be_visible()
    assert "Every 2 weeks, from 6 February 2027" in role.locator("#check-in-pair").inner_text()
    role.get_by_role("button", name="Not me").click()
    assert "from 1 week after your match" in role.locator("#check-in-pair").inner_text()
    expect(signed.get_by_text("Please sign by: 14 days after your match.")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


def test_what_shows_the_next_dates_comes_once_a_page_knows_who_reads(visit: Visit) -> None:
    page = visit.open("")
    asked = page.locator(".my-role")
    expect(asked).to_be_visible()
    assert not any("my-next.js" in url for url in visit.requests)
    say(page, "Mentee", "2027-01-30")
    due(page)
    assert sum("my-next.js" in url for url in visit.requests) == 1


def test_what_is_next_and_by_when_is_one_tap_away_on_a_phone_and_then_on_the_first_screen(visit: Visit) -> None:
    def is_seen(page: Page) -> bool:
        due(page)
        box = page.locator(".my-next li").first.bounding_box()
        return box is not None and box["y"] + box["height"] < 740

    page = visit.open("")
    page.get_by_role("radio", name="Mentee").check()
    assert is_seen(page)
    say(page, "Mentee", "2027-01-30")
    for address in ("", ROLE, "programs/test/", "programs/test/spring/"):
        assert is_seen(visit.open(address)), address
    folded = visit.open("checklists/steps/").locator(".my-title")
    expect(folded).to_have_text(re.compile(r"^Next: .+, (by )?2 February 2027$"))
    box = folded.bounding_box()
    assert box
    assert box["y"] + box["height"] < 740


def test_what_a_checklist_kept_before_is_known_everywhere(visit: Visit) -> None:
    page = visit.open("")
    page.evaluate("localStorage.setItem('mentorsite:/base/:match', '2027-01-30')")
    page.evaluate("localStorage.setItem('mentorsite:/base/:role', 'mentee')")
    page.reload()
    expect(page.get_by_text("You: Mentee, matched on 30 January 2027")).to_be_visible()


def test_days_are_said_in_the_language_of_the_page(visit: Visit) -> None:
    say(visit.open(""), "Mentee", "2027-01-30")
    page = visit.open("es/programs/test/mentee/")
    assert "desde el 6 de febrero de 2027" in page.locator("#check-in-pair").inner_text()
    assert "hasta el 2 de febrero de 2027 Say hello" in due(page)


def test_what_is_next_is_said_before_the_match_and_after(visit: Visit) -> None:
    page = visit.open(ROLE)  # the page of a role knows whom it is for
    assert due(page) == [
        "3 February 2027, 13:00 where you are Kick-off",
        "Every month, from 3 days after your match Last look",
        "3 days after your match Say hello",
    ]
    page.get_by_label("The day of your match").fill("2027-01-30")
    assert due(page) == [
        "2 February 2027 Last look",
        "by 2 February 2027 Say hello",
        "3 February 2027, 13:00 where you are Kick-off",
    ]
    box = page.locator(".my-next").bounding_box()
    assert box
    assert box["y"] + box["height"] < 740
    page.locator(".my-next").get_by_role("link", name="Say hello").click()
    assert page.url.endswith("/checklists/steps/")


def test_another_cohort_has_other_days(visit: Visit) -> None:
    page = visit.open("")
    page.get_by_role("radio", name="Mentor", exact=True).check()
    assert page.locator("#_cohort option").all_inner_texts() == ["Spring", "Autumn"]
    assert "Training" not in " ".join(due(page))  # it is over
    page.get_by_label("Cohort").select_option("Autumn")
    assert due(page)[0] == "7 September 2027 Opening"
    page.reload()
    assert due(page)[0] == "7 September 2027 Opening"


def calendar_of(page: Page) -> Calendar:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Put all of it into my calendar").click()
    data = waiting.value.path().read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    return Calendar.from_ical(data)


def test_a_calendar_of_ones_own_holds_everything_with_the_same_ids_each_time(visit: Visit, dates: Path) -> None:
    page = visit.open("")
    say(page, "Mentee", "2027-01-30")
    calendar = calendar_of(page)
    events = {(str(each["SUMMARY"]), "RECURRENCE-ID" in each): each for each in calendar.walk("VEVENT")}
    pair, goals = events["Pair meeting", False], events["Pair meeting: Goals", True]
    assert pair.decoded("DTSTART").isoformat() == "2027-02-06T17:30:00+00:00"
    assert pair["RRULE"].to_ical() == b"FREQ=WEEKLY;COUNT=5;INTERVAL=2"
    assert pair["EXDATE"].to_ical() == b"20270220T173000"
    assert "What happened?" in str(pair["DESCRIPTION"])
    assert pair.decoded("DURATION") == timedelta(minutes=45)
    assert goals.decoded("RECURRENCE-ID").date() == date(2027, 3, 20)
    assert goals["UID"] == pair["UID"]
    signing = events["Sign: Promise", False]
    assert (signing.decoded("DTSTART"), len(signing.walk("VALARM"))) == (date(2027, 2, 13), 1)
    assert ("Training", False) not in events
    again = [str(each["UID"]) for each in calendar_of(page).walk("VEVENT")]
    assert again == [str(each["UID"]) for each in calendar.walk("VEVENT")]
    assert all(each.endswith("@handbook.test/base") for each in again)
    built_calendar = Calendar.from_ical((dates / "programs/test/spring-mentee.ics").read_bytes())
    assert {str(each["UID"]) for each in built_calendar.walk("VEVENT")} <= set(again)
    steps = visit.open("checklists/steps/")
    with steps.expect_download() as waiting:
        steps.locator(".form-more > summary").click()
        steps.get_by_role("button", name="Add to my calendar").click()
    listed = Calendar.from_ical(waiting.value.path().read_bytes())
    assert {str(each["UID"]) for each in listed.walk("VEVENT")} <= set(again)


def test_axe_finds_nothing_and_nothing_scrolls_sideways_in_any_state(browser: Browser, dates: Path) -> None:
    context = browser.new_context(bypass_csp=True)
    page = Visit(context, dates).open("")
    faults = axe(page, (320, "dark"))
    say(page, "Mentee", "2027-01-30")
    due(page)
    faults += axe(page, (320, "light"), (320, "dark"), (1280, "light"))
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults == []
    context.close()


def test_downloads_narrow_to_a_role(visit: Visit) -> None:
    page = visit.open("downloads/")
    rows = page.locator("tbody tr:visible")
    expect(rows).to_have_count(3)
    page.get_by_role("radio", name="Mentor", exact=True).check()
    expect(rows).to_have_count(2)
    page.get_by_role("radio", name="Show all alike").check()
    expect(rows).to_have_count(3)


def test_a_link_opens_the_part_of_a_program_that_it_leads_to(visit: Visit) -> None:
    page = visit.open("programs/test/#check-ins")
    expect(page.get_by_text("What happened?")).to_be_visible()
    assert page.locator("details.part-closed[open]").count() == 1


def test_without_a_script_nothing_is_asked_and_all_is_told() -> None:
    pages = rendered(FILES)
    assert re.search(r'<section class="my-dates" hidden', pages["index.html"])
    assert "14 days after your match" in pages[f"{SIGNED}index.html"]
    assert "my-dates" not in rendered({"content/index.md": "# T\n"})["index.html"]


AT_THE_MATCH = """\
cohorts: {spring: {label: Spring, status: running, timezone: Europe/London, start: 2027-02-01, end: 2027-07-30}}
phases: {begin: {label: Beginning, start: match, duration: 2 weeks}}
check_ins:
  pair: {label: Pair meeting, every: 2 weeks, from: match, time: "17:30", minutes: 45, sessions: [{topic: Goals}]}
  first: {label: First meeting, at: match}
agreements: promise
checklists: [steps]
worksheets: look
"""
MESSAGE = "title: Introduction\nto: [mentor, mentee]\nwhen: match\nsubject: Hello\ntext: You are matched.\n"


def test_a_calendar_has_the_day_of_all_that_is_on_the_very_day_of_the_match(browser: Browser, tmp_path: Path) -> None:
    program = PROGRAM.replace("  mentee:", "  coordinator: {kind: coordinator}\n  mentee:", 1)
    everyone = "for: [mentor, mentee, coordinator]"
    made = {
        "content/programs/test.yml": f"{program}{AT_THE_MATCH}".replace("Pair meeting,", f"Pair meeting, {everyone},"),
        "content/agreements/promise.yml": AGREEMENT.replace("match + 14 days", "match").replace(
            "signatures:", f"{everyone}\nsignatures:"
        ),
        "content/checklists/steps.yml": f"title: Steps\n{everyone}\nitems: [{{text: Say hello, due: match}}]\n",
        "content/worksheets/look.yml": f"title: Look\n{everyone}\ndue: match\nsections: {{a: {{text: Look.}}}}\n",
        "content/messages/introduction.yml": MESSAGE,
    }
    context = browser.new_context(locale="en-GB")
    context.clock.set_fixed_time(datetime(2027, 1, 2, 12))
    page = Visit(context, built({**FILES, **made}, tmp_path)).open("")
    say(page, "Coordinator", "2027-01-28")
    events = {str(each["SUMMARY"]): each for each in calendar_of(page).walk("VEVENT")}
    assert {each.decoded("DTSTART").isoformat()[:10] for each in events.values()} == {"2027-01-28"}
    assert all("DTSTAMP" in each for each in events.values())
    assert {"Due: Look", "Due: Say hello", "Send: Introduction", "Beginning"} <= events.keys()
    assert events["Pair meeting"]["RRULE"].to_ical() == b"FREQ=WEEKLY;COUNT=14;INTERVAL=2"
    assert events["Pair meeting: Goals"].decoded("RECURRENCE-ID").date() == date(2027, 1, 28)
    page.close()
    context.close()


IN_HOURS = """\
cohorts:
  spring:
    label: Spring
    status: running
    timezone: Etc/UTC
    start: 2027-03-01
    end: 2027-07-30
    dates:
      late: {label: Late call, date: 2027-03-04, time: "15:00", minutes: 30}
      apply: {label: Apply, date: 2027-03-10, end: 2027-04-20, deadline: true, time: "17:00"}
      days: {label: Two days, date: 2027-04-21, end: 2027-04-22, time: "10:00", minutes: 120}
      hand: {label: Hand in, date: 2027-04-25, time: "09:00", deadline: true}
"""


@pytest.mark.parametrize(
    ("zone", "now", "expected"),
    [
        (
            "UTC",
            "2027-03-02T12:00Z",
            ["4 March 2027, 15:00 Late call", "from 10 March 2027, by 20 April 2027, 17:00 Apply"],
        ),
        ("Pacific/Auckland", "2027-03-04T14:00Z", ["5 March 2027, 04:00 where you are Late call"]),
        ("Pacific/Auckland", "2027-03-04T15:29Z", ["5 March 2027, 04:00 where you are Late call"]),
        ("America/Los_Angeles", "2027-03-04T14:00Z", ["4 March 2027, 07:00 where you are Late call"]),
        ("UTC", "2027-03-04T15:31Z", ["from 10 March 2027, by 20 April 2027, 17:00 Apply"]),
        ("UTC", "2027-04-20T16:59Z", ["by 20 April 2027, 17:00 Apply", "21 April 2027, 10:00 Two days"]),
        ("Asia/Tokyo", "2027-04-20T16:59Z", ["by 21 April 2027, 02:00 where you are Apply"]),
        ("UTC", "2027-04-20T17:01Z", ["21 April 2027, 10:00 Two days"]),
        ("UTC", "2027-04-22T17:00Z", ["by 22 April 2027 Two days", "by 25 April 2027, 09:00 Hand in"]),
        ("UTC", "2027-04-25T09:01Z", []),
    ],
)
def test_hours_are_those_where_the_reader_is_and_nothing_goes_before_it_is_over(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, zone: str, now: str, expected: list[str]
) -> None:
    folder = made_once(tmp_path_factory, "in-hours", _in_hours)
    context = browser.new_context(locale="en-GB", timezone_id=zone)
    context.clock.set_fixed_time(datetime.fromisoformat(now))
    page = Visit(context, folder / "public").open("")
    page.get_by_role("radio", name="Mentee").check()
    if expected:
        assert due(page)[: len(expected)] == expected
    else:
        expect(page.get_by_text("Nothing more is due")).to_be_visible()
    context.close()


def _in_hours(folder: Path) -> None:
    program = f"{PROGRAM}{IN_HOURS}"
    built({"site.yml": SITE, "content/index.md": "# Home", "content/programs/test.yml": program}, folder)


def test_days_are_of_the_calendar_of_the_handbook_in_every_language(browser: Browser, tmp_path: Path) -> None:
    program = f"{PROGRAM}{IN_HOURS}"
    files = {"site.yml": f"{SITE}language: fa\n", "content/index.md": "# T", "content/programs/test.yml": program}
    context = browser.new_context(timezone_id="UTC")
    context.clock.set_fixed_time(datetime(2027, 3, 2, 12))
    page = Visit(context, built(files, tmp_path)).open("")
    page.locator("[name=_role]").nth(1).check()
    assert "۲۰۲۷" in due(page)[0]
    context.close()
