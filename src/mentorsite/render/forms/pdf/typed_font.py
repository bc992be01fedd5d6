"""The font that viewers draw with what people type: in the PDF whole, so that it has every letter of the language."""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from mentorsite.render.forms.pdf.script_fonts import looks_for_font

OWN = "fonts/fields-regular.ttf"
NAME = "PrintFields"
"""What fields call the font. Some viewers take `Fields` for the form's list of that name."""
BLOCK = 100
"""How many characters a block of a character map may have."""
CHARACTER_MAP = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS)"
    " /Supplement 0 >> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
    "1 begincodespacerange <0000> <ffff> endcodespacerange\n{}"
    "endcmap CMapName currentdict /CMap defineresource pop end end"
)


@dataclass(frozen=True, slots=True)
class TypedFont:
    """A TrueType font; `of_machine` is whether the fonts of this machine were looked at for it."""

    data: bytes
    of_machine: bool = False


def typed_font(language: str, files: Mapping[str, bytes]) -> TypedFont:
    """The theme's own font for fields; for a script that it lacks the part of a font of this machine, if it has one."""
    if not looks_for_font(language):
        return TypedFont(files[OWN])
    from mentorsite.render.forms.pdf.machine_font import machine_font  # what it cuts fonts with is slow to load

    found = machine_font(language)
    return TypedFont(found or files[OWN], of_machine=True)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A font as a PDF says it; lengths are in thousandths of its size."""

    packed: bytes
    length: int
    widths: tuple[int, ...]
    character_map: bytes
    box: tuple[int, ...]
    ascent: int
    descent: int


@lru_cache(maxsize=4)
def _parts(data: bytes) -> _Parts:
    from fontTools.ttLib import TTFont  # slow to load, and books have no fields

    font = TTFont(BytesIO(data))
    scale = 1000 / font["head"].unitsPerEm
    order = font.getGlyphOrder()
    number = {glyph: index for index, glyph in enumerate(order)}
    letters: dict[int, int] = {}
    for code, glyph in sorted(font.getBestCmap().items()):
        letters.setdefault(number[glyph], code)
    head = font["head"]
    return _Parts(
        packed=zlib.compress(data, 9),
        length=len(data),
        widths=tuple(round(font["hmtx"].metrics[glyph][0] * scale) for glyph in order),
        character_map=CHARACTER_MAP.format("".join(_blocks(letters))).encode(),
        box=tuple(round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax)),
        ascent=round(font["hhea"].ascent * scale),
        descent=round(font["hhea"].descent * scale),
    )


def _blocks(letters: Mapping[int, int]) -> Iterator[str]:
    """What each glyph stands for, in lines of a character map."""
    lines = []
    for glyph, code in sorted(letters.items()):
        lines.append(f"<{glyph:04x}> <{chr(code).encode('utf-16-be').hex()}>\n")
    for start in range(0, len(lines), BLOCK):
        block = lines[start : start + BLOCK]
        yield f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n"


def embed(pdf: Pdf, font: TypedFont) -> Object:
    """Puts the whole font into a PDF."""
    parts = _parts(font.data)
    file = Stream(pdf, parts.packed)
    file.Filter = Name.FlateDecode
    file.Length1 = parts.length
    name = Name("/FIELDS+PrintFields")
    described: dict[str, Any] = {
        "Type": Name.FontDescriptor, "FontName": name, "Flags": 4, "FontBBox": Array(parts.box), "ItalicAngle": 0,
        "Ascent": parts.ascent, "Descent": parts.descent, "CapHeight": 714, "StemV": 80,
        "FontFile2": pdf.make_indirect(file),
    }  # fmt: skip
    ordering = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    glyphs = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=ordering,
        FontDescriptor=pdf.make_indirect(Dictionary(**described)),
        CIDToGIDMap=Name.Identity,
        W=Array([0, Array(parts.widths)]),
    )
    whole = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(glyphs)]),
        ToUnicode=pdf.make_indirect(Stream(pdf, parts.character_map)),
    )
    return pdf.make_indirect(whole)
