"""What a mail says, with names and links put in: as HTML with links behind words, and as text with links at its end."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import escape

from mentorsite.render.marks import put_for_marks
from mentorsite.theme.dates_and_numbers import direction

LINK = "https://links.invalid/"
"""Begins what stands for a link until it is put in: a name that nobody can have (RFC 2606)."""
LINKED = re.compile(rf"(?P<open> \()?{re.escape(LINK)}(?P<form>[\w-]+)(?P<close>(?(open)\)))")
"""What stands for a link, with the brackets behind the words that are linked: the second only where there is a first.
"""
BEHIND_WORDS = re.compile(rf'<a href="{re.escape(LINK)}(?P<form>[\w-]+)">(?P<words>.*?)</a>', re.DOTALL)
"""The same in HTML, with its words."""
PAGE = """<!doctype html>
<html lang="{}" dir="{}">
<head><meta charset="utf-8"><title>{}</title></head>
<body style="font-family: sans-serif; line-height: 1.5">
{}
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class MailText:
    """A mail's subject and what it says, as text and as HTML."""

    subject: str
    text: str
    html: str


def put_in_subject(subject: str, known: Mapping[str, str], links: Mapping[str, str]) -> str:
    """A subject with what its marks stand for; a link has no answers there."""
    linked = LINKED.sub(lambda found: _page_of(links.get(found["form"], "")), subject)
    return put_for_marks(linked, known.__getitem__)


def put_in_text(text: str, known: Mapping[str, str], links: Mapping[str, str]) -> str:
    """A plain text with what its marks stand for. Links are long: a number stands for each, and each ends the text on
    a line of its own. Without links it has no empty brackets.
    """
    numbers: dict[str, int] = {}

    def number(found: re.Match[str]) -> str:
        leads = links.get(found["form"], "")
        if not leads:
            return ""
        before = " " if found["open"] else ""
        return f"{before}[{numbers.setdefault(leads, len(numbers) + 1)}]"

    said = [put_for_marks(LINKED.sub(number, text), known.__getitem__)]
    for leads, place in numbers.items():
        said.append(f"[{place}]\n{leads}")
    return "\n\n".join(said)


def put_in_html(html: str, known: Mapping[str, str], links: Mapping[str, str], *, subject: str, language: str) -> str:
    """A whole page of HTML with what its marks stand for, and with links behind their words."""

    def behind(found: re.Match[str]) -> str:
        leads = links.get(found["form"], "")
        if leads:
            return f'<a href="{escape(leads)}">{found["words"]}</a>'
        return found["words"]

    def alone(found: re.Match[str]) -> str:
        leads = links.get(found["form"], "")
        shown = f'<a href="{escape(leads)}">{escape(_page_of(leads))}</a>'
        if leads:
            return f"{found['open'] or ''}{shown}{found['close']}"
        return ""

    # Those behind words first, as their addresses would be found as if they stood alone. Names come last of all, so
    # that none is taken for a link.
    linked = LINKED.sub(alone, BEHIND_WORDS.sub(behind, html))
    body = put_for_marks(linked, lambda name: escape(known[name]))
    return PAGE.format(language, direction(language), escape(subject), body)


def _page_of(link: str) -> str:
    """A link without the answers that it brings."""
    return link.partition("#")[0]
