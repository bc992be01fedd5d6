"""Links within a saved page lead to the place that they led to; footnotes are footnotes."""

import pytest

from mentorsite.errors import Place
from mentorsite.markdown.document import ids
from mentorsite.markdown.origin import Origin
from mentorsite.markdown.parser import parse
from tests.importers.web.test_unseen import body, brought

HERE = '<link rel=canonical href="https://a.example/b">'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a href=#x>1</a><h2 id=x>One</h2>", "[1](#x)\n\n## One {#x}"),
        ("<a href=#one>1</a><h2 id=one>One</h2>", "[1](#one)\n\n## One"),
        ("<a href=#x>1</a><h2><a name=x></a>One</h2>", "[1](#one)\n\n## One"),
        ("<a href=#x>1</a><section id=x> <h2>One</h2>a</section>", "[1](#one)\n\n## One\n\na"),
        ("<a href=#x>1</a><p><a name=x></a></p><h2>One</h2>", "[1](#one)\n\n## One"),
        ("<a href=#x>1</a><h2>One</h2><p>a <a name=x>b</a></p>", '[1](#x)\n\n## One\n\na <span id="x"></span>b'),
        ("<a href=#x>1</a><ul><li>a<li id=x>b</ul>", '[1](#x)\n\n- a\n- <span id="x"></span>b'),
        ("<a href=#x>1</a> <a href=#x>2</a><div id=x><p>a</div>", '[1](#x) [2](#x)\n\n<span id="x"></span>a'),
        ("<a href=#one>1</a><h2>One</h2><p id=one>a", '[1](#one-2)\n\n## One\n\n<span id="one-2"></span>a'),
        ("<h1 id=x>T</h1><a href=#y>1</a> <a href=#x>2</a><p id=y>a", '[1](#y) [2](index.md)\n\n<span id="y"></span>a'),
        ("<a href=#x>1</a><pre id=x>a</pre>", '[1](#x)<span id="x"></span>\n\n```\na\n```'),
        ("<a href=#x>1</a><h2><span id=x></span>How to</h2>", "[1](#how-to)\n\n## How to"),
        ("<a href=#x>1</a><p><span id=x></span></p><h2>One</h2>", "[1](#one)\n\n## One"),
        ("<a href=#x>1</a><p>a <span id=x>b</span></p>", '[1](#x)\n\na <span id="x"></span>b'),
        ("<a href=#x>1</a><p>a <u id=x><b>b</b></u></p>", '[1](#x)\n\na <span id="x"></span>**b**'),
        ("<a href=#x>1</a><p><time id=x>1. b</time></p>", '[1](#x)\n\n<span id="x"></span>1. b'),
        ("<a href=#x>1</a><p><our-part id=x>b</our-part></p>", '[1](#x)\n\n<span id="x"></span>b'),
        ("<a href=#x>1</a><form id=x>b</form>", '[1](#x)\n\n<span id="x"></span>b'),
        ("<a href=#x>1</a><p>a <code><span id=x>b</span></code></p>", '[1](#x)\n\na <span id="x"></span>`b`'),
        ("<a href=#x>1</a><pre><code><span id=x>b</span></code></pre>", '[1](#x)<span id="x"></span>\n\n```\nb\n```'),
        ("<a href=#x>1</a><details><summary id=x>b</summary>c</details>",
         '[1](#x)<span id="x"></span>\n\n<details><summary>b</summary>\n\nc\n\n</details>'),
        ("<a href=#x>1</a><p>a</p><hr id=x><p>b</p>", '[1](#x)\n\na\n\n<span id="x"></span>\n\n---\n\nb'),
        ("<a href=#x>1</a><p>a <iframe id=x title=b src='https://a.example'></iframe>",
         '[1](#x)\n\na <span id="x"></span>[b](https://a.example)'),
        (f'{HERE}<a href="https://a.example/b#x">1</a> <a href=c>2</a><h2 id=x>One</h2>',
         "[1](#x) [2](https://a.example/c)\n\n## One {#x}"),
    ],
)  # fmt: skip
def test_a_link_leads_to_its_place(html: str, expected: str) -> None:
    text = body(f"<main>{html}</main>")
    assert text == expected
    assert text.split("](#")[1].split(")")[0] in ids(parse(text, Origin(Place("a.md"))))


def test_a_link_to_nothing_is_told_with_its_line() -> None:
    made = brought("<main>\n<a href=#gone>words</a></main>")
    assert [(loss.line, loss.what) for loss in made.losses] == [
        (2, "a link to `#gone`, which is not there; its words stay")
    ]


NOTE = '<p>a<sup id=r1><a href="#n1">{}</a></sup> b</p>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (NOTE.format("[1]") + "<hr><ol><li id=n1><p>Note <b>c</b> <a href=#r1>↩</a></p></ol>",
         "a[^1] b\n\n[^1]: Note **c**"),
        ('<p>a<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]'
         "</a><span> Note</span></p></div>", "a[^1]\n\n[^1]: Note"),
        ('<p>a<a href=#n id=r>*</a> <a href=#n id=r2>*</a></p><p id=n><a href=#r>^</a>Note</p>w',
         "a[^1] [^1]\n\nw\n\n[^1]: Note"),
        ('<p>a<span id=r><a href="#n">1</a></span> b</p><p id=n>Note <a href=#r>↩</a></p>w',
         "a[^1] b\n\nw\n\n[^1]: Note"),
    ],
)  # fmt: skip
def test_a_footnote_is_one(html: str, expected: str) -> None:
    assert body(f"<main>{html}</main>") == expected


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href=#one id=toc1>1</a></p><h2 id=one><a href=#toc1>One</a></h2>',
        '<p><a href=#one>1</a></p><p id=one>Words</p>',
        '<p><a href=#one id=toc1>The first part</a></p><p id=one>Words <a href=#toc1>up</a></p>',
        "<p><a href=#a id=r>1</a> <a href=#b id=s>2</a></p><div><a id=a href=#r>1</a> x <a id=b href=#s>2</a> y</div>",
    ],
)  # fmt: skip
def test_other_links_are_no_footnotes(html: str) -> None:
    assert "[^" not in body(f"<main>{html}</main>")
