"""HTML → Markdown: cleaned first, then written with as few marks as it takes."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import nh3
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement
from markdownify import ATX, MarkdownConverter

from mentorsite.importers.boxes import BOXES, EMPTY, TICKED
from mentorsite.importers.html_marks import KEPT, SIGNS, join_marks, keep_unreadable_marks
from mentorsite.markdown.sanitize import SCHEMES, scheme
from mentorsite.markdown.slug import slug

PLACE = "place"
"""An element whose id a link leads to, and that is none of those that a page may have otherwise."""
TAGS = {
    "a", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "input", "kbd", "li", "mark", "ol", "p", "pre", "s",
    PLACE, "samp", "section", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"id"}, "a": {"href", "data-line"}, "img": {"src", "alt", "data-line"},
    "ol": {"start", "type", "reversed"}, "li": {"value"}, "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"}, "code": {"class"}, "pre": {"class"}, "p": {"class"}, "h1": {"class"},
    "input": {"checked"},
}  # fmt: skip
DEEPEST = 60
"""How deep elements may stand in each other; of deeper ones the words are kept. Writing goes down with them."""
INLINE = ("a", "b", "strong", "em", "i", "code", "kbd", "samp", "del", "s", "sub", "sup", "img", "mark", "footnote",
          "anchor", PLACE, KEPT)  # fmt: skip
BROKEN = ["p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "figcaption", "caption"]
"""Elements whose words line breaks part."""
ANCHOR = "anchor"
"""An element whose words are the id of a place, put in by whoever knows of links."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ALWAYS = re.compile(
    r"(?<=\S )_{3,}(?=\s|$)"
    r"|[\\*`~\[]"
    r"|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"  # within a word it means nothing (CommonMark 6.2), as in `file_name`
    r"|<(?=[A-Za-z/!?])"  # what may begin HTML
    r"|&(?=#?\w+;)"  # an entity
    r"|\{(?=[{%<.#:])"  # a variable, a mark of a template, or attributes
    r"|:(?=[\w+-]+:)"  # the short name of an emoji
)
"""What means something in Markdown wherever it stands; a line to write on, with words before it, does not."""
AT_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+>](?=\s|$)|>|={2,}\s*$|-{2,}\s*$|:(?=\s|:))", re.M)
NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)", re.M)
PIPE = re.compile(r"(?<!\\)\|")
NOTE = re.compile(r"(?<!\\)(?:\\\\)*\[\^(\d+)\]")
"""The mark of a note, not one that someone typed, which has a `\\` before it."""
BOX = re.compile(f"[{''.join(BOXES)}]")
TASK = re.compile(rf"({BOX.pattern})\s+(?=\S)")
LANGUAGE = re.compile(r"(?:language|lang|highlight-source)-([\w+#.-]+)")


def cleaned(html: str) -> BeautifulSoup:
    """The part of the HTML that a page may have, as a tree."""
    safe = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES | {"data"},  # of pictures that stand in the page itself; such links become words below
        link_rel=None,  # nh3 puts a `rel` of its own on links otherwise
        tag_attribute_values={"input": {"type": {"checkbox"}}},
    )
    tree = BeautifulSoup(safe, "html.parser")
    _flatten(tree)
    # From the inside out, so that a break leaves all marks that end with it.
    for marked in reversed(tree.find_all([*SIGNS, "a", "mark"])):
        _move_breaks_out(marked)
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


def _move_breaks_out(marked: Tag) -> None:
    """Puts line breaks at the ends of bold words, and of others, outside: a `\\` before a mark would have it shown."""
    while marked.contents and _is_break(marked.contents[-1]):
        marked.insert_after(marked.contents[-1].extract())
    while marked.contents and _is_break(marked.contents[0]):
        marked.insert_before(marked.contents[0].extract())


def _is_break(element: PageElement) -> bool:
    return isinstance(element, Tag) and element.name == "br"


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
    whole = "\n".join(line.rstrip() for line in str(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", whole).strip()


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
        """Words with a `\\` before what would be read as a mark."""
        text = ALWAYS.sub(_with_backslash, text)
        if "a" in parent_tags:
            text = text.replace("]", "\\]")
        if "_inline" in parent_tags:
            return text
        if self.starts:
            before, rest = "", text
        else:
            # These words go on with a line: only what begins the lines below could begin a block.
            first, end, rest = text.partition("\n")
            before = first + end
        return before + NUMBERED.sub(r"\1\\\2", AT_START.sub(r"\1\\\2", rest))

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """An item; its number is counted, since looking back from each takes time by their square."""
        listed = el.parent
        if listed is not None and listed.name == "ol":
            start = str(listed.get("start", ""))
            first = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
            mark = f"{first + self.numbers[id(listed)]}{self.delimiter(listed)} "
            self.numbers[id(listed)] += 1
        else:
            mark = "- "
        # What goes on with an item stands as far in as its words begin (CommonMark 5.2).
        margin = " " * len(mark)
        lines = _as_task(text.strip(), mark).split("\n")
        inside = [margin + line if line else "" for line in lines[1:]]
        return "\n".join([f"{mark}{lines[0]}", *inside, ""])

    def delimiter(self, listed: Tag) -> str:
        """What stands behind a list's numbers: not the same as in the list right before, or the two would be one."""
        if id(listed) not in self.delimiters:
            # Lists that stand right behind each other are one in Markdown unless their marks differ (CommonMark 5.3).
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
        if "pre" in parent_tags:
            return "\n"
        if "_inline" in parent_tags or "a" in parent_tags:
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
        before = " " if text[:1].isspace() else ""
        behind = " " if text[-1:].isspace() else ""
        return f"{before}[{words}]({href}){behind}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        alt, source = " ".join(str(el.get("alt", "")).split()), target(str(el.get("src", "")))
        if source:
            words = self.escape(alt, {"_inline"}).replace("]", "\\]")
            return f"![{words}]({source})"
        return ""

    def convert_input(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if el.has_attr("checked"):
            return f"{TICKED} "
        return f"{EMPTY} "

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

    def convert_mark(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if not text.strip() or parent_tags & {"pre", "code"}:
            return text
        return f"<mark>{text}</mark>"

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
        found = LANGUAGE.search(said)
        language = found[1] if found else ""
        lines = text.strip("\n")
        # A fence is longer than any run of backticks in its code, which would end it (CommonMark 4.5).
        longest = max(map(len, re.findall("`+", text)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"\n\n{fence}{language}\n{lines}\n{fence}\n\n"


def _as_task(text: str, mark: str) -> str:
    """The words of an item, whose box makes it a task; several boxes are choices, and stay."""
    found = TASK.match(text)
    if not found or mark != "- " or len(BOX.findall(text.partition("\n")[0])) > 1:
        return text
    is_done = BOXES[found[1]] == TICKED
    return f"[{'x' if is_done else ' '}] {text[found.end() :]}"


def _with_backslash(found: re.Match[str]) -> str:
    """What means something, with a `\\` before it; not a line to write on."""
    if found[0].startswith("___"):
        return found[0]
    return f"\\{found[0]}"
