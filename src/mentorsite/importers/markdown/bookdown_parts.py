"""The parts of an R Markdown book: a heading above a chapter's own begins one, as `# (PART) For mentors {-}`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.lines import Lines, Note, split_fences
from mentorsite.importers.markdown.menus import MenuEntry
from mentorsite.importers.markdown.source_texts import public_lines

PART = re.compile(r"#\s+\((?:PART|APPENDIX)(?:\\?\*)?\)\s+(.+?)\s*(?:\{[^{}]*\})?\s*")


def book_parts(originals: Mapping[str, Original]) -> dict[str, MenuEntry]:
    """The part that each page begins, of those that begin one."""
    found = {path: _begun_by(page) for path, page in originals.items()}
    return {path: part for path, part in found.items() if part}


def in_book_parts(menu: Iterable[MenuEntry], parts: Mapping[str, MenuEntry]) -> tuple[MenuEntry, ...]:
    """The chapters of a book below the parts that they begin."""
    tops: list[MenuEntry] = []
    is_in_part = False
    for chapter in menu:
        if chapter.page in parts:
            tops.append(parts[chapter.page])
            is_in_part = True
        if is_in_part:
            tops[-1] = replace(tops[-1], parts=(*tops[-1].parts, chapter))
        else:
            tops.append(chapter)
    return tuple(tops)


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


def _begun_by(page: Original) -> MenuEntry | None:
    """The part that the first words of a page begin."""
    first = next((line for line in public_lines(page) if line.text.strip()), None)
    found = PART.fullmatch(first.text) if first else None
    if first is None or found is None:
        return None
    return MenuEntry(found[1], line=first.number, at=page.path)
