"""The downloads of a site as jobs: each with all that it is made from."""

from collections.abc import Sequence
from dataclasses import replace

from mentorsite.model.output import BookPdfOutput, DownloadOutput, Output
from mentorsite.render.book import book_job
from mentorsite.render.forms.downloads import BookJob, Job
from mentorsite.render.forms.pdf.print_view import print_view
from mentorsite.render.pages.form import form_sheet
from mentorsite.render.site_context import SiteContext
from mentorsite.render.template import render_template


def jobs(context: SiteContext, outputs: Sequence[Output]) -> tuple[Job | BookJob, ...]:
    """The downloads among the outputs, as jobs."""
    forms = (form_job(context, output) for output in outputs if isinstance(output, DownloadOutput))
    books = (book_job(context, output) for output in outputs if isinstance(output, BookPdfOutput))
    return (*forms, *books)


def form_job(context: SiteContext, output: DownloadOutput) -> Job:
    """A form's file, as a job."""
    settings = context.site.settings
    form = form_sheet(context, output.entry)
    words = context.words(form.language)
    job = Job(output.path, output.format, form, words, settings.theme.paper, settings.theme.accent)
    if output.format != "pdf":
        return job
    shown = {**print_view(form, settings, words), "words": context.template_words(form.language)}
    return replace(job, html=render_template(context, "print-form.html", shown), assets=context.theme.print_assets)
