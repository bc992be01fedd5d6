"""What any page has, whatever its kind."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

from mentorsite.loader.source_addresses import DOWNLOADS
from mentorsite.model.settings import Settings
from mentorsite.model.urls import markdown_path, parent, print_address, relative
from mentorsite.render.forms.form_times import FormTime, FormTimes
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import Card, Given, LinkView, PageView, TranslationView
from mentorsite.structure.navigation import Node, breadcrumbs
from mentorsite.structure.translation import address_in
from mentorsite.theme.dates_and_numbers import direction
from mentorsite.theme.values import Words


@dataclass(frozen=True, slots=True)
class ContentGiven(Given):
    """A page of content, of whatever kind."""

    cards: tuple[Card, ...]
    """The pages below it that its text doesn't link to, where it is the page of a folder."""


def page_view(context: SiteContext, node: Node, language: str) -> PageView:
    """The page of a node, whose text is in a language; still without what its kind adds."""
    address, settings = node.address, context.site.settings
    if node.untranslated:
        readers = settings.language_at(address)
    else:
        readers = language
    # the page for addresses that lead nowhere stands nowhere itself
    known = address in context.outline.nodes
    before = after = None
    above: tuple[Node, ...] = ()
    if known:
        before, after = context.neighbours.get(address, (None, None))
        above = breadcrumbs(context.outline, address)
    return PageView(
        kind=node.kind,
        title=node.title,
        heading=escape(node.title),
        heading_id="",
        description=node.description,
        lead=node.description,
        language=readers,
        direction=direction(readers),
        text_language=language,
        text_direction=direction(language),
        translations=_translations(context, node) if known else (),
        canonical=settings.canonical(_counted(settings, node)) if known else None,
        markdown=relative(address, markdown_path(address)) if address in context.copies else None,
        edit_url=None,
        print=_print_edition(context, _counted(settings, node), address, language),
        content=Markup(""),
        contents=(),
        breadcrumbs=tuple(_crumb(address, each) for each in above),
        previous=_neighbour(context, address, before),
        next=_neighbour(context, address, after),
    )


def other_language(language: str, around: str) -> str:
    """A language, where it is not the one around; else nothing."""
    if language == around:
        return ""
    return language


def edit_url(settings: Settings, source: str) -> str | None:
    """Where the source of a page can be changed, if the handbook has a repository."""
    if settings.repository:
        return f"{settings.repository.rstrip('/')}/edit/main/{source}"
    return None


def cards(context: SiteContext, here: str, nodes: Iterable[Node], language: str) -> tuple[Card, ...]:
    """Pages as the list of their section shows them, in the midst of a text in a language."""
    words = context.words(language)
    times = FormTimes(context.of_list(here))
    forms = {each.address: each for each in context.site.forms}
    nodes = tuple(nodes)
    # forms stand in the order of time, unless someone gave one a place
    if all(node.address in forms and node.order is None for node in nodes):
        entries = times.sorted(forms[node.address] for node in nodes)
        nodes = tuple(context.outline.nodes[entry.address] for entry in entries)
    made = []
    for node in nodes:
        about, number = Markup(""), None
        if node.address in forms:
            about = _about(words, times.of(forms[node.address]))
        if node.kind == "page" and node.order and here:
            number = str(node.order)
        written_in = node.written_in or context.site.settings.language_at(node.address)
        card = Card(
            title=node.title,
            url=relative(here, node.address),
            description=node.description,
            label=words[f"kind_{node.detail}"] if node.detail else None,
            about=about,
            number=number,
            written_in=other_language(written_in, language),
        )
        made.append(card)
    return tuple(made)


def _about(words: Words, time: FormTime) -> Markup:
    """When a form is due, and for whom it is where that isn't everyone."""
    said = []
    if time.due:
        said.append(time.due)
    if time.audience:
        said.append(escape(words["for_audience"].format(words["list_separator"].join(time.audience))))
    return Markup(" · ").join(said)


def _counted(settings: Settings, node: Node) -> str:
    """The address under which a page is known: that of its source, where it stands in place of a translation."""
    if node.untranslated:
        return address_in(settings, settings.default_language, node.address)
    return node.address


def _translations(context: SiteContext, node: Node) -> tuple[TranslationView, ...]:
    """The page in each language of the handbook; the first page of a language that has nothing in its place.

    A form in two languages leads to the same form in each.
    """
    settings, nodes = context.site.settings, context.outline.nodes
    if len(settings.languages) < 2:
        return ()
    is_bilingual = node.kind == "bilingual"
    if is_bilingual:
        address, here = parent(node.address), ""
    else:
        address, here = node.address, settings.language_at(node.address)
    found = []
    for home, language in settings.homes.items():
        there = nodes.get(address_in(settings, language, address))
        is_translated = there is not None and not there.untranslated
        own = is_translated and not is_bilingual
        found.append(
            TranslationView(
                language=language,
                direction=direction(language),
                name=settings.languages[language],
                url=relative(node.address, there.address if there else home),
                offer=context.words(language)["languages_offer"],
                current=language == here,
                translated=is_translated,
                canonical=settings.canonical(there.address) if there and own else None,
            )
        )
    return tuple(found)


def _print_edition(context: SiteContext, address: str, here: str, language: str) -> LinkView | None:
    """Where what stands at an address can be printed; the page of downloads has the whole handbook's."""
    home = context.site.settings.home_at(address)
    if address == f"{home}{DOWNLOADS}":
        top = home
    else:
        top = address
    title = context.words(language)["print_whole" if top == home else "print_part"]
    book = print_address(top)
    if book in context.outline.nodes:
        return LinkView(title, relative(here, book))
    return None


def _neighbour(context: SiteContext, here: str, node: Node | None) -> LinkView | None:
    """A page before or after another, with the step that it is, where that is another one."""
    if node is None:
        return None
    step = None
    path = context.paths.get(parent(node.address))
    # several pages may be one step
    if path and path.numbers.get(node.address) != path.numbers.get(here):
        step = path.numbers.get(node.address)
    return LinkView(node.title, relative(here, node.address), step, node.written_in)


def _crumb(here: str, node: Node) -> LinkView:
    return LinkView(node.title, relative(here, node.address), None, node.written_in)
