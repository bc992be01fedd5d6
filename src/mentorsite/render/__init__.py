"""Rendering: an `Output` becomes bytes, and nothing else happens."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from jinja2 import Environment

from mentorsite.model.output import (
    BookOutput,
    BookPdfOutput,
    CalendarOutput,
    CohortOutput,
    CopyOutput,
    DownloadOutput,
    DownloadsPageOutput,
    FormOutput,
    IdeasPageOutput,
    Output,
    PageMarkdownOutput,
    PageOutput,
    PairOutput,
    PluginOutput,
    ProgramOutput,
    RedirectOutput,
    RoleOutput,
    SectionOutput,
    SiteFileKind,
    SiteOutput,
    ThemeOutput,
)
from mentorsite.model.site import Asset, Site
from mentorsite.render.book import book_html, book_job
from mentorsite.render.calendar.revision import FIRST, Revision
from mentorsite.render.forms.downloads import BookJob, Download, Job, make
from mentorsite.render.pages.pages import Pages
from mentorsite.render.pages.sitemap import initials_icon, sitemap
from mentorsite.structure.navigation import Outline
from mentorsite.theme.values import Theme, version

Rendered = bytes | Asset
"""A file's bytes, or the asset that is copied as it is."""


def renderer(
    site: Site,
    theme: Theme,
    outline: Outline,
    downloads: Mapping[str, Download] | None = None,
    revision: Revision = FIRST,
    templates: Environment | None = None,
) -> Callable[[Output], Rendered]:
    """The function that renders the outputs of a site. `downloads` are those made before, by path.

    A download that is not among them is made when it is asked for; pages then tell no size of it. `revision`
    says what the calendars of the last build were; `templates` are the theme's, where they are ready from before.
    """
    made = downloads or {}
    icon = initials_icon(site.settings).encode()
    pages = Pages(site, theme, outline, {"icon.svg": version(icon)}, made, templates)
    return _Renderer(pages, theme, made, revision, icon).render


@dataclass(frozen=True, slots=True)
class _Renderer:
    """What outputs are rendered with."""

    pages: Pages
    theme: Theme
    made: Mapping[str, Download]
    revision: Revision
    icon: bytes

    def render(self, output: Output) -> Rendered:
        match output:
            case ProgramOutput() | RoleOutput() | CohortOutput() | CalendarOutput():
                return self.of_program(output)
            case FormOutput() | PairOutput() | DownloadOutput():
                return self.of_form(output)
            case BookOutput() | BookPdfOutput():
                return self.book(output)
            case CopyOutput() | PluginOutput() | ThemeOutput():
                return self.file(output)
            case SiteOutput():
                return self.of_site(output.kind)
            case _:
                return self.page(output).encode()

    def page(
        self,
        output: (
            PageOutput | PageMarkdownOutput | SectionOutput | DownloadsPageOutput | IdeasPageOutput | RedirectOutput
        ),
    ) -> str:
        match output:
            case PageOutput():
                return self.pages.page(output.page)
            case PageMarkdownOutput():
                return self.pages.page_markdown(output.page)
            case SectionOutput():
                return self.pages.section(output.address)
            case DownloadsPageOutput():
                return self.pages.downloads_page(output.address)
            case IdeasPageOutput():
                return self.pages.ideas(output.address)
            case RedirectOutput():
                return self.pages.redirect(output.path, output.target)
            case _:
                assert_never(output)

    def of_program(self, output: ProgramOutput | RoleOutput | CohortOutput | CalendarOutput) -> bytes:
        match output:
            case ProgramOutput():
                return self.pages.program(output.entry).encode()
            case RoleOutput():
                return self.pages.role(output.entry, output.role).encode()
            case CohortOutput():
                return self.pages.cohort(output.entry, output.cohort).encode()
            case CalendarOutput():
                from mentorsite.render.calendar.file import calendar  # what it draws with is slow to load

                return calendar(self.pages, output, self.revision)
            case _:
                assert_never(output)

    def of_form(self, output: FormOutput | PairOutput | DownloadOutput) -> bytes:
        match output:
            case FormOutput():
                return self.pages.form(output.entry).encode()
            case PairOutput():
                address = output.path.removesuffix("index.html")
                return self.pages.pair(address, output.first, output.second).encode()
            case DownloadOutput():
                return (self.made.get(output.path) or make(self.pages.job(output))).data
            case _:
                assert_never(output)

    def book(self, output: BookOutput | BookPdfOutput) -> bytes:
        if isinstance(output, BookOutput):
            return book_html(self.pages, output).encode()
        return (self.made.get(output.path) or make(book_job(self.pages, output))).data

    def file(self, output: CopyOutput | PluginOutput | ThemeOutput) -> Rendered:
        match output:
            case CopyOutput():
                return self.pages.site.drawings.get(output.asset.source, output.asset)
            case PluginOutput():
                return output.data
            case ThemeOutput():
                return self.theme.assets[output.name]
            case _:
                assert_never(output)

    def of_site(self, kind: SiteFileKind) -> bytes:
        match kind:
            case "404":
                return self.pages.not_found().encode()
            case "sitemap":
                return sitemap(self.pages.site.settings, self.pages.outline).encode()
            case "no-jekyll":
                return b""
            case "cname":
                return f"{self.pages.site.settings.domain}\n".encode()
            case "icon":
                return self.icon
            case "llms":
                return self.pages.llms().encode()
            case _:
                assert_never(kind)


def jobs(site: Site, theme: Theme, outline: Outline, outputs: Sequence[Output]) -> tuple[Job | BookJob, ...]:
    """The downloads among the outputs, as jobs."""
    pages = Pages(site, theme, outline, {}, {})
    forms = (pages.job(output) for output in outputs if isinstance(output, DownloadOutput))
    books = (book_job(pages, output) for output in outputs if isinstance(output, BookPdfOutput))
    return (*forms, *books)
