"""Answers put into a drawn PDF say the same as a PDF that is drawn with them."""

from io import BytesIO

import pikepdf
import pytest
from page import validate_pdf_bytes
from pikepdf import Name

from mentorsite.build.prepare import Build
from mentorsite.model.output import DownloadOutput
from mentorsite.render.download_jobs import form_job
from mentorsite.render.forms.answers import answered, saved_answers
from mentorsite.render.forms.docx import docx, drawn_docx, filled_docx
from mentorsite.render.forms.downloads import make
from mentorsite.render.forms.jobs import Job
from mentorsite.render.forms.pdf.fill import FormPdf, changes, filled, pictures
from mentorsite.render.forms.sheet import Input, inputs
from mentorsite.render.site_context import SiteContext
from tests.conftest import prepared
from tests.render.forms.test_docx import part, text_of
from tests.sheets import EVERY_FIELD

NAMES = ("Bo Lee", "山田太郎", "Ğülşah İnanç", "محمد علي", "Наталья Ким", "अनीता राव")


@pytest.fixture(scope="module")
def job() -> Job:
    build: Build = prepared(EVERY_FIELD)
    (entry,) = build.site.forms
    return form_job(SiteContext(build.site, build.theme, build.outline), DownloadOutput("a.pdf", entry, "pdf"))


@pytest.fixture(scope="module")
def drawn(job: Job) -> FormPdf:
    return FormPdf(make(job).data, job.sheet, job.words)


def an_answer(each: Input) -> str:
    match each.kind:
        case "date":
            return "2027-03-04"
        case "number" | "money":
            return "7"
        case "check":
            return "yes"
        case "one-of":
            return each.options[-1].value
        case "any-of":
            return "\n".join(option.value for option in each.options[:2])
        case "lines":
            return "One line\nand another"
        case _:
            return f"{each.name} {NAMES[len(each.name) % len(NAMES)]}"


def said(data: bytes) -> dict[str, object]:
    """What each field holds and shows: its value, and the state of each of its buttons."""
    found: dict[str, object] = {}
    with pikepdf.open(BytesIO(data)) as document:
        for field in document.Root.AcroForm.Fields:
            states = [str(kid.AS) for kid in field.Kids] if Name.Kids in field else [str(field.get(Name.AS, ""))]
            found[str(field.T)] = (str(field.get(Name.V, "")), states)
    return found


def with_answers(job: Job, drawn: FormPdf, answers: dict[str, str]) -> bytes:
    changed = changes(drawn, answered(job.sheet, answers))
    with pictures([each.shown for each in changed if each.shown], job) as shown:
        return filled(drawn, changed, shown)


def test_each_kind_of_field_is_filled_as_it_is_drawn(job: Job, drawn: FormPdf) -> None:
    answers = {each.name: an_answer(each) for each in inputs(job.sheet) if each.kind != "signature"}
    sheet = answered(job.sheet, answers)
    data = with_answers(job, drawn, answers)
    again = make(Job(job.path, job.format, sheet, job.words, job.look, job.assets)).data
    assert said(data) == said(again)
    assert said(data) != said(drawn.data)
    failures = validate_pdf_bytes(data, profile="ua1").failures
    # it finds no width in fonts of PostScript outlines, as those for Chinese have
    assert not [each for each in failures if "CIDFontType0C program" not in each.message]
    assert with_answers(job, drawn, answers) == data


def test_what_a_field_held_is_taken_out_by_an_empty_answer(job: Job, drawn: FormPdf) -> None:
    assert said(drawn.data)["place"] == ("Online", [""])
    assert said(with_answers(job, drawn, {"place": ""}))["place"] == ("", [""])


def test_a_form_without_an_answer_stays_as_it_is_drawn(job: Job, drawn: FormPdf) -> None:
    assert answered(job.sheet, {"of another form": "x"}) is job.sheet
    assert changes(drawn, job.sheet) == ()


def test_word_holds_the_answers_and_the_page_saves_them(job: Job) -> None:
    answers = {each.name: an_answer(each) for each in inputs(job.sheet) if each.kind != "signature"}
    sheet = answered(job.sheet, answers)
    words = text_of(part(docx(sheet, words=job.words, paper="a4", accent=None)))
    assert "4 March 2027" in words
    assert all(answers[each.name] in words for each in inputs(sheet) if each.kind == "text")
    saved = saved_answers(job.sheet, answers)
    assert saved["days__monday"] is True
    assert saved["first_day"] == "2027-03-04"
    assert "days" not in saved


def test_a_word_file_that_is_filled_in_is_the_one_that_is_written_with_the_answers(job: Job) -> None:
    drawn_word = drawn_docx(job.sheet, words=job.words, paper="a4", accent=None)
    known = [each for each in inputs(job.sheet) if each.kind != "signature"]
    for some in (known, known[::3], known[-1:], []):
        sheet = answered(job.sheet, {each.name: an_answer(each) for each in some})
        assert filled_docx(drawn_word, sheet) == docx(sheet, words=job.words, paper="a4", accent=None)


def test_an_answer_that_an_input_of_the_same_name_can_not_hold_is_left_out(job: Job) -> None:
    strange = {each.name: "of another form" for each in inputs(job.sheet) if each.kind in ("date", "one-of", "any-of")}
    assert strange
    assert answered(job.sheet, strange).blocks == job.sheet.blocks
    assert saved_answers(job.sheet, strange) == {}
