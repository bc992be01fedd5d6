"""Who is matched after the others has what is left of the cohort."""

from datetime import date

from mentorsite.structure.late_match import left_from
from mentorsite.structure.timetable import timetable
from mentorsite.structure.timetable_entry import TimetableEntry
from tests.conftest import PROGRAM, prepared

LATE = date(2027, 4, 15)
COHORT = """
cohorts:
  spring:
    label: Spring
    timezone: Europe/London
    start: 2027-02-01
    end: END
    except: [2027-04-20]
    dates:
      kickoff: {label: Kick-off, date: 2027-02-05}
      week: {label: Open week, date: 2027-04-12, end: 2027-04-16}
      party: {label: Party, date: 2027-06-25}
      picnic: {label: Picnic}
check_ins:
  circle: {label: Circle, every: 1 week, from: 2027-02-02, sessions: {1: {topic: Hello}, 2027-04-27: {topic: Half way}}}
  paper: {label: Paper, every: 1 month, from: 2027-01-31}
"""


def left(end: str = "2027-05-31") -> dict[str, TimetableEntry | None]:
    build = prepared({"content/programs/p.yml": PROGRAM + COHORT.replace("END", end), "content/index.md": "# Home"})
    assert not build.problems, build.problems
    program = build.site.programs[0]
    found = timetable(build.site, program, program.program.cohorts["spring"])
    return {each.id: left_from(each, LATE) for each in found}


def test_what_is_over_is_gone_and_what_goes_on_stays() -> None:
    found = left()
    assert found["date-kickoff"] is None
    assert {id for id, each in found.items() if each and id.startswith("date-")} == {
        "date-week", "date-party", "date-picnic",
    }  # fmt: skip


def test_a_series_begins_with_its_next_meeting_and_keeps_what_is_said_of_later_ones() -> None:
    circle = left()["check-in-circle"]
    assert circle
    assert circle.days[:2] == (date(2027, 4, 27), date(2027, 5, 4))
    assert circle.left_out == ()
    assert [day for day, _ in circle.sessions] == [date(2027, 4, 27)]


def test_a_series_from_the_end_of_a_month_still_counts_from_its_first_day() -> None:
    paper = left()["check-in-paper"]
    assert paper
    assert paper.days == (date(2027, 4, 30), date(2027, 5, 31))
    assert paper.counted_from == date(2027, 1, 31)


def test_a_series_without_an_end_begins_with_its_next_meeting_that_is_not_left_out() -> None:
    found = left(end="")
    circle, paper = found["check-in-circle"], found["check-in-paper"]
    assert circle
    assert paper
    assert (circle.days, circle.endless) == ((date(2027, 4, 27),), True)
    assert paper.days == (date(2027, 4, 30),)
