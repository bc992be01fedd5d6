"""What is program in MDX: other pages that a page shows, what it imports and exports, and expressions in braces."""

import re
from collections.abc import Callable, Iterable, Mapping
from posixpath import dirname

from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.includes import taking_in
from mentorsite.importers.markdown.layout import is_page
from mentorsite.importers.markdown.lines import Line, Lines, Note, Step, each_line, outside_code, split_fences
from mentorsite.importers.markdown.source_texts import text_of
from mentorsite.importers.result import ImportSource
from mentorsite.model.urls import joined

START = re.compile(
    r"import\s*[\"'].*|import\s+(?:[\w$]+\s*,?\s*)?(?:\{.*|\*\s+as\s.*|from\s*[\"'].*)"
    r"|export\s+(?:const|let|var|default|function|async|class)\b.*|export\s*(?:\{.*|\*.*)"
)
PART = re.compile(
    r"import\s+([A-Z][\w$]*)(?:\s*,\s*(?:\{[^{}\n]*\}|\*\s+as\s+[\w$]+))?\s+from\s*[\"']([^\"'\n]{1,300})[\"'];?\s*"
)
NAMED = r"\s*<([A-Z][\w$]*)(?:\s[^<>]{0,300})?"
SHOWN = re.compile(rf"{NAMED}/>\s*|{NAMED}>\s*</[A-Z][\w$]*>\s*")
MOST_PROGRAM_LINES = 200
"""How many lines an import or an export may take."""
EXPRESSION = re.compile(r"(?<![{\\$\]\w)])\{(?![{#/.:%!>+-])([^{}\n]{1,200})\}(?!\})")
KEY = re.compile(r"front[mM]atter\.([\w.]+)")
WORDS = re.compile(r"([\"'`])([^\"'`]*)\1")


def programs(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """The lines without what is imported and exported, which may go over several."""
    made: list[Line] = []
    notes: list[Note] = []
    rows = list(split_fences(lines))
    at = 0
    while at < len(rows):
        line, code = rows[at]
        if code or not START.fullmatch(line.text):
            made.append(line)
            at += 1
            continue
        notes.append(Note(line.number, f"`{line.text.strip()[:80]}`: a program in a page; left out"))
        at = _end(lines, at)
    return tuple(made), tuple(notes)


def _end(lines: Lines, at: int) -> int:
    """The row behind a program: where all is closed that it opens. One that never closes is a single line."""
    height = 0
    for row in range(at, min(at + MOST_PROGRAM_LINES, len(lines))):
        text = lines[row].text
        height += sum(map(text.count, "{([")) - sum(map(text.count, "})]"))
        if height <= 0:
            return row + 1
    return at + 1


def parts(page: str, source: ImportSource, aliases: Mapping[str, str]) -> Step:
    """A step that puts in the pages that a page imports where it shows them: `<Part />`.

    `aliases` are starts of paths, and the folders of the source that they mean.
    """
    known: dict[str, dict[str, str]] = {}

    def find(name: str, where: str) -> str | None:
        if where not in known:
            known[where] = imported(text_of(where, source), where, aliases)
        path = known[where].get(name)
        if not path:
            return ""  # a component of a program, and no page
        if path in source.texts:
            return path
        return None

    taking = taking_in(SHOWN, page, source, find)

    def step(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
        if not any(PART.fullmatch(line.text) for line in lines):
            return lines, ()
        made, notes = taking(lines)
        return tuple(line for line in made if not _is_import_of_page(line.text)), notes

    return step


def imported(text: str, where: str, aliases: Mapping[str, str]) -> dict[str, str]:
    """The pages that a page imports, by the names that it gives them."""
    found: dict[str, str] = {}
    for each in PART.finditer(text):
        start = next((alias for alias in aliases if each[2].startswith(alias)), "")
        folder = aliases[start] if start else dirname(where)
        path = joined(folder, each[2].removeprefix(start))
        if path and is_page(path):
            found[each[1]] = path
    return found


def _is_import_of_page(text: str) -> bool:
    found = PART.fullmatch(text)
    return bool(found and is_page(found[2]))


def expressions(page: Original | None) -> Step:
    """A step that fills in keys of the page and texts; each other expression is named."""

    def change(line: Line) -> tuple[str | None, Iterable[str]]:
        found: list[str] = []
        return outside_code(line.text, lambda part: EXPRESSION.sub(_value(page, found.append), part)), found

    return each_line(change)


def _value(page: Original | None, note: Callable[[str], None]) -> Callable[[re.Match[str]], str]:
    def value(found: re.Match[str]) -> str:
        said = found[1].strip()
        words, key = WORDS.fullmatch(said), KEY.fullmatch(said)
        if words:
            return words[2]
        if key and page and page.text(key[1]):
            return page.text(key[1])
        note(f"`{found[0]}`: a program in a page is not run; it stands there as text")
        return found[0]

    return value
