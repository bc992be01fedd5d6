"""What a form says of its next copy, where there is none."""

import pytest

from tests.conftest import PROGRAM, SITE, prepared

SHEET = "content/worksheets/talk.yml"
FIELD = "sections: {a: {fields: {b: {type: text, label: B, show_next_time: true}}}}\n"
COLUMN = "sections: {a: {fields: {b: {type: table, label: B, columns: {c: {label: C, show_next_time: true}}}}}}\n"
MEETING = "check_ins: {pair: {label: Pair meeting, every: 2 weeks, count: 3, from: match, worksheet: talk}}\n"
ONCE = "check_ins: {pair: {label: Pair meeting, at: match, worksheet: talk}}\n"


def said(form: str, program: str = "") -> list[tuple[int, str, str]]:
    files = {"site.yml": SITE, "content/index.md": "# Home\n", "content/programs/test.yml": PROGRAM + program}
    found = prepared({**files, SHEET: f"title: Talk\n{form}"}).problems
    return [(each.line, each.code, each.message) for each in found if each.path == SHEET]


@pytest.mark.parametrize("form", [FIELD, COLUMN, "new_copy: New talk\n"])
def test_it_is_said_in_vain_where_the_form_does_not_repeat(form: str) -> None:
    for program in ("", ONCE):
        ((line, code, _),) = said(form, program)
        assert (line, code) == (2, "never-repeated")
    assert said(form, MEETING) == []
    assert said(f"repeats: yes\n{form}") == []


@pytest.mark.parametrize(
    ("form", "line", "message"),
    [
        ("repeats: monthly\n", 2, "`repeats`: `monthly` is neither yes nor no"),
        ("repeats: no\nnew_copy: New talk\n", 3, "nobody begins another copy of a form that doesn't repeat"),
        (f"repeats: no\n{FIELD}", 3, "nothing comes after a form that doesn't repeat"),
        (f"repeats: no\n{COLUMN}", 3, "nothing comes after a form that doesn't repeat"),
    ],
)
def test_what_contradicts_itself_is_refused(form: str, line: int, message: str) -> None:
    assert said(form, MEETING) == [(line, "wrong-value", message)]
