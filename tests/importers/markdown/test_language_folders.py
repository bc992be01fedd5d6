"""The pages of a language that has a folder of its own are translations."""

import pytest

from mentorsite.importers.markdown.language_folders import languages_of, translated
from tests.importers.test_tools import bodies, brought, faults, losses, orders, pages

LOCALES = "{root: {label: 'English', lang: 'en'}, fr: {label: 'Français', lang: 'fr-FR'}}"
VUEPRESS = "{'/': {lang: 'en', title: 'Ours'}, '/fr/': {lang: 'fr', title: 'À nous'}}"
BODY = {"a.md": "# A\n\n[b](b.md)", "b.md": "# B", "fr/a.md": "# A\n\n[b](/fr/b)", "fr/b.md": "# B"}


def test_each_language_has_a_code_a_name_and_a_folder() -> None:
    names, folders = languages_of({"fr": {"label": "Français"}, "root": {"lang": "en-US"}}, "")
    assert (list(names.items()), folders) == ([("en-US", ""), ("fr", "Français")], {"fr": "fr"})
    assert [translated(path, folders) for path in ("fr/x/a.md", "x/fr/a.md", "fr.md")] == [
        "x/a.fr.md", "x/fr/a.md", "fr.md"
    ]  # fmt: skip


def test_the_languages_of_vitepress_come_with_their_menu_and_addresses() -> None:
    program = f"export default {{locales: {LOCALES}, themeConfig: {{sidebar: [{{text: 'B', link: '/b'}}]}}}}"
    found = brought({".vitepress/config.js": program, **BODY})
    assert dict(found.languages) == {"en": "English", "fr-FR": "Français"}
    assert set(pages(found)) == {"index.md", "a.md", "b.md", "a.fr-FR.md", "b.fr-FR.md"}
    assert bodies(found)["a.fr-FR.md"] == "# A\n\n[b](b.fr-FR.md)"
    assert 'aliases: ["/fr/a.html"]' in pages(found)["a.fr-FR.md"]
    assert (orders(found)["b.md"], losses(found), faults(found)) == ("1", [], [])


def test_the_languages_of_vuepress_come_and_the_title_of_the_second_is_named() -> None:
    found = brought({".vuepress/config.js": f"module.exports = {{locales: {VUEPRESS}, themeConfig: {{}}}}", **BODY})
    assert (found.title, list(found.languages)) == ("Ours", ["en", "fr"])
    assert "a.fr.md" in pages(found)
    assert ".vuepress/config.js:0: “À nous”: a handbook has one title in all languages; left out" in losses(found)


@pytest.mark.parametrize("default", ["", 'defaultContentLanguage = "en"\n'])
def test_the_title_of_a_second_language_of_hugo_is_named(default: str) -> None:
    settings = f'{default}title = "X"\n[languages.en]\ntitle = "Ours"\n[languages.fr]\ntitle = "À nous"'
    found = brought({"hugo.toml": settings, "content/_index.md": "# Home"})
    assert found.title == "Ours"
    assert losses(found) == ["hugo.toml:0: “À nous”: a handbook has one title in all languages; left out"]
