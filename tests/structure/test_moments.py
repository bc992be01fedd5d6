"""Moments are days of a cohort, or say why they are not."""

from datetime import date, timedelta

import pytest

from mentorsite.model.cohort import Cohort
from mentorsite.model.moment import Moment
from mentorsite.model.program import MOST_STEPS, Program
from mentorsite.structure.moments import after_match, day_of, resolved
from tests.conftest import PROGRAM, prepared

COHORT = """
cohorts:
  spring:
    label: Spring
    start: 2027-01-31
    end: 2027-07-30
    dates:
      kickoff: {label: Kick-off, date: 2027-02-01}
      showcase: {label: Showcase}
"""
PHASES = """
phases:
  match: {label: Matching, start: cohort start - 2 weeks, duration: 2 weeks}
  begin: {label: Beginning, duration: 10 days}
  work: {label: Work}
  never: {label: Never}
check_ins:
  pair: {label: Pair, every: 2 weeks, from: match + 3 days}
  midpoint: {label: Midpoint, at: phase begin + 1 month}
  circle: {label: Circle, every: 1 week, from: phase work - 6 days, except: 2027-02-04}
  after: {label: After, every: 1 week, from: check-in circle}
  never: {label: Never, every: 1 week, from: 2027-03-01, except: 2027-02-20 to 2027-07-30}
"""


def program(more: str = "") -> tuple[Program, Cohort]:
    build = prepared({"content/programs/p.yml": PROGRAM + COHORT + PHASES + more, "content/index.md": "# Home"})
    found = build.site.programs[0].program
    return found, found.cohorts["spring"]


def moment(text: str) -> Moment:
    made = prepared({"content/checklists/c.yml": f"title: C\ndue: {text}\nitems: [a]\n", "content/index.md": "# Home"})
    assert made.site.forms, made.problems
    due = made.site.forms[0].form.due
    assert due
    return due


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("cohort start", date(2027, 1, 31)),
        ("cohort start + 1 day", date(2027, 2, 1)),
        ("cohort start + 1 month", date(2027, 2, 28)),
        ("cohort end - 2 weeks", date(2027, 7, 16)),
        ("date kickoff + 3 weeks", date(2027, 2, 22)),
        ("phase match", date(2027, 1, 17)),
        ("phase begin", date(2027, 1, 31)),
        ("phase work + 1 day", date(2027, 2, 11)),
        ("check-in midpoint", date(2027, 2, 28)),
        ("check-in midpoint - 1 month", date(2027, 1, 28)),
        ("check-in circle + 1 day", date(2027, 2, 12)),
        ("check-in after", date(2027, 2, 11)),
        ("check-in never", date(2027, 3, 1)),
    ],
)
def test_a_moment_is_a_day_of_the_cohort(text: str, day: date) -> None:
    assert resolved(moment(text), *program()) == day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("match + 1 day", "match"),
        ("check-in pair", "match"),
        ("date showcase", "undated"),
        ("phase never", "undated"),
        ("date picnic", "unknown"),
        ("phase nothing", "unknown"),
        ("check-in nothing", "unknown"),
        ("cohort end + 1200 months", date(2127, 7, 30)),
        ("date kickoff - 1200 months", date(1927, 2, 1)),
    ],
)
def test_a_moment_without_a_day_says_why(text: str, why: str | date) -> None:
    assert resolved(moment(text), *program()) == why


def test_a_moment_past_the_last_year_has_no_day() -> None:
    more = "  far0: {label: Far, at: cohort end + 1200 months}\n" + "".join(
        f"  far{n}: {{label: Far, at: check-in far{n - 1} + 1200 months}}\n" for n in range(1, 10)
    )
    found, cohort = program(more)
    assert resolved(moment("check-in far9"), found, cohort) == "out-of-range"


def test_what_is_very_far_from_the_match_says_nothing_to_add_to_it() -> None:
    more = "  far0: {label: Far, at: match + 1200 months}\n" + "".join(
        f"  far{n}: {{label: Far, at: check-in far{n - 1} + 1200 months}}\n" for n in range(1, 10)
    )
    found, _ = program(more)
    assert after_match(moment("check-in far0"), found) == "+1200 months"
    assert after_match(moment("check-in far9"), found) is None


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ("  self: {label: Self, at: check-in self}\n", "check-in self"),
        ("  a: {label: A, at: check-in b + 1 day}\n  b: {label: B, at: check-in a}\n", "check-in b"),
    ],
)
def test_moments_that_are_told_from_each_other_are_circular(more: str, text: str) -> None:
    assert resolved(moment(text), *program(more)) == "circular"
    assert after_match(moment(text), program(more)[0]) is None


def test_a_long_way_back_is_followed_to_its_end() -> None:
    last = MOST_STEPS - 6  # five are there already
    chain = "".join(f"  c{n}: {{label: C, at: check-in c{n - 1} + 1 day}}\n" for n in range(1, last + 1))
    found, cohort = program(f"  c0: {{label: C, at: cohort start}}\n{chain}")
    assert resolved(moment(f"check-in c{last}"), found, cohort) == date(2027, 1, 31) + timedelta(days=last)


def test_what_is_told_from_the_match_says_what_to_add_to_it() -> None:
    found, cohort = program()
    assert after_match(moment("check-in pair + 1 week"), found) == "+3 days +1 weeks"
    assert after_match(moment("match"), found) == ""
    assert after_match(moment("cohort start"), found) is None
    assert day_of(moment("match + 1 week"), found, cohort) is None


def test_nothing_has_a_day_without_a_cohort() -> None:
    assert day_of(moment("cohort start"), program()[0], None) is None
