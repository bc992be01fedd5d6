"""Where each part of a YAML scalar stands whose lines were joined or whose characters were escaped."""

from collections.abc import Iterator

from mentorsite.errors import Place

Joint = tuple[tuple[int, int], Place]
HEX_ESCAPES = {"x": 2, "u": 4, "U": 8}
SPACE_ESCAPES = "nt rvf_NLP"
"""The letters that stand for spaces and line breaks after a `\\`."""


def joints(value: str, source: str, start: Place, quote: str = "") -> tuple[Joint, ...]:
    """Each line and column of `value` from which it goes on in `source`, which begins at `start`.

    Both are walked side by side, past all spaces: `source` differs from `value` in those and in escapes.
    """
    found: list[Joint] = []
    written = _written(source, start, quote)
    expected = None
    for spot in _characters(value):
        place, width = next(written, (expected or start, 1))
        if place != expected:
            found.append((spot, place))
        if width == 1:
            expected = Place(place.path, place.line, place.column + 1)
        else:
            expected = None  # an escape: one character of `value` is wider here, so the next one is a joint
    return tuple(found)


def _characters(value: str) -> Iterator[tuple[int, int]]:
    """The line and column of each character of a text that is no space."""
    line, start = 0, 0
    for index, character in enumerate(value):
        if not character.isspace():
            yield line, index - start
        elif character == "\n":
            line, start = line + 1, index + 1


def _written(source: str, start: Place, quote: str) -> Iterator[tuple[Place, int]]:
    """The place of each character that a source stands for and that is no space, and how wide it is written."""
    index, line, line_start = 0, start.line, 1 - start.column
    while index < len(source):
        width, is_space = _next(source, index, quote)
        if not is_space:
            yield Place(start.path, line, index - line_start + 1), width
        if "\n" in source[index : index + width]:
            line, line_start = line + 1, index + width
        index += width


def _next(source: str, index: int, quote: str) -> tuple[int, bool]:
    """How many characters are written for the next one, and whether that is a space."""
    here, after = source[index], source[index + 1 : index + 2]
    if quote == "'" and here == after == "'":
        return 2, False
    if quote == '"' and here == "\\":
        if after in HEX_ESCAPES:
            digits = source[index + 2 : index + 2 + HEX_ESCAPES[after]]
            return 2 + len(digits), chr(int(digits, 16)).isspace()
        return 2, after.isspace() or after in SPACE_ESCAPES
    return 1, here.isspace()
