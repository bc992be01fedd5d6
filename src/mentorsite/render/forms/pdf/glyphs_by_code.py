"""A font whose glyphs have the numbers that their characters have in Unicode.

Viewers say by such a number what someone typed. Where a font lacks a character, some take the number of the character
for that of a glyph: here that is an empty one, and never another letter.
"""

from collections.abc import Mapping
from copy import deepcopy
from io import BytesIO
from unicodedata import category

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

LAST = 0xFAFF
"""The highest number that people type; below it stand no signs of other programs' own."""
UNTYPED = {"Cc", "Cn"}
"""Kinds of numbers that are no characters: there stand the parts that several letters are made of."""


def in_order_of_codes(data: bytes) -> bytes:
    """A TrueType font with each glyph at the number of its character; the same bytes where they are there already."""
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    if all(font.getGlyphID(glyph) == code for code, glyph in font.getBestCmap().items()):
        return data
    letters: dict[int, str] = {}
    taken: set[str] = set()
    for code, glyph in sorted(font.getBestCmap().items()):
        if code > LAST:
            continue
        if glyph in taken:  # one glyph can't have two numbers
            letters[code] = _copied(font, glyph, code)
        else:
            letters[code] = glyph
        taken.add(glyph)
    order = [letters.get(code, f"empty{code}") for code in range(max(letters) + 1)]
    order[0] = ".notdef"  # as OpenType wants it
    placed = set(order)
    free = (code for code in range(1, len(order)) if category(chr(code)) in UNTYPED)
    for glyph in font.getGlyphOrder():
        # what stands for no character and is drawn is a part of letters that are made of several
        if glyph not in placed and font["glyf"][glyph].numberOfContours != 0:
            order[next(free)] = glyph
    _set_order(font, order)
    _set_letters(font, letters)
    result = BytesIO()
    font.save(result)
    return result.getvalue()


def _copied(font: TTFont, glyph: str, code: int) -> str:
    """A glyph that two characters share, for the second one."""
    name = f"{glyph}{code}"
    font["glyf"].glyphs[name] = deepcopy(font["glyf"].glyphs[glyph])
    font["hmtx"].metrics[name] = font["hmtx"].metrics[glyph]
    return name


def _set_order(font: TTFont, order: list[str]) -> None:
    drawings, widths = font["glyf"].glyphs, font["hmtx"].metrics
    for drawing in drawings.values():
        drawing.expand(font["glyf"])  # until then one made of others names them by their old numbers
    for glyph in order:
        if glyph not in drawings:
            drawings[glyph], widths[glyph] = Glyph(), (0, 0)
    for glyph in set(drawings) - set(order):
        del drawings[glyph], widths[glyph]
    font["post"].formatType = 3.0  # without the names of glyphs, most of which are empty ones
    font.setGlyphOrder(order)
    font["glyf"].setGlyphOrder(order)


def _set_letters(font: TTFont, letters: Mapping[int, str]) -> None:
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap = dict(letters)
