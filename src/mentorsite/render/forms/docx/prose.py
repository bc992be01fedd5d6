"""Markdown → paragraphs and runs of Word; raw HTML is left out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.tree import SyntaxTreeNode
from markupsafe import Markup

from mentorsite.markdown.grammar import parser
from mentorsite.markdown.sanitize import outside
from mentorsite.render.forms.docx.tables import table
from mentorsite.render.forms.docx.xml import BREAK, NOTHING, RUN, Ink, indented, paragraph

HANGING = 709
"""How far in the text of clauses stands, in twentieths of a point: 1.25 cm, for numbers such as 10.12."""
STEP = 360
"""How much further in each list starts, in twentieths of a point."""
LONGEST_LINK = 2000
"""Word refuses a file with a link much longer than this."""
HYPERLINK = Markup('<w:hyperlink r:id="{}" w:history="1">{}</w:hyperlink>')
NUMBERED = Markup('<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>')
BULLETS = 1


@dataclass(frozen=True, slots=True)
class Manner:
    """How the paragraphs here are set. `depth` is that in lists, `number` the list that they are points of."""

    style: str
    indent: int = 0
    depth: int = 0
    number: int | None = None


def phrase(markdown: str, ink: Ink) -> Markup:
    """A text of one line as runs."""
    root = SyntaxTreeNode(parser().parseInline(markdown, {}))
    return _inline(root, ink, frozenset())


def prose(markdown: str, ink: Ink, style: str = "BodyText", lead: Markup = NOTHING, rest: str = "") -> Markup:
    """Paragraphs and what stands among them; `lead` begins the first, `rest` is the style of the others."""
    children = SyntaxTreeNode(parser().parse(markdown, {})).children
    opening = [child for child in children[:1] if child.type == "paragraph"]
    first = lead + NOTHING.join(_inline(child, ink, frozenset()) for child in opening)
    manner = Manner(rest or style, HANGING if rest else 0)
    others = (part for child in children[len(opening) :] for part in _block(child, ink, manner))
    return NOTHING.join([paragraph(style, first) if first else NOTHING, *others])


def _block(node: SyntaxTreeNode, ink: Ink, manner: Manner) -> Iterator[Markup]:
    match node.type:
        case "paragraph" | "dt" | "alert_title":
            marks = frozenset(() if node.type == "paragraph" else ("strong",))
            yield _paragraph(_inline(node, ink, marks), manner)
        case "heading":
            yield paragraph("Heading2" if node.tag in ("h1", "h2") else "Heading3", _inline(node, ink, frozenset()))
        case "bullet_list":
            yield from _list(node, ink, manner, BULLETS, "ListBullet")
        case "ordered_list":
            number = ink.numbered(int(node.attrs.get("start", 1)))
            yield from _list(node, ink, manner, number, "ListNumber")
        case "fence" | "code_block":
            yield paragraph("HTMLPreformatted", ink.run(node.content.rstrip("\n")), indented(manner.indent))
        case "hr":
            yield paragraph("FormRule", NOTHING)
        case "table":
            yield _table(node, ink)
        case "html_block" | "footnote_anchor":
            return
        case "blockquote" | "alert" | "container_aside":
            yield from _blocks(node, ink, replace(manner, style="Quote", indent=manner.indent + STEP))
        case "footnote":
            mark = ink.run(f"[{int(node.meta.get('id', 0)) + 1}] ")
            yield paragraph("FormHelp", mark)
            yield from _blocks(node, ink, manner)
        case _:
            yield from _blocks(node, ink, manner)


def _blocks(node: SyntaxTreeNode, ink: Ink, manner: Manner) -> Iterator[Markup]:
    for child in node.children:
        yield from _block(child, ink, manner)


def _paragraph(content: Markup, manner: Manner) -> Markup:
    if manner.number is not None:
        numbered = NUMBERED.format(min(manner.depth, 9) - 1, manner.number)
        return paragraph(manner.style, content, numbered + indented(manner.indent, STEP))
    return paragraph(manner.style, content, indented(manner.indent) if manner.indent else NOTHING)


def _list(node: SyntaxTreeNode, ink: Ink, manner: Manner, number: int, style: str) -> Iterator[Markup]:
    inner = Manner("ListContinue", manner.indent + STEP, manner.depth + 1)
    for item in node.children:
        box = ink.run("☒ " if item.meta.get("checked") else "☐ ") if "checked" in item.meta else NOTHING
        simple = [each for each in item.children[:1] if each.type == "paragraph"]
        content = NOTHING.join(_inline(each, ink, frozenset()) for each in simple)
        yield _paragraph(box + content, replace(inner, style=style, number=number))
        for other in item.children[len(simple) :]:
            yield from _block(other, ink, inner)


def _table(node: SyntaxTreeNode, ink: Ink) -> Markup:
    rows = [
        [paragraph("FormCell", _inline(cell, ink, frozenset())) for cell in row.children]
        for part in node.children
        for row in part.children
    ]
    header = [
        paragraph("FormColumn", _inline(cell, ink, frozenset())) for cell in node.children[0].children[0].children
    ]
    return table(ink, header=header, rows=rows[1:], widths=[1.0] * len(header))


def _inline(node: SyntaxTreeNode, ink: Ink, marks: frozenset[str], style: str = "") -> Markup:
    return NOTHING.join(_run(child, ink, marks, style) for child in node.children)


def _run(node: SyntaxTreeNode, ink: Ink, marks: frozenset[str], style: str) -> Markup:
    match node.type:
        case "text" | "variable" | "emoji":
            return ink.run(node.content, marks, style)
        case "strong" | "em" | "s":
            return _inline(node, ink, marks | {node.type}, style)
        case "code_inline":
            return ink.run(node.content, marks, style or "HTMLCode")
        case "softbreak":
            return ink.run(" ")
        case "hardbreak":
            return RUN.format(NOTHING, BREAK)
        case "html_inline":
            return RUN.format(NOTHING, BREAK) if node.content.lower().startswith("<br") else NOTHING
        case "footnote_ref":
            return ink.run(f"[{int(node.meta.get('id', 0)) + 1}]", marks, style)
        case "link":
            return _link(node, ink, marks)
        case _:
            return _inline(node, ink, marks, style)


def _link(node: SyntaxTreeNode, ink: Ink, marks: frozenset[str]) -> Markup:
    """A link that leads somewhere from anywhere; the words of any other."""
    url = outside(normalizeLink(str(node.attrs.get("href", "")).strip()))
    if not url or len(url) > LONGEST_LINK:
        return _inline(node, ink, marks)
    return HYPERLINK.format(ink.link(url), _inline(node, ink, marks, "Hyperlink"))
