"""Redirects that a tool lists become old addresses of pages; each that can't is named."""

import pytest

from mentorsite.importers.markdown.redirects import Redirect, followed, from_here
from tests.importers.test_tools import brought, losses, pages

OUTSIDE = "an old address leads to a page of the handbook; put the link on one; left out"
CLASSIC = "module.exports = {plugins: [['@docusaurus/plugin-client-redirects', {%s}]]}"
BOOK = 'title = "A"\n[output.html.redirect]\n'


@pytest.mark.parametrize(
    ("new", "expected"),
    [("../b.html#x", "/b.html#x"), ("/b", "/b"), ("b", "/c/b"), ("https://e.org/", "https://e.org/")],
)
def test_a_redirect_is_read_from_its_own_address(new: str, expected: str) -> None:
    assert from_here("c/old.html", new) == expected


def test_redirects_that_lead_to_each_other_are_followed_and_end() -> None:
    chain = (Redirect("/a", "/b"), Redirect("/b/", "/c"), Redirect("/x", "/y"), Redirect("/y", "/x"))
    found, lost = followed(chain, lambda said: "c.md" if said == "/c" else None, "f")
    assert found == {"c.md": ("/a", "/b/")}
    assert [each.what for each in lost] == [
        "the redirect `/x` → /y: there is no such page; left out",
        "the redirect `/y` → /x: there is no such page; left out",
    ]


@pytest.mark.parametrize(
    ("name", "settings", "folder", "more"),
    [
        ("book.toml", BOOK + '"old.html" = "a.html"\n"e.html" = "https://e.org/"\n"g.html" = "/gone.html"', "src/",
         {"src/SUMMARY.md": "[A](a.md)"}),
        ("book.toml", BOOK + '"c/old.html" = "../a.html"\n"e.html" = "https://e.org/"\n"g.html" = "gone.html"', "src/",
         {"src/SUMMARY.md": "[A](a.md)"}),
        ("mkdocs.yml", "plugins:\n- redirects:\n    redirect_maps:\n      old.md: a.md\n      e.md: https://e.org/\n"
         "      g.md: gone.md", "docs/", {}),
        (".gitbook.yaml", "redirects:\n  old: a.md\n  e: https://e.org/\n  g: gone.md", "",
         {"SUMMARY.md": "* [A](a.md)", "README.md": "# R"}),
        ("astro.config.mjs", "export default defineConfig({redirects: {'/old': {status: 301, destination: '/a'},"
         " '/e': 'https://e.org/', '/g': '/gone'}})", "src/content/docs/", {}),
        ("docusaurus.config.js", CLASSIC % "redirects: [{to: '/docs/a', from: ['/old']}, {to: 'https://e.org/', "
         "from: '/e'}, {to: '/gone', from: '/g'}]", "docs/", {}),
    ],
)  # fmt: skip
def test_redirects_of_a_tool_are_kept_or_named(name: str, settings: str, folder: str, more: dict[str, str]) -> None:
    found = brought({name: settings, f"{folder}a.md": "# A", **more})
    assert "old" in pages(found)["a.md"]
    listed = [line for line in losses(found) if "redirect `" in line]
    places = [line.partition(": ")[0].partition(":") for line in listed]
    assert all(path == name and int(line) > 0 for path, _, line in places)
    assert listed[0].endswith(f"https://e.org/: {OUTSIDE}")
    assert listed[1].endswith(": there is no such page; left out")


@pytest.mark.parametrize(
    ("name", "settings", "folder"),
    [
        ("docusaurus.config.js", CLASSIC % "createRedirects(path) { return [] }", "docs/"),
        ("astro.config.mjs", "export default defineConfig({redirects: {...old}})", "src/content/docs/"),
    ],
)
def test_redirects_that_a_program_makes_are_named(name: str, settings: str, folder: str) -> None:
    found = losses(brought({name: settings, f"{folder}a.md": "# A"}))
    assert any("the old addresses are lost" in line for line in found)
