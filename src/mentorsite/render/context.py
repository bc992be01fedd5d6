"""The context of a text: what its links and variables become where it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from markdown_it.common.normalize_url import normalizeLink
from markupsafe import Markup

from mentorsite.errors import Problem
from mentorsite.loader.sources import language_of_path
from mentorsite.markdown.document import Document, Image, Link, Mention, Piece, ThemeWord, Variable, to_html
from mentorsite.model.settings import Settings
from mentorsite.model.site import Site
from mentorsite.model.urls import encoded, parent, relative
from mentorsite.render.left_to_right import kept_whole
from mentorsite.render.text.blocks import read
from mentorsite.render.text.fill import Reading
from mentorsite.render.text.nodes import Block, Group, Inline, Paragraph, Span
from mentorsite.render.text.simple import one_line
from mentorsite.structure.links import Inside, Outside, destination
from mentorsite.structure.variables import Scope, Unknown, filled, look_up
from mentorsite.theme.dates_and_numbers import direction
from mentorsite.theme.values import Words


@dataclass(frozen=True, slots=True)
class Book:
    """A print edition: the address it is read at, and the id of each chapter by the address of what it shows.

    `listed` are addresses that it names and doesn't show, so that nothing in them can be led to; `titles` are the ids
    of pages' own titles, which are the chapters' here. `pictures` stands before the address of an image, where that
    isn't told from the book's own.
    """

    address: str
    anchors: Mapping[str, str]
    pictures: str = ""
    listed: frozenset[str] = frozenset()
    titles: Mapping[str, str] = field(default_factory=dict)

    def url(self, address: str, fragment: str, settings: Settings, *, image: bool) -> str:
        """The URL that leads to an address: within the book if it has it, else a whole one if there is one."""
        if address in self.anchors:
            anchor = self.anchors[address]
            inside = fragment and address not in self.listed and fragment != self.titles.get(address)
            if inside:
                return f"#{anchor}-{normalizeLink(fragment)}"
            return f"#{anchor}"
        if image:
            if self.pictures:
                return self.pictures + encoded(address)
            return relative(self.address, address)
        url = settings.canonical(address) or relative(self.address, address)
        if fragment:
            return f"{url}#{normalizeLink(fragment)}"
        return url


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Where a text is shown: its source, the address of the page, the names it may use, and the theme's words.

    `book` is set where it is a chapter of a print edition: what a link leads to may stand there too.
    """

    site: Site
    source: str
    address: str
    language: str
    scope: Scope
    words: Words
    book: Book | None = None
    shown_at: str = ""
    """The address of the page, where that is another one than the text's own."""

    @property
    def here(self) -> str:
        """The address of the page that it is shown on."""
        return self.shown_at or self.address

    def html(self, document: Document | None) -> Markup:
        """A text as HTML, marked where it is in another language; nothing for none."""
        if not document:
            return Markup("")
        made, language = self.join(document.pieces), self.untranslated(document)
        if not language:
            return made
        tag = "span" if document.in_line else "div"
        return Markup('<{0} lang="{1}" dir="{2}">{3}</{0}>').format(tag, language, direction(language), made)

    def untranslated(self, document: Document) -> str:
        """The language of a text that a translation leaves out, so that it stands as its source has it."""
        # a text of another file than the one that is shown has come from the source that this translates
        settings, path = self.site.settings, document.place.path
        if len(settings.languages) < 2 or path == self.source:
            return ""
        language = language_of_path(path, settings)
        if language == self.language:
            return ""
        return language

    def url(self, address: str, fragment: str = "", *, image: bool = False) -> str:
        """The URL that leads from here to an address of the site, and to an id there."""
        if self.book:
            return self.book.url(address, fragment, self.site.settings, image=image)
        if not fragment:
            return relative(self.here, address)
        if address == self.address:  # a place on this very page
            return f"#{normalizeLink(fragment)}"
        return f"{relative(self.here, address)}#{normalizeLink(fragment)}"

    def join(self, pieces: tuple[Piece, ...]) -> Markup:
        """Pieces as HTML: they were cleaned when they were parsed, what is filled in is escaped."""
        html = to_html(pieces, self.link, self.variable, self._before_ids(), self.size, self.term, self.word)
        return kept_whole(Markup(html), direction(self.language))

    def _before_ids(self) -> str:
        """What keeps the ids of chapters apart, which are pages of their own elsewhere."""
        if self.book:
            return f"{self.book.anchors[self.address]}-"
        return ""

    def _reading(self) -> Reading:
        return Reading(self.link, self.variable, self.word, self.size, self.term, self._before_ids())

    def size(self, image: Image) -> tuple[int, int] | None:
        """The width and height of an image of the handbook in pixels, where its file says them."""
        target = self.filled(image.target)
        found = destination(self.site, self.source, self.address, target, image.place, image=True)
        if isinstance(found, Inside):
            picture = self.site.pictures.get(found.source)
        else:
            picture = None
        if picture and picture.width:
            return picture.size(self.site.settings.picture_size)
        return None

    def filled(self, text: str) -> str:
        """A plain text with its variables looked up."""
        return filled(text, self.scope, self.language)

    def blocks(self, document: Document) -> tuple[Block, ...]:
        """A text as blocks and words, as it reads here: `render.text.nodes` says how they are walked."""
        return self._in_language(document, read(document.tree, self._reading()))

    def _in_language(self, document: Document, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        language = self.untranslated(document)
        if not language:
            return blocks
        match blocks:
            case (Paragraph(words),):  # it stays one line, where one is wanted
                return (Paragraph((Span("span", words, language, direction(language)),)),)
            case _:
                return (Group(blocks, language, direction(language)),)

    def title(self, document: Document) -> tuple[Inline, ...]:
        """The words of the heading that a page may start with; nothing for none."""
        return one_line(read(document.title_tree, self._reading()))

    def portable(self, document: Document) -> tuple[Block, ...]:
        """A text as blocks that read the same elsewhere: links whole where they can be, no place to link to."""
        return self._in_language(document, read(document.tree, Reading(self.whole, self.variable, self.word)))

    def whole(self, link: Link | Image) -> str:
        """The whole URL of a link, where site.yml says where the site lives; else its URL beside the page's folder.

        There a page's and a form's Markdown stands.
        """
        target = self.filled(link.target)
        found = destination(self.site, self.source, self.address, target, link.place, image=isinstance(link, Image))
        if not isinstance(found, Inside):
            return target
        url = self.site.settings.canonical(found.address)
        if found.fragment:
            fragment = f"#{found.fragment}"
        else:
            fragment = ""
        if self.shown_at:
            beside = parent(self.shown_at)
        else:
            beside = self.address
        return (url or relative(beside.rstrip("/"), found.address)) + fragment

    def term(self, mention: Mention) -> str | None:
        """The URL of a term's place in the glossary. In a book, which is for paper, terms are words like others."""
        if self.book:
            return None
        return self.url(self.site.sources[mention.glossary], mention.id)

    def variable(self, variable: Variable) -> str:
        """The text of a variable; as written where it has none."""
        found = look_up(variable.name, self.scope, self.language)
        if isinstance(found, Unknown):
            return variable.source
        return found

    def word(self, word: ThemeWord) -> str:
        """What the theme says."""
        return self.words.get(word.key, word.word)

    def link(self, link: Link | Image) -> str:
        """The URL that a link gets here. One that leads nowhere (its check is advice) stays as written."""
        target = self.filled(link.target)
        image = isinstance(link, Image)
        found = destination(self.site, self.source, self.address, target, link.place, image=image)
        match found:
            case Inside(address=address, fragment=fragment):
                return self.url(address, fragment, image=image)
            case Outside(url=url):
                return normalizeLink(url)
            case Problem(code="broken-link"):
                return normalizeLink(target)
            case Problem():  # such as `javascript:`
                return "#"
