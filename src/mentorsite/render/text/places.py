"""HTML of a text → its parts, with what is filled in within its sentences in its place."""

import re
from collections.abc import Mapping
from html import unescape
from typing import TypeVar

from markupsafe import Markup, escape

from mentorsite.markdown.document import BLANK_HTML, LINE

PLACE = re.compile(BLANK_HTML.format('([^"]+)'))
F = TypeVar("F")


def with_fields(html: Markup, fields: Mapping[str, F]) -> tuple[Markup | F, ...]:
    """The parts of a text, with each field by its id where it is filled in."""
    made: list[Markup | F] = []
    for index, part in enumerate(PLACE.split(html)):
        is_id = index % 2 == 1  # what the pattern found stands between the parts around it
        id = unescape(part)
        if is_id and id in fields:
            made.append(fields[id])
        elif is_id:
            made.append(escape(LINE))
        elif part:
            made.append(Markup(part))  # noqa: S704 - a part of HTML
    return tuple(made)


def with_lines(html: Markup) -> Markup:
    """A text in which nothing is filled in."""
    return Markup(PLACE.sub(LINE, html))  # noqa: S704 - HTML without some of its elements
