"""The Markdown of a form has a blank with its name for each input, and no text that breaks out of its place."""

import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup

from mentorsite.render.forms.markdown import markdown
from mentorsite.render.forms.pdf import pdf_fields
from mentorsite.render.forms.sheet import (
    ClauseBlock,
    FieldBlock,
    FormSheet,
    HeadingBlock,
    ItemBlock,
    Rich,
    TextBlock,
    blanks,
    inputs,
)
from tests.conftest import prepared
from tests.sheets import HOSTILE, SHEET_NAMES, all_sheets, rich_of, sheets

GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""A reader that knows nothing of mentorsite."""


def tokens(text: str) -> list[Token]:
    return [each for token in GITHUB.parse(text) for each in (token, *(token.children or ()))]


def names(text: str) -> list[str]:
    """The names that the comments of a text say, in order."""
    comments = (each.content for each in tokens(text) if each.type in ("html_inline", "html_block"))
    found = (re.fullmatch(r"<!-- (\S+) -->", comment.strip()) for comment in comments)
    return [unquote(each[1], errors="surrogatepass") for each in found if each]


def every_name(sheet: FormSheet) -> list[str]:
    """Each input's name; that of a choice is followed by those of its options, where these are points of a list."""
    tables = [block for block in sheet.blocks if isinstance(block, FieldBlock) and block.columns]
    in_line = {each.name for block in (*tables, *blanks(sheet)) for each in block.inputs}
    found = []
    for each in inputs(sheet):
        options = [] if each.name in in_line else [option.value for option in each.options]
        parts = [*options, *(["other"] if each.other else [])]
        found += [each.name, *(f"{each.name}__{part}" for part in parts)]
    return found


def shown(text: str) -> str:
    """The words of a text as a reader sees them."""
    return " ".join("".join(each.content for each in tokens(text) if each.type in ("text", "code_inline")).split())


def headings(text: str) -> list[str]:
    tree = SyntaxTreeNode(GITHUB.parse(text))
    return [shown(each.children[0].content) for each in tree.walk() if each.type == "heading"]


def words_of(rich: Rich) -> str:
    return " ".join(Markup(rich.plain).unescape().split())


@pytest.mark.parametrize("name", SHEET_NAMES)
def test_each_input_has_its_name_in_order(name: str) -> None:
    sheet, words = all_sheets()[name]
    assert names(markdown(sheet, words)) == every_name(sheet)


@pytest.mark.parametrize("name", [name for name in SHEET_NAMES if name != "hostile"])
def test_each_label_is_a_heading_or_stands_at_its_box(name: str) -> None:
    sheet, words = all_sheets()[name]
    text = markdown(sheet, words)
    said = headings(text)
    for block in sheet.blocks:
        match block:
            case HeadingBlock():
                assert f"{block.number}. {block.text.plain}" if block.number else block.text.plain in said
            case FieldBlock() if block.columns or block.inputs[0].kind != "check":
                assert any(each.startswith(words_of(block.label)) for each in said), block.label
            case FieldBlock() | ItemBlock():
                label = block.label if isinstance(block, FieldBlock) else block.text
                assert words_of(label) in shown(text)


def test_checklists_are_task_lists() -> None:
    sheet, words = all_sheets()["first-meeting"]
    text = markdown(sheet, words)
    items = [each for each in sheet.blocks if isinstance(each, ItemBlock)]
    assert len(re.findall(r"^- \[ \] ", text, re.M)) == len(items)
    assert "and each keep a copy (Required · Due 14 days after your match) <!-- " in text
    assert sum(each.type == "bullet_list_open" for each in tokens(text)) == 1


DEFAULTS = {
    r"Dear Ana,\n\nthanks.\n1. one": "Dear Ana,\n\nthanks.<br>\n1\\. one",
    r"\n# a\n\n\n- b\n    c": "\\# a\n\n\\- b<br>\nc",
    r"| a |\n|---|\n| b |": r"\| a \|<br>\n\|---\|<br>\n\| b \|".replace(r"\n", "\n"),
}


@pytest.mark.parametrize(("default", "expected"), DEFAULTS.items())
def test_a_first_value_of_several_lines_keeps_them(default: str, expected: str) -> None:
    form = f'title: W\nsections: {{s: {{fields: {{f: {{type: long-text, label: L, default: "{default}"}}}}}}}}\n'
    sheet, words = sheets(prepared({"content/index.md": "# H\n", "content/worksheets/w.yml": form}))["w"]
    made = markdown(sheet, words)
    assert f"\n\n{expected} <!-- f -->\n" in made
    assert not {each.type for each in tokens(made)} & {"ordered_list_open", "bullet_list_open", "table_open"}


def test_a_day_that_stands_there_at_first_is_said_in_words() -> None:
    form = "title: W\nsections: {s: {fields: {f: {type: date, label: L, default: 2027-02-01}}}}\n"
    sheet, words = sheets(prepared({"content/index.md": "# H\n", "content/worksheets/w.yml": form}))["w"]
    assert "1 February 2027 <!-- f -->" in markdown(sheet, words)
    assert [each.value for each in inputs(sheet)] == ["2027-02-01"]
    assert [each.value for each in pdf_fields(sheet, words)][:1] == ["1 February 2027"]


def test_an_agreement_reads_as_one() -> None:
    sheet, words = all_sheets()["mentoring-agreement"]
    text = markdown(sheet, words)
    assert text.startswith("# Mentoring agreement\n\n")
    assert "Version 1.0 · In effect from 1 January 2027" in text
    assert "> This agreement is not legally binding." in text
    assert "[Writing it down](https://mentorsite.github.io/handbook/guidelines/writing-it-down/)" in text
    for each in sheet.blocks:
        if isinstance(each, ClauseBlock):
            assert f"**{each.number}** " in text
    assert "____ <!-- purpose -->" in text
    assert "- Signature: ____ <!-- signature__mentor -->" in text


def test_what_is_known_required_and_wanted_is_said() -> None:
    text = markdown(*all_sheets()["every-field"])
    assert "Online <!-- place -->" in text
    assert "### First *goal* (required)\n\nOne that **matters**.\n\n____ <!-- first_goal -->" in text
    assert "### How we will know (filled in by Mentee)" in text
    assert "____ <!-- meetings_wanted --> meetings" in text
    assert "* [ ] By video <!-- channel__video -->" in text
    assert "Who (Mentor / Mentee / Both)" in text
    assert "☐ <!-- plan__1__done -->" in text


def test_every_table_has_the_cells_it_needs() -> None:
    for name in SHEET_NAMES:
        for table in (
            each for each in SyntaxTreeNode(GITHUB.parse(markdown(*all_sheets()[name]))).walk() if each.type == "table"
        ):
            across = {len(row.children) for part in table.children for row in part.children}
            assert len(across) == 1


def test_a_hostile_text_stays_in_its_place() -> None:
    sheet, words = all_sheets()["hostile"]
    text = markdown(sheet, words)
    types = [each.type for each in GITHUB.parse(text)]
    fields = [each for each in sheet.blocks if isinstance(each, FieldBlock)]
    assert types.count("table_open") == len(HOSTILE)
    assert len([each for each in headings(text) if each.endswith(")")]) >= len(fields)
    assert all(each.startswith("<!-- ") or each == "<br>" for each in html(text))
    assert "javascript:" not in "".join(str(each.attrs.get("href", "")) for each in tokens(text))
    assert "x" * 5000 in text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", text)


def html(text: str) -> list[str]:
    return [each.content.strip() for each in tokens(text) if each.type in ("html_inline", "html_block")]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_plain_text_reads_as_it_was_written(text: str) -> None:
    sheet, words = all_sheets()["goals"]
    made = markdown(replace(sheet, title=text, blocks=(), introduction=None, description=text), words)
    cleaned = " ".join(re.sub("[\x00-\x1f\x7f\ud800\ufdd0\ufffe]", " ", text).split())
    assert headings(made) == [" ".join(cleaned.split())]
    assert cleaned in shown(made)


BLOCKS = """\
- a
  - b
- [x] c

3. d

> e

```py
f `g`
```

| h | i |
|---|---|
| `j\\|k` | l |

m\\
n ~~o~~

<p>p</p>
"""
SAME_BLOCKS = """\
* a

  * b
* [x] c

3. d

> e

```
f `g`
```

| h | i |
| --- | --- |
| `j\\|k` | l |

m<br>n ~~o~~

p

From"""


def test_blocks_of_a_text_keep_their_shape() -> None:
    sheet, words = all_sheets()["goals"]
    made = markdown(replace(sheet, blocks=(), introduction=rich_of(BLOCKS)), words)
    assert SAME_BLOCKS in made


@pytest.mark.parametrize("open", ["```", "<!--", "<script>", "<details>", "[^1]: note", "[ref]: https://example.org"])
def test_a_text_that_opens_something_closes_it(open: str) -> None:
    sheet, words = all_sheets()["goals"]
    made = markdown(replace(sheet, introduction=rich_of(f"Before\n\n{open}")), words)
    assert names(made) == every_name(sheet)


def test_a_heading_that_a_text_starts_with_is_a_part_of_it() -> None:
    worksheet = 'title: W\nintroduction: "# One"\nsections:\n  a:\n    text: "# Two"\n    items: ["# Three"]\n'
    made, words = sheets(prepared({"content/index.md": "# Home\n", "content/worksheets/w.yml": worksheet}))["w"]
    assert headings(markdown(made, words)) == ["W", "One", "Two", "Three"]


def texts_of(sheet: FormSheet) -> list[Rich]:
    said = [sheet.introduction, *(block.text for block in sheet.blocks if isinstance(block, TextBlock))]
    return [each for each in said if each]


def test_texts_of_a_form_have_footnotes_that_lead_to_their_own() -> None:
    note = "Words[^1]\\n\\n[^1]: "
    worksheet = f'title: W\nintroduction: "{note}One"\nsections:\n  a:\n    text: "{note}Two"\n'
    build = prepared({"content/index.md": "# Home\n", "content/worksheets/w.yml": worksheet})
    assert build.problems == ()
    made, words = sheets(build)["w"]
    ids = [set(re.findall('id="([^"]*)"', rich.html)) for rich in texts_of(made)]
    assert len(ids) == 2
    assert not ids[0] & ids[1]
    assert "Words\\[1\\]\n\n\\[1\\]\n\nTwo" in markdown(made, words)


def test_every_text_can_be_written_to_a_file() -> None:
    for each in all_sheets().values():
        assert markdown(*each).encode().decode() == markdown(*each)
