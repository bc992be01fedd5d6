"""Lists of Pandoc that count by letters or by themselves are lists with numbers."""

import pytest

from mentorsite.importers.markdown.lines import lines_of
from mentorsite.importers.markdown.pandoc_lists import lists
from tests.linear import grows_in_proportion, seconds


def read(text: str) -> tuple[str, list[tuple[int, str]]]:
    lines, notes = lists(lines_of(text, 1))
    return "\n".join(line.text for line in lines), [(note.number, note.what) for note in notes]


@pytest.mark.parametrize(
    ("text", "expected", "named"),
    [
        ("#. a\n#. b\n\n    c\n#.  d", "1. a\n1. b\n\n    c\n1.  d", ""),
        ("a) one\nb) two\n   more", "1. one\n2. two\n   more", "a)"),
        ("x\n\n(1) one\n\n(2) two\n\ny", "x\n\n1.  one\n\n2.  two\n\ny", "(1)"),
        ("iv. one\nv. two", "4.  one\n5. two", "iv."),
        ("i) one\nii) two", "1. one\n2.  two", "i)"),
        ("i. one\nj. two", "9. one\n10. two", "i."),
        ("A.  one\nB.  two", "1.  one\n2.  two", "A."),
        ("1. x\n   a) one\n   b) two\n2. y", "1. x\n   1. one\n   2. two\n2. y", "a)"),
        ("c) one\n\n   - x\n\nd) two", "3. one\n\n   - x\n\n4. two", "c)"),
    ],
)
def test_a_list_counts_by_numbers(text: str, expected: str, named: str) -> None:
    said = [what for _, what in read(text)[1]]
    assert read(text)[0] == expected
    assert said == ([f"numbers such as “{named}”: they stand as 1, 2, 3"] if named else [])


@pytest.mark.parametrize(
    "text",
    [
        "(c) Ana 2026", "A. Smith\nB. Jones", "I. see", "a) one", "a) one\n\nwords\n\nb) two", "a) one\nc) three",
        "words\na) one\nb) two", "1. one\n2. two", "1) one\n2) two", "```\na) one\nb) two\n```", "a)\nb)",
        "a) x\n(b) y",
    ],
)  # fmt: skip
def test_what_is_no_list_stays(text: str) -> None:
    assert read(text) == (text, [])


@pytest.mark.parametrize("part", ["a) x\n", "a) x\nb) y\n\n", "(i) x\n   a) y\n", " a) x\n", "#. a\n"])
def test_looking_for_lists_takes_time_by_the_length_of_a_page(part: str) -> None:
    assert grows_in_proportion(lambda count: seconds(lambda: read(part * count)), 500)
