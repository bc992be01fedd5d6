"""The timetable holds everything that happens in a cohort, once and in order."""

from datetime import date, time, timedelta

import pytest

from mentorsite.model.program import MOST_STEPS
from mentorsite.structure.timetable import for_role, timetable
from mentorsite.structure.timetable_entry import TimetableEntry
from tests.conftest import PROGRAM, prepared

COHORT = """
cohorts:
  spring:
    label: Spring
    timezone: Europe/London
    start: 2027-02-01
    end: 2027-07-30
    dates:
      showcase: {label: Showcase}
      kickoff: {label: Kick-off, date: 2027-02-01, time: "18:00", minutes: 60}
      applications: {label: Applications, date: 2026-12-01, end: 2027-01-08, for: mentee, deadline: yes}
"""


def entries(more: str, files: dict[str, str] | None = None) -> dict[str, TimetableEntry]:
    build = prepared({"content/programs/p.yml": PROGRAM + COHORT + more, "content/index.md": "# Home", **(files or {})})
    entry = build.site.programs[0]
    found = timetable(build.site, entry, entry.program.cohorts["spring"])
    assert len({each.id for each in found}) == len(found)
    return {each.id: each for each in found}


def test_what_has_a_day_comes_in_order_and_the_rest_after_it() -> None:
    assert list(entries("")) == ["date-applications", "date-kickoff", "date-showcase"]


def test_a_date_keeps_what_was_said_of_it() -> None:
    found = entries("")
    applications, kickoff = found["date-applications"], found["date-kickoff"]
    assert (applications.days, applications.last) == ((date(2026, 12, 1),), date(2027, 1, 8))
    assert applications.deadline
    assert applications.roles == ("mentee",)
    assert (kickoff.time, kickoff.minutes, kickoff.zone) == (time(18), 60, "Europe/London")
    assert found["date-showcase"].first is None


def test_a_phase_lasts_as_long_as_it_says_or_until_the_next_one() -> None:
    found = entries("""
phases:
  match: {label: Matching, start: cohort start - 2 weeks, duration: 2 weeks}
  begin: {label: Beginning, duration: 1 month}
  work: {label: Work}
  close: {label: Close, start: cohort end - 2 weeks}
""")
    spans = {key: (each.first, each.last) for key, each in found.items() if each.kind == "phase"}
    assert spans == {
        "phase-match": (date(2027, 1, 18), date(2027, 1, 31)),
        "phase-begin": (date(2027, 2, 1), date(2027, 2, 28)),
        "phase-close": (date(2027, 7, 16), date(2027, 7, 30)),
        "phase-work": (date(2027, 3, 1), date(2027, 7, 15)),
    }


def test_phases_that_say_nothing_of_when_are_no_part_of_it() -> None:
    assert not [key for key in entries("phases: {talk: {label: Talk}}") if key.startswith("phase")]


@pytest.mark.parametrize(
    ("check_in", "number", "first", "last"),
    [
        ("every: 2 weeks, count: 12, from: cohort start + 2 days", 12, date(2027, 2, 3), date(2027, 7, 7)),
        ("every: 1 month, from: cohort start - 1 day", 6, date(2027, 1, 31), date(2027, 6, 30)),
        ("every: 1 month, count: 3, from: cohort start - 1 day", 3, date(2027, 1, 31), date(2027, 3, 31)),
        ("at: date kickoff + 1 week", 1, date(2027, 2, 8), date(2027, 2, 8)),
        ("every: 1 day, from: date kickoff", 180, date(2027, 2, 1), date(2027, 7, 30)),
    ],
)
def test_a_check_in_comes_as_often_as_it_says_or_until_the_cohort_ends(
    check_in: str, number: int, first: date, last: date
) -> None:
    days = entries(f"check_ins: {{c: {{label: C, {check_in}}}}}")["check-in-c"].days
    assert (len(days), days[0], days[-1]) == (number, first, last)


@pytest.mark.parametrize(("check_in", "off"), [("every: 2 weeks, from: match", 1), ("at: match + 3 weeks", 0)])
def test_days_left_out_are_said_of_what_comes_back_alone(check_in: str, off: int) -> None:
    cohort = "    except: 2027-02-15 to 2027-02-19\n"
    assert len(entries(f"{cohort}check_ins: {{c: {{label: C, {check_in}}}}}")["check-in-c"].off) == off


def test_a_check_in_told_from_the_match_has_no_day_of_its_own() -> None:
    found = entries("check_ins: {c: {label: C, every: 2 weeks, from: match}}")["check-in-c"]
    assert found.days == ()
    assert found.moment
    assert found.moment.anchor == "match"


def test_a_check_in_is_for_the_pair_and_its_organizer_unless_it_says_more() -> None:
    more = """
check_ins:
  pair: {label: Pair, at: cohort start, organizer: mentee}
  all: {label: All, at: cohort start, for: [mentor, mentee, office]}
"""
    office = "  office: {kind: coordinator}\n"
    build = prepared({"content/programs/p.yml": PROGRAM + office + COHORT + more, "content/index.md": "# Home"})
    entry = build.site.programs[0]
    found = timetable(build.site, entry, entry.program.cohorts["spring"])
    assert _check_ins(for_role(found, "office")) == ["check-in-all"]
    assert _check_ins(for_role(found, "mentor")) == ["check-in-pair", "check-in-all"]


def _check_ins(found: tuple[TimetableEntry, ...]) -> list[str]:
    return [each.id for each in found if each.kind == "check-in"]


def test_forms_and_their_items_are_due() -> None:
    agreement = (
        "title: Agreement\nsections: {a: {clauses: [x]}}\nsignatures: [mentor]\nsign_by: cohort start + 14 days\n"
    )
    checklist = (
        "title: List\nfor: mentee\ndue: match + 1 day\nitems: [{text: Do **this**, due: cohort end, for: mentor}]\n"
    )
    found = entries("", {"content/agreements/a.yml": agreement, "content/checklists/l.yml": checklist})
    signing, item = found["agreements-a-sign"], found["checklists-l-items-do-this"]
    assert (signing.first, signing.signing, signing.roles) == (date(2027, 2, 15), True, ("mentor",))
    assert (item.first, item.roles, item.kind) == (date(2027, 7, 30), ("mentor",), "item")
    assert found["checklists-l-due"].days == ()
    assert found["checklists-l-due"].roles == ("mentee",)


def test_in_a_cohort_without_days_what_is_told_from_its_end_comes_last() -> None:
    cohort = "cohorts: {spring: {label: S, timezone: UTC, dates: {later: {label: Later}}}}\n"
    more = (
        "phases:\n  close: {label: Close, start: cohort end - 2 weeks}\n"
        "  work: {label: Work, start: cohort start, duration: 2 weeks}\n  more: {label: More, duration: 1 week}\n"
        "check_ins: {a: {label: A, at: phase more + 1 day}, m: {label: M, at: match - 1 day}}\n"
    )
    build = prepared({"content/programs/p.yml": PROGRAM + cohort + more, "content/index.md": "# Home"})
    entry = build.site.programs[0]
    found = [each.id for each in timetable(build.site, entry, entry.program.cohorts["spring"])]
    assert found == ["check-in-m", "phase-work", "phase-more", "check-in-a", "phase-close", "date-later"]


def test_a_series_without_an_end_in_a_cohort_without_one_is_endless() -> None:
    build = prepared({
        "content/programs/p.yml": PROGRAM + "cohorts: {c: {label: C, start: 2027-01-01}}\n"
        "check_ins: {c: {label: C, every: 1 week, from: cohort start}}\n",
        "content/index.md": "# Home",
    })  # fmt: skip
    entry = build.site.programs[0]
    found = timetable(build.site, entry, entry.program.cohorts["c"])[0]
    assert found.endless
    assert found.days == (date(2027, 1, 1),)


def test_as_many_phases_as_may_be_that_follow_each_other_are_found() -> None:
    chain = "".join(f"  p{n}: {{label: P, duration: 1 day}}\n" for n in range(1, MOST_STEPS))
    found = entries(f"phases:\n  p0: {{label: P, start: cohort start, duration: 1 day}}\n{chain}")
    assert found[f"phase-p{MOST_STEPS - 1}"].first == date(2027, 2, 1) + timedelta(days=MOST_STEPS - 1)


def test_what_counts_from_the_match_stands_where_matches_are_announced() -> None:
    more = "check_ins: {talk: {label: Talk, at: match + 1 week}, pair: {label: Pair, every: 2 weeks, from: match}}\n"
    announced = "      matching: {label: Matches, date: 2027-02-10}\n      after: {label: After, date: 2027-02-11}\n"
    assert list(entries(announced + more)) == [
        "date-applications", "date-kickoff", "date-matching", "check-in-pair", "check-in-talk", "date-after",
        "date-showcase",
    ]  # fmt: skip


def test_without_a_date_of_the_match_its_phase_says_where() -> None:
    more = (
        "phases: {matching: {label: M, start: cohort start - 4 weeks, duration: 2 weeks}, work: {label: W}}\n"
        "check_ins: {talk: {label: Talk, at: match + 1 week}}\n"
    )
    found = list(entries(more))
    assert found.index("phase-matching") < found.index("check-in-talk") < found.index("phase-work")


def test_a_program_may_say_where_matches_are_announced() -> None:
    more = "match: date kickoff\ncheck_ins: {talk: {label: Talk, at: match + 1 week}}\n"
    assert list(entries(more)) == ["date-applications", "date-kickoff", "check-in-talk", "date-showcase"]
    first = "match: cohort start - 2 weeks\ncheck_ins: {talk: {label: Talk, at: match + 1 week}}\n"
    assert list(entries(first)) == ["date-applications", "check-in-talk", "date-kickoff", "date-showcase"]
