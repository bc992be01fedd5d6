"""The HTML of a text → paragraphs and runs of Word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from markdown_it.common.normalize_url import normalizeLink
from markupsafe import Markup

from mentorsite.markdown.sanitize import outside
from mentorsite.render.forms.docx.tables import table
from mentorsite.render.forms.docx.xml import BREAK, EMPTY_MARKUP, RUN, DocxContext, indented, paragraph
from mentorsite.render.text_nodes import Node, blocks_of, words_of

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


def phrase(html: str, ink: DocxContext) -> Markup:
    """A text of one line as runs."""
    return _inline(words_of(html), ink)


def prose(html: str, ink: DocxContext, style: str = "BodyText", lead: Markup = EMPTY_MARKUP, rest: str = "") -> Markup:
    """Paragraphs and what stands among them; `lead` begins the first, `rest` is the style of the others."""
    nodes = blocks_of(html)
    opening = [node for node in nodes[:1] if node.kind == "paragraph"]
    first = lead + EMPTY_MARKUP.join(_inline(node.children, ink) for node in opening)
    manner = ParagraphStyle(rest or style, HANGING if rest else 0)
    others = _blocks(nodes[len(opening) :], ink, manner)
    return EMPTY_MARKUP.join([paragraph(style, first) if first else EMPTY_MARKUP, *others])


def _block(node: Node, ink: DocxContext, manner: ParagraphStyle) -> Iterator[Markup]:
    match node.kind:
        case "paragraph":
            yield _paragraph(_inline(node.children, ink), manner)
        case "summary":
            yield _paragraph(_inline(node.children, ink, STRONG), manner)
        case "heading":
            yield paragraph("Heading2" if node.number <= LARGE else "Heading3", _inline(node.children, ink))
        case "bullets" | "numbered":
            yield from _list(node, ink, manner)
        case "code":
            yield paragraph("HTMLPreformatted", ink.run(node.content), indented(manner.indent))
        case "rule":
            yield paragraph("FormRule", EMPTY_MARKUP)
        case "table":
            yield _table(node, ink)
        case "quote":
            yield from _blocks(node.children, ink, replace(manner, style="Quote", indent=manner.indent + STEP))
        case "footnote":
            yield paragraph("FormHelp", ink.run(f"[{node.number}] "))
            yield from _blocks(node.children, ink, manner)
        case _:
            yield from _blocks(node.children, ink, manner)


def _blocks(nodes: Iterable[Node], ink: DocxContext, manner: ParagraphStyle) -> Iterator[Markup]:
    for node in nodes:
        yield from _block(node, ink, manner)


def _paragraph(content: Markup, manner: ParagraphStyle) -> Markup:
    if manner.number is not None:
        numbered = NUMBERED.format(min(manner.depth, 9) - 1, manner.number)
        return paragraph(manner.style, content, numbered + indented(manner.indent, STEP))
    return paragraph(manner.style, content, indented(manner.indent) if manner.indent else EMPTY_MARKUP)


def _list(node: Node, ink: DocxContext, manner: ParagraphStyle) -> Iterator[Markup]:
    numbered = node.kind == "numbered"
    number, style = (ink.numbered(node.number), "ListNumber") if numbered else (BULLETS, "ListBullet")
    inner = ParagraphStyle("ListContinue", manner.indent + STEP, manner.depth + 1)
    for item in node.children:
        box = EMPTY_MARKUP if item.checked is None else ink.run(BOXES[item.checked])
        simple = [each for each in item.children[:1] if each.kind == "paragraph"]
        content = EMPTY_MARKUP.join(_inline(each.children, ink) for each in simple)
        yield _paragraph(box + content, replace(inner, style=style, number=number))
        yield from _blocks(item.children[len(simple) :], ink, inner)


def _table(node: Node, ink: DocxContext) -> Markup:
    first, *others = node.children
    header = [paragraph("FormColumn", _inline(cell.children, ink)) for cell in first.children]
    rows = []
    for row in others:
        rows.append([paragraph("FormCell", _inline(cell.children, ink)) for cell in row.children])
    return table(ink, header=header, rows=rows, widths=[1.0] * len(header))


def _inline(nodes: Iterable[Node], ink: DocxContext, marks: frozenset[str] = frozenset(), style: str = "") -> Markup:
    return EMPTY_MARKUP.join(_run(node, ink, marks, style) for node in nodes)


def _run(node: Node, ink: DocxContext, marks: frozenset[str], style: str) -> Markup:
    match node.kind:
        case "text" | "image":
            return ink.run(node.content, marks, style)
        case "strong" | "em" | "s" | "sup" | "sub":
            return _inline(node.children, ink, marks | {node.kind}, style)
        case "code-words":
            return ink.run(node.content, marks, style or "HTMLCode")
        case "break":
            return RUN.format(EMPTY_MARKUP, BREAK)
        case "footnote-mark":
            return ink.run(f"[{node.number}]", marks, style)
        case "link":
            return _link(node, ink, marks)
        case _:
            return _inline(node.children, ink, marks, style)


def _link(node: Node, ink: DocxContext, marks: frozenset[str]) -> Markup:
    """A link that leads somewhere from anywhere; the words of any other."""
    url = outside(normalizeLink(node.target.strip()))
    if not url or len(url) > LONGEST_LINK:
        return _inline(node.children, ink, marks)
    return HYPERLINK.format(ink.link(url), _inline(node.children, ink, marks, "Hyperlink"))
