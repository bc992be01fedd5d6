"""site.yml: what is true of the whole handbook."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, model_validator
from pydantic import WithJsonSchema as Schema

from mentorsite.errors import CODES, Place, did_you_mean
from mentorsite.model.base import Definition
from mentorsite.model.keys import Language, Line, Many, Ref, Translated, WebAddress, Whole, YesNo, or_key
from mentorsite.model.placed_text import Reference, Scalar
from mentorsite.model.text_values import matching, wrong
from mentorsite.model.urls import encoded, own_domain

ACCENT = "#0b6e4f"
"""The accent of a handbook that chooses none."""
PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".php", ".md")
"""Endings of pages, which the address of a whole handbook doesn't have."""
THIS_MACHINE = ("localhost", "127.0.0.1", "0.0.0.0", "::1")  # noqa: S104 - names to refuse, not to listen at
Grade = Literal["error", "advice", "off"]
FontName = Literal["sans", "humanist", "rounded", "serif"]
"""Kinds of letters that every device has some of."""


def _color(value: object) -> str:
    """A colour in six digits; three stand for two of each, as in style sheets."""
    text = matching(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", "a colour", 'write six digits, as "#0b6e4f"')(value)
    if len(text) > 4:
        return text
    return f"#{''.join(digit * 2 for digit in text[1:])}"


Color = Annotated[
    str,
    PlainValidator(_color),
    Schema({"type": "string", "format": "color", "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"}),
    Translated.SAME,
]


def _site_address(value: str) -> str:
    """An address that pages can stand below, for everyone and not only for this machine."""
    parts = urlsplit(value)
    host = parts.hostname or ""
    if parts.username or parts.password:
        without_user = value.replace(parts.netloc, _host(parts), 1)
        raise wrong("the address of a handbook names no user", f"write `{without_user}`")
    # `urlsplit` tells nothing of a `?` or `#` with nothing behind it.
    if parts.query or parts.fragment or value.endswith(("?", "#")):
        raise wrong("the address of a handbook has no `?` and no `#`", f"write `{re.split('[?#]', value)[0]}`")
    above, _, name = value.rstrip("/").rpartition("/")
    if parts.path.strip("/") and name.lower().endswith(PAGE_ENDINGS):
        raise wrong(f"`{name}` is a page; the address is that of the folder it is in", f"write `{above}/`")
    if host in THIS_MACHINE:
        raise wrong(f"`{host}` is this machine, which nobody else can ask", "leave `url` out until you know it")
    if host.removeprefix("www.") == "github.com":
        raise wrong("this is where the files are kept, not the website", _pages_of(parts.path))
    return value


def _host(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2]


def _pages_of(path: str) -> str:
    """A hint that says where GitHub shows a repository as a website."""
    owner, _, name = path.strip("/").removesuffix(".git").partition("/")
    if name:
        website = f"https://{owner.lower()}.github.io/{name.partition('/')[0]}/"
    else:
        website = "https://….github.io/…/"
    return f"write it as `repository`, and `{website}` as `url`"


SiteAddress = Annotated[WebAddress, AfterValidator(_site_address)]


def _checks(value: object) -> object:
    if not isinstance(value, dict):
        return value
    for code in value:
        if code != "*" and code not in CODES:
            raise wrong(f"`{code}` is not a check", did_you_mean(code, CODES))
    return value


class Organization(Definition):
    """Who runs the programs."""

    name: Line
    """What it is called; it stands at the foot of every page."""
    url: WebAddress | None = None
    """The web address of its own site."""
    logo: Ref | None = None
    """The path of an image below `content/`, shown at the top of every page."""


class Fonts(Definition):
    """The letters of pages; where nothing is said, those of the theme."""

    headings: FontName | None = None
    """The letters of headings."""
    text: FontName | None = None
    """The letters of the text."""


def _both(value: object) -> object:
    if isinstance(value, str):
        return {"headings": value, "text": value}
    return value


class ThemeChoice(Definition):
    """How the handbook looks."""

    name: Ref = Reference("default", Place("site.yml"))
    """The name of the theme: `default`, `plain`, or that of a folder of yours in `themes/`."""
    accent: Color | None = None
    """The main colour, for links, buttons and bars: `"#0b6e4f"`."""
    fonts: Annotated[Fonts, BeforeValidator(_both, json_schema_input_type=FontName | Fonts)] = Fonts.of()
    """The letters of headings and of the text; one word is for both."""
    paper: Literal["a4", "letter"] = "a4"
    """The paper that people print on."""


class MenuEntry(Definition):
    """One entry of the menu: a source file or folder, or a title that leads to a web address."""

    to: Ref
    """The path of a page, a definition or a folder below `content/`, or a web address."""
    title: Line | None = None
    """What the menu calls it; without it, the title of the page."""

    @classmethod
    def instead(cls, key: Scalar, value: Mapping[str, Any], known: set[str]) -> str:
        """What to write: a title with a path behind it, as other generators have it, are two keys."""
        path = value[key]
        if len(value) == 1 and isinstance(path, str):
            return f"write `- {{title: {key}, to: {path}}}`"
        return super().instead(key, value, known)


class Settings(Definition):
    """The keys of site.yml."""

    title: Line
    """What the handbook is called, shown on every page."""
    url: SiteAddress | None = None
    """The web address where the handbook will live, as `https://example.org/handbook/`."""
    description: Line = ""
    """One sentence about it, for search engines and shared links."""
    language: Language | None = None
    """The language it is written in, as a code: `en`, `pt-BR`."""
    languages: Annotated[dict[Language, Line], Translated.SAME] = Field(default_factory=dict)
    """The code and the name of each language, the default one first: `{en: English, es: Español}`."""
    organization: Annotated[Organization, or_key("name")] | None = None
    """Who runs the programs; a text alone is its name."""
    theme: Annotated[ThemeChoice, or_key("name")] = ThemeChoice.of()
    """How the handbook looks; a text alone is the name of a theme."""
    program: Ref | None = None
    """The id of the program that pages and forms speak of which name none, where there are several."""
    navigation: Many[Annotated[MenuEntry, or_key("to")]] = ()
    """What stands in the menu, in this order; without it, all folders and pages."""
    downloads: Many[Literal["pdf", "docx", "markdown"]] = ("pdf", "docx", "markdown")
    """The files that are offered for each agreement, checklist and worksheet; `[]` for none."""
    picture_size: Annotated[Whole, Field(ge=0, le=20_000)] = 2000
    """How many pixels the longer side of a published photo has at most; your own file stays as it is. 0 leaves all
    photos as large as they are.
    """
    search: YesNo = True
    """Whether people can search the handbook."""
    offline: YesNo = True
    """Whether a device that opened the handbook keeps part of it, so that it opens without a network."""
    glossary: YesNo = True
    """Whether terms of `content/glossary.md` are linked where they first stand on a page."""
    ideas: YesNo = False
    """Whether there is a page, for coordinators, that shows what carries each of the ten ideas."""
    translations: YesNo = False
    """Whether there is a page, for coordinators, that shows how far each language is translated."""
    repository: WebAddress | None = None
    """The web address where these files are kept; each page links there with “Edit this page”."""
    publish: Many[Ref] = ()
    """Files and folders below `content/` that are published as they are, though a browser or a web host may act on
    them: `[CNAME, .well-known/]`. You trust whoever can change them as you trust a theme."""
    plugins: Many[Ref] = ()
    """Installed plugins to use, in the order in which they change the site."""
    checks: Annotated[dict[str, Grade], BeforeValidator(_checks)] = Field(default_factory=dict)
    """How a check counts, by its code: `error`, `advice` or `off`; `"*"` stands for all errors that content can cause.
    """

    @model_validator(mode="after")
    def _one_way_to_say_languages(self) -> "Settings":
        if self.language and self.languages:
            hint = "take `language` out: the first of `languages` is the one that the handbook is written in"
            raise wrong("`language` and `languages` say the same thing", hint, at="language")
        return self

    @property
    def default_language(self) -> str:
        """The language of sources that name none."""
        return self.language or next(iter(self.languages), "en")

    def publishes(self, path: str) -> bool:
        """Whether a file below `content/` is published as it is, because `publish` says so."""
        named = (each.id.strip("/") for each in self.publish)
        return any(path == each or path.startswith(f"{each}/") for each in named)

    def home(self, language: str) -> str:
        """The address of the first page in a language."""
        is_below = language in self.languages and language != self.default_language
        if is_below:
            return f"{language}/"
        return ""

    def home_at(self, address: str) -> str:
        """The first page of the language that an address is in."""
        return self.home(self.language_at(address))

    @property
    def homes(self) -> Mapping[str, str]:
        """The language that begins at each address, the default one first."""
        # The default one is also among `languages`, where a handbook has several.
        return {self.home(language): language for language in (self.default_language, *self.languages)}

    def language_at(self, address: str) -> str:
        """The language of what stands at an address: all but the default one have a folder of their own."""
        first = address.partition("/")[0]
        if first in self.languages:
            return first
        return self.default_language

    @property
    def base(self) -> str:
        """The path below the host where the site lives: `/` or `/handbook/`."""
        if not self.url:
            return "/"
        path = urlsplit(self.url).path
        if path.endswith("/"):
            return path
        return f"{path}/"

    @property
    def domain(self) -> str | None:
        """The domain that the handbook has to itself, if site.yml says one."""
        if self.url:
            return own_domain(self.url)
        return None

    def canonical(self, address: str) -> str | None:
        """The whole URL of an address, when site.yml says where the site lives."""
        if self.url:
            return f"{self.url.rstrip('/')}/{encoded(address)}"
        return None

    def with_url(self, url: str) -> "Settings":
        """The same settings for a site that lives elsewhere."""
        changed: dict[str, Any] = {"url": url}
        return self.model_copy(update=changed)

    def without(self, left_out: frozenset[str]) -> "Settings":
        """The same settings with fewer formats of downloads, or without `search` or `offline`."""
        downloads = tuple(each for each in self.downloads if each not in left_out)
        changed: dict[str, Any] = {
            "downloads": downloads,
            "search": self.search and "search" not in left_out,
            "offline": self.offline and "offline" not in left_out,
        }
        return self.model_copy(update=changed)
