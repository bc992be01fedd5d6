"""Blocks → the HTML of a mail: the words of the plain letter, with links behind words, and nothing from elsewhere."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from markupsafe import Markup, escape

from mentorsite.markdown.document import LINE
from mentorsite.render.text.nodes import (
    Blank,
    Block,
    Break,
    Callout,
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
    Quote,
    Row,
    Rule,
    Span,
    Summary,
    Table,
    Text,
)
from mentorsite.render.text.plain import WHOLE
from mentorsite.render.text.simple import one_line, with_languages, words_with_languages

# Mail programs read styles that stand at an element itself; many take no style sheet.
CELL = "border: 1px solid; padding: 0.25em 0.5em; text-align: start"
TABLE = Markup('<table style="border-collapse: collapse">\n{}\n</table>')
TH = Markup('<th scope="col" colspan="{}" rowspan="{}" style="{}">{}</th>')
TD = Markup('<td colspan="{}" rowspan="{}" style="{}">{}</td>')


def letter_html(text: Iterable[Block]) -> Markup:
    """A text as what stands in the body of a mail, a line for each block."""
    return Markup("\n").join(_blocks(text))


def _blocks(text: Iterable[Block]) -> Iterator[Markup]:
    for block in with_languages(text):
        match block:
            case Paragraph() | Heading() | Summary():
                yield _said(block)
            case List():
                yield _list(block)
            case Quote(blocks=inside):
                yield _in("blockquote", letter_html(inside))
            case Callout(blocks=inside) | Footnote(blocks=inside):
                yield _in("div", letter_html(inside))
            case Group():
                yield _in_language("div", block, letter_html(block.blocks))
            case Code(code=code):
                yield _in("pre", escape(code.rstrip("\n")))
            case Table(rows=rows):
                yield TABLE.format(Markup("\n").join(_row(row) for row in rows))
            case Rule():
                yield Markup("<hr>")
            case _:
                assert_never(block)


def _said(block: Paragraph | Heading | Summary) -> Markup:
    words = _words(block.words)
    match block:
        case Heading(level):
            return _in(f"h{level}", words)
        case Summary():
            return _in("p", _in("strong", words))
        case Paragraph():
            return _in("p", words)


def _list(block: List) -> Markup:
    items = Markup("\n").join(_in("li", _tight(item.blocks)) for item in block.items)
    if not block.numbered:
        return Markup("<ul>\n{}\n</ul>").format(items)
    return Markup('<ol start="{}">\n{}\n</ol>').format(block.first, items)


def _tight(blocks: Iterable[Block]) -> Markup:
    """What a point says: a paragraph that comes first is only its words."""
    found = with_languages(blocks)
    if not found or not isinstance(found[0], Paragraph):
        return letter_html(found)
    return _words(found[0].words) + letter_html(found[1:])


def _row(row: Row) -> Markup:
    made = Markup()
    for cell in row.cells:
        if not cell.covered:  # HTML has no cell where another one reaches
            shape = TH if cell.header else TD
            made += shape.format(cell.across, cell.down, CELL, _words(one_line(cell.blocks)))
    return _in("tr", made)


def _words(words: Iterable[Inline]) -> Markup:
    return Markup().join(_word(each) for each in words_with_languages(words))


def _word(each: Inline) -> Markup:
    match each:
        case Text(said):
            return escape(said)
        case CodeWords(said):
            return _in("code", escape(said))
        case Marked(mark, inside):
            return _in(mark, _words(inside))
        case Span(words=inside):
            return _in_language("span", each, _words(inside))
        case Linked(url, inside):
            return _link(url, _words(inside))
        case Break():
            return Markup("<br>")
        case FootnoteMark(number):
            return Markup("<sup>[{}]</sup>").format(number)
        case Blank():
            return escape(LINE)
        case _:  # a picture would be loaded from elsewhere
            return Markup()


def _link(url: str, said: Markup) -> Markup:
    if WHOLE.match(url):  # from a mail, no other leads anywhere
        return Markup('<a href="{}">{}</a>').format(url, said or url)
    return said


def _in(tag: str, inside: Markup) -> Markup:
    return Markup("<{}>{}</{}>").format(tag, inside, tag)


def _in_language(tag: str, each: Group | Span, inside: Markup) -> Markup:
    language = Markup(' lang="{}"').format(each.language) if each.language else ""
    way = Markup(' dir="{}"').format(each.direction) if each.direction else ""
    return Markup("<{}{}{}>{}</{}>").format(tag, language, way, inside, tag)
