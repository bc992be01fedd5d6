"""How words are written by people who lack a letter: ł as l, ø as o, ß as ss."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

LETTER = re.compile(r"LATIN SMALL LETTER (?P<plain>[A-Z]) WITH .+")
"""The name of a letter with something added. Unicode tells accents from their letters, but no strokes."""
OTHERS = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "ŋ": "n", "ĸ": "k", "ĳ": "ij", "ŉ": "n"}
EUROPEAN = range(0xC0, 0x250)
"""Where the letters stand that alphabets of Europe add to a to z."""
WORD = re.compile(r"[^\W\d_]{2,}")


def _letters() -> Mapping[str, str]:
    found = dict(OTHERS)
    for character in map(chr, EUROPEAN):
        named = LETTER.fullmatch(unicodedata.name(character, ""))
        if named and not unicodedata.decomposition(character):
            found[character] = named["plain"].lower()
    return found


LETTERS = _letters()
"""The letters that are more than a plain one and an accent, each with what people write for it."""
PLAIN = str.maketrans(dict(LETTERS))


def plain(text: str) -> str:
    """A text in small letters, with plain ones in the place of those in `LETTERS`; accents stay."""
    apart = unicodedata.normalize("NFD", text.lower())
    return unicodedata.normalize("NFC", apart.translate(PLAIN))


def plainly(text: str) -> Iterable[str]:
    """How the words of a text that have such letters are written without, each once and in order."""
    words = dict.fromkeys(WORD.findall(unicodedata.normalize("NFC", text).lower()))
    return dict.fromkeys(plain(word) for word in words if plain(word) != word)
