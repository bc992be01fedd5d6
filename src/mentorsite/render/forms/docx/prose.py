"""Blocks and words → paragraphs and runs of Word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from markdown_it.common.normalize_url import normalizeLink
from markupsafe import Markup

from mentorsite.markdown.sanitize import outside
from mentorsite.render.forms.docx.tables import WordTable, table
from mentorsite.render.forms.docx.xml import BREAK, EMPTY_MARKUP, RUN, DocxContext, indented, paragraph
from mentorsite.render.left_to_right import words_kept_whole
from mentorsite.render.text.nodes import (
    Blank,
    Block,
    Break,
    Callout,
    Cell,
    Code,
    CodeWords,
    Footnote,
    FootnoteMark,
    Group,
    Heading,
    Inline,
    Linked,
    List,
    Marked,
    Paragraph,
    Picture,
    Quote,
    Row,
    Rule,
    SimpleBlock,
    SimpleInline,
    Span,
    Summary,
    Table,
    Text,
)
from mentorsite.render.text.simple import one_line, with_languages, words_with_languages

HANGING = 709
"""How far in the text of clauses stands, in twentieths of a point: 1.25 cm, for numbers such as 10.12."""
STEP = 360
"""How much further in each list starts, in twentieths of a point."""
LONGEST_LINK = 2000
"""Word refuses a file with a link much longer than this."""
HYPERLINK = Markup('<w:hyperlink r:id="{}" w:history="1">{}</w:hyperlink>')
NUMBERED = Markup('<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>')
BULLETS = 1
BOXES = ("☐ ", "☒ ")
STRONG = frozenset({"strong"})
LARGE = 3
"""Down to this level a heading in a text has the larger of two styles."""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """How the paragraphs here are set. `depth` is that in lists, `number` the list that they are points of."""

    style: str
    indent: int = 0
    depth: int = 0
    number: int | None = None


def phrase(text: Iterable[Block], context: DocxContext) -> Markup:
    """A text of one line as runs; blocks that raw HTML has put there become lines."""
    return _inline(one_line(text), context)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text is set: the style of its first paragraph, what begins that, and the style of the others."""

    first: str
    lead: Markup = EMPTY_MARKUP
    rest: str = ""


BODY = TextStyle("BodyText")


def prose(text: Iterable[Block], context: DocxContext, style: TextStyle = BODY) -> Markup:
    """Paragraphs and what stands among them."""
    words, direction, others = _opening(text, context)
    first = style.lead + words
    if style.rest:
        rest = ParagraphStyle(style.rest, HANGING)
    else:
        rest = ParagraphStyle(style.first)
    made = EMPTY_MARKUP.join(_parts(others, rest))
    if first:
        return paragraph(style.first, first, direction) + made
    return made


Parts = tuple[tuple[SimpleBlock, DocxContext], ...]
"""Blocks, each with the context that its language gives."""


def _opening(text: Iterable[Block], context: DocxContext) -> tuple[Markup, Markup, Parts]:
    """The words of the paragraph that a text begins with, and its direction; and the blocks after it."""
    parts = _by_language(text, context)
    match parts:
        case ((Paragraph(words), inside), *_):
            return _inline(words, inside), inside.turned, parts[1:]
        case _:
            return EMPTY_MARKUP, EMPTY_MARKUP, parts


def _by_language(text: Iterable[Block], context: DocxContext) -> Parts:
    found: list[tuple[SimpleBlock, DocxContext]] = []
    for block in with_languages(text):
        if isinstance(block, Group):
            found += _by_language(block.blocks, context.within(block))
        else:
            found.append((block, context))
    return tuple(found)


def _block(block: SimpleBlock, context: DocxContext, style: ParagraphStyle) -> Iterator[Markup]:
    match block:
        case Paragraph(words):
            yield _paragraph(_inline(words, context), context.turned, style)
        case Summary(words=words):
            yield _paragraph(_inline(words, context, STRONG), context.turned, style)
        case Heading(level, words):
            yield paragraph("Heading2" if level <= LARGE else "Heading3", _inline(words, context), context.turned)
        case List():
            yield from _list(block, context, style)
        case Code(code):
            of_code = context.from_left()
            yield paragraph("HTMLPreformatted", of_code.run(code), of_code.turned + indented(style.indent))
        case Rule():
            yield paragraph("FormRule", EMPTY_MARKUP)
        case Table(rows):
            yield _table(rows, context)
        case Quote(blocks) | Callout(blocks=blocks):
            yield from _blocks(blocks, context, replace(style, style="Quote", indent=style.indent + STEP))
        case Footnote(number, blocks):
            yield paragraph("FormHelp", context.run(f"[{number}] "), context.turned)
            yield from _blocks(blocks, context, style)
        case _:
            assert_never(block)


def _blocks(blocks: Iterable[Block], context: DocxContext, style: ParagraphStyle) -> Iterator[Markup]:
    return _parts(_by_language(blocks, context), style)


def _parts(parts: Parts, style: ParagraphStyle) -> Iterator[Markup]:
    for block, context in parts:
        yield from _block(block, context, style)


def _paragraph(content: Markup, direction: Markup, style: ParagraphStyle) -> Markup:
    if style.number is not None:
        numbered = NUMBERED.format(min(style.depth, 9) - 1, style.number)  # lists of Word have nine levels
        return paragraph(style.style, content, numbered + direction + indented(style.indent, STEP))
    if style.indent:
        direction += indented(style.indent)
    return paragraph(style.style, content, direction)


def _list(block: List, context: DocxContext, style: ParagraphStyle) -> Iterator[Markup]:
    number, name = BULLETS, "ListBullet"
    if block.numbered:
        number, name = context.numbered(block.first), "ListNumber"
    inner = ParagraphStyle("ListContinue", style.indent + STEP, style.depth + 1)
    for item in block.items:
        if item.checked is None:
            box = EMPTY_MARKUP
        else:
            box = context.run(BOXES[item.checked])
        content, direction, others = _opening(item.blocks, context)
        # a point that begins with no paragraph has an empty one, for the bullet or the number stands at one
        yield _paragraph(box + content, direction or context.turned, replace(inner, style=name, number=number))
        yield from _parts(others, inner)


def _table(rows: tuple[Row, ...], context: DocxContext) -> Markup:
    first, *others = rows
    header = [paragraph("FormColumn", _cell(cell, context), context.turned) for cell in first.cells]
    cells = []
    for row in others:
        cells.append([paragraph("FormCell", _cell(cell, context), context.turned) for cell in row.cells])
    return table(WordTable(header=header, rows=cells, widths=[1.0] * len(header)), context)


def _cell(cell: Cell, context: DocxContext) -> Markup:
    return _inline(one_line(cell.blocks), context)


def _inline(
    words: Iterable[Inline], context: DocxContext, marks: frozenset[str] = frozenset(), style: str = ""
) -> Markup:
    return EMPTY_MARKUP.join(_run(each, context, marks, style) for each in words_with_languages(words))


def _run(word: SimpleInline | Span, context: DocxContext, marks: frozenset[str], style: str) -> Markup:
    match word:
        case Text(said) | Picture(words=said):
            return context.run(words_kept_whole(said, "rtl" if context.rtl else "ltr"), marks, style)
        case Marked(mark, words):
            return _inline(words, context, marks | {mark}, style)
        case CodeWords(code):
            return context.from_left().run(code, marks, style or "HTMLCode")
        case Break():
            return RUN.format(EMPTY_MARKUP, BREAK)
        case FootnoteMark(number):
            return context.run(f"[{number}]", marks, style)
        case Blank(field):
            return context.blank(field)
        case Linked():
            return _link(word, context, marks)
        case Span():
            return _inline(word.words, context.within(word), marks, style)
        case _:
            assert_never(word)


def _link(link: Linked, context: DocxContext, marks: frozenset[str]) -> Markup:
    """A link that leads somewhere from anywhere; the words of any other."""
    url = outside(normalizeLink(link.url.strip()))
    if not url or len(url) > LONGEST_LINK:
        return _inline(link.words, context, marks)
    return HYPERLINK.format(context.link(url), _inline(link.words, context, marks, "Hyperlink"))
