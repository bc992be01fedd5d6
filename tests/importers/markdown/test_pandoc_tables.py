"""Tables of Pandoc keep their rows and columns, or are named."""

import pytest

from mentorsite.importers.markdown.lines import lines_of
from mentorsite.importers.markdown.pandoc_tables import tables
from tests.linear import grows_in_proportion, seconds

GRID = "+---+----+\n| a | b  |\n+===+====+\n| c | d  |\n|   | e  |\n+---+----+"


def read(text: str) -> tuple[str, list[tuple[int, str]]]:
    lines, notes = tables(lines_of(text, 1))
    return "\n".join(line.text for line in lines), [(note.number, note.what) for note in notes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Name   Age\n-----  ---\nAda|B  36\nJo", "| Name | Age |\n| --- | --- |\n| Ada\\|B | 36 |\n| Jo |  |"),
        ("  Right Left\n------- ----\n     12 x\n------- ----", "| Right | Left |\n| --- | --- |\n| 12 | x |"),
        ("---- ----\na    b\n---- ----", "|  |  |\n| --- | --- |\n| a | b |"),
        (GRID, "| a | b |\n| --- | --- |\n| c | d e |"),
        ("  " + GRID.replace("\n", "\n  ") + "\n\nb", "  | a | b |\n  | --- | --- |\n  | c | d e |\n\nb"),
        ("+---+\n| a |\n+---+\n| b |\n+---+", "|  |\n| --- |\n| a |\n| b |"),
        ("+:-:+---:+\n| a | b  |\n+===+====+", "| a | b |\n| --- | --- |"),
    ],
)
def test_a_table_becomes_one_of_ours(text: str, expected: str) -> None:
    assert read(text) == (expected, [])


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|---|\n| 1 | 2 |", "a\n---\nb", "- - -", "--- ---", "a -- b -- c", "+1 -2\n+3", "a\n-- --",
        "```\na  b\n-- --\n1  2\n```",
    ],
)  # fmt: skip
def test_what_is_no_table_of_pandoc_stays(text: str) -> None:
    assert read(text) == (text, [])


@pytest.mark.parametrize(
    ("text", "number", "named"),
    [
        ("b\n\n-------\na  b\n--- ---\n1   2\n\n3   4\n-------", 3, "`-------`: a table whose rows take several lines"),
        ("a   b\nc   d\n--- ---\n1   2", 1, "`a   b`: a table whose rows take several lines"),
        ("--- ---\n1   2\n\n3   4\n--- ---", 1, "`--- ---`: a table whose rows take several lines"),
        ("+---+---+\n| a     |\n+---+---+\n| b | c |\n+---+---+", 1, "`+---+---+`: a table with merged cells"),
        ("a\n+---+", 2, "`+---+`: a table with merged cells"),
    ],
)
def test_a_table_that_none_of_ours_can_be_is_named(text: str, number: int, named: str) -> None:
    made, notes = read(text)
    assert made == text
    assert [(each, what[: len(named)]) for each, what in notes] == [(number, named)]


def test_lists_in_a_cell_stand_in_lines() -> None:
    made, notes = read("+-----+\n| - a |\n| - b |\n+-----+\n| c   |\n|     |\n| d   |\n+-----+")
    assert made == "|  |\n| --- |\n| - a<br>- b |\n| c<br>d |"
    assert [number for number, _ in notes] == [2, 5]


@pytest.mark.parametrize("part", ["a  b\n-- --\n1  2\n", "a  b\n-- --\n1  2\n\n", GRID + "\n", "-- ", "+--", "| a\n"])
def test_looking_for_tables_takes_time_by_the_length_of_a_page(part: str) -> None:
    assert grows_in_proportion(lambda count: seconds(lambda: read(part * count)), 500)
