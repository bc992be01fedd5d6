"""Moments and lengths of time that people write otherwise: read where that is plain, else named as they are written."""

import re

import pytest
from pydantic import TypeAdapter, ValidationError

from mentorsite.model.moment import MOMENT, PERIOD, Length, Moment, Period, When

MOMENTS, LENGTHS = TypeAdapter[Moment](When), TypeAdapter[Period](Length)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Cohort Start + 2 Days", "cohort start + 2 days"),
        ("cohort start +2 days", "cohort start + 2 days"),
        ("cohort start+2days", "cohort start + 2 days"),
        ("MATCH", "match"),
        ("Match -1 Week", "match - 1 week"),
        ("match-2 weeks", "match - 2 weeks"),
        ("Phase Work-1 - 2 Weeks", "phase Work-1 - 2 weeks"),
        ("phase work-1", "phase work-1"),
        ("Check-In Mid + 1 MONTH", "check-in Mid + 1 month"),
        ("2027-02-15 +3 days", "2027-02-15 + 3 days"),
        ("date match +3 days", "date match + 3 days"),
    ],
)
def test_letters_case_and_spaces_are_as_one_likes(text: str, read: str) -> None:
    assert str(MOMENTS.validate_python(text)) == read


@pytest.mark.parametrize(("text", "read"), [("2 Weeks", "2 weeks"), ("14DAYS", "14 days"), (" 1  Month", "1 month")])
def test_so_are_those_of_lengths(text: str, read: str) -> None:
    assert str(LENGTHS.validate_python(text)) == read


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("weekly", "1 week"),
        ("Fortnightly", "2 weeks"),
        ("two weeks", "2 weeks"),
        ("every week", "1 week"),
        ("every 2 weeks", "2 weeks"),
        ("every other week", "2 weeks"),
        ("a month", "1 month"),
        ("2w", "2 weeks"),
        ("2 years", "24 months"),
        ("1 year", "12 months"),
        ("twelve months", "12 months"),
        ("yearly", "12 months"),
    ],
)
def test_a_length_in_other_words_is_answered_with_how_it_is_written(text: str, meant: str) -> None:
    hint = hint_of(LENGTHS, text)
    assert hint.startswith(f"write `{meant}`")
    assert PERIOD.fullmatch(meant)
    assert ("months are the longest unit" in hint) == ("year" in text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2 weeks after match", "match + 2 weeks"),
        ("two weeks after the match", "match + 2 weeks"),
        ("1 day before cohort end", "cohort end - 1 day"),
        ("1 week before the end", "cohort end - 1 week"),
        ("3 days after check-in midpoint", "check-in midpoint + 3 days"),
        ("15.02.2027", "2027-02-15"),
        ("2027/2/15", "2027-02-15"),
        ("15.02.2027 + 2 weeks", "2027-02-15 + 2 weeks"),
        ("match + 1 year", "match + 12 months"),
        ("match plus two weeks", "match + 2 weeks"),
        ("cohort_start", "cohort start"),
        ("cohort-start + 2 days", "cohort start + 2 days"),
        ("start + 2 weeks", "cohort start + 2 weeks"),
        ("check in midpoint", "check-in midpoint"),
    ],
)
def test_a_moment_in_other_words_is_answered_with_how_it_is_written(text: str, meant: str) -> None:
    assert hint_of(MOMENTS, text).startswith(f"write `{meant}`")
    assert MOMENT.fullmatch(meant)


@pytest.mark.parametrize(
    "text", ["soon", "next week", "biweekly", "0 weeks", "match + some", "after match", "-", "+ +"]
)
def test_what_is_not_plain_is_answered_with_examples(text: str) -> None:
    assert "for instance" in hint_of(MOMENTS, text)
    assert "for instance" in hint_of(LENGTHS, text)


def hint_of(kind: TypeAdapter[Moment] | TypeAdapter[Period], text: str) -> str:
    with pytest.raises(ValidationError) as raised:
        kind.validate_python(text)
    (error,) = raised.value.errors()
    hint = error["ctx"]["hint"]
    assert re.match("write ", hint)
    return str(hint)
