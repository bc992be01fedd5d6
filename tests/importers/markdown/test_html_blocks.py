"""Markdown that stands in HTML, or below it, is read once it is imported."""

import pytest

from mentorsite.importers.markdown.html_blocks import markdown_in_html
from mentorsite.importers.markdown.lines import lines_of
from tests.importers.markdown.test_marks import PYMDOWN, VAULT, VITEPRESS, of
from tests.importers.test_tools import bodies

READ = [
    ('<div class="grid" markdown>\n- **one**\n</div>\nNext', '<div class="grid">\n\n- **one**\n\n</div>\n\nNext'),
    ('<div markdown="1">\n\n*a*\n\n</div>', "<div>\n\n*a*\n\n</div>"),
    (
        '<figure markdown="span">![x](a.png)\n  <figcaption>C</figcaption>\n</figure>',
        "<figure>\n\n![x](a.png)\n  <figcaption>C</figcaption>\n\n</figure>",
    ),
    ("<div markdown='block'><p markdown>*a*</p> *b*</div> c", "<div>\n\n<p>\n\n*a*\n\n</p>\n\n*b*\n\n</div>\n\nc"),
    ("<div markdown>\n<div>\nx\n</div>\n*a*\n</div>", "<div>\n\n<div>\nx\n</div>\n\n*a*\n\n</div>"),
    ('See <span markdown="1">*a*</span> `<b markdown>`', "See <span>*a*</span> `<b markdown>`"),
    ('<div markdown="0">\n*a*\n</div>', "<div>\n*a*\n</div>"),
    ("```\n<div markdown>\n</details>\nx\n```", "```\n<div markdown>\n</details>\nx\n```"),
    ("</details>\n<div>\n</div>\n**b**", "</details>\n<div>\n</div>\n\n**b**"),
    ("a < b is no markdown>", "a < b is no markdown>"),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_empty_lines_let_markdown_in_html_be_read(text: str, expected: str) -> None:
    lines, notes = markdown_in_html(lines_of(text, 1))
    assert "\n".join(line.text for line in lines) == expected
    assert notes == ()


@pytest.mark.parametrize(
    ("tool", "text"),
    [
        (PYMDOWN, '??? note "Sum"\n    In\nNext **bold**'),
        (VITEPRESS, "::: details Sum\nIn\n:::\nNext **bold**"),
        (VAULT, "> [!faq]- Sum\n> In\n# Next **bold**"),
    ],
)
def test_what_stands_below_a_block_that_opens_is_read(tool: dict[str, str], text: str) -> None:
    assert "</details>\n\n" in next(body for body in bodies(of(tool, text)).values() if "Sum" in body)
