"""What a browser is told of a handbook that someone puts on their home screen."""

import json
from typing import Any

import pytest

from tests.conftest import PICTURE, SITE, rendered

FILES = {
    "site.yml": f"{SITE}languages: {{en: English, ar: العربية}}\nsearch: false\n"
    "description: How we mentor.\norganization: {name: Harbour}\ntheme: {accent: '#123456'}\n",
    "content/index.md": "# Home\n",
    "content/one.md": "# One\n",
}


def test_each_language_has_a_name_an_icon_and_a_first_page_of_its_own() -> None:
    made = rendered(FILES)
    english, arabic = (json.loads(made[f"{home}manifest.webmanifest"]) for home in ("", "ar/"))
    assert (english["name"], english["short_name"], english["lang"], english["dir"]) == (
        "Test handbook", "Harbour", "en", "ltr",
    )  # fmt: skip
    assert (english["start_url"], english["scope"], english["theme_color"]) == ("./", "./", "#123456")
    assert (arabic["start_url"], arabic["scope"], arabic["lang"], arabic["dir"]) == ("./", "../", "ar", "rtl")
    assert arabic["icons"][0]["src"].startswith("../_theme/icon.svg?v=")
    assert '<link rel="manifest" href="../manifest.webmanifest">' in made["one/index.html"]
    assert '<link rel="manifest" href="../manifest.webmanifest">' in made["ar/one/index.html"]


@pytest.mark.parametrize(
    ("logo", "data", "icons"),
    [
        ("logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', [("logo.svg", "any")]),
        ("logo.gif", PICTURE, [("_theme/icon.svg", "any")]),
    ],
)
def test_a_logo_is_the_icon_where_it_can_be_one(logo: str, data: str, icons: list[tuple[str, str]]) -> None:
    site = FILES["site.yml"].replace("{name: Harbour}", f"{{name: Harbour, logo: {logo}}}")
    made: Any = json.loads(rendered({**FILES, "site.yml": site, f"content/{logo}": data})["manifest.webmanifest"])
    assert [(each["src"].partition("?")[0], each["sizes"]) for each in made["icons"]] == icons


def test_a_handbook_that_is_not_kept_has_none() -> None:
    made = rendered({**FILES, "site.yml": f"{FILES['site.yml']}offline: false\n"})
    assert "manifest.webmanifest" not in made
    assert "webmanifest" not in made["one/index.html"]
