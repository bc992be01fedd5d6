"""An address of mail in a text is a link to that mailbox, or no link: never one to another mailbox."""

import re

import pytest

from mentorsite.errors import Place
from mentorsite.markdown.document import Link, of_type
from mentorsite.markdown.grammar import parser
from mentorsite.markdown.origin import Origin
from mentorsite.markdown.parser import parse

LINKED = {
    "jane_doe@x-y.example": ["jane_doe@x-y.example"],
    "MENTOR_TEAM@uni-x.example today": ["MENTOR_TEAM@uni-x.example"],
    "first.last+tag@x.example.": ["first.last+tag@x.example"],
    "a__b@x.example, (c_d@x.example)": ["a__b@x.example", "c_d@x.example"],
    r"a\_b@x.example": ["a_b@x.example"],
    "_a_b@x.example": ["_a_b@x.example"],
    "_jane@x.example_ and **to j_d@x.example**": ["jane@x.example", "j_d@x.example"],
    "one\nj_d@x.example": ["j_d@x.example"],
    "[x](#y) j_d@x.example": ["#y", "j_d@x.example"],
    "mailto:j_d@x.example": ["j_d@x.example"],
    "a*b@x.example": [],
    "a~b@x.example": [],
    "a*b*c@x.example": [],
    "a*b@x.example*": [],
    "`a`b@x.example": [],
    "a\N{LATIN SMALL LETTER U WITH DIAERESIS}_b@x.example": [],
    "j@mail.k\N{LATIN SMALL LETTER O WITH DIAERESIS}ln.example": [],
    "j_d@x.example_": [],
    "mailto:a*b@x.example": [],
    "https://j_d@x.example/a": [],
    "[j_d@x.example](#y)": ["#y"],
    "<a href='#y'>to j_d@x.example</a>": ["#y"],
}


@pytest.mark.parametrize(("text", "links"), LINKED.items())
def test_an_address_is_a_link_as_a_whole_or_not_at_all(text: str, links: list[str]) -> None:
    html = parser().render(text, {"mark": str})
    assert re.findall(r"""href=["'](?:mailto:)?([^"']*)""", html) == links


def test_the_link_of_an_address_stands_where_it_was_written() -> None:
    links = of_type(parse("one\ntwo `a_b@x.example` a_b@x.example\n", Origin(Place("page.md"))), Link)
    assert [(each.target, each.place.line) for each in links] == [("mailto:a_b@x.example", 2)]
