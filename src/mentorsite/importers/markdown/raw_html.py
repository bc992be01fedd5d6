"""HTML in Markdown that no reader saw, which is left out; and what no page of a handbook shows, which is named."""

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from mentorsite.importers.markdown.lines import Line, Lines, Note, outside_code, split_fences
from mentorsite.markdown.raw_html import FILL_IN, INSTEAD, MARKUP, SHOWN_AS_CARD, Tag, tags
from mentorsite.markdown.sanitize import VOID

STYLE = re.compile(r"(?<![\w-])style\s*=[^<>]{0,500}?(?:display\W{1,5}none|visibility\W{1,5}hidden)", re.I)
SHOWN = ("until-found", "{false}")
"""What `hidden` says of what is shown, or can be found."""
NO_END_NEEDED = ("p", "li", "dt", "dd", "tr", "td", "th", "option")
SHOWN_NOWHERE = {*SHOWN_AS_CARD, "applet", "svg", "math", "canvas", "script"}
GAP = re.compile(r"\n(?=\n)")
NOT_CODE = "\ufdd0"


@dataclass(frozen=True, slots=True)
class _Place:
    """From where to where something stands in a text."""

    start: int
    end: int
    name: str


def without_hidden(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`<div style="display: none">` and `<p hidden>` go, with all that is in them."""
    if not any("<" in line.text for line in lines):
        return lines, ()
    text = _without_code(lines)
    hidden = list(_hidden(text))
    if not hidden:
        return lines, ()
    starts = _starts(lines)
    notes = (
        Note(lines[_row(starts, each.start)].number, f"a part (`<{each.name}>`) that no reader saw; left out")
        for each in hidden
    )
    return tuple(_rest(lines, starts, hidden)), tuple(notes)


def not_shown(lines: Lines, noted: Iterable[Note]) -> Iterator[Note]:
    """Frames, films, forms and their like, on lines of which nothing was noted yet; a form is named as a whole."""
    known = {note.number for note in noted}
    starts, in_form = _starts(lines), False
    for tag in tags(_without_code(lines)):
        number = lines[_row(starts, tag.at)].number
        is_field = INSTEAD.get(tag.name) == FILL_IN
        if number not in known and (tag.name in SHOWN_NOWHERE or (is_field and not in_form)):
            yield Note(number, f"`<{tag.name}>`: no page shows it; {_instead(tag)}")
        in_form = in_form or tag.name == "form"


def _instead(tag: Tag) -> str:
    address = tag.value("src") or tag.value("data")
    if tag.name in SHOWN_AS_CARD:
        return f"link to `{address}`" if address else "link to what it shows"
    return INSTEAD[tag.name]


def _without_code(lines: Lines) -> str:
    """The text, in which code has no tags, each character in its place."""
    marked = (
        line.text if code else outside_code(line.text, lambda part: part.replace("<", NOT_CODE))
        for line, code in split_fences(lines)
    )
    return "\n".join(marked).replace("<", " ").replace(NOT_CODE, "<")


def _starts(lines: Lines) -> list[int]:
    """Where in the text each line starts."""
    return list(accumulate((len(line.text) + 1 for line in lines[:-1]), initial=0))


def _row(starts: list[int], at: int) -> int:
    return bisect_right(starts, at) - 1


def _hidden(text: str) -> Iterator[_Place]:
    """The outermost elements that are hidden."""
    at, gaps = 0, [found.start() for found in GAP.finditer(text)]
    while found := MARKUP.search(text, at):
        at = found.end()
        if found[2] and not found[1] and _is_hidden(found[0]):
            name = found[2].lower()
            at = at if name in VOID or found[0].endswith("/>") else _end(text, at, name, gaps)
            yield _Place(found.start(), at, name)


def _end(text: str, at: int, name: str, gaps: list[int]) -> int:
    """Where an element ends whose first tag ends at a place; one that nothing ends goes on to the end of the text."""
    gap = bisect_left(gaps, at) if name in NO_END_NEEDED else len(gaps)
    last = gaps[gap] if gap < len(gaps) else len(text)
    depth = 1
    for found in MARKUP.finditer(text, at, last):
        if (found[2] or "").lower() == name:
            depth += -1 if found[1] else 1
        if not depth:
            return found.end()
    return last


def _is_hidden(html: str) -> bool:
    tag = next(tags(html), None)
    named = (each for each in tag.attributes if each.name == "hidden") if tag else ()
    return bool(STYLE.search(html)) or any(each.value not in SHOWN for each in named)


def _rest(lines: Lines, starts: list[int], hidden: list[_Place]) -> Iterator[Line]:
    """The lines without what is hidden; a line of which nothing is left goes."""
    waiting = deque(hidden)
    for line, start in zip(lines, starts, strict=True):
        end, at, kept, is_whole = start + len(line.text), start, "", True
        while waiting and waiting[0].start <= end:
            place, is_whole = waiting[0], False
            kept += line.text[at - start : max(at, place.start) - start]
            at = min(place.end, end)
            if place.end > end:
                break
            waiting.popleft()
        kept += line.text[at - start :]
        if is_whole or kept.strip():
            yield replace(line, text=kept)
