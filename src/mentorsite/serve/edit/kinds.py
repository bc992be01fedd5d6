"""Which kind of file a path is, and what a new one of it begins with. Pure."""

from collections.abc import Iterable, Mapping
from posixpath import basename, splitext

from mentorsite.loader.sources import CONTENT, LANGUAGE_SUFFIX
from mentorsite.loader.tree import PAGE_ENDINGS
from mentorsite.scaffold import editor_schemas

SITE, PAGE = "site", "page"
GROUPS: Mapping[str, str] = {
    SITE: "Handbook",
    "program": "Programs",
    PAGE: "Pages",
    "agreement": "Agreements",
    "checklist": "Checklists",
    "worksheet": "Worksheets",
    "message": "Messages",
    "certificate": "Certificates",
}
"""What the files of each kind are called, in the order of the list of files."""


def kind_of(path: str) -> str:
    """The kind of a file, nothing where the desk has no form for it."""
    if path.startswith(CONTENT) and path.lower().endswith(PAGE_ENDINGS):
        return PAGE
    kind = editor_schemas.kind_of(path) or ""
    return kind.removesuffix(editor_schemas.TRANSLATION)


def counted_kinds(paths: Iterable[str]) -> str:
    """How many files there are of each kind: `1 program, 24 pages`."""
    numbers = dict.fromkeys(GROUPS, 0)
    for kind in map(kind_of, paths):
        if kind and kind != SITE:
            numbers[kind] += 1
    said = []
    for kind, number in numbers.items():
        if number == 1:
            said.append(f"1 {kind}")
        elif number:
            said.append(f"{number} {GROUPS[kind].lower()}")
    return ", ".join(said)


def original_of(path: str) -> str:
    """The definition that one is a translation of, by its name: `x.yml` for `x.es.yml`; nothing where it is none."""
    stem, ending = splitext(path)
    found = LANGUAGE_SUFFIX.fullmatch(stem)
    if found:
        return f"{found['stem']}{ending}"
    return ""


def shown_name(path: str) -> str:
    """What a file is called that says no title."""
    name = splitext(basename(path))[0]
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
