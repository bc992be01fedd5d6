"""What everything of a site is rendered from, and what many of its pages need, worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace

from jinja2 import Environment

from mentorsite.model.page import Page
from mentorsite.model.program import Program
from mentorsite.model.site import FormEntry, ProgramEntry, Site
from mentorsite.render.context import RenderContext
from mentorsite.render.forms.downloads import Download
from mentorsite.render.forms.sheet import FormSheet
from mentorsite.render.icon import initials_icon
from mentorsite.structure.current_cohort import cohort_named, speaks_of
from mentorsite.structure.links import Inside, destination
from mentorsite.structure.navigation import MenuItem, Node, Outline, menu, neighbours
from mentorsite.structure.pairs import pair_addresses
from mentorsite.structure.plan import ICON, ICON_PICTURES
from mentorsite.structure.step_path import StepPath, paths
from mentorsite.structure.timetable import counts_from_match
from mentorsite.structure.variables import Scopes, scopes
from mentorsite.theme.environment import environment
from mentorsite.theme.values import Theme, Words, version

HOME = "content/index.md"


@dataclass(frozen=True, eq=False)
class SiteContext:
    """A site, its theme and the tree of its pages; and the downloads that are made already, by path.

    `ready` are the theme's templates, where they were made before. What follows from all these is worked out when it
    is first asked for, and kept; so are the sheets of forms, which the page of a form, its files and what is signed of
    it are all made from.
    """

    site: Site
    theme: Theme
    outline: Outline
    downloads: Mapping[str, Download] = field(default_factory=dict)
    ready: Environment | None = None
    sheets: dict[tuple[str, str, str], FormSheet] = field(default_factory=dict, init=False)
    _words: dict[str, Words] = field(default_factory=dict, init=False)
    _template_words: dict[str, SimpleNamespace] = field(default_factory=dict, init=False)
    _counted: dict[str, bool] = field(default_factory=dict, init=False)
    _menus: dict[str, tuple[MenuItem, ...]] = field(default_factory=dict, init=False)

    def of_page(self, page: Page) -> RenderContext:
        """Where a page's text is shown."""
        scope = self._scopes(*speaks_of(page.front), page.language)
        words = self.words(page.language)
        return RenderContext(self.site, page.source, page.address, page.language, scope, words)

    def of_program(self, entry: ProgramEntry, address: str, cohort: str | None = None) -> RenderContext:
        """Where what a program says is shown: on its own page, or a role's or a cohort's."""
        scope = self._scopes(entry.id, cohort, entry.language)
        return RenderContext(self.site, entry.source, address, entry.language, scope, self.words(entry.language))

    def of_form(self, entry: FormEntry) -> RenderContext:
        """Where a form is shown."""
        form = entry.form
        scope = self._scopes(entry.program, cohort_named(form), form.language)
        return RenderContext(self.site, form.source, entry.address, form.language, scope, self.words(form.language))

    def of_list(self, address: str) -> RenderContext:
        """Where a page stands that lists things of the whole site, in the language that it stands in."""
        language = self.site.settings.language_at(address)
        scope = self._scopes(None, None, language)
        return RenderContext(self.site, HOME, address, language, scope, self.words(language))

    def program(self, named: str | None, language: str) -> Program | None:
        """The program that a page speaks of: the one that it names, else the site's default."""
        return self.site.program(named or self.site.default_program, language)

    def words(self, language: str) -> Words:
        """What the theme says, in a language."""
        if language not in self._words:
            self._words[language] = self.theme.words_in(language)
        return self._words[language]

    def template_words(self, language: str) -> SimpleNamespace:
        """What the theme says, in a language, as templates have it: `words.home`."""
        if language not in self._template_words:
            self._template_words[language] = SimpleNamespace(**self.words(language))
        return self._template_words[language]

    def counts_from_match(self, entry: ProgramEntry) -> bool:
        """Whether anything of a program, or of its forms, counts from a participant's own match."""
        if entry.address not in self._counted:
            self._counted[entry.address] = counts_from_match(self.site, entry)
        return self._counted[entry.address]

    @cached_property
    def templates(self) -> Environment:
        """The theme's templates."""
        return self.ready or environment(self.theme)

    @cached_property
    def versions(self) -> Mapping[str, str]:
        """What stands behind the URL of each asset of the theme."""
        drawn = initials_icon(self.site.settings)
        pictures = dict.fromkeys(ICON_PICTURES, version(drawn + self._logo_bytes()))
        return {ICON: version(drawn), **pictures, **self.theme.versions}

    def _logo_bytes(self) -> bytes:
        """What is known of the logo before it is read: a drawing, or the place and size of a picture's file."""
        logo = self.drawn_logo
        if logo is None:
            return self.theme.assets.get(ICON, b"")
        drawing = self.site.drawings.get(logo.source)
        if drawing:
            return drawing
        sizes = []
        for asset in self.site.assets:
            if asset.source == logo.source:
                sizes.append(asset.size)
        return repr((logo.source, sizes)).encode()

    @cached_property
    def drawn_logo(self) -> Inside | None:
        """The file of the organization's logo, for what it is drawn into."""
        organization = self.site.settings.organization
        if not organization or not organization.logo:
            return None
        found = destination(self.site, HOME, "", organization.logo.id, organization.logo.place, image=True)
        if isinstance(found, Inside):
            return found
        return None

    def menu(self, home: str) -> tuple[MenuItem, ...]:
        """The menu's first level in the language of a home."""
        if home not in self._menus:
            self._menus[home] = menu(self.site, self.outline, home)
        return self._menus[home]

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[Node | None, Node | None]]:
        """The pages before and after each page."""
        return neighbours(self.outline)

    @cached_property
    def paths(self) -> Mapping[str, StepPath]:
        """The paths that pages make, by section."""
        return paths(self.site, self.outline)

    @cached_property
    def pair_addresses(self) -> Mapping[str, str]:
        """Where forms stand beside their partners, by their own addresses."""
        return pair_addresses(self.site)

    @cached_property
    def copies(self) -> frozenset[str]:
        """The addresses that have a Markdown file beside them."""
        # what stands in place of a translation has its file at home alone
        addresses = {page.address for page in self.site.pages if not page.shown_in}
        if "markdown" in self.site.settings.downloads:
            addresses |= {entry.address for entry in self.site.forms if not entry.shown_in}
        return frozenset(addresses)

    @cached_property
    def _scopes(self) -> Scopes:
        return scopes(self.site)
