"""A piece of what is said of a program, for every format."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from mentorsite.markdown.document import Document
from mentorsite.render.context import RenderContext
from mentorsite.render.program_lines import Line, html
from mentorsite.render.programs.program_views import Definition, ProgramBlock
from mentorsite.render.views import Card


@dataclass(frozen=True, slots=True)
class PartBlock:
    """Paragraphs, a text, a list, a table, terms with what they mean, and cards. What a kind does not use is empty.

    `kind` is `text`, `list`, `table`, `definitions` or `cards`: what it is called in a page.
    """

    kind: str
    title: str | None = None
    paragraphs: tuple[Line, ...] = ()
    text: Document | None = None
    items: tuple[Line, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Line, ...], ...] = ()
    entries: tuple[tuple[str, Line], ...] = ()
    cards: tuple[Card, ...] = ()


def on_page(blocks: Iterable[PartBlock], context: RenderContext) -> tuple[ProgramBlock, ...]:
    """Blocks as the template of a page shows them."""
    return tuple(_on_page(block, context) for block in blocks)


def _on_page(block: PartBlock, context: RenderContext) -> ProgramBlock:
    paragraphs = []
    for said in block.paragraphs:
        if said:
            paragraphs.append(Markup("<p>{}</p>").format(html(said, context)))
    rows = []
    for row in block.rows:
        rows.append(tuple(html(cell, context) for cell in row))
    return ProgramBlock(
        kind=block.kind,
        title=block.title,
        html=Markup("").join(paragraphs) + context.html(block.text),
        items=tuple(html(item, context) for item in block.items),
        columns=block.columns,
        rows=tuple(rows),
        entries=tuple(Definition(term, html(said, context)) for term, said in block.entries),
        cards=block.cards,
    )
