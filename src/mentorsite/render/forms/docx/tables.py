"""Tables of Word: a header row that is repeated, rows that stay whole, a name to be spoken."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from mentorsite.render.forms.docx.xml import EMPTY_MARKUP, DocxContext

TABLE = Markup(
    '<w:tbl><w:tblPr><w:tblStyle w:val="FormTable"/>{}<w:tblW w:w="{}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    '<w:tblLook w:val="{}" w:firstRow="1" w:lastRow="0" w:firstColumn="{}" w:lastColumn="0" w:noHBand="1" '
    'w:noVBand="1"/>'
    "{}</w:tblPr><w:tblGrid>{}</w:tblGrid>{}</w:tbl>"
)
VISUAL_ORDER = Markup("<w:bidiVisual/>")
CAPTION = Markup('<w:tblCaption w:val="{}"/>')
DESCRIPTION = Markup('<w:tblDescription w:val="{}"/>')
COLUMN = Markup('<w:gridCol w:w="{}"/>')
HEADER_ROW = Markup("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{}</w:tr>")
ROW = Markup('<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{}" w:hRule="atLeast"/></w:trPr>{}</w:tr>')
CELL = Markup('<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr>{}</w:tc>')


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTable:
    """A table. A cell is its paragraphs; `widths` are shares; `headed` rows start with a heading."""

    header: Sequence[Markup]
    rows: Sequence[Sequence[Markup]]
    widths: Sequence[float]
    caption: str = ""
    description: str = ""
    headed: bool = False
    height: int = 0


def table(made: WordTable, context: DocxContext) -> Markup:
    """A table as Word has it."""
    columns = _columns(context.width, made.widths)
    if made.caption:
        caption = CAPTION.format(made.caption)
    else:
        caption = EMPTY_MARKUP
    if made.description:
        description = DESCRIPTION.format(made.description)
    else:
        description = EMPTY_MARKUP
    rows = (ROW.format(made.height, _cells(row, columns)) for row in made.rows)
    if context.rtl:
        order = VISUAL_ORDER
    else:
        order = EMPTY_MARKUP
    # `w:val` says as bits what the attributes beside it say by name: older programs read it alone
    if made.headed:
        look = "06A0"
    else:
        look = "0620"
    return TABLE.format(
        order,
        sum(columns),
        look,
        int(made.headed),
        caption + description,
        EMPTY_MARKUP.join(COLUMN.format(column) for column in columns),
        HEADER_ROW.format(_cells(made.header, columns)) + EMPTY_MARKUP.join(rows),
    )


def _columns(width: int, shares: Sequence[float]) -> list[int]:
    """Whole widths that make up the width."""
    whole = sum(shares)
    # edges are rounded and not widths, whose faults would add up
    edges = [round(width * sum(shares[:index]) / whole) for index in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _cells(cells: Sequence[Markup], columns: Sequence[int]) -> Markup:
    return EMPTY_MARKUP.join(CELL.format(column, cell) for column, cell in zip(columns, cells, strict=True))
