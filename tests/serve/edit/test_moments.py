"""Moments in their parts: what a form makes of them, what is written again, and the day that they come to."""

from collections.abc import Iterator

import pytest

from mentorsite.loader.json_schema import json_schema
from mentorsite.loader.yaml_source import read
from mentorsite.model.site import Site
from mentorsite.serve.edit.data_changes import ChangeError
from mentorsite.serve.edit.fields import Form, fields_below
from mentorsite.serve.edit.kinds import kind_of
from mentorsite.serve.edit.moments import Moments, Parts, parts_in, parts_of, written
from mentorsite.serve.edit.yaml_changes import SetValue, changed
from tests.conftest import PROGRAM, REPOSITORY, prepared

COHORTS = """match: date matching
cohorts:
  spring:
    label: Spring 2027
    status: open
    start: 2027-01-04
    end: 2027-06-25
    dates:
      matching: {label: Matching, date: 2027-02-01}
phases:
  work: {label: Work, start: cohort start + 2 weeks}
check_ins:
  talk: {label: Midway, at: cohort end - 2 months}
"""
PATH, FORM = "content/programs/p.yml", "content/checklists/c.yml"


@pytest.fixture(scope="module")
def site() -> Site:
    return prepared({PATH: f"{PROGRAM}{COHORTS}checklists: [c]\n", FORM: "title: C\nitems: [One]\n"}).site


def moments_of_starters() -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """The file's text, the path and the value of each moment."""
    for file in sorted((REPOSITORY / "starters").rglob("content/**/*.yml")):
        kind = kind_of(file.as_posix()[file.as_posix().index("content/") :])
        text = file.read_text(encoding="utf-8")
        form = Form(json_schema(kind)).of(read("", text).value)
        yield from (
            (text, each.path, each.value) for each in fields_below(form) if each.kind == "moment" and each.value
        )


def test_each_moment_of_the_starters_comes_back_from_its_parts_to_the_byte() -> None:
    found = list(moments_of_starters())
    assert len(found) > 100
    for text, path, value in found:
        again = written(parts_in({**dict.fromkeys(["how", "number", "unit", "anchor", "day"], ""), **sent(value)}))
        assert again == value
        assert changed(text, SetValue(path, again)) == text


def sent(value: str) -> dict[str, str]:
    """What the form of a moment sends."""
    parts = parts_of(value)
    return {"how": parts.how, "number": parts.number, "unit": parts.unit, "anchor": parts.anchor, "day": parts.day}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", Parts()),
        ("match", Parts("on")),
        ("cohort  start", Parts("on", anchor="cohort start")),
        ("match + 1 week", Parts("after", "1", "weeks")),
        ("phase work - 14 days", Parts("before", "14", "days", "phase work")),
        ("2027-2-5", Parts("on", anchor="day", day="2027-02-05")),
        ("2027-02-05 + 1 month", Parts("after", "1", "months", "day", "2027-02-05")),
        ("14 days after match", Parts("words")),
        ("next week", Parts("words")),
    ],
)
def test_a_moment_has_parts(text: str, parts: Parts) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (Parts("after", "1", "days"), "match + 1 day"),
        (Parts("before", "2", "months", "cohort end"), "cohort end - 2 months"),
        (Parts("on", "3", "days", "date matching", "2027-01-01"), "date matching"),
        (Parts("on", anchor="day", day="2027-01-01"), "2027-01-01"),
    ],
)
def test_parts_are_written_as_people_write_them(parts: Parts, text: str) -> None:
    assert written(parts) == text


@pytest.mark.parametrize(
    "parts", [Parts("after", "1.5"), Parts("after", "-1"), Parts("on", anchor="x: y"), Parts("on", anchor="day")]
)
def test_parts_that_make_no_moment_are_refused(parts: Parts) -> None:
    with pytest.raises(ChangeError, match="whole number"):
        written(parts)


def test_what_the_program_has_is_counted_from(site: Site) -> None:
    found = {each.value: each.label for each in Moments(site, FORM).anchors}
    assert found == {
        "match": "the match",
        "cohort start": "the start of the cohort",
        "cohort end": "the end of the cohort",
        "phase work": "the start of “Work”",
        "check-in talk": "“Midway”",
        "date matching": "“Matching”",
        "day": "a day of the calendar",
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("cohort end - 1 week", "18 June 2027 in Spring 2027."),
        ("phase work", "18 January 2027 in Spring 2027."),
        ("2027-03-01", "1 March 2027 in every cohort."),
        ("match + 2 weeks", "15 February 2027 in Spring 2027, for those who hear of their match on 1 February 2027."),
        ("date nothing", ""),
        ("next week", ""),
    ],
)
def test_a_moment_is_told_as_a_day_of_the_next_cohort(site: Site, text: str, told: str) -> None:
    assert Moments(site, FORM).comes_to(text) == told


def test_without_a_day_for_matches_each_pair_has_its_own() -> None:
    cohorts = COHORTS.replace("match: date matching\n", "")
    alone = prepared({PATH: f"{PROGRAM}{cohorts}"}).site
    assert Moments(alone, PATH).comes_to("match") == "Each pair's own day: it counts from their match."
    assert Moments(None, PATH).comes_to("match") == ""


@pytest.mark.parametrize(("chosen", "label"), [("", "Autumn"), ("program: p\n", "Spring 2027")])
def test_what_no_program_has_alone_comes_to_a_day_of_the_one_of_site_yml(chosen: str, label: str) -> None:
    before = f"{PROGRAM.replace('Test', 'Another')}cohorts: {{a: {{label: Autumn, status: open, start: 2027-09-01}}}}\n"
    note = "title: N\nto: mentor\nwhen: cohort start\nsubject: S\ntext: T.\n"
    files = {PATH: f"{PROGRAM}{COHORTS}", "content/programs/a.yml": before, "content/messages/n.yml": note}
    found = prepared({**files, "site.yml": f"title: T\n{chosen}"}).site
    assert f"in {label}" in Moments(found, "content/messages/n.yml").comes_to("cohort start")
