"""Where pages go: each has an address of its own, or the list says that it has none."""

import pytest

from tests.importers.test_tools import bodies, brought, faults, losses


@pytest.mark.parametrize(
    ("one", "two", "code"),
    [("a.md", "a/README.md", "same-url"), ("01-a.md", "a.md", "same-url"), ("A.md", "a/index.md", "case-clash")],
)
def test_two_pages_with_one_address_are_named(one: str, two: str, code: str) -> None:
    found = brought({"README.md": "# Home", one: "# One", two: "# Two", "b.md": "# B"})
    (said,) = losses(found)
    assert "its address `/a/` is that of `" in said.replace("/A/", "/a/")
    assert {code for _, code in faults(found)} == {code}


def test_pictures_whose_safe_names_are_the_same_both_come_and_each_page_shows_its_own() -> None:
    found = brought({"README.md": "![x](<p .png>) ![y](p.png)", "p.png": "", "p .png": ""})
    assert found.copies == {"content/p.png": "p.png", "content/p-2.png": "p .png"}
    assert bodies(found)["README.md"] == "![x](<p-2.png>) ![y](p.png)"
    assert losses(found) == []
