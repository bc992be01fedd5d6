"""Names of files that every system and every web host takes."""

import re
from collections.abc import Collection
from posixpath import splitext

from mentorsite.markdown.slug import slug
from mentorsite.model.urls import LONGEST_NAME, RESERVED, UNSAFE

WELL_KNOWN = ".well-known"
"""The one hidden folder that has a meaning on the web."""


def safe_path(path: str) -> str:
    """A path each of whose names can be published anywhere; the path itself, where it can already."""
    return "/".join(_safe_name(name) for name in path.split("/"))


def shown_path(path: str) -> str:
    """A safe path without the `_` at the start of names, which marks drafts, and without the dot, which hides."""
    return "/".join(_shown_name(name) for name in safe_path(path).split("/"))


def _shown_name(name: str) -> str:
    if name == WELL_KNOWN:
        return name
    return name.lstrip("_.") or name


def _safe_name(name: str) -> str:
    safe = UNSAFE.sub("-", name)
    stem, ending = splitext(safe)
    # Windows takes dots and spaces off the end of a name.
    stem = stem.rstrip(". ") or "page"
    if RESERVED.match(safe):
        stem = f"{stem}-"
    # The limit is one of bytes; cut by characters, none is cut in two.
    while len(f"{stem}{ending}".encode()) > LONGEST_NAME and stem:
        stem = stem[:-1]
    return f"{stem}{ending.rstrip('. ')}"


def free_name(path: str, taken: Collection[str]) -> str:
    """A path that is not taken yet, whatever its case; with a number where it is."""
    stem, ending = splitext(path)
    number, free = 1, path
    while free.casefold() in taken:
        number, free = number + 1, f"{stem}-{number + 1}{ending}"
    return free


def name_of(words: str, otherwise: str) -> str:
    """A file's name made of words, without an ending."""
    made = re.sub(r"-{2,}", "-", slug(words)).strip("-_")
    cut = made[:60].rstrip("-")
    if cut and not RESERVED.match(cut):
        return cut
    return otherwise
