"""The words of a `SUMMARY.md` are plain words in the menu."""

import pytest

from mentorsite.importers.markdown.summary_md import entries_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('## Mentor guide <a href="#mentor-guide" id="mentor-guide"></a>\n\n* [A](a.md)', "Mentor guide"),
        ("## Mentor guide ##", "Mentor guide"),
        ("* [Mentor <mark>guide</mark>](a.md)", "Mentor guide"),
        ("* Mentor <br/>guide", "Mentor guide"),
        ("* [a < b > c](a.md)", "a < b > c"),
    ],
)
def test_tags_in_the_words_of_a_menu_are_left_out(text: str, title: str) -> None:
    assert entries_of(text, "")[0].title == title
