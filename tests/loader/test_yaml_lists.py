"""Items of a list that YAML would join to one text are told at their line, with what to write."""

import pytest

from mentorsite.loader import yaml_source

LISTS = [
    (
        "indented more than the item above",
        "a:\n  - One\n    - Two\n",
        3,
        "the one above by 2",
        "indent each by 2 spaces",
    ),
    ("one item of several indented more", "a:\n  - One\n   - Two\n  - Three\n", 3, "", "indent each by 2 spaces"),
    ("the last ones indented more", "a:\n- One\n- Two\n - Three\n - Four\n", 4, "", "indent each by no space"),
    ("the first indented less", "a:\n - One\n  - Two\n  - Three\n", 2, "those below by 2 spaces", "each by 2 spaces"),
    ("no space, and indented more", "a:\n  - One\n    -Two\n", 3, "", "indent each by 2 spaces"),
    ("the first has no hyphen", "a:\n  One\n  - Two\n", 3, "joined to the text above", "`- One`"),
    ("the first beside the key", "a: One,\n  - Two\n", 2, "joined to the text above", "`- One`"),
    ("below a key of an item", "a:\n  - b: One\n      - Two\n", 3, "joined to the text above", "`- One`"),
    ("numbers", "a:\n  1. One\n  2. Two\n", 2, "begin with `1.`", "`- `"),
    ("numbers with brackets below a text", "a: Both\n  1) One\n  2) Two\n", 2, "begin with `1)`", "`- `"),
    ("letters", "a:\n  a) One\n  b) Two\n", 2, "begin with `a)`", "`- `"),
    ("stars", "a: Both\n  * One\n", 2, "begin with `*`", "`- `"),
    ("a bullet", "a: One\n  \u2022 Two\n", 2, "begin with `\u2022`", "`- `"),
    ("bullets", "a:\n  \u2022 One\n  \u2022 Two\n", 2, "begin with `\u2022`", "`- `"),
    ("below `>`", "a: >-\n  Bring:\n  - One\n  - Two\n", 3, "joined to the one above", "write `|` in place of `>`"),
    ("between quotes", 'a: "Bring\n  - One\n  - Two"\n', 2, "joined to the one above", "below `|`"),
    ("dashes below `>`", "a: >\n  Bring:\n  – One\n  – Two\n", 3, "joined to the one above", "begin each item with"),
    ("no spaces between quotes", "a: 'Bring:\n  -One\n  -Two'\n", 2, "joined to the one above", "begin each item with"),
]


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"), [each[1:] for each in LISTS], ids=[each[0] for each in LISTS]
)
def test_an_item_that_would_be_joined_is_told_at_its_line(text: str, line: int, message: str, hint: str) -> None:
    (found,) = yaml_source.read("a.yml", text).problems
    assert (found.line, found.code, found.fatal) == (line, "yaml", True)
    assert message in found.message
    assert hint in found.hint


@pytest.mark.parametrize(
    "text",
    [
        "a: We meet on\n  3. May\n",
        "a: We meet\n  -5 degrees or not\n",
        "a: |\n  - One\n  - Two\n",
        "a: >\n  Bring:\n\n    - One\n    - Two\n",
        "a: >\n  Bring:\n\n  - One\n\n  - Two\n",
        "a: >\n  We meet\n  - and talk\n",
        'a: "We meet\n  - and talk"\n',
        "a: >\n  We meet\n  – as always –\n  – and talk\n",
        "a:\n  - One\n    goes on\n  - Two\n",
        "a:\n  -\n    - One\n    - Two\n",
    ],
)
def test_a_text_that_goes_on_is_left_alone(text: str) -> None:
    assert yaml_source.read("a.yml", text).problems == ()
