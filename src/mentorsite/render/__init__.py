"""Rendering: an `Output` becomes bytes, and nothing else happens."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import assert_never

from mentorsite.model.output import (
    BookOutput,
    BookPdfOutput,
    CalendarOutput,
    CertificateOutput,
    CertificatePdfOutput,
    CohortOutput,
    CopyOutput,
    DownloadOutput,
    DownloadsPageOutput,
    FormOutput,
    IconOutput,
    IdeasPageOutput,
    KeptPageOutput,
    MessagesPageOutput,
    Output,
    OwnDatesOutput,
    PageMarkdownOutput,
    PageOutput,
    PairOutput,
    PluginOutput,
    ProgramOutput,
    RedirectOutput,
    RoleOutput,
    SectionOutput,
    SignedPageOutput,
    SiteOutput,
    ThemeOutput,
    TranslationsPageOutput,
    VersionOutput,
)
from mentorsite.model.site import Asset
from mentorsite.model.urls import below, parent
from mentorsite.render.book import book_page
from mentorsite.render.calendar.revision import FIRST, Revision
from mentorsite.render.download_jobs import jobs
from mentorsite.render.forms.downloads import make
from mentorsite.render.icon import initials_icon
from mentorsite.render.no_worker import NO_WORKER
from mentorsite.render.pages.bilingual import bilingual_page
from mentorsite.render.pages.certificate import certificate_page
from mentorsite.render.pages.cohort import cohort_page
from mentorsite.render.pages.content import content_page
from mentorsite.render.pages.downloads import downloads_page
from mentorsite.render.pages.form import form_page
from mentorsite.render.pages.frame import Frame, beside
from mentorsite.render.pages.ideas import ideas_page
from mentorsite.render.pages.kept import kept_page
from mentorsite.render.pages.llms import llms_txt, page_markdown
from mentorsite.render.pages.messages import messages_page
from mentorsite.render.pages.not_found import not_found_page
from mentorsite.render.pages.pair import pair_page
from mentorsite.render.pages.program import program_page
from mentorsite.render.pages.redirect import redirect_html
from mentorsite.render.pages.role import role_page
from mentorsite.render.pages.section import section_page
from mentorsite.render.pages.signed import signed_page
from mentorsite.render.pages.sitemap import sitemap
from mentorsite.render.pages.themed_page import ThemedPage, page_html
from mentorsite.render.pages.translations import translations_page
from mentorsite.render.pages.web_app import web_app_manifest
from mentorsite.render.site_context import SiteContext

Rendered = bytes | Asset
"""A file's bytes, or the asset that is copied as it is."""


def renderer(context: SiteContext, revision: Revision = FIRST) -> Callable[[Output], Rendered]:
    """The function that renders the outputs of a site.

    A download that is not among the context's is made when it is asked for; pages then tell no size of it. `revision`
    says what the calendars of the last build were.
    """
    return _Renderer(context, revision, cache(partial(Frame, context))).render


@dataclass(frozen=True, slots=True)
class _Renderer:
    """What outputs are rendered with; `frame` gives what surrounds pages by their language and where they stand."""

    context: SiteContext
    revision: Revision
    frame: Callable[[str, str | None], Frame]

    def render(self, output: Output) -> Rendered:
        match output:
            case PageOutput() | SectionOutput() | IdeasPageOutput() | TranslationsPageOutput() | BookOutput():
                return self.html(_page(self.context, output))
            case ProgramOutput() | RoleOutput() | CohortOutput():
                return self.html(_page_of_program(self.context, output))
            case (
                FormOutput() | PairOutput() | DownloadsPageOutput() | KeptPageOutput() | SignedPageOutput()
                | MessagesPageOutput() | CertificateOutput()
            ):  # fmt: skip
                return self.html(_page_of_forms(self.context, output))
            case PageMarkdownOutput():
                return page_markdown(self.context, output.page).encode()
            case RedirectOutput():
                return redirect_html(self.context, output).encode()
            case CalendarOutput() | OwnDatesOutput():
                return self.of_cohort(output)
            case DownloadOutput() | BookPdfOutput() | CertificatePdfOutput() | IconOutput():
                return self.download(output)
            case CopyOutput() | PluginOutput() | VersionOutput() | ThemeOutput():
                return self.file(output)
            case SiteOutput():
                return self.of_site(output)
            case _:
                assert_never(output)

    def html(self, page: ThemedPage) -> bytes:
        return page_html(page, self.frame(page.view.language, beside(page.address))).encode()

    def of_cohort(self, output: CalendarOutput | OwnDatesOutput) -> bytes:
        from mentorsite.render.calendar.file import calendar  # icalendar is slow to load
        from mentorsite.render.calendar.own_dates import own_dates

        entry, cohort = output.entry, output.cohort
        if cohort:
            address = below(entry.address, cohort)
        else:
            address = entry.address
        context = self.context.of_program(entry, address, cohort)
        if isinstance(output, OwnDatesOutput):
            return own_dates(context, output, self.revision)
        return calendar(context, output, self.revision)

    def download(self, output: DownloadOutput | BookPdfOutput | CertificatePdfOutput | IconOutput) -> bytes:
        made = self.context.downloads.get(output.path)
        if made is None:  # the preview makes a download when someone asks for it
            (job,) = jobs(self.context, [output])
            made = make(job)
        return made.data

    def file(self, output: CopyOutput | PluginOutput | VersionOutput | ThemeOutput) -> Rendered:
        match output:
            case CopyOutput():
                return self.context.site.drawings.get(output.asset.source, output.asset)
            case PluginOutput() | VersionOutput():
                return output.data
            case ThemeOutput():
                return self.context.theme.assets[output.name]
            case _:
                assert_never(output)

    def of_site(self, output: SiteOutput) -> bytes:
        settings = self.context.site.settings
        match output.kind:
            case "404":
                return self.html(not_found_page(self.context))
            case "sitemap":
                return sitemap(settings, self.context.outline).encode()
            case "no-jekyll":  # that it is there is all that GitHub looks at
                return b""
            case "cname":
                return f"{settings.domain}\n".encode()
            case "icon":
                return initials_icon(settings)
            case "web-app":
                home = parent(output.path)
                return web_app_manifest(self.frame(settings.language_at(home), beside(home))).encode()
            case "worker":  # a build puts the real one in its place, which needs the bytes of all other files
                return NO_WORKER
            case "llms":
                return llms_txt(self.context, parent(output.path)).encode()
            case _:
                assert_never(output.kind)


def _page(
    context: SiteContext,
    output: PageOutput | SectionOutput | IdeasPageOutput | TranslationsPageOutput | BookOutput,
) -> ThemedPage:
    match output:
        case PageOutput():
            return content_page(context, output.page)
        case SectionOutput():
            return section_page(context, output.address)
        case IdeasPageOutput():
            return ideas_page(context, output.address)
        case TranslationsPageOutput():
            return translations_page(context, output.address)
        case BookOutput():
            return book_page(context, output)
        case _:
            assert_never(output)


def _page_of_program(context: SiteContext, output: ProgramOutput | RoleOutput | CohortOutput) -> ThemedPage:
    match output:
        case ProgramOutput():
            return program_page(context, output.entry)
        case RoleOutput():
            return role_page(context, output.entry, output.role)
        case CohortOutput():
            return cohort_page(context, output.entry, output.cohort)
        case _:
            assert_never(output)


def _page_of_forms(
    context: SiteContext,
    output: FormOutput
    | PairOutput
    | DownloadsPageOutput
    | KeptPageOutput
    | SignedPageOutput
    | MessagesPageOutput
    | CertificateOutput,
) -> ThemedPage:
    match output:
        case FormOutput(entry=entry, other=other):
            if other:
                return bilingual_page(context, (entry, other))
            return form_page(context, entry)
        case PairOutput():
            return pair_page(context, output)
        case DownloadsPageOutput():
            return downloads_page(context, output.address)
        case KeptPageOutput():
            return kept_page(context, output.address)
        case MessagesPageOutput():
            return messages_page(context, output.address)
        case SignedPageOutput():
            return signed_page(context, output.address)
        case CertificateOutput():
            return certificate_page(context, output.certificate)
        case _:
            assert_never(output)
