"""HTML in Markdown that no reader saw is left out of what is imported, and what no page shows is named."""

import pytest

from mentorsite.importers.markdown.lines import lines_of
from mentorsite.importers.markdown.raw_html import not_shown, without_hidden
from tests.importers.markdown.test_marks import DOCSIFY, GITBOOK, PYMDOWN, QUARTO, VAULT, VITEPRESS, of
from tests.importers.test_tools import HUGO, JEKYLL, losses, pages
from tests.linear import grows_in_proportion, seconds

HIDDEN = [
    ('a\n\n<div style="display:none">\n\nsecret\n\n</div>\n\nb', "a\n\n\nb", [3]),
    ("a <p hidden>secret</p> b", "a  b", [1]),
    ("<p hidden>secret\nmore\n\nb", "\nb", [1]),
    ("<div hidden>\n<div>secret</div>\n```\nsecret\n```\n</div>b", "b", [1]),
    ("<DIV\nclass='x > y' STYLE='color: red; Visibility: hidden'>secret</DIV> b", " b", [1]),
    ("<div style={{display: 'none'}}>secret</div> b", " b", [1]),
    ("a\n<div hidden>secret\n\nsecret", "a", [2]),
    ('<img src="a.png" hidden> <i hidden>s</i>b<i hidden>s</i>', " b", [1, 1, 1]),
    ("`<p hidden>` b\n```\n<p hidden>\n```", "`<p hidden>` b\n```\n<p hidden>\n```", []),
    ('<p data-style="display:none" hidden="until-found">b</p>', None, []),
    ("<p aria-hidden='true'>b</p>", None, []),
]


@pytest.mark.parametrize(("text", "rest", "rows"), HIDDEN)
def test_what_is_hidden_goes_and_is_named(text: str, rest: str | None, rows: list[int]) -> None:
    lines, notes = without_hidden(lines_of(text, 1))
    assert "\n".join(line.text for line in lines) == (text if rest is None else rest)
    assert [note.number for note in notes] == rows
    assert not any("secret" in note.what for note in notes)


def test_looking_for_what_is_hidden_takes_time_by_its_length() -> None:
    assert grows_in_proportion(
        lambda size: seconds(lambda: without_hidden(lines_of("<p hidden>a</p>\n" * size, 1))), 2000
    )


@pytest.mark.parametrize(
    "tool", [DOCSIFY, GITBOOK, PYMDOWN, QUARTO, VAULT, VITEPRESS, HUGO, JEKYLL], ids=lambda tool: next(iter(tool))
)
def test_what_is_hidden_comes_from_no_tool(tool: dict[str, str]) -> None:
    found = of(tool, 'a\n\n<div style="display: none">\n\nsecret\n\n</div>\n\nb')
    assert not any("secret" in text for text in pages(found).values())
    assert "no reader saw" in "".join(losses(found))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('<iframe src="https://e.org/x"></iframe>', ["`<iframe>`: no page shows it; link to `https://e.org/x`"]),
        ("a\n<video>\n</video>", ["`<video>`: no page shows it; link to what it shows"]),
        ("<form><input><button>x</button></form>", ["`<form>`: no page shows it; make a worksheet"]),
        ("`<form>`\n```\n<iframe>\n```\n<p align=center>", []),
    ],
)
def test_what_no_page_shows_is_named(text: str, named: list[str]) -> None:
    found = [note.what for note in not_shown(lines_of(text, 1), ())]
    assert [what.startswith(each) for what, each in zip(found, named, strict=True)] == [True] * len(named)
    assert all(any(what in each for each in losses(of(VAULT, text))) for what in found)


def test_images_on_other_sites_are_named_where_they_stand() -> None:
    found = of(DOCSIFY, "\n\nWords\n\n![a](https://e.org/a.png) ![b](b.png)\n\n<img src='//e.org/c.png'>")
    assert [each for each in losses(found) if "another site" in each] == [
        "p.md:8: the image `https://e.org/a.png` is on another site, and not shown; copy it below `content/`",
        "p.md:10: the image `//e.org/c.png` is on another site, and not shown; copy it below `content/`",
    ]
