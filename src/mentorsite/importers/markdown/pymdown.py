"""Python-Markdown and its extensions, in which the pages of MkDocs are written."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mentorsite.importers.markdown.admonitions import python_markdown
from mentorsite.importers.markdown.attribute_lists import without_hidden_words
from mentorsite.importers.markdown.code_in_tables import code_in_tables
from mentorsite.importers.markdown.formulas import each_line_outside_formulas, outside_formulas
from mentorsite.importers.markdown.leftover_markup import abbreviation
from mentorsite.importers.markdown.lines import (
    Line,
    Lines,
    Note,
    Step,
    code_rows,
    dedented,
    end_of_indented,
    unless_emptied,
)

TAB = re.compile(r"(\s*)===[!+]?\s+\"(.*)\"\s*")
SNIPPET = re.compile(r"\s*-+8<-+.*")
ICON = re.compile(r":(?:material|fontawesome|octicons|simple)-[\w-]+:(?:\{[^{}]*\})?")
MACRO = re.compile(r"\{%[^{}]{0,500}%\}|\{\{[^{}]{0,500}\}\}")
LOOK = r"(?:[.#][\w-]+|[\w-]+=(?:\"[^\"{}]*\"|[^\s{}\"]+))"
LOOKS = re.compile(rf"\{{:?\s*{LOOK}(?:\s+{LOOK})*\s*\}}")
ID = re.compile(r"#([\w-]+)")


def tabs(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`=== "Tab"` becomes its name in bold, and below it what was in it."""
    notes: list[Note] = []
    return tuple(_untabbed(lines, notes)), tuple(notes)


def _untabbed(lines: Lines, notes: list[Note]) -> Iterator[Line]:
    at, code = 0, code_rows(lines)
    while at < len(lines):
        start = lines[at]
        found = TAB.fullmatch(start.text)
        at += 1
        if not found or code[at - 1]:
            yield start
            continue
        end = end_of_indented(lines, at, len(found[1]) + 4)
        notes.append(Note(start.number, f"`{start.text.strip()}`: tabs stand one below the other"))
        yield replace(start, text=f"{found[1]}**{found[2]}**")
        yield replace(start, text="")
        yield from dedented(lines[at:end], len(found[1]))
        at = end


def extension(line: Line) -> tuple[str | None, Iterable[str]]:
    """A line without marks of extensions; what they would have put there is named."""
    if line.text.strip() == "[TOC]":
        return None, ("`[TOC]`: a page shows its own contents",)
    if short := abbreviation(line):
        return None, (short,)
    if SNIPPET.fullmatch(line.text):
        return line.text, (f"`{line.text.strip()}`: a text from another file is not put in; the mark stands there",)
    found: list[str] = []

    def changed(part: str) -> str:
        found.extend(f"`{each}`: an icon; left out" for each in ICON.findall(part))
        found.extend(f"`{each}`: a macro is not run; it stands there as text" for each in MACRO.findall(part))
        return LOOKS.sub(instead, ICON.sub("", part))

    def instead(looks: re.Match[str]) -> str:
        own = ID.search(looks[0])
        if own is None or "." in looks[0] or "=" in looks[0]:
            found.append(f"`{looks[0]}`: looks of another theme; left out")
        if own:
            return f"{{#{own[1]}}}"
        return ""

    text = outside_formulas(line.text, changed)
    return unless_emptied(text, line), tuple(found)


STEPS: tuple[Step, ...] = (
    without_hidden_words,
    code_in_tables,
    python_markdown,
    tabs,
    each_line_outside_formulas(extension),
)
