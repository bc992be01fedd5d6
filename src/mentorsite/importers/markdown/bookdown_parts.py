"""The parts of an R Markdown book: a heading above a chapter's own begins one, as `# (PART) For mentors {-}`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.lines import Lines, Note, split_fences
from mentorsite.importers.markdown.menus import MenuEntry
from mentorsite.importers.markdown.source_texts import public_lines

PART = re.compile(r"#\s+\((?:PART|APPENDIX)(?:\\?\*)?\)\s+(.+?)\s*(?:\{[^{}]*\})?\s*")


def in_book_parts(menu: Iterable[MenuEntry], originals: Mapping[str, Original]) -> tuple[MenuEntry, ...]:
    """The chapters of a book below the parts that they begin; `originals` are its pages."""
    tops: list[MenuEntry] = []
    part: MenuEntry | None = None
    for chapter in menu:
        begun = _begun_by(originals.get(chapter.page))
        if begun:
            part = begun
            tops.append(begun)
        if part is None:
            tops.append(chapter)
        else:
            part = replace(part, parts=(*part.parts, chapter))
            tops[-1] = part
    return tuple(tops)


def has_parts(originals: Mapping[str, Original]) -> bool:
    """Whether any page begins a part."""
    return any(map(_begun_by, originals.values()))


def without_parts(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """A chapter without the heading of the part that it begins; one further down begins none here, and is named."""
    kept = []
    notes = []
    for line, code in split_fences(lines):
        found = None if code else PART.fullmatch(line.text)
        if found is None:
            kept.append(line)
        elif any(each.text.strip() for each in kept):
            notes.append(Note(line.number, f"the part “{found[1]}” begins within a page; its title is left out"))
    return tuple(kept), tuple(notes)


def _begun_by(page: Original | None) -> MenuEntry | None:
    """The part that the first words of a page begin."""
    if page is None:
        return None
    first = next((line for line in public_lines(page) if line.text.strip()), None)
    found = PART.fullmatch(first.text) if first else None
    if first is None or found is None:
        return None
    return MenuEntry(found[1], line=first.number, at=page.path)
