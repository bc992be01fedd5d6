"""Formulas in lines of Markdown, whose marks mean nothing else: `$x_{i}$`, `$$ … $$`, `\\( … \\)` and `\\[ … \\]`."""

import re
from collections.abc import Callable, Iterable

from mentorsite.importers.markdown.lines import Line, Lines, Note, Step, outside_code, split_fences

# All that may repeat is bounded: a mark that nothing ends is given up soon.
IN_LINE = re.compile(
    r"(?<![\\$])\$\$[^$\n]{1,2000}\$\$(?!\$)"
    r"|(?<![\\$\w])\$(?=[^\s$])[^$\n]{0,500}(?<=[^\s\\$])\$(?![\w$])"
    r"|\\{1,2}\([^\n]{1,500}?\\{1,2}\)|\\{1,2}\[[^\n]{1,2000}?\\{1,2}\]"
)
DOLLARS = re.compile(r"(?<!\\)\$\$")
OPENS = re.compile(r"\\{1,2}\[|\\begin\{[a-z]{1,30}\*?\}")
CLOSES = re.compile(r"\\{1,2}\]|\\end\{[a-z]{1,30}\*?\}")


def outside_formulas(text: str, change: Callable[[str], str]) -> str:
    """A line with the change made to what is neither between backticks nor in a formula."""
    return outside_code(text, lambda part: _outside(part, change))


def _outside(text: str, change: Callable[[str], str]) -> str:
    if "$" not in text and "\\" not in text:
        return change(text)
    parts, at = [], 0
    for found in IN_LINE.finditer(text):
        parts += [change(text[at : found.start()]), found[0]]
        at = found.end()
    return "".join(parts) + change(text[at:])


def each_line_outside_formulas(change: Callable[[Line], tuple[str | None, Iterable[str]]]) -> Step:
    """A step that changes lines one by one where they are neither code nor in a formula of several lines."""

    def step(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
        formulas = formula_rows(lines)
        kept: list[Line] = []
        notes: list[Note] = []
        for row, (line, code) in enumerate(split_fences(lines)):
            if code or row in formulas:
                kept.append(line)
                continue
            text, found = change(line)
            for what in found:
                notes.append(Note(line.number, what))
            if text is not None:
                kept.append(Line(line.number, text))
        return tuple(kept), tuple(notes)

    return step


def formula_rows(lines: Lines) -> frozenset[int]:
    """The rows of formulas that go over several lines, with no blank one between them."""
    found: set[int] = set()
    begun, closes = -1, False
    for row, (line, code) in enumerate(split_fences(lines)):
        if code or not line.text.strip():
            begun = -1
        elif begun < 0:
            # `$$` begins and ends alike: an odd one on a line is open behind it.
            is_odd = len(DOLLARS.findall(line.text)) % 2 == 1
            closes = len(OPENS.findall(line.text)) > len(CLOSES.findall(line.text))
            if is_odd or closes:
                begun = row
        elif _closes(line.text, closes):
            found.update(range(begun, row + 1))
            begun = -1
    return frozenset(found)


def _closes(text: str, with_bracket: bool) -> bool:
    if with_bracket:
        return CLOSES.search(text) is not None
    return len(DOLLARS.findall(text)) % 2 == 1
