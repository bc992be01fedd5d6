"""The trees of contents of Sphinx tell the menu, with patterns too."""

import pytest

from tests.importers.test_tools import brought, losses, orders

PAGES = {f"{name}.md": f"# {name}" for name in ("b", "in/a", "in/c", "in/deep/d")}


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("in/c\nin/*\nb", ["in/c.md", "in/a.md", "b.md"]),
        ("/in/[ac]\n*", ["in/a.md", "in/c.md", "b.md"]),
        ("in/*/*", ["in/deep/d.md"]),
    ],
)
def test_a_pattern_in_a_tree_of_contents_stands_for_pages(listed: str, expected: list[str]) -> None:
    tree = f"```{{toctree}}\n:glob:\n:caption: In\n\n{listed}\n```"
    found = brought({"conf.py": "project = 'A'", "index.md": f"# Home\n\n{tree}", **PAGES})
    numbers = {path.removeprefix("in/in/").rpartition("/")[2]: int(each) for path, each in orders(found).items()}
    names = sorted((name for name in numbers if name != "index.md"), key=lambda name: numbers[name])
    assert names == [path.rpartition("/")[2] for path in expected]
    assert not any("no page yet" in line for line in losses(found))
