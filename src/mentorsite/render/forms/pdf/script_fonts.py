"""Language → fonts of this machine for its script. The theme's own have Latin, Greek and Cyrillic."""

from babel.core import get_global

READY = {"Latn", "Grek", "Cyrl"}
LARGE = {"Hans", "Hant", "Hani", "Jpan", "Kore", "Hang", "Bopo"}
"""Scripts whose fonts would make a form of several megabytes: there the reader's program brings its own."""
NAMES = {
    "Arab": "Arabic", "Hebr": "Hebrew", "Deva": "Devanagari", "Beng": "Bengali", "Guru": "Gurmukhi",
    "Gujr": "Gujarati", "Taml": "Tamil", "Telu": "Telugu", "Knda": "Kannada", "Mlym": "Malayalam", "Sinh": "Sinhala",
    "Thai": "Thai", "Laoo": "Lao", "Khmr": "Khmer", "Mymr": "Myanmar", "Ethi": "Ethiopic", "Armn": "Armenian",
    "Geor": "Georgian", "Hans": "CJK SC", "Hant": "CJK TC", "Jpan": "CJK JP", "Kore": "CJK KR",
}  # fmt: skip
"""How Noto calls its font for a script."""


def script_of(language: str) -> str:
    """The script that a language is written in, by its code of four letters."""
    parts = language.replace("-", "_").split("_")
    named = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), None)
    likely = get_global("likely_subtags").get("_".join(parts)) or get_global("likely_subtags").get(parts[0], "")
    return named or next((part for part in likely.split("_")[1:] if len(part) == 4), "Latn")


def looks_for_font(language: str) -> bool:
    """Whether a font of this machine is looked for, since a language's script is not in the theme's."""
    return script_of(language) not in READY | LARGE


def families(language: str) -> list[str]:
    """The fonts to take, in order, for what the theme's own lack: that of the language's script comes first.

    Left to choose, Typst takes any font that has the character, such as one for terminals.
    """
    own = NAMES.get(script_of(language))
    order = [own] if own else []
    order += [name for name in NAMES.values() if name != own]
    return [*(f"Noto Sans {name}" for name in order), "Noto Emoji", "DejaVu Sans"]
