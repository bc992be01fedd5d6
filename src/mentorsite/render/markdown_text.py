"""Blocks and words → the same text as Markdown that can't break out of its place."""

import re
from collections.abc import Iterable
from html import escape
from textwrap import indent
from typing import assert_never

from markdown_it.common.normalize_url import normalizeLink

from mentorsite.markdown.document import LINE
from mentorsite.markdown.sanitize import outside
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
    Picture,
    Quote,
    Rule,
    SimpleBlock,
    SimpleInline,
    Span,
    Summary,
    Table,
    Text,
)
from mentorsite.render.text.simple import one_line, with_languages, words_with_languages

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufddf\ufffe\uffff]")
SPECIAL = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|(?<=\s)#")
STARTS_BLOCK = re.compile(r"(?:[-+=>#:]|\d+[.)])")
"""What makes more of a line than a paragraph when it stands first."""
AROUND = {"strong": "**", "em": "*", "s": "~~"}
MARKS = ("*+", ".)")
"""What stands before a point of a list, and of one that follows another right away; and behind a point's number."""
NOT_IN_A_COMMENT = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff<>&|%\\`]|-(?=-)|^-|-$")
"""What a name may not hold between `<!--` and `-->`: it is written as in a URL."""
BREAK = "<br>"
BOXES = ("[ ] ", "[x] ")


def escaped(text: str, *, starts: bool = True) -> str:
    """A plain text in one line, with nothing in it that Markdown reads as its own."""
    line = " ".join(CONTROL.sub(" ", text).split())
    made = SPECIAL.sub(lambda found: f"\\{found[0]}", line)
    if starts:
        return _as_start(made)
    return made


def blank(field: str) -> str:
    """A place within a sentence where a field is filled in, until its writer puts the answer there."""
    return f"{LINE}{name_comment(field)}"


def name_comment(name: str) -> str:
    """The comment that says an input's name."""
    return f"<!-- {NOT_IN_A_COMMENT.sub(_percent_encoded, name)} -->"


def _percent_encoded(found: re.Match[str]) -> str:
    data = found[0].encode(errors="surrogatepass")
    return "".join(f"%{byte:02X}" for byte in data)


def cell(markdown: str) -> str:
    """A line of Markdown as a cell of a table."""
    return markdown.replace("|", r"\|")


def phrase(text: Iterable[Block], *, starts: bool = False) -> str:
    """A text of one line; its blocks become lines. `starts` where it is a paragraph of its own."""
    line = _inline(one_line(text))
    if starts:
        return _as_start(line)
    return line


def prose(text: Iterable[Block], before: str = "", after: str = "") -> str:
    """A text of blocks; `before` and `after` stand around its first paragraph."""
    blocks = with_languages(text)
    opening = []
    for block in blocks[:1]:
        if isinstance(block, Paragraph):
            opening.append(block)
    words = ""
    for paragraph in opening:
        if before:  # then it doesn't begin the line, and needs no sign escaped there
            words = _inline(paragraph.words)
        else:
            words = _block(paragraph)
    return _blocks([f"{before}{words}{after}".strip()], blocks[len(opening) :])


def _as_start(line: str) -> str:
    found = STARTS_BLOCK.match(line)
    if found:
        return f"{line[: found.end() - 1]}\\{line[found.end() - 1 :]}"
    return line


def _blocks(made: list[str], blocks: Iterable[Block]) -> str:
    """Blocks one after the other. Of two lists in a row the second has another mark: with one mark they are one."""
    parts = [*made]
    before: bool | None = None
    second = False
    for block in with_languages(blocks):
        if isinstance(block, Group):
            before = None
            parts.append(_group(block))
            continue
        if not isinstance(block, List):
            before = None
            parts.append(_block(block))
            continue
        second = block.numbered == before and not second
        before = block.numbered
        parts.append(_list(block, second))
    return "\n\n".join(part for part in parts if part)


def _block(block: SimpleBlock) -> str:
    match block:
        case Paragraph(words):
            return _as_start(_inline(words))
        case Summary(words=words):
            return f"**{_inline(words)}**"
        case Heading(words=words):  # below the headings of the form, whatever its level
            return f"### {_inline(words)}"
        case List():
            return _list(block, second=False)
        case Quote(blocks) | Callout(blocks=blocks):
            return indent(_blocks([], blocks), "> ", lambda _: True)
        case Code(code):
            return _fenced(code)
        case Rule():
            return "***"
        case Table():
            return _table(block)
        case Footnote(number, blocks):
            return _blocks([f"\\[{number}\\]"], blocks)
        case _:
            assert_never(block)


def _group(group: Group) -> str:
    return f"<div{_language(group)}>\n\n{_blocks([], group.blocks)}\n\n</div>"


def _language(block: Group | Span) -> str:
    """The language and direction of a text as attributes of HTML, which Markdown has no words for."""
    said = {"lang": block.language, "dir": block.direction}
    return "".join(f' {name}="{escape(value)}"' for name, value in said.items() if value)


def _list(block: List, second: bool) -> str:
    mark = MARKS[block.numbered][second]
    points = []
    for number, item in enumerate(block.items, block.first):
        if block.numbered:
            point = f"{number}{mark} "
        else:
            point = f"{mark} "
        if item.checked is None:
            box = ""
        else:
            box = BOXES[item.checked]
        # all lines but the first stand as far in as its words, so that they belong to the point
        inside = indent(_blocks([], item.blocks), " " * len(point)).lstrip(" ")
        points.append(f"{point}{box}{inside}")
    return "\n".join(points)


def _fenced(content: str) -> str:
    # a longer run of backticks than any in it, so that none ends it
    longest = max((len(found) for found in re.findall("`+", content)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{CONTROL.sub(' ', content).rstrip()}\n{fence}"


def _table(table: Table) -> str:
    rows = []
    for row in table.rows:
        rows.append([cell(_inline(one_line(each.blocks))) for each in row.cells])
    lines = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _inline(words: Iterable[Inline]) -> str:
    shown = words_with_languages(words)
    parts = [_span(each) for each in shown]
    for at, each in enumerate(shown):
        if not isinstance(each, Marked) or each.mark not in AROUND:
            continue
        before = after = ""
        if at > 0:
            before = parts[at - 1][-1:]
        if at + 1 < len(parts):
            after = parts[at + 1][:1]
        inside = _inline(each.words)
        if not _can_be_marked(before, inside.strip(" "), after):
            parts[at] = inside
    return "".join(parts)


def _can_be_marked(before: str, inside: str, after: str) -> bool:
    """Whether marks around words are read as such: one between a letter and a sign ends no word."""
    is_lost_before = before.isalnum() and not inside[:1].isalnum()
    is_lost_after = after.isalnum() and not inside[-1:].isalnum()
    return not is_lost_before and not is_lost_after


def _span(word: SimpleInline | Span) -> str:
    match word:
        case Text(said):
            return _text(said)
        case Marked("sup" | "sub" as mark, words):
            return f"<{mark}>{_inline(words)}</{mark}>"
        case Marked(mark, words):
            return _marked(_inline(words), AROUND[mark])
        case CodeWords(code):
            return _code(code)
        case Break():
            return BREAK
        case Linked():
            return _link(word)
        case Picture():
            return _image(word)
        case FootnoteMark() | Blank():
            return _place(word)
        case Span(words=words):
            return f"<span{_language(word)}>{_inline(words)}</span>"
        case _:
            assert_never(word)


def _place(word: FootnoteMark | Blank) -> str:
    if isinstance(word, Blank):
        return blank(word.field)
    return f"\\[{word.number}\\]"


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
    ticks = "`" * (longest + 1)
    space = ""
    if "`" in (content[:1], content[-1:]):  # Markdown takes one space at each end away
        space = " "
    return f"{ticks}{space}{CONTROL.sub(' ', content)}{space}{ticks}"


def _link(link: Linked) -> str:
    """A link that leads somewhere from anywhere; the words of any other."""
    words, url = _inline(link.words), _url(link.url)
    if not url:
        return words
    if words == _text(url):  # it reads better than the same twice
        return f"<{url}>"
    return f"[{words}]({url})"


def _image(picture: Picture) -> str:
    url = _url(picture.url)
    if url:
        return f"![{_text(picture.words)}]({url})"
    return _text(picture.words)


def _url(target: str) -> str:
    url = outside(normalizeLink(target.strip()))
    return re.sub(r"[()<>|\\\s]", lambda found: f"%{ord(found[0]):02X}", url)
