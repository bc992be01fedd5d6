"""Characters that can't be seen or look like plain ones: word processors and browsers put them into texts."""

from collections.abc import Iterable

from mentorsite.errors import did_you_mean

INVISIBLE = {
    "\u00ad": "a soft hyphen", "\u200b": "an invisible space", "\u200c": "an invisible mark",
    "\u200d": "an invisible mark", "\u200e": "an invisible mark", "\u200f": "an invisible mark",
    "\u2060": "an invisible mark", "\ufeff": "an invisible mark",
}  # fmt: skip
SPACES = {
    "\u00a0": "a no-break space", "\u2007": "a wide space", "\u2009": "a narrow space",
    "\u202f": "a narrow no-break space", "\u3000": "a wide space",
}  # fmt: skip
HYPHENS = {
    "\u2010": "a hyphen of its own kind", "\u2011": "a no-break hyphen", "\u2012": "a long dash",
    "\u2013": "a long dash", "\u2014": "a long dash", "\u2212": "a minus sign",
}  # fmt: skip
COLONS = {"\u2236": "a sign for ratios", "\ua789": "a letter like a colon", "\uff1a": "a wide colon"}
CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТХаеіјорсухѕ", "ABESIJKMHOPCTXaeijopcyxs", strict=True))
LOOK_ALIKES: dict[str, tuple[str, str]] = {
    **{each: ("", name) for each, name in INVISIBLE.items()},
    **{each: (" ", name) for each, name in SPACES.items()},
    **{each: ("-", name) for each, name in HYPHENS.items()},
    **{each: (":", name) for each, name in COLONS.items()},
    **{each: (letter, "a Cyrillic letter") for each, letter in CYRILLIC.items()},
}
"""The plain character that each looks like, and what it is called."""
PLAIN = str.maketrans({each: plain for each, (plain, _) in LOOK_ALIKES.items()})


def in_plain_letters(text: str) -> str:
    """The text with the plain characters that others in it look like."""
    return " ".join(text.translate(PLAIN).split())


def look_alike_hint(text: str) -> str:
    """What to write instead of a text with such a character; nothing where it has none."""
    for odd in text:
        if odd not in LOOK_ALIKES:
            continue
        plain, name = LOOK_ALIKES[odd]
        if plain.strip():
            where = f"where `{plain}` belongs"
        else:
            where = "in it"
        return f"write `{in_plain_letters(text)[:80]}`: there is {name} (U+{ord(odd):04X}) {where}"
    return ""


def hint_of_known(text: str, known: Iterable[str]) -> str:
    """What to write instead of a name that is not known; nothing where none is near.

    One that only looks like a known name says so: naming that one alone would tell nothing.
    """
    names = set(known)
    if in_plain_letters(text) in names:
        alike = look_alike_hint(text)
        if alike:
            return alike
    return did_you_mean(text, names)
