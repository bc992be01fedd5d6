"""What keys and things are called. Pure."""

from collections.abc import Mapping

HEADLINES = ("label", "title", "name", "text", "statement", "what")
"""The keys that say what a thing is called, the best first."""
LONG = 80
"""From how many characters a text has more than one line."""


def label_of(key: str) -> str:
    """A key as people say it."""
    words = key.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def headline(value: object) -> str:
    """What a thing is called, by what it says itself."""
    if isinstance(value, str):
        if len(value) <= LONG:
            return value
        return f"{value[: LONG - 1]}…"
    if not isinstance(value, Mapping):
        return ""
    for key in HEADLINES:
        if isinstance(value.get(key), str):
            return headline(value[key])
    return ""
