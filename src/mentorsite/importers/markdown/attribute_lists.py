"""Attributes of kramdown and Python-Markdown, as in `{: .class }`, that hide words: these go, and are named."""

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
from mentorsite.importers.markdown.lines import Lines, Note

LIST = re.compile(r"\{:?([^{}\n]{1,500})\}")
HIDING = re.compile(
    r"style\s*=\s*[\"'][^\"']*(?:display\s*:\s*none|visibility\s*:\s*hidden)|(?:^|\s)hidden(?=\s|=|$)", re.I
)
WHAT = "what no reader saw; left out"


def without_hidden_words(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """A paragraph with `{: style="display:none" }` below it goes, and so do a heading, a link and words with it."""
    if not any(HIDING.search(line.text) and "{" in line.text for line in lines):
        return lines, ()
    starts = starts_of(lines)
    places = list(outermost(_hidden(lines, starts)))
    if not places:
        return lines, ()
    notes = (Note(lines[row_at(starts, each.start)].number, f"`{each.name}`: {WHAT}") for each in places)
    return tuple(without_places(lines, starts, places)), tuple(notes)


def _hidden(lines: Lines, starts: list[int]) -> Iterator[Place]:
    text = without_code(lines)
    opened = opened_at(text)
    for found in LIST.finditer(text):
        if not HIDING.search(found[1]):
            continue
        row = row_at(starts, found.start())
        line, column = lines[row].text, found.start() - starts[row]
        before = line[column - 1 : column]
        # What attributes are for is told by where they stand: alone on a line, right behind something, or at an end.
        if line.strip() == found[0]:
            first, last = _block(lines, row)
            yield Place(starts[first], starts[last] + len(lines[last].text), found[0])
        elif before in (")", "]"):
            yield Place(start_of(text, found.start(), opened), found.end(), found[0])
        elif before in ("*", "_", "`", "~"):
            yield Place(starts[row] + _mark(line, column), found.end(), found[0])
        elif not line[found.end() - starts[row] :].strip():
            yield Place(starts[row], starts[row] + len(line), found[0])


def _block(lines: Lines, row: int) -> tuple[int, int]:
    """The first and the last row of what a line of attributes is for: the block above it, or else below it."""
    first = last = row
    while first > 0 and _is_of_a_block(lines[first - 1].text):
        first -= 1
    while first == row and last + 1 < len(lines) and _is_of_a_block(lines[last + 1].text):
        last += 1
    return first, last


def _is_of_a_block(text: str) -> bool:
    return text.strip() != "" and LIST.fullmatch(text.strip()) is None


def _mark(line: str, column: int) -> int:
    """Where the words begin whose last mark stands before a column: at the same mark; else where the line begins."""
    mark = line[column - 1]
    bare = line[:column].rstrip(mark)
    marks = line[len(bare) : column]
    return max(0, bare.rfind(marks))
