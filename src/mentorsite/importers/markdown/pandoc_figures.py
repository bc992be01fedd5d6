"""Pictures of Pandoc that are a paragraph: their words stand below them, and what says what they show is apart."""

import re
from collections.abc import Sequence
from dataclasses import replace

from mentorsite.importers.markdown.lines import Line, Lines, Note, split_fences
from mentorsite.importers.markdown.pandoc_attributes import id_of, values

WORDS = r"(?:[^\[\]]|\[[^\[\]]*\](?:\([^()]*\))?)*"
FIGURE = re.compile(
    rf"!\[({WORDS})\]\(([^()\s]+|<[^<>]*>)(?:\s+(?:\"([^\"]*)\"|'([^']*)'))?\)\s*(?:\{{([^{{}}]{{0,500}})\}})?"
)
EDGES = ("#", ":::", "<")
"""What a line begins with that no paragraph goes on over."""
MOST_LINES = 20
"""How many lines the words of a picture may take."""


def figures(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """A picture alone in its paragraph gets its words as a title, which is shown below it; its id stands above it."""
    made: list[Line] = []
    notes: list[Note] = []
    rows = list(split_fences(lines))
    at = 0
    while at < len(rows):
        first = rows[at][0]
        end = _end(rows, at)
        if end > at:
            found = FIGURE.fullmatch(" ".join(line.text.strip() for line, _ in rows[at:end]))
        else:
            found = None
        if not found:
            made.append(first)
            at += 1
            continue
        indent = first.text[: len(first.text) - len(first.text.lstrip())]
        made += [replace(first, text=f"{indent}{each}" if each else "") for each in _figure(found)]
        tip = found[3] or found[4]
        if tip and found[1]:
            notes.append(Note(first.number, f"“{tip}”: shown over a picture alone; left out"))
        at = end
    return tuple(made), tuple(notes)


def _end(rows: Sequence[tuple[Line, bool]], at: int) -> int:
    """The row behind a paragraph that begins with a picture in a row; that row itself where none does."""
    is_first = at == 0 or rows[at - 1][1] or _is_edge(rows[at - 1][0].text)
    if not is_first or rows[at][1] or not rows[at][0].text.lstrip().startswith("!["):
        return at
    for row in range(at + 1, min(at + MOST_LINES, len(rows))):
        if rows[row][1] or _is_edge(rows[row][0].text):
            return row
    return min(at + MOST_LINES, len(rows))


def _is_edge(text: str) -> bool:
    return not text.strip() or text.lstrip().startswith(EDGES)


def _figure(found: re.Match[str]) -> list[str]:
    """The lines of a figure."""
    attributes = found[5] or ""
    said = values(attributes)
    tip = found[3] or found[4] or ""
    words = said.get("fig-cap") or found[1].strip() or tip
    alt = said.get("fig-alt") or said.get("alt") or found[1].strip()
    escaped = words.replace('"', '\\"')
    title = f' "{escaped}"' if words else ""
    picture = f"![{alt}]({found[2]}{title})"
    own = id_of(attributes)
    if own:
        return [f'<a id="{own}"></a>', "", picture]
    return [picture]
