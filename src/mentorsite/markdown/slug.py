"""A heading's anchor, which characters make a word, and one spelling for letters with accents."""

import unicodedata
from functools import lru_cache
from itertools import groupby


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """A heading's anchor as GitHub makes it: letters, marks (so accents and vowels), digits, `_` and `-`."""
    kept = "".join(each for each in text.strip().lower() if each in " -" or in_word(each))
    return kept.replace(" ", "-")


def in_word(character: str) -> bool:
    """Whether a character is part of a word: a letter, a mark on one, a digit or what joins them as `_` does."""
    category = unicodedata.category(character)
    return category[0] in "LM" or category in ("Nd", "Pc")


def composed(text: str) -> str:
    """A text whose accents are part of their letters (Unicode's form NFC), as almost every keyboard writes them.

    So an anchor, an id or a variable is the same wherever it was typed or copied from. A character that NFC would
    replace by another one stays, as the variants of Chinese characters in people's names.
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    made = ""
    # A character that stays by itself may still be joined with an accent behind it.
    for stays_alone, characters in groupby(text, key=lambda each: unicodedata.normalize("NFC", each) == each):
        run = "".join(characters)
        if stays_alone:
            run = unicodedata.normalize("NFC", run)
        made += run
    return made
