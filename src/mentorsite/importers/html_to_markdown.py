"""HTML → Markdown: cleaned first, then written with as few marks as it takes."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import nh3
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement
from markdownify import ATX, MarkdownConverter

from mentorsite.importers.html_marks import KEPT, join_marks, keep_unreadable_marks
from mentorsite.markdown.sanitize import SCHEMES, scheme
from mentorsite.markdown.slug import slug

TAGS = {
    "a", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "input", "kbd", "li", "ol", "p", "pre", "s", "samp",
    "section", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"id"}, "a": {"href", "data-line"}, "img": {"src", "alt", "data-line"},
    "ol": {"start", "type", "reversed"}, "li": {"value"}, "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"}, "code": {"class"}, "pre": {"class"}, "p": {"class"}, "h1": {"class"},
    "input": {"checked"},
}  # fmt: skip
DEEPEST = 60
"""How deep elements may stand in each other; of deeper ones the words are kept. Writing goes down with them."""
INLINE = ("a", "b", "strong", "em", "i", "code", "kbd", "samp", "del", "s", "sub", "sup", "img", "footnote", "anchor",
          KEPT)  # fmt: skip
BROKEN = ["p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "figcaption", "caption"]
"""Elements whose words line breaks part."""
ANCHOR = "anchor"
"""An element whose words are the id of a place, put in by whoever knows of links."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ALWAYS = re.compile(
    r"(?<=\S )_{3,}(?=\s|$)|[\\*`~\[]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|\{(?=[{%<.#:])"
    r"|:(?=[\w+-]+:)"
)
"""What means something in Markdown wherever it stands; a line to write on, with words before it, does not."""
AT_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+>](?=\s|$)|>|={2,}\s*$|-{2,}\s*$|:(?=\s|:))", re.M)
NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)", re.M)
PIPE = re.compile(r"(?<!\\)\|")
NOTE = re.compile(r"(?<!\\)(?:\\\\)*\[\^(\d+)\]")
"""The mark of a note, not one that someone typed, which has a `\\` before it."""
LANGUAGE = re.compile(r"(?:language|lang|highlight-source)-([\w+#.-]+)")


def cleaned(html: str) -> BeautifulSoup:
    """The part of the HTML that a page may have, as a tree."""
    safe = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES | {"data"},
        link_rel=None,
        tag_attribute_values={"input": {"type": {"checkbox"}}},
    )
    tree = BeautifulSoup(safe, "html.parser")
    _flatten(tree)
    for block in tree.find_all(BROKEN):
        _strip_breaks(block)
    join_marks(tree)
    return tree


def _strip_breaks(block: Tag) -> None:
    """Takes out line breaks before the first word of a block and behind its last: there they break no line."""
    if block.find("br") is None:
        return
    inside = list(block.descendants)
    for elements in (inside, inside[::-1]):
        for element in elements:
            if isinstance(element, Tag) and element.name == "br":
                element.extract()
            elif _is_seen(element):
                break


def _is_seen(element: PageElement) -> bool:
    if isinstance(element, Tag):
        return element.name in ("img", "input", "footnote")
    return bool(str(element).strip())


def _flatten(tree: BeautifulSoup) -> None:
    level: list[Tag] = [tree]
    for _ in range(DEEPEST):
        level = [child for tag in level for child in tag.children if isinstance(child, Tag)]
    for tag in level:
        if any(isinstance(child, Tag) for child in tag.children):
            tag.string = tag.get_text(" ")


def markdown(parts: Iterable[Any], linked: Iterable[str] = ()) -> str:
    """The Markdown of some elements of a cleaned tree; headings that links lead to keep their ids."""
    room = BeautifulSoup("", "html.parser")
    for part in parts:
        room.append(part)
    keep_unreadable_marks(room)
    text = _Writer(frozenset(linked)).convert_soup(room)
    lines = (line.rstrip() if not line.endswith("\\") else line for line in str(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def escaped(words: str) -> str:
    """Plain words as they stand within a line of Markdown."""
    return _Writer(frozenset()).escape(" ".join(words.split()), {"_inline"})


def target(url: str) -> str:
    """A URL as a link's target can have it."""
    bare = re.sub(r"[\t\r\n]", "", url).strip()
    return re.sub(r"[()<>\\\s]", lambda found: f"%{ord(found[0]):02X}", bare)


class _Writer(MarkdownConverter):
    """Writes Markdown as people do: `#` headings, `-` lists, and a `\\` only before what would mean something else."""

    def __init__(self, linked: frozenset[str]) -> None:
        super().__init__(
            heading_style=ATX,
            bullets="-",
            newline_style="backslash",
            keep_inline_images_in=["td", "th"],
            table_infer_header=True,
        )
        self.linked = linked
        self.numbers: Counter[int] = Counter()
        self.delimiters: dict[int, str] = {}
        self.starts = True

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        """Notes whether words start a line, before they are escaped."""
        before = el.previous_sibling
        self.starts = not isinstance(before, Tag) or before.name not in INLINE
        return str(super().process_text(el, parent_tags))  # type: ignore[misc] # the library's types leave it out

    def escape(self, text: str, parent_tags: set[str]) -> str:
        text = ALWAYS.sub(lambda found: found[0] if found[0].startswith("___") else f"\\{found[0]}", text)
        if "a" in parent_tags:
            text = text.replace("]", "\\]")
        if "_inline" in parent_tags:
            return text
        first, end, rest = ("", "", text) if self.starts else text.partition("\n")
        return first + end + NUMBERED.sub(r"\1\\\2", AT_START.sub(r"\1\\\2", rest))

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """An item; its number is counted, since looking back from each takes time by their square."""
        ordered = el.parent is not None and el.parent.name == "ol"
        if ordered and el.parent:
            start = str(el.parent.get("start", ""))
        else:
            start = ""
        self.numbers[id(el.parent)] += 1
        if re.fullmatch(r"\d{1,6}", start):
            first = int(start)
        else:
            first = 1
        number = first + self.numbers[id(el.parent)] - 1
        if ordered and el.parent:
            mark = f"{number}{self.delimiter(el.parent)} "
        else:
            mark = "- "
        lines = text.strip().split("\n")
        inside = [f"{' ' * len(mark)}{line}" if line else "" for line in lines[1:]]
        return "\n".join([f"{mark}{lines[0]}", *inside, ""])

    def delimiter(self, listed: Tag) -> str:
        """What stands behind a list's numbers: not the same as in the list right before, or the two would be one."""
        if id(listed) not in self.delimiters:
            before = listed.find_previous_sibling()
            is_second = isinstance(before, Tag) and self.delimiters.get(id(before)) == "."
            self.delimiters[id(listed)] = ")" if is_second else "."
        return self.delimiters[id(listed)]

    def convert_tr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A row; the first is the head, whatever it was: a table of Markdown has one."""
        if el.find_previous_sibling("tr") is not None:
            return f"|{text}\n"
        cells = len(el.find_all(["td", "th"], recursive=False))
        return f"|{text}\n|{' --- |' * cells}\n"

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        bare = PIPE.sub(r"\|", " ".join(text.split()))
        return f" {bare.replace('<br> ', '<br>')} |"

    convert_th = convert_td

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A line break; in a cell it is written as HTML, since a row is one line."""
        if parent_tags & {"td", "th"}:
            return "<br>"
        if "_inline" in parent_tags:
            return " "
        return "\\\n"

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: N802 - the library's name
        words = " ".join(text.split())
        if not words or "_inline" in parent_tags:
            return words
        name = str(el.get("id", ""))
        if name in self.linked and slug(name) != slug(el.get_text()):
            kept = f" {{#{slug(name)}}}"
        else:
            kept = ""
        return f"\n\n{'#' * n} {words}{kept}\n\n"

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        href, words = target(str(el.get("href", ""))), " ".join(text.split())
        if not href or not words or "_noformat" in parent_tags or scheme(href) not in (*SCHEMES, ""):
            return text
        space = ((text[:1].isspace() and " ") or "", (text[-1:].isspace() and " ") or "")
        return f"{space[0]}[{words}]({href}){space[1]}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        alt, source = " ".join(str(el.get("alt", "")).split()), target(str(el.get("src", "")))
        if source:
            return f"![{self.escape(alt, {'_inline'}).replace(']', chr(92) + ']')}]({source})"
        return ""

    def convert_input(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if el.has_attr("checked"):
            return "☑ "
        return "☐ "

    def convert_details(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n<details>{text.strip()}\n\n</details>\n\n"

    def convert_summary(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"<summary>{' '.join(el.get_text().split()).replace('<', '&lt;')}</summary>\n\n"

    def convert_sub(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if text.strip():
            return f"<sub>{text}</sub>"
        return text

    def convert_sup(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if text.strip():
            return f"<sup>{text}</sup>"
        return text

    def convert_kept(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Bold words, or others, that no marks of Markdown can be written around."""
        words = text.strip()
        before, _, behind = text.partition(words)
        if words:
            return f"{before}<{el['as']}>{words}</{el['as']}>{behind}"
        return text

    def convert_footnote(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A mark for a note, put in by whoever knows of notes."""
        return f"[^{el.get_text()}]"

    def convert_anchor(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A place that links lead to."""
        return f'<span id="{el.get_text()}"></span>'

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        code = el.find("code")
        said = " ".join(str(each.get("class", "")) for each in (el, code) if isinstance(each, Tag))
        language = LANGUAGE.search(said)
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
        return f"\n\n{fence}{language[1] if language else ''}\n{text.strip(chr(10))}\n{fence}\n\n"
