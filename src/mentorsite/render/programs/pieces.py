"""What a form shows of its program, piece by piece, and its writers: a form has no tables and cards, but lists."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from mentorsite.markdown.document import Document
from mentorsite.render import line
from mentorsite.render.context import RenderContext
from mentorsite.render.line import Line
from mentorsite.render.text.nodes import Block, Item, List, Paragraph

BULLETS, NUMBERED = Markup("<ul>\n{}</ul>\n"), Markup("<ol>\n{}</ol>\n")


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a list, and what stands below it."""

    line: Line
    below: tuple["Piece", ...] = ()


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    points: tuple[Point, ...]
    numbered: bool = False


Piece = Line | Points | Document
"""A paragraph, a list or a text."""


def html(pieces: Iterable[Piece], setting: RenderContext) -> Markup:
    """Pieces as HTML for the page of a form."""
    return Markup("").join(_html(piece, setting) for piece in pieces)


def _html(piece: Piece, setting: RenderContext) -> Markup:
    match piece:
        case Document():
            return setting.html(piece)
        case Points(points, numbered):
            return (NUMBERED if numbered else BULLETS).format(Markup("").join(_item(each, setting) for each in points))
        case _:
            return Markup("<p>{}</p>\n").format(line.html(piece, setting, _escaped))


def _item(point: Point, setting: RenderContext) -> Markup:
    below = html(point.below, setting)
    between = Markup("\n") if below else Markup("")
    return Markup("<li>{}{}{}</li>\n").format(line.html(point.line, setting, _escaped), between, below)


def _escaped(words: str) -> Markup:
    """Words as they stand in the HTML of texts, between which these pieces stand: quotes are as they are."""
    made = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")
    return Markup(made)  # noqa: S704 - nothing that HTML reads as its own is left


def blocks(pieces: Iterable[Piece], setting: RenderContext) -> tuple[Block, ...]:
    """Pieces for formats that are read elsewhere."""
    return tuple(_blocks(pieces, setting))


def _blocks(pieces: Iterable[Piece], setting: RenderContext) -> Iterator[Block]:
    for piece in pieces:
        match piece:
            case Document():
                yield from setting.portable(piece)
            case Points(points, numbered):
                items = [_point(point, number, setting) for number, point in enumerate(points, 1)]
                yield List(numbered, 1, tuple(items))
            case _:
                yield Paragraph(line.words(piece, setting))


def _point(point: Point, number: int, setting: RenderContext) -> Item:
    return Item((Paragraph(line.words(point.line, setting)), *_blocks(point.below, setting)), number)
