"""What has to be known soon is said where someone asks."""

from datetime import date

import pytest

from mentorsite.build.prepare import prepare
from mentorsite.check.upcoming import undated
from tests.conftest import PROGRAM, tree_of

COHORT = """
cohorts:
  spring:
    label: Spring
    status: {}
    start: 2027-02-01
    end: 2027-07-30
    dates:
"""
DATES = "      kickoff: {label: Kick-off, date: 2027-02-01}\n      showcase: {label: Showcase}\n"


@pytest.mark.parametrize(
    ("status", "today", "advised"),
    [
        ("planning", date(2027, 1, 3), False),
        ("planning", date(2027, 1, 4), True),
        ("running", date(2027, 5, 1), True),
        ("running", date(2027, 8, 1), False),
        ("archived", date(2027, 5, 1), False),
    ],
)
def test_a_date_has_its_day_when_its_cohort_is_near(status: str, today: date, advised: bool) -> None:
    files = {"content/programs/p.yml": f"{PROGRAM}{COHORT.format(status)}{DATES}", "site.yml": "title: T\n"}
    found = [each.line for each in undated(prepare(tree_of(files)).site, today)]
    assert found == ([15] if advised else [])
    waived = {**files, "content/programs/p.yml": f"{files['content/programs/p.yml']}waived: {{no-day-yet: later}}\n"}
    build = prepare(tree_of(waived), today=today)
    assert list(undated(build.site, today)) == []
    assert not {"no-day-yet", "unused-waiver"} & {each.code for each in build.problems}
