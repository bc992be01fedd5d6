"""Parts of a text that go, wherever they begin and end in its lines."""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from mentorsite.importers.markdown.lines import Line, Lines, split_fences, without_code_spans

BRACKET = re.compile(r"\\.|[\[\]()]|\n[ \t]*\n", re.S)


@dataclass(frozen=True, slots=True)
class Place:
    """From where to where something stands in a text, and what it is."""

    start: int
    end: int
    name: str


def without_code(lines: Lines) -> str:
    """The text with spaces for its code, each character in its place."""
    marked = []
    for line, code in split_fences(lines):
        if code:
            marked.append(" " * len(line.text))
        else:
            marked.append(without_code_spans(line.text))
    return "\n".join(marked)


def outermost(places: Iterable[Place]) -> Iterator[Place]:
    """The places that lie in no other one, the first one first."""
    last = 0
    for place in sorted(places, key=lambda each: (each.start, -each.end)):
        if place.start >= last:
            yield place
            last = place.end


def opened_at(text: str) -> dict[int, int]:
    """Where the bracket opened that each closing one ends; none in another paragraph."""
    found: dict[int, int] = {}
    waiting: dict[str, list[int]] = {"[": [], "(": []}
    for mark in BRACKET.finditer(text):
        if mark[0] in waiting:
            waiting[mark[0]].append(mark.start())
        elif mark[0] in "])":
            begun = waiting["["] if mark[0] == "]" else waiting["("]
            if begun:
                found[mark.start()] = begun.pop()
        elif mark[0][0] == "\n":
            waiting = {"[": [], "(": []}
    return found


def start_of(text: str, behind: int, opened: dict[int, int]) -> int:
    """Where begins what ends right before a place: words in brackets, or a link or a picture."""
    start = opened.get(behind - 1, behind)
    is_target = text[behind - 1] == ")" and text[start - 1 : start] == "]"
    if is_target:
        start = opened.get(start - 1, start)
    is_picture = text[start - 1 : start] == "!"
    if is_picture:
        return start - 1
    return start


def starts_of(lines: Lines) -> list[int]:
    """Where in the text each line starts."""
    return list(accumulate((len(line.text) + 1 for line in lines[:-1]), initial=0))


def row_at(starts: list[int], at: int) -> int:
    """The row of a place in the text."""
    return bisect_right(starts, at) - 1


def without_places(lines: Lines, starts: list[int], places: Iterable[Place]) -> Iterator[Line]:
    """The lines without some places, the first one first; a line of which nothing is left goes."""
    waiting = deque(places)
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
