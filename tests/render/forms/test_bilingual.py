"""A form in two languages at once: every text in both, every field once, in each format."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from docx_integrity import check  # type: ignore[import-untyped]
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]
from page import validate_pdf_bytes
from pypdf import PdfReader

from mentorsite.build import fingerprint
from mentorsite.build.prepare import Build
from mentorsite.model.output import DownloadOutput
from mentorsite.render.download_jobs import form_job
from mentorsite.render.forms.downloads import make
from mentorsite.render.forms.pdf.typed_font import typed_font
from mentorsite.render.forms.sheet import ClauseBlock, FieldBlock, FormSheet, HeadingBlock, TextBlock, inputs
from mentorsite.render.pages.bilingual import sheet_in_two_languages
from mentorsite.render.site_context import SiteContext
from mentorsite.structure.bilingual import bilingual_forms
from tests.conftest import PROGRAM, SITE, prepared, rendered
from tests.render.test_translations import named, three

FORM, SPANISH = "content/agreements/a.yml", "content/agreements/a.es.yml"
TWO = {"site.yml": f"{SITE}languages: {{en: English, es: Español}}\n", "content/index.md": "# Home\n"}
PAGE = "agreements/promise/en-{}/index.html"


@pytest.fixture(scope="module")
def build() -> Build:
    made = prepared(three())
    assert not made.problems, made.problems
    return made


@pytest.fixture(scope="module")
def pages() -> Mapping[str, str]:
    return rendered(three())


@pytest.fixture(scope="module")
def files(build: Build) -> Mapping[str, bytes]:
    """The files of the promise, in one language and in two."""
    context = SiteContext(build.site, build.theme, build.outline)
    wanted = [each for each in build.outputs if isinstance(each, DownloadOutput) and each.entry.form.id == "promise"]
    return {each.path: make(form_job(context, each)).data for each in wanted}


def sheet(files: Mapping[str, str]) -> FormSheet:
    """The first form in two languages of a project."""
    build = prepared({**TWO, **files})
    assert not build.fatal, build.problems
    return sheet_in_two_languages(
        SiteContext(build.site, build.theme, build.outline), next(bilingual_forms(build.site))
    )


def text_of(data: bytes, format: str) -> str:
    match format:
        case "pdf":
            return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
        case "docx":
            return "".join(re.findall("<w:t[ >][^<]*", ZipFile(BytesIO(data)).read("word/document.xml").decode()))
        case _:
            return data.decode()


def test_a_document_stands_beside_the_form_for_each_language(build: Build) -> None:
    made = {output.path for output in build.outputs if "promise" in output.path and ".en-" in output.path}
    assert made == {
        f"agreements/promise.en-{language}.{ending}" for language in ("es", "ar") for ending in ("pdf", "docx", "md")
    }
    assert {PAGE.format("es"), PAGE.format("ar")} <= {output.path for output in build.outputs}


@pytest.mark.parametrize("language", ["es", "ar"])
@pytest.mark.parametrize(("ending", "format"), [("pdf", "pdf"), ("docx", "docx"), ("md", "markdown")])
def test_every_field_stands_once(files: Mapping[str, bytes], language: str, ending: str, format: str) -> None:
    alone = named(files[f"agreements/promise.{ending}"], format)
    assert len(alone) > 15
    assert named(files[f"agreements/promise.en-{language}.{ending}"], format) == alone


@pytest.mark.parametrize("language", ["es", "ar"])
def test_answers_on_its_page_are_those_of_the_form(pages: Mapping[str, str], language: str) -> None:
    one, both = pages["agreements/promise/index.html"], pages[PAGE.format(language)]
    for kept in (r'<(?:input|select|textarea)[^>]* name="([^"]+)"', r' value="([^"]*)"', r'data-kept="([^"]+)"'):
        assert re.findall(kept, both) == re.findall(kept, one)
    assert "data-kept-before" not in both
    assert re.findall(r'data-form="[^"]+" data-folder="[^"]+" data-version="[^"]+"', both)


ENGLISH = [
    "What we promise each other.", "We keep it simple.", "We are on time.", "Our goal", "One sentence.",
    "Every two weeks", "By phone", "Second month", "Signatures", "Initials of all",
]  # fmt: skip
SPANISH_TEXTS = [
    "Lo que nos prometemos.", "Lo mantenemos sencillo.", "Llegamos a tiempo.", "Nuestra meta", "Una frase.",
    "Cada dos semanas", "Por teléfono", "Segundo mes", "Firmas", "Iniciales de todas las partes",
]  # fmt: skip


@pytest.mark.parametrize(("ending", "format"), [("docx", "docx"), ("md", "markdown"), ("pdf", "pdf")])
def test_every_text_stands_in_both_languages(files: Mapping[str, bytes], ending: str, format: str) -> None:
    for prefix, texts in (("", ENGLISH), ("es/", SPANISH_TEXTS)):
        counts = []
        for name in (f"{prefix}agreements/promise.{ending}", f"agreements/promise.en-es.{ending}"):
            said = " ".join(text_of(files[name], format).split())
            counts.append([said.count(each) for each in texts])
        assert all(counts[0])
        assert counts[1] == counts[0]


def test_each_language_is_marked_in_each_format(files: Mapping[str, bytes], pages: Mapping[str, str]) -> None:
    page = pages[PAGE.format("ar")]
    assert '<div class="also" lang="ar" dir="rtl"><p>نأتي في الموعد.</p>' in page
    assert 'How often<span class="also-mark"> / </span><span class="also" lang="ar" dir="rtl">كم مرة</span>' in page
    assert 'Every week<span class="also-mark"> / </span><span class="also" lang="ar" dir="rtl">كل أسبوع' in page
    markdown = files["agreements/promise.en-ar.md"].decode()
    assert '**1.1** We are on time.\n\n<div lang="ar" dir="rtl">\n\nنأتي في الموعد.\n\n</div>' in markdown
    assert '### How often<br><span lang="ar" dir="rtl">كم مرة</span>' in markdown
    word = ZipFile(BytesIO(files["agreements/promise.en-ar.docx"])).read("word/document.xml").decode()
    (clause,) = (each for each in re.findall("<w:p>.*?</w:p>", word) if "نأتي في الموعد" in each)
    assert '<w:bidi w:val="1"/>' in clause
    assert '<w:rtl/><w:lang w:val="ar-EG"' in clause
    document = pikepdf.open(BytesIO(files["agreements/promise.en-ar.pdf"]))
    languages = {
        str(each.Lang) for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/Lang" in each
    }
    assert {"en", "ar"} <= languages


def test_people_can_type_both_scripts(build: Build) -> None:
    assets = build.theme.print_assets
    assert typed_font("en", assets, "ar") == typed_font("ar", assets)
    assert typed_font("ar", assets, "en") == typed_font("ar", assets)
    assert typed_font("en", assets, "es") == typed_font("en", assets)


def test_the_second_title_stands_below_the_first(files: Mapping[str, bytes]) -> None:
    word = ZipFile(BytesIO(files["agreements/promise.en-es.docx"])).read("word/document.xml").decode()
    title = word[: word.index("</w:p>")]
    assert re.findall(r"<w:t [^>]*>([^<]*)|(<w:br/>)", title) == [
        ("Our promise", ""),
        ("", "<w:br/>"),
        ("Nuestra promesa", ""),
    ]
    assert "Version 2 · In effect from 15 January 2027 Page" in text_of(files["agreements/promise.en-es.pdf"], "pdf")


@pytest.mark.parametrize("language", ["es", "ar"])
def test_strict_checkers_find_nothing(files: Mapping[str, bytes], language: str, tmp_path: Path) -> None:
    report = validate_pdf_bytes(files[f"agreements/promise.en-{language}.pdf"], profile="ua1")
    assert not report.failures, [(each.rule_id, each.message) for each in report.failures]
    file = tmp_path / "promise.docx"
    file.write_bytes(files[f"agreements/promise.en-{language}.docx"])
    assert OpenXmlValidator(max_errors=5).validate(str(file)).errors == []
    assert check(file) == []


def test_a_text_that_is_not_translated_stands_once(files: Mapping[str, bytes], pages: Mapping[str, str]) -> None:
    for text in ("We keep it simple.", "One sentence.", "In a café", "First month"):
        assert files["agreements/promise.en-ar.md"].decode().count(text) == 1
    assert pages[PAGE.format("ar")].count("We keep it simple.") == 1


@pytest.mark.parametrize(
    ("said", "english", "spanish"), [("", "English", "inglés"), ("counts: es\n", "Spanish", "español")]
)
def test_its_head_says_in_both_languages_which_counts(said: str, english: str, spanish: str) -> None:
    made = sheet({FORM: f"title: A\nintroduction: Hello.\nalso_in: es\n{said}", SPANISH: "introduction: Hola.\n"})
    assert made.introduction
    first, second, *others = re.findall("<p>(.*?)</p>", made.introduction.html)
    assert first.endswith(f"this one counts: {english}.")
    assert second.endswith(f"en este idioma: {spanish}.")
    assert others == ["Hello.", "Hola."]


def test_checklists_and_worksheets_stand_in_two_languages_too() -> None:
    checklist = {"content/checklists/a.yml": "title: A\nalso_in: es\nitems: [One, {text: Two, due: 2027-05-03}]\n"}
    made = sheet({**checklist, "content/checklists/a.es.yml": "title: A\nitems: [Uno, Dos]\n"})
    assert [each.name for each in inputs(made)] == ["items__item_one", "items__item_two"]
    assert [each.label for each in inputs(made)] == ["One / Uno", "Two / Dos"]
    page = rendered({**TWO, **checklist, "content/checklists/a.es.yml": "title: A\nitems: [Uno, Dos]\n"})
    assert "3 May 2027" in page["checklists/a/en-es/index.html"]
    assert "3 de mayo de 2027" in page["checklists/a/en-es/index.html"]


def test_a_text_that_the_translation_alone_has_stands_in_its_place() -> None:
    form = (
        "title: A\nalso_in: es\nsections:\n  a: {clauses: [One], fields: {b: {type: text, label: B}}}\n"
        "  c: {title: C}\n"
    )
    other = (
        "introduction: Hola.\nsections:\n  a: {title: Parte, text: Más., clauses: [Uno],"
        " fields: {b: {label: Be, help: Ayuda}}}\n"
    )
    made = sheet({FORM: form, SPANISH: other})
    heading, text, clause, field, last = made.blocks
    assert isinstance(heading, HeadingBlock)
    assert (heading.number, heading.text.plain) == (None, "Parte")
    assert isinstance(text, TextBlock)
    assert text.text.html == '<div class="also" lang="es" dir="ltr"><p>Más.</p>\n</div>'
    assert isinstance(clause, ClauseBlock)
    assert isinstance(field, FieldBlock)
    assert field.help
    assert field.help.html == '<span class="also" lang="es" dir="ltr">Ayuda</span>'
    assert isinstance(last, HeadingBlock)
    assert last.number == "1"


def test_texts_in_each_language_lead_to_pages_in_it() -> None:
    files = {
        FORM: 'title: A\nalso_in: es\nsections: {a: {text: "[Read](../guide.md)"}}\n',
        SPANISH: 'title: A\nsections: {a: {text: "[Lee](../guide.md)"}}\n',
        "content/guide.md": "# Guide\n",
        "content/guide.es.md": "# Guía\n",
    }
    page = rendered({**TWO, **files})["agreements/a/en-es/index.html"]
    assert '<a href="../../../guide/">Read</a>' in page
    assert '<a href="../../../es/guide/">Lee</a>' in page


@pytest.mark.parametrize(
    ("page", "url"),
    [
        ("agreements/promise/index.html", "en-es/"),
        ("es/agreements/promise/index.html", "../../../agreements/promise/en-es/"),
        ("downloads/index.html", "../agreements/promise/en-es/"),
        ("downloads/index.html", "../agreements/promise.en-es.pdf"),
        ("ar/downloads/index.html", "../../agreements/promise/en-ar/"),
        ("programs/circle/index.html", "../../agreements/promise.en-ar.docx"),
        (PAGE.format("es"), "../../promise.en-es.docx"),
        (PAGE.format("es"), "../../../es/agreements/promise/"),
        (PAGE.format("es"), "../"),
    ],
)
def test_it_is_linked_from_where_the_form_is(pages: Mapping[str, str], page: str, url: str) -> None:
    assert f'href="{url}"' in pages[page]


def test_a_form_of_several_programs_stands_in_two_languages_below_each() -> None:
    files = {f"content/programs/{id}.yml": f"{PROGRAM}agreements: a\n" for id in "pq"}
    made = rendered({**TWO, **files, FORM: "title: A\nalso_in: es\n", SPANISH: "title: Be\n"})
    page = made["programs/q/agreements/a/en-es/index.html"]
    assert 'href="../../../../../es/programs/q/agreements/a/"' in page
    assert 'data-kept="programs/q/agreements/a/:en"' in page


def test_an_edit_of_either_text_makes_it_anew() -> None:
    keys = []
    for text, other in (("One", "Uno"), ("Two", "Uno"), ("One", "Dos")):
        files = {FORM: f"title: A\nalso_in: es\nsections: {{a: {{text: {text}}}}}\n"}
        files[SPANISH] = f"title: A\nsections: {{a: {{text: {other}}}}}\n"
        made = prepared({**TWO, **files})
        keys.append(fingerprint.outputs(made.site, made.theme, made.outline, made.outputs, {}))
    first, in_english, in_spanish = keys
    for path in ("agreements/a/en-es/index.html", "agreements/a.en-es.pdf"):
        assert len({each[path] for each in keys}) == 3
    assert first["agreements/a/index.html"] == in_spanish["agreements/a/index.html"]
    assert first["index.html"] == in_english["index.html"] == in_spanish["index.html"]
