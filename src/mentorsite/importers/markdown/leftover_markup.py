"""Markup that no handbook reads and that stays as text: named, whatever tool the page was written for."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from lxml.html import defs

from mentorsite.importers.markdown.lines import FENCE, Line, Lines, Note, fence_behind, outside_code
from mentorsite.markdown.near_misses.attributes import BOXES

SOURCE = "a source in a list of sources"
COMPONENT = "a component that is not run"
# All that may repeat is bounded: a mark that nothing ends is given up soon.
KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\{%[^{}]{1,200}%\}"), "a tag of a template that is not run"),
    (re.compile(r"<%[^<>]{1,200}%>"), "a mark of Ruby that is not run"),
    (re.compile(r"\{\{[<%#].{1,200}?\}\}"), "a mark of another tool that is not run"),
    (re.compile(r"\{\{(?!\s*site\.(?:title|description)\s*\}\})[^{}<%#]{1,200}\}\}"), "a variable of another tool"),
    (re.compile(r"!?\[\[[^\[\]]{1,200}\]\]"), "a link of a wiki that leads to no page here"),
    (re.compile(r"(?<![\w`])\{[A-Za-z][\w:.-]{0,40}\}`[^`]{1,200}`"), "a role that is not run"),
    (re.compile(r"(?<![(\\])<[A-Z][\w.]{0,60}(?=[\s/>])"), COMPONENT),
    (re.compile(r"(?<=\d)%%(?=[^%\n]{1,2000}%%)"), "a sign of percent, or the mark of a comment"),
    (re.compile(r"\{:[^{}]{1,200}\}"), "looks of another theme"),
    (re.compile(r"(?<![\w@./])@(?:sec|fig|tbl|eq|lst|thm|tip|nte|wrn|imp|cau)-[\w-]+"), "a reference to nothing known"),
    (re.compile(r"\[[^\[\]]{0,80}(?<![\w.])@[A-Za-z][\w:.-]*[^\[\]]{0,80}\](?!\()"), SOURCE),
    (re.compile(r"(?<![\\$\w])\$(?=[^\s$])[^$\n]{0,200}[\\^_{}][^$\n]{0,200}(?<=[^\s\\$])\$(?![\w$])"), "a formula"),
    (re.compile(r"\\@ref\([^()]{1,100}\)"), "a reference that is not known"),
)  # fmt: skip
"""What stands in a line, and what it is."""
LINES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s*-+8<-+.*"), "a text from another file is not put in"),
    (re.compile(r"\s*\.\.\s+[\w:-]+::.*"), "a directive of reStructuredText that is not run"),
    (re.compile(r"\s*:{3,}\s*\{.*"), "a block of another tool"),
    (re.compile(rf"\s*:{{3,}}\s*(?!(?:{'|'.join(BOXES)})\b)[A-Za-z].*", re.I), "a block of another tool"),
    (re.compile(r"\s*\$\$.*"), "a formula"),
    (re.compile(r"\s*(?:include|image|xref)::?\S{1,300}\[.*\]\s*"), "a mark of AsciiDoc"),
    (re.compile(r"\s*<<<\s*@?[\w/.].*"), "a text from another file is not put in"),
    (re.compile(r" {0,3}\*\[[^\[\]]{1,100}\]:\s.*"), "an abbreviation"),
    (re.compile(r"\s*/{3,}\s+[a-z][\w-]*(?:\s*\|.*)?"), "a block of another tool"),
    (re.compile(r"\s*[?!]>\s.*"), "an alert of Docsify"),
)
"""What takes a whole line."""
DIRECTIVE = re.compile(r"\s*(?:`{3,}|~{3,})\s*(\{[A-Za-z][^{}]*\}).*")
QUOTED = re.compile(r"`([^`]+)`")
MOST = 3
"""As many marks of a line are named."""


ABBREVIATION = re.compile(r" {0,3}\*\[([^\[\]]{1,100})\]:\s+(.*)")
DEFINITION = re.compile(r" {0,3}\[([^\[\]]{1,200})\]:\s")


def abbreviation(line: Line) -> str:
    """What is lost with a line that says what an abbreviation means, where it is one."""
    found = ABBREVIATION.fullmatch(line.text)
    if found:
        return f"`{found[1]}`: its meaning, “{found[2].strip()}”, shows nowhere; say it in a glossary"
    return ""


def leftovers(lines: Lines, noted: Iterable[Note]) -> Iterator[Note]:
    """What stays as text and was not noted yet."""
    known: defaultdict[int, list[str]] = defaultdict(list)
    for note in noted:
        known[note.number].append(note.what)
    defined = {found[1].casefold() for line in lines if (found := DEFINITION.match(line.text))}
    for line, marks in _marks(lines):
        for mark, what in marks:
            if what == SOURCE and mark[1:-1].casefold() in defined:
                continue
            # HTML may be written in capitals: `<BR>` is no component.
            if what == COMPONENT and mark.isupper() and mark[1:].lower() in defs.tags:
                continue
            if line.number in known and _is_named(mark.strip(), known[line.number]):
                continue
            yield Note(line.number, f"`{mark.strip()[:100]}`: {what}; it stands there as text")


def _marks(lines: Lines) -> Iterator[tuple[Line, Iterable[tuple[str, str]]]]:
    """Each line with its marks; code shows none, but for the fences of directives and those in them."""
    fence, in_example = "", False
    for line in lines:
        begins = not fence
        fence, code = fence_behind(fence, line.text)
        if begins:
            in_example = code and not DIRECTIVE.fullmatch(line.text)
        if not code:
            yield line, _in(line)
        elif not in_example:
            yield line, _on_a_fence(line)


def _is_named(mark: str, notes: Iterable[str]) -> bool:
    """Whether notes quote a mark, or a part of it."""
    return any(_quotes(said, mark) for said in notes)


def _quotes(said: str, mark: str) -> bool:
    return mark in said or any(part in mark for part in QUOTED.findall(said))


def _on_a_fence(line: Line) -> Iterator[tuple[str, str]]:
    found = DIRECTIVE.fullmatch(line.text)
    if found and FENCE.match(line.text):
        yield found[1], "a directive that is not run"


def _in(line: Line) -> list[tuple[str, str]]:
    for pattern, what in LINES:
        if pattern.fullmatch(line.text):
            return [(line.text, what)]
    found: list[tuple[str, str]] = []

    def seen(part: str) -> str:
        for pattern, what in KINDS:
            found.extend((each[0], what) for each in pattern.finditer(part))
        return part

    # Most lines have none of these characters, which is found out faster than by all the expressions.
    if any(mark in line.text for mark in ("{", "[", "<", "@", "\\", "%%", "$")):
        outside_code(line.text, seen)
    marks = list(dict.fromkeys(found))
    if len(marks) <= MOST:
        return marks
    return [*marks[:MOST], (line.text, f"{len(marks) - MOST:,} more such marks")]
