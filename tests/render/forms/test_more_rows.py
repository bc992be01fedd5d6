"""Rows that a page adds to lists and tables: by hand, from what is kept, in what is saved and printed."""

from pathlib import Path

import pytest

from mentorsite.render.forms.field_block import MORE_ROWS
from mentorsite.render.forms.pair_view import pair_view
from mentorsite.render.forms.pdf.fields import pdf_fields
from mentorsite.render.forms.sheet import FieldBlock
from tests.render.forms.test_field_block import made_of
from tests.render.forms.test_form_page import EVERY, Visit, load, printed, saved, small, visit

pytestmark = [pytest.mark.needs_browser, pytest.mark.needs_programs]

__all__ = ["small", "visit"]
LISTED = "s: {fields: {a: {type: list, label: A, rows: 2}, t: {type: table, label: T, columns: [X, Y], rows: 1}}}"
HEADED = "s: {fields: {t: {type: table, label: T, columns: [X], rows: [One, Two]}}}"


def test_lists_and_tables_have_more_rows_on_their_page_alone() -> None:
    sheet, words = made_of(LISTED)
    listed, table = (each for each in sheet.blocks if isinstance(each, FieldBlock))
    assert [each.name for each in listed.more] == [f"a__{index}" for index in range(3, MORE_ROWS + 3)]
    assert [each.name for each in table.more][:3] == ["t__2__x", "t__2__y", "t__3__x"]
    assert table.more[0].label == "T: row 2, X"
    assert [each.name for each in pdf_fields(sheet, words)][:4] == ["a__1", "a__2", "t__1__x", "t__1__y"]


def test_rows_with_words_of_their_own_are_all_there_are() -> None:
    sheet, _ = made_of(HEADED)
    assert [each.more for each in sheet.blocks if isinstance(each, FieldBlock)] == [()]


def test_both_sides_of_a_pair_show_rows_that_were_added() -> None:
    sheet, words = made_of(LISTED)
    (section,) = pair_view(sheet, sheet, words, ("", "")).sections
    cells = [row.cells[0] for row in section.rows]
    assert [cell.more[0][0] for cell in cells if cell] == ["3.", "2: X"]


@pytest.mark.needs_browser
@pytest.mark.needs_programs
def test_a_row_that_is_added_is_kept_saved_loaded_and_printed(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(EVERY)
    fourth, step = page.locator("[name=wishes__4]"), page.locator("[name=plan__3__step]")
    assert not fourth.is_visible()
    page.get_by_role("button", name="One more row").first.click()
    assert page.evaluate("document.activeElement.name") == "wishes__4"
    page.keyboard.type("Courage")
    page.get_by_role("button", name="One more row").nth(1).click()
    step.fill("Rest")
    page.reload()
    assert fourth.input_value() == "Courage"
    assert fourth.is_visible()
    assert not page.locator("[name=wishes__5]").is_visible()
    assert "Rest" in printed(page, tmp_path)[0]
    content = saved(page)
    assert content["answers"]["wishes__4"] == "Courage"
    page.evaluate("localStorage.clear()")
    page.reload()
    assert not step.is_visible()
    load(page, content)
    step.wait_for()
    assert step.input_value() == "Rest"
