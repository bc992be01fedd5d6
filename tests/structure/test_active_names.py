"""Files that are made of pages are called so that no web host runs them, whatever the pages are called."""

from posixpath import basename

import pytest

from mentorsite.model.active_names import active_part
from mentorsite.structure.plan import plan
from tests.conftest import prepared, rendered

FORM = "title: Goals\nsections: {all: {text: Why?}}\n"
THANKS = "title: Thanks\ndescription: D\ntext: T\nsigned_by: Someone\n"
HOME = {"content/index.md": "# Home\n"}


@pytest.mark.parametrize(
    ("source", "text", "made"),
    [
        ("content/page.html.md", "# A\n", ["page-html.md", "page.html/index.html"]),
        ("content/x.php.md", "# A\n", ["x-php.md", "x.php/index.html"]),
        ("content/guide/x.php;.md", "# A\n", ["guide/x-php;.md", "guide/x.php;/index.html"]),
        ("content/a.html.php.md", "# A\n", ["a.html-php.md"]),
        ("content/y.shtml/index.md", "# A\n", ["y-shtml.md", "y.shtml/index.html"]),
        ("content/Vue.js.md", "# A\n", ["Vue-js.md", "Vue.js/index.html"]),
        (
            "content/worksheets/x.php.yml",
            FORM,
            ["worksheets/x-php.md", "worksheets/x-php.pdf", "worksheets/x-php.docx"],
        ),
        ("content/worksheets/a.html.yml", FORM, ["worksheets/a-html.md", "worksheets/a.html/index.html"]),
        ("content/agreements/b.Asp.yml", FORM, ["agreements/b-Asp.md", "agreements/b-Asp.pdf"]),
        ("content/certificates/c.jsp.yml", THANKS, ["certificates/c-jsp.pdf"]),
        ("content/v1.2.md", "# A\n", ["v1.2.md", "v1.2/index.html"]),
    ],
)
def test_no_file_has_a_name_that_a_host_runs(source: str, text: str, made: list[str]) -> None:
    build = prepared({**HOME, source: text})
    assert not build.fatal, build.problems
    paths = {output.path for output in build.outputs}
    assert {*made} <= paths
    assert [path for path in paths if active_part(basename(path))] == []


def test_a_book_of_a_folder_with_such_a_name_is_called_otherwise() -> None:
    pages = {f"content/y.shtml/{name}.md": f"# {name}\n" for name in ("index", "a", "b", "c")}
    build = prepared({**HOME, **pages})
    outputs, _ = plan(build.site, build.theme, build.outline)
    assert "y.shtml/print/y-shtml.pdf" in {output.path for output in outputs}


def test_a_page_leads_to_its_text_by_the_name_that_it_has() -> None:
    made = rendered({**HOME, "content/page.html.md": "# A\n"})
    assert 'href="../page-html.md"' in made["page.html/index.html"]
    assert "page-html.md" in made["llms.txt"]


def test_two_texts_of_one_name_are_told() -> None:
    build = prepared({**HOME, "content/x.php.md": "# A\n", "content/x-php.md": "# B\n"})
    (told,) = [each for each in build.problems if each.fatal]
    assert (told.code, told.message.split(" is ")[0]) == ("same-url", "`/x-php.md`")


@pytest.mark.parametrize("alias", ["/sw.js", "/llms.txt", "/404.html/old"])
def test_an_alias_in_place_of_a_file_of_the_site_is_told_where_it_stands(alias: str) -> None:
    build = prepared({**HOME, "content/a.md": f"---\naliases: [{alias}]\n---\n# A\n"})
    (told,) = [each for each in build.problems if each.fatal]
    assert (told.path, told.code) == ("content/a.md", "same-url")
    assert "give it another name" in told.hint
