"""Comments, which a tool never published: they are taken out, and not even quoted in the list."""

import re
from dataclasses import replace

from mentorsite.importers.markdown.lines import Line, Lines, Note, Step, told_apart

WHAT = "a comment, which was never published; left out"


def without(start: str, end: str) -> Step:
    """A step that takes out what stands between two marks, over lines too; a comment that never ends goes on to the
    end of the page, as it does in the tool."""
    marks = re.compile(rf"(?P<code>(?<!`)(?P<ticks>`+)[^`]*(?P=ticks)(?!`))|(?P<start>{start})")
    ending = re.compile(end)

    def step(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
        made: list[Line] = []
        notes: list[Note] = []
        is_open = False
        for line, code in told_apart(lines):
            if code and not is_open:
                made.append(line)
                continue
            text, was_open = line.text, is_open
            kept: list[str] = []
            at = 0
            while at <= len(text):
                found = ending.search(text, at) if is_open else _start(marks, text, at)
                if found is None:
                    kept += [] if is_open else [text[at:]]
                    break
                if not is_open:
                    kept.append(text[at : found.start()])
                    notes.append(Note(line.number, WHAT))
                is_open, at = not is_open, found.end()
            left = "".join(kept)
            if left.strip() or (not was_open and text == left):
                made.append(replace(line, text=left))
        return tuple(made), tuple(notes)

    return step


def _start(marks: re.Pattern[str], text: str, at: int) -> re.Match[str] | None:
    """Where the next comment starts that is not between backticks."""
    return next((found for found in marks.finditer(text, at) if found["start"]), None)
