"""A site of Docusaurus 1 keeps its menu, addresses and name."""

import json

import pytest

from tests.importers.test_tools import bodies, brought, losses, orders, pages

PROGRAM = 'const siteConfig = {title: "Mentor handbook", tagline: "For all", url: "https://x.org", baseUrl: "/h/"};'


@pytest.mark.parametrize("folder", ["website/", ""])
def test_the_menu_gives_parts_and_order(folder: str) -> None:
    menu = {"docs": {"For mentors": ["zeta"], "For mentees": ["more/beta", "alpha"]}}
    texts = {
        "docs/z.md": "---\nid: zeta\ntitle: Zeta\n---\nz",
        "docs/alpha.md": "---\ntitle: Alpha\n---\n[Z](/h/docs/zeta.html)",
        "docs/more/b.md": "---\nid: beta\ntitle: Beta\n---\nb",
    }
    found = brought({f"{folder}siteConfig.js": PROGRAM, f"{folder}sidebars.json": json.dumps(menu), **texts})
    assert (found.kind, found.title, found.description) == ("a site of Docusaurus 1", "Mentor handbook", "For all")
    made = pages(found)
    assert 'title: "For mentors"' in made["for-mentors/index.md"]
    assert bodies(found)["for-mentees/alpha.md"] == "[Z](../for-mentors/z.md)"
    assert orders(found)["for-mentees/more/b.md"] < orders(found)["for-mentees/alpha.md"]


def test_parts_within_parts_come() -> None:
    menu = {"docs": {"Guides": ["a", {"type": "subcategory", "label": "Inner", "ids": ["b", "gone"]}]}}
    texts = {"docs/a.md": "# A", "docs/b.md": "# B", "website/blog/p.md": "# Post"}
    found = brought({"website/siteConfig.js": PROGRAM, "website/sidebars.json": json.dumps(menu), **texts})
    assert 'title: "Inner"' in pages(found)["guides/inner/index.md"]
    assert "website/sidebars.json:0: `gone` in the menu: there is no such page" in losses(found)
    assert "website/blog/:0: the posts of a blog: put on a page what readers still need; left out" in losses(found)
