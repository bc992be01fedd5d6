"""Links, tables and marks are read again as they were meant."""

import pytest

from mentorsite.importers.html_tables import plain_tables
from mentorsite.importers.html_to_markdown import cleaned, markdown


def written(html: str) -> str:
    soup = cleaned(html)
    plain_tables(soup)
    return markdown(list(soup.children))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("[1]", "[\\[1\\]](https://e.org)"),
        ("see [a] b", "[see \\[a\\] b](https://e.org)"),
        ("<b>a]</b>", "[**a\\]**](https://e.org)"),
        ("<code>a]b</code>", "[`a]b`](https://e.org)"),
    ],
)
def test_brackets_in_the_words_of_a_link_leave_it_a_link(html: str, expected: str) -> None:
    assert written(f'<a href="https://e.org">{html}</a>') == expected


def rows(*words: str) -> str:
    return "".join(f"<tr><td>{each}" for each in words)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<thead>{rows('a')}</thead><tbody>{rows('b')}</tbody><tfoot>{rows('c')}</tfoot>", "abc"),
        (f"<tfoot>{rows('c')}</tfoot><tbody>{rows('a', 'b')}</tbody>", "abc"),
        (f"<tbody>{rows('a')}</tbody><tbody>{rows('b')}</tbody>", "ab"),
        (f"<thead>{rows('a', 'b')}</thead>{rows('c')}", "abc"),
        (f"<tbody>{rows('b')}</tbody><thead>{rows('a')}</thead>", "ab"),
        (f"{rows('a')}<tr><th>b", "ab"),
    ],
)
def test_a_table_has_one_head_whatever_its_parts(html: str, expected: str) -> None:
    first, line, *others = written(f"<table>{html}</table>").split("\n")
    assert line == "| --- |"
    assert "".join(each.strip("| ") for each in (first, *others)) == expected


def test_a_caption_stands_above_its_table() -> None:
    assert written(f"<table><caption>Who</caption>{rows('a', 'b')}</table>") == "Who\n\n| a |\n| --- |\n| b |"
