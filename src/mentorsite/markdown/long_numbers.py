"""Numbers of thousands of digits in texts from anywhere: `int` refuses them with a `ValueError`."""

import html
import re

REFERENCE = re.compile(r"&#0*([0-9]{1,8})[0-9]*")
"""A character by its number; with more than eight digits it is larger than that of any character."""
LONG_IN_CSS = re.compile(r"([0-9]{300})[0-9]+")


def unescape(text: str) -> str:
    """A text of HTML with the characters that its references stand for."""
    return html.unescape(REFERENCE.sub(r"&#\1", text))


def readable_css(css: str) -> str:
    """A style sheet as `tinycss2` can read it: no number has more digits than `int` takes."""
    return LONG_IN_CSS.sub(r"\1", css)


def number_of_mark(text: str) -> int:
    """The number that stands between two marks of ours; -1 where there is none that a mark of ours can have."""
    # A text may have the characters of our marks itself, with anything between them.
    if re.fullmatch(r"[0-9]{1,9}", text):
        return int(text)
    return -1
