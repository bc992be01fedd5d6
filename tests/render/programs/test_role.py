"""The page of a role: what is mine to do, what is not, and when."""

import re

import pytest

from mentorsite.model.output import RoleOutput
from tests.conftest import PROGRAM, prepared, rendered
from tests.programs import FORMS, HOME, SIGNED, kind, pages_of, plain, program_pages, told

ROLES = [
    (name, role)
    for name in ("open-source-term", "training-cohort", "group", "peer", "board", "youth", "renamed")
    for role in prepared(kind(name)).site.programs[0].program.roles
]
COHORT = "cohorts: {now: {label: Now, status: running, timezone: Europe/London, start: 2027-01-04, end: 2027-06-30}}\n"


def page(more: str, role: str = "mentor", **files: str) -> str:
    """The words of a role's page of a small program with something more."""
    return plain(program_pages({**HOME, **files, "content/programs/p.yml": PROGRAM + more})[f"{role}/"])


def part(text: str, title: str, end: str) -> str:
    """What stands below a heading."""
    return text.rpartition(f" {title} ")[2].partition(f" {end}")[0]


def test_it_tells_what_is_this_roles_alone() -> None:
    mentor, mentee = (told("every-key", f"{role}/").rpartition("The other roles")[0] for role in ("mentor", "mentee"))
    for token in ("tok-responsible-2", "tok-not-responsible", "tok-flexible", "tok-amount", "tok-of-mentor"):
        assert token in mentor
        assert token not in mentee
    for token in ("tok-action", "tok-of-mentee", "tok-item", "tok-do", "tok-eligible-mentee"):
        assert token in mentee
        assert token not in mentor
    assert "tok-kickoff" in mentor
    assert "tok-kickoff" not in mentee
    assert "tok-check-in" in mentor
    assert "tok-check-in" in mentee


def test_it_says_its_duties_in_order() -> None:
    text = told("every-key", "mentor/")
    titles = ("When", "Yours to do", "Not yours to do", "What may change", "What you promise", "Who to ask")
    places = [text.rindex(f" {title} ") for title in titles]
    assert places == sorted(places)
    assert "tok-contact" in text[places[-1] :]


SERIES = [
    (
        "from: match, sessions: {2: {topic: Goals, place: Library, link: https://meet.example/w}}",
        "Meeting 2: Goals, Place: Library, Join: meet.example/w",
    ),
    ("from: match, sessions: [One, null, Three]", "Meeting 1: One Meeting 3: Three"),
    ("from: match, time: '23:30'", "from your match , 23:30 (London time)"),
    ("from: match, except: [2027-02-01, 2027-03-01 to 2027-03-05]", "Not on 1 February 2027 , 1 March 2027 to 5 March"),
    ("from: cohort start, except: 2027-01-11", "Not on 11 January 2027"),
    ("from: cohort start, sessions: [null, Two]", "11 January 2027 : Two"),
    ("from: cohort start, sessions: {2: {link: https://meet.example/w}}", "11 January 2027 : Join: meet.example/w"),
]


@pytest.mark.parametrize("path", ["", "mentor/", "now/"])
@pytest.mark.parametrize(("series", "expected"), SERIES)
def test_what_single_meetings_of_a_series_have_of_their_own_is_told(path: str, series: str, expected: str) -> None:
    weekly = f"check_ins: {{w: {{label: W, every: 1 week, count: 3, {series}}}}}\n"
    found = plain(program_pages({**HOME, "content/programs/p.yml": PROGRAM + COHORT + weekly})[path])
    assert found.count(expected) == 1
    assert "4 January 2027 :" not in found.replace(expected, "")
    assert "Meeting 2: Meeting" not in found


@pytest.mark.parametrize(("name", "role"), ROLES)
def test_no_heading_is_empty(name: str, role: str) -> None:
    html = pages_of(name)[f"{role}/"]
    found = re.findall(r"<(h[23])[^>]*>.*?</\1>(.*?)(?=<h[23]|</section>)", html, re.DOTALL)
    assert found
    empty = [each for each in found if not plain(f"<main>{each[1]}</main>")]
    assert [level for level, _ in empty if level == "h3"] == []
    assert len(empty) == len(re.findall(r"</h2>\s*(?:<div[^>]*>\s*)?<h3", html))


def test_of_a_program_that_says_little_it_names_the_other_roles() -> None:
    html = program_pages({**HOME, "content/programs/p.yml": PROGRAM})["mentee/"]
    assert "<h1>Mentee</h1>" in html
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", html) == ["The other roles"]
    assert re.findall(r'class="card-title" href="(.*?)">(.*?)<', html) == [("../mentor/", "Mentor")]


def test_the_overview_and_the_roles_lead_to_each_other() -> None:
    pages = pages_of("renamed")
    for role in ("captain", "first-mate", "navigator", "harbour-master"):
        assert f'href="{role}/"' in pages[""]
        assert 'href="../"' in pages[f"{role}/"]


@pytest.mark.parametrize(
    ("paid_by", "payers"),
    [
        ("mentor", {"captain", "first-mate"}),
        ("mentee", {"navigator"}),
        ("split", {"captain", "first-mate", "navigator"}),
        ("each", {"captain", "first-mate", "navigator"}),
        ("program", {"harbour-master"}),
    ],
)
def test_money_is_told_to_those_who_pay(paid_by: str, payers: set[str]) -> None:
    item = {"mentor": "Tea", "mentee": "Maps", "split": "Rope", "each": "Boots", "program": "Berth"}[paid_by]
    roles = ("captain", "first-mate", "navigator", "harbour-master")
    assert {role for role in roles if f" {item} " in told("renamed", f"{role}/")} == payers


def test_a_step_that_anyone_may_take_is_told_to_those_who_meet() -> None:
    assert "Hail again" in told("renamed", "captain/")
    assert "Hail again" in told("renamed", "navigator/")
    assert "Hail again" not in told("renamed", "harbour-master/")
    assert "Rows over" in told("renamed", "harbour-master/")
    assert "Rows over" not in told("renamed", "captain/")


def test_what_is_expected_of_the_program_is_told_to_its_coordinator() -> None:
    assert "What others may expect of you Answers letters" in told("renamed", "harbour-master/")
    assert "Answers letters" not in told("renamed", "captain/")


def test_a_form_is_listed_for_whom_it_is_for_with_its_files() -> None:
    forms = {
        "content/checklists/theirs.yml": "title: Theirs\nfor: mentee\nitems: [One]\n",
        "content/checklists/ours.yml": "title: Ours\nitems: [One]\n",
    }
    more = "checklists: [theirs, ours]\n"
    mentor, mentee = (part(page(more, role, **forms), "Your forms", "The other") for role in ("mentor", "mentee"))
    assert mentor == "Checklists Form Files Ours PDF Word Markdown"
    assert mentee == "Checklists Form Files Theirs PDF Word Markdown Ours PDF Word Markdown"


def test_an_agreement_is_listed_for_those_who_sign_it() -> None:
    signed = {"content/agreements/deal.yml": f"{SIGNED}signatures: [mentor]\n"}
    more = "agreements: deal\n"
    assert "Agreement PDF" in page(more, "mentor", **signed)
    assert "Agreement PDF" not in page(more, "mentee", **signed)


def test_where_nothing_is_downloaded_the_forms_are_linked_all_the_same() -> None:
    files = {"site.yml": "title: T\ndownloads: []\nchecks: {'*': advice}\n", **FORMS}
    html = program_pages({**files, "content/programs/p.yml": f"{PROGRAM}worksheets: sheet\n"})["mentor/"]
    assert "tok-worksheet</a>" in html
    assert "PDF" not in plain(html)


def test_dates_are_in_order_and_those_without_a_day_come_last() -> None:
    dates = """\
phases: {end: {label: The end, start: cohort end - 1 week}}
check_ins:
  late: {label: Late talk, at: match + 6 weeks}
  soon: {label: Soon talk, at: match + 3 days}
  first: {label: First talk, at: cohort start + 1 day}
"""
    cohort = COHORT.replace(
        "2027-06-30}", "2027-06-30, dates: {party: {label: Party}, off: {label: Off, for: mentee}}}"
    )
    text = part(page(cohort + dates), "When", "The other")
    titles = ("First talk", "The end", "Soon talk", "Late talk", "Party")
    assert sorted(titles, key=text.index) == list(titles)
    assert "Party Date, for everyone To be announced" in text
    assert "3 days after your match" in text
    assert " Off " not in text


def test_it_leads_to_a_calendar_of_its_own() -> None:
    html = pages_of("every-key")["mentor/"]
    assert 'href="../now-mentor.ics"' in html
    assert "now-mentor.ics" not in pages_of("every-key")["mentee/"]


def test_every_role_has_a_page() -> None:
    build = prepared(kind("renamed"))
    found = {each.role for each in build.outputs if isinstance(each, RoleOutput)}
    assert found == {"captain", "first-mate", "navigator", "harbour-master"}


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("mentor: {kind: mentor}", "For mentors"),
        ("mentor: {label: Navigator, kind: mentor}", "For Navigator"),
        ("co: {label: Co-mentor, kind: co-mentor}", "For Co-mentor"),
    ],
)
def test_a_page_names_whom_it_is_for_as_the_program_does(role: str, shown: str) -> None:
    other = "" if role.startswith("mentor") else "  mentor: {kind: mentor}\n"
    program = f"name: P\npurpose: Q\nroles:\n  {role}\n{other}  mentee: {{kind: mentee}}\n"
    page = f"---\ntitle: T\nfor: {role.partition(':')[0]}\n---\nText\n"
    files = rendered({"content/programs/p.yml": program, "content/t.md": page})
    assert f"data-pagefind-ignore>{shown}</p>" in files["t/index.html"]


@pytest.mark.parametrize(("most", "said"), [(1, "In at most 1 pair at a time."), (3, "In at most 3 pairs at a time.")])
def test_in_how_many_pairs_someone_is_at_most_is_said(most: int, said: str) -> None:
    program = PROGRAM.replace("mentor: {kind: mentor}", f"mentor: {{kind: mentor, max_pairs: {most}}}")
    pages = program_pages({**HOME, "content/programs/p.yml": program})
    assert said in plain(pages["mentor/"])
    assert "at a time" not in plain(pages["mentee/"])
