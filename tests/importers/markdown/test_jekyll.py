"""What the settings of Jekyll include is brought, though its name begins with `_`."""

import pytest

from tests.importers.test_tools import brought, losses, pages, titled


@pytest.mark.parametrize("rule", ["_pages", "_pages/", "_p*", "/_pages/a.md, _pages"])
def test_a_folder_that_the_settings_include_is_public(rule: str) -> None:
    settings = f"include: [{rule}]\ndefaults: [{{scope: {{type: pages}}, values: {{published: true}}}}]"
    found = brought({"_config.yml": settings, "_pages/a.md": titled("A"), "_other/b.md": titled("secret")})
    assert 'aliases: ["/_pages/a.html"]' in pages(found)["pages/a.md"]
    assert losses(found) == ["_other/:0: b.md: not published, or no page, image or attachment; left out"]


def test_a_page_that_the_settings_include_is_public() -> None:
    named = titled("I", "See _special.md and _x.md.")
    found = brought({"_config.yml": "include: [_special.md]", "_special.md": titled("S"), "_x.md": "x", "i.md": named})
    assert {"special.md", "i.md"} < set(pages(found))


def test_a_page_that_says_its_parent_is_not_said_to_be_in_a_menu() -> None:
    data = {"_config.yml": "header_pages: [gone.md]", "_data/navigation.yml": "main: [{title: I, url: /i.html}]"}
    files = {"i.md": titled("I"), "p.md": titled("P"), "in/c.md": titled("C", parent="P", draft="true")}
    assert losses(brought({**data, **files})) == [
        "_config.yml:1: `gone.md` in the menu: there is no such page",
        "in/c.md:0: a draft, or a page that was not public (`draft: true`); left out",
    ]


def test_the_menus_of_a_theme_that_has_several_are_named() -> None:
    found = brought({"_config.yml": "title: A", "a.md": titled("A"), "_data/sidebars/home.yml": "entries: []"})
    assert [line.partition(", which")[0] for line in losses(found)] == ["_data/sidebars/home.yml:0: a menu of a theme"]
