"""What each kind of field is in each format, where it is not what its kind says by itself."""

import re
from dataclasses import replace
from functools import cache

import pytest

from mentorsite.render.forms.markdown import markdown
from mentorsite.render.forms.pdf.fields import controls
from mentorsite.render.forms.sheet import FieldBlock, FormSheet, Input, SheetBlock, inputs
from mentorsite.theme.values import Words
from tests.conftest import prepared, rendered
from tests.render.forms.test_docx import part, text_of, word
from tests.sheets import rich_of, sheets


def made_of(sections: str, head: str = "") -> tuple[FormSheet, Words]:
    """The sheet of an agreement of these sections."""
    return made_of_text(f"title: A\n{head}sections: {{{sections}}}\n")


@cache
def made_of_text(text: str) -> tuple[FormSheet, Words]:
    """The sheet of an agreement."""
    build = prepared({"content/agreements/a.yml": text})
    assert not build.fatal, build.problems
    (made,) = sheets(build).values()
    return made


def by_name(sheet: FormSheet) -> dict[str, Input]:
    return {each.name: each for each in inputs(sheet)}


REACHED = "s: {fields: {post: {type: email, label: Where}, bell: {type: phone, label: Whom}}}"


def test_phones_are_told_which_keyboard_an_address_needs() -> None:
    page = rendered({"content/agreements/a.yml": f"title: A\nsections: {{{REACHED}}}\n"})["agreements/a/index.html"]
    post, bell = re.findall(r"<input type=\"(?:email|tel)\"[^>]*>", page)
    assert 'inputmode="email"' in post
    assert 'autocomplete="email"' in post
    assert 'inputmode="tel"' in bell
    assert 'autocomplete="tel"' in bell
    assert "required" not in post + bell
    assert "pattern" not in post + bell


def test_files_say_what_is_to_be_written_where_no_keyboard_does() -> None:
    sheet, words = made_of(REACHED)
    assert [each.hint for each in controls(sheet, words)] == ["email address", "phone number"]
    text = markdown(sheet, words)
    assert "### Where (email address)" in text
    assert "### Whom (phone number)" in text
    shown = text_of(part(word(sheet, words)))
    assert "email address" in shown
    assert "phone number" in shown


COLUMN = "a: {label: A, type: scale, max: 3, labels: {1: no}}"
SCALED = f"s: {{fields: {{t: {{type: table, label: T, columns: {{{COLUMN}}}, rows: 1}}}}}}"


def test_a_column_may_be_a_scale() -> None:
    sheet, words = made_of(SCALED)
    cell = by_name(sheet)["t__1__a"]
    assert [(each.value, each.label) for each in cell.options] == [("1", "1 – no"), ("2", "2"), ("3", "3")]
    assert "| A (1 – no / 2 / 3) |" in markdown(sheet, words)
    assert controls(sheet, words)[0].fields[0].kind == "combo"
    assert "1 – no / 2 / 3" in text_of(part(word(sheet, words)))


PARTIES = "parties: {mentor: {max: 2}, mentee: {}}\n"
EACH = "s: {fields: {pace: {type: choice, label: Pace, options: [Slow, Fast], required: true, filled_by: each}}}"


def test_each_who_takes_part_fills_in_a_place_of_their_own() -> None:
    sheet, words = made_of(EACH, PARTIES)
    made = by_name(sheet)
    assert list(made) == ["pace__mentor", "pace__mentor__2", "pace__mentee"]
    assert [each.required for each in made.values()] == [True, False, True]
    assert [each.label for each in made.values()][::2] == ["Pace: Mentor 1", "Pace: Mentee"]
    assert "(required, filled in by Mentee, choose one)" in markdown(sheet, words)
    names = [each.name for control in controls(sheet, words) for each in control.fields]
    assert names == list(made)
    assert "filled in by Mentor 1" in text_of(part(word(sheet, words)))


AGREED = "s: {clauses: [{id: a, text: We meet., acknowledge: initials, filled_by: each}]}"


def test_each_who_signs_initials_a_clause_in_a_box_of_their_own() -> None:
    sheet, words = made_of(AGREED, "signatures: [mentor, mentee]\n")
    names = list(by_name(sheet))[:2]
    assert names == ["s__clause__a__mentor", "s__clause__a__mentee"]
    assert "Initials: Mentor: ____ <!-- s__clause__a__mentor -->" in markdown(sheet, words)
    assert [each.fields[0].name for each in controls(sheet, words)][:2] == names
    shown = text_of(part(word(sheet, words)))
    assert "Initials: Mentee" in shown


def test_a_clause_may_be_one_roles_to_initial() -> None:
    sheet, _ = made_of(AGREED.replace("each", "mentee"), "signatures: [mentor, mentee]\n")
    assert list(by_name(sheet))[:2] == ["s__clause__a__mentee", "signature__mentor__name"]


SEVERAL = "s: {fields: {days: {type: multi-choice, label: Days, options: [Monday, Tuesday, Friday], default: Monday}}}"


def ticked(value: str) -> list[str]:
    """The options that a Markdown file shows as ticked."""
    sheet, words = made_of(SEVERAL)
    changed: list[SheetBlock] = []
    for block in sheet.blocks:
        if isinstance(block, FieldBlock):
            changed.append(replace(block, inputs=(replace(block.inputs[0], value=value),)))
        else:
            changed.append(block)
    return re.findall(r"^\* \[x\] (\w+)|^\* ☑ (\w+)", markdown(replace(sheet, blocks=tuple(changed)), words), re.M)


def test_every_option_that_is_chosen_is_ticked() -> None:
    assert len(ticked("monday")) == 1
    assert len(ticked("monday\nfriday")) == 2
    assert ticked("monda") == []


INLINE = {
    "<p>Goal</p>": '<span class="paragraph">Goal</span>',
    '<p class="big">Goal</p>': '<span class="paragraph big">Goal</span>',
    '<p lang="es">Meta</p>\n\nGoal': '<span class="paragraph" lang="es">Meta</span>',
    '<div class="big"><p>Goal</p></div>': '<span class="big"><span class="paragraph">Goal</span></span>',
    "<center>Goal</center>": '<span class="paragraph">Goal</span>',
    '<b title="&lt;p&gt;">Goal</b>': '<b title="&lt;p&gt;">Goal</b>',
    "<pre>Goal</pre>": "<pre>Goal</pre>",
}


@pytest.mark.parametrize(("typed", "expected"), INLINE.items())
def test_no_paragraph_stands_where_a_line_must(typed: str, expected: str) -> None:
    html = str(rich_of(typed).inline)
    assert expected in html
    assert html.count("<span") == html.count("</span>")
    assert not re.search(r"</?(p|div|center)\b", html)


@pytest.mark.parametrize("kind", ["text", "checkbox", "list", "choice, options: [A, B]", "table, columns: {a: A}"])
def test_the_label_of_a_field_has_no_paragraph(kind: str) -> None:
    label = "label: '<p class=\"big\">Goal</p>'"
    head = "title: '<p>Part</p>'"
    form = f"title: A\nsections: {{s: {{{head}, fields: {{f: {{type: {kind}, {label}}}}}}}}}\n"
    page = rendered({"content/agreements/a.yml": form})["agreements/a/index.html"]
    for around in re.findall(r"<(label|legend|h2)\b[^>]*>(.*?)</\1>", page, re.S):
        assert "<p" not in around[1]
    assert 'class="paragraph big">Goal</span>' in page
