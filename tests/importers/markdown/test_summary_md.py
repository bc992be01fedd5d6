"""The words of a `SUMMARY.md` are plain words in the menu."""

import pytest

from mentorsite.importers.markdown.summary_md import entries_of
from tests.importers.test_tools import brought, losses, pages


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('## Mentor guide <a href="#mentor-guide" id="mentor-guide"></a>\n\n* [A](a.md)', "Mentor guide"),
        ("## Mentor guide ##", "Mentor guide"),
        ("* [Mentor <mark>guide</mark>](a.md)", "Mentor guide"),
        ("* Mentor <br/>guide", "Mentor guide"),
        ("* [a < b > c](a.md)", "a < b > c"),
    ],
)
def test_tags_in_the_words_of_a_menu_are_left_out(text: str, title: str) -> None:
    assert entries_of(text, "")[0].title == title


@pytest.mark.parametrize("name", ["_Sidebar.md", "_sidebar.md"])
def test_words_beside_the_links_of_a_sidebar_are_named(name: str) -> None:
    sidebar = (
        "**Emergency: 555-0100**\n<!-- not this -->\n### Part\n* [[Alpha]]\n[Beta](Beta.md)\n---\n\nAsk Ann, room 12."
    )
    found = brought({"Home.md": "# Home", "Alpha.md": "# Alpha", "Beta.md": "# Beta", name: sidebar})
    assert losses(found) == [
        f"{name}:1: “**Emergency: 555-0100**” in the menu: put it on a page; left out",
        f"{name}:8: “Ask Ann, room 12.” in the menu: put it on a page; left out",
    ]


@pytest.mark.parametrize("name", ["book.toml", ".gitbook.yaml"])
def test_a_part_whose_only_chapter_has_more_below_it_keeps_its_title(name: str) -> None:
    summary = "# Summary\n\n# For mentors\n\n- [First](m/one.md)\n  - [Second](m/two.md)\n\n# Others\n\n- [A](e/a.md)"
    folder = "src/" if name == "book.toml" else ""
    texts = {"SUMMARY.md": summary, "m/one.md": "# One", "m/two.md": "# Two", "e/a.md": "# A"}
    made = pages(brought({name: "", **{f"{folder}{path}": text for path, text in texts.items()}}))
    assert 'title: "For mentors"' in made["m/index.md"]
    assert 'title: "Others"' in made["e/index.md"]
    assert "# One" in made["m/one/index.md"]
