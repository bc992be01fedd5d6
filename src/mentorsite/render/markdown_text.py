"""The HTML of a text → the same text as Markdown that can't break out of its place."""

import re
from collections.abc import Iterable
from textwrap import indent

from markdown_it.common.normalize_url import normalizeLink

from mentorsite.markdown.sanitize import outside
from mentorsite.render.text_nodes import Node, blocks_of, words_of

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufddf\ufffe\uffff]")
SPECIAL = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|(?<=\s)#")
STARTS_BLOCK = re.compile(r"(?:[-+=>#:]|\d+[.)])")
"""What makes more of a line than a paragraph when it stands first."""
AROUND = {"strong": "**", "em": "*", "s": "~~"}
MARKS = {"bullets": "*+", "numbered": ".)"}
"""What stands before, or behind the number of, an item of a list, and of one that follows another right away."""
BREAK = "<br>"
BOXES = ("[ ] ", "[x] ")


def escaped(text: str, *, starts: bool = True) -> str:
    """A plain text in one line, with nothing in it that Markdown reads as its own."""
    line = " ".join(CONTROL.sub(" ", text).split())
    made = SPECIAL.sub(lambda found: f"\\{found[0]}", line)
    return _as_start(made) if starts else made


def cell(markdown: str) -> str:
    """A line of Markdown as a cell of a table."""
    return markdown.replace("|", r"\|")


def phrase(html: str, *, starts: bool = False) -> str:
    """A text of one line; `starts` where it is a paragraph of its own."""
    line = _inline(words_of(html))
    return _as_start(line) if starts else line


def prose(html: str, before: str = "", after: str = "") -> str:
    """A text of blocks; `before` and `after` stand around its first paragraph."""
    nodes = blocks_of(html)
    opening = [node for node in nodes[:1] if node.kind == "paragraph"]
    first = before + "".join(_inline(node.children) if before else _block(node) for node in opening) + after
    return _blocks([first.strip()], nodes[len(opening) :])


def _as_start(line: str) -> str:
    found = STARTS_BLOCK.match(line)
    return f"{line[: found.end() - 1]}\\{line[found.end() - 1 :]}" if found else line


def _blocks(made: list[str], nodes: Iterable[Node]) -> str:
    """Blocks one after the other. Of two lists in a row the second has another mark: with one mark they are one."""
    parts = [*made]
    before, second = "", False
    for node in nodes:
        second = node.kind == before and not second
        before = node.kind
        parts.append(_list(node, second) if node.kind in ("bullets", "numbered") else _block(node))
    return "\n\n".join(part for part in parts if part)


def _block(node: Node) -> str:
    match node.kind:
        case "paragraph":
            return _as_start(_inline(node.children))
        case "summary":
            return f"**{_inline(node.children)}**"
        case "heading":
            return f"### {_inline(node.children)}"
        case "bullets" | "numbered":
            return _list(node, second=False)
        case "quote":
            return indent(_blocks([], node.children), "> ", lambda _: True)
        case "code":
            return _fenced(node.content)
        case "rule":
            return "***"
        case "table":
            return _table(node)
        case "footnote":
            return _blocks([f"\\[{node.number}\\]"], node.children)
        case _:
            return _blocks([], node.children)


def _list(node: Node, second: bool) -> str:
    numbered = node.kind == "numbered"
    mark = MARKS[node.kind][second]
    points = []
    for number, item in enumerate(node.children, node.number):
        point = f"{number}{mark} " if numbered else f"{mark} "
        box = "" if item.checked is None else BOXES[item.checked]
        points.append(point + box + indent(_blocks([], item.children), " " * len(point)).lstrip(" "))
    return "\n".join(points)


def _fenced(content: str) -> str:
    longest = max((len(found) for found in re.findall("`+", content)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{CONTROL.sub(' ', content).rstrip()}\n{fence}"


def _table(node: Node) -> str:
    rows = []
    for row in node.children:
        rows.append([cell(_inline(each.children)) for each in row.children])
    lines = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _inline(nodes: Iterable[Node]) -> str:
    nodes = tuple(nodes)
    parts = [_span(node) for node in nodes]
    for at, node in enumerate(nodes):
        before, after = parts[at - 1][-1:] if at else "", "".join(parts[at + 1 : at + 2])[:1]
        if node.kind in AROUND and not _can_be_marked(before, _inline(node.children).strip(" "), after):
            parts[at] = _inline(node.children)
    return "".join(parts)


def _can_be_marked(before: str, inside: str, after: str) -> bool:
    """Whether marks around words are read as such: one between a letter and a sign ends no word."""
    return not ((before.isalnum() and not inside[:1].isalnum()) or (after.isalnum() and not inside[-1:].isalnum()))


def _span(node: Node) -> str:
    match node.kind:
        case "text":
            return _text(node.content)
        case "strong" | "em" | "s":
            return _marked(_inline(node.children), AROUND[node.kind])
        case "sup" | "sub":
            return f"<{node.kind}>{_inline(node.children)}</{node.kind}>"
        case "code-words":
            return _code(node.content)
        case "break":
            return BREAK
        case "link":
            return _link(node)
        case "image":
            return _image(node)
        case "footnote-mark":
            return f"\\[{node.number}\\]"
        case _:
            return _inline(node.children)


def _marked(words: str, mark: str) -> str:
    """Words between two marks, which stand right at them."""
    inside = words.strip(" ")
    if not inside:
        return words
    before, _, after = words.partition(inside)
    return f"{before}{mark}{inside}{mark}{after}"


def _text(text: str) -> str:
    return SPECIAL.sub(lambda found: f"\\{found[0]}", CONTROL.sub(" ", text).replace("\n", " "))


def _code(content: str) -> str:
    longest = max((len(found) for found in re.findall("`+", content)), default=0)
    ticks, space = "`" * (longest + 1), " " if "`" in (content[:1], content[-1:]) else ""
    return f"{ticks}{space}{CONTROL.sub(' ', content)}{space}{ticks}"


def _link(node: Node) -> str:
    """A link that leads somewhere from anywhere; the words of any other."""
    words, url = _inline(node.children), _url(node.target)
    if not url:
        return words
    return f"<{url}>" if words == _text(url) else f"[{words}]({url})"


def _image(node: Node) -> str:
    url = _url(node.target)
    return f"![{_text(node.content)}]({url})" if url else _text(node.content)


def _url(target: str) -> str:
    url = outside(normalizeLink(target.strip()))
    return re.sub(r"[()<>|\\\s]", lambda found: f"%{ord(found[0]):02X}", url)
