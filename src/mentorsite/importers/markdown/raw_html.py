"""HTML in Markdown that no reader saw, which is left out; and what no page of a handbook shows, which is named."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from mentorsite.importers.markdown.cut_out import Place, row_at, starts_of, without_code, without_places
from mentorsite.importers.markdown.lines import Lines, Note
from mentorsite.markdown.raw_html import FILL_IN, INSTEAD, MARKUP, SHOWN_AS_CARD, Tag, tags
from mentorsite.markdown.sanitize import VOID

STYLE = re.compile(r"(?<![\w-])style\s*=[^<>]{0,500}?(?:display\W{1,5}none|visibility\W{1,5}hidden)", re.I)
SHOWN = ("until-found", "{false}")
"""What `hidden` says of what is shown, or can be found."""
NO_END_NEEDED = ("p", "li", "dt", "dd", "tr", "td", "th", "option")
SHOWN_NOWHERE = {*SHOWN_AS_CARD, "applet", "svg", "math", "canvas", "script"}
GAP = re.compile(r"\n(?=\n)")


def without_hidden(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`<div style="display: none">` and `<p hidden>` go, with all that is in them."""
    if not any("<" in line.text for line in lines):
        return lines, ()
    text = without_code(lines)
    hidden = list(_hidden(text))
    if not hidden:
        return lines, ()
    starts = starts_of(lines)
    notes = []
    for each in hidden:
        number = lines[row_at(starts, each.start)].number
        notes.append(Note(number, f"a part (`<{each.name}>`) that no reader saw; left out"))
    return tuple(without_places(lines, starts, hidden)), tuple(notes)


def not_shown(lines: Lines, noted: Iterable[Note]) -> Iterator[Note]:
    """Frames, films, forms and their like, on lines of which nothing was noted yet; a form is named as a whole."""
    known = {note.number for note in noted}
    starts, in_form = starts_of(lines), False
    for tag in tags(without_code(lines)):
        number = lines[row_at(starts, tag.at)].number
        is_field = INSTEAD.get(tag.name) == FILL_IN
        if number not in known and (tag.name in SHOWN_NOWHERE or (is_field and not in_form)):
            yield Note(number, f"`<{tag.name}>`: no page shows it; {_instead(tag)}")
        in_form = in_form or tag.name == "form"


def _instead(tag: Tag) -> str:
    address = tag.value("src") or tag.value("data")
    if tag.name in SHOWN_AS_CARD:
        if address:
            return f"link to `{address}`"
        return "link to what it shows"
    return INSTEAD[tag.name]


def _hidden(text: str) -> Iterator[Place]:
    """The outermost elements that are hidden."""
    at, gaps = 0, [found.start() for found in GAP.finditer(text)]
    while found := MARKUP.search(text, at):
        at = found.end()
        if found[2] and not found[1] and _is_hidden(found[0]):
            name = found[2].lower()
            is_empty = name in VOID or found[0].endswith("/>")
            if not is_empty:
                at = _end(text, at, name, gaps)
            yield Place(found.start(), at, name)


def _end(text: str, at: int, name: str, gaps: list[int]) -> int:
    """Where an element ends whose first tag ends at a place; one that nothing ends goes on to the end of the text."""
    last = len(text)
    if name in NO_END_NEEDED:
        # HTML lets these end by what follows; in Markdown an empty line is where that may begin.
        gap = bisect_left(gaps, at)
        if gap < len(gaps):
            last = gaps[gap]
    depth = 1
    for found in MARKUP.finditer(text, at, last):
        if (found[2] or "").lower() != name:
            continue
        if not found[1]:
            depth += 1
            continue
        depth -= 1
        if depth == 0:
            return found.end()
    return last


def _is_hidden(html: str) -> bool:
    if STYLE.search(html):
        return True
    tag = next(tags(html), None)
    if tag is None:
        return False
    return any(each.name == "hidden" and each.value not in SHOWN for each in tag.attributes)
