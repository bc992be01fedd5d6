"""YAML: values as they were written, and a clear problem at the right place for everything else."""

from collections.abc import Callable
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorsite.errors import Problem
from mentorsite.loader import yaml_source
from mentorsite.loader.tree import decoded
from mentorsite.loader.yaml_builder import ALIASED
from mentorsite.loader.yaml_text import YamlText
from mentorsite.markdown.parser import parse
from mentorsite.model.placed_text import Scalar
from tests.conftest import prepared
from tests.linear import grows_in_proportion, seconds


def read(text: str) -> YamlText:
    return yaml_source.read("a.yml", text)


def value(text: str) -> Any:
    """What a text without a fault holds."""
    found = read(text)
    assert found.problems == ()
    return found.value


def fault(text: str) -> Problem:
    """The one problem of a text."""
    (found,) = read(text).problems
    return found


@pytest.mark.parametrize(
    "written",
    [
        "1.10",
        "no",
        "yes",
        "12:30",
        "0x1F",
        "2027-02-30",
        "1e3",
        "007",
        "1_000",
        "=",
        "on",
        ".5",
        "+1",
        "C:\\x",
        "a#b",
        "n",
    ],
)
def test_scalars_stay_as_they_were_written(written: str) -> None:
    assert value(f"key: {written}\n") == {"key": written}


@pytest.mark.parametrize("text", ["?", "a: 1\n?", "a: 1\n? b\n:"])
def test_what_stands_behind_a_last_line_without_an_end_is_on_that_line(text: str) -> None:
    found = yaml_source.read("a.yml", text)
    assert max(place.line for place in found.places.values()) == text.count("\n") + 1


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL", "# nothing"])
def test_nothing_is_nothing(written: str) -> None:
    assert value(f"key: {written}\n") == {"key": None}


@pytest.mark.parametrize("written", ['"~"', "'null'", '""'])
def test_what_stands_between_quotes_is_a_text(written: str) -> None:
    assert value(f"key: {written}\n") == {"key": written[1:-1]}


VALUES = [
    ("an empty text", "", {}),
    ("spaces", "  \n\n", {}),
    ("comments alone", "# a\n# b\n", {}),
    ("one document between marks", "---\na: b\n...\n", {"a": "b"}),
    ("an end mark", "a: b\n---\n", None),
    ("lists", "a: [b, c]\nd:\n- e\n-\n  f: g\n", {"a": ["b", "c"], "d": ["e", {"f": "g"}]}),
    ("a folded text", "a: >\n  b\n  c\n", {"a": "b c\n"}),
    ("an alias", "a: &x [1, 2]\nb: *x\nc: &y d\ne: *y\n", {"a": ["1", "2"], "b": ["1", "2"], "c": "d", "e": "d"}),
    ("a colon in an address", "a: https://b.example/c:d\n", {"a": "https://b.example/c:d"}),
    ("a key in quotes", '"a b": c\n', {"a b": "c"}),
    ("characters beyond ASCII", "é: 选择 🎉\n", {"é": "选择 🎉"}),
    ("a merge key in quotes is a key", "'<<': a\n", {"<<": "a"}),
]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a:\n  b: {c: 1}\na:\n  b: {c: 2}\nd: 1\nd: 2\n", [3, 6]),
        ("a:\n- b: 1\na:\n- b: 2\n- c: 1\n", [3]),
        ("x:\n  a: {b: 1}\n  a: {b: 2}\n  c: 1\n  c: 2\n", [3, 5]),
    ],
    ids=["mappings", "lists", "and what comes after it"],
)
def test_a_key_that_appears_twice_is_told_once_with_all_below_it(text: str, lines: list[int]) -> None:
    assert [each.line for each in read(text).problems] == lines


@pytest.mark.parametrize(
    ("text", "expected"), [v[1:] for v in VALUES if v[2] is not None], ids=[v[0] for v in VALUES if v[2] is not None]
)
def test_values(text: str, expected: object) -> None:
    assert value(text) == expected


FAULTS = [
    ("a duplicate key", "a: 1\nb: 2\na: 3\n", 3, 1, "duplicate-key", "already on line 1", "keep one"),
    ("a duplicate key further in", "x:\n  a: 1\n  a: 2\n", 3, 3, "duplicate-key", "`a` appears twice", "keep one"),
    ("a duplicate key in braces", "x: {a: 1, a: 2}\n", 1, 11, "duplicate-key", "`a`", "keep one"),
    ("a duplicate key in quotes", "a: 1\n'a': 2\n", 2, 1, "duplicate-key", "`a`", "keep one"),
    ("a tag", "a: !!python/object:os.system x\n", 1, 4, "yaml", "tags", "plain value"),
    ("a tag on a mapping", "a: !Thing {b: c}\n", 1, 4, "yaml", "tags", "plain value"),
    ("a tag of YAML's own", "a: !!str x\n", 1, 4, "yaml", "tags", "plain value"),
    ("a tag on a key", "!!str a: x\n", 1, 1, "yaml", "tags", "plain value"),
    ("a merge key", "a: &x {b: c}\nd:\n  <<: *x\n", 3, 3, "yaml", "merge keys", "write the keys out"),
    ("an alias of nothing", "a: *b\n", 1, 4, "yaml", "`*b`", "quotes"),
    ("bold text as an alias", "a: **bold** text\n", 1, 5, "yaml", "keeps for itself", "quotes"),
    ("an alias of what is being said", "a: &x\n  b: *x\n", 2, 6, "yaml", "`*x`", ""),
    ("an alias as a key", "a: &x b\n*x : c\n", 2, 1, "yaml", "key has to be", "key: value"),
    ("a variable at the beginning", "a: {{ b.c }} d\n", 1, 5, "yaml", "begins with `{{`", "quotes"),
    ("a list as a key", "? [a]\n: b\n", 1, 3, "yaml", "key has to be", "key: value"),
    ("a tab before a key", "a:\n\tb: c\n", 2, 1, "yaml", "tab", "two spaces"),
    ("a tab among spaces", "a:\n  b: c\n \td: e\n", 3, 2, "yaml", "tab", "two spaces"),
    ("a tab after a dash", "a:\n-\tb: c\n  d: e\n", 2, 2, "yaml", "tab", "two spaces"),
    ("a second document", "a: b\n---\nc: d\n", 2, 1, "yaml", "second document", "one document"),
    ("a colon in a plain text", "a: b: c\n", 1, 5, "yaml", "second `:`", "quotes"),
    ("a key indented too far", "a: b\n  c: d\n", 1, 4, "yaml", "keys or items below it", "take the text"),
    ("a key indented too little", "a:\n    b: c\n  d: e\n", 3, 3, "yaml", "indented by 2 spaces", "indent it by 4"),
    ("a quote without an end", 'a: b\nc: "d\ne: f\n', 2, 4, "yaml", "no end", "close it"),
    ("a single quote without an end", "c: 'd\n", 1, 4, "yaml", "no end", "close it"),
    ("a text that goes on after its quotes", 'a: "b" c\n', 1, 8, "yaml", "neither a key", "quotes"),
    ("a list without an end", "a: [b, c\nd: e\n", 1, 4, "yaml", "`[ ]` has no end", "`]`"),
    ("braces without an end", "a: {b: c\n", 1, 4, "yaml", "`{ }` has no end", "`}`"),
    ("a bracket too many", "a: [b]]\n", 1, 7, "yaml", "", ""),
    ("a key without a colon", "a: b\nc\nd: e\n", 2, 1, "yaml", "without a `:`", "write `c:`"),
    ("a line that is no item", "a:\n- b\n  c: d\n", 2, 3, "yaml", "without a `:`", "write `- b:`"),
    ("an item that begins with a link", "a:\n- [b](c.md) d\n", 2, 3, "yaml", "makes a list", '`- "[b](c.md) d"`'),
    ("an item that goes on after its quotes", 'a:\n- "b" c\n', 2, 7, "yaml", "", "quotes"),
    ("a percent sign", "a: %b\n", 1, 4, "yaml", "starts with a character", "quotes"),
    ("an at sign", "a: @b\n", 1, 4, "yaml", "starts with a character", "quotes"),
    ("a backtick", "a: `b`\n", 1, 4, "yaml", "starts with a character", "quotes"),
    ("an escape that is none", 'a: "C:\\path"\n', 1, 7, "yaml", "escape", ""),
    ("a NUL", "a: b\nc: d\0e\n", 2, 5, "yaml", "U+0000", "delete"),
    ("a bell", "a: \x07\n", 1, 4, "yaml", "U+0007", "delete"),
    ("a control of Latin-1", "a: x\x80\n", 1, 5, "yaml", "U+0080", "delete"),
    ("a noncharacter", "a: x\uffff\n", 1, 5, "yaml", "U+FFFF", "delete"),
    ("10,000 lists in each other", "a: " + "[" * 10_000, 1, 1, "yaml", "50 deep", ""),
    ("10,000 mappings in each other", "{a: " * 10_000, 1, 1, "yaml", "50 deep", ""),
    ("10,000 steps of indentation", "".join(f"{' ' * i}a:\n" for i in range(10_000)), 51, 51, "yaml", "50 deep", ""),
]


@pytest.mark.parametrize(
    ("text", "line", "column", "code", "message", "hint"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS]
)
def test_faults(text: str, line: int, column: int, code: str, message: str, hint: str) -> None:
    found = fault(text)
    assert (found.path, found.line, found.column, found.code) == ("a.yml", line, column, code), found
    assert message in found.message
    assert hint in found.hint
    assert found.fatal


@pytest.mark.parametrize("fault", [each for each in FAULTS if each[4] == "yaml"], ids=lambda each: str(each[0]))
def test_a_fault_of_the_yaml_says_what_to_do(fault: Any) -> None:
    (found,) = read(fault[1]).problems
    assert found.hint, found


CUT = [
    ("a number sign", "a: room #3 is ours\n", 1, 9, "#3"),
    ("a hashtag in a second line", "a: we\n  write in #here.\n", 2, 12, "#here."),
    ("a color without quotes", "a: #7a3b00\n", 1, 4, "#7a3b00"),
    ("an item", "- b\n- c #d\n", 2, 5, "#d"),
]


@pytest.mark.parametrize(("text", "line", "column", "lost"), [each[1:] for each in CUT], ids=[each[0] for each in CUT])
def test_a_text_that_a_number_sign_cuts_off_is_told(text: str, line: int, column: int, lost: str) -> None:
    (found,) = read(text).problems
    assert (found.line, found.column, found.code, found.fatal) == (line, column, "cut-text", False)
    assert f"`{lost}`" in found.message


@pytest.mark.parametrize(
    "text", ["a: b # c\n", "a: b#c\n", 'a: "b #c"\n', "a: >\n  b #c\n", "a:\n  #b: c\n", "#a\nb: c\n"]
)
def test_a_comment_and_a_number_sign_that_cuts_nothing_are_left_alone(text: str) -> None:
    assert not read(text).problems


def test_a_place_counts_from_the_line_that_a_text_starts_at() -> None:
    found = yaml_source.read("p.md", "title: a\ntitle: b\n", first_line=2)
    assert [(each.line, each.column) for each in found.problems] == [(3, 1)]


def bomb(levels: int) -> str:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, levels)]
    return "\n".join(rows)


def test_more_aliases_than_may_be_are_refused() -> None:
    many = "a: &x b\nc: [" + "*x, " * ALIASED
    assert len(value(f"{many}]\n")["c"]) == ALIASED
    (fault,) = read(f"{many}*x]\n").problems
    assert "repeats itself" in fault.message


@pytest.mark.parametrize("levels", [9, 40])
def test_an_alias_bomb_is_refused_at_once(levels: int) -> None:
    start = process_time()
    found = fault(bomb(levels))
    assert process_time() - start < 1
    assert "repeats itself" in found.message


def test_a_merge_key_bomb_is_refused_at_once() -> None:
    rows = ["a0: &a0 {k: v}"] + [f"a{i}: &a{i}\n  <<: [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    assert "merge keys" in fault("\n".join(rows)).message


def test_more_values_than_a_definition_has_are_refused_at_once() -> None:
    start = process_time()
    found = fault("".join(f"k{i}: v\n" for i in range(1_000_000)))
    assert process_time() - start < 8
    assert "more than" in found.message


LARGE: dict[str, Callable[[int], str]] = {
    "keys": lambda n: "".join(f"k{i}: v\n" for i in range(n)),
    "items": lambda n: "- v\n" * n,
    "items in brackets": lambda n: "[" + "v, " * n + "]",
    "one long text": lambda n: "a: " + "word " * n,
    "a folded text of many lines": lambda n: "a: >\n" + "  word\n" * n,
    "a quoted text of many lines": lambda n: 'a: "x\n' + "  word\\t\n" * n + '"',
    "many blocks": lambda n: "".join(f"k{i}: |\n\n  x\n" for i in range(n)),
    "duplicate keys": lambda n: "k: v\n" * n,
    "comments": lambda n: "# x\n" * n,
}


@pytest.mark.parametrize("name", LARGE)
def test_time_stays_linear(name: str) -> None:
    assert grows_in_proportion(lambda size: seconds(lambda: read(LARGE[name](size))), 4_500)


# Bytes.


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_encodings_and_line_ends_change_nothing(encoding: str, ends: str) -> None:
    text = "é: a\nb: |\n  c\n  d\nb: x\n"
    found = decoded("a.yml", text.replace("\n", ends).encode(encoding))
    assert found == text
    (problem,) = read(str(found)).problems
    assert (problem.line, problem.column) == (5, 1)


def test_bytes_that_are_no_utf_8_are_shown_where_they_are() -> None:
    found = decoded("a.yml", b"a: b\r\nc: caf\xe9\r\n")
    assert isinstance(found, Problem)
    assert (found.line, found.column, found.code) == (2, 7, "not-text")
    assert "0xe9" in found.message
    assert "UTF-8" in found.hint


def test_half_of_a_utf_16_file_is_a_problem() -> None:
    assert isinstance(decoded("a.yml", "a: b".encode("utf-16")[:-1]), Problem)


# Places in scalars: `@` stands where a link starts.

SCALARS = [
    ("plain", "a: see @[x](y)\n"),
    ("plain over lines", "a: see\n  more @[x](y)\n\n  and @[x](y)\n"),
    ("single quotes", "a: 'it''s @[x](y)'\n"),
    ("double quotes", 'a: "\\"see\\" \\u00e9 @[x](y)"\n'),
    ("double quotes over lines", 'a: "see\n   \\"more\\" \\\n   @[x](y)\n\n   \\t@[x](y)"\n'),
    ("double quotes with a line break", 'a: "see\\n\\n- @[x](y)\\n- @[x](y)"\n'),
    ("a literal block", "a: |\n  see @[x](y)\n\n  - more @[x](y)\n"),
    ("a literal block that starts with nothing", "a: |-\n\n\n    see @[x](y)\n      more @[x](y)\n"),
    ("a literal block with its indentation", "a:\n  - b: |2\n        see @[x](y)\n      and @[x](y)\n"),
    ("a folded block", "a: >\n  see\n  more @[x](y)\n\n  and\n  then @[x](y)\n"),
    ("a folded block with lines further in", "a: >-\n\n   see @[x](y)\n     * more\n   and @[x](y)\n"),
    ("items of a list", "- see @[x](y)\n-   'see @[x](y)'\n- ['@[x](y)', \"see @[x](y)\"]\n"),
    ("in braces", "a: {b: 'see @[x](y)', c: \"@[x](y)\"}\n"),
]


@pytest.mark.parametrize("marked", [each[1] for each in SCALARS], ids=[each[0] for each in SCALARS])
@pytest.mark.parametrize("thing", ["[x](y)", "{{ x.y }}", "![x](y)"])
def test_links_and_variables_know_their_place_in_every_scalar(marked: str, thing: str) -> None:
    marked = marked.replace("[x](y)", thing)
    text = marked.replace("@", "")
    wanted = []
    for row, line in enumerate(marked.split("\n"), 1):
        parts = line.split("@")
        wanted += [(row, len("".join(parts[: i + 1])) + 1) for i in range(len(parts) - 1)]
    found = [(piece.place.line, piece.place.column) for scalar in scalars(value(text)) for piece in places(scalar)]
    assert sorted(found) == sorted(wanted)


def scalars(value: Any) -> list[Scalar]:
    match value:
        case Scalar():
            return [value]
        case list():
            return [each for item in value for each in scalars(item)]
        case dict():
            return [each for item in value.values() for each in scalars(item)]
        case _:
            return []


def places(scalar: Scalar) -> list[Any]:
    return [piece for piece in parse(scalar, scalar.origin).pieces if hasattr(piece, "place")]


def test_a_problem_in_a_form_is_where_its_text_says_it() -> None:
    form = "title: T\r\nsections:\r\n  a:\r\n    text: >\r\n      Words\r\n      and [x](nothing.md)\r\n"
    build = prepared({"content/worksheets/w.yml": form})
    (problem,) = build.problems
    assert (problem.line, problem.column, problem.code) == (6, 11, "broken-link")


# Anything at all.

YAMLISH = st.lists(
    st.sampled_from(
        [
            "a",
            "b",
            ": ",
            ":",
            "- ",
            "-",
            "\n",
            "\n  ",
            "\n    ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "&x ",
            "*x",
            "!!str ",
            "!t ",
            "|",
            ">",
            "|2\n",
            '"',
            "'",
            "#",
            " # ",
            "---\n",
            "...\n",
            "<<: ",
            "%YAML 1.1\n",
            "? ",
            "\t",
            "\\",
            "\\u00e9",
            "\\ud800",
            "@",
            "`",
            "~",
            "é",
            "\0",
            "\x85",
            "\u2028",
            "\ufeff",
            "\ud7ff",
            "🎉",
            "k: v\n",
            "- i\n",
        ]
    ),
    max_size=25,
).map("".join)


@settings(max_examples=600)
@given(st.one_of(YAMLISH, st.text(max_size=60)))
def test_any_text_gives_a_value_or_a_problem_with_a_place(text: str) -> None:
    found = read(text)
    assert found.value is not None or found.problems
    lines = text.count("\n") + 1
    for problem in found.problems:
        assert 1 <= problem.line <= lines + 1
        assert problem.column >= 1
        assert problem.message
    for scalar in scalars(found.value):
        assert 1 <= scalar.origin.place.line <= lines + 1


@settings(max_examples=50)
@given(st.one_of(YAMLISH, st.text(max_size=60)))
def test_any_text_in_any_kind_of_file_gives_a_build_with_problems(text: str) -> None:
    paths = (
        "site.yml",
        "content/programs/p.yml",
        "content/agreements/a.yml",
        "content/checklists/c.yml",
        "content/w.md",
    )
    data = text.encode("utf-8", "replace").decode()
    build = prepared({**dict.fromkeys(paths, data), "content/x.md": f"---\n{data}\n---\n"})
    assert build.problems
