"""The font of this machine that has the letters of a language: its part for what people type."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.unicodedata import script as script_of_letter

from mentorsite.render.forms.pdf.glyphs_by_code import in_order_of_codes
from mentorsite.render.forms.pdf.script_fonts import READY, families, has_script, letters_of, script_of
from mentorsite.render.forms.pdf.typeset import machine_fonts

TABLES = {"GlyphOrder", "OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}
"""What a PDF reads of a font, and what its parts need."""

SHAPES = frozenset(range(0xFB00, 0xFF00))
"""Letters as they look in one place of a word: nobody types them."""


@dataclass(frozen=True, slots=True)
class _Font:
    """A font file of this machine with letters of a script; `number` is which of the file's fonts it is."""

    path: str
    number: int
    characters: frozenset[str]
    is_true_type: bool


@lru_cache(maxsize=8)
def machine_font(language: str, own: bytes) -> bytes | None:
    """A theme's `own` font with the letters of a language's script from the font of this machine that has most of them.

    None where no font has them.
    """
    script = script_of(language)
    wanted = letters_of(script)
    best: _Font | None = None
    most = -1
    for font in _fonts_with(language):
        has = len(wanted & font.characters)
        # its letters go into the theme's font, which is TrueType
        if font.is_true_type and has > most:
            best, most = font, has
        if most == len(wanted):  # no other can have more, and to open fonts takes long
            break
    if best:
        return _merged(own, _part(best, script))
    return None


def is_drawable(language: str) -> bool:
    """Whether the theme's fonts or one of this machine have the letters of a language, so that PDFs show them."""
    return script_of(language) in READY or next(_fonts_with(language), None) is not None


def _fonts_with(language: str) -> Iterator[_Font]:
    """The fonts that have the letters of a language, those first that PDFs take first."""
    order = {name.lower(): place for place, name in enumerate(families(language))}
    regular = [info for info in machine_fonts().fonts() if info.weight == 400 and info.style == "normal"]
    for info in sorted(regular, key=lambda info: order.get(info.family.lower(), len(order))):
        if info.path is None:
            continue
        with TTFont(info.path, fontNumber=info.index, lazy=True) as font:
            characters = frozenset(chr(code) for code in font.getBestCmap() or ())
            is_true_type = "glyf" in font
        if has_script(characters, script_of(language)):
            yield _Font(info.path, info.index, characters, is_true_type)


def _part(found: _Font, script: str) -> TTFont:
    """The letters of a script in a font, and nothing else of it."""
    options = Options(hinting=False, layout_features=[], notdef_outline=True)
    subsetter = Subsetter(options)
    font = TTFont(found.path, fontNumber=found.number, recalcTimestamp=False)
    typed = set()
    for each in found.characters:
        if script_of_letter(each) == script:
            typed.add(ord(each))
    subsetter.populate(unicodes=typed - SHAPES)
    subsetter.subset(font)
    return font


def _merged(own: bytes, part: TTFont) -> bytes:
    """A font with the letters of two."""
    first = TTFont(BytesIO(own), recalcTimestamp=False)
    scale_upem(part, first["head"].unitsPerEm)  # fontTools merges only fonts of one scale
    files = []
    for font in (first, part):
        for table in set(font.keys()) - TABLES:
            del font[table]
        files.append(BytesIO())
        font.save(files[-1])
        files[-1].seek(0)
    merged = Merger().merge(files)
    for side in ("ascent", "descent"):  # by which viewers choose a size: that of the first, whatever the other's is
        setattr(merged["hhea"], side, getattr(first["hhea"], side))
    # the same fonts give the same bytes at any time
    merged.recalcTimestamp = False
    merged["head"].created = merged["head"].modified = first["head"].modified
    result = BytesIO()
    merged.save(result)
    return in_order_of_codes(result.getvalue())
