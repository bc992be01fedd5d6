"""The page for coordinators about how far each language is translated."""

from tests.conftest import SITE, prepared, rendered

LANGUAGES = "languages: {en: English, es: Español}\n"
FILES = {
    "site.yml": f"{SITE}translations: true\nrepository: https://g.example.org/h\n{LANGUAGES}",
    "content/index.md": "# Home\n",
    "content/index.es.md": "# Inicio\n",
    "content/guides/one.md": "# One\n",
    "content/agreements/a.yml": "title: Promise\nsections: {a: {title: Part}}\n",
    "content/agreements/a.es.yml": "title: Promesa\n",
}


def test_it_lists_what_is_left_to_do() -> None:
    page = rendered(FILES)["translations/index.html"]
    assert "2 of 5 files whole" not in page
    assert "1 of 4 files whole" in page
    assert 'href="../es/guides/one/"' in page
    assert "1 of 2 texts missing, 0 out of date" in page
    assert "https://g.example.org/h/edit/main/content/agreements/a.es.yml" in page


def test_it_stands_in_each_language_and_in_no_menu() -> None:
    pages = rendered(FILES)
    assert "es/translations/index.html" in pages
    assert "translations/" not in pages["index.html"].partition("<nav")[2].partition("</nav>")[0]


def test_there_is_none_where_nobody_asked_for_it_or_there_is_one_language() -> None:
    asked = {**FILES, "site.yml": f"{SITE}translations: true\n"}
    not_asked = {**FILES, "site.yml": f"{SITE}{LANGUAGES}"}
    for files in (asked, not_asked):
        assert not [each.path for each in prepared(files).outputs if "translations" in each.path]
