"""Raw HTML in a text: its tags, and the problems of those that pages may not have."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mentorsite.markdown.long_numbers import unescape
from mentorsite.markdown.sanitize import TAGS

# What repeats in the patterns of this module is possessive (`*+`): a tag that never ends is given up at once, where
# going back over it from each of its signs would take time by its length squared.
START = re.compile(r"<!--|<([A-Za-z][A-Za-z0-9-]*+)([^<>]*+)")
"""Where a comment or a tag begins, a tag with its attributes."""
ATTRIBUTE = re.compile(r"""([^\s"'=<>/]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++))?""")
TEXT_ALONE = {"script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"}
"""The elements in which no other begins."""
MARKUP = re.compile(r"""<!--.*?(?:-->|\Z)|<(/?)([A-Za-z][A-Za-z0-9-]*+)(?:[^<>"']|"[^"]*+"|'[^']*+')*+>""", re.S)
"""A comment, or a tag with its quotes."""
HIDDEN = re.compile(r"<!--(?:-?>|.*?(?:-->|\Z))|<\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)", re.S)
"""What no reader of a page is shown: a comment, or a program of another kind."""
WORDS_ALONE = re.compile(r"[\w\s’'-]{1,60}")
"""What stands behind the first of several words between angle brackets that were not meant as HTML."""
LITERAL = {*TEXT_ALONE, "pre", "code"}
"""The elements whose text is shown as it is written."""
MARKDOWN = re.compile(
    r"\*\*(?=[\w{])[^*\n]{1,200}\*\*|`[^`\n]{1,200}`|\[[^\[\]\n]{1,200}\]\([^()\s]{1,300}\)"
    r"|(?<![\w*\\])\*(?=[^\W\d_])[^*\n]{0,200}(?<=\w)\*(?![\w*])|(?<![\w\\])_(?=[^\W\d_])[^_\n]{0,200}(?<=\w)_(?!\w)"
    r"|~~(?=\w)[^~\n]{1,200}~~"
    r"|^[ \t]*(?:[-*+] \S|\d{1,3}[.)] \S|#{1,6} \S)[^\n]{0,40}",
    re.M,
)
PARTS_OF_A_LINE = ("summary", "b", "strong", "em", "i", "a", "span", "kbd", "small", "sub", "sup", "br", "u", "mark")
"""The elements that hold no blocks: an empty line would end them, or put a paragraph into them."""
WORDS_STAY = "delete it; the words in it stay"
ELSEWHERE = "save it below `content/` and link to it, as `[Title](file.pdf)`"
FILL_IN = "make a worksheet for what people fill in, or link to the form: `[Title](https://…)`"
LOOK = "`theme:` in site.yml chooses the look"
INSTEAD = {
    **dict.fromkeys(("iframe", "frame", "video", "audio", "object", "embed"), ""),
    "applet": ELSEWHERE,
    "svg": "save it as a file and show that: `![What it shows](picture.svg)`",
    "math": "write the formula as code, or show a picture of it",
    "canvas": "show a picture: `![What it shows](picture.png)`",
    "script": "delete it: pages run no scripts but the theme's",
    "noscript": WORDS_STAY,
    "template": WORDS_STAY,
    "style": LOOK,
    "link": LOOK,
    "font": LOOK,
    "meta": "write `description: …` and the like between the two `---` lines at the top",
    "base": "write each link whole, or as a path from this file",
    "marquee": WORDS_STAY,
    "blink": WORDS_STAY,
    **dict.fromkeys(
        ("form", "input", "textarea", "select", "option", "button", "fieldset", "legend", "label"), FILL_IN
    ),
    **dict.fromkeys(("html", "head", "body", "title"), "write the text alone: the theme makes the page around it"),
}
"""What to do instead of an element that is taken out."""
SHOWN_AS_CARD = {
    "iframe": "https://…", "frame": "https://…", "video": "video.mp4", "audio": "talk.mp3",
    "object": "file.pdf", "embed": "file.pdf",
}  # fmt: skip
"""Elements that show what lies elsewhere, and where that may be."""
PLAYERS = (
    (r"^https://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]+).*", r"https://www.youtube.com/watch?v=\1"),
    (r"^https://player\.vimeo\.com/video/(\d+).*", r"https://vimeo.com/\1"),
)
"""The addresses of players, and of the page that shows the same to a reader."""
UNNOTICED = {"picture", "source", "track", "param", "main", "big", "nobr", "tfoot", "address", "output", "search"}
"""Elements that are taken out and that nobody misses: what is in them stays, or the element around them is told."""
BOX = re.compile(r"""\btype\s*=\s*["']?checkbox""", re.I)
ATTRIBUTES_MISSED = {
    "style": LOOK,
    "align": "`theme:` in site.yml chooses the look; cells of a table are aligned by `:` in its line of dashes",
    "hidden": "it would be read by everyone: put what nobody should read between `<!--` and `-->`",
}
NO_SCRIPTS = "delete it: pages run no scripts but the theme's"
CURLY = "“”„‘’«»"


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute as it was written, and where in the HTML its name begins."""

    name: str
    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that opens an element, where it begins, and the text of its attributes."""

    name: str
    at: int
    text: str
    attributes: tuple[Attribute, ...]

    def value(self, name: str) -> str:
        """The value of an attribute, without its quotes; nothing where it isn't there."""
        for each in self.attributes:  # the first of a name counts, as in a browser
            if each.name == name:
                return each.value
        return ""


@dataclass(frozen=True, slots=True)
class Words:
    """Words between two tags: where in the HTML they begin, and the tag that opens before them."""

    at: int
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class HtmlProblem:
    """The problem with a part of HTML, and where in it that begins."""

    at: int
    message: str
    hint: str


def tags(html: str) -> Iterator[Tag]:
    """The tags that open elements, without those in comments and scripts."""
    at, unended = 0, set[str]()
    while found := START.search(html, at):
        at = found.end()
        if not found[1]:
            end = html.find("-->", at)
            if end < 0:  # nothing ends the comment
                return
            at = end
            continue
        name = found[1].lower()
        attributes = tuple(_attributes(found[2], found.start(2)))
        yield Tag(name, found.start(), found[2], attributes)
        if name in TEXT_ALONE and name not in unended:
            end_tag = re.compile(f"</{name}", re.I).search(html, at)
            if end_tag:
                at = end_tag.start()
            else:
                # No other one ends either: each would be looked for through all that follows.
                unended.add(name)


def _attributes(text: str, start: int) -> Iterator[Attribute]:
    for found in ATTRIBUTE.finditer(text):
        value = found[2] or ""
        if value.startswith(('"', "'")):
            value = value[1:-1]
        yield Attribute(found[1].lower(), unescape(value), start + found.start())


def words_between(html: str) -> Iterator[Words]:
    """What stands between tags, without comments, code and scripts."""
    read, literal, tag = 0, 0, ""
    for found in MARKUP.finditer(html):
        if not literal and html[read : found.start()].strip():
            yield Words(read, html[read : found.start()], tag)
        read, name = found.end(), (found[2] or "").lower()
        tag = "" if found[1] else name
        if name in LITERAL:
            if not found[1]:
                literal += 1
            elif literal:
                literal -= 1
    if not literal and html[read:].strip():
        yield Words(read, html[read:], tag)


def taken_out(html: str) -> Iterator[HtmlProblem]:
    """What is not shown of raw HTML and what its writer would miss; a form is told as a whole."""
    form = False
    for tag in tags(html):
        if tag.name in TAGS:
            yield from _attributes_missed(tag)
        elif tag.name not in UNNOTICED and not (form and INSTEAD.get(tag.name) == FILL_IN):
            form = form or tag.name == "form"
            yield _element(tag)


def _element(tag: Tag) -> HtmlProblem:
    hint = INSTEAD.get(tag.name)
    if hint is None:
        shown = tag.name
        if tag.text and WORDS_ALONE.fullmatch(tag.text):
            shown += f" {tag.text.strip()}"
        hint = f"if it is no HTML, write `&lt;{shown}&gt;`, or put it between backquotes; else write Markdown"
        return HtmlProblem(tag.at, f"`<{tag.name}>` is read as HTML that a page may not have, and is not shown", hint)
    if tag.name == "input" and BOX.search(tag.text):
        hint = "write the item as `- [ ] …`"
    elif tag.name in SHOWN_AS_CARD:
        hint = _card(tag)
    return HtmlProblem(tag.at, f"`<{tag.name}>` is taken out: pages may not have it", hint)


def page_of(address: str) -> str:
    """The address that shows a reader what a frame shows: of a player, that of its film's page."""
    if address.startswith("//"):
        address = f"https:{address}"
    for player, page in PLAYERS:
        address = re.sub(player, page, address)
    return address


def _card(tag: Tag) -> str:
    """What to write instead of what is shown of another place: a card, which asks nobody before someone clicks."""
    address = page_of(tag.value("src") or tag.value("data") or SHOWN_AS_CARD[tag.name])
    title = tag.value("title").replace('"', "'") or "Its title"
    return f'write `[![What the picture shows](picture.jpg)]({address} "{title}")`, or `[{title}]({address})`'


def _attributes_missed(tag: Tag) -> Iterator[HtmlProblem]:
    for each in tag.attributes:
        hint = ATTRIBUTES_MISSED.get(each.name)
        if each.name.startswith("on"):
            hint = NO_SCRIPTS
        if hint:
            yield HtmlProblem(each.at, f"`{each.name}` is taken out of `<{tag.name}>`", hint)
        elif each.value and each.value[0] in CURLY:
            message = f"`{each.name}` of `<{tag.name}>` stands between curly quotes"
            yield HtmlProblem(each.at, message, 'write straight ones: `"…"`')


def unread_markdown(html: str) -> Iterator[HtmlProblem]:
    """The first words in a block of HTML that are Markdown, and not read as such."""
    for words in words_between(html):
        found = MARKDOWN.search(words.text)
        if found:
            message = "this is not read as Markdown: it stands in HTML, without an empty line above it"
            spaces = len(found[0]) - len(found[0].lstrip())
            yield HtmlProblem(words.at + found.start() + spaces, message, _apart(words.tag))
            return


def _apart(tag: str) -> str:
    if tag in PARTS_OF_A_LINE:
        return 'write HTML there: `<b>…</b>`, `<a href="…">…</a>`'
    if tag:
        return f"put an empty line after `<{tag}>`, and one before what ends it"
    return "put an empty line above it"


def with_ids(html: str) -> str:
    """The HTML with an `id` where a link's place has a `name`, as GitHub reads `<a name="costs">`."""
    parts, read = [], 0
    for tag in tags(html):
        if tag.name == "a" and not tag.value("id"):
            for each in tag.attributes:
                if each.name == "name" and each.value:
                    parts += [html[read : each.at], "id"]
                    read = each.at + len("name")
                    break
    return "".join([*parts, html[read:]])
