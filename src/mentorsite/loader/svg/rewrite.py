"""An SVG, written anew: what a parser of XML read of it, as far as it can't act and asks nobody for anything.

What is published is never what someone sent in, so nothing depends on a browser that reads a file as we do.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.svg.limits import LARGEST_SVG, NESTED_PICTURES
from mentorsite.loader.svg.reader import RefusedError, SvgReader

MOST_PROBLEMS = 8
"""Of how many things that are left out of a file it is told, each with its place."""
AGAIN = "save it anew as plain SVG, or as PNG"
LEFT_OUT = "see how the published picture looks; where something is missing, save it as plain SVG or PNG"


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG as it is published."""

    source: str
    text: str

    @property
    def data(self) -> bytes:
        """Its file."""
        return self.text.encode()


def drawing(path: str, data: bytes) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """An SVG as it is published, and what was left out of it; nothing where it can't be published."""
    reader = SvgReader(NESTED_PICTURES)
    try:
        written = reader.read(data)
    except RefusedError as refused:
        place = Place(path, reader.parser.CurrentLineNumber, reader.parser.CurrentColumnNumber + 1)
        return None, (problem(refused.code, place, f"{refused}, so it is not published", AGAIN),)
    return Drawing(path, written), tuple(_problems(path, reader.taken))


def too_large(path: str, size: int) -> Problem:
    """Said of an SVG that is larger than is read."""
    message = f"the file has {size:,} bytes; at most {LARGEST_SVG:,} are read of an SVG"
    return problem("too-large", Place(path), message, "save it with less detail, or as PNG")


def _problems(path: str, taken: dict[str, tuple[int, int]]) -> Iterator[Problem]:
    for number, (what, (line, column)) in enumerate(taken.items()):
        if number == MOST_PROBLEMS:
            message = f"{len(taken) - MOST_PROBLEMS:,} more kinds of things are left out of the published picture"
            yield problem("svg-part", Place(path, line, column), message, LEFT_OUT)
            return
        yield problem("svg-part", Place(path, line, column), f"{what} is left out of the published picture", LEFT_OUT)
