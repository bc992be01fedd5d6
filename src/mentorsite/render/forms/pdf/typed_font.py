"""The font that viewers draw with what people type: in the PDF whole, so that it has every letter of the language."""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from mentorsite.render.forms.pdf.script_fonts import LARGE, READY, has_script, script_of

OWN = "fonts/fields-regular.ttf"
NAME = "PrintFields"
"""What fields call the font. Some viewers take `Fields` for the form's list of that name."""
NAME_FOR_ALL = "Webdings"
"""What they call it where it has all that is typed: under this name alone PDFium (Chrome, Edge) asks an embedded font
for more than Western letters. It shows nothing then of what the font lacks, but takes no font of the machine either."""
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
    """A TrueType font; `of_machine` is whether the fonts of this machine were looked at for it.

    `name` is what fields call it.
    """

    data: bytes
    of_machine: bool = False
    name: str = NAME_FOR_ALL


def typed_font(language: str, files: Mapping[str, bytes], below: str = "") -> TypedFont:
    """The theme's own font for fields; for a script that it lacks, with letters of a font of this machine.

    Of two languages the first whose script it lacks gets its letters.
    """
    # the theme's font has the first language already: only the second may need another
    if below and script_of(language) in READY:
        language = below
    own, script = files[OWN], script_of(language)
    if script in READY or _has_script(own, script):
        return TypedFont(own)
    if script in LARGE:
        return TypedFont(own, name=NAME)
    from mentorsite.render.forms.pdf.machine_font import machine_font  # what it cuts fonts with is slow to load

    found = machine_font(language, own)
    if found:
        return TypedFont(found, of_machine=True)
    return TypedFont(own, of_machine=True, name=NAME)


@lru_cache(maxsize=8)
def _has_script(data: bytes, script: str) -> bool:
    from fontTools.ttLib import TTFont  # slow to load, and most languages have READY scripts

    with TTFont(BytesIO(data)) as font:
        return has_script({chr(code) for code in font.getBestCmap()}, script)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A font as a PDF says it; lengths are in thousandths of its size."""

    packed: bytes
    length: int
    widths: bytes
    character_map: bytes
    box: tuple[int, ...]
    ascent: int
    descent: int


@lru_cache(maxsize=4)
def _parts(data: bytes) -> _Parts:
    from fontTools.ttLib import TTFont  # slow to load, and books have no fields

    from mentorsite.render.forms.pdf.glyphs_by_code import in_order_of_codes

    ordered = in_order_of_codes(data)
    font = TTFont(BytesIO(ordered))
    scale = 1000 / font["head"].unitsPerEm
    head, widths = font["head"], font["hmtx"].metrics
    letters = dict(sorted(font.getBestCmap().items()))
    return _Parts(
        packed=zlib.compress(ordered, 9),
        length=len(ordered),
        widths=_runs((code, round(widths[glyph][0] * scale)) for code, glyph in letters.items()),
        character_map=CHARACTER_MAP.format("".join(_blocks(list(letters)))).encode(),
        box=tuple(round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax)),
        ascent=round(font["hhea"].ascent * scale),
        descent=round(font["hhea"].descent * scale),
    )


def _blocks(codes: list[int]) -> Iterator[str]:
    """What each glyph stands for, in blocks of a character map: the character of its number."""
    for start in range(0, len(codes), BLOCK):
        block = codes[start : start + BLOCK]
        lines = "".join(f"<{code:04x}> <{code:04x}>\n" for code in block)
        yield f"{len(block)} beginbfchar\n{lines}endbfchar\n"


def _runs(widths: Iterable[tuple[int, int]]) -> bytes:
    """Widths as a PDF says them: the number that a run begins with, then the widths of the run."""
    runs: list[tuple[int, list[str]]] = []
    last = -1
    for code, width in widths:
        if code != last + 1 or not runs:
            runs.append((code, []))
        runs[-1][1].append(str(width))
        last = code
    said = (f"{code} [{' '.join(run)}]" for code, run in runs)
    return f"[{' '.join(said)}]".encode()


def embed(pdf: Pdf, font: TypedFont) -> Object:
    """Puts the whole font into a PDF."""
    parts = _parts(font.data)
    file = Stream(pdf, parts.packed)
    file.Filter = Name.FlateDecode
    file.Length1 = parts.length
    # six capitals and a plus say that a font is a part of another: ISO 32000-1, 9.6.4
    name = Name("/FIELDS+PrintFields")
    # flag 4 is "symbolic": it has letters beyond Adobe's Latin ones. Capitals are as high as those of Noto Sans.
    described: dict[str, Any] = {
        "Type": Name.FontDescriptor, "FontName": name, "Flags": 4, "FontBBox": Array(parts.box), "ItalicAngle": 0,
        "Ascent": parts.ascent, "Descent": parts.descent, "CapHeight": 714, "StemV": 80,
        "FontFile2": pdf.make_indirect(file),
    }  # fmt: skip
    ordering = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    # `Identity`: the number of a glyph is that of its character, as `in_order_of_codes` has it
    glyphs = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=ordering,
        FontDescriptor=pdf.make_indirect(Dictionary(**described)),
        CIDToGIDMap=Name.Identity,
        W=Object.parse(parts.widths),
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
