"""Whatever someone writes becomes a PDF with all its words, for people and for those who have it read aloud."""

import subprocess
from collections import Counter
from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from markupsafe import Markup
from page import validate_pdf_bytes

from mentorsite.render.book_view import BookView, Chapter
from mentorsite.render.forms.download_look import Look, look_of
from mentorsite.render.forms.downloads import Download, make
from mentorsite.render.forms.jobs import BookJob, Job
from mentorsite.render.forms.sheet import FieldBlock, Input, Option, Rich, SheetBlock, TextBlock
from mentorsite.theme.values import Words
from tests.conftest import prepared
from tests.linear import grows_in_proportion, seconds
from tests.sheets import all_sheets, rich_of

pytestmark = pytest.mark.needs_programs

WORD = "words"


@cache
def made_with() -> tuple[Look, Words, dict[str, bytes]]:
    build = prepared({"content/index.md": "# T\n"})
    return look_of(build.site.settings), build.theme.words_in("en"), dict(build.theme.print_assets)


def book_of(markdown: str, title: str = "T", pictures: dict[str, bytes] | None = None) -> Download:
    look, words, assets = made_with()
    chapter = Chapter("c0", 1, Markup.escape(title), rich_of(markdown).html)
    book = BookView(title, "", None, None, (chapter,), ())
    job = BookJob("a.pdf", book, look, words, "en", "ltr", "https://example.org/", assets, {}, pictures or {})
    return make(job)


def form_of(*blocks: SheetBlock) -> Download:
    look, words, assets = made_with()
    sheet, _ = all_sheets()["every-field"]
    return make(Job("a.pdf", "pdf", replace(sheet, introduction=None, blocks=blocks), words, look, assets))


def text_form(markdown: str) -> Download:
    return form_of(TextBlock(rich_of(markdown)))


def said(file: Download) -> str:
    made = subprocess.run(["pdftotext", "-raw", "-", "-"], input=file.data, capture_output=True, check=True)
    return made.stdout.decode()


MANY = f"{WORD} " * 1500
WIDE = f"|{f' {WORD} |' * 30}\n"
LONG = {
    "cell": f"| a | b |\n| - | - |\n| {MANY} | b |\n",
    "head": f"| {MANY} | b |\n| - | - |\n| a | b |\n",
    "cell over rows": f"<table><tr><td rowspan=3>{MANY}<td>b<tr><td>c<tr><td>d</table>",
    "alert": f"> [!NOTE]\n> {MANY}\n",
    "lines of an alert": f"<aside>{f'<p>{WORD}</p>' * 1500}</aside>",
    "table in a table": f"<table><tr><td><table><tr><td>{MANY}</td></tr></table></td></tr></table>",
    "rows that hold together": f"<table>{f'<tr><td rowspan=2>{WORD}<td>x<tr><td>{WORD}' * 750}</table>",
    "a line of code": f"```\n{WORD * 1500}\n```\n",
    "a word": f"{WORD}_.,".replace("_.", "_") * 1500,
    "more columns than a page has room for": f"|{' - |' * 30}\n".join([WIDE, WIDE * 49]),
}
"""Each says a word 1500 times."""


@pytest.mark.parametrize("kind", LONG)
def test_nothing_of_a_long_text_is_lost(kind: str) -> None:
    for file in (book_of(LONG[kind]), text_form(LONG[kind])):
        assert said(file).count("w") >= 1500
        assert (file.pages or 0) > 1


IN_ODD_PLACES = [
    f"<ul class=cards><li class=card>{WORD}</ul>",
    f"<ul class=cards><li class=card><p>{WORD}</ul>",
    f"<dl><dt><p>{WORD}</dt><dd>x</dl>",
    f"<dl><dd>{WORD}</dl>",
    f"<details><summary><p>{WORD}</summary>x</details>",
    f"<code>a<b>{WORD}</b></code>",
    f"<figure>{WORD}</figure>",
    f"<figure><figcaption><p>{WORD}</figcaption></figure>",
    f"<ul><p>{WORD}</ul>",
    f"<b><p>{WORD}</b>",
    f"<table><caption><p>{WORD}</caption><tr><td>x</table>",
    f"<table><caption>{WORD}</caption></table>",
    f"<h2><p>{WORD}</h2>",
    f"<a href=x><div>{WORD}</div></a>",
    f"<q><blockquote>{WORD}</blockquote></q>",
]


def test_words_in_odd_places_are_drawn() -> None:
    for file in (book_of("\n\n".join(IN_ODD_PLACES)), text_form("\n\n".join(IN_ODD_PLACES))):
        assert said(file).count(WORD) == len(IN_ODD_PLACES)


TABLES = {
    "<tr><td colspan=1000000000>A<td rowspan=1000000000>B<tr><td colspan=999 rowspan=999>C": "A B C",
    "<tr><td colspan=0 rowspan=0>A<td rowspan=-4 colspan=x>B<tr><td>C": "A B C",
    "<tr><td rowspan=3>A<td>B<tr><td rowspan=2 colspan=2>C<tr><td>D<tr><td colspan=9>E": "A B C D E",
    "<thead><tr><th rowspan=9 colspan=3>A<th>B<tbody><tr><td>C": "A B C",
    "<tr><td>A<tr><td>B<td>C<td>D<tr><tr><td colspan=2>E": "A B C D E",
    "<tr><td colspan=50>A" + "<td colspan=50 rowspan=50>A" * 49: " ".join("A" * 50),
}


@pytest.mark.parametrize(("rows", "words"), TABLES.items())
def test_tables_that_do_not_fit_are_drawn_with_all_their_cells(rows: str, words: str) -> None:
    for file in (book_of(f"<table>{rows}</table>"), text_form(f"<table>{rows}</table>")):
        found = [word for word in said(file).replace("·", " ").split() if len(word) == 1 and word in words]
        assert Counter(found) >= Counter(words.split())
        assert validate_pdf_bytes(file.data, profile="ua1").is_compliant


DEEP = {
    "quotes": "> " * 40 + WORD,
    "lists": "\n".join(f"{'  ' * depth}- {WORD}" for depth in range(40)),
    "alerts": "\n".join(f"{'> ' * depth}[!NOTE]\n{'> ' * depth}" for depth in range(1, 40)) + WORD,
    "tables": f"{'<table><tr><td>' * 40}{WORD}{'</table>' * 40}",
    "all of them": "<blockquote><ul><li><details><dl><dd><table><tr><td>" * 9 + WORD,
    "words": f"{'<b><i>' * 100}{WORD}{'</i></b>' * 100}",
}


@pytest.mark.parametrize("kind", DEEP)
def test_what_stands_deep_in_each_other_is_drawn(kind: str) -> None:
    rich = rich_of(DEEP[kind])
    cell = Input("a", "text", "A")
    table = FieldBlock("t", "table", rich, rich, False, None, (cell,), (rich,), (rich,))
    for file in (book_of(DEEP[kind]), form_of(TextBlock(rich), table)):
        assert WORD in said(file)


def test_headings_of_a_form_start_below_its_title_whatever_their_level() -> None:
    for level in ("#", "##", "####"):
        assert validate_pdf_bytes(text_form(f"{level} One\n\n###### Two\n").data, profile="ua1").is_compliant


UNSEEN = "a\x01b\x0bc\x7fd\x9fe\u200df\ufe0fg\ufeffh\u202ei"


def test_characters_that_are_no_text_are_left_out_and_nothing_is_told_of_them() -> None:
    sheet = form_of(
        FieldBlock("a", "text", Rich.of(UNSEEN), None, False, UNSEEN, (Input("a", "text", UNSEEN, value=UNSEEN),))
    )
    for file in (book_of(UNSEEN, UNSEEN), sheet):
        assert not file.missing


def test_a_sign_that_no_font_has_with_its_mark_leaves_all_others_as_they_are() -> None:
    text = '1\ufe0f\u20e3 One B\u1df5 "\u20dd \\\\\U00016af0'
    for file in (
        book_of(f"## {text}\n\nB 1", f"T {text}"),
        form_of(TextBlock(rich_of(text)), TextBlock(rich_of("B 1"))),
    ):
        assert "1 One B" in said(file).replace("\ufe0f\u20e3", "").replace("\u1df5", "")
        assert "B 1" in said(file)
        assert "�" not in said(file)


BROKEN = b"\x89PNG\r\n\x1a\n no picture"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}">{1}</svg>'
PICTURES = {
    "broken.png": BROKEN,
    "empty.jpg": b"",
    "text.svg": b"no drawing",
    "rare.svg": DRAWING.format(9, "<text y='9'>\U000f1234</text>").encode(),
    "none.svg": DRAWING.format(0, "").encode(),
    "photo.avif": b"ftypavif",
}


def test_where_a_picture_can_not_be_drawn_its_words_stand() -> None:
    text = "\n\n".join(f'<img src="{name}" alt="Words of {name}">' for name in PICTURES)
    good = DRAWING.format(9, '<a href="https://x.example"><rect width="9" height="9"/></a>').encode()
    file = book_of(f'{text}\n\n<img src="good.svg" alt="Good">', pictures={**PICTURES, "good.svg": good})
    shown = said(file)
    assert all(f"Words of {name}" in shown for name in PICTURES if name != "none.svg")
    assert set(file.not_drawn) == PICTURES.keys() - {"photo.avif"}
    assert "broken.png can't be drawn, so its words stand in its place" in file.note
    with pikepdf.open(BytesIO(file.data)) as pdf:
        alternatives = {
            str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
        }
    assert "Good" in alternatives
    assert not file.missing


def test_500_options_and_more_lines_than_a_page_has_stay_on_the_pages() -> None:
    options = tuple(Option(f"o{number}", f"Option {number}") for number in range(500))
    blocks = [
        FieldBlock(kind, "choice", Rich.of("A"), None, False, None, (Input(kind, kind, "A", options=options),))
        for kind in ("one-of", "any-of")
    ]
    lines = Input("lines", "lines", "A", lines=60)
    cells = tuple(Input(f"c{number}", "date", "A") for number in range(12))
    columns = tuple(Rich.of("Responsibility") for _ in cells)
    file = form_of(
        *blocks,
        FieldBlock("lines", "long-text", Rich.of("A"), None, False, None, (lines,)),
        FieldBlock("table", "table", Rich.of("A"), None, False, None, cells, columns, (None,)),
    )
    with pikepdf.open(BytesIO(file.data)) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = (float(each) for each in page.MediaBox)
            for note in page.get("/Annots", []):
                one, two, three, four = (float(each) for each in note.Rect)
                assert left + 30 < one < three < right - 30
                assert bottom + 30 < two < four < top - 30


def test_a_long_word_costs_as_much_as_it_is_long() -> None:
    assert grows_in_proportion(lambda size: seconds(lambda: book_of("w" * size)), 10_000)


def test_heads_that_are_drawn_on_each_page_may_have_links() -> None:
    rows = "| a | b |\n" * 80
    for file in (
        book_of(f"| [a](x.md) | b |\n| - | - |\n{rows}", "T"),
        text_form(f"| [a](x.md) | b |\n| - | - |\n{rows}"),
    ):
        assert (file.pages or 0) > 1
        assert validate_pdf_bytes(file.data, profile="ua1").is_compliant


def test_rows_with_heads_of_their_own_go_on_over_pages() -> None:
    cells = tuple(Input(f"c{number}", "lines", "A", lines=3) for number in range(40))
    rows = tuple(Rich.of(f"Row {number}") for number in range(40))
    file = form_of(FieldBlock("t", "table", Rich.of("A"), None, False, None, cells, (rich_of("[a](x.md)"),), rows))
    assert (file.pages or 0) > 2
    assert validate_pdf_bytes(file.data, profile="ua1").is_compliant


def test_a_title_may_be_a_link_and_long() -> None:
    look, words, assets = made_with()
    title = Markup('<a href="https://x.example/">A title</a> ') + "long " * 900
    chapters = tuple(Chapter(f"c{number}", number, title, Markup("<p>x</p>")) for number in (1, 2))
    book = BookView("A book " * 300, "About " * 300, None, None, chapters, ())
    file = make(BookJob("a.pdf", book, look, words, "en", "ltr", None, assets, {}))
    assert said(file).count("long") >= 4 * 900
    assert validate_pdf_bytes(file.data, profile="ua1").is_compliant


EMPTY = """
#

## ![](x.png)

### `` ` ``

#### <br>

##### <a id="e"></a>

-
-

1.

>

| | |
| - | - |
| | |

<p></p><p><br><br></p><ul></ul><ol><li></ol><dl></dl><dl><dt></dl><dl><dd></dl><figure></figure><details></details>
<table></table><table><tr></table><table><caption></caption></table><pre></pre><code></code><b></b><q></q><h2> </h2>
<a href="https://x.example"></a><h3>​</h3>
"""
LEADING_NOWHERE = """
<p id="a" hidden>x</p><div id="b"></div><ul id="c"></ul><table id="d"></table><a id="f"></a><br id="g"><hr id="h">
<img id="i" src="x.png"><pre id="k">p</pre><figure id="m"></figure><dl id="n"><dt id="o"></dl><tr id="q"></tr>
<details id="r"><summary id="s"></summary></details><p id="a">twice</p><span id="a">x</span>

[a](#a) [b](#b) [c](#c) [d](#d) [f](#f) [g](#g) [h](#h) [i](#i) [k](#k) [m](#m) [n](#n) [o](#o) [q](#q) [r](#r) [s](#s)
"""
LANGUAGES = '<p lang="english">a</p><p lang="x">b</p><p lang="1">c</p><p lang="éé">d</p><p lang="zz-Q">e</p>'


@pytest.mark.parametrize("text", [EMPTY, LEADING_NOWHERE, LANGUAGES], ids=["empty", "leading nowhere", "languages"])
def test_what_is_empty_or_leads_nowhere_is_no_fault(text: str) -> None:
    for file in (book_of(text, "​"), text_form(text)):
        assert validate_pdf_bytes(file.data, profile="ua1").is_compliant
