"""What isn't translated stands in each language all the same, marked, and nothing is made twice."""

import re
from collections.abc import Mapping

import pytest

from tests.conftest import PROGRAM, SITE, prepared, rendered

LISTED = "agreements: [promise]\nworksheets: [mine, yours]\n"
COHORTS = "cohorts: {c: {label: C, dates: {d: {label: D, date: 2027-01-01}}}}\n"
QUESTIONS = "sections: {a: {title: A, fields: {b: {type: text, label: B}}}}\n"
QUIET = SITE.replace("checks: {", "checks: {untranslated: off, ")
FILES = {
    "site.yml": f"{QUIET}url: https://m.example.org/h/\nrepository: https://git.example.org/m/h\nideas: true\n"
    "languages: {en: English, es: Español, ar: العربية}\n",
    "content/index.md": "# Home\n\nRead [this](guides/listening.md).\n",
    "content/index.es.md": "# Inicio\n\nLee [esto](guides/listening.md).\n",
    "content/guides/listening.md": (
        "---\naliases: [old/]\n---\n# Listening\n\nSee [the promise](../agreements/promise.yml).\n"
    ),
    "content/guides/asking.md": "# Asking\n",
    "content/guides/asking.es.md": "# Preguntar\n",
    "content/programs/p.yml": f"{PROGRAM}{LISTED}{COHORTS}",
    "content/agreements/promise.yml": "title: Promise\nsignatures: [mentor, mentee]\n",
    "content/worksheets/mine.yml": f"title: Mine\npaired_with: yours\n{QUESTIONS}",
    "content/worksheets/yours.yml": f"title: Yours\n{QUESTIONS}",
    "content/worksheets/yours.es.yml": "title: Tuya\n",
}


@pytest.fixture(scope="module")
def pages() -> Mapping[str, str]:
    return rendered(FILES)


def links(page: str, start: str, end: str) -> list[str]:
    part = page[page.index(start) : page.index(end, page.index(start))]
    return re.findall(r'href="([^"]+)"', part)


def test_every_page_stands_in_every_language(pages: Mapping[str, str]) -> None:
    ours = ("es/", "ar/", "old/", "404")
    own = {path for path in pages if path.endswith(".html") and not path.startswith(ours)}
    assert len(own) > 15
    printed = {path for path in own if "print/" in path}
    assert {path for path in own if f"ar/{path}" not in pages} <= printed
    of_two_languages = {"worksheets/mine/side-by-side/index.html"}
    assert {path for path in own if f"es/{path}" not in pages} <= printed | of_two_languages


def test_what_is_not_translated_says_so_and_is_marked(pages: Mapping[str, str]) -> None:
    page = pages["ar/guides/listening/index.html"]
    assert '<html lang="ar" dir="rtl"' in page
    assert '<p class="notice untranslated" lang="ar" dir="rtl">' in page
    assert '<div class="heading" lang="en" dir="ltr">' in page
    assert '<div class="body" lang="en" dir="ltr">' in page
    assert '<link rel="canonical" href="https://m.example.org/h/guides/listening/">' in page
    assert "data-pagefind-body" not in page
    assert "untranslated" not in pages["es/guides/asking/index.html"]
    assert "untranslated" not in pages["guides/listening/index.html"]


@pytest.mark.parametrize(
    "path",
    ["programs/p/", "programs/p/mentor/", "programs/p/c/", "agreements/promise/", "worksheets/mine/",
     "worksheets/mine/side-by-side/"],
)  # fmt: skip
def test_programs_and_forms_are_shown_in_the_default_language_too(pages: Mapping[str, str], path: str) -> None:
    page = pages[f"ar/{path}index.html"]
    assert '<p class="notice untranslated" lang="ar"' in page
    assert f'<link rel="canonical" href="https://m.example.org/h/{path}">' in page


def test_only_what_is_translated_names_its_languages_to_search_engines(pages: Mapping[str, str]) -> None:
    found = re.findall(r'rel="alternate" hreflang="([\w-]+)"', pages["guides/asking/index.html"])
    assert found == ["x-default", "en", "es"]
    sitemap = pages["sitemap.xml"]
    assert "https://m.example.org/h/es/guides/asking/" in sitemap
    assert "https://m.example.org/h/es/guides/listening/" not in sitemap
    assert sitemap.count('hreflang="es" href="https://m.example.org/h/es/guides/asking/"') == 2
    assert 'hreflang="ar" href="https://m.example.org/h/ar/downloads/"' in sitemap


def test_links_stay_in_the_language_of_the_reader(pages: Mapping[str, str]) -> None:
    assert "../../agreements/promise/" in links(
        pages["ar/guides/listening/index.html"], '<div class="content">', "</main>"
    )
    assert "guides/listening/" in links(pages["es/index.html"], '<div class="content">', "</main>")


def test_files_are_made_once_and_linked_from_every_language(pages: Mapping[str, str]) -> None:
    made = {output.path for output in prepared(FILES).outputs}
    assert not {path for path in made if path.startswith("ar/") and path.endswith((".pdf", ".docx", ".ics"))}
    assert not {path for path in made if path.startswith("ar/") and path.endswith(".md")}
    assert not {path for path in made if path.startswith(("ar/old", "es/old"))}
    assert "../../../agreements/promise.pdf" in pages["ar/agreements/promise/index.html"]
    assert "../../../../programs/p/c.ics" in pages["ar/programs/p/c/index.html"]


def test_the_menu_is_that_of_the_language(pages: Mapping[str, str]) -> None:
    english = links(pages["guides/asking/index.html"], '<nav class="navigation', "</nav>")
    assert not [url for url in english if "/es/" in url or "/ar/" in url]
    spanish = links(pages["es/guides/asking/index.html"], '<nav class="navigation', "</nav>")
    assert {"../", "../asking/", "../listening/", "../../programs/"} <= set(spanish)
    assert not [url for url in spanish if url.startswith("../../../")]
    assert '<bdi lang="en">Listening</bdi>' in pages["es/guides/asking/index.html"]


def test_the_way_back_ends_at_the_first_page_of_the_language(pages: Mapping[str, str]) -> None:
    assert links(pages["es/guides/asking/index.html"], '<nav class="breadcrumbs"', "</nav>") == ["../../", "../"]
    assert 'class="brand" href="../../"' in pages["es/guides/asking/index.html"]
    assert 'class="kind-home"' in pages["es/index.html"]
    assert 'class="kind-home"' in pages["ar/index.html"]
    assert "breadcrumbs" not in pages["es/index.html"]


def test_a_page_leads_to_itself_in_each_language(pages: Mapping[str, str]) -> None:
    found = links(pages["es/guides/asking/index.html"], '<nav class="languages"', "</nav>")
    assert found == ["../../../guides/asking/", "./", "../../../ar/guides/asking/"]


def test_a_page_is_offered_in_the_languages_that_it_is_translated_into(pages: Mapping[str, str]) -> None:
    offered = [re.findall(r'hreflang="(\w+)"[^>]* data-offer', pages[path]) for path in ("index.html", "es/index.html")]
    assert offered == [["es"], ["en"]]


def test_a_page_without_a_place_in_another_language_leads_to_its_first_page() -> None:
    pages = rendered({**FILES, "content/solo.es.md": "# Solo\n"})
    assert links(pages["es/solo/index.html"], '<nav class="languages"', "</nav>") == ["../../", "./", "../../ar/"]


def test_a_handbook_in_one_language_has_no_switch() -> None:
    pages = rendered({"site.yml": SITE, "content/index.md": "# Home\n"})
    assert "languages" not in pages["index.html"]


def test_every_language_has_its_lists(pages: Mapping[str, str]) -> None:
    for language in ("es", "ar"):
        assert {
            f"{language}/downloads/index.html",
            f"{language}/ideas/index.html",
            f"{language}/llms.txt",
        } <= pages.keys()
    assert "https://m.example.org/h/es/guides/asking.md" in pages["es/llms.txt"]
    assert "Listening" not in pages["es/llms.txt"]
    assert "Preguntar" not in pages["llms.txt"]


def test_a_book_has_what_is_translated_alone(pages: Mapping[str, str]) -> None:
    assert "Preguntar" in pages["es/print/index.html"]
    assert "Listening" not in pages["es/print/index.html"].partition("<main")[2]
    assert "Preguntar" not in pages["print/index.html"].partition("<main")[2]
    assert "ar/print/index.html" not in pages
    assert "../../print/" not in links(pages["ar/guides/listening/index.html"], "<main", "</main>")


def test_answers_are_kept_for_a_form_in_all_its_languages(pages: Mapping[str, str]) -> None:
    for path in ("", "es/", "ar/"):
        page = pages[f"{path}worksheets/yours/index.html"]
        assert re.findall(r'data-kept="([^"]*)"', page) == ["worksheets/yours/:en"]
    before = re.findall(r'data-kept-before="([^"]*)"', pages["es/worksheets/yours/index.html"])
    assert before == ["es/worksheets/yours/:es"]
    assert "data-kept-before" not in pages["worksheets/yours/index.html"]


def test_the_page_that_is_not_there_speaks_to_everyone(pages: Mapping[str, str]) -> None:
    page = pages["404.html"]
    assert '<div class="content" lang="ar" dir="rtl">' in page
    assert 'href="/h/es/"' in page


def test_no_problem_is_told_twice() -> None:
    found = prepared({**FILES, "content/guides/listening.md": "# Listening\n\n[x](nowhere.md)\n"}).problems
    assert [(each.code, each.path) for each in found] == [("broken-link", "content/guides/listening.md")]


# site.yml in other languages


def test_site_yml_is_translated_beside_it() -> None:
    pages = rendered(
        {
            **FILES,
            "site.yml": f"{FILES['site.yml']}description: About it\nnavigation: [{{title: Read, to: guides}}]\n",
            "site.es.yml": "title: Manual\ndescription: De qué va\nnavigation: [{title: Leer}]\n",
        }
    )
    spanish = pages["es/guides/asking/index.html"]
    assert "<title>Preguntar – Manual</title>" in spanish
    assert ">Leer</a>" in spanish
    assert ">Read</a>" in pages["ar/guides/asking/index.html"]
    assert "# Manual\n\n> De qué va" in pages["es/llms.txt"]
    assert "Manual" not in pages["guides/asking/index.html"]


def test_variables_have_the_words_of_the_translation() -> None:
    page = {"content/guides/asking.es.md": "# Preguntar\n\n{{ site.title }}\n", "site.es.yml": "title: Manual\n"}
    assert "<p>Manual</p>" in rendered({**FILES, **page})["es/guides/asking/index.html"]


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        (
            "site.es.yml",
            "title: M\nurl: https://other.example.org/\n",
            "`url` is `https://m.example.org/h/` in site.yml",
        ),
        ("site.fr.yml", "title: M\n", "`fr` is no language of this handbook"),
        ("site.en.yml", "title: M\n", "`en` is the language of site.yml itself"),
        ("site.es.yml", "titel: M\n", "unknown key `titel`"),
    ],
)
def test_a_translation_of_site_yml_says_texts_alone(path: str, text: str, message: str) -> None:
    (found,) = prepared({**FILES, path: text}).problems
    assert found.message.startswith(message)
    assert found.path == path
