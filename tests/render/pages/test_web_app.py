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

DRAWN = [
    ("_theme/icon-192.png", "192x192", "any"), ("_theme/icon-512.png", "512x512", "any"),
    ("_theme/icon-maskable.png", "512x512", "maskable"),
]  # fmt: skip
"""The pictures of the icon."""


def test_each_language_has_a_name_an_icon_and_a_first_page_of_its_own() -> None:
    made = rendered(FILES)
    english, arabic = (json.loads(made[f"{home}manifest.webmanifest"]) for home in ("", "ar/"))
    assert (english["name"], english["short_name"], english["lang"], english["dir"]) == (
        "Test handbook", "Harbour", "en", "ltr",
    )  # fmt: skip
    assert (english["start_url"], english["scope"], english["theme_color"]) == ("./", "./", "#123456")
    assert (arabic["start_url"], arabic["scope"], arabic["lang"], arabic["dir"]) == ("./", "../", "ar", "rtl")
    assert arabic["icons"][0]["src"].startswith("../_theme/icon-192.png?v=")
    assert '<link rel="manifest" href="../manifest.webmanifest">' in made["one/index.html"]
    assert '<link rel="manifest" href="../manifest.webmanifest">' in made["ar/one/index.html"]


@pytest.mark.parametrize(
    ("logo", "data", "icons"),
    [
        ("logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', [("logo.svg", "any", "")]),
        ("logo.gif", PICTURE, [("_theme/icon.svg", "any", "")]),
    ],
)
def test_a_logo_is_the_icon_where_it_can_be_one(logo: str, data: str, icons: list[tuple[str, str, str]]) -> None:
    site = FILES["site.yml"].replace("{name: Harbour}", f"{{name: Harbour, logo: {logo}}}")
    made: Any = json.loads(rendered({**FILES, "site.yml": site, f"content/{logo}": data})["manifest.webmanifest"])
    found = [(each["src"].partition("?")[0], each["sizes"], each.get("purpose", "")) for each in made["icons"]]
    assert found == [*DRAWN, *icons]


def test_every_page_names_the_picture_for_home_screens_that_fills_its_square() -> None:
    page = rendered(FILES)["ar/one/index.html"]
    assert '<link rel="apple-touch-icon" href="../../_theme/icon-maskable.png?v=' in page
    without = rendered({**FILES, "site.yml": f"{FILES['site.yml']}downloads: []\n"})
    assert "apple-touch-icon" not in without["one/index.html"]
    assert "icon-192" not in without["manifest.webmanifest"]


def test_pictures_of_another_icon_have_another_address() -> None:
    def address(**files: str) -> str:
        made: Any = json.loads(rendered({**FILES, **files})["manifest.webmanifest"])
        return str(made["icons"][0]["src"])

    logo = {"site.yml": FILES["site.yml"].replace("{name: Harbour}", "{name: Harbour, logo: logo.svg}")}
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 9"/>'
    told = {
        address(),
        address(**{"site.yml": FILES["site.yml"].replace("Harbour", "Other")}),
        address(**logo, **{"content/logo.svg": svg.format(8)}),
        address(**logo, **{"content/logo.svg": svg.format(9)}),
    }
    assert len(told) == 4
    assert address() == address()


def test_a_handbook_that_is_not_kept_has_none() -> None:
    made = rendered({**FILES, "site.yml": f"{FILES['site.yml']}offline: false\n"})
    assert "manifest.webmanifest" not in made
    assert "webmanifest" not in made["one/index.html"]
