"""A handbook in three languages: each output in each, the same built, and each text in its own."""

import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from icalendar import Calendar
from pydantic.fields import FieldInfo
from pypdf import PdfReader

from mentorsite.build import fingerprint
from mentorsite.build.cache import Cache
from mentorsite.build.parse_cache import cached_parser
from mentorsite.build.prepare import Build
from mentorsite.loader.parse import parse_source
from mentorsite.loader.sources import sources_of, with_originals
from mentorsite.model.base import Definition
from mentorsite.model.certificate import CertificateFile
from mentorsite.model.form import AgreementFile, ChecklistFile, WorksheetFile
from mentorsite.model.keys import Line, Translated
from mentorsite.model.message import MessageFile
from mentorsite.model.output import DownloadOutput
from mentorsite.model.program import Program
from mentorsite.model.site import FormEntry
from mentorsite.model.translated import Shape, Text, UndecidedError, innermost, models_of, shapes
from mentorsite.render.download_jobs import form_job
from mentorsite.render.forms.downloads import make
from mentorsite.render.forms.jobs import Job
from mentorsite.render.forms.sheet import HeadingBlock, TextBlock, inputs
from mentorsite.render.pages.form_sheet import form_sheet
from mentorsite.render.site_context import SiteContext
from mentorsite.render.text.nodes import Callout, Group, Paragraph, Span, Summary
from mentorsite.render.text.nodes import Text as Words
from tests import reference
from tests.conftest import PROGRAM, REPOSITORY, SITE, prepared, rendered, tree_of

FOLDER = REPOSITORY / "tests" / "data" / "languages"
LANGUAGES = ("en", "es", "ar")
QUIET = SITE.replace("checks: {", "checks: {untranslated: off, ")
TWO = {"site.yml": f"{QUIET}languages: {{en: English, es: Español}}\n", "content/index.md": "# Home\n"}
FORMS = ("agreements/promise", "checklists/first-steps", "worksheets/review-mentor")
"""The forms that stand in all three languages."""
CHECKLIST, OTHER = "content/checklists/a.yml", "content/checklists/a.es.yml"


def three() -> dict[str, str]:
    """The handbook in three languages, as files."""
    paths = (path for path in FOLDER.rglob("*") if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture(scope="module")
def build() -> Build:
    made = prepared(three())
    assert not made.problems, made.problems
    return made


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {path: data.replace("\r\n ", "") for path, data in rendered(three()).items()}


def problems(files: Mapping[str, str]) -> list[tuple[str, int, str, str, str]]:
    found = prepared({**TWO, **files}).problems
    return [(each.path, each.line, each.code, each.message, each.hint) for each in found]


def at(language: str) -> str:
    """Where a language stands."""
    return "" if language == "en" else f"{language}/"


def in_language(build: Build, path: str, language: str) -> FormEntry:
    folder, id = path.split("/")
    (found,) = (
        each
        for each in build.site.forms
        if (each.form.folder, each.form.id, each.form.language) == (folder, id, language)
    )
    return found


# What a translation may say


def every_key() -> Iterator[tuple[str, Shape, FieldInfo]]:
    """Each key of every model that a program and a form are made of."""
    todo: list[type[Definition]] = [Program, AgreementFile, ChecklistFile, WorksheetFile, MessageFile, CertificateFile]
    seen: set[type[Definition]] = set()
    while todo:
        model = todo.pop()
        if model in seen:
            continue
        seen.add(model)
        for key, (shape, field) in shapes(model).items():
            yield f"{model.__name__}.{key}", shape, field
            todo += models_of(innermost(shape))


def test_every_key_of_a_program_and_a_form_is_a_text_or_is_said_once() -> None:
    shown = {key: shape for key, shape, _ in every_key()}
    assert len(shown) > 250
    texts = {key for key, shape in shown.items() if isinstance(shape, Text)}
    assert {"Program.name", "Clause.text", "TextField.default", "Session.topic", "Conduct.code_of_conduct"} <= texts
    assert not texts & {
        "AgreementFile.version",
        "ChoiceField.default",
        "MoneyField.currency",
        "Item.id",
        "Cohort.start",
    }


def test_a_key_of_which_the_models_do_not_say_whether_it_is_a_text_is_refused() -> None:
    class Undecided(Definition):
        colour: str

    class Decided(Definition):
        colour: Line

    assert isinstance(shapes(Decided)["colour"][0], Text)
    with pytest.raises(UndecidedError, match=r"Undecided\.colour: mark its type with"):
        shapes(Undecided)


def test_the_reference_marks_what_is_translated() -> None:
    made = reference.pages()
    assert "| `title` | text, translated | needed |" in made["agreement.md"]
    assert "| `options` | list: text, or by id: text, translated |" in made["forms.md"]
    assert "| `version` | text |" in made["agreement.md"]


def test_what_a_mark_says_goes_before_the_type() -> None:
    marked = [mark for mark in AgreementFile.model_fields["version"].metadata if isinstance(mark, Translated)]
    assert marked == [Translated.SAME]


# Outputs


def test_every_output_of_a_program_and_a_form_is_made_in_every_language(build: Build) -> None:
    made = {output.path for output in build.outputs}
    program = ["index.html", "mentor/index.html", "mentee/index.html", "spring/index.html", "spring.ics",
               "spring-mentor.ics", "spring-mentee.ics", "print/index.html", "print/circle.pdf"]  # fmt: skip
    expected = {f"{at(language)}programs/circle/{name}" for language in LANGUAGES for name in program}
    expected |= {
        f"{at(language)}{path}{ending}"
        for language in LANGUAGES
        for path in FORMS
        for ending in ("/index.html", ".pdf", ".docx", ".md")
    }
    expected |= {f"{at(language)}worksheets/review-mentee/side-by-side/index.html" for language in ("en", "es")}
    assert expected <= made
    of_untranslated = {path for path in made if path.startswith(("es/worksheets/log", "ar/worksheets/review-mentee"))}
    assert of_untranslated == {"ar/worksheets/review-mentee/index.html", "es/worksheets/log/index.html"}


@pytest.mark.parametrize("path", FORMS)
def test_a_form_has_the_same_fields_in_the_same_order_in_each_language(build: Build, path: str) -> None:
    view = SiteContext(build.site, build.theme, build.outline)
    sheets = [form_sheet(view, in_language(build, path, language)) for language in LANGUAGES]
    source, *translations = ([(each.name, each.kind, [o.value for o in each.options], each.lines, each.required)
                              for each in inputs(sheet)] for sheet in sheets)  # fmt: skip
    assert source
    assert translations == [source, source]
    assert [sheet.version for sheet in sheets] == [sheets[0].version] * 3
    assert [sheet.due_day for sheet in sheets] == [sheets[0].due_day] * 3


def named(data: bytes, format: str) -> list[str]:
    """What can be filled in in a file, in order: by name, where the format has names."""
    match format:
        case "docx":
            return re.findall(r'<w:tag w:val="([^"]+)"', ZipFile(BytesIO(data)).read("word/document.xml").decode())
        case "pdf":
            return list(PdfReader(BytesIO(data)).get_fields() or {})
        case _:
            return re.findall(r"(?m)^ *- \[.\]|_{4,}", data.decode())


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("format", ["pdf", "docx", "markdown"])
def test_each_file_of_a_form_has_the_same_fields_in_each_language(build: Build, path: str, format: str) -> None:
    view = SiteContext(build.site, build.theme, build.outline)
    found = []
    for language in LANGUAGES:
        entry = in_language(build, path, language)
        output = next(
            each
            for each in build.outputs
            if isinstance(each, DownloadOutput) and (each.entry, each.format) == (entry, format)
        )
        job: Job = form_job(view, output)
        found.append(named(make(job).data, format))
    assert found[0]
    assert found == [found[0]] * 3


def test_a_page_of_a_form_has_the_same_fields_in_each_language(pages: dict[str, str]) -> None:
    for path in FORMS:
        names = [re.findall(r' name="([^"]+)"', pages[f"{at(language)}{path}/index.html"]) for language in LANGUAGES]
        assert names[0]
        assert names == [names[0]] * 3


def test_texts_are_those_of_the_language_and_what_is_missing_shows_in_the_default_one(pages: dict[str, str]) -> None:
    spanish, arabic = pages["es/agreements/promise/index.html"], pages["ar/agreements/promise/index.html"]
    assert '<html lang="es" dir="ltr"' in spanish
    assert '<html lang="ar" dir="rtl"' in arabic
    assert all(each in spanish for each in ("Nuestra promesa", "Llegamos a tiempo.", "Cada dos semanas", "Primer mes"))
    assert "Our promise" not in spanish
    assert all(each in arabic for each in ("وعدنا", "كل أسبوعين", "We keep it simple.", "First month"))


def test_a_calendar_has_the_same_events_in_each_language(pages: dict[str, str]) -> None:
    for name in ("spring", "spring-mentor", "spring-mentee"):
        events = [
            [(str(each["UID"]), each["DTSTART"].to_ical()) for each in Calendar.from_ical(text).events]
            for text in (pages[f"{at(language)}programs/circle/{name}.ics"] for language in LANGUAGES)
        ]
        assert len(events[0]) > 4
        assert events == [events[0]] * 3
    assert "SUMMARY:Reunión de la pareja" in pages["es/programs/circle/spring.ics"]
    assert "SUMMARY:لقاء" in pages["ar/programs/circle/spring.ics"]


def test_a_program_that_is_no_translation_keeps_the_ids_of_its_events() -> None:
    program = f"{PROGRAM}cohorts: {{c: {{label: C, dates: {{d: {{label: D, date: 2027-01-01}}}}}}}}\n"
    made = rendered({**TWO, "content/programs/p.es.yml": program})
    assert "/es\r\n" in made["es/programs/p/c.ics"].replace("\r\n ", "")


def linked(page: str) -> set[str]:
    body = page[page.index("<main") : page.index("</main>")]
    return set(re.findall(r'href="([^"#]+)"', body))


def test_references_lead_to_the_language_of_the_page(pages: dict[str, str]) -> None:
    assert {"programs/circle/", "guidelines/listening/", "agreements/promise/", "../"} <= linked(pages["es/index.html"])
    page = linked(pages["es/guidelines/listening/index.html"])
    assert {"../../agreements/promise/", "../../worksheets/review-mentor/", "../../worksheets/log/"} <= page
    program = linked(pages["es/programs/circle/index.html"])
    assert {"../../agreements/promise/", "../../guidelines/listening/", "../../worksheets/log/"} <= program
    assert "../../../agreements/promise/" not in program
    arabic = linked(pages["ar/programs/circle/index.html"])
    assert {"../../agreements/promise/", "../../guidelines/listening/"} <= arabic
    assert "../../agreements/promise/" in linked(pages["es/checklists/first-steps/index.html"])
    assert "../review-mentee/side-by-side/" in linked(pages["es/worksheets/review-mentor/index.html"])
    assert "../../../worksheets/review-mentee/side-by-side/" in linked(pages["ar/worksheets/review-mentor/index.html"])


def test_a_default_page_does_not_lead_to_a_translation(pages: dict[str, str]) -> None:
    mine = [text for path, text in pages.items() if path.endswith(".html") and not path.startswith(("es/", "ar/"))]
    inside = {url for text in mine if "<main" in text for url in linked(text) if re.match(r"(\.\./)*(es|ar)/.", url)}
    signed = {f"../{language}/agreements/promise/" for language in ("es", "ar")}  # where signed copies are checked
    assert inside <= {"es/guidelines/", "es/guidelines/listening/"} | signed


def test_variables_speak_of_the_program_in_the_language_of_the_page() -> None:
    made = rendered(
        TWO
        | {
            "content/programs/p.yml": "name: Circle\npurpose: x\nroles: {mentor: {}, mentee: {}}\n",
            "content/programs/p.es.yml": "name: Círculo\npurpose: x\nroles: {mentor: {}, mentee: {}}\n",
            "content/index.md": "---\ndescription: d\n---\n# Hi\nWelcome to {{ program.name }}.\n",
            "content/index.es.md": "---\ndescription: Sobre {{ program.name }}\n---\n# Hola\nA {{ program.name }}. "
            "[Programa](programs/p.yml) [Programa](programs/p.es.yml)\n",
        }
    )
    assert "Welcome to Circle." in made["index.html"]
    assert "A Círculo." in made["es/index.html"]
    assert "Sobre Círculo" in made["es/index.html"]
    assert linked(made["es/index.html"]) >= {"programs/p/"}
    assert "../programs/p/" not in linked(made["es/index.html"])


def test_the_ideas_list_what_is_not_translated_once() -> None:
    site = f"{QUIET}languages: {{en: English, es: Español, ar: العربية}}\nideas: true\n"
    page = "---\nidea: 3\ndescription: x\n---\n# Borders\n"
    files = {"site.yml": site, "content/programs/p.yml": PROGRAM, "content/borders.md": page}
    made = rendered({**TWO, **files})["ideas/index.html"]
    assert made.count('id="program-p"') == 1
    assert re.findall(r'href="([^"]*)">Borders<', made.partition("<main")[2]) == ["../borders/"]


def test_a_note_without_a_title_has_one_in_the_language_of_the_text() -> None:
    note = "# T\n\n> [!TIP]\n> a\n\n:::danger\nb\n:::\n\n:::tip Eigen\nc\n:::\n"
    form = "title: T\nintroduction: |\n  > [!NOTE]\n  > a\n"
    files = {"content/index.md": note, "content/index.es.md": note, CHECKLIST: f"{form}items: [one]\n", OTHER: form}
    made = rendered({**TWO, **files})
    titles = {path: re.findall(r'class="alert-title">([^<]*)<', page) for path, page in made.items()}
    assert titles["index.html"] == ["Tip", "Danger", "Eigen"]
    assert titles["es/index.html"] == ["Consejo", "Peligro", "Eigen"]
    assert titles["es/checklists/a/index.html"] == ["Nota"]
    build = prepared({**TWO, **files})
    text = SiteContext(build.site, build.theme, build.outline)
    introduction = form_sheet(text, in_language(build, "checklists/a", "es")).introduction
    assert introduction
    (note_of_form,) = introduction.blocks
    assert isinstance(note_of_form, Callout)
    assert note_of_form.blocks[0] == Summary("callout", (Words("Nota"),))


def test_a_translated_checklist_stands_below_its_language() -> None:
    made = rendered({**TWO, CHECKLIST: "title: A\nitems: [one]\n", OTHER: "title: A es\nitems: [uno]\n"})
    assert "uno" in made["es/checklists/a/index.html"]
    assert "uno" not in made["checklists/a/index.html"]
    assert 'name="items__item_one"' in made["es/checklists/a/index.html"]


def test_an_item_is_called_as_in_the_source_with_its_variables_as_they_are_written() -> None:
    files = {
        "content/programs/p.yml": PROGRAM,
        "content/programs/p.es.yml": "name: Programa\nroles: {mentor: {label: Mentora}}\n",
        CHECKLIST: "title: A\nitems: ['Ask the {{ roles.mentor.label }}']\n",
        OTHER: "title: A\nitems: ['Pregunta a la {{ roles.mentor.label }}']\n",
    }
    made = rendered({**TWO, **files})
    assert "Pregunta a la Mentora" in made["es/checklists/a/index.html"]
    for path in ("checklists/a/index.html", "es/checklists/a/index.html"):
        named = 'name="items__item_ask-the--rolesmentorlabel" data-formerly="items__item_ask-the-mentor"'
        assert named in made[path]


def test_a_form_of_several_programs_stands_below_each_in_each_language() -> None:
    files = {
        **{f"content/programs/{id}.yml": f"{PROGRAM}checklists: a\n" for id in "pq"},
        "content/programs/p.es.yml": "name: Programa\n",
        CHECKLIST: "title: A\nitems: [one]\n",
        OTHER: "title: A es\nitems: [uno]\n",
    }
    made = rendered({**TWO, "site.yml": f"{TWO['site.yml']}program: p\n", **files})
    expected = {f"{at}programs/{id}/checklists/a/index.html" for at in ("", "es/") for id in "pq"}
    assert expected | {"checklists/a/index.html", "es/checklists/a/index.html"} <= set(made)
    assert "checklists/a/" in linked(made["es/programs/p/index.html"])


# What is wrong


SOURCE = """\
title: A
due: match + 7 days
for: [mentor]
items:
  - {text: one, due: match + 1 day}
  - two
sections:
  more:
    title: More
    fields:
      goal: {type: choice, label: Goal, options: [Yes please, No]}
      size: {type: table, label: Sizes, columns: {a: A}, rows: [first, second]}
"""
WRONG = [
    ("due: match + 8 days", 2, "`due` is `match + 7 days` in content/checklists/a.yml, line 2", "take it out"),
    ("for: [mentor, mentee]", 2, "`for` is something else in content/checklists/a.yml, line 3", "take it out"),
    ("items: [uno]", 2, "`items` has 1 here and 2 in content/checklists/a.yml, line 4", "the same order"),
    ("items: [{text: uno, due: match + 2 days}, dos]", 2, "`items.1.due` is `match + 1 day` in", "take it out"),
    ("items: [uno, {text: dos, required: yes}]", 2, "`items.2.required` is said here, and not in", "take it out"),
    ("sections:\n  more:\n    fields:\n      gaol: {label: Meta}", 5, "`sections.more.fields` has no `gaol`", "`goal`"),
    ("sections:\n  more:\n    fields:\n      goal: {type: text}", 5, "`sections.more.fields.goal.type` is `choice` in",
     "take it out"),
    ("sections:\n  more:\n    fields:\n      goal: {options: [Sí]}", 5, "has 1 here and 2 in", "the same order"),
    ("sections:\n  more:\n    fields:\n      goal: {options: {si: Sí}}", 5, "has no `si` in", "yes-please"),
    ("sections:\n  more:\n    fields:\n      size: {rows: [uno]}", 5, "has 1 here and 2 in", "the same order"),
    ("sections:\n  more:\n    fields:\n      size: {rows: 3}", 5, "content/checklists/a.yml, line 12", "take it out"),
    ("sections:\n  more:\n    clauses: [uno]", 4, "`sections.more.clauses` is said here, and not in", "take it out"),
    ("version: 2", 2, "`version` is said here, and not in content/checklists/a.yml", "take it out"),
    ("language: fr", 2, "the language is `fr` here, and `es` in the name of the file", "rename"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "line", "message", "hint"), WRONG, ids=[each[0][-40:] for each in WRONG])
def test_what_a_translation_says_differently_is_an_error_at_its_line(
    said: str, line: int, message: str, hint: str
) -> None:
    (found,) = problems({CHECKLIST: SOURCE, OTHER: f"title: A es\n{said}\n"})
    assert found[:3] == (OTHER, line, "translation")
    assert message in found[3]
    assert hint in found[4]


SAME = [
    "due: match  + 7 days", "for: mentor", "language: es", "draft: no", "order:",
    "items: [{text: uno, due: match + 1 days}, {text: dos, required: no}]",
    "sections: {more: {fields: {goal: {type: choice, options: {yes-please: Sí, no: No}}, size: {rows: [uno, dos]}}}}",
    "description: A text of its own.",
    "sections: {more: {fields: {goal: {type: Choice}, size: {type: Table, columns: [a]}}}}",
    "sections: {more: {fields: {size: {columns: [Á]}}}}",
]  # fmt: skip


@pytest.mark.parametrize("said", SAME)
def test_what_a_translation_says_as_its_source_does_is_fine(said: str) -> None:
    assert not problems({CHECKLIST: SOURCE, OTHER: f"title: A es\n{said}\n"})


def test_roles_that_a_translation_only_lists_keep_their_names() -> None:
    roles = "roles: {mentor: {label: Navigator}, mentee: {}}"
    other = "name: Programa\nroles: [mentor, mentee]\nphases: {}\n"
    program = f"name: P\npurpose: x\n{roles}\n"
    site = prepared({**TWO, "content/programs/p.yml": program, "content/programs/p.es.yml": other}).site
    spanish = site.program("p", "es")
    assert spanish
    assert (spanish.name, spanish.roles["mentor"].label) == ("Programa", "Navigator")


def test_an_empty_translation_is_the_source_in_another_place() -> None:
    made = rendered({**TWO, CHECKLIST: SOURCE, OTHER: "# nothing yet\n"})
    assert "two" in made["es/checklists/a/index.html"]


def test_items_with_ids_are_found_by_them_in_any_order() -> None:
    source = "title: A\nitems: [{id: a, text: one}, {id: b, text: two}, {id: c, text: three}]\n"
    site = {**TWO, CHECKLIST: source, OTHER: "items: [{id: c, text: tres}, {id: a, text: uno}]\n"}
    page = rendered(site)["es/checklists/a/index.html"]
    assert [page.index(f">{each}<") for each in ("uno", "two", "tres")] == sorted(
        page.index(f">{each}<") for each in ("uno", "two", "tres")
    )
    (found,) = problems({CHECKLIST: source, OTHER: "items: [{id: c, text: tres}, {id: bb, text: dos}]\n"})
    assert found[:4] == (OTHER, 1, "translation", "there is no item `bb` in content/checklists/a.yml, line 2")


def test_a_key_that_nothing_has_and_a_text_that_is_none_are_told_at_their_line() -> None:
    found = problems({CHECKLIST: SOURCE, OTHER: "title: {a: b}\ntilte: A\n"})
    assert [each[:3] for each in found] == [(OTHER, 1, "wrong-value"), (OTHER, 2, "unknown-key")]
    (found_in_list,) = problems({CHECKLIST: SOURCE, OTHER: "- title\n"})
    assert found_in_list[:3] == (OTHER, 1, "wrong-value")


def test_what_is_wrong_with_the_source_is_told_once() -> None:
    found = problems({CHECKLIST: SOURCE.replace("match + 7 days", "soon"), OTHER: "title: A es\n"})
    assert [each[:3] for each in found] == [(CHECKLIST, 2, "wrong-value")]
    found = problems({CHECKLIST: "title: [", OTHER: "title: A es\n"})
    assert {each[0] for each in found} == {CHECKLIST}


def test_a_broken_link_in_a_translated_text_is_told_in_its_own_file() -> None:
    found = problems({CHECKLIST: SOURCE, OTHER: "title: A\nitems:\n  - uno\n  - '[dos](nowhere.md)'\n"})
    assert [each[:3] for each in found] == [(OTHER, 4, "broken-link")]


def test_a_translation_of_a_draft_is_a_draft() -> None:
    site = prepared({**TWO, CHECKLIST: f"{SOURCE}draft: true\n", OTHER: "title: A es\n"}).site
    assert not site.forms
    assert set(site.drafts) == {CHECKLIST, OTHER}


def test_a_translation_has_old_addresses_of_its_own() -> None:
    files = {CHECKLIST: f"{SOURCE}aliases: old/\n", OTHER: "title: A es\naliases: es/viejo/\n"}
    made = rendered({**TWO, **files})
    assert "../checklists/a/" in made["old/index.html"]
    assert "../checklists/a/" in made["es/viejo/index.html"]


def test_a_file_that_is_called_like_a_translation_of_nothing_is_advised_on() -> None:
    (found,) = problems({CHECKLIST.replace("a.yml", "first.yml"): SOURCE, OTHER.replace("a.es", "frist.es"): SOURCE})
    assert found[:3] == ("content/checklists/frist.es.yml", 1, "translation-alone")
    assert "`first`" in found[4]
    (found,) = problems({CHECKLIST: SOURCE, "content/checklists/a.fr.yml": SOURCE})
    assert found[2:4] == ("translation-alone", "`fr` is no language of this handbook, so this is a page of its own")


@pytest.mark.parametrize("path", ["content/programs/p.yml", CHECKLIST])
def test_a_translation_into_no_language_of_the_handbook_is_told_as_that(path: str) -> None:
    whole = PROGRAM if "programs" in path else SOURCE
    (found,) = problems({path: whole, path.replace(".yml", ".fr.yml"): "description: x\n"})
    assert found[3] == "`fr` is no language of this handbook, so this is no translation"
    assert "fr: …" in found[4]


def test_the_language_in_the_name_of_a_file_may_have_capitals() -> None:
    build = prepared({**TWO, "content/mentees.md": "# M\n", "content/mentees.ES.md": "# M\n"})
    translated = [page.address for page in build.site.pages if not page.shown_in]
    assert translated == ["", "mentees/", "es/mentees/"]


@pytest.mark.parametrize(
    "said", ["language: en\nlanguages: {en: English, es: Español}", "languages: {en: English, es: E}\nunknown: x"]
)
def test_a_fault_in_the_site_file_makes_no_translation_wrong(said: str) -> None:
    (found,) = problems({"site.yml": f"{SITE}{said}\n", CHECKLIST: SOURCE, OTHER: "title: A es\n"})
    assert (found[0], found[1]) == ("site.yml", 3 if "language: " in said else 4)


def test_advice_about_a_program_is_not_given_again_for_its_translation() -> None:
    site = "title: T\nlanguages: {en: English, es: Español}\nchecks: {untranslated: off}\n"
    files = {"site.yml": site, "content/programs/p.yml": PROGRAM, "content/programs/p.es.yml": "name: P\n"}
    found = prepared({**TWO, **files}).problems
    assert found
    assert {each.path for each in found} == {"content/programs/p.yml"}


# What is kept


def test_a_day_that_moves_in_the_source_moves_in_every_language() -> None:
    files = three()
    before, after = rendered(files), rendered({**files, **moved(files)})
    for language in LANGUAGES:
        path = f"{at(language)}programs/circle/spring.ics"
        assert "20270301T" in before[path]
        assert "20270303T" in after[path]
        for path in ("programs/circle/spring/index.html", "programs/circle/index.html"):
            assert 'datetime="2027-03-01T' in before[f"{at(language)}{path}"]
            assert 'datetime="2027-03-03T' in after[f"{at(language)}{path}"]
            assert 'datetime="2027-03-01T' not in after[f"{at(language)}{path}"]


def moved(files: Mapping[str, str]) -> dict[str, str]:
    path = "content/programs/circle.yml"
    return {path: files[path].replace("date: 2027-03-01", "date: 2027-03-03")}


def test_an_edit_of_the_source_makes_its_translations_anew(tmp_path: Path) -> None:
    files = three()
    cache = Cache(tmp_path / "cache")
    one, other = (tree_of(each) for each in (files, {**files, **moved(files)}))
    digests = []
    for tree in (one, other):
        made = prepared(files) if tree is one else prepared({**files, **moved(files)})
        sources = with_originals(sources_of(tree, made.site.settings), made.site.settings)
        held = dict(zip((each.path for each in sources), cached_parser(cache)(parse_source, sources), strict=True))
        program, _ = held["content/programs/circle.es.yml"]
        digests.append((program, fingerprint.outputs(made.site, made.theme, made.outline, made.outputs, {})))
    (first, first_keys), (second, second_keys) = digests
    assert first != second
    for path in ("es/programs/circle/index.html", "ar/programs/circle/spring.ics", "es/programs/circle/spring.ics"):
        assert first_keys[path] != second_keys[path]


def test_a_handbook_of_one_language_reads_no_definition_twice() -> None:
    tree = tree_of({CHECKLIST: SOURCE, "content/index.md": "# Home\n"})
    settings = prepared({CHECKLIST: SOURCE, "content/index.md": "# Home\n"}).site.settings
    assert all(each.original is None for each in with_originals(sources_of(tree, settings), settings))


def test_laying_over_takes_as_many_steps_as_there_are_keys(count_calls: Callable[[int], int]) -> None:
    assert count_calls(400) < 2.3 * count_calls(200)


@pytest.fixture
def count_calls(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], int]:
    from mentorsite.loader import overlay

    def count(size: int) -> int:
        steps = [0]
        lay = overlay._Over.lay

        def counted(self: overlay._Over, *args: object) -> object:
            steps[0] += 1
            return lay(self, *args)  # type: ignore[arg-type]

        monkeypatch.setattr(overlay._Over, "lay", counted)
        items = "".join(f"  - item {number}\n" for number in range(size))
        prepared({**TWO, CHECKLIST: f"title: A\nitems:\n{items}", OTHER: f"title: A\nitems:\n{items}"})
        monkeypatch.setattr(overlay._Over, "lay", lay)
        return steps[0]

    return count


# What a translation leaves out


def test_a_text_that_is_left_out_is_marked_on_pages() -> None:
    form = (
        "title: T\nintroduction: Hello\nsections:\n  a:\n    title: Part\n    text: Words\n    clauses: [One, Two]\n"
        "    fields: {b: {type: text, label: Name, help: Write it}}\n"
    )
    other = "title: T\nsections: {a: {clauses: [Uno, null]}}\n"
    made = rendered({**TWO, "content/agreements/a.yml": form, "content/agreements/a.es.yml": other})
    page = made["es/agreements/a/index.html"]
    assert '<div lang="en" dir="ltr"><p>Hello</p>' in page
    assert '<span lang="en" dir="ltr">Part</span>' in page
    assert re.search(r'<(div|span) lang="en" dir="ltr">(<p>)?Two<', page)
    assert '<span lang="en" dir="ltr">Name</span>' in page
    assert "Uno" in page
    assert 'lang="en" dir="ltr">Uno' not in page
    assert 'dir="ltr">' not in made["agreements/a/index.html"].partition("<main")[2]


def test_other_formats_know_the_language_of_what_is_left_out() -> None:
    form = "title: T\nsections: {a: {title: Part, text: 'One\n\n\n  Two'}}\n"
    build = prepared({**TWO, "content/agreements/a.yml": form, "content/agreements/a.es.yml": "title: T\n"})
    view = SiteContext(build.site, build.theme, build.outline)
    heading, text = form_sheet(view, in_language(build, "agreements/a", "es")).blocks
    assert isinstance(heading, HeadingBlock)
    assert heading.text.blocks == (Paragraph((Span("span", (Words("Part"),), "en", "ltr"),)),)
    assert isinstance(text, TextBlock)
    (group,) = text.text.blocks
    assert isinstance(group, Group)
    assert (group.language, group.direction) == ("en", "ltr")
