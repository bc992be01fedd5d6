"""What pages say by attributes, styles and rare elements is kept or told."""

import pytest

from tests.importers.web.test_unseen import body, brought

ROMAN = "<style>ol{list-style: lower-roman}</style>"
DOCS = '<style>.lst-kix_a-0 > li:before{content:"" counter(lst-ctn-kix_a-0,lower-latin) ". "}</style>'
PARAMS = 'data-syntaxhighlighter-params="brush: java; gutter: false"'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<q>a <b>b</b></q>", "“a **b**”"),
        ("<ruby>字<rt>ji</rt></ruby> <ruby>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby>", "字 (ji) 字(ji)"),
        ("<ul><li class=checked data-inline-task-id=1>a<li data-inline-task-id=2>b</ul>", "- [x] a\n- [ ] b"),
        (
            "<abbr title='Point  of contact'>POC</abbr> <abbr title='Point of contact'>POC</abbr>",
            "POC (Point of contact) POC",
        ),
        ("<abbr>POC</abbr> <abbr title=POC>POC</abbr>", "POC POC"),
        ("<mark>a *b*</mark> c", "<mark>a \\*b\\*</mark> c"),
        ("<pre>a <mark>b</mark></pre>", "```\na b\n```"),
        ("<code>a <mark>b</mark></code>", "`a b`"),
        ("<ul class=inline-task-list><li>a</ul>", "- [ ] a"),
        (
            "<ul><li><div class='checkbox checkbox-on'></div> a<li><div class='checkbox checkbox-off'></div> b</ul>",
            "- [x] a\n- [ ] b",
        ),
        ("<div class=checkbox>words</div>", "words"),
        ("<label>a</label><label>b</label>: c", "a b: c"),
        ("<output>a</output><output>b</output>", "a b"),
        ("<our-card>a</our-card><our-card>b</our-card>", "a b"),
        ("a<center>b</center>c", "a\n\nb\n\nc"),
        ("<fieldset><legend>a</legend>b</fieldset>c", "a\n\nb\n\nc"),
        ("<table><tr><td><h2>A</h2>a<td>b <b>c</b><h2>B</h2></table>", "## A\n\na\n\nb **c**\n\n## B"),
        ("<p><span style=display:block>a</span><span style=display:block>b</span>c", "a\\\nb\\\nc"),
        ("<style>.x{display:flex}</style><p>a:<b class=x>b</b> <a class=x>c</a>d", "a:\\\n**b**\\\nc\\\nd"),
        ("<ul><li><span style=display:block>a</span></ul>", "- a"),
        ("<pre><span style=display:block>a</span>\n<span style=display:block>b</span></pre>", "```\na\nb\n```"),
        ("<p><strong>a<br></strong>b<em><b><br>c</b></em>", "**a**\\\nb\\\n***c***"),
        ("<p><a href=https://a.example>a<br>b</a>", "[a b](https://a.example)"),
        ("<menu><li>a<li>b</menu>", "- a\n- b"),
        ("<strike>a</strike> <tt>b</tt>", "~~a~~ `b`"),
        ("<xmp>a\nb</xmp>", "```\na\nb\n```"),
        ("<pre><code><span>a<br></span><span>b<br></span></code></pre>", "```\na\nb\n```"),
        (f"<pre {PARAMS}>int a;</pre>", "```java\nint a;\n```"),
        ("<ol><li value=7>a<li>b</ol>", "7. a\n8. b"),
        ("<ol><li>a<li value=3>b</ol>", "1. a\n\n3) b"),
        ("<ol reversed><li>a<li>b<li>c</ol>", "3. a\n\n2) b\n\n1. c"),
        ("<h2>A<a class=headerlink href=#t>¶</a></h2>b", "## A\n\nb"),
        ("<h2><a href=#t id=t class=anchor><span>#</span></a> A</h2><a href=#t>b</a>", "## A\n\n[b](#a)"),
        ("a <a href=#>b</a> <a href=#top>c</a>", "a b c"),
        ("<ol start=0><li>a<li>b</ol>", "0. a\n1. b"),
    ],
)
def test_what_a_reader_saw_stands_there(html: str, expected: str) -> None:
    assert body(f"<main>{html}</main>") == expected
    assert brought(f"<main>{html}</main>").losses == ()


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<ol type=A><li>a</ol>", "A, B, C"),
        ("<ol style='list-style-type:upper-roman'><li>a</ol>", "I, II, III"),
        (f"{ROMAN}<ol><li>a</ol>", "i, ii, iii"),
        (f"{DOCS}<ol class='lst-kix_a-0'><li>a</ol>", "a, b, c"),
        ("<ol start=-2><li>a</ol>", "-2"),
    ],
)
def test_numbers_that_a_list_does_not_have_are_told(html: str, shown: str) -> None:
    assert [loss.what for loss in brought(f"<main>{html}</main>").losses] == [
        f"numbers such as “{shown}”: they stand as 1, 2, 3"
    ]


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<ul class=lst-kix_a-0><li>a</ul>", "a page of Google Docs"),
        ("<meta name=ajs-page-id content=1><p>a", "a page of Confluence"),
        ('<div id=main-content class="wiki-content group">a</div>', "a page of Confluence"),
        ("<p>a", "a saved web page"),
    ],
)
def test_a_page_says_what_it_was(html: str, kind: str) -> None:
    assert brought(f"<body>{html}</body>").kind == kind


@pytest.mark.parametrize(
    ("html", "named"),
    [
        ("<select><option>Weekly<option>Every <b>month</b></select>", "a field with “Weekly”, “Every month”; left out"),
        ("<input type=text value='Ann' placeholder='Your name'>", "a field with “Ann”, “Your name”; left out"),
        ("<textarea>Dear all</textarea>", "a field with “Dear all”; left out"),
        ("<input type=text>", "a field; left out"),
        ("<input type=password value=secret>", "a field; left out"),
        (
            "<map name=m><area href='https://e.org/x'></map>",
            "a link on a part of a picture (https://e.org/x); a link to it stands there",
        ),
    ],
)
def test_words_in_fields_and_links_on_pictures_are_named(html: str, named: str) -> None:
    assert [loss.what for loss in brought(f"<main><p>a</p>{html}</main>").losses] == [named]


def test_a_link_on_a_part_of_a_picture_stands_with_its_words() -> None:
    html = "<map name=m><area href='https://e.org/x' alt='The way in'></map>"
    assert body(f"<main><p>a</p>{html}</main>") == "a\n\n[The way in](https://e.org/x)"
