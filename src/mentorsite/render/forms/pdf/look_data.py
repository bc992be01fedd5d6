"""The look of a PDF → what `look.typ` reads."""

import re
from collections.abc import Mapping
from typing import Any

from mentorsite.render.forms.download_look import Look
from mentorsite.render.forms.pdf.script_fonts import families
from mentorsite.theme.values import Words

LANGUAGE = re.compile("[a-z]{2,3}")
UNKNOWN = "und"
ACCENT = "#0b6e4f"


def look_data(look: Look, words: Words, language: str, direction: str, *, hyphenate: bool) -> Mapping[str, Any]:
    """The look as `look.typ` reads it."""
    # "Page {0} of {1}" is taken apart, for Typst alone knows both numbers
    before, between, after = words["print_page"].replace("{1}", "{0}").split("{0}", 2)
    code, _, rest = language.replace("_", "-").partition("-")
    region = rest.rpartition("-")[2]  # a script may stand before it: zh-Hant-TW
    # Typst refuses codes of another length
    known_language, known_region = UNKNOWN, None
    if LANGUAGE.fullmatch(code.lower()):
        known_language = code.lower()
    if len(region) == 2 and region.isalpha():
        known_region = region.upper()
    return {
        "publisher": look.publisher,
        "paper": look.paper,
        "accent": look.accent or ACCENT,
        "headings": look.headings,
        "fonts": families(language),
        "language": known_language,
        "region": known_region,
        "direction": direction,
        "hyphenate": hyphenate,
        "page": (before, between, after),
        "page-of": words["print_page_of"].partition("{0}")[::2],
    }
