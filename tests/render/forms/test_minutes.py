"""About how long a form takes."""

import pytest

from mentorsite.render.forms.minutes import minutes
from tests.conftest import PROGRAM, prepared
from tests.sheets import all_sheets, sheets

TEXT = "title: Form\nsections: {{a: {{text: {}, fields: {}}}}}\n"
ROWS = "{t: {type: table, label: T, rows: 40, columns: {a: {label: A}, b: {label: B}}}}"
MANY = "{{{}}}".format(", ".join(f"f{number}: {{type: long-text, label: L}}" for number in range(19)))


@pytest.mark.parametrize(
    ("text", "fields", "wanted"),
    [
        ("Short.", "{}", 5),
        ("word " * 2000, "{}", 10),
        ("字" * 4000, "{}", 10),
        ("Short.", ROWS, 5),
        ("Short.", MANY, 30),
        ("word " * 40_000, "{}", 120),
    ],
    ids=["short", "long", "in Chinese", "one row at a time", "many fields", "a book"],
)
def test_a_form_takes_as_long_as_its_words_and_what_is_filled_in(text: str, fields: str, wanted: int) -> None:
    files = {"content/worksheets/form.yml": TEXT.format(text, fields), "content/programs/p.yml": PROGRAM}
    assert minutes(sheets(prepared(files))["form"][0]) == wanted


def test_forms_of_the_starter_say_what_people_would() -> None:
    found = {name: minutes(sheet) for name, (sheet, _) in all_sheets().items()}
    assert (found["check-in"], found["goals"], found["mentoring-agreement"]) == (5, 10, 30)
