"""The downloads of a site, and the pictures of its icon, as jobs: each with all that it is made from."""

from collections.abc import Sequence

from mentorsite.model.output import BookPdfOutput, CertificatePdfOutput, DownloadOutput, IconOutput, Output
from mentorsite.render.book import book_job
from mentorsite.render.certificate_jobs import certificate_job
from mentorsite.render.forms.download_look import look_of
from mentorsite.render.forms.jobs import AnyJob, Job
from mentorsite.render.icon_jobs import icon_job
from mentorsite.render.pages.bilingual import sheet_in_two_languages, words_in_two_languages
from mentorsite.render.pages.form_sheet import form_sheet
from mentorsite.render.site_context import SiteContext


def jobs(context: SiteContext, outputs: Sequence[Output]) -> tuple[AnyJob, ...]:
    """The outputs that are drawn or written as files of their own, as jobs."""
    forms, books, certificates, icons = [], [], [], []
    for output in outputs:
        match output:
            case DownloadOutput():
                forms.append(form_job(context, output))
            case BookPdfOutput():
                books.append(book_job(context, output))
            case CertificatePdfOutput():
                certificates.append(certificate_job(context, output))
            case IconOutput():
                icons.append(icon_job(context, output))
    return (*forms, *books, *certificates, *icons)


def form_job(context: SiteContext, output: DownloadOutput) -> Job:
    """A form's file, as a job."""
    if output.other:
        both = (output.entry, output.other)
        form, words = sheet_in_two_languages(context, both), words_in_two_languages(context, both)
    else:
        form, words = form_sheet(context, output.entry), context.words(output.entry.form.language)
    look = look_of(context.site.settings_in(form.language))
    if output.format == "pdf":
        files = context.theme.print_assets
    else:  # a theme's new Typst file makes no other formats anew
        files = {}
    return Job(output.path, output.format, form, words, look, files)
