"""The page of a certificate: as it is printed, with blanks that can be typed into."""

from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from mentorsite.model.certificate import Certificate
from mentorsite.model.urls import relative
from mentorsite.render.certificate_jobs import sheet_of
from mentorsite.render.certificates import NAME, CertificateSheet, in_text
from mentorsite.render.forms.downloads import detail
from mentorsite.render.pages.page_view import edit_url, page_view
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import DownloadView, Given
from mentorsite.structure.plan import download_path
from mentorsite.theme.dates_and_numbers import capitalized
from mentorsite.theme.values import Words


@dataclass(frozen=True, slots=True)
class CertificateBlank:
    """What is typed beside a certificate and stands on it where `name` is written."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class CertificateView:
    """A certificate with blanks. `signers` are those below a line, `date` is empty where nobody knows the day."""

    title: str
    given: str
    name: Markup
    html: Markup
    date: str
    date_label: str
    signers: tuple[Markup, ...]
    blanks: tuple[CertificateBlank, ...]


@dataclass(frozen=True, slots=True)
class CertificateGiven(Given):
    """A certificate, to be filled in and printed."""

    certificate: CertificateView
    """What stands on it."""
    files: tuple[DownloadView, ...]
    """It as a PDF with blanks, where one is made."""


def certificate_page(context: SiteContext, certificate: Certificate) -> ThemedPage:
    """A certificate that nobody's name stands on yet."""
    here, language = certificate.address, certificate.language
    words = context.words(language)
    view = page_view(context, context.outline.nodes[here], language)
    view = replace(view, edit_url=edit_url(context.site.settings, certificate.source))
    shown = _view(sheet_of(context, certificate), words, language)
    files = _files(context, here, shown.title, words)
    return ThemedPage("certificate.html", here, view, CertificateGiven(shown, files))


def _view(sheet: CertificateSheet, words: Words, language: str) -> CertificateView:
    def blank(name: str) -> Markup:
        said = words["message_blank"].format(sheet.labels[name])
        return Markup('<span class="blank" data-blank="{}">{}</span>').format(name, said)

    names = [*sheet.marks]
    if not sheet.date:  # nobody knows the day yet
        names.append("date")
    labels = {**sheet.labels, "date": sheet.date_label}
    return CertificateView(
        title=sheet.title,
        given=sheet.given,
        name=blank(NAME),
        html=in_text(sheet.text, blank),
        date=sheet.date,
        date_label=sheet.date_label,
        signers=tuple(in_text(str(escape(each)), blank) for each in sheet.signers),
        blanks=tuple(CertificateBlank(name, capitalized(labels[name], language)) for name in names),
    )


def _files(context: SiteContext, here: str, title: str, words: Words) -> tuple[DownloadView, ...]:
    if "pdf" not in context.site.settings.downloads:
        return ()
    path, name = download_path(here, "pdf"), words["format_pdf"]
    label = words["download_label"].format(title, name)
    return (DownloadView(name, label, relative(here, path), detail(context.downloads.get(path), words)),)
