"""What the settings of Jekyll include is brought, though its name begins with `_`."""

import re

import pytest

from tests.importers.test_tools import brought, losses, orders, pages, titled


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


SIDEBAR = """entries:
- title: sidebar
  product: Handbook
  folders:
  - title: Begin
    output: web, pdf
    folderitems:
    - {title: Last things, url: /begin/z.html, output: web}
    - {title: First things, url: /begin/a.html}
    - {title: Nowhere, url: /gone.html}
    subfolders:
    - title: Deep
      subfolderitems: [{title: Below, url: /begin/deep/b.html}]
"""


def test_the_menus_of_a_theme_that_has_several_give_pages_their_order() -> None:
    files = {"begin/a.md": titled("A"), "begin/z.md": titled("Z"), "begin/deep/b.md": titled("B"), "c.md": titled("C")}
    other = "entries: [{title: sidebar, folders: [{title: More, folderitems: [{title: C, url: /c.html}]}]}]"
    menus = {"_data/sidebars/home.yml": SIDEBAR, "_data/sidebars/more.yml": other}
    found = brought({"_config.yml": "title: A", **files, **menus})
    orders = {path: re.search(r"^order: (\d+)$", text, re.M) for path, text in pages(found).items()}
    begun = sorted((int(order[1]), path) for path, order in orders.items() if order and "index" not in path)
    assert [path for _, path in begun] == ["begin/z.md", "begin/a.md", "begin/deep/b.md", "more/c.md"]
    assert 'title: "Deep"' in pages(found)["begin/deep/index.md"]
    assert losses(found) == [
        "_data/sidebars/home.yml:8: `begin/z.md` was “Last things” in the menu; it is “Z” now",
        "_data/sidebars/home.yml:9: `begin/a.md` was “First things” in the menu; it is “A” now",
        "_data/sidebars/home.yml:10: /gone.html in the menu: a handbook's menu has pages; put the link on one",
        "_data/sidebars/home.yml:13: `begin/deep/b.md` was “Below” in the menu; it is “B” now",
    ]


@pytest.mark.parametrize("path", ["_data/sidebars/home.yml", "_data/navigation.yml"])
def test_a_menu_that_cannot_be_read_is_named(path: str) -> None:
    found = brought({"_config.yml": "title: A", "a.md": titled("A"), path: "main: [{title: A"})
    assert [line.partition(":")[0] for line in losses(found)] == [path]


@pytest.mark.parametrize("said", ["entries: []", "entries:", "5", "entries: [{folders: 3}]"])
def test_a_menu_of_a_theme_without_pages_is_named(said: str) -> None:
    found = brought({"_config.yml": "title: A", "a.md": titled("A"), "_data/sidebars/home.yml": said})
    assert losses(found) == ["_data/sidebars/home.yml:0: a menu of a theme in which no page was found; left out"]


def test_a_folder_stands_where_the_first_of_its_pages_does() -> None:
    files = {
        "index.md": titled("H", nav_order=1),
        "part/a.md": titled("A", nav_order=4),
        "z.md": titled("Z", nav_order=3),
    }
    said = orders(brought({"_config.yml": "theme: just-the-docs", **files, "part/b.md": titled("B", nav_order=2)}))
    assert (said["part/index.md"], said["z.md"]) == ("2", "3")
