"""What people type into a PDF's fields: shown by PDFium (Chrome, Edge), and by programs that fill in forms."""

from ctypes import c_ushort
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]
import pytest
from fontTools.ttLib import TTFont

from mentorsite.render.forms.download_look import look_of
from mentorsite.render.forms.downloads import install_fonts, make
from mentorsite.render.forms.jobs import Job
from mentorsite.render.forms.pdf.glyphs_by_code import in_order_of_codes
from mentorsite.render.forms.pdf.machine_font import is_drawable
from mentorsite.render.forms.pdf.typed_font import NAME, NAME_FOR_ALL, OWN, typed_font
from tests.conftest import prepared
from tests.sheets import sheets

TYPED = {
    "latin": "Zoë Łukasz “so” – €5 Ğ ğ ı İ ț ș ệ ữ ḥ ẞ",
    "greek": "Γειά ἀρχή",
    "cyrillic": "Привет Ґ ї Ӯ",
}
LETTERS = {"ar": "مرحبا", "he": "שלום", "hi": "नमन"}


def form_in(language: str) -> bytes:
    """A form with a field for each text of `TYPED`, and `own`."""
    fields = "".join(f"      {name}: {{type: text, label: L}}\n" for name in (*TYPED, "own"))
    form = f"title: T\nlanguage: {language}\nsections:\n  a:\n    fields:\n{fields}"
    build = prepared({"content/checklists/c.yml": form, "content/index.md": "# T\n"})
    (sheet, words), *_ = sheets(build).values()
    return make(Job("a.pdf", "pdf", sheet, words, look_of(build.site.settings), build.theme.print_assets)).data


def typed_in_pdfium(data: bytes, texts: dict[str, str]) -> bytes:
    """The PDF with texts that were typed into PDFium's fields, letter by letter."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    form = document.formenv.raw
    first = document[0]
    page = first.raw
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, number)
        text = texts.get(name_of(form, note), "")
        place = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(note, place)
        raw.FORM_OnLButtonDown(form, page, 0, place.left + 5, (place.top + place.bottom) / 2)
        raw.FORM_OnLButtonUp(form, page, 0, place.left + 5, (place.top + place.bottom) / 2)
        for letter in text:
            raw.FORM_OnChar(form, page, ord(letter), 0)
        raw.FORM_ForceToKillFocus(form)
        raw.FPDFPage_CloseAnnot(note)
    result = BytesIO()
    document.save(result)
    return result.getvalue()


def name_of(form: Any, note: Any) -> str:
    length = raw.FPDFAnnot_GetFormFieldName(form, note, None, 0)
    name = (c_ushort * (length // 2))()
    raw.FPDFAnnot_GetFormFieldName(form, note, name, length)
    return bytes(name).decode("utf-16-le").rstrip("\0")


def shown(data: bytes) -> dict[str, str]:
    """What the fields show, by the letters of the form's own font; other fonts are not in the file."""
    with pikepdf.open(BytesIO(data)) as document:
        own = {str(each.BaseFont) for each in document.Root.AcroForm.DR.Font.values()}
        return {str(field.T): _drawn(field.AP.N, own) for field in document.Root.AcroForm.Fields}


def _drawn(picture: pikepdf.Object, own: set[str]) -> str:
    """A letter's number in a text of the form's font is that of Unicode."""
    text, font = b"", ""
    for each in pikepdf.parse_content_stream(picture):
        operator, operands = str(each.operator), list(each.operands)
        if operator == "Tf":
            font = str(picture.Resources.Font[str(operands[0])].BaseFont)
        elif operator == "Tj" and font in own:
            text += bytes(operands[0])
    return text.decode("utf-16-be")


@pytest.mark.parametrize("language", ["en", "tr", "el", "uk"])
def test_pdfium_shows_latin_greek_and_cyrillic_letters_with_all_their_marks(language: str) -> None:
    seen = shown(typed_in_pdfium(form_in(language), TYPED))
    assert {name: seen[name] for name in TYPED} == TYPED


@pytest.mark.parametrize("language", LETTERS)
def test_pdfium_shows_letters_of_the_forms_language_and_latin_ones_beside_them(language: str) -> None:
    if not is_drawable(language):
        pytest.skip("no font of this machine has the letters")
    seen = shown(typed_in_pdfium(form_in(language), {**TYPED, "own": LETTERS[language]}))
    assert {name: seen[name] for name in (*TYPED, "own")} == {**TYPED, "own": LETTERS[language]}


def test_a_letter_that_the_font_lacks_is_not_shown_as_another_one() -> None:
    with pikepdf.open(BytesIO(form_in("en"))) as document:
        (used,) = document.Root.AcroForm.DR.Font.values()
        embedded = used.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    font = TTFont(BytesIO(embedded))
    drawn = {number for number, glyph in enumerate(font.getGlyphOrder()) if font["glyf"][glyph].numberOfContours}
    assert not [number for number in drawn if chr(number).isalpha() and number not in font.getBestCmap()]


def test_in_a_font_each_letter_has_the_number_of_its_character() -> None:
    files = prepared({"content/index.md": "# T\n"}).theme.print_assets
    own, other = files[OWN], files["fonts/sans-regular.ttf"]
    assert in_order_of_codes(own) == own
    before, font = TTFont(BytesIO(other)), TTFont(BytesIO(in_order_of_codes(other)))
    assert font.getBestCmap().keys() == {code for code in before.getBestCmap() if code < 0xFB00}
    assert all(font.getGlyphID(glyph) == code for code, glyph in font.getBestCmap().items())
    assert {font["hmtx"][font.getBestCmap()[code]] for code in (0x2D, 0x2010)} == {before["hmtx"]["hyphen"]}


@pytest.mark.parametrize(("language", "name"), [("en", NAME_FOR_ALL), ("el", NAME_FOR_ALL), ("ja", NAME), ("zh", NAME)])
def test_where_the_font_lacks_a_script_viewers_take_their_own(language: str, name: str) -> None:
    files = prepared({"content/index.md": "# T\n"}).theme.print_assets
    assert typed_font(language, files).name == name


@pytest.mark.parametrize(
    ("characters", "packages"),
    [
        ("あ漢", "fonts-noto-cjk"),
        ("ع", "fonts-noto-core"),
        ("한ก", "fonts-noto-cjk and fonts-noto-core"),
        ("🎉", "fonts-noto-color-emoji"),
        ("漢🤝🏽", "fonts-noto-cjk and fonts-noto-color-emoji"),
    ],
)
def test_what_to_install_is_told_by_the_characters_that_are_missing(characters: str, packages: str) -> None:
    assert f"({packages} on Debian and Ubuntu)" in install_fonts(characters)
