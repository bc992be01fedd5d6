"""Rendering: an `Output` becomes bytes, and nothing else happens."""

from collections.abc import Callable, Mapping, Sequence
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

    def render(output: Output) -> Rendered:
        match output:
            case PageOutput():
                return pages.page(output.page).encode()
            case PageMarkdownOutput():
                return pages.page_markdown(output.page).encode()
            case SectionOutput():
                return pages.section(output.address).encode()
            case ProgramOutput():
                return pages.program(output.entry).encode()
            case RoleOutput():
                return pages.role(output.entry, output.role).encode()
            case CohortOutput():
                return pages.cohort(output.entry, output.cohort).encode()
            case CalendarOutput():
                from mentorsite.render.calendar.file import calendar  # what it draws with is slow to load

                return calendar(pages, output, revision)
            case FormOutput():
                return pages.form(output.entry).encode()
            case PairOutput():
                return pages.pair(output.path.removesuffix("index.html"), output.first, output.second).encode()
            case DownloadOutput():
                return (made.get(output.path) or make(pages.job(output))).data
            case BookOutput():
                return book_html(pages, output).encode()
            case BookPdfOutput():
                return (made.get(output.path) or make(book_job(pages, output))).data
            case DownloadsPageOutput():
                return pages.downloads_page(output.address).encode()
            case IdeasPageOutput():
                return pages.ideas(output.address).encode()
            case RedirectOutput():
                return pages.redirect(output.path, output.target).encode()
            case CopyOutput():
                return site.drawings.get(output.asset.source, output.asset)
            case PluginOutput():
                return output.data
            case ThemeOutput():
                return theme.assets[output.name]
            case SiteOutput():
                return site_file(output.kind)
            case _:
                assert_never(output)

    def site_file(kind: SiteFileKind) -> bytes:
        match kind:
            case "404":
                return pages.not_found().encode()
            case "sitemap":
                return sitemap(site.settings, outline).encode()
            case "no-jekyll":
                return b""
            case "cname":
                return f"{site.settings.domain}\n".encode()
            case "icon":
                return icon
            case "llms":
                return pages.llms().encode()
            case _:
                assert_never(kind)

    return render


def jobs(site: Site, theme: Theme, outline: Outline, outputs: Sequence[Output]) -> tuple[Job | BookJob, ...]:
    """The downloads among the outputs, as jobs."""
    pages = Pages(site, theme, outline, {}, {})
    forms = (pages.job(output) for output in outputs if isinstance(output, DownloadOutput))
    books = (book_job(pages, output) for output in outputs if isinstance(output, BookPdfOutput))
    return (*forms, *books)
