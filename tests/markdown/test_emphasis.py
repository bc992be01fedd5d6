"""Stars of words and lines to write on stay what they are in texts of one line, and where other tools read them."""

import pytest
from markdown_it import MarkdownIt

from mentorsite.errors import Place
from mentorsite.markdown.document import to_html
from mentorsite.markdown.origin import Origin
from mentorsite.markdown.parser import parse, parse_inline
from mentorsite.render.markdown_text import phrase
from mentorsite.render.text.blocks import read
from tests.linear import grows_in_proportion, seconds
from tests.sheets import AS_WRITTEN

PLAIN = [
    "Unsere Mentor*innen begleiten die Teilnehmer*innen",
    "Tod*s l*s alumn*s",
    "Schüler*innen-Mentor*innen-Treffen",
    "5*3 cm or 4*2 cm",
    "Date: ____/____/____",
    "Date: __/__/____, phone: (____)____-____",
    "(___) or (___)",
    "Name:____Date:____",
]


@pytest.mark.parametrize("words", PLAIN)
def test_a_text_of_one_line_says_what_is_written_and_github_reads_its_copy_so(words: str) -> None:
    parsed = parse_inline(words, Origin(Place("w.yml")))
    html = to_html(parsed.pieces, lambda link: link.target, lambda variable: variable.source)
    assert html == words
    copied = phrase(read(parsed.tree, AS_WRITTEN))
    assert MarkdownIt("commonmark").renderInline(copied) == words


@pytest.mark.parametrize("piece", ["a*b ", "a*b*c ", "*a b*c ", "__/", "__/a", "(__", "_" * 5 + "a", "(__) "])
def test_reading_stars_and_lines_takes_time_by_the_length_of_a_text(piece: str) -> None:
    origin = Origin(Place("page.md"))
    assert grows_in_proportion(lambda size: seconds(lambda: parse(piece * size, origin)), 1_000)
