"""A wiki of Azure DevOps: pages in the order of `.order` files, with subpages in a folder of their page's name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from posixpath import join, split, splitext
from urllib.parse import unquote

from mentorsite.importers.markdown.admonitions import colons, quoted_alerts
from mentorsite.importers.markdown.comments import IN_NOTES
from mentorsite.importers.markdown.layout import Layout, below, only_pages
from mentorsite.importers.markdown.lines import Line, each_line, outside_code
from mentorsite.importers.markdown.menus import DEEPEST, MenuEntry
from mentorsite.importers.markdown.obsidian import with_home
from mentorsite.importers.markdown.source_texts import text_of
from mentorsite.importers.result import ImportSource

ORDER = ".order"
SIGN = re.compile(r"%[0-9A-Fa-f]{2}")
"""What stands for a sign that no file's name may have, or for a hyphen, since that is a space there."""
SIZE = re.compile(r"(!\[[^\[\]]*\]\([^()\s]+)\s+=\d*%?x\d*%?\)")
CONTENTS = re.compile(r"\s*\[\[_(?:TOC|TOSP)_\]\]\s*")


def azure_wiki(source: ImportSource) -> Layout | None:
    """The layout of a wiki of Azure DevOps."""
    pages = only_pages(below(source.texts, ""))
    if ORDER not in source.texts or not pages:
        return None
    steps = (*IN_NOTES, each_line(_line), quoted_alerts, colons)
    return Layout(
        kind="a wiki of Azure DevOps",
        title="",
        pages=with_home({path: SIGN.sub("-", to) for path, to in pages.items()}),
        assets=below(source.others, ""),
        steps=lambda _page: steps,
        addresses=lambda page, _target: (unquote(splitext(page.path)[0]),),
        menu=tuple(_entries("", _by_folder(pages), source)),
        menu_at=ORDER,
    )


def _by_folder(pages: Iterable[str]) -> dict[str, set[str]]:
    """The names of the pages in each folder."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for folder, name in map(split, pages):
        stem, end = splitext(name)
        if end == ".md":
            found[folder].add(stem)
    return found


def _entries(folder: str, pages: Mapping[str, set[str]], source: ImportSource, depth: int = 0) -> Iterator[MenuEntry]:
    """The pages of a folder: those that its file lists, then the others, each with its subpages."""
    there = pages.get(folder, set())
    at = join(folder, ORDER)
    lines: dict[str, int] = {}
    for number, text in enumerate(text_of(at, source).split("\n"), 1):
        lines.setdefault(text.strip(), number)
    for name in [*lines, *sorted(there - lines.keys())]:
        if name not in there:
            continue
        below = join(folder, name)
        parts = tuple(_entries(below, pages, source, depth + 1)) if depth < DEEPEST else ()
        title = unquote(name.replace("-", " "))
        yield MenuEntry(title, page=f"{below}.md", parts=parts, line=lines.get(name, 0), at=at)


def _line(line: Line) -> tuple[str | None, Iterable[str]]:
    """A line without lists of contents and sizes of pictures."""
    if CONTENTS.fullmatch(line.text):
        return None, (f"`{line.text.strip()}`: a page shows its own contents",)
    return outside_code(line.text, lambda part: SIZE.sub(r"\1)", part)), ()
