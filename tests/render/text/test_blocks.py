"""Word and Markdown say what the page says: the same words in the same order, whatever HTML they stand in."""

import re

import pytest
from markdown_it import MarkdownIt
from markupsafe import Markup

from mentorsite.errors import Place
from mentorsite.markdown.document import Image, Link
from mentorsite.markdown.grammar import VARIABLE
from mentorsite.markdown.origin import Origin
from mentorsite.markdown.parser import parse_part
from mentorsite.render.forms.docx.prose import prose as word_prose
from mentorsite.render.forms.docx.xml import DocxContext
from mentorsite.render.markdown_text import phrase, prose
from mentorsite.render.text.blocks import read
from mentorsite.render.text.fill import Reading
from mentorsite.render.text.nodes import (
    Block,
    Callout,
    Caption,
    Cell,
    Code,
    Figure,
    Group,
    Heading,
    Linked,
    List,
    Marked,
    Paragraph,
    Picture,
    Span,
    Spot,
    Summary,
    Table,
    Text,
)
from mentorsite.render.text.simple import one_line
from tests.sheets import rich_of

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TEXTS = [
    ("a paragraph", "<p>We pay travel</p>"),
    ("words in a box", "<div>One<p>two</p>three</div>"),
    ("what opens, on one line", "<details><summary>More</summary><p>one</p>two</details>"),
    ("what opens, around Markdown", "<details>\n<summary>More <b>words</b></summary>\n\n**one** two\n\n</details>"),
    ("a list", "<ul><li>One<li>two<ol><li>three</ol></ul>"),
    ("words between the points of a list", "<ul>One<li>two</li>three</ul>"),
    ("a list that opens another", "<ul><ul><li>One</li></ul><li>two</li></ul>"),
    ("a table", "<table><caption>Costs</caption><tr><th>What<th>who<tr><td>Travel<td>us</table>"),
    ("a table with empty lines", "<table>\n\n<tr>\n\n<td>Travel</td>\n\n<td>us</td>\n\n</tr>\n\n</table>"),
    ("blocks in cells", "<table><tr><td><p>One</p><ul><li>two</li><li>three</li></ul></td><td>four</td></tr></table>"),
    ("a table in a table", "<table><tr><td>One<table><tr><td>two</td></tr></table></td></tr></table>"),
    ("a heading", "<h3>One</h3>two"),
    ("the middle of a line", "<center>One<br>two</center>"),
    ("a quote", "<blockquote>One <p>two</p></blockquote>"),
    ("meanings", "<dl><dt>Term</dt><dd>One</dd><dd>two</dd></dl>"),
    ("code", "<pre>one\n  two</pre><p><kbd>three</kbd></p>"),
    ("a picture's words", '<figure><img src="a.png" alt="One"><figcaption>two</figcaption></figure>'),
    ("a picture in a line", 'One <img src="a.png" alt="two"> three'),
    ("an element that nobody knows", "<thing>One</thing> <p>two <thing>three</thing></p>"),
    ("marks around blocks", "<del>\n\nOne\n\ntwo\n\n</del>"),
    ("marks in marks", "<b><strong>One</strong> <i> two </i></b>"),
    ("a link around a block", '<a href="https://example.org"><div>One</div></a>'),
    ("words after Markdown", "One\n\n<p>two</p>\n\nthree"),
]


def said(text: str) -> str:
    return " ".join(Markup(re.sub(r"(?=<)|(?<=>)", " ", text)).striptags().split())


def on_the_page(html: str) -> str:
    return said(re.sub(r'<img[^>]* alt="([^"]*)"[^>]*>', r"\1", html))


@pytest.mark.parametrize("text", [each[1] for each in TEXTS], ids=[each[0] for each in TEXTS])
def test_no_word_of_html_is_lost(text: str) -> None:
    rich = rich_of(text)
    context = DocxContext({}, "en", False, 9000)
    assert said(str(word_prose(rich.blocks, context))) == on_the_page(rich.html)
    assert said(GITHUB.render(prose(rich.blocks))) == on_the_page(rich.html)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>We <b>pay</b> travel</p>", "We **pay** travel"),
        ("<ul><li>one</li><li>two</li></ul>", "* one\n* two"),
        ('<ol start="3"><li>one</li></ol>', "3. one"),
        ('<ol><li>one<li value="7">seven<li>eight<li value=0>none</ol>', "1. one\n\n7) seven\n8) eight\n\n0. none"),
        ("<ol reversed><li>two<li>one</ol>", "2. two\n\n1) one"),
        ("1. one\n\n3) three\n\n- a\n\n* b\n\n- c", "1. one\n\n3) three\n\n* a\n\n+ b\n\n* c"),
        ("<table><tr><th>a</th></tr><tr><td>b</td></tr></table>", "| a |\n| --- |\n| b |"),
        ("<details><summary>More</summary>one</details>", "**More**\n\none"),
        ("<del>\n\none\n\n</del>", "~~one~~"),
        ('<a href="https://example.org">one</a>', "[one](https://example.org)"),
        ("<b> one </b>two", "**one** two"),
        ("<b>One:</b>two", "One:two"),
        ("<b>One:</b> two*three*", "**One:** two*three*"),
        ("10<sup>2</sup> H<sub>2</sub>O", "10<sup>2</sup> H<sub>2</sub>O"),
        ("Words[^1].\n\n[^1]: A note.", "Words\\[1\\].\n\n\\[1\\]\n\nA note."),
        ('<div lang="ar" dir="rtl">*one*</div>', '<div lang="ar" dir="rtl">\n\n\\*one\\*\n\n</div>'),
        ('<em lang="fr">One</em>', '*<span lang="fr">One</span>*'),
        ('<bdi dir="rtl">One</bdi>', '<span dir="rtl">One</span>'),
        ('<ul><li><div lang="ar" dir="rtl">one</div></ul>', '* <div lang="ar" dir="rtl">\n\n  one\n\n  </div>'),
        (
            '<table><tr><td><i lang="fr\'&quot;>">a</i></table>',
            '| *<span lang="fr&#x27;&quot;&gt;">a</span>* |\n| --- |',
        ),
    ],
)
def test_html_becomes_the_markdown_that_says_the_same(text: str, expected: str) -> None:
    assert prose(rich_of(text).blocks) == expected


def test_word_has_words_above_and_below_the_line() -> None:
    made = str(word_prose(rich_of("10<sup>2</sup> H<sub>2</sub>O").blocks, DocxContext({}, "en", False, 9000)))
    assert re.findall('vertAlign w:val="([a-z]*)"/></w:rPr><w:t[^>]*>2<', made) == ["superscript", "subscript"]


def test_word_says_the_language_and_the_direction_of_a_text() -> None:
    context = DocxContext({}, "en", False, 9000)
    made = str(word_prose(rich_of('One\n\n<div lang="ar" dir="rtl">نعم two</div>').blocks, context))
    first, second = re.findall("<w:p>.*?</w:p>", made)
    assert "w:lang" not in first
    assert '<w:bidi w:val="1"/>' in second
    arabic = '<w:lang w:val="ar-EG" w:eastAsia="ar-EG" w:bidi="ar-EG"/>'
    assert re.findall("<w:rPr>(.*?)</w:rPr>", second) == [f"<w:rtl/>{arabic}", arabic]
    assert arabic in str(word_prose(rich_of('One <em lang="ar">two</em>').blocks, context))


def test_a_line_keeps_the_languages_of_its_parts() -> None:
    text = 'One<div lang="ar" dir="rtl">two</div>'
    assert phrase(rich_of(text).blocks) == 'One<br><span lang="ar" dir="rtl">two</span>'


def test_word_counts_as_the_page_does() -> None:
    context = DocxContext({}, "en", False, 9000)
    word_prose(rich_of('<ol start="4"><li>a<li>b<li value="9">c</ol>').blocks, context)
    assert context.lists == [4, 9]


def test_a_cell_that_takes_several_places_leaves_the_others_where_they_are() -> None:
    text = "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>"
    assert prose(rich_of(text).blocks) == "| a | b |  |\n| --- | --- | --- |\n|  | c | d |"


@pytest.mark.parametrize("text", ["", "<p></p>", "<!-- x -->", "<table></table>", "<ul></ul>", "<br>", "<b> </b>"])
def test_what_shows_nothing_is_no_block(text: str) -> None:
    assert rich_of(text).blocks == ()


def test_a_line_stays_one() -> None:
    assert phrase(rich_of("<div>One <p>two</p> *three*</div>").blocks) == "One<br>two<br>\\*three\\*"
    assert one_line(rich_of("a\n <b>b </b> c").blocks) == (Text("a "), Marked("strong", (Text("b "),)), Text("c"))


RICH = [
    ("> [!TIP]\n> One", Callout("tip", (Summary("callout", (Text("Tip"),)), Paragraph((Text("One"),))))),
    ("```python\none\n```", Code("one", "python")),
    ('![One](a.png "Two")', Figure((Paragraph((Picture("a.png", "One"),)), Caption((Text("Two"),))))),
    ('<div lang="ar" dir="rtl">One</div>', Group((Paragraph((Text("One"),)),), "ar", "rtl")),
    ("<mark>One</mark>", Paragraph((Span("mark", (Text("One"),)),))),
    ('<em lang="fr">One</em>', Paragraph((Marked("em", (Span("span", (Text("One"),), "fr"),)),))),
    ('<ul id="a">One<li class="footnote-item">two</li></ul>', Spot("x-a")),
    ("## One {#two}", Heading(2, (Text("One"),), "x-two")),
    ('<p><a id="a"></a></p>', Spot("x-a")),
    ("{{ one }}[{{ one }}]({{ one }})", Paragraph((Text("1"), Linked("to 1", (Text("1"),))))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RICH)
def test_writers_that_know_more_are_told_more(text: str, expected: Block) -> None:
    def link(link: Link | Image) -> str:
        return f"to {VARIABLE.sub('1', link.target)}" if isinstance(link, Link) else link.target

    document = parse_part(text, Origin(Place("text.md")))
    assert read(document.tree, Reading(link, lambda _: "1", before_ids="x-"))[0] == expected


def test_cells_say_how_they_stand() -> None:
    text = "<table><tr><th colspan=2 align=right>a<tr><td>b<td><ul><li>c</ul></table>"
    (table,) = rich_of(text).blocks
    assert isinstance(table, Table)
    first, second = table.rows
    assert first.cells == (Cell((Paragraph((Text("a"),)),), True, "right", 2), Cell((), covered=True))
    assert [type(block) for cell in second.cells for block in cell.blocks] == [Paragraph, List]


def test_a_size_is_told_where_it_is_known() -> None:
    document = parse_part("![One](a.png)", Origin(Place("text.md")))
    reading = Reading(lambda link: link.target, lambda _: "", size=lambda _: (30, 20))
    assert read(document.tree, reading) == (Paragraph((Picture("a.png", "One", (30, 20)),)),)


def test_a_text_is_taken_apart_once() -> None:
    document = parse_part("One", Origin(Place("text.md")))
    assert document.tree is document.tree
