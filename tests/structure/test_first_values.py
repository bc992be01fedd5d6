"""What a field begins with can stand in it: a default is told where it is written, a variable where it is named."""

import pytest

from mentorsite.structure.first_values import first_value
from mentorsite.structure.variables import scopes
from tests.conftest import PROGRAM, prepared
from tests.loader.test_validate import faults, field

CHOICE = "type: choice, options: {a: Yes please, b: No}"
FIT = [
    ("type: text, default: x", "x"),
    ("type: number, default: 2", "2"),
    ("type: number, default: '1,5', max: 2", "1,5"),
    ("type: money, default: about 20", "about 20"),
    ("type: date, default: 2027-02-28", "2027-02-28"),
    ("type: time, default: 9:30", "09:30"),
    ("type: duration, default: an hour", "an hour"),
    (f"{CHOICE}, default: b", "b"),
    (f"{CHOICE}, default: yes please", "a"),
    (CHOICE.replace("choice", "multi-choice") + ", default: a", "a"),
    ("type: yes-no, default: true", "yes"),
    ("type: checkbox, default: yes", "yes"),
    ("type: checkbox, default: no", ""),
    ("type: scale, default: 5", "5"),
    ("type: list, default: x", "x"),
    (r'type: list, default: "a\n\n b"', "a b"),
    (r'type: text, default: "a\nb"', "a b"),
    (r'type: duration, default: "a\nb"', "a b"),
    (r'type: money, default: "20\n30"', "20 30"),
    (r'type: long-text, default: "a\n\nb"', "a\n\nb"),
    ("type: date, prefill: cohort.start", "2027-02-01"),
    ("type: text, prefill: cohort.start", "1 February 2027"),
    ("type: time, prefill: check_in.c.time", "09:00"),
    ("type: number, prefill: check_in.c.minutes", "45"),
    ("type: number, default: '{{ check_in.c.minutes }}'", "45"),
    ("type: yes-no, prefill: closing.no_fault", "yes"),
    ("type: choice, options: [Spring, Autumn], prefill: cohort.label", "spring"),
]
FULL = f"""{PROGRAM}cohorts: {{s: {{label: Spring, status: open, timezone: UTC, start: 2027-02-01, end: 2027-03-01}}}}
check_ins: {{c: {{label: C, at: cohort start, time: 9:00, minutes: 45}}}}
closing: {{no_fault: true}}
"""
FILES = {"content/index.md": "# H\n", "content/programs/p.yml": FULL}


@pytest.mark.parametrize(("text", "value"), FIT, ids=[each[0] for each in FIT])
def test_a_field_begins_with_what_can_stand_in_it(text: str, value: str) -> None:
    scope = scopes(prepared(FILES).site)(None)
    assert first_value(field(text), scope, "en") == value


UNFIT = [
    ("type: number, default: five", "`five` is not a number"),
    ("type: number, default: 1234567890", "too large a number"),
    ("type: number, default: 1, min: 2", "less than `min` (2)"),
    ("type: number, default: 3, max: 2", "more than `max` (2)"),
    ("type: money, default: a little", "no amount of money"),
    ("type: date, default: 2027-02-30", "not a day of the calendar"),
    ("type: date, default: soon", "not a date"),
    ("type: time, default: noon", "not a time of day"),
    (f"{CHOICE}, default: c", "none of the options"),
    (CHOICE.replace("choice", "multi-choice") + ", default: 'a, b'", "none of the options"),
    ("type: yes-no, default: maybe", "neither yes nor no"),
    ("type: checkbox, default: x", "neither yes nor no"),
    ("type: scale, default: 6", "no step from 1 to 5"),
    ("type: scale, default: high", "not a whole number"),
    ("type: table, columns: [A], default: x", "begins empty"),
    ("type: initials, default: AB", "nobody signs"),
    ("type: signature, default: Ada", "nobody signs"),
]


@pytest.mark.parametrize(("text", "message"), UNFIT, ids=[each[0] for each in UNFIT])
def test_a_default_that_can_not_be_is_told_where_it_stands(text: str, message: str) -> None:
    before, _, after = text.partition(", default: ")
    written = f"title: W\nsections: {{s: {{fields: {{f: {{label: L, {before},\n  default: {after}}}}}}}}}\n"
    (fault,) = faults("worksheet", written)
    assert fault.message.startswith("`default`: ")
    assert message in fault.message
    assert (fault.line, fault.column) == (3, 3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("type: scale, labels: {7: x}", "`labels` has words for 7, and the scale goes from 1 to 5"),
        ("type: number, min: 3, max: 2", "`min` (3) is more than `max` (2)"),
    ],
)
def test_numbers_of_a_field_that_can_not_be_are_told(text: str, message: str) -> None:
    (fault,) = faults("worksheet", f"title: W\nsections: {{s: {{fields: {{f: {{label: L, {text}}}}}}}}}\n")
    assert fault.message == message


@pytest.mark.parametrize("text", ["type: date, prefill: program.name", "type: number, default: '{{ program.name }}'"])
def test_a_variable_whose_value_can_not_stand_in_a_field_is_told(text: str) -> None:
    form = f"title: W\nsections: {{s: {{fields: {{f: {{label: L, {text}}}}}}}}}\n"
    (found,) = prepared({**FILES, "content/worksheets/w.yml": form}).problems
    assert (found.code, found.line) == ("wrong-value", 2)
    assert "`Test program` is not a" in found.message
