"""Markdown → the same text as Markdown that can't break out of its place; raw HTML is left out."""

import re
from collections.abc import Iterable
from textwrap import indent

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.tree import SyntaxTreeNode

from mentorsite.markdown.grammar import parser
from mentorsite.markdown.sanitize import outside

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufddf\ufffe\uffff]")
SPECIAL = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|(?<=\s)#")
STARTS_BLOCK = re.compile(r"(?:[-+=>#:]|\d+[.)])")
"""What makes more of a line than a paragraph when it stands first."""
AROUND = {"strong": "**", "em": "*", "s": "~~"}
BREAK = "<br>"


def escaped(text: str, *, starts: bool = True) -> str:
    """A plain text in one line, with nothing in it that Markdown reads as its own."""
    line = " ".join(CONTROL.sub(" ", text).split())
    made = SPECIAL.sub(lambda found: f"\\{found[0]}", line)
    return _as_start(made) if starts else made


def cell(markdown: str) -> str:
    """A line of Markdown as a cell of a table."""
    return markdown.replace("|", r"\|")


def phrase(markdown: str, *, starts: bool = False) -> str:
    """A text of one line; `starts` where it is a paragraph of its own."""
    line = _inline(SyntaxTreeNode(parser().parseInline(markdown, {})))
    return _as_start(line) if starts else line


def prose(markdown: str, before: str = "", after: str = "") -> str:
    """A text of blocks; `before` and `after` stand around its first paragraph."""
    children = SyntaxTreeNode(parser().parse(markdown, {})).children
    opening = [child for child in children[:1] if child.type == "paragraph"]
    first = before + "".join(_inline(child) if before else _as_start(_inline(child)) for child in opening) + after
    return _blocks([first.strip()], children[len(opening) :])


def _as_start(line: str) -> str:
    found = STARTS_BLOCK.match(line)
    return f"{line[: found.end() - 1]}\\{line[found.end() - 1 :]}" if found else line


def _blocks(made: list[str], nodes: Iterable[SyntaxTreeNode]) -> str:
    return "\n\n".join(part for part in [*made, *map(_block, nodes)] if part)


def _block(node: SyntaxTreeNode) -> str:
    match node.type:
        case "paragraph":
            return _as_start(_inline(node))
        case "dt" | "alert_title":
            return f"**{_inline(node)}**"
        case "heading":
            return f"### {_inline(node)}"
        case "bullet_list" | "ordered_list":
            return _list(node)
        case "blockquote" | "alert" | "container_aside":
            return indent(_blocks([], node.children), "> ", lambda _: True)
        case "fence" | "code_block":
            return _fenced(node.content)
        case "hr":
            return "***"
        case "table":
            return _table(node)
        case "footnote":
            return _blocks([f"\\[{_note(node)}\\]"], node.children)
        case "html_block" | "footnote_anchor":
            return ""
        case _:
            return _blocks([], node.children)


def _list(node: SyntaxTreeNode) -> str:
    start = int(node.attrs.get("start", 1))
    points = []
    for number, item in enumerate(node.children, start):
        point = f"{number}. " if node.type == "ordered_list" else "* "
        box = ("[x] " if item.meta["checked"] else "[ ] ") if "checked" in item.meta else ""
        points.append(point + box + indent(_blocks([], item.children), " " * len(point)).lstrip(" "))
    return "\n".join(points)


def _fenced(content: str) -> str:
    longest = max((len(found) for found in re.findall("`+", content)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{CONTROL.sub(' ', content).rstrip()}\n{fence}"


def _table(node: SyntaxTreeNode) -> str:
    rows = [[cell(_inline(each)) for each in row.children] for part in node.children for row in part.children]
    lines = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _inline(node: SyntaxTreeNode) -> str:
    return "".join(map(_span, node.children))


def _span(node: SyntaxTreeNode) -> str:
    match node.type:
        case "text" | "variable" | "emoji":
            return _text(node.content)
        case "strong" | "em" | "s":
            return f"{AROUND[node.type]}{_inline(node)}{AROUND[node.type]}"
        case "code_inline":
            return _code(node.content)
        case "softbreak":
            return " "
        case "hardbreak":
            return BREAK
        case "html_inline":
            return BREAK if node.content.lower().startswith("<br") else ""
        case "link":
            return _link(node)
        case "image":
            return _image(node)
        case "footnote_ref":
            return f"\\[{_note(node)}\\]"
        case _:
            return _inline(node)


def _text(text: str) -> str:
    return SPECIAL.sub(lambda found: f"\\{found[0]}", CONTROL.sub(" ", text).replace("\n", " "))


def _code(content: str) -> str:
    longest = max((len(found) for found in re.findall("`+", content)), default=0)
    ticks, space = "`" * (longest + 1), " " if "`" in (content[:1], content[-1:]) else ""
    return f"{ticks}{space}{CONTROL.sub(' ', content)}{space}{ticks}"


def _link(node: SyntaxTreeNode) -> str:
    """A link that leads somewhere from anywhere; the words of any other."""
    words, url = _inline(node), _url(node, "href")
    if not url:
        return words
    return f"<{url}>" if words == _text(url) else f"[{words}]({url})"


def _image(node: SyntaxTreeNode) -> str:
    url = _url(node, "src")
    return f"![{_text(node.content)}]({url})" if url else _text(node.content)


def _url(node: SyntaxTreeNode, attribute: str) -> str:
    url = outside(normalizeLink(str(node.attrs.get(attribute, "")).strip()))
    return re.sub(r"[()<>|\\\s]", lambda found: f"%{ord(found[0]):02X}", url)


def _note(node: SyntaxTreeNode) -> int:
    return int(node.meta.get("id", 0)) + 1
