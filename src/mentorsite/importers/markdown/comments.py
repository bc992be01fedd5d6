"""Comments, which a tool never published: they are taken out, and not even quoted in the list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mentorsite.importers.markdown.lines import Line, Lines, Note, Step, fence_behind

WHAT = "a comment, which was never published; left out"
RAW = (r"\{%-?\s*raw\s*-?%\}", r"\{%-?\s*endraw\s*-?%\}")
"""Between these a template shows its own marks."""
Place = tuple[int, int]
"""A row, and a column in it."""


@dataclass(frozen=True, slots=True)
class _Marks:
    """What comments stand between. `in_code` are those of templates, which are run before a page is Markdown."""

    start: re.Pattern[str]
    end: re.Pattern[str]
    in_code: bool
    has_to_end: bool


def without(start: str, end: str, *, in_code: bool = False, has_to_end: bool = False) -> Step:
    """A step that takes out what stands between two marks, over lines too.

    A comment that never ends goes on to the end of the page, as it does in the tool; with `has_to_end` it is none.
    """
    shown = f"{RAW[0]}.*?(?:{RAW[1]}|$)"
    if not in_code:
        shown = rf"(?<!`)(?P<ticks>`+)[^`]*(?P=ticks)(?!`)|{shown}"
    # What is shown as an example comes first, so that no comment is found to start in it.
    marks = _Marks(re.compile(f"(?P<shown>{shown})|(?P<start>{start})"), re.compile(end), in_code, has_to_end)
    bare = re.compile(start)

    def step(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
        if not any(bare.search(line.text) for line in lines):
            return lines, ()
        notes: list[Note] = []
        return tuple(_kept(lines, marks, notes)), tuple(notes)

    return step


def _kept(lines: Lines, marks: _Marks, notes: list[Note]) -> Iterator[Line]:
    """The lines without comments; a line of which nothing is left goes. A fence in a comment is none."""
    # Known beforehand, so that none has to be taken for a comment until the end of the page shows that it is not.
    last = _last_end(lines, marks.end) if marks.has_to_end else (len(lines), 0)
    is_open, fence, is_raw = False, "", False
    for row, line in enumerate(lines):
        was_open, was_raw, is_code = is_open, is_raw, False
        if not was_open:
            fence, is_code = fence_behind(fence, line.text)
            is_raw = _is_raw_behind(line.text, is_raw)
        if (is_code and not marks.in_code) or (was_raw and is_raw):
            yield line
            continue
        left, is_open, count = _without(line.text, row, marks, is_open, last)
        notes += [Note(line.number, WHAT)] * count
        if left.strip() or (not was_open and line.text == left):
            yield replace(line, text=left)


def _without(text: str, row: int, marks: _Marks, is_open: bool, last: Place) -> tuple[str, bool, int]:
    """What is left of a line, whether a comment is open behind it, and how many began on it."""
    kept: list[str] = []
    at = count = 0
    while at <= len(text):
        if is_open:
            found = marks.end.search(text, at)
            if found is None:
                break
        else:
            found = _start(marks, text, at)
            if found is None or (row, found.end()) > last:
                break
            kept.append(text[at : found.start()])
            count += 1
        is_open, at = not is_open, found.end()
    if not is_open:
        kept.append(text[at:])
    return "".join(kept), is_open, count


def _start(marks: _Marks, text: str, at: int) -> re.Match[str] | None:
    """Where the next comment starts that is not shown as an example."""
    return next((found for found in marks.start.finditer(text, at) if found["start"]), None)


def _last_end(lines: Lines, end: re.Pattern[str]) -> Place:
    """Where the last mark stands that a comment may end at."""
    for row in range(len(lines) - 1, -1, -1):
        ends = [found.start() for found in end.finditer(lines[row].text)]
        if ends:
            return row, ends[-1]
    return -1, 0


def _is_raw_behind(text: str, is_raw: bool) -> bool:
    """Whether a template shows its own marks behind a line."""
    starts, ends = (_last(mark, text) for mark in RAW)
    return starts > ends or (is_raw and ends < 0)


def _last(mark: str, text: str) -> int:
    """Where a mark begins for the last time; -1 where it is not."""
    return max((found.start() for found in re.finditer(mark, text)), default=-1)


LIQUID = (r"\{?\{%-?\s*comment\s*-?%\}\}?", r"\{?\{%-?\s*(?:end|/)\s*comment\s*-?%\}\}?")
"""Also with two braces, as Hugo has them."""
LIQUID_TAG = (r"\{%-?\s*#", r"%\}")
JINJA = (r"(?<!\{)\{#(?:-?(?=\s|$)|(?=[^{}]*#\}))", r"#\}")
"""Not `{#goals}`, the id of a heading."""
LIKE_JINJA = (r"(?<!\{)\{#(?:-?(?=\s|$)(?![^{}]*(?<!#)\})|(?=[^{}]*#\}))", r"#\}")
"""Not `{# of mentors}`, which no template has to read."""
OBSIDIAN = ("%%", "%%")
COMMENTS: tuple[Step, ...] = tuple(
    without(start, end, has_to_end=True)
    for start, end in (
        LIQUID,
        LIQUID_TAG,
        LIKE_JINJA,
        (r"\{::comment\b[^{}]*\}", r"\{:/(?:comment)?\}"),  # kramdown
        (
            r"\{\{-?\s*/\*",
            r"\*/\s*-?\}\}",
        ),  # Hugo, before MDX, whose marks these hold
        (r"\{\s*/\*", r"\*/\s*\}"),  # MDX
        (r"\{\{!--", r"--\}\}"),  # Handlebars, before its short form, which this begins with, too
        (r"\{\{!", r"\}\}"),
        (r"<%#", r"%>"),  # ERB and EJS
        (r"<%!?--", r"--%>"),
        (r"\{>>", r"<<\}"),  # CriticMarkup
        (r"^\s*(?i:#\+BEGIN_COMMENT)\b", r"(?i:#\+END_COMMENT)\b"),  # Org
    )
)
"""Comments of any tool. Who mixes tools, or takes one that is not known, has them, too."""
IN_NOTES: tuple[Step, ...] = (
    without(r"(?<!\d)%%(?=[^%\n]{1,2000}%%)", "%%"),
    without(r"^\s*%%", r"%%\s*$", has_to_end=True),
)
"""Those of Obsidian, in a folder that nothing shows to be a vault: `%%` may stand in words there, as in `50%%`."""
IN_TEMPLATES: tuple[Step, ...] = tuple(without(*marks, in_code=True, has_to_end=True) for marks in (LIQUID, JINJA))
"""Those of pages that are templates first, and Markdown then."""
