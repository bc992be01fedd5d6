"""What surrounds the content of pages: alike for those that stand beside each other, so made once for them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape

from jinja2 import TemplateRuntimeError
from markupsafe import Markup, escape

from mentorsite.model.urls import parent, relative
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import LogoView, MenuView, OrganizationView, SiteView
from mentorsite.structure.links import Inside, destination
from mentorsite.structure.navigation import KEPT, SIGNED, MenuItem, Node
from mentorsite.structure.offline import MANIFEST, WORKER, keeps_offline
from mentorsite.structure.plan import ICON, MASKABLE, SEARCH_FOLDER, THEME_FOLDER, draws_icons

BESIDE = "-/"
"""A page beside others that is none of them: no page has this name."""
OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""Characters that Unicode keeps for a program's own use: in a menu an address stands between them."""
SPOT = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
CURRENT = ' aria-current="page"'
MENU = "partials/navigation.html"
Mark = Callable[[str], Markup]
"""What stands in the link to an address, for where the page that is read is marked."""


@dataclass(frozen=True, slots=True)
class _Menu:
    """A menu as HTML, and where in it the mark of each address would stand."""

    html: str
    spots: Mapping[str, tuple[int, ...]]

    def marked(self, here: str | None) -> Markup:
        """The menu as the page at an address has it."""
        if here is None:
            return Markup(self.html)
        parts, end = [], 0
        for spot in self.spots.get(here, ()):
            parts += [self.html[end:spot], CURRENT]
            end = spot
        return Markup("".join([*parts, self.html[end:]]))


def beside(here: str | None) -> str | None:
    """The address that a page's frame is made for: one beside its own.

    Home has none beside it; None is for a page that is read at any depth, whose URLs are whole.
    """
    if here:
        return f"{parent(here)}{BESIDE}"
    return here


class Frame:
    """The frame of pages that stand beside each other, in one language: see `beside`."""

    def __init__(self, context: SiteContext, language: str, beside: str | None) -> None:
        self.context, self.language, self.beside = context, language, beside
        self.home = context.site.settings.home(language)
        self.menu_items = context.menu(self.home)
        self.words = context.template_words(language)
        self.assets: dict[str, str] = {}
        self.closed: dict[Mark, tuple[MenuView, ...]] = {}
        self.entries: dict[tuple[str, ...], tuple[MenuView, ...]] = {}
        self.menus: dict[tuple[str, ...], _Menu] = {}

    def url(self, address: str) -> str:
        """The URL of an address."""
        if self.beside is None:
            return self.context.site.settings.base + relative("", address).removeprefix("./")
        return relative(self.beside, address)

    def asset(self, name: str) -> str:
        """The URL of an asset of the theme, which changes when the asset does."""
        if name not in self.assets:
            if name not in self.context.versions:
                raise TemplateRuntimeError(f"the theme has no asset `{name}`")
            self.assets[name] = f"{self.url(THEME_FOLDER + name)}?v={self.context.versions[name]}"
        return self.assets[name]

    @cached_property
    def view(self) -> SiteView:
        """The handbook as a whole."""
        settings = self.context.site.settings_in(self.language)
        organization = settings.organization
        logo = self.shown(self.logo) if self.logo else None
        whose = OrganizationView(organization.name, organization.url, logo) if organization else None
        return SiteView(
            title=settings.title,
            description=settings.description,
            home=self.url(self.home),
            root=self.url(""),
            organization=whose,
            icon=logo.url if logo else self.asset(ICON),
            touch_icon=self.asset(MASKABLE) if draws_icons(self.context.site) else None,
            search=self.url(SEARCH_FOLDER) if settings.search else None,
            kept=self.made(KEPT, "kept"),
            signed=self.made(SIGNED, "signed"),
            offline=self.url(WORKER) if keeps_offline(self.context.site) else None,
            web_app=self.url(f"{self.home}{MANIFEST}") if keeps_offline(self.context.site) else None,
            image=self.picture(),
        )

    def made(self, name: str, kind: str) -> str | None:
        """The URL of a page that is made; None where there is none, or a page of the handbook stands in its place."""
        node = self.context.outline.nodes.get(f"{self.home}{name}")
        if node and node.kind == kind:
            return self.url(node.address)
        return None

    @cached_property
    def logo(self) -> Inside | None:
        """The organization's logo."""
        organization = self.context.site.settings.organization
        if not organization or not organization.logo:
            return None
        found = destination(self.context.site, "content/index.md", "", organization.logo.id, organization.logo.place)
        if isinstance(found, Inside):
            return found
        return None

    def shown(self, logo: Inside) -> LogoView:
        """A logo as templates see it."""
        picture = self.context.site.pictures.get(logo.source)
        width, height = picture.size(self.context.site.settings.picture_size) if picture else (0, 0)
        return LogoView(self.url(logo.address), width, height)

    def picture(self) -> str | None:
        """The whole URL of the logo, where it is a picture that other sites can show."""
        if self.logo is None:
            return None
        address = self.logo.address
        # sites that show what people share take no SVG
        is_picture = address.lower().endswith((".png", ".jpg", ".jpeg", ".webp", ".gif"))
        if is_picture:
            return self.context.site.settings.canonical(address)
        return None

    def navigation(self, here: str | None) -> tuple[MenuView, ...]:
        """The menu: its first level, and the pages of the section that is open."""
        is_open = self.opened(here)
        if is_open not in self.entries:
            self.entries[is_open] = self._entries(is_open, _no_mark)
        return self.entries[is_open]

    def menu(self, here: str | None) -> Markup:
        """The menu as HTML, with a mark on the page that is read."""
        # rendered once for all pages that have the same section open: only the mark differs
        is_open = self.opened(here)
        if is_open not in self.menus:
            entries = self._entries(is_open, _spot)
            template = self.context.templates.get_template(MENU)
            self.menus[is_open] = _parse_menu_marks(template.render(navigation=entries, words=self.words))
        return self.menus[is_open].marked(here)

    def opened(self, here: str | None) -> tuple[str, ...]:
        """The addresses of the menu's first level that a page is at, or below."""
        if not here:
            return ()
        found = []
        for item in self.menu_items:
            if item.address and here.startswith(item.address):
                found.append(item.address)
        return tuple(found)

    def _entries(self, is_open: tuple[str, ...], mark: Mark) -> tuple[MenuView, ...]:
        """The first level of the menu, made once where it is closed: a handbook may have hundreds of folders."""
        if mark not in self.closed:
            self.closed[mark] = tuple(self._closed(item, mark) for item in self.menu_items)
        entries = list(self.closed[mark])
        for at, item in enumerate(self.menu_items):
            if item.address in is_open:
                below = self.context.outline.below(item.address)
                pages = tuple(self._entry(each, mark) for each in below)
                entries[at] = replace(entries[at], pages=pages)
        return tuple(entries)

    def _entry(self, page: Node, mark: Mark) -> MenuView:
        return MenuView(page.title, self.url(page.address), mark(page.address), (), page.written_in)

    def _closed(self, item: MenuItem, mark: Mark) -> MenuView:
        if item.address is None:
            return MenuView(item.title, item.url or "", Markup(""))
        return MenuView(item.title, self.url(item.address), mark(item.address), (), item.written_in)


def _no_mark(_address: str) -> Markup:
    return Markup("")


def _spot(address: str) -> Markup:
    return escape(f"{OPEN}{address}{CLOSE}")


def _parse_menu_marks(html: str) -> _Menu:
    """The menu without the addresses that stand where a mark can be, and where they stood."""
    spots: dict[str, tuple[int, ...]] = {}
    parts, end, length = [], 0, 0
    for found in SPOT.finditer(html):
        parts.append(html[end : found.start()])
        length, end = length + len(parts[-1]), found.end()
        address = unescape(found[1])  # the template escaped it
        spots[address] = (*spots.get(address, ()), length)
    return _Menu("".join([*parts, html[end:]]), spots)
