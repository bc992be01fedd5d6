"""Runs and paragraphs of WordprocessingML: every text goes in through `Markup.format`, which escapes it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from babel.core import get_global
from markupsafe import Markup

from mentorsite.markdown.document import LINE
from mentorsite.render.left_to_right import LEFT
from mentorsite.render.text.nodes import Group, Span
from mentorsite.theme.bilingual import Bilingual
from mentorsite.theme.dates_and_numbers import direction, locale
from mentorsite.theme.values import Words

EMPTY_MARKUP = Markup("")
TEXT_COLOR, SOFT = "2A251F", "5F574C"
"""The colours of a text, and of one beside it."""
RUN = Markup("<w:r>{}{}</w:r>")
LOOK = Markup("<w:rPr>{}</w:rPr>")
STYLE = Markup('<w:rStyle w:val="{}"/>')
TEXT = Markup('<w:t xml:space="preserve">{}</w:t>')
BREAK = Markup("<w:br/>")
TAB = Markup("<w:r><w:tab/></w:r>")
RIGHT_TO_LEFT = Markup("<w:rtl/>")
LANGUAGE = Markup('<w:lang w:val="{0}" w:eastAsia="{0}" w:bidi="{0}"/>')
PARAGRAPH_DIRECTION = Markup('<w:bidi w:val="{}"/>')
PARAGRAPH = Markup('<w:p><w:pPr><w:pStyle w:val="{}"/>{}</w:pPr>{}</w:p>')
MARKS = {
    "strong": Markup("<w:b/><w:bCs/>"), "em": Markup("<w:i/><w:iCs/>"), "s": Markup("<w:strike/>"),
    "quiet": Markup('<w:color w:val="{}"/>').format(SOFT), "sup": Markup('<w:vertAlign w:val="superscript"/>'),
    "sub": Markup('<w:vertAlign w:val="subscript"/>'),
}  # fmt: skip
"""What marks a run, in the order that the schema wants; `quiet` is a text that says again what another says."""
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML can't hold, and those that Unicode keeps for programs."""
# Each pattern takes words of one direction together with the spaces and signs that stand between them.
RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
RTL_WORDS = re.compile(f"([{RTL}](?:[^A-Za-z\u00c0-\u024f\u0370-\u052f\u3040-\u9fff]*[{RTL}])?)")
LTR_WORDS = re.compile(f"({LEFT}[^{LEFT}{RTL}]*{LEFT}|[^\\W\\d_{RTL}](?:[^{RTL}]*(?:[^\\W_{RTL}]|{LEFT}))?)")


@dataclass(slots=True)
class DocxContext:
    """What runs through one document, and what is counted while it is written.

    `width` is that of the text, in twentieths of a point; `links` are relationships by URL; `lists` the
    first number of each numbered list. `rtl` is the direction of the words, `page_rtl` that of the document.
    `blanks` are the controls within sentences, by the ids of their fields.
    `said_in` is their language where that is not the document's; they are `quiet` where they say something again.
    """

    words: Words
    language: str
    rtl: bool
    width: int
    ids: Iterator[int] = field(default_factory=lambda: count(1))
    links: dict[str, str] = field(default_factory=dict)
    lists: list[int] = field(default_factory=list)
    said_in: str = ""
    quiet: bool = False
    page_rtl: bool | None = None
    blanks: Mapping[str, Markup] = field(default_factory=dict)

    def within(self, part: Group | Span) -> "DocxContext":
        """The same for words in another language."""
        if part.language != self.language:
            language = part.language
        else:
            language = ""
        if part.direction in ("rtl", "ltr"):
            rtl = part.direction == "rtl"
        else:
            rtl = self.rtl
        if self.page_rtl is None:
            page_rtl = self.rtl
        else:
            page_rtl = self.page_rtl
        return replace(self, said_in=language, rtl=rtl, page_rtl=page_rtl, quiet=part.below or self.quiet)

    def from_left(self) -> "DocxContext":
        """The same for code, which is read from left to right in every language."""
        if self.page_rtl is None:
            page_rtl = self.rtl
        else:
            page_rtl = self.page_rtl
        return replace(self, rtl=False, page_rtl=page_rtl)

    @property
    def turned(self) -> Markup:
        """The property of a paragraph that is read in the other direction than the document."""
        if self.page_rtl is None or self.rtl == self.page_rtl:
            return EMPTY_MARKUP
        return PARAGRAPH_DIRECTION.format(int(self.rtl))

    def blank(self, id: str) -> Markup:
        """The control of a field within a sentence."""
        return self.blanks.get(id, self.run(LINE))

    def link(self, url: str) -> str:
        """The relationship that leads to a URL."""
        return self.links.setdefault(url, f"link{len(self.links) + 1}")

    def numbered(self, start: int) -> int:
        """The number of a new numbered list; 1 is that of all bullets."""
        self.lists.append(start)
        return len(self.lists) + 1

    def run(self, text: str, marks: Iterable[str] = (), style: str = "") -> Markup:
        """A text as runs: its parts in the other language or direction are runs of their own."""
        if isinstance(text, Bilingual) and text.first != text.second:
            return self._in_both(text, self.run(" / ", marks, style), marks, style)
        if self.quiet:
            marks = {*marks, "quiet"}
        looks = EMPTY_MARKUP.join(look for mark, look in MARKS.items() if mark in marks)
        if style:
            looks = STYLE.format(style) + looks
        if self.said_in:
            language = LANGUAGE.format(language_tag(self.said_in))
        else:
            language = EMPTY_MARKUP
        if self.rtl:
            pattern = LTR_WORDS
        else:
            pattern = RTL_WORDS
        runs = []
        for index, part in enumerate(pattern.split(text)):
            if not part:
                continue
            is_other_way = index % 2 == 1  # every second part is what the pattern found
            if is_other_way != self.rtl:
                turned = RIGHT_TO_LEFT
            else:
                turned = EMPTY_MARKUP
            runs.append(_run(part, looks + turned + language))
        return EMPTY_MARKUP.join(runs)

    def stacked(self, text: str) -> Markup:
        """A text as runs; of one in two languages the second stands below the first."""
        if isinstance(text, Bilingual) and text.first != text.second:
            return self._in_both(text, RUN.format(EMPTY_MARKUP, BREAK))
        return self.run(text)

    def _in_both(self, text: Bilingual, between: Markup, marks: Iterable[str] = (), style: str = "") -> Markup:
        below = Span("span", (), text.language, direction(text.language), below=True)
        return self.run(text.first, marks, style) + between + self.within(below).run(text.second, marks, style)


def _run(text: str, look: Markup) -> Markup:
    lines = []
    for line in text.split("\n"):
        lines.append(TEXT.format(line) if line else EMPTY_MARKUP)
    if look:
        look = LOOK.format(look)
    return RUN.format(look, BREAK.join(lines))


def language_tag(language: str) -> str:
    """A language with its region, as Word wants it: en-GB."""
    known = locale(language)
    region = known.territory
    if not region:  # then the likeliest
        region = get_global("likely_subtags").get(known.language, "").rpartition("_")[2]
    if region:
        return f"{known.language}-{region}"
    return known.language


def one_line(text: str) -> str:
    """A text as an attribute can hold it."""
    return " ".join(NOT_XML.sub("", text).split())


def paragraph(style: str, content: Markup, properties: Markup = EMPTY_MARKUP) -> Markup:
    """A paragraph in a named style."""
    return PARAGRAPH.format(style, properties, content)


def indented(left: int, hanging: int = 0) -> Markup:
    """The property of a paragraph that starts further in, its first line less so."""
    return Markup('<w:ind w:left="{}" w:hanging="{}"/>').format(left, hanging)
