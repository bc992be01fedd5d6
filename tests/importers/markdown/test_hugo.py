"""The menu of a Hugo site is that of its first language."""

import pytest

from mentorsite.importers.markdown.detect import is_settings_file
from tests.importers.test_tools import brought, losses, orders

SITE = {"content/_index.md": "---\ntitle: Home\n---", "content/a.md": "---\ntitle: A\n---",
        "content/b.md": "---\ntitle: B\n---"}  # fmt: skip
MENU = '[[main]]\nname = "B"\npageRef = "/b"\nweight = 1\n[[main]]\nname = "A"\npageRef = "/a"\nweight = 2'
CONFIG = "config/_default/"


@pytest.mark.parametrize("name", ["menus.de", "menu.de", "menus", "menus.pt-BR"])
def test_the_file_of_a_menu_tells_the_order(name: str) -> None:
    assert is_settings_file(f"{CONFIG}{name}.toml")
    settings = {f"{CONFIG}hugo.toml": 'defaultContentLanguage = "de"', f"{CONFIG}{name}.toml": MENU}
    found = brought({**SITE, **settings})
    assert orders(found).items() >= {"b.md": "1", "a.md": "2"}.items()
    assert losses(found) == []


def test_the_menu_of_another_language_is_named() -> None:
    settings = {f"{CONFIG}hugo.toml": "", f"{CONFIG}menus.en.toml": MENU, f"{CONFIG}menus.de.toml": ""}
    found = brought({**SITE, **settings})
    assert orders(found).items() >= {"b.md": "1", "a.md": "2"}.items()
    assert losses(found) == [
        f"{CONFIG}menus.de.toml:0: the menu of another language: a handbook has one, with the titles of pages"
    ]
