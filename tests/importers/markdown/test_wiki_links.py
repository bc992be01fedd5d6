"""Links between two square brackets lead to the pages of a wiki, and give its menu an order."""

import pytest

from tests.importers.test_tools import bodies, brought, losses, orders, pages

WIKI = {"Home.md": "# Home", "Mentor-Guide.md": "# Guide\n\n## First Day", "Mentee/FAQ.md": "# FAQ", "images/p.png": ""}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[[Mentor Guide]] and [[mentor-guide]]",
            "[Mentor Guide](Mentor-Guide.md) and [mentor-guide](Mentor-Guide.md)",
        ),
        ("[[the guide|Mentor Guide#first-day]]", "[the guide](Mentor-Guide.md#first-day)"),
        ("[[Mentor Guide|the guide]] [[FAQ]]", "[the guide](Mentor-Guide.md) [FAQ](Mentee/FAQ.md)"),
        ("[[Mentee/FAQ]] [[a|https://e.org]]", "[FAQ](Mentee/FAQ.md) [a](https://e.org)"),
        ("[[images/p.png|alt=A photo|width=30]] [[p.png]]", "![A photo](images/p.png) ![](images/p.png)"),
        ("| a |\n| - |\n| [[the guide\\|Mentor-Guide]] |", "| a |\n| - |\n| [the guide](Mentor-Guide.md) |"),
        ("`[[FAQ]]`", "`[[FAQ]]`"),
    ],
)
def test_a_link_of_a_wiki_leads_to_its_page(text: str, expected: str) -> None:
    found = brought({**WIKI, "a.md": text})
    assert bodies(found)["a.md"] == expected
    assert losses(found) == []


def test_a_link_to_no_page_is_named_with_all_others_of_its_line() -> None:
    said = losses(brought({**WIKI, "a.md": "[[x]] [[y]] [[z]] [[v]] [[w]]"}))
    assert "a.md:1: `[[x]]`: a link of a wiki that leads to no page here; it stands there as text" in said
    assert any("2 more such marks" in each for each in said)


def test_the_sidebar_of_a_wiki_orders_its_pages() -> None:
    found = brought({**WIKI, "_Sidebar.md": "* [[FAQ]]\n* [[The guide|Mentor Guide]]\n", "FAQ.md": "# F"})
    assert set(pages(found)) >= {"index.md", "FAQ.md", "Mentor-Guide.md"}
    assert (orders(found)["FAQ.md"], orders(found)["Mentor-Guide.md"]) == ("1", "2")
    assert not any("no page yet" in each for each in losses(found))


@pytest.mark.parametrize("settings", [{}, {".obsidian/app.json": "{}"}])
def test_a_page_called_home_is_that_of_the_top(settings: dict[str, str]) -> None:
    assert set(pages(brought({**settings, "Home.md": "# H", "a.md": "# A"}))) == {"index.md", "a.md"}
    assert "Home.md" in pages(brought({**settings, "Home.md": "# H", "index.md": "# A"}))
