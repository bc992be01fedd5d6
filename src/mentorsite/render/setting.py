"""Markdown as it reads in one place of the site: links from there, variables in one program's words."""

from collections.abc import Iterable
from dataclasses import dataclass

from markdown_it.common.normalize_url import normalizeLink
from markupsafe import Markup

from mentorsite.errors import Problem
from mentorsite.links import Inside, Outside, destination
from mentorsite.model.site import Site
from mentorsite.text.document import Document, Image, Link, Piece, Variable, to_html
from mentorsite.urls import relative
from mentorsite.variables import Scope, Unknown, filled, look_up


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a text is shown: the source that says it, the address it is read at, and its names."""

    site: Site
    source: str
    address: str
    language: str
    scope: Scope

    def html(self, document: Document | None) -> Markup:
        """A text as HTML; nothing for none."""
        return self.join(document.pieces) if document else Markup("")

    def each(self, documents: Iterable[Document]) -> tuple[Markup, ...]:
        """Texts as HTML."""
        return tuple(self.html(document) for document in documents)

    def join(self, pieces: tuple[Piece, ...]) -> Markup:
        """Pieces as HTML: they were cleaned when they were parsed, what is filled in is escaped."""
        return Markup(to_html(pieces, self.link, self.variable))

    def filled(self, text: str) -> str:
        """A plain text with its variables looked up."""
        return filled(text, self.scope, self.language)

    def markdown(self, document: Document) -> str:
        """A text as Markdown that reads the same elsewhere: variables looked up, links whole where they can be."""
        source, parts = document.source, []
        for piece in (*document.title, *document.pieces):
            if isinstance(piece, Link | Image) and piece.target and piece.target in source:
                before, _, source = source.partition(piece.target)
                parts += [before, self.whole(piece)]
        return self.filled("".join([*parts, source]))

    def whole(self, link: Link | Image) -> str:
        """The whole URL of a link, where site.yml says where the site lives; else as written."""
        target = self.filled(link.target)
        found = destination(self.site, self.source, self.address, target, link.place, image=isinstance(link, Image))
        if not isinstance(found, Inside):
            return target
        url = self.site.settings.canonical(relative("", found.address).removeprefix("./"))
        return f"{url}{f'#{found.fragment}' if found.fragment else ''}" if url else target

    def variable(self, variable: Variable) -> str:
        """The text of a variable; as written where it has none."""
        found = look_up(variable.name, self.scope, self.language)
        return variable.source if isinstance(found, Unknown) else found

    def link(self, link: Link | Image) -> str:
        """The URL that a link gets here. One that leads nowhere (its check is advice) stays as written."""
        target = self.filled(link.target)
        image = isinstance(link, Image)
        found = destination(self.site, self.source, self.address, target, link.place, image=image)
        match found:
            case Inside(address=address, fragment=fragment):
                same = address == self.address and fragment
                url = "" if same else relative(self.address, address)
                return f"{url}#{normalizeLink(fragment)}" if fragment else url
            case Outside(url=url):
                return normalizeLink(url)
            case Problem(code="broken-link"):
                return normalizeLink(target)
            case Problem():
                return "#"
