"""Days, hours and the keys beside them that were written otherwise: what to write is named."""

import pytest

from tests.conftest import PROGRAM
from tests.loader.test_validate import faults

IN_DATES = [
    ("date: 2027-02-01 18:00", 'time: "18:00"'),
    ("date: 2027-02-01T18:00", 'time: "18:00"'),
    ("date: 1.2.2027 at 18:00", 'time: "18:00"'),
    ("date: 2027-03-01 to 2027-03-03", "`end: 2027-03-03`"),
    ("date: 2027-03-01 until 2027-03-03", "`end: 2027-03-03`"),
    ("date: 1.3.2027 - 3.3.2027", "`end: 2027-03-03`"),
    ("{date: 2027-02-01, time: noon}", '"12:00"'),
    ("{date: 2027-02-01, time: Midnight}", '"00:00"'),
    ('{date: 2027-02-01, time: "24:00"}', "23:59"),
    ('{date: 2027-02-01, time: "18:00:00"}', '"18:00"'),
    ("{date: 2027-02-01, minutes: 1 hour}", "`60`"),
    ("{date: 2027-02-01, minutes: 2h}", "`120`"),
    ("{date: 2027-02-01, duration: 90}", "`minutes`"),
    ("{date: 2027-02-01, location: Library}", "`place`"),
    ("{date: 2027-02-01, url: https://meet.example/a}", "`link`"),
]


@pytest.mark.parametrize(("written", "hint"), IN_DATES)
def test_a_date_that_was_written_otherwise_is_told_with_what_to_write(written: str, hint: str) -> None:
    inside = written.strip("{}")
    text = f"{PROGRAM}cohorts: {{c: {{label: C, dates: {{d: {{label: D, {inside}}}}}}}}}\n"
    (found,) = faults("program", text)
    assert hint in found.hint


IN_CHECK_INS = [
    ("except: 2027-04-05 until 2027-04-16", "`2027-04-05 to 2027-04-16`"),
    ("from: kickoff", "`date kickoff`"),
    ("from: midpoint", "`phase midpoint`"),
]


@pytest.mark.parametrize(("written", "hint"), IN_CHECK_INS)
def test_a_moment_that_was_written_otherwise_is_told_with_what_to_write(written: str, hint: str) -> None:
    (found,) = faults("program", f"{PROGRAM}check_ins: {{m: {{label: M, every: 2 weeks, {written}}}}}\n")
    assert hint in found.hint


@pytest.mark.parametrize(("limits", "count"), [("min: 7, max: 3", 1), ("min: 1, max: 0", 1), ("min: 3, max: 3", 0)])
def test_a_board_has_at_most_as_many_people_as_it_may_have(limits: str, count: int) -> None:
    text = f"{PROGRAM}nonsense: x\nboard_of_mentors: {{{limits}}}\n"
    found = [each for each in faults("program", text) if "`max`" in each.message]
    assert len(found) == count
