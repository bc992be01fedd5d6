"""What is read from left to right within a text from right to left: addresses, telephone numbers, days in digits."""

import re

from markupsafe import Markup

LEFT = "\u200e"
"""A mark without a width, beside which what has no direction of its own is read from left to right."""
NUMBER = r"(?<![\w+-])(?:\+\d[\d ()./-]{5,}\d|\d{4}-\d\d-\d\d)(?![\w-])"
NUMBER_OR_END = re.compile(rf"(?P<number>{NUMBER})|(?P<end>https?://\S*/)(?![^\s)])")
RIGHT_TO_LEFT = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
# What is marked already is taken first and kept; links whose words have no letter from right to left are marked
# whole; other tags are passed over, so that no number is found in an attribute.
WHOLE = re.compile(
    r"(?P<kept><code\b.*?</code>|<bdi\b[^>]*>.*?</bdi>|<a (?=[^>]*\bdir=)[^>]*>.*?</a>)"
    rf"|<a (?P<attributes>[^>]*)>(?P<words>[^\w<{RIGHT_TO_LEFT}]*[^\W{RIGHT_TO_LEFT}][^<{RIGHT_TO_LEFT}]*)</a>"
    r"|<[^>]*>"
    rf"|(?P<number>{NUMBER})",
    re.DOTALL,
)


def kept_whole(html: Markup, direction: str) -> Markup:
    """The HTML with its addresses and numbers marked as read from left to right, where the words around are not.

    By Unicode's rules, `+44 20 7946 0000` would be shown as `0000 7946 20 44+` there, and `https://a.example/` with its
    last slash in front.
    """
    return html if direction == "ltr" else Markup(WHOLE.sub(_marked, html))  # noqa: S704 - it was escaped before


def _marked(found: re.Match[str]) -> str:
    if found["number"]:
        return f'<bdi dir="ltr">{found["number"]}</bdi>'
    if found["words"]:
        return f'<a {found["attributes"]} dir="ltr">{found["words"]}</a>'
    return found[0]


def words_kept_whole(words: str, direction: str) -> str:
    """The same for words that know no elements: marks stand around numbers, and behind the last slash of an address."""
    if direction == "ltr" or type(words) is not str:  # a text in two languages has a direction for each
        return words
    return NUMBER_OR_END.sub(lambda found: f"{LEFT if found['number'] else ''}{found[0]}{LEFT}", words)
