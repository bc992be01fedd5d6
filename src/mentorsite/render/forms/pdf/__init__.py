"""Sheet → a PDF to fill in, print and sign."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentorsite.render.forms.pdf.fields import Control, PdfField, controls, pdf_fields
from mentorsite.render.forms.pdf.html_to_pdf import draw
from mentorsite.render.forms.pdf.print_view import print_view
from mentorsite.render.forms.sheet import FormSheet
from mentorsite.theme.values import Words

__all__ = ["TEMPLATE", "Control", "PdfField", "PdfFile", "book_pdf", "controls", "pdf", "pdf_fields", "print_view"]
TEMPLATE = "print-form.html"


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A PDF. `missing` are characters that no font of this machine has: they are printed as a question mark.

    `with_machine_fonts` is whether other fonts of the machine could make another file.
    """

    data: bytes
    pages: int
    missing: frozenset[str]
    with_machine_fonts: bool = False


def pdf(sheet: FormSheet, html: str, assets: Mapping[str, bytes], words: Words) -> PdfFile:
    """A fillable, tagged PDF/UA-1. `html` is the template `TEMPLATE` rendered with `print_view`.

    Raises `MissingToolError` where Pango is not installed, and `ThemeError` where the template has not
    exactly one control for each field.
    """
    from mentorsite.render.forms.pdf.acroform import finish  # it needs pikepdf, which other commands do without

    drawn = draw(html, sheet.url, assets)

    def values(html: str) -> bytes:
        return draw(html, None, assets, tagged=False).data

    data, pages = finish(drawn.data, pdf_fields(sheet, words), values, sheet.direction)
    return PdfFile(data, pages, drawn.missing, drawn.with_machine_fonts)


def book_pdf(html: str, url: str | None, assets: Mapping[str, bytes], direction: str) -> PdfFile:
    """A tagged PDF/UA-1 to read: where links lead out of it, that stands at the foot of the page."""
    from mentorsite.render.forms.pdf.acroform import finish

    drawn = draw(html, url, assets, footnotes=True)
    data, pages = finish(drawn.data, (), lambda _: b"", direction)
    return PdfFile(data, pages, drawn.missing, drawn.with_machine_fonts)
