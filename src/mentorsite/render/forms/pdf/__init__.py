"""Sheets and print editions → PDFs: drawn by Typst, then finished so that they can be filled in and read aloud."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mentorsite.errors import ThemeError
from mentorsite.render.forms.pdf.fields import Control, PdfField, controls, pdf_fields

if TYPE_CHECKING:
    from mentorsite.render.forms.jobs import BookJob, CertificateJob, Job
    from mentorsite.render.forms.pdf.typeset import Drawn

__all__ = ["Control", "PdfField", "PdfFile", "book_pdf", "certificate_pdf", "controls", "pdf", "pdf_fields"]
FORM, BOOK, CERTIFICATE = "form.typ", "book.typ", "certificate.typ"


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A PDF. `missing` are characters that no font of this machine has: they are printed as a question mark.

    `not_drawn` are what chapters call those pictures that Typst refuses.

    `with_machine_fonts` is whether other fonts of the machine could make another file.
    """

    data: bytes
    pages: int
    missing: frozenset[str]
    with_machine_fonts: bool = False
    not_drawn: frozenset[str] = frozenset()


def pdf(job: "Job") -> PdfFile:
    """A form as a fillable, tagged PDF/UA-1, drawn by the theme's `form.typ`.

    Raises `MissingToolError` where Typst is not installed, and `ThemeError` where the theme's files have a fault or
    have not exactly one control for each field.
    """
    from mentorsite.render.forms.pdf.finish import finish_form  # it needs pikepdf, which other commands do without
    from mentorsite.render.forms.pdf.first_values import Value, draw_values
    from mentorsite.render.forms.pdf.form_data import form_data
    from mentorsite.render.forms.pdf.typed_font import typed_font
    from mentorsite.render.forms.pdf.typeset import Files, typeset

    sheet, files = job.sheet, Files(job.assets, job.fonts)
    data = form_data(sheet, job.look, job.words)
    drawn = [typeset(FORM, data, files)]
    font = typed_font(sheet.language, job.assets, sheet.below)

    def values(shown: tuple[Value, ...]) -> bytes:
        drawn.append(draw_values(shown, data, files))
        return drawn[-1].data

    made, pages = finish_form(drawn[0].data, pdf_fields(sheet, job.words), font, values, sheet.direction)
    # a first value may have characters that nothing else in the form has
    missing = frozenset[str]().union(*(each.missing for each in drawn))
    with_machine_fonts = font.of_machine or any(each.with_machine_fonts for each in drawn)
    return PdfFile(made, pages, missing, with_machine_fonts)


def book_pdf(job: "BookJob") -> PdfFile:
    """A tagged PDF/UA-1 to read, drawn by the theme's `book.typ`: where its links lead stands after each chapter.

    The words of pictures that can't be drawn stand in their place.
    """
    from mentorsite.render.forms.pdf.finish import finish_read

    refused = frozenset[str]()
    try:
        drawn = _drawn_book(job)
    except ThemeError:
        # each picture is drawn by itself, for which only a book with a fault has to wait
        refused = _refused_pictures(job)
        if not refused:  # then the fault is the theme's own
            raise
        left = {address: data for address, data in job.pictures.items() if address not in refused}
        drawn = _drawn_book(replace(job, pictures=left))
    made, pages = finish_read(drawn.data, BOOK)
    return PdfFile(made, pages, drawn.missing, drawn.with_machine_fonts, refused)


def certificate_pdf(job: "CertificateJob") -> PdfFile:
    """A tagged PDF/UA-1 of one page, drawn by the theme's `certificate.typ`; without a logo that can't be drawn."""
    from mentorsite.render.forms.pdf.finish import finish_read

    left_out = frozenset[str]()
    try:
        drawn = _drawn_certificate(job)
    except ThemeError:
        if not job.pictures:
            raise
        drawn = _drawn_certificate(replace(job, pictures={}))
        left_out = frozenset(job.pictures)
    made, pages = finish_read(drawn.data, CERTIFICATE)
    return PdfFile(made, pages, drawn.missing, drawn.with_machine_fonts, left_out)


def _drawn_certificate(job: "CertificateJob") -> "Drawn":
    from mentorsite.render.forms.pdf.certificate_data import certificate_data
    from mentorsite.render.forms.pdf.pictures import drawable
    from mentorsite.render.forms.pdf.typeset import Files, typeset

    names, pictures = drawable(job.pictures)
    logo = next(iter(names.values()), None)  # the only picture that a certificate has
    return typeset(CERTIFICATE, certificate_data(job, logo), Files({**job.assets, **pictures}, job.fonts))


def _drawn_book(job: "BookJob") -> "Drawn":
    from mentorsite.render.forms.pdf.book_data import book_data
    from mentorsite.render.forms.pdf.pictures import drawable
    from mentorsite.render.forms.pdf.typeset import Files, typeset

    names, pictures = drawable(job.pictures)
    return typeset(BOOK, book_data(job, names), Files({**job.assets, **pictures}, job.fonts))


def _refused_pictures(job: "BookJob") -> frozenset[str]:
    """The pictures of a book that Typst refuses."""
    from mentorsite.render.forms.pdf.book_data import look_of_pictured
    from mentorsite.render.forms.pdf.pictures import drawable, not_drawable
    from mentorsite.render.forms.pdf.typeset import Files

    names, pictures = drawable(job.pictures)
    return not_drawable(names, look_of_pictured(job), Files({**job.assets, **pictures}, job.fonts))
