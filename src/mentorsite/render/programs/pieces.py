"""What a form shows of its program, piece by piece, and its writers: a form has no tables and cards, but lists."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from mentorsite.markdown.document import Document
from mentorsite.render import program_lines
from mentorsite.render.context import RenderContext
from mentorsite.render.program_lines import Line
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


def html(pieces: Iterable[Piece], context: RenderContext) -> Markup:
    """Pieces as HTML for the page of a form."""
    return Markup("").join(_html(piece, context) for piece in pieces)


def _html(piece: Piece, context: RenderContext) -> Markup:
    match piece:
        case Document():
            return context.html(piece)
        case Points(points, numbered):
            items = Markup("").join(_item(each, context) for each in points)
            if numbered:
                return NUMBERED.format(items)
            return BULLETS.format(items)
        case _:
            return Markup("<p>{}</p>\n").format(program_lines.html(piece, context, _escaped))


def _item(point: Point, context: RenderContext) -> Markup:
    below = html(point.below, context)
    between = Markup("\n") if below else Markup("")
    return Markup("<li>{}{}{}</li>\n").format(program_lines.html(point.line, context, _escaped), between, below)


def _escaped(words: str) -> Markup:
    """Words as they stand in the HTML of texts, between which these pieces stand: quotes are as they are."""
    made = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")
    return Markup(made)  # noqa: S704 - nothing that HTML reads as its own is left


def blocks(pieces: Iterable[Piece], context: RenderContext) -> tuple[Block, ...]:
    """Pieces for formats that are read elsewhere."""
    return tuple(_blocks(pieces, context))


def _blocks(pieces: Iterable[Piece], context: RenderContext) -> Iterator[Block]:
    for piece in pieces:
        match piece:
            case Document():
                yield from context.portable(piece)
            case Points(points, numbered):
                items = [_point(point, number, context) for number, point in enumerate(points, 1)]
                yield List(numbered, 1, tuple(items))
            case _:
                yield Paragraph(program_lines.words(piece, context))


def _point(point: Point, number: int, context: RenderContext) -> Item:
    return Item((Paragraph(program_lines.words(point.line, context)), *_blocks(point.below, context)), number)
