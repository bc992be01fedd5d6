"""The font of this machine that has the letters of a language: its part for what people type."""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from itertools import islice

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.unicodedata import script as script_of_letter

from mentorsite.render.forms.pdf.script_fonts import families, script_of
from mentorsite.render.forms.pdf.typeset import machine_fonts


@lru_cache(maxsize=8)
def machine_font(language: str) -> bytes | None:
    """The letters of a language's script in the font of this machine that has most of them, and Latin beside them."""
    script = script_of(language)
    sample = set(islice(_letters(script), 24))
    preferred = [name.lower() for name in families(language)]
    best: tuple[tuple[int, int, int], str, int] | None = None
    for info in machine_fonts().fonts():
        if info.path is None or info.weight != 400 or info.style != "normal":
            continue
        with TTFont(info.path, fontNumber=info.index, lazy=True) as font:
            has = {chr(code) for code in font.getBestCmap() or ()}
            is_outlines = "glyf" in font
        if not is_outlines or len(sample & has) <= len(sample) / 2:
            continue
        family = info.family.lower()
        rank = -preferred.index(family) if family in preferred else -len(preferred)
        key = (int("a" in has), len(sample & has), rank)
        if best is None or key > best[0]:
            best = key, info.path, info.index
    return _part(best[1], best[2], script) if best else None


def _part(path: str, index: int, script: str) -> bytes:
    options = Options(hinting=False, layout_features=[], notdef_outline=True)
    options.drop_tables += ["FFTM"]
    subsetter = Subsetter(options)
    result = BytesIO()
    with TTFont(path, fontNumber=index, recalcTimestamp=False) as font:
        subsetter.populate(unicodes=[code for code in font.getBestCmap() if _is_typed(chr(code), script)])
        subsetter.subset(font)
        font.save(result)
    return result.getvalue()


def _letters(script: str) -> Iterator[str]:
    return (chr(code) for code in range(0x370, 0xD800) if chr(code).isalpha() and script_of_letter(chr(code)) == script)


def _is_typed(letter: str, script: str) -> bool:
    """Whether people who write in a script type a character: its letters, Latin ones, marks and signs."""
    return letter < "\u0250" or "\u2000" <= letter < "\u2100" or script_of_letter(letter) == script
