"""The PDFs of certificates as jobs."""

from mentorsite.model.certificate import Certificate
from mentorsite.model.output import CertificatePdfOutput
from mentorsite.render.certificates import CertificateSheet, certificate_sheet, put_in
from mentorsite.render.forms.download_look import look_of
from mentorsite.render.forms.jobs import CertificateJob
from mentorsite.render.site_context import SiteContext
from mentorsite.structure.certificates import program_of
from mentorsite.theme.dates_and_numbers import direction


def sheet_of(context: SiteContext, certificate: Certificate) -> CertificateSheet:
    """A certificate with marks, in the words of its program and of the cohort of today."""
    entry, words = program_of(context.site, certificate), context.words(certificate.language)
    if entry:
        where = context.of_program(entry, entry.address)
    else:
        where = context.of_list(certificate.address)
    return certificate_sheet(certificate, context.site, entry.program if entry else None, where.scope, words)


def certificate_job(context: SiteContext, output: CertificatePdfOutput) -> CertificateJob:
    """A certificate to be written on by hand."""
    certificate = output.certificate
    return job_of(context, certificate, output.path, put_in(sheet_of(context, certificate), {}))


def job_of(context: SiteContext, certificate: Certificate, path: str, sheet: CertificateSheet) -> CertificateJob:
    """A certificate to draw, whoever it is for."""
    language, site = certificate.language, context.site
    return CertificateJob(
        path,
        sheet,
        look_of(site.settings_in(language)),
        context.words(language),
        language,
        direction(language),
        site.settings.canonical(certificate.address),
        context.theme.print_assets,
        dict(_logo(context)),
    )


def _logo(context: SiteContext) -> list[tuple[str, str]]:
    """The file of the organization's logo, by its address."""
    logo = context.drawn_logo
    if logo:
        return [(logo.address, logo.source)]
    return []
