"""Codes of countries in place of languages, and links to pages that site.yml turns off."""

from tests.conftest import prepared


def test_the_code_of_a_country_is_told_with_that_of_the_language() -> None:
    site = "title: A\nlanguages: {en: English, jp: 日本語}\n"
    found = prepared({"site.yml": site, "content/index.md": "---\nlanguage: dk\n---\n\n# Home\n"}).problems
    told = [(each.code, each.path, each.line, each.hint) for each in found if each.code == "country-code"]
    assert told == [
        ("country-code", "content/index.md", 2, "did you mean `da`?"),
        ("country-code", "site.yml", 2, "did you mean `ja`?"),
    ]


def test_a_link_to_a_page_that_the_settings_turn_off_says_how_to_have_it() -> None:
    (found,) = prepared({"content/index.md": "# Home\n\n[The ten ideas](ideas/)\n"}).problems
    assert (found.code, found.hint.partition(",")[0]) == ("broken-link", "write `ideas: true` in site.yml")
