"""What of a text is not shown, or not as its writer meant it, is told where it stands."""

from pathlib import Path

import pytest

from mentorsite.errors import Place
from mentorsite.loader.front_matter import split
from mentorsite.markdown.document import Document, Id, Variable, of_type, to_html
from mentorsite.markdown.grammar import LONGEST_PARAGRAPH
from mentorsite.markdown.origin import Origin
from mentorsite.markdown.parser import parse, parse_inline
from mentorsite.render.forms.docx.prose import prose as word_prose
from mentorsite.render.forms.docx.xml import DocxContext
from mentorsite.render.markdown_text import prose
from mentorsite.render.text.blocks import read
from tests.conftest import REPOSITORY, prepared
from tests.linear import grows_in_proportion, seconds
from tests.sheets import AS_WRITTEN


def document(text: str) -> Document:
    return parse(text, Origin(Place("page.md")))


def told(text: str) -> list[tuple[str, int, int]]:
    return [(each.code, each.line, each.column) for each in document(text).problems]


def html(parsed: Document) -> str:
    return to_html(parsed.pieces, lambda link: link.target, lambda variable: variable.source)


TAKEN_OUT = [
    ("a frame", '<iframe src="https://calendar.example/embed"></iframe>', ["iframe"]),
    ("a video", '<video src="v.mp4" controls></video>', ["video"]),
    ("a video with its sources", '<video><source src="v.mp4"><track src="v.vtt"></video>', ["video"]),
    ("a recording", 'Listen: <audio src="a.mp3"></audio>', ["audio"]),
    ("a form, once", '<form action="/x"><input name="q"><button>Go</button></form>', ["form"]),
    ("a field of its own", 'Name: <input name="q">', ["input"]),
    ("a box of its own", '<input type="checkbox" disabled> Done', ["input"]),
    ("a script, not what is in it", "<script>if (a <b) document.write('<i>')</script>", ["script"]),
    ("a style", "<style>p { color: red }</style>", ["style"]),
    ("a drawing", "<svg><circle r=1 /></svg>", ["svg", "circle"]),
    ("what acts", '<p onclick="x()">Words</p>', ["onclick"]),
    ("a look", '<p style="color: red">Words</p>', ["style"]),
    ("a place on the line", '<p align="center">Words</p>', ["align"]),
    ("a name between angles", "Dear <name>,", ["name"]),
    ("a type", "A List<String> of names", ["string"]),
    ("curly quotes", "A <a href=“x.md”>link</a>", ["href"]),
    ("capitals", "<IFRAME SRC=x></IFRAME>", ["iframe"]),
    ("in a cell", "| a |\n| --- |\n| <iframe src=x></iframe> |", ["iframe"]),
    ("in a list", "- a\n  - <video src=x></video>", ["video"]),
]


@pytest.mark.parametrize(("text", "names"), [each[1:] for each in TAKEN_OUT], ids=[each[0] for each in TAKEN_OUT])
def test_what_is_taken_out_of_a_text_is_told(text: str, names: list[str]) -> None:
    parsed = document(f"# Page\n\n{text}\n")
    assert [each.code for each in parsed.problems] == ["taken-out"] * len(names)
    lines = parsed.source.split("\n")
    for each, name in zip(parsed.problems, names, strict=True):
        assert lines[each.line - 1][each.column - 1 :].lower().lstrip("<").startswith(name)
        assert name in each.message
        assert each.hint
        assert not each.fatal
    assert "<input" not in html(parsed)


NOT_TAKEN_OUT = [
    "A <b>word</b>, a<br>break, <kbd>Ctrl</kbd>, <!-- <iframe> --> and `<iframe>`.",
    "```html\n<iframe></iframe>\n```",
    "    <video></video>",
    '<details open><summary>More</summary>\n\nWords\n\n</details>\n<div class="a" id="b" lang="de">x</div>',
    "<https://example.org> <team@example.org> 1 < 2 and 3 > 2, a <3 b",
    '<picture><source srcset="dark.png"><img src="light.png" alt="A garden"></picture>',
    "\\<name> and &lt;name&gt;",
    "- [ ] one\n- [x] two",
    '<table><thead><tr><th scope="col">a</th></tr></thead><tfoot><tr><td>b</td></tr></tfoot></table>',
]


@pytest.mark.parametrize("text", NOT_TAKEN_OUT)
def test_what_stays_is_not_told(text: str) -> None:
    assert told(text) == []


def test_texts_of_definitions_are_told_at_their_places() -> None:
    introduction = "introduction: |\n  Hello.\n\n  See <iframe src=x></iframe>.\n"
    worksheet = f"title: W\n{introduction}sections:\n  a:\n    text: Dear <name>\n"
    problems = prepared({"content/index.md": "# Home\n", "content/worksheets/w.yml": worksheet}).problems
    found = [(each.code, each.line, each.column) for each in problems if each.path.endswith("w.yml")]
    assert found == [("taken-out", 5, 7), ("taken-out", 8, 16)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ('<a name="costs"></a>What it costs. See [costs](#costs).', ["costs"]),
        ("<a name=costs>What</a>", ["costs"]),
        ("<A NAME='a&amp;b'></A>", ["a&b"]),
        ('<div>\n<a class="x" name="costs"></a>\n</div>', ["costs"]),
        ('<a id="a" name="b"></a>', ["a"]),
        ("Words <b name=x>x</b> `<a name=y>`", []),
    ],
)
def test_a_name_is_a_place_to_link_to_as_on_github(text: str, ids: list[str]) -> None:
    parsed = document(text)
    assert [each.name for each in of_type(parsed, Id)] == ids
    assert parsed.problems == ()


def test_a_link_to_a_name_is_right() -> None:
    page = '# P\n\n<a name="costs"></a>What it costs. See [costs](#costs), not [cost](#cost).\n'
    problems = prepared({"content/index.md": "# Home\n", "content/p.md": page}).problems
    assert [(each.code, each.hint) for each in problems] == [("broken-anchor", "did you mean `costs`?")]


def test_several_words_between_angles_are_named_with_what_to_write() -> None:
    found = document("Dear <mentor name>, a <b x>word</b> and <first-name last>\n").problems
    assert [each.hint.partition(",")[2].partition(",")[0].strip() for each in found if each.code == "taken-out"] == [
        "write `&lt;mentor name&gt;`",
        "write `&lt;first-name last&gt;`",
    ]


def test_a_character_of_no_text_at_all_is_told_too() -> None:
    parsed = document("Our\x00team\n")
    assert [(each.code, each.column) for each in parsed.problems] == [("control-character", 4)]
    assert html(parsed) == "<p>Our\ufffdteam</p>\n"


def test_characters_that_text_cannot_have_are_told_once_a_line_and_are_spaces() -> None:
    parsed = document("first line\x0bsecond line and a bell\x07\n\n`code\x1b`\u0092 fine\n")
    assert [(each.code, each.line, each.column) for each in parsed.problems] == [
        ("control-character", 1, 11),
        ("control-character", 3, 6),
    ]
    assert "U+000B" in parsed.problems[0].message
    assert html(parsed) == "<p>first line second line and a bell</p>\n<p><code>code </code>  fine</p>\n"
    assert "\x0b" not in parsed.source


def test_a_line_of_a_definition_may_hold_a_character_that_text_cannot_have() -> None:
    parsed = parse_inline("a\x0cb", Origin(Place("w.yml", 4, 9)))
    assert [(each.line, each.column) for each in parsed.problems] == [(4, 10)]


NB = "\u00a0"
NEARLY = [
    ("a heading with a no-break space", f"##{NB} Goals", 1, "`##`"),
    ("a heading without a space", "##Rules", 1, "`## Rules`"),
    ("a heading of the first level", "#Our goals", 1, "`# Our goals`"),
    ("a heading below a line", "Words\n###Rules *now*", 1, "`### Rules *now*`"),
    ("a heading in a list", "- ##Rules", 3, "`## Rules`"),
    ("points with no-break spaces", f"-{NB} first\n-{NB} second", 1, "`-`"),
    ("numbers with no-break spaces", f"1.{NB}first\n2.{NB}second", 1, "`1.`"),
    ("points without spaces", "-first\n-second", 1, "after each"),
    ("stars without spaces", "*first\n*second", 1, "after each"),
    ("numbers without spaces", "1.first\n2.second", 1, "after each"),
    ("a point that Word's font shows as a square", "§ Goals", 1, "`- `"),
    ("points from a word processor", "• first\n• second", 1, "`- `"),
    ("boxes that make no list", "☐ yes\n☐ no", 1, "`- [ ] `"),
    ("boxes below words", "Choose:\n☑ yes\n☐ no", 1, "`- [ ] `"),
    ("squares", "■ first\n■ second", 1, "`- `"),
    ("emoji as points", "✅ first\n✅ second", 1, "`- `"),
    ("points of Japanese", "・点\n・点", 1, "`- `"),
    ("numbers of Japanese", "1、点\n2、点", 1, "`1. `"),
    ("numbers in words", "一、点\n二、点", 1, "`1. `"),
    ("numbers in circles", "① a\n② b", 1, "`1. `"),
    ("letters of Russian", "а) один\nб) два", 1, "`- `"),
    ("letters of Greek", "α) a\nβ) b", 1, "`- `"),
    ("a point with a wide space", "-\u3000点", 1, "`-`"),
    ("a heading with a wide space", "#\u3000目標", 1, "`#`"),
    ("a heading with a wide sign", "＃ Goals", 1, "`# Goals`"),
    ("a heading with wide signs alone", "＃＃目標", 1, "`## 目標`"),
    ("a table with bars between alone", "Name | Phone\nAna | 1\nBo | 2", 1, "`| --- | --- |`"),
    ("words right below a table", "| a | b |\n| - | - |\n| 1 | 2 |\nAsk us.\nOr them.", 1, "empty line above"),
    ("a heading of bold words below a table", "| a |\n| - |\n| 1 |\n**Next**", 1, "empty line above"),
    ("attributes of kramdown", '[x](a.md){:target="_blank"}', 10, "delete it"),
    ("a box of kramdown", "Words\n{: .note }", 1, "`::: note`"),
    ("a class of kramdown", "[x](a.md){:.button}", 10, "`{.button}`"),
    ("a heading that kramdown leaves out", "## Goals {:.no_toc}", 10, "delete it"),
    ("a list of headings of kramdown", "* TOC\n{:toc}", 1, "`TOC`"),
    ("cards by another name", "{.card}\n- [a](b.md)", 1, "`{.cards}`"),
    ("cards in capitals", "{ .Cards }\n* [a](b.md)", 1, "`{.cards}`"),
    ("a variable without a name", "Dear {{}},", 6, "`{{ program.name }}`"),
    ("a variable with one brace at its end", "Dear {{name}, welcome", 6, "`{{ name }}`"),
    ("a variable of a shell", "Dear ${name},", 7, "`{{ name }}`"),
    ("a formula, once", "Then ${a_1}^2$", 6, ""),
    ("a variable in angles", "Of <<program.name>>", 4, "`{{ program.name }}`"),
    ("a link without the end of its words", "See [Link text(../mentees.md).", 5, "`[Link text](../mentees.md)`"),
    ("a picture without the end of its words", "![Team(team.jpg)", 2, "`![Team](team.jpg)`"),
    ("a link without the start of its words", "See link text](../mentees.md).", 14, "`[…text](../mentees.md)`"),
    ("a link with one angle", "[a](<../mentees.md)", 1, "`[a](../mentees.md)`"),
    ("slanted words in HTML", "<p>\nSome *text*\n</p>", 6, "empty line"),
    ("slanted words by underscores in HTML", "<p>Some _text_</p>", 9, "empty line"),
    ("words crossed out in HTML", "<p>Some ~~text~~</p>", 9, "empty line"),
    ("an alert of no kind", "> [!WARN]\n> Words", 3, "`WARNING`"),
    ("an alert of nobody's kind", "> [!TODO]\n> Words", 3, "NOTE, TIP"),
    ("an alert with its words behind it", "> [!NOTE] Words", 3, "next line"),
    ("an alert without its quote", "[!NOTE]\nWords", 1, "`> [!NOTE]`"),
    ("an alert that is not first", "> Words\n>\n> [!NOTE]\n> more", 3, "empty line above"),
    ("a box of no kind, once", "::: warn\nWords\n\n:::", 1, "`warning`"),
    ("a box with two colons", "::note\nWords", 1, "`::: note`"),
    ("the end of no box", ":::", 1, "`::: note`"),
    ("a box that never ends", "::: note\nWords", 1, "`:::` on a line"),
    ("a comment that never ends", "<!-- ask Ana —>\n\nReport here.", 1, "write `-->` where it ends"),
    ("a comment in a quote that never ends", "> <!-- x", 3, "write `-->` where it ends"),
    ("a comment in HTML that never ends", "<div>\n<!-- x\n</div>", 1, "write `-->` where it ends"),
    ("a comment with a space in its end", "<!-- x -- >\n\nLost\n\n<!-- y -->", 1, "write `-->` where the first"),
    ("a comment of long dashes", "<!— Tom was warned —>", 1, "with two hyphens each"),
    ("a comment of one hyphen", "Text <!- Tom -> more", 6, "with two hyphens each"),
    ("a comment in a line that never ends", "Text <!-- Tom —> more", 6, "with two hyphens each"),
    ("a program that never ends", "<?php x\n\nMore", 1, "write `?>` where it ends"),
    ("words as typed that never end", "<pre>\nx\n\n## H", 1, "write `</pre>` where it ends"),
    ("a table of HTML that never ends", "<table>\n<tr><td>a</td></tr>\n\nMore", 1, "write `</table>`"),
    ("a declaration that never ends", "<!DOCTYPE html\n\nMore", 1, "write `>` where it ends"),
    ("a fold that never ends", "<details>\n<summary>S</summary>\n\nIn.\n\n## Conduct", 1, "write `</details>`"),
    ("code that never ends", "```python\nx = 1", 1, "below the code"),
    ("code in a list that never ends", "- a\n\n  ~~~\n  x", 3, "below the code"),
    ("a table without its dashes", "| a | b |\n| 1 | 2 |", 1, "`| --- | --- |`"),
    ("a table with too few dashes", "| a | b |\n| --- |\n| 1 | 2 |", 1, "`| --- | --- |`"),
    ("a table with too many dashes", "a | b\n--- | --- | ---\n1 | 2", 1, "`| --- | --- |`"),
    ("a cell too many", "| a | b |\n| - | - |\n| 1 | 2 | 3 |", 11, "another cell"),
    ("a cell too many without bars", "a | b\n-- | --\n1 | 2 | 3", 9, "another cell"),
    ("a bar that was meant as a sign", "> | a |\n> | - |\n> | x|y |", 7, "`\\|`"),
    ("a path with a space", "See [it](my file.md).", 5, "`[it](<my file.md>)`"),
    ("a picture's path with a space", "![A tree](a tree.png)", 2, "<a tree.png>"),
    ("a picture's path with a space and brackets", "![A](team (1).jpg)", 2, "`![A](<team (1).jpg>)`"),
    ("a path with a space and brackets", "[b](minutes (2).pdf) and (c)", 1, "`[b](<minutes (2).pdf>)`"),
    ("a path with brackets and a space", "[c](a(1) b.md#x), [d](e.md)", 1, "`[c](<a(1) b.md#x>)`"),
    ("a path with a bracket and a space", "[d](./team (1.jpg)", 1, "`[d](<./team (1.jpg>)`"),
    ("an address with a space and brackets", "[e](https://a.org/b c (d))", 1, "`[e](<https://a.org/b c (d)>)`"),
    ("a mail address behind a space", "[m](mailto: a@test.org)", 1, "write `[m](mailto:a@test.org)`"),
    ("a mail address with words", "[m](mailto:a@test.org Hello)", 1, "`[m](mailto:a@test.org)`, and the rest"),
    ("a mail address of two words", "[m](mailto:a b)", 1, "`[m](mailto:name@example.org)`, and the rest"),
    ("a space between the brackets", "See [it] (a.md)", 5, "`[it](a.md)`"),
    ("brackets the wrong way round", "(it)[https://example.org]", 5, "`[…](https://example.org)`"),
    ("a bracket that never closes", "See [it](a.md and more", 5, "`[it](a.md)`"),
    ("a title between curly quotes", "[it](a.md “Title”)", 1, '`[it](a.md "…")`'),
    ("a link that nothing defines", "See [it][there].", 5, "`[there]: …`"),
    ("a short link that nothing defines", "See [there][].", 5, "`[there]: …`"),
    ("a footnote that nothing defines", "Words[^1].", 6, "`[^1]: …`"),
    ("a footnote between two brackets", "Words [[^1]].", 8, "`[^1]: …`"),
    ("a footnote of letters between two brackets", "Words [[^note]].", 8, "`[^note]: …`"),
    ("a footnote between brackets with a bar", "Words [[^a|b]].", 8, "`[^a|b]: …`"),
    ("a link of a wiki", "See [[Goals|our goals]].", 5, "`[our goals](<Goals.md>)`"),
    ("a variable with a space", "Hello {{ program name }}", 7, "`{{ program.name }}`"),
    ("a variable with a filter", "Hello {{ program.name | upper }}", 7, "`{{ program.name }}`"),
    ("a variable that never ends", "Hello {{ program.name }, hello", 7, "`{{ program.name }}`"),
    ("a variable with a brace too few", "Hello {program.name}", 7, "`{{ program.name }}`"),
    ("a short code", '{{< youtube "x" >}}', 1, "in words"),
    ("an instruction of a template", "{% include x %}", 1, "in words"),
    ("a character without its end", "a&nbsp b", 2, "`&nbsp;`"),
    ("a character of another name", "a&nbps;b", 2, "`&nbsp;`"),
    ("an address without its colon", "See http//example.org", 5, "`https://…`"),
    ("an address with one bar", "See https:/example.org/x", 5, "`https://…`"),
    ("an address with letters the other way round", "See htps://example.org", 5, "`https://…`"),
    ("bold words that never end", "- **Goals: ** first", 3, "last bold word"),
    ("bold words in a heading", "## **Goals", 4, "last bold word"),
    ("bold words in a cell", "| a |\n| - |\n| **b |", 3, "last bold word"),
    ("a box without its space", "- [] call", 3, "`- [ ] …`"),
    ("a box with two spaces", "- [  ] call", 3, "`- [ ] …`"),
    ("a box with a no-break space", f"- [{NB}] call", 3, "`- [ ] …`"),
    ("Markdown in HTML", "<p>Some **bold** words</p>", 9, "empty line after `<p>`"),
    ("a list in HTML", "<div>\n- one\n- two\n</div>", 1, "empty line after `<div>`"),
    ("a link in what opens", "<summary>See [it](a.md)</summary>", 14, "`<b>…</b>`"),
    ("code behind HTML", "<div></div>\n`code`", 1, "empty line above"),
    ("a footnote that nothing refers to", "> [^1]: Bring it", 3, "`[^1]`"),
    ("a footnote defined twice", "Words[^a].\n\n[^a]: one\n\n[^a]: two", 1, "`[^a-2]`"),
    ("words read as a link's address", "[Note]: Important", 1, "`\\[Note]: Important`"),
    ("a term right below another's meaning", "> Mentee\n> : A\n> Mentor\n> : B", 3, "empty line above a term"),
    ("a subject with spaces", "[m](mailto:a@b.org?subject=Hi there)", 1, "`[m](mailto:a@b.org)`"),
    ("a number with spaces", "[t](tel:+44 20)", 1, "`[t](tel:+4420)`"),
    ("a host with a space", "[x](https://exa mple.org/a b)", 1, "`[x](https://example.org/a%20b)`"),
    ("an address with HTML behind it", '[x](a.md" target="_blank)', 1, "`[x](a.md)`"),
    ("a picture with its size as its title", "![T](x.png =100x20)", 2, "`![T](x.png){width=100 height=20}`"),
    ("a picture with a part of the width", "![T](x.png){width=50%}", 12, "`{width=300}`"),
    ("a link without an address", "See [x]().", 5, "`[…](page.md)`"),
    ("bold words with a sign at their end", "**Note:**text", 1, "`**Note:** t"),
    ("bold words between quotes", "**“Q”**and", 1, "`**“Q”** a"),
    ("a variable with a backslash", "{{ check\\_in.pair.every }}", 1, "`{{ check_in.pair.every }}`"),
    ("a variable with a dash", "{{ forms.mentoring–agreement.title }}", 1, "`{{ forms.mentoring-agreement.title }}`"),
    ("a picture of a wiki", "![[team.png]]", 1, "`![What it shows](team.png)`"),
    ("a file of a wiki", "[[plan one.pdf]]", 1, "`[plan one.pdf](<plan one.pdf>)`"),
    ("a task without its space", "-[ ] call", 1, "`- [ ] call`"),
    ("points with other signs", "➢ first\n➢ second", 1, "`- `"),
    ("points with dashes", "– first\n– second\n– third", 1, "`- `"),
    ("points with letters", "a) first\nb) second", 1, "`1. `"),
    ("points with small rings", "o first\no second", 1, "`- `"),
    ("marked words", "Some ==marked words== here", 6, "`<mark>marked words</mark>`"),
    ("a mark of an office program", "Words<o:p></o:p>", 6, "delete"),
    ("a meaning without its space", "Board\n:The people", 1, "`: The people`"),
    ("a box without a list", "[ ] call", 1, "`- [ ] …`"),
    ("a point that runs on in the one above", "- first\n-second", 1, "`- second`"),
    ("a task that runs on in the one above", "- [x] first\n-[ ] second", 1, "`- [ ] second`"),
    ("a number that runs on in the one above", "1. first\n2.second", 1, "`2. second`"),
    ("bold words with spaces inside", "Some ** bold words ** here", 6, "`**bold words**`"),
    ("two versions of a heading", "<<<<<<< HEAD\nOne\n=======\nTwo", 1, "keep one"),
    ("two versions of words", "Words\n<<<<<<< HEAD\nOne", 1, "keep one"),
    ("a box of another generator", '!!! tip "Title"\n    Words', 1, "`::: tip`"),
    ("an alert with a space", "> [! NOTE]\n> Words", 3, "`> [!NOTE]`"),
    ("a box with a class", "::: {.callout-note}\nWords\n\n:::", 1, "`::: note`"),
    ("a formula", "It is $x^2$ or $5 and $6.", 7, "a picture of it"),
    ("points without spaces below words", "Then:\n-one\n-two\n-three", 1, "after each"),
    ("numbers without spaces below words", "We do this.\n1.one\n2.two", 1, "after each"),
    ("stars without spaces below words", "We need\n*patience\n*time", 1, "after each"),
    ("points with letters below words", "Bring:\na) a pen\nb) a book", 1, "`1. `"),
    ("points with dashes below words", "We need:\n– patience\n– time", 1, "`- `"),
    ("points with dashes that go on", "- We need:\n  – patience,\n    much of it\n  – time", 3, "`- `"),
    ("points with dashes without spaces", "We need:\n–patience\n–time", 1, "`- `"),
    ("small rings below words", "> We need:\n> o patience\n> o time\n> o ears", 3, "`- `"),
    ("arrows", "Then:\n→ write\n→ call", 1, "`- `"),
    ("numbers in brackets", "(1) write\n(2) call", 1, "`1. `"),
    ("letters in brackets", "We\n(a) write\n(b) call", 1, "`1. `"),
    ("capital letters", "A. write\nB. call", 1, "`1. `"),
    ("Roman numbers", "i. write\nii. call\niii. ask", 1, "`1. `"),
    ("large Roman numbers", "I. write\nII. call\nIII. ask", 1, "`1. `"),
    ("a list that goes on below words", "And then:\n2. write\n3. call", 1, "empty line above"),
    ("a path with a space, and a title", '[d](my file.md "Title")', 1, '`[d](<my file.md> "Title")`'),
    ("a picture's path with a space, and a title", "![T](a b.jpg 'At (1)')", 2, "`![T](<a b.jpg> 'At (1)')`"),
    ("a path with a space and brackets, and a title", "[d](a (2).md 'T')", 1, "`[d](<a (2).md> 'T')`"),
    ("a picture without words", "![](a b.jpg)", 2, "`![](<a b.jpg>)`"),
    ("words over two lines", "[two\nwords](a b.md)", 1, "`[two words](<a b.md>)`"),
    ("an anchor with spaces", "[a](x.md#What stays private)", 1, "`[a](x.md#what-stays-private)`"),
    ("an anchor of its own page", "[a](#What stays (now))", 1, "`[a](#what-stays-now)`"),
    ("an anchor and a path with spaces", "[a](my x.md#Our goals)", 1, "`[a](<my x.md#our-goals>)`"),
    ("a title that never ends", "[a](x.md 'title)", 1, "`[a](x.md 'title')`"),
    ("a title without quotes", "[a](x.md Our title)", 1, '`[a](x.md "Our title")`'),
    ("a title with quotes in it", '[a](x.md "Our "big" day")', 1, """`[a](x.md 'Our "big" day')`"""),
    ("words behind a title", '[a](x.md "T" now)', 1, '`[a](x.md "T")`'),
    ("a definition's path with a space", "[n][m]\n\n[m]: my file.md", 1, "`[m]: <my file.md>`"),
    ("a definition without quotes", "[n][m]\n\n[m]: x.md Our title", 1, '`[m]: x.md "Our title"`'),
    ("a definition below words", "See [n][m].\n[m]: x.md", 1, "empty line above it"),
    ("bold words between straight quotes", '**"Q"**text', 1, '`**"Q"** t`'),
    ("bold words that begin with a quote and never end", '**"Goals" first', 1, "last bold word"),
    ("underlines with spaces inside", "Some __ bold words __ here", 6, "`**bold words**`"),
    ("slanted words with a space at their end", "Some *slanted words * here", 6, "`*slanted words*`"),
    ("underlined ones", "Some _slanted _ here", 6, "`*slanted*`"),
    ("raised words", "It is 5 m^2^ large", 9, "`<sup>2</sup>`"),
    ("a heading of a seventh level", "####### Goals", 1, "`###### Goals`"),
    ("a list of headings", "[TOC]", 1, "delete"),
    ("a list of headings of another generator", "{:toc}", 1, "delete"),
    ("a heading without words", "##\n\nWords", 1, "delete it"),
    ("a heading of spaces", "> ###  ", 1, "delete it"),
    ("a footnote with a space", "Words[^ 1].", 6, "`[^1]`"),
    ("a link to nothing", "[x](#) and [top](#top)", 1, "`#top`"),
    ("a box that another one's end ends", "::: tip\nWords\n\n::: note\nWords\n:::", 1, "above the other one"),
    ("a formula of several lines", "$$\nx\n$$", 1, "a picture of it"),
    ("a comment of Obsidian", "%% Bob was fired %%", 1, "write `<!--` and `-->`"),
    ("a comment of Obsidian in a line", "Ask Ann %%not Bob%% first", 9, "write `<!--` and `-->`"),
    ("a comment of Obsidian over lines", "Ask Ann\n%% not Bob,\nnever at 100% %%", 1, "write `<!--` and `-->`"),
    ("a comment of Obsidian over paragraphs", "%%\n\nAsk Ann.\n\nNot Bob.\n\n%%", 1, "write `<!--` and `-->`"),
    ("a comment of Obsidian in a cell", "| a |\n| - |\n| b %%c%% |", 5, "write `<!--` and `-->`"),
    ("a comment of Obsidian that never ends", "- %% not Bob", 3, "write `<!--` and `-->`"),
    ("a comment of MDX", "{/* Bob was fired */}", 1, "write `<!--` and `-->`"),
    ("a comment of MDX over lines", "Words {/*\nnot Bob\n*/}", 7, "write `<!--` and `-->`"),
    ("a comment of MDX over paragraphs", "{ /*\n\nnot Bob\n\n*/ }", 1, "write `<!--` and `-->`"),
    ("a comment of CriticMarkup", "Ask Ann{>>not Bob<<}", 8, "write `<!--` and `-->`"),
    ("a comment of Jinja", "Ask Ann {# not Bob #}", 9, "write `<!--` and `-->`"),
    ("a comment of Jinja without spaces", "{#not Bob#}", 1, "write `<!--` and `-->`"),
    ("a comment of Handlebars", "{{!-- not Bob --}}", 1, "write `<!--` and `-->`"),
    ("a short comment of Handlebars", "{{! not Bob }}", 1, "write `<!--` and `-->`"),
    ("a comment of Hugo over lines", "{{/* not\nBob */}}", 1, "write `<!--` and `-->`"),
    ("a comment of Liquid", "{% comment %}", 1, "write `<!--` and `-->`"),
    ("a short comment of Liquid", "{%- # not Bob -%}", 1, "write `<!--` and `-->`"),
    ("a comment of kramdown", "{::comment}", 1, "write `<!--` and `-->`"),
    ("a comment of ERB", "Ask <%# not Bob %>", 5, "write `<!--` and `-->`"),
    ("a comment of JSP", "<%-- not Bob --%>", 1, "write `<!--` and `-->`"),
    ("a comment of a program", "/* not Bob */", 1, "write `<!--` and `-->`"),
    ("a comment of a program over lines", "/**\nnot Bob\n*/", 1, "write `<!--` and `-->`"),
    ("covered words", "Ask ||not Bob|| first", 5, "`<details>`"),
    ("a program's import", "import Card from './card.js'", 1, "delete it"),
    ("a program's imports", 'import { A, B } from "@site/c";\nimport "./d.css"', 1, "delete it"),
    ("a program's constant", "export const a = 1;", 1, "delete it"),
    ("a program's function", "export default function Page() {", 1, "delete it"),
]


@pytest.mark.parametrize(("text", "column", "hint"), [each[1:] for each in NEARLY], ids=[each[0] for each in NEARLY])
def test_what_nearly_is_markdown_is_told_once_with_what_to_write(text: str, column: int, hint: str) -> None:
    parsed = document(f"# Page\n\n{text}\n")
    assert [each.code for each in parsed.problems] == ["nearly-markdown"]
    assert parsed.problems[0].column == column
    assert hint in parsed.problems[0].hint
    assert not parsed.problems[0].fatal


@pytest.mark.parametrize("text", [each[1] for each in NEARLY if "```" not in each[1]], ids=range(len(NEARLY) - 1))
def test_nothing_is_told_of_code(text: str) -> None:
    assert told(f"````\n{text}\n````") == []
    assert told("\n".join(f"    {line}" for line in text.split("\n"))) == []
    for line in text.split("\n"):
        assert told(f"See ```` {line} ````") == []


def test_code_that_github_draws_is_told() -> None:
    assert told("```mermaid\ngraph\n```\n") == [("nearly-markdown", 1, 1)]


def test_each_of_several_lines_is_told_at_its_place() -> None:
    text = "# P\n\n> - one [two][three]\n>   four [^five]\n>   `[six][seven]`\n>   [eight] (nine.md)\n"
    assert told(text) == [("nearly-markdown", 3, 9), ("nearly-markdown", 4, 10), ("nearly-markdown", 6, 5)]


def test_lines_of_definitions_are_looked_at_too() -> None:
    worksheet = "title: W\nintroduction: See [it] (a.md).\nsections:\n  a:\n    text: |\n      Hi.\n\n      ##Goals\n"
    problems = prepared({"content/index.md": "# Home\n", "content/worksheets/w.yml": worksheet}).problems
    found = [(each.code, each.line, each.column) for each in problems if each.path.endswith("w.yml")]
    assert found == [("nearly-markdown", 2, 19), ("nearly-markdown", 8, 7)]


RIGHT = [
    "<details>\n<summary>S</summary>\n<table>\n<tr><td>a</td></tr>\n\n</details>\n\nMore",
    "Our channel is #mentoring, ticket #3.",
    "#MentoringMonth",
    "#mentoring",
    "#1 of our rules",
    "-5 degrees\n-ish",
    "– said one\n– said the other",
    "*Goals* come first\n*Rules* come second",
    "*required",
    "2.5 hours\n3.5 hours",
    "[sic] (as they wrote)",
    "[a](b.md (c)) [d](e(1).md) [f](g.md), [h](i(j)k) and (l) m.pdf)",
    "[optional] (and/or not)",
    "[a] [b]",
    "array[i][j] and [1][2]",
    "[x](y.md) [z](<a b.md>) [w](a.md 'A title') [v][u]\n\n[u]: a.md",
    "Words[^1] and more.\n\n[^1]: A note.",
    "[[1]](a.md) and [[2]]",
    "Words [[^1]] and [[^note]].\n\n[^1]: a\n\n[^note]: b",
    "\\[it] (a.md), \\**bold, \\##Goals",
    "\\##Goals",
    "2**3 and a ** b and **/*.md and \\*\\*note",
    "R&D; AT&T; a & b, Q&As;",
    "a:b:c at 12:30: yes, /users/:id:/posts, 1:100:2",
    "{ a } {b} {{ }} {{1}} {{ program.name }} {#x}",
    "https://example.org/a:/b http://localhost",
    "| a | b |\n| - | - |\n| 1 | 2 | |\n| 1 |\n| a \\| b | c |",
    "either | or",
    "2 ** 3 ** 4 and 5 $ or $6, from $5_000 on",
    "[a] is\n[b]: not here\n[c]: f. i.",
    "[a](./b.md (T)) [b](<c d.md> 'T')",
    "[a](maybe so) or [b](see below, or ask)",
    "a * b * c, 3 *a * b, snake_case _ and 2^3^4",
    "*required and *wanted",
    ":::: tip\nWords\n\n::: note\nWords\n:::\n::::",
    "####### ",
    "He waited\n– as always –\nand went\n– home",
    "– said one  \n– said the other  \n– and left",
    "Come on\n3. May",
    "See\na) what it says",
    "We are\nA. Bell and\nC. Day",
    "¿Quieres\no prefieres\no no",
    "version\n2.x or\n3.x",
    "the endings\n-ish",
    "(1) alone",
    "→ See the guide",
    "- a\n  -5 degrees\n- version\n2.x",
    "> [!NOTE]\n> Words",
    "> [!note]\n> Words",
    "::: note\nWords\n:::",
    ":::: note\n::: tip\nWords\n:::\n::::",
    "```\ncode\n```\n\n~~~~ md\n```\n~~~~",
    "- [ ] call\n- [x] write\n- [link](a.md)\n- [ref]\n\n[ref]: a.md",
    "Tom & Jerry &mdash; &nbsp;&#160;",
    "Do **this** and **that**now, ***both***.",
    "o wonder\nof wonders",
    "a. m. and p. m.\nare hours",
    "Board\n:tada: great",
    "§ 3 of our statutes says what we do.",
    "x == y and a==b or c==d, =====",
    "![T](x.png){width=300}",
    "**“Q”** and **(so)**, **Note:** text",
    "Mentee\n: A\n  goes on\n: B\n\nMentor\n\n: C\ngoes on\n\n  more\n",
    "![a](b.png 'c[^1]')\n\n[^1]: d[^2]\n\n[^2]: e",
    "[//]: # (a remark)\n[a]: b.md\n[b]: c\n\n[b]",
    "<pre>**a**</pre>\n<!-- **b** -->",
    "<div>\n\n**a**\n\n</div>",
    "<p>2 ** 3, 1. and [x] (y) - 5</p>",
    "100%% sure, and 50%% more",
    "a %%%% and \\%% or 5 %% of it",
    "Write %% for one sign.",
    "`%%` begins it, and `%%` ends it.",
    "<!-- %% a %% {/* b */} -->",
    "a || b || c, `||` and x||y||z",
    "| a || b |\n| - | - | - |\n| 1 || 2 |",
    "{# of mentors} and {>} and {*}",
    "/*.md and /usr/*/bin",
    "☐ yes ☐ no",
    "Choose one:\n☐ yes ☐ no",
    "✅ done\\\n✅ done",
    "A ☐ in a line\n■ and one below",
    "## Goals {: #goals}",
    "{:hover} and :{} and {: }",
    "{.cards}\n- [a](b.md)",
    "{.card}\nWords",
    "${5} and $5",
    "a << b >> c",
    "array[i](x.md) and \\[x](a.md)",
    "[see it (../a.md)]",
    "[Sic(k) people",
    "x](y) and (a]",
    "[![a](b.png)](c.md)",
    "[a [b](c.md) d](e.md)",
    "<p>\n2*3*4, a_b_c, Price* for members*, * required *\n</p>",
    "1、一つ",
    "＃タグ",
    "Home | About",
    "Home | About\nand more words",
    "a | b\\\nc | d",
    "`a | b`\n`c | d` | e",
    "a | b\nc | d | e",
    "| a | b |\n| - | - |\n| 1 |\n| 2 | 3 |\n\nWords",
    "a | b\n- | -\n1 | 2",
    "import of goods from ‘abroad’",
    "Import your pages from another tool.",
    "export const values with care",
    "export function",
]


@pytest.mark.parametrize("text", RIGHT)
def test_right_text_is_not_called_wrong(text: str) -> None:
    assert told(f"# Page\n\n{text}\n") == []


def test_the_pages_that_mentorsite_brings_are_not_called_wrong() -> None:
    pages = [path for folder in ("content", "starters", "docs") for path in (REPOSITORY / folder).rglob("*.md")]
    assert len(pages) > 50
    codes = ("nearly-markdown", "taken-out", "unknown-emoji", "control-character")
    found = [(path, each) for path in pages for each in document(body(path)).problems if each.code in codes]
    assert found == []


def body(path: Path) -> str:
    return split(str(path), path.read_text("utf-8")).body


def test_short_names_of_emoji_are_shown_as_on_github() -> None:
    parsed = document("# :tada: Welcome\n\nWell done :tada: :warning: and at 12:30: ok :+1:\n\n`:tada:`\n")
    assert html(parsed) == "<p>Well done 🎉 ⚠️ and at 12:30: ok 👍</p>\n<p><code>:tada:</code></p>\n"
    assert parsed.headings[0].id == "tada-welcome"
    assert parsed.title_text == "🎉 Welcome"
    assert parsed.summary == "Well done 🎉 ⚠️ and at 12:30: ok 👍"
    assert parsed.problems == ()


def test_short_names_that_no_emoji_has_are_told() -> None:
    parsed = document("Well done :tadda:, (:qqq_www:) :Heart:\n")
    assert [(each.code, each.column, each.hint) for each in parsed.problems] == [
        ("unknown-emoji", 11, "did you mean `:tada:`?"),
        ("unknown-emoji", 21, "paste the emoji itself"),
        ("unknown-emoji", 32, "did you mean `:heart:`?"),
    ]
    assert html(parsed) == "<p>Well done :tadda:, (:qqq_www:) :Heart:</p>\n"


@pytest.mark.parametrize("name", ["shipit", "shlt", "poops", "hanky"])
def test_no_crude_name_of_an_emoji_is_offered(name: str) -> None:
    (found,) = document(f"Done :{name}:\n").problems
    for crude in ("`:shit:`", "`:poop:`", "`:hankey:`"):
        assert crude not in found.hint


def test_emoji_are_in_word_and_markdown_too() -> None:
    blocks = read(document("Well done :tada:.").tree, AS_WRITTEN)
    assert prose(blocks) == "Well done 🎉."
    assert "🎉" in word_prose(blocks, DocxContext({}, "en", False, 9000))


FRONT = [
    ("an empty line above", "\n---\ntitle: A\nfor: mentor\n---\n", 1, 1, "first line"),
    ("a no-break space above", "\u00a0\n---\ntitle: A\n---\n", 1, 1, "first line"),
    ("four hyphens", "----\ntitle: B\n----\n", 1, 1, "three hyphens"),
    ("a long dash", "—-\ntitle: C\n—-\n", 1, 1, "three hyphens"),
    ("one long dash", "—\ntitle: C\n—\n", 1, 1, "three hyphens"),
    ("stars", "***\ntitle: C\n***\n", 1, 1, "three hyphens"),
    ("a space before it", " ---\ntitle: C\n---\n", 1, 1, "three hyphens"),
    ("four hyphens at its end", "---\ntitle: C\n----\n\nWords\n\n---\n", 3, 1, "three hyphens"),
    ("a long dash at its end", "---\ntitle: C\n—-\n", 3, 1, "three hyphens"),
    ("a no-break space after a key", "---\ntitle:\u00a0D\n---\n", 2, 7, "ordinary space"),
    ("a no-break space after a later key", "---\ntitle: D\nfor:\u00a0mentor\n---\n", 3, 5, "ordinary space"),
    ("no space after a key", "---\ntitle:D\n---\n", 2, 7, "`title: …`"),
    ("an equals sign", "---\ntitle = D\n---\n", 2, 7, "`title: …`"),
    ("no beginning", "title: D\nfor: mentor\n---\n", 1, 1, "a line of `---` above"),
]


@pytest.mark.parametrize(
    ("text", "line", "column", "hint"), [each[1:] for each in FRONT], ids=[each[0] for each in FRONT]
)
def test_what_nearly_is_front_matter_is_an_error_with_what_to_write(
    text: str, line: int, column: int, hint: str
) -> None:
    problems = prepared({"content/index.md": "# Home\n", "content/a.md": f"{text}\n# A\n"}).problems
    found = [(each.code, each.line, each.column) for each in problems if each.path == "content/a.md"]
    assert found == [("no-front-matter", line, column)]
    assert hint in problems[0].hint
    assert problems[0].fatal


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A\ntags:\n- a\n# a comment\ndescription: >\n  a: b\n  c:d\n---\n",
        "---\ntitle:\tA\n---\n",
        "--- \ntitle: A\n---\t\n",
        "---\ntitle: A\n...\n",
        "\ufeff---\ntitle: A\n---\n",
        "---\nWords of a first paragraph.\n\n---\n",
        "***\nNote: words.\n\n***\n",
        "----\n\nNote: words.\n\n----\n",
        "Note: words\n---\n",
        "\n\nWords\n\n---\n",
        "Title of it\n===\n",
    ],
)
def test_lines_that_only_look_a_little_like_front_matter_are_right(text: str) -> None:
    problems = prepared({"content/index.md": "# Home\n", "content/a.md": f"{text}\n# A\n"}).problems
    assert [each.code for each in problems if each.code not in ("front-matter", "missing-title")] == []


def test_a_picture_that_makes_a_paragraph_too_long_is_to_be_saved() -> None:
    (found,) = document(f"![A](data:image/png;base64,{'A' * LONGEST_PARAGRAPH})\n").problems
    assert (found.code, found.hint.startswith("save the picture")) == ("too-large", True)


GROWING = {
    "tags": "<x y=z>",
    "tags that do not end": "<x ",
    "tags in names": "<x",
    "tags in values": "<x/y=z",
    "tags in capitals": "<DIV>",
    "comments that do not end": "<!-- ",
    "scripts that do not end": "<script>",
    "quotes that do not end": '<a b="',
    "names": "<a name=x>",
    "folds that do not end": "<details>\n",
    "folds with tables that do not end": "<details><table></details>\n",
    "comments": "<!-- a -->\n",
}


GROWING_LINES = {
    "brackets": "[",
    "links with spaces": "[a] (b.md) ",
    "links that do not end": "[a](b.md ",
    "paths with brackets": "[a](b (c) d ",
    "references": "[a][b] ",
    "footnotes": "[^a] ",
    "braces": "{{ a b }} ",
    "braces that do not end": "{{",
    "characters": "&nbsp ",
    "names of characters": "&nbps; ",
    "emoji": ":tada: ",
    "unknown emoji": ":tadda: ",
    "colons": ":",
    "bold words": "**a ",
    "bold words with signs": "**a:**b ",
    "marked words": "==a ",
    "pictures of wikis": "![[a.png",
    "notes": "\n\n[^a]: b",
    "words as addresses": "\n[a]: b\n",
    "terms": "\na\n: b",
    "addresses": "http//a.b ",
    "code and addresses": "`a` http//a.b ",
    "headings": "\n##A",
    "points": "\n-a",
    "rows": "\n|a|b|",
    "bare rows": "\na | b",
    "boxes of lists": "\n☐ a",
    "cells": "|",
    "quotes": "\n\n> [!A]",
    "boxes": "\n\n:::a",
    "tasks": "\n- []",
    "comments of notes": "%% a ",
    "comments of notes over paragraphs": "\n\n%% a",
    "comments in braces": "{# a ",
    "covered words": "||a ",
    "fences": "\n- ```",
}


@pytest.mark.parametrize("name", GROWING)
def test_raw_html_takes_time_by_its_length(name: str) -> None:
    assert grows_in_proportion(lambda size: seconds(lambda: document(f"<div>{GROWING[name] * size}")), 2_000)


@pytest.mark.parametrize("name", GROWING_LINES)
def test_looking_at_lines_takes_time_by_their_length(name: str) -> None:
    text = GROWING_LINES[name]
    assert grows_in_proportion(lambda size: seconds(lambda: document(f"# P\n\n{text * size}")), 300)


CARD = '[![The hills](hills.png)](https://www.video.example/1 "A walk *through* the {{ site.title }}")'


def test_a_picture_that_leads_somewhere_and_has_a_title_is_a_card() -> None:
    parsed = document(f"Words.\n\n{CARD}\n")
    assert html(parsed) == (
        '<p>Words.</p>\n<figure class="link-card"><a href="https://www.video.example/1">'
        '<img src="hills.png" alt="The hills">\n'
        '<span class="link-card-title">A walk <em>through</em> the {{ site.title }}</span>\n'
        '<span class="link-card-host">video.example</span></a></figure>\n'
    )
    assert parsed.summary == "Words."
    variable = next(of_type(parsed, Variable))
    assert parsed.source.split("\n")[2][variable.place.column - 1 :].startswith("{{ site.title")


def test_a_card_within_the_handbook_names_no_host_and_no_link_stands_in_a_card() -> None:
    shown = html(document('[![A](a.png)](film.mp4 "See [this](b.md) or www.example.org")\n'))
    assert "link-card-host" not in shown
    assert shown.count("<a ") == 1


@pytest.mark.parametrize("text", ["[![A](a.png)](https://b.example)", f"See {CARD}", '[Words](https://b.example "T")'])
def test_other_links_and_pictures_are_no_cards(text: str) -> None:
    assert "link-card" not in html(document(f"{text}\n"))


@pytest.mark.parametrize("target", ["https://[", "https://", "http://a b", "https://ö.example/%", "mailto:a@b.example"])
def test_a_card_may_lead_anywhere(target: str) -> None:
    assert "A title" in html(document(f'[![A](a.png)](<{target}> "A title")\n'))


def test_cards_are_in_word_and_markdown_as_links_with_their_titles() -> None:
    card = CARD.replace(" the {{ site.title }}", "")
    blocks = read(document(card).tree, AS_WRITTEN)
    assert prose(blocks) == "[The hills A walk *through* video.example](https://www.video.example/1)"
    context = DocxContext({}, "en", False, 9000)
    words = word_prose(blocks, context)
    assert list(context.links) == ["https://www.video.example/1"]
    assert "A walk " in words


@pytest.mark.parametrize(
    ("frame", "written"),
    [
        (
            '<iframe title="The way" src="https://www.youtube.com/embed/a-1?start=3"></iframe>',
            '[![What the picture shows](picture.jpg)](https://www.youtube.com/watch?v=a-1 "The way")',
        ),
        ('<iframe src="//player.vimeo.com/video/12#t=1"></iframe>', '](https://vimeo.com/12 "Its title")'),
        ('<iframe src="https://maps.example/x"></iframe>', '](https://maps.example/x "Its title")'),
        ("<video src=v.mp4></video>", '](v.mp4 "Its title")'),
        ("<video><source src=v.mp4></video>", '](video.mp4 "Its title")'),
    ],
)
def test_a_frame_is_told_with_the_card_to_write(frame: str, written: str) -> None:
    hint = document(f"{frame}\n").problems[0].hint
    assert written in hint
    card = hint.removeprefix("write `").partition("`, or `")[0]
    assert "link-card" in html(document(f"{card}\n"))


STRAY_TAGS = [
    ("a<b and b>c here", "a&lt;b and b&gt;c here", [2]),
    ("if x<p and p>y", "if x&lt;p and p&gt;y", [5]),
    ("*3<i or i>5*", "<em>3&lt;i or i&gt;5</em>", [3]),
    ("Option <a>, <b> or <I>", "Option &lt;a&gt;, &lt;b&gt; or &lt;I&gt;", [8, 13, 20]),
    ("[see <b>this](x.md)", '<a href="x.md">see &lt;b&gt;this</a>', [6]),
    ("</b> <b>x</i>", " &lt;b&gt;x", [6]),
    ("<b>x</b> <i>y <b>z</i></b>", "<b>x</b> <i>y <b>z</b></i>", []),
    ('<a name="costs"> Costs <span id="x"/>', '<a id="costs"></a> Costs <span id="x"></span>', []),
    ('<img src="a.png" alt> <span class="x" open>y</span>', '<img src="a.png" alt=""> <span class="x">y</span>', []),
    (f"x <b {'x' * 99}>", f"x &lt;b {'x' * 99}&gt;", [3]),
    ("`a<b and b>c`", "<code>a&lt;b and b&gt;c</code>", []),
]


@pytest.mark.parametrize(("text", "shown", "columns"), STRAY_TAGS)
def test_no_tag_within_a_line_swallows_words_or_goes_on_behind_its_paragraph(
    text: str, shown: str, columns: list[int]
) -> None:
    assert html(document(f"{text}\n\nNext")).strip() == f"<p>{shown}</p>\n<p>Next</p>"
    assert told(f"{text}\n\nNext") == [("nearly-markdown", 1, column) for column in columns]


def test_a_tag_that_is_shown_as_words_is_part_of_its_heading() -> None:
    assert [each.text for each in document("## If a<b and b>c").headings] == ["If a<b and b>c"]


def test_looking_for_tags_without_an_end_takes_time_by_their_number() -> None:
    assert grows_in_proportion(lambda size: seconds(lambda: document("<b>" * size + "</i>" * size)), 500)


def test_many_elements_that_end_each_other_are_not_called_deep() -> None:
    items = "".join(f"<li>item {number}\n<p>words\n" for number in range(900))
    made = document(f"<ul>\n{items}</ul>")
    assert not [each for each in made.problems if each.code == "too-deep"]
