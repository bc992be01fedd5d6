"""What others see of a page that is shared: its tags, its icon, its Markdown, and `llms.txt`."""

import re
from xml.etree import ElementTree

import pytest

from tests.conftest import PROGRAM, rendered

HOME = {"content/index.md": "---\ntitle: Home\ndescription: What this is.\n---\nHello.\n"}
DOT = "GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\0;"
"""A picture of one pixel."""
URL = "title: The book\ndescription: All of it.\nurl: https://example.org/h/\n"


def head(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', page))


def test_a_shared_page_has_a_title_a_description_and_its_whole_url() -> None:
    page = "---\ntitle: A & B\ndescription: About A\n---\nText.\n"
    found = head(rendered({**HOME, "site.yml": URL, "content/x/ü.md": page})["x/ü/index.html"])
    assert found["og:title"] == "A &amp; B"
    assert found["og:description"] == "About A" == found["description"]
    assert found["og:url"] == "https://example.org/h/x/%C3%BC/"
    assert (found["og:site_name"], found["og:locale"], found["og:type"]) == ("The book", "en", "article")


def test_a_site_without_an_address_says_none() -> None:
    assert "og:url" not in head(rendered(HOME)["index.html"])


@pytest.mark.parametrize(("logo", "text", "shown"), [("logo.gif", DOT, True), ("logo.svg", "<svg/>", False)])
def test_a_logo_is_shown_with_what_is_shared_where_other_sites_can_show_it(logo: str, text: str, shown: bool) -> None:
    site = f"{URL}organization: {{name: Harbour, logo: {logo}}}\n"
    page = rendered({**HOME, "site.yml": site, f"content/{logo}": text})["index.html"]
    assert head(page).get("og:image") == (f"https://example.org/h/{logo}" if shown else None)
    assert f'<link rel="icon" href="{logo}">' in page


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Harbour Trust", "HT"), ("mentors", "M"), ("Élan & Söhne <x>", "ÉS"), ("(the) 9 lives", "9L"), ("—", "")],
)
def test_the_icon_has_the_initials(name: str, letters: str) -> None:
    files = rendered({**HOME, "site.yml": f"title: T\norganization: '{name}'\n"})
    icon = ElementTree.fromstring(files["_theme/icon.svg"])
    assert (icon[1].text or "") == letters
    assert re.search(r'<link rel="icon" href="_theme/icon.svg\?v=\w{10}">', files["index.html"])


def test_the_initials_can_be_read_on_any_accent() -> None:
    site = "title: T\ntheme: {accent: '#ffcc00'}\nchecks: {pale-accent: off}\n"
    icon = ElementTree.fromstring(rendered({**HOME, "site.yml": site})["_theme/icon.svg"])
    assert (icon[0].get("fill"), icon[1].get("fill")) == ("#ffcc00", "#000000")


PAGE = """---
title: Choosing
description: How to choose.
---
See [the *agreement*](../agreements/a.yml), [home](../index.md#top) and {{ site.title }}.
"""
FORM = {"content/agreements/a.yml": "title: Promise\nsections: {s: {clauses: [x]}}\n"}


def test_a_page_has_a_copy_as_markdown_whose_links_are_whole() -> None:
    files = rendered({**HOME, **FORM, "site.yml": URL, "content/guides/01-choosing.md": PAGE})
    assert files["guides/choosing.md"] == (
        "# Choosing\n\n> How to choose.\n\nSee [the *agreement*](https://example.org/h/agreements/a/), "
        "[home](https://example.org/h/#top) and The book.\n"
    )
    assert '<link rel="alternate" type="text/markdown" href="../choosing.md">' in files["guides/choosing/index.html"]


def test_without_an_address_the_links_of_a_copy_lead_on_from_where_it_stands() -> None:
    files = rendered({**HOME, **FORM, "content/guides/01-choosing.md": PAGE})
    assert "(../agreements/a/), [home](../#top)" in files["guides/choosing.md"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See [one][r] and [two](b.md).\n\n[r]: c.md", "See [one][r] and [two](/b/).\n\n[r]: /c/"),
        ("Read b.md first: [b.md](b.md)", "Read b.md first: [b.md](/b/)"),
        ("- [two](b.md#x)\n- ![p](p.gif) [two]( <b.md> 'b.md')", "- [two](/b/#x)\n- ![p](/p.gif) [two]( </b/> 'b.md')"),
        ('b.md <a href="b.md">b.md</a>\n\n<p><a href="c.md">c.md</a></p>',
         'b.md <a href="/b/">b.md</a>\n\n<p><a href="/c/">c.md</a></p>'),
        ("# On [b.md](b.md)\n\n`[x](b.md)` and [x](b.md)", "# On [b.md](/b/)\n\n`[x](b.md)` and [x](/b/)"),
        ("> | a |\n> | --- |\n> | [b.md](b.md) |", "> | a |\n> | --- |\n> | [b.md](/b/) |"),
        ("[b.md][] and [c.md]\n\n[b.md]: b.md\n[c.md]: <c.md> 'c.md'",
         "[b.md][] and [c.md]\n\n[b.md]: /b/\n[c.md]: </c/> 'c.md'"),
        ("One[^1].\n\n[^1]: See [b](b.md).", "One[^1].\n\n[^1]: See [b](/b/)."),
    ],
)  # fmt: skip
def test_the_words_of_a_copy_are_those_of_its_page(text: str, expected: str) -> None:
    files = {"content/b.md": "# B\n\n## X\n", "content/c.md": "# C\n", "content/p.gif": DOT, "site.yml": URL}
    made = rendered({**HOME, **files, "content/a.md": f"---\ntitle: A\n---\n\n{text}\n"})["a.md"]
    assert made.removeprefix("# A\n\n").replace("https://example.org/h/", "/") == f"{expected}\n"


NAME = "A|B *now* <b>"
SHOWN = "A&#124;B &#42;now&#42; &#60;b>"
VARIABLES = {
    "in words, not in code": ("`{{ site.title }}` {{ site.title }}", f"`{{{{ site.title }}}}` {SHOWN}"),
    "in a block of code": (
        "```\n{{ site.title }}\n```\n\n{{ site.title }}",
        f"```\n{{{{ site.title }}}}\n```\n\n{SHOWN}",
    ),
    "in a table": ("| a |\n| - |\n| {{ site.title }} |", f"| a |\n| - |\n| {SHOWN} |"),
    "in a heading and in HTML": (
        "# {{ site.title }}\n\n<p title='{{ site.title }}'>{{ site.title }}</p>",
        f"# {SHOWN}\n\n<p title='{SHOWN}'>{SHOWN}</p>",
    ),
    "in a link": (
        '`{{ site.title }}` ![{{ site.title }}](p.gif "{{ site.title }}") [x]({{ site.url }}b)',
        f'`{{{{ site.title }}}}` ![{SHOWN}](/p.gif "{SHOWN}") [x](/b)',
    ),
    "in lists and notes": (
        "- a\n  - {{ site.title }}[^1]\n\n\t{{ site.title }}\n\n[^1]: {{ site.title }}",
        f"- a\n  - {SHOWN}[^1]\n\n\t{SHOWN}\n\n[^1]: {SHOWN}",
    ),
}


@pytest.mark.parametrize(("text", "expected"), VARIABLES.values(), ids=VARIABLES.keys())
def test_a_copy_has_the_values_of_variables_as_words_and_code_as_it_is(text: str, expected: str) -> None:
    site = f"{URL.replace('The book', repr(NAME))}"
    made = rendered({**HOME, "content/p.gif": DOT, "site.yml": site, "content/a.md": f"---\ntitle: A\n---\n\n{text}\n"})
    assert made["a.md"].removeprefix("# A\n\n").replace("https://example.org/h/", "/") == f"{expected}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A <!-- no --> b <!---->.", "A  b ."),
        ("A\n\n<!-- no\n\nno -->\n\nB", "A\n\nB"),
        ("# A <!-- no -->\n\n> - <!-- no\n>   no -->\n> - [b](b.md)", "# A \n\n> - \n> - [b](/b/)"),
        ("| a |\n| - |\n| \\| <!-- no --> b |", "| a |\n| - |\n| \\|  b |"),
        ("<div>\n<!-- no\n\nno -->\n</div>", "<div>\n\n</div>"),
        ("A [b <!-- no -->](b.md) ![p <!-- no -->](p.gif)", "A [b ](/b/) ![p ](/p.gif)"),
        ("A <? no ?>b <![CDATA[ no ]]>c\n\n<!-- no", "A b c"),
        ("[//]: # (no)\n[//]: # (no\n no)\n[c]: <> 'no'\n\nA", "A"),
        ("`<!-- code -->`\n\n```\n<!-- code -->\n\n[//]: # (code)\n```",) * 2,
    ],
)  # fmt: skip
def test_a_copy_has_no_comments(text: str, expected: str) -> None:
    files = {"content/b.md": "# B\n", "content/p.gif": DOT, "site.yml": URL}
    made = rendered({**HOME, **files, "content/a.md": f"---\ntitle: A\n---\n\n{text}\n"})["a.md"]
    assert made.removeprefix("# A\n\n").replace("https://example.org/h/", "/") == f"{expected}\n"


def test_a_copy_keeps_the_heading_that_its_page_starts_with() -> None:
    assert rendered({**HOME, "content/a.md": "# Mine\n\nText.\n"})["a.md"] == "# Mine\n\nText.\n"


def test_llms_txt_leads_to_every_page() -> None:
    guide = "---\ntitle: Guide\ndescription: Read it\n---\n"
    files = {**HOME, **FORM, "site.yml": URL, "content/guides/g.md": guide, "content/programs/p.yml": PROGRAM}
    found = rendered(files)["llms.txt"]
    assert found.startswith("# The book\n\n> All of it.\n\n## Start here\n\n")
    assert "- [Home](https://example.org/h/index.md): What this is.\n" in found
    assert (
        "## Guides\n\n- [Guides](https://example.org/h/guides/)\n- [Guide](https://example.org/h/guides/g.md): Read it"
        in found
    )
    assert "- [Promise](https://example.org/h/agreements/a.md)" in found
    assert "- [Test program](https://example.org/h/programs/p/): To test." in found


def test_a_hostile_title_stays_in_its_line() -> None:
    title = "x](javascript:alert(1)) # y"
    found = rendered({**HOME, "content/a.md": f"---\ntitle: '{title}'\n---\n"})["llms.txt"]
    (line,) = [each for each in found.splitlines() if "alert" in each]
    assert line == r"- [x\](javascript:alert(1)) \# y](a.md)"
