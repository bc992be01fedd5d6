"""Language → a font for what people type in its script. The theme's own has Latin, Greek and Cyrillic."""

from collections.abc import Iterator
from functools import lru_cache
from html import escape
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from babel.core import get_global

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

READY = {"Latn", "Grek", "Cyrl"}
LARGE = {"Hans", "Hant", "Hani", "Jpan", "Kore", "Hang", "Bopo"}
"""Scripts whose fonts would make a form of several megabytes: there the reader's program brings its own."""
PROBE = '<html lang="{}"><p style="font-family: DejaVu Sans, sans-serif">{}</p></html>'
"""DejaVu Sans comes first since it has Latin too; else the font that a page in the language would get."""


def script_of(language: str) -> str:
    """The script that a language is written in, by its code of four letters."""
    parts = language.replace("-", "_").split("_")
    named = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), None)
    likely = get_global("likely_subtags").get("_".join(parts)) or get_global("likely_subtags").get(parts[0], "")
    return named or next((part for part in likely.split("_")[1:] if len(part) == 4), "Latn")


def looks_for_font(language: str) -> bool:
    """Whether a font of this machine is looked for, since a language's script is not in the theme's."""
    return script_of(language) not in READY | LARGE


@lru_cache(maxsize=8)
def script_font(language: str) -> bytes | None:
    """The part of this machine's font that has the language's script; None where the theme's font will do."""
    from fontTools.ttLib import TTFont
    from weasyprint import HTML

    script = script_of(language)
    sample = set(islice(_letters(script), 24)) if looks_for_font(language) else set()
    if not sample:
        return None
    document = HTML(string=PROBE.format(escape(language), "".join(sorted(sample)))).render()
    document.write_pdf(full_fonts=True)
    drawn = [
        TTFont(BytesIO(each.file_content), fontNumber=each.index, recalcTimestamp=False)
        for each in document.fonts.values()
    ]
    best = max(drawn, key=lambda font: ("a" in _has(font), len(sample & _has(font))))
    return _part(best, script) if len(sample & _has(best)) > len(sample) / 2 else None


def _has(font: "TTFont") -> set[str]:
    return {chr(code) for code in font.getBestCmap()}


def _part(font: "TTFont", script: str) -> bytes:
    from fontTools.subset import Options, Subsetter

    options = Options(hinting=False, layout_features=[], notdef_outline=True)
    options.drop_tables += ["FFTM"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(letter) for letter in _has(font) if _is_typed(letter, script)])
    subsetter.subset(font)
    result = BytesIO()
    font.save(result)
    return result.getvalue()


def _letters(script: str) -> Iterator[str]:
    from fontTools.unicodedata import script as script_of_letter

    return (chr(code) for code in range(0x370, 0xD800) if chr(code).isalpha() and script_of_letter(chr(code)) == script)


def _is_typed(letter: str, script: str) -> bool:
    """Whether people who write in a script type a character: its letters, Latin ones, marks and signs."""
    from fontTools.unicodedata import script as script_of_letter

    return letter < "\u0250" or "\u2000" <= letter < "\u2100" or script_of_letter(letter) == script
