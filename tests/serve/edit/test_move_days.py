"""All days of a cohort move together, by days, weeks or months, and those on a weekend are told."""

from typing import Any

import pytest

from mentorsite.serve.edit.move_days import first_day, on_weekends, shifted
from mentorsite.serve.edit.requests import BadRequestError, distance_in
from mentorsite.serve.edit.yaml_changes import ChangeError

COHORT = {
    "label": "Spring",
    "start": "2027-01-31",
    "dates": {"open": {"label": "Applications open", "date": "2027-01-04"}},
    "except": ["2027-04-05"],
}


def test_the_first_day_is_named() -> None:
    assert str(first_day(COHORT)) == "“Applications open”, Monday 4 January 2027"
    assert str(first_day({**COHORT, "start": "2026-12-31"})) == "“Start”, Thursday 31 December 2026"
    assert first_day({"start": "2027-01-31"}) is None


@pytest.mark.parametrize(
    ("sent", "start", "opens"),
    [
        ({"first": "2027-01-04", "then": "2027-01-05"}, "2027-02-01", "2027-01-05"),
        ({"first": "2027-01-04", "then": "2026-12-28"}, "2027-01-24", "2026-12-28"),
        ({"by": 2, "unit": "weeks"}, "2027-02-14", "2027-01-18"),
        ({"by": 1, "unit": "months"}, "2027-02-28", "2027-02-04"),
        ({"by": -12, "unit": "months"}, "2026-01-31", "2026-01-04"),
    ],
)
def test_days_move_by_days_weeks_or_months(sent: dict[str, Any], start: str, opens: str) -> None:
    moved = {each.path: each.value for each in shifted(COHORT, ("c",), distance_in(sent))}
    assert moved == {("c", "start"): start, ("c", "dates", "open", "date"): opens}


@pytest.mark.parametrize("sent", [{"by": "2", "unit": "weeks"}, {"by": 2, "unit": "a"}, {}])
def test_only_a_distance_is_taken(sent: dict[str, Any]) -> None:
    with pytest.raises(BadRequestError):
        distance_in(sent)


def test_nothing_moves_out_of_the_calendar() -> None:
    with pytest.raises(ChangeError, match="farther"):
        shifted(COHORT, (), distance_in({"by": 10**30, "unit": "weeks"}))


def test_days_on_a_weekend_are_told() -> None:
    assert on_weekends(COHORT) == "On a weekend now: “Start”, Sunday 31 January 2027."
    assert on_weekends({**COHORT, "start": "2027-02-01"}) == ""
    lasting = {"open": {"label": "Applications", "date": "2027-01-04", "end": "2027-01-09"}}
    assert on_weekends({"dates": lasting}) == "On a weekend now: “Applications: End”, Saturday 9 January 2027."
