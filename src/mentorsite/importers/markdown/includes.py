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
        folders = [*tops, ""]
        if not name.startswith("/"):
            folders.insert(0, dirname(page))
        for folder in folders:
            path = joined(folder, bare)
            if path and path in source.texts:
                return path
        return None

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
            mark_there = mark.fullmatch(line)
            name = _name_in(mark_there) if mark_there else ""
            if not name:
                continue
            path = find(name, page) or find(part_of(name).file, page)
            if path and path not in found:
                found.add(path)
                waiting.append(path)
    return frozenset(found)


def _name_in(mark: re.Match[str]) -> str:
    """The name that a mark has, without its quotes."""
    return next(filter(None, mark.groups()), "").strip().strip("\"'")


def _taken_in(lines: Lines, above: tuple[str, ...], work: _Open) -> Iterator[Line]:
    for line, _ in split_fences(lines):
        found = work.mark.fullmatch(line.text)
        if not found:
            yield line
            continue
        path, part = _meant(_name_in(found), above[-1], work)
        if path == "":
            yield line
            continue
        text: str | None = ""
        if path and path not in above:
            text = _part(path, part, work)
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
        # The comments of the page itself are gone by now, those of this file are not.
        public, notes = through(COMMENTS, lines_of(text, 1))
        work.notes.extend(replace(note, number=line.number) for note in notes)
        inside = []
        for each in public:
            words = indent + each.text if each.text else ""
            inside.append(replace(line, text=words))  # whatever is said of it is said of the line that takes it in
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
    # A file's own name may have what marks a part: the whole name comes first.
    path = work.find(name, page)
    if path is not None:
        return path, FilePart(name)
    part = part_of(name)
    if part.file == name:
        return None, part
    return work.find(part.file, page), part


def _part(path: str, part: FilePart, work: _Open) -> str | None:
    """What stands in a file without its front matter, or a part of it; None where it has no such part."""
    if path not in work.bodies:
        page = original(path, text_of(path, work.source))
        work.bodies[path] = page.body.strip("\n")
        if why_hidden(page, work.source.today):
            work.hidden.add(path)
    return part.of(work.bodies[path])
