"""A heading's anchor, and which characters make a word."""

import unicodedata


def slug(text: str) -> str:
    """A heading's anchor as GitHub makes it: letters, marks (so accents and vowels), digits, `_` and `-`."""
    return "".join(each for each in text.strip().lower() if each in " -" or in_word(each)).replace(" ", "-")


def in_word(character: str) -> bool:
    """Whether a character is part of a word: a letter, a mark on one, a digit or what joins them as `_` does."""
    category = unicodedata.category(character)
    return category[0] in "LM" or category in ("Nd", "Pc")
