"""What is made up where nobody wrote anything: it is not shown as if someone had, and it is told."""

import re

import pytest

from mentorsite.loader import yaml_source
from mentorsite.loader.validate import validated
from mentorsite.model.settings import Settings
from tests.conftest import PROGRAM, SITE, prepared, rendered

FIRST = "The first words of this page."
PAGES = {
    "content/index.md": f"# Home\n\n{FIRST}\n",
    "content/part/index.md": f"# Part\n\n{FIRST}\n",
    "content/part/a.md": f"# A\n\n{FIRST}\n",
    "content/part/b.md": f"# B\n\n{FIRST}\n",
    "content/programs/p.yml": PROGRAM.replace("To test.", FIRST),
    "content/worksheets/w.yml": f"title: W\nintroduction: {FIRST}\nsections: {{s: {{text: x}}}}\n",
}


def main_of(html: str) -> str:
    return re.sub(r"<a [^>]*>.*?</a>", "", html[html.index("<main") : html.index("</main>")], flags=re.S)


@pytest.mark.parametrize("path", ["", "part/", "part/a/", "programs/p/", "programs/p/mentor/", "worksheets/w/"])
def test_the_first_words_of_a_page_are_read_once(path: str) -> None:
    html = rendered(PAGES)[f"{path}index.html"]
    shown = re.sub(r'<(article|li)[^>]*class="card.*?</\1>', "", main_of(html), flags=re.S)
    assert shown.count(FIRST) == (0 if path == "programs/p/mentor/" else 1)


def test_a_print_edition_has_no_lead_that_nobody_wrote() -> None:
    made = rendered(PAGES)["part/print/index.html"]
    assert made.count(FIRST) == 3  # in the part's own text, in A and in B


def test_first_words_still_say_to_search_engines_what_a_page_is_about() -> None:
    assert f'<meta name="description" content="{FIRST}">' in rendered(PAGES)["part/index.html"]


@pytest.mark.parametrize("path", ["index.md", "part/index.md"])
def test_a_description_that_someone_wrote_stands_at_the_top(path: str) -> None:
    text = f"---\ntitle: T\ndescription: Written for readers.\n---\n{FIRST}\n"
    made = rendered({**PAGES, f"content/{path}": text})[path.replace(".md", ".html")]
    assert '<p class="lead">Written for readers.</p>' in made


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("content/sec/README.md", "Sec"),
        ("content/02-first-steps/index.md", "First steps"),
        ("content/02-first-steps.md", "First steps"),
        ("content/index.md", "Test handbook"),
    ],
)
def test_a_page_without_a_title_is_called_after_what_it_stands_for(path: str, title: str) -> None:
    build = prepared({"content/index.md": "# Home\n", path: "No heading.\n"})
    (page,) = [each for each in build.site.pages if each.source == path]
    assert page.title == title
    told = [each.path for each in build.problems if each.code == "missing-title"]
    assert told == ([] if path == "content/index.md" else [path])


def test_a_web_address_in_the_menu_without_a_title_is_told() -> None:
    site = SITE + "navigation: [index.md, {to: 'https://x.example.net/'}, {to: 'https://y.example.net/', title: Y}]\n"
    (told,) = prepared({"site.yml": site, "content/index.md": "# Home\n"}).problems
    assert (told.code, told.fatal, told.path) == ("missing-title", False, "site.yml")
    assert "https://x.example.net/" in told.message


@pytest.mark.parametrize("folder", ["source", "src", "pages", "02-docs"])
def test_a_part_of_the_menu_called_after_a_technical_folder_is_told(folder: str) -> None:
    build = prepared({"content/index.md": "# Home\n", f"content/{folder}/a.md": "# A\n"})
    (told,) = build.problems
    assert (told.code, told.fatal, told.path) == ("missing-title", False, f"content/{folder}")
    assert f"content/{folder}/index.md" in told.hint


@pytest.mark.parametrize("folder", ["guides", "first-steps", "worksheets"])
def test_a_folder_with_a_name_in_words_needs_no_page(folder: str) -> None:
    files = {"content/index.md": "# Home\n", f"content/{folder}/a.md": "# A\n"}
    assert prepared(files).problems == ()


URLS = [
    ("https://example.org/x/index.html", "`index.html` is a page", "`https://example.org/x/`"),
    ("https://example.org/INDEX.HTML/", "is a page", "`https://example.org/`"),
    ("https://example.org/x/?a=1", "no `?` and no `#`", "`https://example.org/x/`"),
    ("https://example.org/#top", "no `?` and no `#`", "`https://example.org/`"),
    ("https://me:secret@example.org/x/", "a name before the `@`", "`https://example.org/x/`"),
    ("https://github.com/Me/handbook", "where the files are kept", "`https://me.github.io/handbook/`"),
    ("http://localhost:8000/", "this machine", "leave `url` out"),
]


@pytest.mark.parametrize(("url", "message", "hint"), URLS, ids=[each[0] for each in URLS])
def test_an_address_that_the_handbook_can_not_have_is_told(url: str, message: str, hint: str) -> None:
    found, problems = validated(Settings, yaml_source.read("site.yml", f"title: T\nurl: {url}\n"))
    (told,) = problems
    assert found is None
    assert (told.line, told.column) == (2, 6)
    assert message in told.message
    assert hint in told.hint


@pytest.mark.parametrize(
    "url", ["https://example.org", "https://example.org/a/b", "https://me.github.io/x.io/", "http://intranet/h/"]
)
def test_other_addresses_are_fine(url: str) -> None:
    found, problems = validated(Settings, yaml_source.read("site.yml", f"title: T\nurl: {url}\n"))
    assert found
    assert found.url == url
    assert problems == ()
