"""A page takes in the part of a file that it names, and no more."""

import pytest

from mentorsite.importers.markdown.file_parts import part_of
from tests.importers.test_tools import bodies, brought, losses

TEXT = """one
two
<!-- #region r -->
three
<!-- #endregion r -->
// ANCHOR: a
four
// ANCHOR_END: a
## Top
five
## End"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("p.md{1,2}", "one\ntwo"),
        ("p.md{2}", "two"),
        ("p.md{,2}", "one\ntwo"),
        ("p.md#r", "three"),
        ("p.md#top", "## Top\nfive"),
        ("p.md#top{2,}", "five"),
        ("p.md:2", "two"),
        ("p.md:1:2", "one\ntwo"),
        ("p.md::2", "one\ntwo"),
        ("p.md:a", "four"),
        ("p.md", TEXT),
        ("p.md:none", None),
    ],
)
def test_a_part_is_its_lines_its_region_or_what_stands_below_a_heading(name: str, expected: str | None) -> None:
    part = part_of(name)
    assert (part.file, part.of(TEXT)) == ("p.md", expected)


@pytest.mark.parametrize(
    ("files", "mark"),
    [
        ({".vitepress/config.js": "", "p.md": TEXT}, "<!--@include: ./p.md{}-->"),
        ({"book.toml": "", "src/p.md": TEXT, "src/SUMMARY.md": "- [A](a.md)"}, "{{{{#include p.md{}}}}}"),
    ],
)
def test_a_part_that_is_not_there_is_named(files: dict[str, str], mark: str) -> None:
    folder = "src/" if "book.toml" in files else ""
    part, none = (":a", ":none") if folder else ("#r", "#none")
    found = brought({**files, f"{folder}a.md": f"# A\n\n{mark.format(part)}\n\n{mark.format(none)}"})
    assert ("four" if folder else "three") in bodies(found)["a.md"]
    assert "two" not in bodies(found)["a.md"]
    assert any("there is no `none` in it" in each for each in losses(found))
