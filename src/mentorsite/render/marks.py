"""Marks in a text that stand for what is put in later: a name, a day, a link."""

import re
from collections.abc import Callable, Iterable
from typing import Any

MARK = "\ue000"
"""Stands around the name of what is put in: no text has it."""
MARKED = re.compile(f"{MARK}([^{MARK}]*){MARK}")


def mark(name: str) -> str:
    """The mark that stands for a name such as `recipient.name`."""
    return f"{MARK}{name}{MARK}"


def marks(names: Iterable[str]) -> dict[str, object]:
    """Names as variables look them up, part by part, each with its mark."""
    found: dict[str, Any] = {}
    for name in names:
        *above, last = name.split(".")
        inside = found
        for part in above:  # `recipient.name` is `name` within `recipient`
            inside = inside.setdefault(part, {})
        inside[last] = mark(name)
    return found


def put_for_marks(text: str, value: Callable[[str], str]) -> str:
    """The text with what its marks stand for; what is put in is not looked through again."""
    return MARKED.sub(lambda found: value(found[1]), text)
