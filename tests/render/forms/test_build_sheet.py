"""What a form says becomes a sheet that each format is written from."""

import pytest

from mentorsite.render.forms.sheet import ClauseBlock
from tests.conftest import prepared
from tests.sheets import sheets


@pytest.mark.parametrize(
    ("sections", "numbers"),
    [
        (
            "a: {title: A, clauses: [x, y]}, b: {clauses: [z]}, c: {title: C, clauses: [x]}",
            ["1.1", "1.2", "1.3", "2.1"],
        ),
        ("a: {clauses: [x, y]}, b: {clauses: [z]}", ["1", "2", "3"]),
    ],
)
def test_no_two_clauses_have_one_number(sections: str, numbers: list[str]) -> None:
    made = prepared({"content/agreements/a.yml": f"title: A\nsections: {{{sections}}}\n"})
    ((sheet, _),) = sheets(made).values()
    assert [each.number for each in sheet.blocks if isinstance(each, ClauseBlock)] == numbers
