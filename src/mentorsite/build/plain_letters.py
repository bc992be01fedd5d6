"""How words are written by people who lack a letter: ł as l, ø as o, ß as ss, ґ as г, أ as ا."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

LETTER = re.compile(r"(?P<plain>LATIN SMALL LETTER [A-Z]|CYRILLIC SMALL LETTER [A-Z]{1,3}) WITH .+")
"""The name of a letter with something added. Unicode tells accents from their letters, but no strokes."""
OTHERS = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "ŋ": "n", "ĸ": "k", "ʼ": "", "ʻ": ""}
EUROPEAN = range(0xC0, 0x250)
"""Where the letters stand that alphabets of Europe add to a to z."""
CYRILLIC = range(0x430, 0x530)
MARKS = "".join(each for each in map(chr, range(0x300, 0x2000)) if unicodedata.category(each).startswith("M"))
WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])+")


def _letters(places: range) -> Mapping[str, str]:
    """The letters in a part of Unicode that have something added, each with the one that they are made of."""
    found = {}
    for character in map(chr, places):
        named = LETTER.fullmatch(unicodedata.name(character, ""))
        if named and not unicodedata.decomposition(character):
            found[character] = unicodedata.lookup(named["plain"])
    return found


LETTERS = {**OTHERS, **_letters(EUROPEAN)}
"""The letters that are more than a plain one and an accent, each with what people write for it."""
FURTHER = {
    "[\u0250-\u02af\u0259]": {"ə": "e", "ɛ": "e", "ɔ": "o", "ɓ": "b", "ɖ": "d", "ɗ": "d", "ɣ": "g", "ɩ": "i", "ʋ": "v"},
    "[\u0430-\u052f]": {"ә": "а", "ө": "о", "ү": "у", "ұ": "у", "һ": "х", **_letters(CYRILLIC)},
    "[\u0600-\u06ff]": {"ٱ": "ا", "ة": "ه", "ۃ": "ه", "ہ": "ه", "ھ": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": ""},
}
"""The same of other scripts, by where a script's letters stand: Arabic has those that keyboards mix up."""
_every = dict(LETTERS)
for _of_script in FURTHER.values():
    _every |= _of_script
PLAIN = str.maketrans(_every)


def letters_for(text: str) -> Mapping[str, str]:
    """The letters that have a plain form, of the scripts that a text is in; those of Europe are always there."""
    found = dict(LETTERS)
    for script, letters in FURTHER.items():
        if re.search(script, text):
            found |= letters
    return found


def plain(text: str) -> str:
    """A text in small letters, with plain ones in the place of `LETTERS` and of ligatures such as ﬁ; accents stay."""
    # Apart, so that a letter with both, as ǿ, loses its stroke and keeps its accent.
    apart = unicodedata.normalize("NFKD", text.lower())
    return unicodedata.normalize("NFC", apart.translate(PLAIN))


def plainly(text: str) -> Iterable[str]:
    """How the words of a text that have such letters are written without, each once and in order."""
    found: dict[str, None] = {}
    for word in dict.fromkeys(WORD.findall(unicodedata.normalize("NFC", text).lower())):
        plain_word = plain(word)
        if plain_word != word:
            found[plain_word] = None
    return found
