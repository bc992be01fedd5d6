"""What pages of Quarto hide by attributes: words in brackets, pictures, links, and all below a heading."""

import re
from collections.abc import Iterator

from mentorsite.importers.markdown.cut_out import (
    Place,
    opened_at,
    outermost,
    row_at,
    start_of,
    starts_of,
    without_code,
    without_places,
)
from mentorsite.importers.markdown.lines import Line, Lines, Note, split_fences
from mentorsite.importers.markdown.pandoc_attributes import why_hidden

BEHIND = re.compile(r"(?<=[)\]])\{([^{}]{0,500})\}")
HEADING = re.compile(r" {0,3}(#{1,6})\s")
AT_END = re.compile(r"\{([^{}]*)\}$")
LINE_BELOW = re.compile(r" {0,3}(=+|-+)\s*")
DIV = re.compile(r"\s*:{3,}(.*)")


def without_unseen(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`[words]{.hidden}` goes, and so does all below `## Heading {.hidden}`."""
    if not any("{" in line.text for line in lines):
        return lines, ()
    kept, notes = _without_sections(lines)
    places = list(_hidden(without_code(kept)))
    if not places:
        return kept, notes
    starts = starts_of(kept)
    found = (Note(kept[row_at(starts, each.start)].number, each.name) for each in places)
    return tuple(without_places(kept, starts, places)), (*notes, *found)


def _hidden(text: str) -> Iterator[Place]:
    """Words in brackets, pictures and links that are hidden; the outermost ones."""
    opened = opened_at(text)
    hidden = []
    for found in BEHIND.finditer(text):
        why = why_hidden(found[1])
        if why:
            hidden.append(Place(start_of(text, found.start(), opened), found.end(), f"`{found[0]}`: {why}"))
    return outermost(hidden)


def _without_sections(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """The lines without headings that are hidden, and all that stands below them."""
    kept: list[Line] = []
    notes: list[Note] = []
    rows = list(split_fences(lines))
    hidden, depth = 0, 0
    for row, (line, code) in enumerate(rows):
        level, said = (0, "") if code else _heading(lines, row)
        depth += _deeper(line.text, code=code)
        # The end of the block that the heading stands in ends what stands below it, too.
        if hidden and (0 < level <= hidden or depth < 0):
            hidden = 0
        why = why_hidden(said) if level and not hidden else ""
        if why:
            hidden, depth = level, 0
            notes.append(Note(line.number, f"a heading and all below it (`{{{said}}}`): {why}"))
        if not hidden:
            kept.append(line)
    return tuple(kept), tuple(notes)


def _heading(lines: Lines, row: int) -> tuple[int, str]:
    """The level of the heading that a line is, 0 for another line; and its attributes."""
    text = lines[row].text
    behind = AT_END.search(text.rstrip().rstrip("#").rstrip())
    attributes = behind[1] if behind else ""
    if found := HEADING.match(text):
        return len(found[1]), attributes
    if behind is None or row + 1 == len(lines):
        return 0, ""
    below = LINE_BELOW.fullmatch(lines[row + 1].text)
    if below is None:
        return 0, ""
    level = 1 if below[1][0] == "=" else 2
    return level, attributes


def _deeper(text: str, *, code: bool) -> int:
    """1 for a line that opens a block of colons, -1 for one that closes it."""
    found = None if code else DIV.fullmatch(text)
    if found is None:
        return 0
    if found[1].strip():
        return 1
    return -1
