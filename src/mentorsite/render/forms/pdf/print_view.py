"""Sheet → what the template of a PDF shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from mentorsite.model.settings import Settings
from mentorsite.render.forms.pdf.fields import controls
from mentorsite.render.forms.pdf.html_to_pdf import THEME_URL
from mentorsite.render.forms.sections import parts
from mentorsite.render.forms.sheet import ClauseBlock, FieldBlock, FormSheet, HeadingBlock, Input, ItemBlock, TextBlock
from mentorsite.theme.tokens import printed_headings
from mentorsite.theme.values import Words


@dataclass(frozen=True, slots=True)
class PrintedLink:
    """A link in words, for those who read on paper."""

    text: str
    url: str


def print_view(sheet: FormSheet, settings: Settings, words: Words) -> dict[str, Any]:
    """What `print-form.html` is given: the sheet by parts, the PDF's field for each input, and the look."""
    before, between, after = words["print_page"].replace("{1}", "{0}").split("{0}", 2)
    return {
        "sheet": sheet,
        "parts": tuple(parts(sheet)),
        "controls": {each.input: each for each in controls(sheet, words)},
        "columns": columns,
        "links": links(sheet),
        "publisher": settings.organization.name if settings.organization else settings.title,
        "paper": settings.theme.paper,
        "accent": settings.theme.accent,
        "headings": printed_headings(settings.theme),
        "page_number": (before, between, after),
        "asset": lambda name: THEME_URL + name,
    }


def columns(block: FieldBlock) -> tuple[Input, ...]:
    """The first input of each column of a table: the others below it are alike."""
    return block.inputs[: len(block.columns)]


def links(sheet: FormSheet) -> tuple[PrintedLink, ...]:
    """Where the links of a sheet lead, each once; not those that say it themselves or lead to no whole URL."""
    found: dict[str, PrintedLink] = {}
    for text, target in _Links.of("".join(_html(sheet))):
        url = urljoin(sheet.url, target) if sheet.url else target
        shown = url.partition("://")[2].removesuffix("/") if url.startswith(("https://", "http://")) else ""
        if shown and shown not in text and text:
            found.setdefault(url, PrintedLink(text, url))
    return tuple(found.values())


def _html(sheet: FormSheet) -> Iterator[str]:
    if sheet.introduction:
        yield sheet.introduction.html
    for block in sheet.blocks:
        match block:
            case TextBlock() | HeadingBlock() | ClauseBlock() | ItemBlock():
                yield block.text.html
            case FieldBlock():
                rich = (block.label, block.help, *block.columns, *block.rows)
                yield from (each.html for each in rich if each)


class _Links(HTMLParser):
    """Collects the words and the target of each link."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.target: str | None = None
        self.words: list[str] = []

    @classmethod
    def of(cls, html: str) -> list[tuple[str, str]]:
        parser = cls()
        parser.feed(html)
        return parser.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.target, self.words = dict(attrs).get("href"), []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.target:
            self.found.append((" ".join("".join(self.words).split()), self.target))
            self.target = None
