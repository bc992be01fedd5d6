"""Menus and languages that plugins of MkDocs make are brought, or named."""

from pathlib import Path

import pytest

from mentorsite.importers.markdown.lines import lines_of, split_fences
from mentorsite.scaffold.import_ import import_handbook
from tests.importers.test_folders import write
from tests.importers.test_tools import bodies, brought, faults, losses, orders, pages

PAGES = {f"docs/{name}.md": f"# {name}" for name in ("index", "b", "c", "sub/x", "sub/y", "team/z")}


def site(settings: str, **files: str) -> dict[str, str]:
    return {**PAGES, "mkdocs.yml": settings, **{f"docs/{name}": text for name, text in files.items()}}


def order(files: dict[str, str]) -> list[str]:
    found = {path: int(number) for path, number in orders(brought(files)).items() if not path.endswith("/index.md")}
    return sorted(found, key=lambda path: found[path])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("nav: [c.md, sub, b.md]", ["c.md", "sub/x.md", "sub/y.md", "b.md"]),
        ("nav: [c.md, ..., index.md]", ["c.md", "b.md", "sub/x.md", "sub/y.md", "team/z.md", "index.md"]),
        ("nav: [Sea: c.md, sub/y.md, ...]", ["c.md", "sub/y.md", "index.md", "b.md", "sub/x.md", "team/z.md"]),
        ("arrange: [sub, c.md]", ["sub/x.md", "sub/y.md", "c.md"]),
        ("order: desc", ["index.md", "team/z.md", "sub/x.md", "sub/y.md", "c.md", "b.md"]),
        ("nav: [{glob: '*'}, index.md]", ["b.md", "c.md", "sub/x.md", "sub/y.md", "team/z.md", "index.md"]),
        ("nav: ['s*/*']", ["sub/x.md", "sub/y.md"]),
        ("nav: [c.md]\nappend_unmatched: true", ["c.md", "index.md", "b.md", "sub/x.md", "sub/y.md", "team/z.md"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", [".pages", ".nav.yml"])
def test_the_files_of_folders_tell_the_order(name: str, said: str, expected: list[str]) -> None:
    assert order(site("plugins: [awesome-pages]", **{name: said})) == expected


def test_the_file_of_a_folder_tells_its_title_and_order() -> None:
    found = brought(site("plugins: [awesome-nav]", **{"sub/.pages": "title: Below\nnav: [y.md, x.md]"}))
    assert 'title: "Below"' in pages(found)["sub/index.md"]
    assert int(orders(found)["sub/y.md"]) < int(orders(found)["sub/x.md"])
    assert (losses(found), faults(found)) == ([], [])


def test_what_the_files_of_folders_lose_is_told_at_its_line() -> None:
    said = "title: Team\nhide: true\nnav:\n  - z.md\n  - gone.md\n  - Zed: z.md\n  - Web: https://e.org"
    found = brought(site("plugins: [awesome-pages]", **{"team/.pages": said, "team/index.md": "# We"}))
    assert losses(found) == [
        "docs/team/.pages:1: `docs/team/index.md` was “Team” in the menu; it is “We” now",
        "docs/team/.pages:2: `hide: true`: the menu of a handbook has all pages; make it a draft, or leave it there",
        "docs/team/.pages:5: `docs/team/gone.md` in the menu: there is no such page",
        "docs/team/.pages:7: https://e.org in the menu: a handbook's menu has pages; put the link on one",
    ]


def test_folders_that_name_each_other_again_and_again_end() -> None:
    files = {f"{'a/' * depth}.pages": "nav: [a, a, a, ., .., ../a, a/a]" for depth in range(12)}
    found = brought(site("plugins: [awesome-pages]", **files, **{f"{'a/' * 12}p.md": "# P"}))
    assert "# P" in "".join(pages(found).values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("* [Sea](c.md)\n* [Below](sub/)\n* [B](b.md)", ["c.md", "sub/x.md", "sub/y.md", "b.md"]),
        ("* [C](c.md)\n* *", ["c.md", "index.md", "b.md", "sub/x.md", "sub/y.md", "team/z.md"]),
        ("* [C](c.md)\n* sub/*.md", ["c.md", "sub/x.md", "sub/y.md"]),
    ],
)
def test_a_summary_tells_the_order_where_its_plugin_is_on(text: str, expected: list[str]) -> None:
    files = site("plugins: [literate-nav]", **{"SUMMARY.md": text})
    assert order(files) == expected
    assert "SUMMARY.md" not in pages(brought(files))


def test_a_summary_of_a_folder_tells_its_order() -> None:
    files = site(
        "plugins: [{literate-nav: {nav_file: NAV.md}}]", **{"NAV.md": "- [Sub](sub/)", "sub/NAV.md": "- [Y](y.md)"}
    )
    assert order(files) == ["sub/y.md"]


@pytest.mark.parametrize(
    ("structure", "french"),
    [("folder", {"en/a.md": "# A", "fr/a.md": "# Ah", "en/index.md": "# Home", "de/a.md": "secret", "fr/p.png": ""}),
     ("suffix", {"a.md": "# A", "a.fr.md": "# Ah", "index.en.md": "# Home", "a.de.md": "secret", "p.png": ""})],
)  # fmt: skip
def test_translations_stand_beside_their_pages(structure: str, french: dict[str, str]) -> None:
    names = "[{locale: fr, name: Français}, {locale: en, name: English, default: true}, {locale: de, build: false}]"
    settings = (
        f"nav: [index.md, Ay: a.md]\nplugins: [search, {{i18n: {{docs_structure: {structure}, languages: {names}}}}}]"
    )
    found = brought({"mkdocs.yml": settings, **{f"docs/{name}": text for name, text in french.items()}})
    assert dict(found.languages) == {"en": "English", "fr": "Français"}
    assert set(pages(found)) == {"index.md", "a.md", "a.fr.md"}
    assert orders(found)["a.md"] == "2"
    place = "docs/de/a.md" if structure == "folder" else "docs/a.de.md"
    assert losses(found) == [
        f"{place}:0: a draft, or a page that was not public (its language was not published); left out",
        "mkdocs.yml:1: `docs/" + ("en/" if structure == "folder" else "") + "a.md` was “Ay” in the menu; it is “A” now",
    ]  # fmt: skip
    assert faults(found) == []


def test_what_other_languages_have_of_their_own_in_the_settings_is_named() -> None:
    said = "plugins:\n  i18n:\n    languages:\n    - locale: en\n    - locale: fr\n      nav_translations: {A: Ah}"
    assert losses(brought(site(said))) == [
        "mkdocs.yml:5: `nav_translations` of the language `fr`: a handbook has one menu and title; left out"
    ]


def test_a_plugin_that_is_not_run_is_named() -> None:
    assert losses(
        brought(site("plugins:\n- search\n- material/social\n- mkdocs-macros\n- blog: {x: 1}\n- gen-files"))
    ) == [
        f"mkdocs.yml:{line}: the plugin `{name}` is not run: look for what it made of pages or put on them"
        for line, name in ((5, "blog"), (6, "gen-files"))
    ]


def test_the_hidden_files_of_menus_are_read(tmp_path: Path) -> None:
    write(tmp_path / "old", site("plugins: [awesome-pages]", **{".pages": "nav: [c.md]"}))
    found = import_handbook(tmp_path / "old", tmp_path / "new").result
    assert orders(found) == {"c.md": "1"}


EXAMPLE = '```md\n=== "Python"\n\n    ```python\n    x\n    ```\n\n=== "C"\n```'


def test_an_example_of_tabs_stays_as_it_is() -> None:
    found = brought({"mkdocs.yml": "site_name: A", "docs/index.md": f'# A\n\n{EXAMPLE}\n\n=== "Real"\n\n    b'})
    assert bodies(found)["index.md"] == f"# A\n\n{EXAMPLE}\n\n**Real**\n\n\nb"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("```|a|    ```|b|```|c", "111110"),
        ("```|a|   ```|c", "1110"),
        ("```|a|``` b|````|c", "11110"),
        ("```|~~~|- ```|```|c", "11110"),
        ("1. a|    ```|    b|    ```|c", "01110"),
        ("- ```|  b|  ```|c", "1110"),
        ("> ```|> a|> ```|c", "1110"),
    ],
)
def test_a_fence_ends_at_one_like_it(lines: str, code: str) -> None:
    found = split_fences(lines_of(lines.replace("|", "\n"), 1))
    assert "".join(str(int(is_code)) for _, is_code in found) == code
