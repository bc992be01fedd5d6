"""Parts of a text that go, wherever they begin and end in its lines."""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from mentorsite.importers.markdown.lines import Line, Lines, split_fences, without_code_spans


@dataclass(frozen=True, slots=True)
class Place:
    """From where to where something stands in a text, and what it is."""

    start: int
    end: int
    name: str


def without_code(lines: Lines) -> str:
    """The text with spaces for its code, each character in its place."""
    marked = (" " * len(line.text) if code else without_code_spans(line.text) for line, code in split_fences(lines))
    return "\n".join(marked)


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
