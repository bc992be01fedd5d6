"""A number of more digits than any program takes doesn't end an import."""

import pytest

from mentorsite.importers.agreement.blanks import END, START
from mentorsite.importers.markdown import config_files
from mentorsite.importers.word.controls import choices
from mentorsite.importers.word.numbering import END_MARK, START_MARK
from tests.importers.test_html_to_markdown import written
from tests.importers.test_word_structure import body
from tests.importers.web.test_unseen import body as body_of_page
from tests.importers.word.test_controls import form, older
from tests.word_files import docx, heading, p

LONG = "9" * 5_000


def test_a_list_in_a_cell_that_starts_at_a_huge_number_starts_at_1() -> None:
    assert written(f"<table><tr><td><ol start={LONG}><li>a<li>b</ol></table>").startswith("| 1. a<br>2. b |")


@pytest.mark.parametrize(
    "html",
    [
        f"<p style='font-weight:{LONG}'>a</p>",
        f"<p style='z-index:{LONG}'>a</p>",
        f"<style>b{{display:block;width:{LONG}px}}</style><p>a</p>",
        f"<style>b:nth-child({LONG}n){{display:none}}</style><p>a</p>",
        f"<style>p:nth-child(n-{LONG}){{display:block}}</style><p>a</p>",
        "<style>p:nth-child(n-" + r"\39 " * 5_000 + "){display:none}</style><p>a</p>",
        f"<style>@media screen and (min-width:{LONG}px){{b{{display:none}}}}</style><p>a</p>",
        f"<p title='&#{LONG};'>a</p>",
    ],
)
def test_a_saved_page_with_a_huge_number_is_read(html: str) -> None:
    assert "a" in body_of_page(f"<main>{html}</main>")


def test_words_of_a_huge_weight_are_bold() -> None:
    assert body_of_page(f"<main>a <span style='font-weight:{LONG}'>b</span></main>") == "a **b**"


def test_a_document_with_the_marks_of_ours_around_a_huge_number_is_read() -> None:
    marks = f"{START}{LONG}{END}", f"{START_MARK}{LONG}{END_MARK}"
    for mark in marks:
        assert "goes on" in body(docx(heading("Form") + p(f"{mark} Name: {mark} goes on")))
    assert list(choices(marks[0], ())) == []


def test_a_list_of_an_older_form_with_a_huge_choice_has_none() -> None:
    assert body(form(older(f'<w:result w:val="{LONG}"/>'))) == "How often: _____"


def test_settings_with_a_huge_number_are_told_to_be_unread() -> None:
    for read, name in ((config_files.toml, "TOML"), (config_files.from_json, "JSON")):
        said = read("a", {"TOML": f"a = {LONG}", "JSON": f'{{"a": {LONG}}}'}[name])
        assert [loss.what for loss in said.losses] == [f"{name} that can't be read; it is not read"]
