"""Files made of the whole site, redirects, and one mistake that does not bring others."""

import pytest

from mentorsite.errors import Problem
from mentorsite.model.output import CopyOutput
from tests.conftest import PROGRAM, prepared, rendered

HOME = {"content/index.md": "---\ntitle: Home\n---\nHello.\n"}
URL = "title: T\nurl: https://example.org/h/\n"


def codes(files: dict[str, str]) -> list[tuple[str, int, str]]:
    found: tuple[Problem, ...] = prepared(files).problems
    return [(each.path, each.line, each.code) for each in found]


def test_the_sitemap_has_every_page_by_its_whole_url() -> None:
    sitemap = rendered({**HOME, "site.yml": URL, "content/a b/ü.md": "# Ü\n"})["sitemap.xml"]
    assert "<loc>https://example.org/h/</loc>" in sitemap
    assert "<loc>https://example.org/h/a-b/%C3%BC/</loc>" in sitemap


def test_a_site_without_an_address_has_no_sitemap_and_no_canonical_links() -> None:
    pages = rendered(HOME)
    assert "sitemap.xml" not in pages
    assert "canonical" not in pages["index.html"]


def test_github_pages_is_told_to_leave_the_files_as_they_are() -> None:
    assert rendered(HOME)[".nojekyll"] == ""


def test_github_pages_is_told_the_domain_that_the_site_has_to_itself() -> None:
    made = rendered({**HOME, "site.yml": "title: T\nurl: https://mentors.example.org/\n"})
    assert made["CNAME"] == "mentors.example.org\n"
    for url in ("https://example.org/h/", "https://name.github.io/"):
        assert "CNAME" not in rendered({**HOME, "site.yml": f"title: T\nurl: {url}\n"})
    assert "CNAME" not in rendered(HOME)


def test_a_domain_file_among_the_content_is_copied_and_not_made_too() -> None:
    site = "title: T\nurl: https://mentors.harbour.org/\npublish: [CNAME]\n"
    build = prepared({**HOME, "site.yml": site, "content/CNAME": "other.harbour.org"})
    assert build.problems == ()
    (made,) = [output for output in build.outputs if output.path == "CNAME"]
    assert isinstance(made, CopyOutput)


def test_the_404_page_has_urls_that_work_at_any_depth() -> None:
    page = rendered({**HOME, "site.yml": URL})["404.html"]
    assert 'href="/h/_theme/style.css?' in page
    assert 'href="/h/"' in page


def test_an_alias_leads_to_the_page_of_today() -> None:
    pages = rendered({**HOME, "content/new.md": "---\ntitle: New\naliases: [/old/place, gone.html]\n---\n"})
    assert 'url=../../new/"' in pages["old/place/index.html"]
    assert 'url=new/"' in pages["gone.html"]


def test_an_alias_that_a_page_has_is_told() -> None:
    files = {**HOME, "content/new.md": "---\ntitle: New\naliases: /old\n---\n", "content/old.md": "# Old\n"}
    assert codes(files) == [("content/new.md", 1, "same-url")]


@pytest.mark.parametrize(
    "alias",
    [
        "../x",
        "a/../../x",
        "/..//../x.html",
        "%2e%2e/x",
        "a/%2E%2E/x",
        "..\\\\x",
        "./a",
        "a//b",
        ".git/hooks",
        "CON",
        "a:b",
        "a#b",
    ],
)
def test_an_alias_that_leads_out_of_the_site_or_can_be_no_file_is_told(alias: str) -> None:
    files = {**HOME, "content/new.md": f'---\ntitle: New\naliases:\n  - "{alias}"\n---\n'}
    assert codes(files) == [("content/new.md", 4, "wrong-value")]


def test_an_alias_may_be_copied_from_the_bar_of_a_browser() -> None:
    pages = rendered({**HOME, "content/new.md": "---\ntitle: New\naliases: /caf%C3%A9/%20menu/\n---\n"})
    assert "café/ menu/index.html" in pages


def test_a_file_where_another_needs_a_folder_is_told_and_left_out() -> None:
    site = "title: T\npublish: [Guide]\n"
    files = {**HOME, "site.yml": site, "content/Guide": "", "content/guide.md": "# Guide\n"}
    assert codes(files) == [("content/Guide", 1, "same-url")]
    paths = {output.path for output in prepared(files).outputs}
    assert "guide/index.html" in paths
    assert "Guide" not in paths


def test_a_first_page_without_a_title_has_the_sites() -> None:
    assert '<h1 id="test-handbook">Test handbook</h1>' in rendered({"content/index.md": "Hello.\n"})["index.html"]


def test_a_mistake_in_the_program_is_the_only_one_told() -> None:
    page = "---\ntitle: Home\n---\n{{ program.name }} [{{ contact.a.email }}](mailto:{{ contact.a.email }})\n"
    files = {"content/index.md": page, "content/programs/p.yml": f"{PROGRAM}modell: peer\n"}
    assert codes(files) == [("content/programs/p.yml", 6, "unknown-key")]


def test_a_mistake_in_site_yml_is_the_only_one_told() -> None:
    files = {"site.yml": "title: T\norganisation: O\n", "content/index.md": "# Home\n\nBy {{ organization.name }}.\n"}
    assert codes(files) == [("site.yml", 2, "site-file")]


def test_a_variable_in_the_words_and_the_target_of_a_link_is_told_once() -> None:
    files = {"content/index.md": "# Home\n\n[{{ site.mail }}](mailto:{{ site.mail }})\n"}
    assert codes(files) == [("content/index.md", 3, "unknown-variable")]


def test_a_page_for_nobody_known_is_told_with_the_nearest_role() -> None:
    (problem,) = prepared({"content/index.md": "---\ntitle: Home\nfor: [mentr]\n---\n"}).problems
    assert (problem.line, problem.column, problem.code) == (3, 7, "unknown-reference")
    assert problem.hint == "did you mean `mentor`?"


def test_an_end_before_its_start_is_told_at_the_end() -> None:
    cohort = "cohorts:\n  a:\n    label: A\n    start: 2027-02-01\n    end: 2027-01-01\n"
    assert codes({**HOME, "content/programs/p.yml": f"{PROGRAM}{cohort}"}) == [
        ("content/programs/p.yml", 10, "wrong-value")
    ]
