"""What is asked only where something else has a certain answer: one sentence in every format."""

import pytest

from mentorsite.render.forms.download_look import look_of
from mentorsite.render.forms.markdown import markdown
from mentorsite.render.forms.pdf.fields import pdf_fields
from mentorsite.render.forms.pdf.form_data import form_data
from mentorsite.render.forms.sheet import FieldBlock
from mentorsite.theme.dates_and_numbers import either
from tests.conftest import prepared, rendered
from tests.render.forms.test_docx import paragraphs, part, text_of, word
from tests.render.forms.test_field_block import made_of, made_of_text

ASKED = """
  a:
    title: First
    clauses: [{text: We travel., when: {place: elsewhere}, for: [mentor]}]
    fields:
      often: {type: choice, label: How often, options: [Weekly, Twice a month], other: true}
      place: {type: choice, label: Where, options: {online: Online, elsewhere: Somewhere else}}
      told: {type: checkbox, label: We told the office}
      met: {type: yes-no, label: Have you met?}
      other_rhythm: {type: text, label: Say how, required: true, when: {often: other}}
  b:
    title: Meeting again
    when: {met: yes}
    for: [mentee]
    fields:
      last: {type: date, label: Last time, required: true}
"""


@pytest.fixture(scope="module")
def asked() -> str:
    return f"title: A\nsections:{ASKED}"


@pytest.mark.parametrize(
    ("condition", "said", "answers"),
    [
        ("{often: other}", "If “How often” is “Something else”:", ("other",)),
        ("{often: weekly}", "If “How often” is “Weekly”:", ("weekly",)),
        (
            "{often: [Weekly, twice-a-month]}",
            "If “How often” is “Weekly” or “Twice a month”:",
            ("weekly", "twice-a-month"),
        ),
        ("{met: no}", "If “Have you met?” is “No”:", ("no",)),
        ("{told: true}", "If “We told the office” is ticked:", ("yes",)),
        ("{told: no}", "If “We told the office” is not ticked:", ("",)),
    ],
)
def test_a_condition_is_a_sentence(condition: str, said: str, answers: tuple[str, ...]) -> None:
    sheet, _ = made_of(f"{FIELDS}, s: {{fields: {{x: {{type: text, label: X, when: {condition}}}}}}}")
    block = sheet.blocks[-1]
    assert isinstance(block, FieldBlock)
    assert block.when
    assert (block.when.words, block.when.answers) == (said, answers)


FIELDS = """q: {fields: {
  often: {type: choice, label: How often, options: [Weekly, Twice a month], other: true},
  told: {type: checkbox, label: We told the office}, met: {type: yes-no, label: "Have you met?"}}}"""


def test_every_format_says_it_before_what_it_is_for(asked: str) -> None:
    sheet, words = made_of_text(asked)
    text = markdown(sheet, words)
    for said, following in (
        ("*If “How often” is “Something else”:*", "### Say how"),
        ("*If “Where” is “Somewhere else”:*", "**1.1** We travel."),
        ("*If “Have you met?” is “Yes”:*", "## 2. Meeting again"),
    ):
        assert f"{said}\n\n{following}" in text
    assert "We travel.\n\nFor Mentor" in text
    assert "Meeting again\n\nFor Mentee" in text
    data = word(sheet, words)
    assert paragraphs(data, "FormHelp") == [
        "If “Where” is “Somewhere else”:", "If “How often” is “Something else”:", "If “Have you met?” is “Yes”:",
    ]  # fmt: skip
    assert "For Mentee" in text_of(part(data))
    parts = form_data(sheet, look_of(prepared({}).site.settings), words)["form"]["parts"]
    assert parts[1]["heading"]["when"] == "If “Have you met?” is “Yes”:"
    assert parts[1]["heading"]["for"] == "For Mentee"
    page = rendered({"content/agreements/a.yml": asked})["agreements/a/index.html"]
    assert """data-when="often" data-answers='["other"]'""" in page
    assert page.count('class="form-when note"') == 3
    assert "conditions.js" in page


def test_no_file_insists_on_what_may_not_be_asked(asked: str) -> None:
    sheet, words = made_of_text(asked)
    assert {each.name: each.required for each in pdf_fields(sheet, words) if each.name in ("last", "other_rhythm")} == {
        "last": False, "other_rhythm": False,
    }  # fmt: skip
    assert [each.required for each in sheet.blocks if isinstance(each, FieldBlock)][-2:] == [True, True]


def test_a_form_without_conditions_has_no_script_for_them() -> None:
    page = rendered({"content/agreements/a.yml": "title: A\nsections: {s: {clauses: [x]}}\n"})[
        "agreements/a/index.html"
    ]
    assert "conditions.js" not in page


@pytest.mark.parametrize(
    ("language", "said"), [("de", "a, b oder c"), ("es", "a, b o c"), ("ja", "a、b、またはc"), ("ar", "a أو b أو c")]
)
def test_one_of_several_is_said_as_the_language_does(language: str, said: str) -> None:
    assert either(["a", "b", "c"], language) == said
