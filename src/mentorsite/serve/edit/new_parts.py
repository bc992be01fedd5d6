"""What a new part of a list, or a new thing, says from the start, so that nothing is left to mend. Pure."""

from collections.abc import Mapping
from typing import Any

ASKED = {"cohorts": ("start", "end")}
"""What is asked for of each thing that a key has, though it may be left out."""
TAKEN_OVER = ("timezone",)
"""What a new thing says as all others do."""


def word_to_choose(node: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The key of a group that has to say one of several words, and these; nothing where none has to."""
    for key, each in node.get("properties", {}).items():
        if "enum" in each and "default" not in each and all(isinstance(word, str) for word in each["enum"]):
            return key, tuple(each["enum"])
    return "", ()


def alike_in(things: Mapping[Any, Any]) -> tuple[tuple[str, str], ...]:
    """What all things say alike that another one needs, too."""
    held = []
    for each in things.values():
        if isinstance(each, Mapping):
            held.append(each)
    found: list[tuple[str, str]] = []
    for key in TAKEN_OVER:
        values = {str(each.get(key) or "") for each in held}
        if len(values) == 1 and "" not in values:
            found.append((key, values.pop()))
    return tuple(found)
