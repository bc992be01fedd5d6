"""Pictures and attachments in folders such as `.img`, which tools hide: the ones that pages name come."""

import re
from collections.abc import Iterable, Iterator, Mapping
from posixpath import basename, dirname

from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.layout import folders_above
from mentorsite.importers.safe_names import WELL_KNOWN
from mentorsite.model.urls import encoded, joined

TARGET = re.compile(
    r"(?:^|[(<\"'=\s])((?:[^\s()<>\"'=]{0,200}/)?\.\w[^()<>\"'\n]{0,300}?\.\w{2,5})(?=[)>\"'\s#?]|$)", re.M
)
"""A path with a hidden name in it, as a link or a picture has it."""


def named_hidden(texts: Mapping[str, str]) -> set[str]:
    """The hidden paths that pages may mean, by the texts of pages."""
    found: set[str] = set()
    for page, text in texts.items():
        for target in TARGET.findall(text):
            found.update(_paths(target, page))
    return found


def _paths(target: str, page: str) -> Iterator[str]:
    """What a target may mean: from the folder of its page, or from one above it where it starts with `/`."""
    folders = [dirname(page)]
    if target.startswith("/"):
        folders = ["", *folders_above(page)]
    found = (joined(each, target.lstrip("/")) for each in folders)
    return filter(None, found)


def is_hidden(path: str) -> bool:
    """Whether a name in a path starts with a dot."""
    return any(name.startswith(".") and name != WELL_KNOWN for name in path.split("/"))


def without_unnamed(assets: Mapping[str, str], pages: Iterable[Original]) -> dict[str, str]:
    """Files with where they go, without the hidden ones whose names no page has."""
    hidden = {path for path, to in assets.items() if is_hidden(to)}
    if not hidden:
        return dict(assets)
    words = "\n".join(page.body for page in pages)
    unnamed = {path for path in hidden if not _is_named(basename(path), words)}
    return {path: to for path, to in assets.items() if path not in unnamed}


def _is_named(name: str, words: str) -> bool:
    return name in words or encoded(name) in words
