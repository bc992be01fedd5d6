"""Fields within sentences: in each format they stand among the words, are named as ever, and don't stand below."""

from functools import cache

import pytest

from mentorsite.render.forms.answers import answered
from mentorsite.render.forms.download_look import look_of
from mentorsite.render.forms.markdown import markdown
from mentorsite.render.forms.pdf.fields import pdf_fields
from mentorsite.render.forms.pdf.form_data import form_data
from mentorsite.render.forms.sheet import ClauseBlock, FieldBlock, FormSheet, inputs
from mentorsite.render.forms.signed_words import signed_parts
from mentorsite.theme.values import Words
from tests.conftest import PROGRAM, prepared, rendered
from tests.render.forms.test_docx import paragraphs, word
from tests.sheets import sheets

SECTION = """
  time:
    title: Time
    text: We begin on {{ field.start }}.
    clauses:
      - {text: "We meet {{ field.rhythm }} for {{ field.length }} at **{{ field.place }}**.", acknowledge: initials}
      - {text: "We call {{ field.number }}.", when: {often: yes}}
    fields:
      often: {type: yes-no, label: Do we call?}
      place: {type: text, label: The place, filled_by: mentee}
      start: {type: date, label: First day, default: 2027-02-01}
      rhythm: {type: choice, label: How often, options: [every week, every two weeks], required: true}
      length: {type: number, label: How long, unit: minutes, help: Ten are enough., default: "45"}
      number: {type: phone, label: Number to call, required: true}
"""
NAMES = ["start", "rhythm", "length", "place"]


def files(section: str = SECTION) -> dict[str, str]:
    form = f"title: A\nsections:{section}signatures: [mentor, mentee]\n"
    return {"content/agreements/a.yml": form, "content/programs/test.yml": f"{PROGRAM}agreements: a\n"}


@cache
def made(section: str = SECTION) -> tuple[FormSheet, Words]:
    build = prepared(files(section))
    assert not build.problems, build.problems
    return sheets(build)["a"]


def names(sheet: FormSheet) -> list[str]:
    return [each.name for each in inputs(sheet)]


def test_a_field_stands_where_its_sentence_names_it_and_keeps_its_name() -> None:
    sheet, words = made()
    clause = next(each.name for each in inputs(sheet) if each.kind == "initials")
    assert names(sheet)[:7] == [*NAMES, clause, "number", "often"]
    assert [each.id for each in sheet.blocks if isinstance(each, FieldBlock)] == ["often"]
    assert [each.name for each in pdf_fields(sheet, words)][:7] == [each.replace(".", "_") for each in names(sheet)[:7]]


def test_nobody_has_to_answer_in_a_clause_that_may_not_count() -> None:
    sheet, _ = made()
    assert {each.name: each.required for each in inputs(sheet)}.items() >= {("rhythm", True), ("number", False)}


def test_markdown_has_lines_with_names_and_what_is_written_there_at_first() -> None:
    sheet, words = made()
    said = markdown(answered(sheet, {"rhythm": "every-week", "place": "The *hall*"}), words)
    assert "We begin on 1 February 2027 <!-- start -->." in said
    assert (
        "We meet every week <!-- rhythm --> for 45 <!-- length --> minutes at **The \\*hall\\* <!-- place -->**."
        in said
    )
    assert "How often: required · every week / every two weeks\n\nHow long: Ten are enough.\n" in said
    assert "The place: filled in by Mentee" in said
    assert "### The place" not in said


def test_a_word_file_has_controls_in_the_line() -> None:
    sheet, words = made()
    clause = paragraphs(word(sheet, words), "FormClause")[0]
    assert "We meet ____________________ for 45\u00a0minutes at ____" in clause


def test_a_pdf_has_a_place_in_the_line_with_room_for_its_kind() -> None:
    sheet, words = made()
    data = form_data(sheet, look_of(prepared(files()).site.settings), words)
    clauses = next(group for group in data["form"]["parts"][0]["groups"] if group["kind"] == "clauses")
    (text,) = clauses["blocks"][0]["text"]
    (rhythm, length) = [node[1] for node in text if isinstance(node, list) and node[0] == "blank"]
    assert (rhythm["number"], length["number"], length["unit"]) == (1, 2, "minutes")
    assert rhythm["width"] > length["width"]
    kinds = {field.name: field.kind for field in pdf_fields(sheet, words)}
    assert (kinds["rhythm"], kinds["length"]) == ("combo", "text")


def clauses(section: str = SECTION) -> list[str]:
    return [each.id for each in made(section)[0].blocks if isinstance(each, ClauseBlock)]


def test_a_signature_covers_what_is_asked_in_a_sentence() -> None:
    first, then = (signed_parts(made(section)[0]) for section in (SECTION, SECTION.replace("Ten are", "Five are")))
    assert {each.id for each in {*first} - {*then}} == {clauses()[0]}


def test_a_clause_is_another_one_when_it_asks_something_else() -> None:
    assert not {*clauses()} & {
        *clauses(
            SECTION.replace("field.place", "field.x")
            .replace("field.number", "field.place")
            .replace("field.x", "field.number")
        )
    }


def test_a_page_speaks_the_label_of_each() -> None:
    page = rendered(files())["agreements/a/index.html"]
    sentence = page[page.index("<p>We meet") : page.index('<div class="acknowledgements">')]
    for name, label in (("rhythm", "How often"), ("length", "How long"), ("place", "The place")):
        assert f'name="{name}"' in sentence
        assert page.count(f'name="{name}"') == 1
        assert f'aria-label="{label}"' in sentence
    assert 'aria-required="true" aria-label="How often" aria-describedby="_help-rhythm"' in sentence
    assert "<!--" not in sentence
    assert " ." not in sentence
    assert page.count("data-required") == 2


TWO = {
    "site.yml": "title: T\nlanguages: {en: English, es: Español}\n",
    "content/worksheets/a.yml": """title: A
sections:
  s: {clauses: ["as {{ field.x }}"], fields: {x: {type: text, label: X}, y: {type: text, label: Y}}}
""",
}


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("como {{ field.x }}", ""),
        ("como", "lacks `{{ field.x }}`"),
        ("como {{ field.y }} {{ field.x }}", "`{{ field.y }}` doesn't stand in the sentence"),
    ],
)
def test_a_translation_names_the_same_fields(sentence: str, said: str) -> None:
    spanish = (
        f'title: A\nsections:\n  s:\n    clauses: ["{sentence}"]\n    fields: {{x: {{label: X}}, y: {{label: Y}}}}\n'
    )
    problems = prepared({**TWO, "content/worksheets/a.es.yml": spanish}).problems
    found = [(each.line, each.message) for each in problems if each.code == "translation"]
    assert [line for line, _ in found] == ([4] if said else [])
    assert all(said in message for _, message in found)


def test_a_field_has_room_in_sections_of_forms_alone() -> None:
    found = prepared({"content/index.md": "# Home\n\nWe meet {{ field.often }}.\n"}).problems
    (problem,) = (each for each in found if each.code == "unknown-variable")
    assert "is a field of a form" in problem.message
