"""A wiki of Azure DevOps comes in its order, with its subpages, links and pictures."""

from pathlib import Path

import pytest

from mentorsite.importers.markdown.azure_wiki import azure_wiki
from mentorsite.importers.result import ImportSource
from mentorsite.scaffold.import_ import import_handbook
from tests.importers.test_tools import bodies, brought, faults, losses, orders, pages
from tests.linear import grows_in_proportion, seconds

WIKI = {".order": "Zeta\nMentor-Guide\nAlpha\n", "Zeta.md": "", "Alpha.md": "", "Mentor-Guide.md": "Words"}
SUBPAGES = {"Mentor-Guide/.order": "Two\nOne%2Dto%2Done", "Mentor-Guide/One%2Dto%2Done.md": "",
            "Mentor-Guide/Two.md": ""}  # fmt: skip


def test_pages_come_in_the_order_of_the_wiki() -> None:
    found = brought(WIKI)
    assert found.kind == "a wiki of Azure DevOps"
    assert orders(found) == {"Zeta.md": "1", "Mentor-Guide.md": "2", "Alpha.md": "3"}
    assert (losses(found), faults(found)) == ([], [])


def test_a_page_that_no_file_lists_comes_behind_the_others() -> None:
    assert orders(brought({**WIKI, "Beta.md": ""}))["Beta.md"] == "4"


def test_subpages_stand_below_their_page_with_the_signs_of_their_names() -> None:
    found = brought({**WIKI, **SUBPAGES})
    assert set(pages(found)) >= {"Mentor-Guide/index.md", "Mentor-Guide/Two.md", "Mentor-Guide/One-to-one.md"}
    assert "One-to-one" in pages(found)["Mentor-Guide/One-to-one.md"]
    assert losses(found) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](/Mentor-Guide/Two)", "[a](Mentor-Guide/Two.md)"),
        ("[a](/Mentor-Guide/One%2Dto%2Done)", "[a](Mentor-Guide/One-to-one.md)"),
        ("[a](/Mentor-Guide)", "[a](Mentor-Guide/index.md)"),
        ("![a](/p.png =300x200) ![b](/p.png =300x) `![c](/p.png =1x1)`", "![a](p.png) ![b](p.png) `![c](/p.png =1x1)`"),
    ],
)
def test_links_and_pictures_are_found(text: str, expected: str) -> None:
    found = brought({**WIKI, **SUBPAGES, "p.png": "", "Zeta.md": text})
    assert bodies(found)["Zeta.md"] == expected


def test_a_list_of_contents_is_named() -> None:
    found = brought({**WIKI, "Zeta.md": "[[_TOC_]]\n\na\n\n[[_TOSP_]]"})
    assert bodies(found)["Zeta.md"] == "a"
    assert losses(found)[0] == "Zeta.md:1: `[[_TOC_]]`: a page shows its own contents"


def test_the_hidden_file_is_read_from_the_disk(tmp_path: Path) -> None:
    source = tmp_path / "wiki"
    source.mkdir()
    for name, text in WIKI.items():
        (source / name).write_text(text)
    assert import_handbook(source, tmp_path / "made").result.kind == "a wiki of Azure DevOps"


def wiki_of(size: int) -> ImportSource:
    names = [f"Page-{number}" for number in range(size)]
    listed = "\n".join(names).encode()
    return ImportSource("wiki", {".order": listed, **{f"{name}.md": b"" for name in names}}, {})


def test_a_long_list_of_pages_takes_time_by_its_length() -> None:
    assert grows_in_proportion(lambda size: seconds(lambda: azure_wiki(wiki_of(size))), 1_000)
