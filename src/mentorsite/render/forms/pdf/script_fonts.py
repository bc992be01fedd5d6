"""Language → fonts of this machine for its script. The theme's own have Latin, Greek and Cyrillic."""

from collections.abc import Container, Iterable
from functools import lru_cache

from babel.core import get_global

READY = {"Latn", "Grek", "Cyrl"}
LARGE = {
    "Hans": "的我们",
    "Hant": "的我們",
    "Hani": "的我一",
    "Jpan": "のア日",
    "Kore": "한국어",
    "Hang": "한국어",
    "Bopo": "ㄅㄆㄇ",
}
"""Scripts whose fonts would make a form of several megabytes: there the reader's program brings its own. Each has some
letters that every font for it has."""
SAMPLE = 24
"""How many letters of another script are looked for."""
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
    named = _script_in(parts)
    if named:
        return named.title()
    # a region may decide: `zh_TW` is written otherwise than `zh`
    subtags = get_global("likely_subtags")
    likely = subtags.get("_".join(parts)) or subtags.get(parts[0], "")
    return _script_in(likely.split("_")) or "Latn"


def _script_in(parts: list[str]) -> str | None:
    """The script that a code of a language names: the one part of four letters behind the language."""
    for part in parts[1:]:
        if len(part) == 4 and part.isalpha():
            return part
    return None


@lru_cache(maxsize=8)
def letters_of(script: str) -> frozenset[str]:
    """Letters that a font for a script should have; none where the script is unknown."""
    from fontTools.unicodedata import script as script_of_letter  # slow to load, and most languages have READY scripts

    if script in LARGE:
        return frozenset(LARGE[script])
    found: set[str] = set()
    for code in range(0x370, 0xD800):  # from behind the Latin letters up to what is no character
        letter = chr(code)
        if letter.isalpha() and script_of_letter(letter) == script:
            found.add(letter)
        if len(found) == SAMPLE:
            break
    return frozenset(found)


def has_script(characters: Container[str], script: str) -> bool:
    """Whether these have more than half of the letters that a font for a script should have."""
    wanted = letters_of(script)
    return sum(each in characters for each in wanted) > len(wanted) / 2


def package_of(script: str) -> str:
    """The package of Debian and Ubuntu that has a font for a script."""
    if script in LARGE or script in ("Hira", "Kana"):
        return "fonts-noto-cjk"
    return "fonts-noto-core"


def packages_for(characters: Iterable[str]) -> list[str]:
    """The packages that have fonts for characters."""
    from emoji import is_emoji
    from fontTools.unicodedata import script as script_of_letter

    packages = set()
    for each in characters:
        packages.add("fonts-noto-color-emoji" if is_emoji(each) else package_of(script_of_letter(each)))
    return sorted(packages)


def families(language: str) -> list[str]:
    """The fonts to take, in order, for what the theme's own lack: that of the language's script comes first.

    Left to choose, Typst takes any font that has the character, such as one for terminals.
    """
    own = NAMES.get(script_of(language))
    order = list(NAMES.values())
    if own:
        order.remove(own)
        order.insert(0, own)
    return [*(f"Noto Sans {name}" for name in order), "Noto Emoji", "DejaVu Sans"]
