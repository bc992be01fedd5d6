"""A number that no program takes, of thousands of digits, is no reason to stop."""

import pytest

from mentorsite.errors import Place
from mentorsite.markdown.document import to_html
from mentorsite.markdown.long_numbers import number_of_mark, readable_css, unescape
from mentorsite.markdown.origin import Origin
from mentorsite.markdown.parser import parse

LONG = "9" * 5_000


def shown(text: str) -> str:
    pieces = parse(text, Origin(Place("page.md"))).pieces
    return to_html(pieces, lambda link: link.target, lambda each: each.source)


@pytest.mark.parametrize(
    "text",
    [
        f'a <b title="&#{LONG};">b</b>',
        f'<div title="&#{LONG};">\n\nb\n\n</div>',
        f'<a href="&#{LONG};">b</a>',
        f'<span id="&#{LONG}">b</span>',
        f"[b](&#{LONG};)",
    ],
)
def test_a_reference_to_a_character_that_is_none_is_read(text: str) -> None:
    assert "b" in shown(text)


@pytest.mark.filterwarnings("error")  # an exception of a filter of nh3 is one that nobody catches
@pytest.mark.parametrize("digits", [LONG, "٣" * 5_000, "0" * 5_000])
def test_an_address_of_many_digits_is_a_link(digits: str) -> None:
    assert "b</a>" in shown(f'<a href="{digits}">b</a>')


def test_characters_by_their_number_stay_what_they_are() -> None:
    zeros = "0" * 5_000
    assert unescape(f"&#65;&#x41;&#{zeros}65;&#128512;&#065") == "AAA😀A"
    assert unescape(f"&#{LONG};") == "\ufffd"


def test_numbers_of_style_sheets_stay_what_they_are() -> None:
    assert readable_css("a{z-index:2147483647;width:1e9px}") == "a{z-index:2147483647;width:1e9px}"
    assert len(readable_css(LONG)) < 640  # as few digits as Python can be told to take


@pytest.mark.parametrize(("said", "number"), [("0", 0), ("12", 12), ("", -1), ("x", -1), ("-1", -1), (LONG, -1)])
def test_between_marks_stands_a_number_or_none_of_ours(said: str, number: int) -> None:
    assert number_of_mark(said) == number
