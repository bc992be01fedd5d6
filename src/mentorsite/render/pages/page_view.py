"""What any page has, whatever its kind."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from mentorsite.model.settings import Settings
from mentorsite.model.urls import markdown_path, parent, print_address, relative
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import Card, Given, LinkView, PageView
from mentorsite.structure.navigation import DOWNLOADS, Node, breadcrumbs
from mentorsite.theme.l10n import direction
from mentorsite.theme.values import Words


@dataclass(frozen=True, slots=True)
class ContentGiven(Given):
    """A page of content, of whatever kind."""

    cards: tuple[Card, ...]
    """The pages below it that its text doesn't link to, where it is the page of a folder."""


def page_view(context: SiteContext, node: Node, language: str) -> PageView:
    """The page of a node, still without what its kind adds."""
    address = node.address
    known = address in context.outline.nodes
    before, after = context.neighbours.get(address, (None, None)) if known else (None, None)
    above = breadcrumbs(context.outline, address) if known else ()
    return PageView(
        kind=node.kind,
        title=node.title,
        heading=escape(node.title),
        heading_id="",
        description=node.description,
        lead=node.description,
        language=language,
        direction=direction(language),
        canonical=context.site.settings.canonical(address) if known else None,
        markdown=relative(address, markdown_path(address)) if address in context.copies else None,
        edit_url=None,
        print=_print_edition(context, address, language),
        content=Markup(""),
        contents=(),
        breadcrumbs=tuple(LinkView(each.title, relative(address, each.address)) for each in above),
        previous=_neighbour(context, address, before),
        next=_neighbour(context, address, after),
    )


def edit_url(settings: Settings, source: str) -> str | None:
    """Where the source of a page can be changed, if the handbook has a repository."""
    return f"{settings.repository.rstrip('/')}/edit/main/{source}" if settings.repository else None


def cards(here: str, nodes: Iterable[Node], words: Words) -> tuple[Card, ...]:
    """Pages as the list of their section shows them."""
    return tuple(
        Card(
            title=node.title,
            url=relative(here, node.address),
            description=node.description,
            label=words[f"kind_{node.detail}"] if node.detail else None,
            number=str(node.order) if node.kind == "page" and node.order and here else None,
        )
        for node in nodes
    )


def _print_edition(context: SiteContext, address: str, language: str) -> LinkView | None:
    """Where what stands at an address can be printed; the page of downloads has the whole handbook's."""
    top = "" if address == DOWNLOADS else address
    title = context.words(language)["print_part" if top else "print_whole"]
    here = print_address(top)
    return LinkView(title, relative(address, here)) if here in context.outline.nodes else None


def _neighbour(context: SiteContext, here: str, node: Node | None) -> LinkView | None:
    """A page before or after another, with the step that it is, where that is another one."""
    if node is None:
        return None
    path = context.paths.get(parent(node.address))
    step = path.numbers.get(node.address) if path else None
    same = path and step == path.numbers.get(here)
    return LinkView(node.title, relative(here, node.address), None if same else step)
