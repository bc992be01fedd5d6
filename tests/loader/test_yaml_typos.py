"""Slips of the hand in YAML: each is told at its own line, with what to write."""

import re
from collections.abc import Callable
from time import process_time

import pytest

from mentorsite.loader import yaml_source, yaml_typos
from tests.conftest import REPOSITORY
from tests.loader.test_validate import faults

SLIPS = [
    ("two versions of a place", "a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> f\n", 2, "two versions", "keep one"),
    (
        "two versions of a text",
        "a: |\n  b\n<<<<<<< HEAD\n  d\n=======\n  e\n>>>>>>> f\n",
        3,
        "two versions",
        "keep one",
    ),
    ("a quote without an end, far above", 'a: "b\nc: d\ne: f\ng: "h"\n', 1, "no end", '`"b"`'),
    ("one within a list", "a:\n  - 'b\n  - c\nd: 'e'\n", 2, "no end", "`'b'`"),
    ("an apostrophe between single quotes", "a: 'it's here'\nb: c\n", 1, "an apostrophe ends", '"it\'s here"'),
    ("quotes between quotes", 'a: "say "hi" now"\nb: c\n', 1, "a quote ends", "'say \"hi\" now'"),
    ("no space after a colon", "a: b\nc:d\ne: f\n", 2, "no space after the `:`", "`c: d`"),
    ("no space after a colon in braces", "a: {b:c, d: e}\n", 1, "no space after the `:`", "`b: c`"),
    ("none after several", "a:\n- {b:c,d:e f}\n", 2, "no space after the `:`", "`b: c, d: e f`"),
    ("none after the last", "a: {b: {c: d,\n  e:f}}\n", 2, "no space after the `:`", "`e: f`"),
    ("none before another letter", "a: {b: c, d:é}\n", 1, "no space after the `:`", "`d: é`"),
    ("no space after a hyphen", "a:\n  -b\n  - c\n", 2, "one text, no list", "`- `"),
    ("no space after the second hyphen", "a:\n  - b: c\n  -d: e\n", 3, "no space after the `-`", "`- d: e`"),
    ("an equals sign", "a: b\nc = d\ne: f\n", 2, "a `=`", "`c: d`"),
    ("long dashes for items", "a:\n  \u2013 b\n  \u2013 c\nd: e\n", 2, "one text, no list", "`- `"),
    ("bullets for items", "a:\n  \u2022 b\n  \u2022 c\nd: e\n", 2, "one text, no list", "`- `"),
    ("a no-break space after a colon", "a:\u00a0b\nc: d\n", 1, "a no-break space (U+00A0)", "plain space"),
    ("a colon of a wide script", "a\uff1ab\nc: d\n", 1, "a wide colon", "`:`"),
    ("curly quotes around a colon", "a: \u201cb: c\u201d\nd: e\n", 1, "a curly quote", '`"`'),
    ("brackets in braces", "a: {b: Goals [draft], c: d}\n", 1, "begin and end a list", '"Goals [draft]"'),
    ("a variable in braces", "a: {b: Of {{ c.d }}, e: f}\n", 1, "more braces", '`"Of {{ c.d }}"`'),
    ("a colon in braces", "a: {b: Kick-off: the start, c: d}\n", 1, "second `:` in a text", '`"Kick-off: the start"`'),
    ("colons in braces below each other", "a:\n- {b: c: d}\n- {b: e: f}\n", 2, "second `:`", '`"c: d"`'),
    ("a colon in the last text in braces", "a: {b: c, d: Bring: a coat}\n", 1, "second `:`", '`"Bring: a coat"`'),
    ("a colon at the end of one", "a: {b: Note:, c: d}\n", 1, "second `:`", '`"Note:"`'),
    ("one on a line of its own", "a: {b: c,\n  d: e: f,\n  g: h}\n", 2, "second `:`", '`"e: f"`'),
    ("a colon in a list in braces", "a: {b: [Ask: what: you?]}\n", 1, "in `[ ]`", '`"Ask: what: you?"`'),
    ("a colon in a list", "a: [Hi: both, See: b: c, d]\n", 1, "in `[ ]`", '`"See: b: c"`'),
    ("stars for items", "a:\n* b\n* c\n", 2, "begins no item", "write `- b`"),
    ("a text and keys below it", "a: b\n  c: d\n  e: f\ng: h\n", 1, "`a` has a text", "take the text after `a:` away"),
    ("one space too many", "a:\n  b: c\n   d: e\n  f: g\n", 3, "indented by 3 spaces", "by 2 spaces"),
    ("one space too few", "a:\n  b: c\n d: e\n  f: g\n", 3, "indented by 1 space", "by 2 spaces"),
    ("a second colon below a block text", "a: >-\n  b\nc:\n  - d e: f: g\n", 4, "a second `:`", '`- "d e: f: g"`'),
    ("a second colon right below one", "a: |\n  b\nc: d: e\n", 3, "a second `:`", '`c: "d: e"`'),
    ("a second colon in an item with a block text", "a:\n- b: |\n    c\n  d: e: f\n", 4, "a second", '`d: "e: f"`'),
    ("a link and words below a block text", "a: >-\n  b\nc:\n  - [d](e) f\n", 4, "makes a list", '`- "[d](e) f"`'),
    ("a list beside the keys below a block text", "a: |\n  b\n- c\nd: e\n", 3, "neither a key", "line it up"),
    ("a line of a block text indented less", "a: |\n  b\n c d\ne: f\n", 3, "indented by 1 space", "by 2 spaces"),
    ("a colon in a text of two lines", "a:\n  b: Our rule: be\n    kind.\nc: d\n", 2, "goes on", '`"Our` to `kind."`'),
    ("one right behind the key", "a: Note: be\n  kind and\n  so on\n", 1, "goes on", '`"Note:` to `on"`'),
    ("one in an item", "a:\n  - Choosing: goals\n    and topics\n  - b\n", 2, "goes on", '`"Choosing:` to `topics"`'),
    ("one behind two words of an item", "a:\n- Our goals: all\n  of them\n", 2, "goes on", '`"Our` to `them"`'),
    ("a text that goes on at its key's margin", "a: b c\nand d\ne: f\n", 2, "without a `:`", "indent it more"),
    ("a variable in a list", "a: [b, our {{ c.d }} e]\nf: g\n", 1, "inside `[ ]`", '`"our {{ c.d }} e"`'),
    ("variables in a list", "a: [our {{ c.d }}, e {{ f.g }} h, i]\n", 1, "inside `[ ]`", '`"our {{ c.d }}"`, and so'),
    ("a variable in a list in braces", "a: {b: [c {{ d.e }}], f: g}\n", 1, "inside `[ ]`", '`"c {{ d.e }}"`'),
    ("a variable in a list of two lines", "a: [b,\n  our {{ c.d }} e]\n", 2, "inside `[ ]`", '`"our {{ c.d }} e"`'),
    ("variables in braces", "a: {b: Of {{ c.d }}, e: To {{ f.g }}}\n", 1, "more braces", '`"Of {{ c.d }}"`, and so'),
    ("a task of GitHub", "a:\n- [ ] b c\n", 2, "no box", "`- b c`"),
    ("tasks", "a:\n  - [ ] b c\n  - [x] d\ne: f\n", 2, "no box", "`- b c`"),
    ("tasks at the margin of their key", "a:\n- [ ] b\n- [X] d e\n- f\n- [] g\n", 2, "no box", "`- b`"),
    ("a task behind a key", "a:\n  - b: [ ] c d\n    e: f\n  - b: [ ] g\n", 2, "no box", "`- b: c d`"),
    ("a task below others", "a:\n  - b\n  - [ ] c (d)\n", 3, "no box", "`- c (d)`"),
    ("a fence of Markdown", "```yaml\na: b\n```\n", 1, "code in Markdown", "delete the line"),
    ("words and a fence", "This is it:\n\n~~~ yaml\na: b\n~~~\n", 3, "code in Markdown", "delete the line"),
    ("the end of a fence", "a: b\n```\n", 2, "code in Markdown", "delete the line"),
    ("no colon", "a: b\nc d\ne: f\n", 2, "without a `:`", "`c: d`"),
]


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"), [each[1:] for each in SLIPS], ids=[each[0] for each in SLIPS]
)
def test_a_slip_is_told_at_its_line_with_what_to_write(text: str, line: int, message: str, hint: str) -> None:
    (found,) = yaml_source.read("a.yml", text).problems
    assert (found.line, found.code) == (line, "yaml"), found
    assert message in found.message
    assert hint in found.hint


KEY = re.compile(r"(?P<before>\s*(?:- )?)(?P<key>[\w-]+): (?P<value>[\w].*)")
HANDS: dict[str, Callable[[re.Match[str]], str]] = {
    "a double quote without an end": lambda found: f'{found["before"]}{found["key"]}: "{found["value"]}',
    "a single quote without an end": lambda found: f"{found['before']}{found['key']}: '{found['value']}",
    "an equals sign": lambda found: f"{found['before']}{found['key']} = {found['value']}",
    "no space": lambda found: f"{found['before']}{found['key']}:{found['value']}",
    "no colon": lambda found: f"{found['before']}{found['key']} {found['value']}",
    "a space too many": lambda found: f" {found[0]}",
}
NEARLY_ALL = 0.8
"""A few are told at a line beside it: two repairs of different lines can be equally good."""


@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("path", ["programs/career-growth.yml", "agreements/mentoring-agreement.yml"])
def test_a_slip_at_any_key_of_the_starter_is_told_at_its_line(path: str, hand: str) -> None:
    lines = (REPOSITORY / "content" / path).read_text(encoding="utf-8").split("\n")
    rows = [row for row, line in enumerate(lines) if KEY.fullmatch(line)][::5]
    told = [_told([*lines[:row], HANDS[hand](found), *lines[row + 1 :]]) == row + 1
            for row in rows if (found := KEY.fullmatch(lines[row]))]  # fmt: skip
    assert len(told) > 5
    assert sum(told) / len(told) >= NEARLY_ALL


def _told(lines: list[str]) -> int:
    (found,) = yaml_source.read("a.yml", "\n".join(lines)).problems
    return found.line


@pytest.mark.parametrize(
    "text", ["a: {b: 18:00, c: d}\n", "a: {b: https://c.example, d}\n", 'a: {"b":c}\n', "a: [b:c]\n", 'a: {"b:c"}\n']
)
def test_a_colon_in_braces_that_parts_no_key_is_left_alone(text: str) -> None:
    assert yaml_source.read("a.yml", text).problems == ()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("program", "name: P\nexpectations:\n- {role:mentor, text: Reads}\n"),
        ("worksheet", "title: W\nsections: {s: {fields: {f: {type:text, label: L}}}}\n"),
        ("worksheet", "title: W\nsections: {s: {fields: {f: {type: table, columns: {who:Who, what:What}}}}}\n"),
    ],
)
def test_no_space_after_a_colon_in_braces_is_the_only_fault(kind: str, text: str) -> None:
    (found,) = faults(kind, text)
    assert found.message == "there is no space after the `:`"


@pytest.mark.parametrize("odd", ["\u00a0", "\u2022 ", "\u201c"])
def test_a_key_with_a_character_that_only_looks_like_another_names_it(odd: str) -> None:
    (found,) = faults("site", f"title: T\n{odd}url: https://a.example\n")
    assert f"(U+{ord(odd[0]):04X})" in found.hint


@pytest.mark.parametrize(
    "text", ["a: we meet\n  \u2014 and talk\n", "a: -5\n", "a: \u2014 Ada\n", "a:\n  - b\n  - c\n"]
)
def test_a_dash_within_a_text_is_left_alone(text: str) -> None:
    assert yaml_source.read("a.yml", text).problems == ()


def test_a_long_text_is_not_read_again_and_again() -> None:
    def reach(_text: str) -> yaml_typos.Reach:
        raise AssertionError("it was read again")

    assert yaml_typos.slip(["a: b"] * yaml_typos.LARGEST, 3, reach) is None


def test_however_many_lines_there_are_few_repairs_are_tried() -> None:
    counts = []
    for size in (200, 400):
        tried: list[int] = []
        lines = ['- "a', " b = c", "d:e", "f"] * size

        def reach(_text: str, tried: list[int] = tried) -> yaml_typos.Reach:
            tried.append(1)
            return yaml_typos.Reach(0)

        yaml_typos.slip(lines, len(lines) - 1, reach)
        counts.append(len(tried))
    assert counts[0] == counts[1] < 100


def test_the_largest_text_with_a_fault_takes_seconds_at_most() -> None:
    text = "a:\n" + "  - b: c\n" * (yaml_typos.LARGEST // 10) + 'd: "e\n'
    start = process_time()
    assert yaml_source.read("a.yml", text).problems
    assert process_time() - start < 20
