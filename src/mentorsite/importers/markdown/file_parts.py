"""Parts of a file that a page takes in: some of its lines, what stands between two marks, or below a heading."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mentorsite.markdown.slug import slug

OF_MDBOOK = re.compile(r"([^:]*):(?:(\d{0,6})(?::(\d{0,6}))?|([A-Za-z_][\w-]*))")
"""`file:2:5`, or `file:name`."""
OF_VITEPRESS = re.compile(r"([^#{}]*)(?:#([\w-]+))?(?:\{(\d{0,6})(,?)(\d{0,6})\})?")
"""`file#name{2,5}`."""
HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*")


@dataclass(frozen=True, slots=True)
class FilePart:
    """A part of a file: the lines from a first to a last one of what has a name in it, or of all."""

    file: str
    name: str = ""
    first: str = ""
    last: str = ""

    def of(self, text: str) -> str | None:
        """The part of a text; None where nothing in it has the name."""
        whole = text.split("\n")
        lines: Sequence[str] | None = whole
        if self.name:
            lines = _between_marks(whole, self.name) or _below_heading(whole, self.name)
        if lines is None:
            return None
        first = max(int(self.first or 1), 1)
        last = int(self.last or len(lines))
        return "\n".join(lines[first - 1 : last])


def part_of(name: str) -> FilePart:
    """The part of a file that a name says."""
    found = OF_MDBOOK.fullmatch(name)
    if found:
        # One number is a single line; a second, empty one means up to the end.
        last = found[2] if found[3] is None else found[3]
        return FilePart(found[1], found[4] or "", found[2] or "", last or "")
    said = OF_VITEPRESS.fullmatch(name)
    if said is None:
        return FilePart(name)
    first, comma, last = said[3] or "", said[4], said[5] or ""
    if not comma:
        last = first
    return FilePart(said[1], said[2] or "", first, last)


def _between_marks(lines: Sequence[str], name: str) -> Sequence[str] | None:
    """The lines between two comments that mark a region of a name."""
    start = re.compile(rf"(?:\bANCHOR:|#?\bregion\b)\s*{re.escape(name)}(?![\w-])")
    end = re.compile(
        rf"(?:\bANCHOR_END:\s*|#?\bend-?region\b\s*){re.escape(name)}(?![\w-])|#endregion\s*(?:-->|$)", re.I
    )
    first = next((row for row, line in enumerate(lines) if start.search(line)), None)
    if first is None:
        return None
    last = next((row for row in range(first + 1, len(lines)) if end.search(lines[row])), len(lines))
    return lines[first + 1 : last]


def _below_heading(lines: Sequence[str], name: str) -> Sequence[str] | None:
    """The lines from the heading with an id on, to the next of its level or above."""
    level = first = 0
    for row, line in enumerate(lines):
        found = HEADING.fullmatch(line)
        if found is None:
            continue
        if level and len(found[1]) <= level:
            return lines[first:row]
        own = re.search(r"\{#([\w-]+)\}$", found[2])
        if not level and (own[1] if own else slug(found[2])) == name:
            level, first = len(found[1]), row
    if level:
        return lines[first:]
    return None
