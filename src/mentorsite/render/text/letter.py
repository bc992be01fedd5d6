"""Blocks → plain text as people write it in a mail: paragraphs, points with hyphens, links as their addresses."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from mentorsite.render.text.nodes import (
    Block,
    Callout,
    Code,
    Footnote,
    Heading,
    List,
    Paragraph,
    Quote,
    Row,
    Rule,
    Summary,
    Table,
)
from mentorsite.render.text.plain import words_with_links
from mentorsite.render.text.simple import simple


def letter(text: Iterable[Block]) -> str:
    """A text as the body of a mail, without a line break at its end."""
    return "\n\n".join(_paragraphs(text))


def _paragraphs(text: Iterable[Block]) -> Iterator[str]:
    for block in simple(text):
        match block:
            case Paragraph() | Heading() | Summary():
                yield words_with_links((Paragraph(block.words),))
            case List():
                yield "\n".join(_points(block))
            case Quote(blocks=inside) | Callout(blocks=inside) | Footnote(blocks=inside):
                yield from _paragraphs(inside)
            case Code(code=code):
                yield code.rstrip("\n")
            case Table(rows=rows):
                yield "\n".join(_row(row) for row in rows)
            case Rule():
                yield "---"
            case _:
                assert_never(block)


def _row(row: Row) -> str:
    return " | ".join(words_with_links(cell.blocks) for cell in row.cells)


def _points(points: List) -> Iterator[str]:
    for item in points.items:
        mark = f"{item.number}. " if points.numbered else "- "
        inside = letter(item.blocks).replace("\n\n", "\n")  # no empty lines within points
        lines: list[str] = []
        for line in inside.splitlines():
            start = " " * len(mark) if lines else mark
            lines.append(f"{start}{line}")
        yield "\n".join(lines)
