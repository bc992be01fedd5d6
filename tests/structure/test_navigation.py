"""The menu, breadcrumbs, neighbours and cards."""

import re

import pytest

from mentorsite.errors import Problem
from tests.conftest import prepared, rendered

PAGES = {
    "content/index.md": "---\ntitle: Home\n---\nHello.\n",
    "content/guides/index.md": "---\ntitle: Guides\norder: 2\n---\nOf all kinds.\n",
    "content/guides/02-second.md": "---\ntitle: Second\n---\nB\n",
    "content/guides/01-first.md": "---\ntitle: First\n---\nA\n",
    "content/guides/zebra.md": "---\ntitle: Zebra\n---\nZ\n",
    "content/guides/apple.md": "---\ntitle: Apple\n---\nA\n",
    "content/first-steps/x.md": "---\ntitle: X\n---\nX\n",
    "content/about.md": "---\ntitle: About\norder: 1\n---\nUs.\n",
}


def links(html: str, label: str) -> list[str]:
    part = re.search(rf'<nav[^>]*aria-label="{label}".*?</nav>', html, re.DOTALL)
    return re.findall(r'href="([^"]*)"', part[0]) if part else []


def test_pages_stand_by_order_then_number_then_title() -> None:
    html = rendered(PAGES)["guides/first/index.html"]
    assert links(html, "Handbook") == [
        "../../about/", "../", "../first/", "../second/", "../apple/", "../zebra/", "../../first-steps/",
    ]  # fmt: skip


def test_only_the_open_section_lists_its_pages() -> None:
    html = rendered(PAGES)["about/index.html"]
    assert links(html, "Handbook") == ["../about/", "../guides/", "../first-steps/"]


def test_site_yml_can_say_the_menu() -> None:
    menu = '[guides/, {to: about.md, title: Us}, {to: "https://example.org/", title: Out}]'
    site = f"title: T\nnavigation: {menu}\n"
    html = rendered({**PAGES, "site.yml": site})["index.html"]
    assert links(html, "Handbook") == ["guides/", "about/", "https://example.org/"]
    assert ">Us<" in html


def test_a_menu_entry_that_leads_nowhere_is_told_at_its_place() -> None:
    (problem,) = prepared({**PAGES, "site.yml": "title: T\nnavigation:\n  - guides/\n  - abuot.md\n"}).problems
    assert (problem.path, problem.line, problem.column, problem.code) == ("site.yml", 4, 5, "unknown-reference")
    assert problem.hint == "did you mean `about.md`?"


def logo(name: str, files: dict[str, str]) -> tuple[Problem, ...]:
    """What is said of a logo in site.yml."""
    site = f"title: T\norganization: {{name: O, logo: {name}}}\n"
    return prepared({**PAGES, "site.yml": site, **files}).problems


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10">{}</svg>'


@pytest.mark.parametrize(
    ("name", "text", "code", "message"),
    [
        ("logo.svg", None, "unknown-reference", "there is no image `logo.svg`"),
        ("about.md", None, "unsuitable-logo", "`about.md` is not an image that browsers show"),
        (
            "logo.png",
            "not a picture",
            "unsuitable-logo",
            "`logo.png` can't be shown: it is no picture, whatever its name says",
        ),
        (
            "logo.svg",
            SVG.format(f'<path d="M0 0{" L1 1" * 30_000}"/>'),
            "unsuitable-logo",
            "`logo.svg` has 150 KB, and every page loads it",
        ),
    ],
)
def test_a_logo_that_will_not_do_is_one_problem_at_its_line(
    name: str, text: str | None, code: str, message: str
) -> None:
    (found,) = logo(name, {f"content/{name}": text} if text else {})
    assert (found.path, found.line, found.column, found.code) == ("site.yml", 2, 31, code)
    assert found.message == message
    assert found.hint


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<html></html>", "active-file"),
        ("<svg>", "active-file"),
        (SVG.format("<script/>"), "svg-part"),
        (SVG.format('<a onclick="x"/>'), "svg-part"),
    ],
)
def test_a_drawing_that_acts_is_told_once_where_it_is_and_not_again_as_a_logo(text: str, code: str) -> None:
    (found,) = logo("logo.svg", {"content/logo.svg": text})
    assert (found.path, found.code) == ("content/logo.svg", code)


def test_a_logo_is_shown_with_its_shape_so_that_nothing_moves_when_it_comes() -> None:
    site = "title: T\norganization: {name: O, logo: logo.svg}\n"
    html = rendered({**PAGES, "site.yml": site, "content/logo.svg": SVG})["guides/first/index.html"]
    assert 'src="../../logo.svg" alt="O" width="1000" height="333"' in html


def test_a_folder_without_a_page_gets_one_with_cards_and_a_name() -> None:
    html = rendered(PAGES)["first-steps/index.html"]
    assert "First steps</h1>" in html
    assert 'href="x/"' in html


@pytest.mark.parametrize(("language", "name"), [("en", "Guidelines"), ("es", "Guías"), ("he", "הנחיות")])
def test_guidelines_without_a_page_are_called_by_their_name_in_the_language(language: str, name: str) -> None:
    site = f"title: T\nlanguage: {language}\norganization: {{name: O}}\n"
    html = rendered({"site.yml": site, "content/index.md": "# T\n", "content/guidelines/x.md": "# X\n"})
    assert f"{name}</h1>" in html["guidelines/index.html"]


def test_breadcrumbs_lead_from_home_to_the_section() -> None:
    assert links(rendered(PAGES)["guides/first/index.html"], "You are here") == ["../../", "../"]


def test_neighbours_follow_the_section_and_stay_in_it() -> None:
    pages = rendered(PAGES)
    assert links(pages["guides/index.html"], "Read on") == ["first/"]
    assert links(pages["guides/first/index.html"], "Read on") == ["../", "../second/"]
    assert links(pages["guides/zebra/index.html"], "Read on") == ["../apple/"]


def test_a_menu_stays_as_small_however_many_pages_there_are() -> None:
    many = {f"content/s{i:03}/p{j}.md": f"---\ntitle: P{j}\n---\n" for i in range(5) for j in range(20)}
    more = {f"content/s{i:03}/p{j}.md": f"---\ntitle: P{j}\n---\n" for i in range(5) for j in range(70)}
    home = {"content/index.md": "---\ntitle: Home\n---\n"}
    assert len(rendered({**home, **many})["index.html"]) == len(rendered({**home, **more})["index.html"])
