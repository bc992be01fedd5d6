"""What a text can link to and show: each as the handbook's own files write it, and none that leads nowhere."""

import pytest

from mentorsite.build.prepare import prepare
from mentorsite.build.project_files import read
from mentorsite.errors import Place
from mentorsite.model.site import Site
from mentorsite.serve.edit.names import Name, names_in, names_of
from mentorsite.serve.edit.targets import Target, links_from, pictures_from
from mentorsite.structure.links import Inside, destination
from tests.conftest import PROGRAM, REPOSITORY, prepared

HERE = "content/guides/first.md"
FILES = {
    "site.yml": "title: A\nurl: https://example.org/book/\nlanguages: {en: English, es: Español}\n",
    "content/index.md": "# Home\n\n## What stays private\n",
    "content/index.es.md": "# Inicio\n\n## Lo privado\n",
    HERE: "# First\n\n## Listen, then ask\n",
    "content/guides/first.es.md": "# Primero\n",
    "content/solo.es.md": "# Solo\n",
    "content/plan (new) 50%.pdf": "%PDF-1.4",
    "content/team.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "content/guides/tree.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "content/worksheets/goals.yml": "title: Goals\nkind: evaluation\nsections: {a: {text: Write.}}\n",
    "content/programs/p.yml": f"{PROGRAM}cohorts: {{spring: {{label: Spring, start: 2027-01-01, end: 2027-06-01}}}}\n",
}


@pytest.fixture(scope="module")
def site() -> Site:
    return prepared(FILES).site


def leads_to(site: Site, path: str, target: Target) -> Inside:
    found = destination(site, path if path != "site.yml" else "content/index.md", "", target.path, Place(path))
    assert isinstance(found, Inside), (path, target, found)
    return found


def test_links_are_written_as_the_way_from_a_file(site: Site) -> None:
    found = {(each.title, each.kind): each.path for each in links_from(site, HERE)}
    assert found == {
        ("Home", "Page"): "../index.md",
        ("What stays private", "Heading"): "../index.md#what-stays-private",
        ("First", "Page"): "first.md",
        ("Listen, then ask", "Heading"): "#listen-then-ask",
        ("Solo", "Page"): "../solo.es.md",
        ("Test program", "Program"): "../programs/p.yml",
        ("Goals", "Evaluation"): "../worksheets/goals.yml",
        ("Mentor", "Role"): "../programs/p.yml#mentor",
        ("Mentee", "Role"): "../programs/p.yml#mentee",
        ("Spring", "Cohort"): "../programs/p.yml#spring",
        ("All files to download", "Page"): "../downloads/",
        ("plan (new) 50%.pdf", "File"): "../plan%20%28new%29%2050%25.pdf",
    }


def test_a_translation_names_what_it_was_translated_from_by_its_own_titles(site: Site) -> None:
    found = {each.title: each.path for each in links_from(site, "content/guides/first.es.md")}
    assert (found["Inicio"], found["Lo privado"]) == ("../index.md", "../index.md#lo-privado")
    assert "Home" not in found


def test_site_yml_names_pages_as_the_home_page_does(site: Site) -> None:
    assert "guides/first.md" in {each.path for each in links_from(site, "site.yml")}


def test_pictures_beside_a_file_come_first_and_are_shown(site: Site) -> None:
    found = [(each.path, each.shown) for each in pictures_from(site, HERE)]
    assert found == [("tree.svg", "/book/guides/tree.svg"), ("../team.svg", "/book/team.svg")]


def test_each_leads_to_something() -> None:
    """In what `mentorsite new` begins with, from files of each kind, and in both languages."""
    site = prepare(read(REPOSITORY)).site
    beginning = ("content/index.md", "content/guidelines/03-setting-boundaries.es.md", "content/worksheets/goals.yml")
    for path in (*beginning, "content/programs/career-growth.yml", "site.yml"):
        targets = links_from(site, path)
        sources = {leads_to(site, path, each).source for each in targets}
        assert {each.source for each in site.pages if each.language == "en"} <= sources
        assert {each.form.source for each in site.forms if each.form.language == "en"} <= sources


def test_names_are_offered_with_what_they_are_called(site: Site) -> None:
    found = names_in(site)
    assert found["worksheet"] == (Name("goals", "Goals"),)
    assert found["agreement"] == ()
    assert Name("guides/first", "First") in found["page"]
    assert found["cohort"] == (Name("spring", "Spring"),)
    assert {*found["picture"]} == {Name("guides/tree.svg"), Name("team.svg")}


@pytest.mark.parametrize(
    ("path", "names"),
    [
        (("for", 0), "role"), (("to",), "role"), (("navigation", 0, "to"), "place"), (("navigation", 1), "place"),
        (("navigation", 0, "title"), ""), (("organization", "logo"), "picture"), (("check_ins", "x", "agenda", 0), ""),
        (("paired_with",), "worksheet"), (("phases", "work", "pages", 0), "page"), ((), ""),
    ],
)  # fmt: skip
def test_a_key_takes_the_names_of_its_kind(path: tuple[str | int, ...], names: str) -> None:
    assert names_of(path) == names
