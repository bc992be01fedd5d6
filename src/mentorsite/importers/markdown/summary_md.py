"""`SUMMARY.md`, in which GitBook and mdBook keep the order of their pages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from posixpath import normpath
from urllib.parse import unquote

from mentorsite.importers.markdown.comments import COMMENTS
from mentorsite.importers.markdown.lines import lines_of, through
from mentorsite.importers.markdown.menus import DEEPEST, MenuEntry

ITEM = re.compile(r"(\s*)(?:[-*+]|\d{1,4}[.)])\s+(.*)")
LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(\s*(?:<([^<>]*)>|([^()\s]*(?:\([^()\s]*\)[^()\s]*)*))[^()]*\)")
TITLE = re.compile(r"#{1,3}\s+(\S.*)")
HTML = re.compile(r"</?[A-Za-z][^<>]{0,500}>|<!--.*?-->")
"""Tags in the words of a menu, as the anchors that GitBook puts into headings."""
OWN_TITLES = ("summary", "table of contents", "contents")


def entries_of(text: str, folder: str) -> tuple[MenuEntry, ...]:
    """The menu that a summary is; a heading in it is a part, whose pages follow. `folder` is where pages stand."""
    tops: list[tuple[MenuEntry | None, list[tuple[int, MenuEntry]]]] = [(None, [])]
    for number, line in enumerate(text.split("\n"), 1):
        heading, item = TITLE.fullmatch(line), ITEM.fullmatch(line)
        title = _plain(heading[1]).rstrip("#").rstrip() if heading else ""
        _, entries = tops[-1]
        if title and title.casefold() not in OWN_TITLES:
            tops.append((MenuEntry(title, line=number), []))
        elif item:
            entries.append((len(item[1].expandtabs(4)), _entry(item[2], folder, number)))
        elif LINK.match(line.strip()):
            # mdBook has chapters before and behind its list that stand on lines of their own.
            entries.append((0, _entry(line.strip(), folder, number)))
    return tuple(_joined(tops))


def words_beside(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a summary that say something and are no part of the menu, each with its number."""
    for line in through(COMMENTS, lines_of(text, 1))[0]:
        words = line.text.strip()
        is_entry = TITLE.fullmatch(line.text) or ITEM.fullmatch(line.text) or LINK.match(words)
        if not is_entry and re.search(r"\w", _plain(words)):
            yield line.number, words


def _entry(text: str, folder: str, number: int) -> MenuEntry:
    link = LINK.search(text)
    if not link:
        return MenuEntry(_plain(text), line=number)
    title = re.sub(r"\\(.)", r"\1", _plain(link[1])).strip("*_` ")
    target = unquote(link[2] or link[3] or "").partition("#")[0].partition("?")[0]
    if "://" in target or target in ("/", "./"):
        return MenuEntry(title, url=target, line=number)
    if not target:
        return MenuEntry(title, line=number)
    return MenuEntry(title, page=normpath(f"{folder}/{target}").lstrip("/"), line=number)


def _plain(words: str) -> str:
    return HTML.sub("", words).strip()


def _joined(tops: list[tuple[MenuEntry | None, list[tuple[int, MenuEntry]]]]) -> Iterator[MenuEntry]:
    for part, items in tops:
        nested = _nested(items)
        if part is None:
            yield from nested
        else:
            yield MenuEntry(part.title, parts=nested, line=part.line)


def _nested(items: list[tuple[int, MenuEntry]], depth: int = 0) -> tuple[MenuEntry, ...]:
    """Items by how far they are indented; what is deeper than any menu stands beside what it is below."""
    made: list[MenuEntry] = []
    at = 0
    while at < len(items):
        indent, entry = items[at]
        end = at + 1
        while end < len(items) and items[end][0] > indent:
            end += 1
        below = items[at + 1 : end]
        if depth < DEEPEST:
            made.append(replace(entry, parts=_nested(below, depth + 1)))
        else:
            made += [entry, *(each for _, each in below)]
        at = end
    return tuple(made)


def not_listed(pages: Mapping[str, str], named: set[str]) -> dict[str, str]:
    """The pages that a summary does not name, which are published nowhere."""
    return {path: "SUMMARY.md does not name it" for path in pages if path not in named}
