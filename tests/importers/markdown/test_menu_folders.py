"""The folders that parts of a menu become have one page of their own each."""

import pytest

from mentorsite.importers.markdown.menu_folders import in_parts
from mentorsite.importers.markdown.menus import MenuEntry

SUB = MenuEntry(page="sub/README.md")


@pytest.mark.parametrize(
    ("menu", "to", "expected"),
    [
        ((MenuEntry(page="a.md", parts=(SUB,)),), {}, {"a.md": "a/index.md", "sub/README.md": "a/sub/README.md"}),
        ((MenuEntry(page="a.md", parts=(MenuEntry(page="sub/b.md", parts=(SUB,)),)),), {"sub/b.md": "sub/b.md"},
         {"a.md": "a/index.md", "sub/README.md": "a/sub/README.md", "sub/b.md": "a/sub/b.md"}),
        ((MenuEntry(page="a.md", parts=(SUB,)),), {"a/sub/index.md": "a/sub/index.md"},
         {"a.md": "a/index.md", "sub/README.md": "a/sub/about-this-folder.md", "a/sub/index.md": "a/sub/index.md"}),
        ((MenuEntry(page="a.md", parts=(MenuEntry(page="sub/b.md"),)),), {"sub/b.md": "sub/b.md"},
         {"a.md": "a.md", "sub/README.md": "sub/README.md", "sub/b.md": "sub/b.md"}),
        ((MenuEntry("Part", parts=(SUB,)),), {}, {"a.md": "a.md", "sub/README.md": "sub/README.md"}),
    ],
)  # fmt: skip
def test_no_folder_gets_a_second_page_of_its_own(
    menu: tuple[MenuEntry, ...], to: dict[str, str], expected: dict[str, str]
) -> None:
    assert in_parts(menu, {"a.md": "a.md", "sub/README.md": "sub/README.md", **to}) == expected
