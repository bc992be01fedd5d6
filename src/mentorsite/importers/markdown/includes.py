"""Words of another file that a page takes in: put where the page names them, as deep as files do so themselves."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from posixpath import dirname

from mentorsite.importers.markdown.comments import COMMENTS
from mentorsite.importers.markdown.file_parts import FilePart, part_of
from mentorsite.importers.markdown.front_matter import original
from mentorsite.importers.markdown.lines import Line, Lines, Note, Step, lines_of, split_fences, through
from mentorsite.importers.markdown.page_keys import why_hidden
from mentorsite.importers.markdown.source_texts import text_of
from mentorsite.importers.result import ImportSource
from mentorsite.model.urls import joined

DEEPEST = 10
"""How deep files may take each other in."""
MOST = 1_000_000
"""How much one page takes in at most, in characters."""
Find = Callable[[str, str], str | None]
"""The file that a name means on a page; None where there is none that may be read, "" where the name means none."""


def beside(source: ImportSource, *tops: str) -> Find:
    """Files beside the page, then those below some folders of the source; never one outside of it."""

    def find(name: str, page: str) -> str | None:
        bare = name.lstrip("/")
        if name.startswith("/"):
            folders = (*tops, "")
        else:
            folders = (dirname(page), *tops, "")
        tried = (joined(folder, bare) for folder in folders)
        return next((each for each in tried if each and each in source.texts), None)

    return find


@dataclass(frozen=True, slots=True)
class _Open:
    """What is being put in: where, by which files, and what was noted of it."""

    mark: re.Pattern[str]
    page: str
    source: ImportSource
    find: Find
    notes: list[Note]
    left: list[int]
    bodies: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)


def taking_in(mark: re.Pattern[str], page: str, source: ImportSource, find: Find) -> Step:
    """A step that puts in each file that a line names; the mark's first group that matched is the name."""

    def step(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
        work = _Open(mark, page, source, find, [], [MOST])
        return tuple(_taken_in(lines, (page,), work)), tuple(work.notes)

    return step


def taken_by(pages: Iterable[str], mark: re.Pattern[str], source: ImportSource, find: Find) -> frozenset[str]:
    """The files that some pages take in, and those that these take in themselves."""
    waiting = list(pages)
    found: set[str] = set()
    while waiting:
        page = waiting.pop()
        for line in text_of(page, source).split("\n"):
            named = mark.fullmatch(line)
            if named:
                name = next(filter(None, named.groups()), "").strip().strip("\"'")
            else:
                name = ""
            path = find(name, page) if name else None
            if name and not path:
                path = find(part_of(name).file, page)
            if path and path not in found:
                found.add(path)
                waiting.append(path)
    return frozenset(found)


def _taken_in(lines: Lines, above: tuple[str, ...], work: _Open) -> Iterator[Line]:
    for line, _ in split_fences(lines):
        found = work.mark.fullmatch(line.text)
        if not found:
            yield line
            continue
        name = next(filter(None, found.groups()), "").strip().strip("\"'")
        path, part = _meant(name, above[-1], work)
        if path == "":
            yield line
            continue
        if path and path not in above:
            text = _part(path, part, work)
        else:
            text = ""
        if text is None:
            why = f"there is no `{part.name}` in it"
        else:
            why = _why_not(path, text, above, work)
        if why or not path or text is None:
            work.notes.append(Note(line.number, f"`{line.text.strip()}`: {why}; the mark stands there"))
            yield line
            continue
        work.left[0] -= len(text)
        indent = line.text[: len(line.text) - len(line.text.lstrip())]
        public, notes = through(COMMENTS, lines_of(text, 1))
        work.notes.extend(replace(note, number=line.number) for note in notes)
        inside = (replace(line, text=f"{indent}{each.text}" if each.text else "") for each in public)
        yield from _taken_in(tuple(inside), (*above, path), work)


def _why_not(path: str | None, text: str, above: tuple[str, ...], work: _Open) -> str:
    if path is None:
        return "there is no page or text by that name"
    if path in above:
        return "the file takes itself in"
    if path in work.hidden:
        return "the file is a draft, or was not public"
    if len(above) > DEEPEST or len(text) > work.left[0]:
        return "too much is taken in"
    return ""


def _meant(name: str, page: str, work: _Open) -> tuple[str | None, FilePart]:
    """The file that a name means, and the part of it."""
    path = work.find(name, page)
    if path is not None:
        return path, FilePart(name)
    part = part_of(name)
    return (work.find(part.file, page) if part.file != name else None), part


def _part(path: str, part: FilePart, work: _Open) -> str | None:
    """What stands in a file without its front matter, or a part of it; None where it has no such part."""
    if path not in work.bodies:
        page = original(path, text_of(path, work.source))
        work.bodies[path] = page.body.strip("\n")
        work.hidden.update([path] if why_hidden(page, work.source.today) else [])
    return part.of(work.bodies[path])
