"""Where MyST's directives begin and end, and the fences that end with the block that they stand in."""

import re
from collections.abc import Iterator
from dataclasses import replace

from mentorsite.importers.markdown.lines import Line, Lines

START = re.compile(r"(\s*)(`{3,}|~{3,}|:{3,})\s*\{([\w:.-]+)\}(.*)")
CODE = ("code-block", "code", "sourcecode", "code-cell")
DEEPEST = 20
"""How deep blocks in each other are looked through."""


def closers(lines: Lines) -> dict[int, int]:
    """Where each outermost fence ends, by where it starts; one that never ends is none."""
    return _fences(lines)[0]


def _fences(lines: Lines) -> tuple[dict[int, int], str]:
    """Where each outermost fence ends, and the marks of the one that never does."""
    found: dict[int, int] = {}
    open_at, fence, indent = -1, "", 0
    for row, line in enumerate(lines):
        bare, marks = line.text.strip(), _marks(line.text)
        here = len(line.text) - len(line.text.lstrip())
        if open_at >= 0 and marks == bare and marks.startswith(fence) and here < indent + 4:
            found[open_at] = row
            open_at = -1
        # Behind a fence of backticks stand none (CommonMark 4.5).
        elif open_at < 0 and len(marks) >= 3 and not (marks[0] == "`" and "`" in bare[len(marks) :]):
            open_at, fence, indent = row, marks, here
    return found, fence if open_at >= 0 else ""


def _marks(text: str) -> str:
    """The marks of a fence that a line begins with, or nothing."""
    bare = text.strip()
    if bare[:1] in ("`", "~", ":"):
        return bare[: len(bare) - len(bare.lstrip(bare[:1]))]
    return ""


def closed_fences(lines: Lines) -> Lines:
    """The lines with an end for each fence that ends only with the block that it stands in."""
    return tuple(_closed(lines, 0))


def _closed(lines: Lines, depth: int) -> Iterator[Line]:
    at, ends = 0, closers(lines)
    while at < len(lines):
        end = ends.get(at, at)
        inside = lines[at + 1 : end]
        if inside and depth < DEEPEST and _holds_markdown(lines[at].text):
            yield lines[at]
            yield from _closed(inside, depth + 1)
            _, fence = _fences(inside)
            # An end that would end the block around it, too, leaves that one's own end to open another.
            if fence and not fence.startswith(_marks(lines[at].text)):
                yield replace(inside[-1], text=fence)
            yield lines[end]
        else:
            yield from lines[at : end + 1]
        at = end + 1


def _holds_markdown(text: str) -> bool:
    """Whether what a fence begins is no code."""
    found = START.fullmatch(text)
    if found:
        return found[3] not in CODE
    return text.lstrip().startswith(":")
