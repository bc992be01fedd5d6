"""The points of a list that is an agreement's: which are clauses, and what is filled in within them."""

from collections.abc import Iterator
from copy import copy

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from mentorsite.importers.agreement.asides import take_out_numbers
from mentorsite.importers.agreement.labels import SHORT, is_sentence
from mentorsite.importers.agreement.vocabulary import BLANK, BOX, SIGNED

DOTS = "……"
"""What stands in a clause for a blank that is a field."""


def is_clause(item: Tag, is_numbered: bool) -> bool:
    """Whether a point stands among the clauses: it has no blank, has points below it, or is a sentence.

    In a numbered list with clauses it is one whatever it asks, so that the numbers of the others stay.
    """
    words = item.get_text()
    if BLANK.search(words) is None and BOX.search(words) is None:
        return True
    if SIGNED.search(words):
        return False
    if is_numbered or item.find(["ul", "ol"]) is not None:
        return True
    *labels, tail = BLANK.split(words)
    return bool(labels) and BOX.search(words) is None and is_sentence(labels, tail)


def without_blanks(item: Tag) -> list[PageElement]:
    """What a clause says, with dots for what is filled in."""
    made = copy(item)
    for text in made.find_all(string=True):
        said = str(text)
        words = BOX.sub("", BLANK.sub(DOTS, said))
        if BOX.search(said):
            words = words.lstrip()
        text.replace_with(NavigableString(words))
    return list(made.children)


def asking_lines(item: Tag) -> Iterator[str]:
    """The lines of a point, and of those below it, that have something to fill in."""
    for each in (item, *item.find_all("li")):
        own = copy(each)
        # The points of lists in it have their own turn.
        for inner in own.find_all(["ul", "ol"]):
            inner.decompose()
        take_out_numbers(own)
        for line in lines_of(own):
            if BLANK.search(line) or BOX.search(line):
                yield line


def lines_of(tag: Tag) -> list[str]:
    """The lines of a block, as line breaks part them."""
    for line_break in tag.find_all("br"):
        line_break.replace_with("\n")
    for inner in tag.find_all(["p", "li"]):
        inner.insert_after("\n")
    return [line for line in tag.get_text().split("\n") if line.strip()]


def paragraph(words: str) -> Tag:
    """A paragraph of plain words."""
    tag = BeautifulSoup("", "html.parser").new_tag("p")
    tag.string = words
    return tag


def shortened(line: str) -> str:
    """The first words of a line, as a message quotes it."""
    return " ".join(BLANK.sub(DOTS, line).split())[:SHORT]
