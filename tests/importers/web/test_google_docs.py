"""An export of Google Docs keeps emphasis, nested lists and links, and leaves comments out."""

import pytest

from tests.importers.web.test_unseen import body, brought

STYLE = "<style>.c1{font-weight:700}.c2{font-style:italic}.c3{font-weight:400}.c4{text-decoration:underline}</style>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><span class=c1>a</span> <span class=c2>b</span> <span class=c3>c</span></p>", "**a** *b* c"),
        ("<p><span style='font-weight:700;font-style:italic'>a</span></p>", "***a***"),
        ("<p><span class=c1>a</span><span class=c1>b</span></p>", "**ab**"),
        ("<p><b class=c3>a</b></p>", "a"),
        ("<p><span style='text-decoration:line-through'>a</span> <span class=c4>b</span></p>", "~~a~~ b"),
        ("<p>H<span style='vertical-align:sub'>2</span>O x<span style='vertical-align:super'>2</span></p>",
         "H<sub>2</sub>O x<sup>2</sup>"),
        ("<h2><span class=c1>a</span></h2>", "## a"),
        ("<p><a href='https://www.google.com/url?q=https://e.org/a%3Fb%3D1&amp;sa=D&amp;ust=1'>a</a></p>",
         "[a](https://e.org/a?b=1)"),
        ("<p><a href='https://www.google.com/url?sa=D'>a</a></p>", "[a](https://www.google.com/url?sa=D)"),
    ],
)  # fmt: skip
def test_emphasis_and_links_are_what_readers_saw(html: str, expected: str) -> None:
    assert body(f"{STYLE}<main>{html}</main>") == expected


def listed(*items: tuple[str, str], tag: str = "ul") -> str:
    return "".join(f'<{tag} class="c1 lst-kix_{id} start"><li>{words}</li></{tag}>' for id, words in items)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (listed(("x-0", "a"), ("x-1", "b"), ("x-2", "c"), ("x-1", "d"), ("x-0", "e")),
         "- a\n  - b\n    - c\n  - d\n- e"),
        (listed(("x-0", "a"), ("x-1", "b"), tag="ol") + "<ol class=lst-kix_x-0 start=2><li>c</ol>",
         "1. a\n   1. b\n2. c"),
        (listed(("x-1", "a"), ("x-0", "b")), "- a\n- b"),
        (listed(("x-0", "a")) + "<p>w</p>" + listed(("x-1", "b")), "- a\n\nw\n\n- b"),
        (listed(("x-0", "a"), ("y-1", "b")) + "w", "- a\n\n- b\n\nw"),
    ],
)  # fmt: skip
def test_lists_stand_as_deep_as_their_class_says(html: str, expected: str) -> None:
    assert body(f"<main>{html}</main>") == expected


def test_comments_are_left_out_and_counted() -> None:
    html = (
        '<p>Words<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> more</p>'
        '<div class="c2"><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>secret</span></p><p>secret too</p></div>'
    )
    assert body(f"<body>{html}</body>") == "Words more"
    assert [(loss.path, loss.what) for loss in brought(html).losses] == [("p.html", "comments: 1; left out")]


def test_comments_that_word_writes_into_a_page_are_left_out_and_counted() -> None:
    html = (
        '<p>Words<a class=msocomanchor href="#_msocom_1">[A1]</a> more</p>'
        "<div style='mso-element:comment-list'><hr><div style='mso-element:comment'>"
        '<div id="_com_1" class=msocomtxt><p>secret</p></div></div></div>'
    )
    assert body(f"<body>{html}</body>") == "Words more"
    assert [(loss.path, loss.what) for loss in brought(html).losses] == [("p.html", "comments: 1; left out")]
