"""Markdown: CommonMark, GitHub's flavour, the places of things, nothing unsafe, and time that stays linear."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.utils import read_fixture_file

from mentorsite.errors import Place
from mentorsite.markdown import sanitize
from mentorsite.markdown.document import Document, Image, Link, Variable, to_html
from mentorsite.markdown.grammar import NESTED, parser
from mentorsite.markdown.origin import Origin
from mentorsite.markdown.parser import BELOW_TITLE, parse, parse_inline, parse_part
from mentorsite.markdown.sanitize import MOST_ATTRIBUTES
from mentorsite.markdown.values import DEEPEST, RAW_TAGS
from mentorsite.render.context import RenderContext
from mentorsite.structure.variables import scopes
from tests.conftest import REPOSITORY, prepared, rendered
from tests.linear import grows_in_proportion, seconds

DATA = REPOSITORY / "tests" / "data"
COMMONMARK = json.loads((DATA / "commonmark.json").read_text())
FLAVOUR = read_fixture_file(DATA / "flavour.md")
SPEC_LINKS = "links with a scheme that pages may not have stay, for the check to name"
FIGURES = dict.fromkeys((572, 573, 576, 577, 584, 585, 586, 588, 589, 591), "a picture with a title is a figure")
ON_PURPOSE = {
    **FIGURES,
    **dict.fromkeys((187, 344, 476, 477, 494, 613, 614, 615, 616, 630, 631, 642, 643), "tags that nothing ends"),
    596: SPEC_LINKS,
    598: SPEC_LINKS,
    599: SPEC_LINKS,
    601: SPEC_LINKS,
    608: "GitHub's autolinks",
    611: "GitHub's autolinks",
    612: "GitHub's autolinks",
}


def document(text: str) -> Document:
    return parse(text, Origin(Place("page.md")))


def as_written(parsed: Document) -> str:
    """The document as HTML, its links as they were written."""
    return to_html(parsed.pieces, lambda link: normalizeLink(link.target), lambda variable: f"«{variable.name}»")


def plain(markdown: str) -> str:
    """CommonMark by markdown-it-py alone, through the same allow-list."""
    md = MarkdownIt("commonmark")
    vars(md)["validateLink"] = lambda _url: True

    def normalized(_tag: str, name: str, value: str) -> str:
        return normalizeLink(value) if name == "href" else value

    return sanitize.clean(md.render(markdown), normalized)


def like_plain(parsed: Document) -> str:
    """The document with its title back in place, and without the anchors of headings."""
    html = as_written(parsed)
    if parsed.title:
        title = to_html(parsed.title, lambda link: normalizeLink(link.target), lambda variable: variable.source)
        html = f"<h1>{title}</h1>\n{html}"
    return re.sub(r'(<h[1-6]) id="[^"]*"', r"\1", html)


def test_the_data_holds_the_whole_specification() -> None:
    assert [entry["example"] for entry in COMMONMARK] == list(range(1, 653))


@pytest.mark.parametrize("entry", COMMONMARK, ids=lambda entry: str(entry["example"]))
def test_commonmark_is_read_as_the_specification_says(entry: dict[str, Any]) -> None:
    ours, theirs = like_plain(document(entry["markdown"])), plain(entry["markdown"])
    if entry["example"] in ON_PURPOSE:
        assert ours != theirs, "no longer differs: take it out of ON_PURPOSE"
    else:
        assert ours == theirs


@pytest.mark.parametrize(("line", "title", "text", "expected"), FLAVOUR, ids=[each[1] for each in FLAVOUR])
def test_flavour(line: int, title: str, text: str, expected: str) -> None:
    assert as_written(document(text)).rstrip() == expected.rstrip()


ANCHORS = [
    ("small letters and hyphens", "## First Steps", "first-steps"),
    ("punctuation goes", "## What's next? (Part 2: it/them)", "whats-next-part-2-itthem"),
    ("an ampersand leaves both spaces", "## You & me", "you--me"),
    ("hyphens and underscores stay", "## check-in_list", "check-in_list"),
    ("accents stay", "## Été à Zürich", "été-à-zürich"),
    ("accents that are characters of their own stay", "## Cafe\u0301", "cafe\u0301"),
    ("an emoji goes, its space stays", "## 🎉 Welcome", "-welcome"),
    ("an emoji's variation selector stays, as at GitHub", "## ⚙️ Set up", "\ufe0f-set-up"),
    ("Chinese stays", "## 选择 导师", "选择-导师"),
    ("vowel signs stay", "## हिन्दी", "हिन्दी"),
    ("only digits are numbers", "## 10 m² ½", "10-m-"),
    ("code", "## The `site.yml` file", "the-siteyml-file"),
    ("emphasis and links count by their words", "## *A* [link](b.md)", "a-link"),
    ("an entity counts as its character", "## a &amp; b", "a--b"),
    ("its own id", "## First steps {#start}", "start"),
    ("its own id as kramdown has it", "## First steps {: #start }", "start"),
    ("its own id in the line above", "{#start}\n## First steps", "start"),
    ("nothing left", "## ???", "section"),
    ("below two lines of its own", "Two\nlines\n---", "two-lines"),
    ("raw HTML doesn't count", '## <a name="x"></a>Words', "words"),
]


@pytest.mark.parametrize(("markdown", "anchor"), [each[1:] for each in ANCHORS], ids=[each[0] for each in ANCHORS])
def test_headings_get_the_anchors_that_github_gives(markdown: str, anchor: str) -> None:
    assert [heading.id for heading in document(markdown).headings] == [anchor]


def test_headings_of_the_same_words_get_anchors_of_their_own() -> None:
    parsed = document("# A\n## A\n## A-1\n## A\n## B {#a}\n## A-1\n")
    assert [heading.id for heading in parsed.headings] == ["a", "a-1", "a-1-1", "a-2", "a-3", "a-1-2"]


def test_a_heading_may_have_the_words_of_an_anchor_that_comes_later() -> None:
    assert [heading.id for heading in document("# A-1\n## A\n## A\n").headings] == ["a-1", "a", "a-2"]


def test_an_own_id_is_not_shown() -> None:
    parsed = document("## First `steps` {#start .big}\n")
    assert as_written(parsed) == '<h2 id="start">First <code>steps</code></h2>\n'
    assert parsed.headings[0].text == "First steps"


def test_the_title_is_lifted_out_of_the_text_with_its_words() -> None:
    parsed = document("# The *first* `steps`\n\nWords.\n")
    assert parsed.title_text == "The first steps"
    assert as_written(parsed) == "<p>Words.</p>\n"


def test_the_summary_is_the_first_paragraph_cut_at_a_word() -> None:
    assert document("# T\n\n- x\n\nShort *one*\nof two lines.\n\nMore.").summary == "Short one of two lines."
    long = document("word, " * 100).summary
    assert long.endswith("word…")
    assert len(long) <= 201


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Goals", '<h3 id="goals">Goals</h3>\n'),
        ("Goals\n=====\nWords", '<h3 id="goals">Goals</h3>\n<p>Words</p>\n'),
        ("Words\n\n# A\n\n##### B", '<p>Words</p>\n<h3 id="a">A</h3>\n<h6 id="b">B</h6>\n'),
        ("## Goals", '<h2 id="goals">Goals</h2>\n'),
    ],
)
def test_a_text_within_a_page_has_headings_and_no_title(text: str, expected: str) -> None:
    parsed = parse_part(text, Origin(Place("w.yml")))
    assert as_written(parsed) == expected
    assert parsed.title == ()
    assert as_written(parse_part("# A", Origin(Place("w.yml")), BELOW_TITLE)) == '<h2 id="a">A</h2>\n'


# Places. The character at a place of the source starts the thing.

PLACES = [
    ("paragraphs", "Words [a](b.md) and\n  more ![i](c.png) {{ v.w }}", ["[a]", "![i]", "{{ v.w"]),
    ("the same link twice", "[a](b) [a](b)\n[a](b)", ["[a](b) [", "[a](b)\n", "[a](b)"]),
    ("lists in lists", "1. one\n   - two [a](b.md)\n\n     three {{ v }}", ["[a]", "{{"]),
    ("quotes in quotes", "> > lazy [a](b)\n> go ![i](c)\non {{ v }}", ["[a]", "![i]", "{{ v"]),
    (
        "tables",
        "| {{ v }} | [a](b) | [a](b) |\n|--|--|--|\n| x \\| [c](d) | {{ v }} | {{ v }} |",
        ["{{ v }} | [a", "[a](b) | [a", "[a](b) |\n", "[c]", "{{ v }} | {{", "{{ v }} |"],
    ),
    ("headings", "# A [a](b)\n\n## B {{ v }} ##\n\nC ![i](c)\n---", ["[a]", "{{ v", "![i]"]),
    ("emphasis", "**bold [a](b)** *{{ v }}*", ["[a]", "{{ v"]),
    ("links around images", "x [![i](c)](b)", ["[![", "![i"]),
    ("reference links", "see [a][r] and ![i][r]\n\n[r]: b.md", ["[a]", "![i]"]),
    ("web addresses", "go to <https://a.example> or www.b.example", ["<https", "www"]),
    (
        "raw HTML in a line",
        'a="b" <b><a href="b">x</a></b> <img alt="c" src=c> <a href=\'b\'>y</a>',
        ['b">x', "c> <a", "b'>y"],
    ),
    (
        "raw HTML of its own",
        '<div>\n  <a href="b&amp;c">x</a>\n  <a\n   href="b">x</a></div>',
        ["b&amp;c", 'b">x</a></div>'],
    ),
    ("raw HTML in a list", '- <p>\n  <img src="c.png">', ["c.png"]),
    ("words of raw HTML", '<p title="{{ v }}">\n a {{ v }} <b>{{ v }}</b></p>', ["{{ v", "{{ v", "{{ v"]),
    ("attributes in a line", 'x <b title="a {{ v }}">{{ v }}</b>', ["a {{", "{{ v }}<"]),
    ("asides", ":::tip See [a](b)\nand {{ v }}\n:::", ["[a]", "{{ v"]),
    ("alerts", "> [!NOTE]\n> see [a](b)", ["[a]"]),
    ("footnotes", "x[^1]\n\n[^1]: see [a](b)", ["[a]"]),
    ("definition lists", "Term [a](b)\n: Words {{ v }}", ["[a]", "{{ v"]),
    ("after code that looks the same", "`[a](b)` [a](b)", ["[a](b)\n"]),
    ("spaces in a target", "x [a]( <b c> ) [d]({{ v }}/e)", ["[a]", "[d]"]),
]


def starts(text: str, expected: list[str]) -> list[int]:
    """The offset of each thing in turn."""
    offsets: list[int] = []
    for start in expected:
        at = text.find(start, offsets[-1] + 1 if offsets else 0)
        offsets.append(at if at >= 0 else text.find(start))
    return offsets


def offset(text: str, place: Place) -> int:
    return sum(len(line) + 1 for line in text.split("\n")[: place.line - 1]) + place.column - 1


@pytest.mark.parametrize(("text", "expected"), [each[1:] for each in PLACES], ids=[each[0] for each in PLACES])
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("front", ["", "---\ntitle: T\norder: 1\n---\n"], ids=["bare", "front matter"])
def test_links_images_and_variables_know_their_place(text: str, expected: list[str], ends: str, front: str) -> None:
    whole = f"{front}{text}\n"
    build = prepared({"content/index.md": whole.replace("\n", ends), "site.yml": "title: T\nchecks: {'*': advice}\n"})
    (page,) = build.site.pages
    pieces = (*page.document.title, *page.document.pieces)
    things = [each for each in pieces if isinstance(each, Link | Image | Variable)]
    found = [offset(whole, each.place) for each in things if not getattr(each, "target", "").startswith("#fn")]
    assert sorted(found) == sorted(starts(whole, expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<td>{{ v }}</td>", ["v"]),
        ("<p>\n{{ a.b }} <!-- {{ c }} -->\n<pre>{{ d }}</pre><code>{{ e }}</code></p>", ["a.b"]),
        ('[x](a.md "See {{ v }}")', ["v"]),
        ('Words ![x](a.png "See {{ v }}")', ["v"]),
        ("Words `<b title='{{ v }}'>`", []),
    ],
)
def test_variables_are_filled_in_where_words_stand(text: str, expected: list[str]) -> None:
    found = [each for each in document(f"# P\n\n{text}\n").pieces if isinstance(each, Variable)]
    assert [each.name for each in found] == expected
    assert all(each.place.line >= 3 and each.source.startswith("{{ ") for each in found)


# Safety.

HOSTILE: list[str] = json.loads((DATA / "hostile.json").read_text())
HOSTILE_PROGRAM = {
    "site.yml": 'title: "<script>alert(1)</script>"\ndescription: "javascript:"\nchecks: {"*": advice}\n',
    "content/programs/p.yml": """name: 'javascript:alert("1")'
purpose: '<img src=x onerror=alert(1)> [x](javascript:alert(1))'
roles: {mentor: {label: "<b onclick='x'>Mentor</b>"}, mentee: {}}
contacts: {program: {name: '"><script>alert(1)</script>'}}
""",
    "content/a.md": "# A\n",
    "content/a.png": "",
}


TASK = {("class", "task-list-item-checkbox"), ("type", "checkbox"), ("disabled", "")}
NAMED_TASK = {"class", "type", "disabled", "checked", "aria-label"}
"""What the box of a task has; no other field is in a text."""


class Hazards(HTMLParser):
    """Lists what no page may hold: elements, attributes and addresses that could act or ask for something."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "input" and TASK.issubset(attrs) and NAMED_TASK.issuperset(name for name, _ in attrs):
            return
        if tag not in sanitize.TAGS or tag in ("script", "style", "svg", "math", "iframe", "form", "object", "meta"):
            self.found.append(tag)
        for name, value in attrs:
            allowed = sanitize.ATTRIBUTES["*"] | sanitize.ATTRIBUTES.get(tag, set())
            if name not in allowed or name.startswith("on") or name in ("style", "srcdoc", "srcset", "action"):
                self.found.append(f"{tag} {name}")
            if name in ("href", "src", "cite") and value is not None:
                self.address(tag, name, value)

    def address(self, tag: str, name: str, value: str) -> None:
        seen = re.sub(r"[\x00-\x20]", "", value).replace("\\", "/").lower()
        named = re.match(r"([a-z][a-z0-9+.-]*):", seen) or re.match(r"([a-z][a-z0-9+.-]*):", unquote(seen))
        if named and named[1] not in sanitize.SCHEMES:
            self.found.append(f"{tag} {name}={value}")
        if tag == "img" and (named or seen.startswith("//")):
            self.found.append(f"{tag} asks {value}")


@pytest.fixture(scope="module")
def shown() -> Callable[[Document], str]:
    """Documents as the page of a site shows them whose every name is hostile."""
    site = prepared({**HOSTILE_PROGRAM, "content/index.md": "# Home\n"}).site
    assert site.program("p")
    context = RenderContext(site, "content/index.md", "", "en", scopes(site)("p"), {})
    return lambda parsed: context.join(parsed.title) + context.html(parsed)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_content_puts_anything_into_a_page_that_acts(text: str, shown: Callable[[Document], str]) -> None:
    for parsed in (
        document(text),
        document(f"- {text}\n"),
        document(f"# {text}"),
        parse_inline(text, Origin(Place(""))),
    ):
        html = shown(parsed)
        assert Hazards(html).found == [], html


def test_the_test_for_hazards_sees_them() -> None:
    html = "<svg></svg><p onclick=x style=y></p><a href=' java\tscript:x'></a><img src=//a><input type=image>"
    assert len(Hazards(html).found) == 7


PARTS = [
    *HOSTILE[:60],
    "[",
    "](",
    ")",
    "{",
    "}",
    "<",
    ">",
    "&#",
    "\n",
    "> ",
    "- ",
    "|",
    "`",
    "\ufdd0",
    "0",
    "{{ site.title }}",
    ":::tip ",
    '"',
    "'",
    " onclick=x ",
    "&#xFDD0;",
    "&#xFDD1;",
    "# ",
]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PARTS), max_size=8))
def test_no_mixture_of_texts_puts_anything_into_a_page_that_acts(
    shown: Callable[[Document], str], parts: list[str]
) -> None:
    html = shown(document("".join(parts)))
    assert Hazards(html).found == [], html


@settings(max_examples=150)
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    as_written(document(text))
    parse_inline(text, Origin(Place("")))


@pytest.mark.parametrize("mark", ["&#xFDD0;0&#xFDD1;", "&#64976;0&#64977;", "&#xfdd00&#x0FDD1;", "\ufdd00\ufdd1"])
def test_raw_html_can_not_name_the_characters_that_stand_for_values(mark: str) -> None:
    html = as_written(document(f'[x](secret.md)\n\n<p title="{mark}">{mark}</p><a href="{mark}">x</a>\n'))
    assert html.count("secret.md") == 1


def test_a_variable_that_holds_markup_is_shown_as_text(shown: Callable[[Document], str]) -> None:
    html = shown(document("{{ site.title }} ![{{ site.title }}](a.png)"))
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2


TEMPLATES: list[str] = json.loads((DATA / "templates.json").read_text())


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize(
    "around", ["{}", "words {} words", "*em*{}", "`code`{}", "[x](a.md){}", "- {}", "## {}", "| a |\n|--|\n| {} |"]
)
def test_template_syntax_of_others_is_text(template: str, around: str, shown: Callable[[Document], str]) -> None:
    if "|" in template and around.startswith("|"):
        template = template.replace("|", "!")  # a bar ends a cell
    html = shown(document(around.replace("{}", template)))
    quotes = template.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert quotes in html.replace("&quot;", '"').replace("&#x27;", "'").replace("&#39;", "'")


# Time.

LONG: dict[str, Callable[[int], str]] = {
    "elements in elements": lambda n: "<div>" * n,
    "details in details": lambda n: "<details>\n\nx\n\n" * (n // 3),
    "links of raw HTML": lambda n: "".join(f'<a href="&#97;{i}">x</a>\n' for i in range(n // 4)),
    "links in one line": lambda n: "[a](b) " * n,
    "reference links": lambda n: "[a] [b][a] " * (n // 2) + "\n\n[a]: b",
    "images": lambda n: "![a](b) " * n,
    "variables": lambda n: "{{ a.b }} " * (n // 2),
    "web addresses": lambda n: "www.a.example " * (n // 2),
    "colons": lambda n: "a: " * n,
    "names of protocols": lambda n: "http:" * n,
    "addresses of mail that are none": lambda n: "mailto:a@b.1 " * (n // 2),
    "escaped addresses of mail": lambda n: r"a\_b@c.de " * (n // 2),
    "addresses without an end": lambda n: "mailto:a@" * (n // 2),
    "hosts that are none": lambda n: "_www." * n,
    "addresses in words": lambda n: "xhttp://a.b " * (n // 2),
    "addresses that end in brackets": lambda n: "http://a.b/" + ")" * n,
    "open brackets": lambda n: "[" * n,
    "brackets in brackets": lambda n: "[a" * n + "]" * n,
    "images in images": lambda n: "![" * n,
    "emphasis": lambda n: "*a _b " * n,
    "quotes in quotes": lambda n: ">" * n + "a",
    "lists in lists": lambda n: "- " * n + "a",
    "spaces in a heading": lambda n: "# a" + " " * n * 3 + "b",
    "braces in a heading": lambda n: "# a " + "{#a" * n,
    "spaces in an aside's title": lambda n: ":::note a" + " " * n * 3 + "b\n:::",
    "asides in asides": lambda n: ":::note\n" * n,
    "headings of the same words": lambda n: "# a\n" * n,
    "headings that take each other's anchors": lambda n: "".join(f"# a-{i}\n# a\n" for i in range(n // 2)),
    "attributes": lambda n: "[a](b){.c} *x*{.c " * (n // 3),
    "rows of a table": lambda n: "|a|b|\n|-|-|\n" + "|[a](b)|{{ v }}|\n" * (n // 4),
    "columns of a table": lambda n: "|a" * n + "\n" + "|-" * n + "\n" + "|[b](c)" * n,
    "backticks": lambda n: "".join("a" + "`" * (i % 100) for i in range(n // 20)),
    "comments": lambda n: "<!--" * n,
    "one long line": lambda n: "word " * n,
}


@pytest.mark.parametrize("name", LONG)
def test_time_stays_linear(name: str) -> None:
    assert grows_in_proportion(lambda size: seconds(lambda: whole(LONG[name](size))), 3_000)


def whole(text: str) -> None:
    """Reads a text, all of it."""
    found = document(text)
    assert not [each for each in found.problems if "a paragraph has more than" in each.message], "it was not read"


def test_elements_that_nest_without_end_take_time_by_their_number() -> None:
    assert grows_in_proportion(lambda size: seconds(lambda: document("<div>" * size)), 25_000)


def test_raw_html_beyond_its_limit_is_shown_as_text_and_told_once() -> None:
    found = document("<b>x</b>\n" * (RAW_TAGS + 1) + "\n<div>y</div>\n")
    assert [(each.code, each.line) for each in found.problems] == [("too-large", RAW_TAGS + 1)]
    html = as_written(found)
    assert "&lt;b&gt;" in html
    assert "&lt;div&gt;" in html
    assert html.count("<b>") == RAW_TAGS


WIDE = " ".join(f"a{number}=1" for number in range(MOST_ATTRIBUTES + 1))
HALF = WIDE[: len(WIDE) // 2]
MANY = {
    "in one tag": f"<div {WIDE}>",
    "in a line": f"x <b {WIDE}></b>",
    "in a tag that ends": f"<div></div {WIDE}>",
    "behind a sign of quotes": f"<div a='>' {WIDE}>",
    "without spaces": f"<div a0=''{WIDE.replace(' ', '').replace('1', chr(39) * 2)}>",
    "between slashes": f"<div x/{WIDE.replace('=1 ', '/')}>",
    "in two blocks": f"<div {HALF}\n\n<div {HALF}{HALF}>",
    "after a comment that is none": f"<!--> <b a='-->\n<div {WIDE}>' -->",
    "behind a quote that stays open": f"<b a='<i></i>\n<div {WIDE}>",
}


@pytest.mark.parametrize("text", MANY.values(), ids=MANY.keys())
def test_a_tag_with_very_many_attributes_is_shown_as_text_and_told(text: str) -> None:
    found = document(f"Words\n\n{text}\n")
    assert told(found, "too-large") == [(3, 1)]
    assert "a77" in as_written(found)


def test_many_tags_with_some_attributes_are_fine() -> None:
    found = document("<div a0=1 a1='x > y' a2 title='<b c d>'>\n\n" * 400)
    assert told(found, "too-large") == []


def test_comments_are_in_nothing_that_is_shown_as_it_is_written() -> None:
    found = as_written(document(f"<div {WIDE}>\n\n<!-- for us -->\n\n<p>\n<!-- alone\n"))
    assert "&lt;p" in found
    assert ("for us" in found, "alone" in found) == (False, False)


DEEP: dict[str, Callable[[int], tuple[str, int, int]]] = {
    "quotes": lambda n: (">" * n + " the end", 1, n + 2),
    "lists": lambda n: ("".join(f"{'  ' * i}- x\n" for i in range(n)) + "  " * n + "- the end", n + 1, 2 * n + 3),
    "asides": lambda n: (":::note\n" * n + "the end", n + 1, 1),
}


@pytest.mark.parametrize("name", DEEP)
def test_blocks_that_nest_too_deep_are_shown_as_written_and_told_where_they_start(name: str) -> None:
    limit = NESTED // 2 - 1 if name == "lists" else NESTED
    shallow = document(DEEP[name](limit - 1)[0])
    assert told(shallow, "too-deep") == []
    assert "the end" in as_written(shallow)
    text, line, column = DEEP[name](limit)
    deep = document(f"{text}\n")
    assert told(deep, "too-deep") == [(line, column)]
    deepest = document(DEEP[name](3 * limit)[0])
    assert len(told(deepest, "too-deep")) == 1
    assert "the end" in as_written(deepest)


def told(parsed: Document, code: str) -> list[tuple[int, int]]:
    """Where a problem of a code is told."""
    return [(each.line, each.column) for each in parsed.problems if each.code == code]


DEEP_INLINE = {
    "strong": "**" * 300 + "the end" + "**" * 300,
    "a mixture": "*a _b ~~c " * 300 + "the end" + "~~_* " * 300,
    "in a link": "[" + "**" * 300 + "the end" + "**" * 300 + "](index.md)",
    "in a table": "| a |\n| --- |\n| " + "**" * 300 + "the end" + "**" * 300 + " |",
    "in a caption": '![a](a.png "' + "**" * 300 + "the end" + "**" * 300 + '")',
}
DEEP_HTML = {
    "blocks": "<div>" * 300 + "the end" + "</div>" * 300,
    "never closed": "<div>" * 300 + "the end",
    "words": "a " + "<b>" * 300 + "the end" + "</b>" * 300,
    "tables": "<table><tr><td>" * 100 + "the end" + "</td></tr></table>" * 100,
    "around lists": "<div>\n" * 60 + "\n" + "- " * 14 + "the end\n\n" + "</div>\n" * 60,
}


@pytest.mark.parametrize("text", [*DEEP_INLINE.values(), *DEEP_HTML.values()], ids=[*DEEP_INLINE, *DEEP_HTML])
def test_what_nests_too_deep_in_a_line_or_in_html_is_shown_as_written_and_told(text: str) -> None:
    deep = document(f"Words.\n\n{text}\n")
    assert [(each.code, each.line) for each in deep.problems] == [("too-deep", 5 if text.startswith("|") else 3)]
    assert "the end" in as_written(deep)
    assert sanitize.depth(as_written(deep)) <= DEEPEST


def test_html_that_nests_as_deep_as_may_be_is_read() -> None:
    for deep, problems in ((DEEPEST, 0), (DEEPEST + 1, 1)):
        parsed = document("<div>" * deep + "x" + "</div>" * deep)
        assert len(parsed.problems) == problems
        assert ("&lt;div&gt;" in as_written(parsed)) == bool(problems)


GROWING_HEADINGS: dict[str, Callable[[int], str]] = {
    "an id without its end": lambda n: "# {#" + "a" * n,
    "ids without their ends": lambda n: "# " + "{#a" * n,
    "spaces in an id": lambda n: "# x {#a" + " " * n + "x",
    "spaces before an id": lambda n: "# x {:" + " " * n,
    "keys in an id": lambda n: "# x {#a" + " .b" * n,
    "spaces behind an id": lambda n: "# x {#a}" + " " * n + "x",
}


@pytest.mark.parametrize("name", GROWING_HEADINGS)
def test_attributes_after_a_heading_take_time_by_their_length(name: str) -> None:
    assert grows_in_proportion(lambda size: seconds(lambda: document(GROWING_HEADINGS[name](size))), 6_000)


def test_an_aside_may_end_with_the_text_in_an_empty_line_of_a_quote() -> None:
    assert "Wait." in as_written(document("> :::note\n> Wait.\n>"))
    assert parser().parse(">:::note\n>")[-1].type == "blockquote_close"


def test_what_a_text_is_too_much_in_is_a_problem_of_its_page_and_form() -> None:
    deep = ">" * (NESTED + 9) + " x"
    form = f"title: W\nsections:\n  a:\n    text: |\n      Hello.\n\n      {deep}\n"
    build = prepared({"content/index.md": f"# Home\n\n{deep}\n", "content/worksheets/w.yml": form})
    found = [(each.path, each.line, each.code, each.fatal) for each in build.problems]
    assert found == [("content/index.md", 3, "too-deep", True), ("content/worksheets/w.yml", 7, "too-deep", True)]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("<!-- markdownlint-disable MD013 -->\n# A\n\nHi\n", 1),
        ("<!-- a -->\n\n<!-- b\nc --> <!-- d -->\n\n# A\n", 1),
        ("<!-- prettier-ignore -->\nA\n=\n", 1),
        ("<!-- a -->\nText\n\n# A\n", 2),
        ("<!-- a --> Text\n\n# A\n", 2),
        ("<div>Text</div>\n\n# A\n", 2),
    ],
)
def test_a_comment_above_the_title_takes_nothing_from_it(text: str, headings: int) -> None:
    files = {"content/index.md": "# Home\n", "content/a.md": text}
    told = [each.code for each in prepared(files).problems]
    assert told == ["missing-title"] * (headings - 1)
    assert rendered(files)["a/index.html"].count("<h1") == headings
