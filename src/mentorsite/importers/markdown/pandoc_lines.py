"""Lines of Pandoc's Markdown that have a mark of their own: numbered examples, verses, and programs in a line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mentorsite.importers.markdown.lines import Line, Lines, Note, outside_code, split_fences, without_code_spans

EXAMPLE = re.compile(r"(\s*)(\(@([\w-]*)\)[ \t]+)(\S.*)")
NAMED = re.compile(r"\(@([\w-]+)\)|(?<![\w@./\\\[;-])@([\w-]+)")
VERSE = re.compile(r"\|(?: ([^|]*))?")
IN_LINE = re.compile(r"(?<!`)`(?:\{[a-z]+\}|r)\s[^`]{1,300}`(?!`)")
SOURCE = re.compile(r"(?<![\w@./\\`\[(<-])@(?!(?:sec|fig|tbl|lst|eq|thm|tip|nte|wrn|imp|cau)-)([A-Za-z][\w:.-]*\w)")


TABLE = re.compile(r"(?=.*[-=])[\s|+:=-]+")
"""The line of dashes that every table has."""


def next_to_tables(lines: Lines) -> frozenset[int]:
    """The rows that stand next to a table: right at it, or first behind the empty line above or below it."""
    blocks: list[list[int]] = [[]]
    for row, line in enumerate(lines):
        if line.text.strip():
            blocks[-1].append(row)
        elif blocks[-1]:
            blocks.append([])
    tables = [_has_table(lines, block) for block in blocks]
    rows: set[int] = set()
    for at, block in enumerate(blocks):
        if tables[at]:
            rows.update(block)
        elif any(tables[max(0, at - 1) : at + 2]):
            rows.update(block[:1])
    return frozenset(rows)


def _has_table(lines: Lines, block: list[int]) -> bool:
    return any(TABLE.fullmatch(lines[row].text) for row in block)


def examples(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`(@good) words` becomes the next number of the page's examples, and `(@good)` elsewhere that number."""
    if not any("(@" in line.text for line in lines):
        return lines, ()
    numbers: dict[str, int] = {}
    count = 0
    made: list[Line] = []
    for line, code in split_fences(lines):
        found = None if code else EXAMPLE.fullmatch(line.text)
        if not found:
            made.append(line)
            continue
        count += 1
        numbers.setdefault(found[3], count)
        mark = f"{count}."
        # As wide as it was, so that lines below still belong to it; more than four spaces would make code of its words.
        width = min(len(found[2]), len(mark) + 4)
        made.append(replace(line, text=f"{found[1]}{mark:<{width}}{found[4]}"))
    numbers.pop("", None)
    named = []
    for line, code in split_fences(made):
        named.append(line if code else replace(line, text=_numbered(line.text, numbers)))
    return tuple(named), ()


def _numbered(text: str, numbers: dict[str, int]) -> str:
    def number(found: re.Match[str]) -> str:
        known = numbers.get(found[1] or found[2])
        if known:
            return f"({known})"
        return found[0]

    if "@" in text:
        return outside_code(text, lambda part: NAMED.sub(number, part))
    return text


def verses(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`| words` on lines below each other keep their ends, and the spaces that they start with."""
    found = [None if code else VERSE.fullmatch(line.text.rstrip()) for line, code in split_fences(lines)]
    made: list[Line] = []
    for row, line in enumerate(lines):
        verse = found[row]
        if verse is None:
            made.append(line)
            continue
        words = verse[1] or ""
        indent = "&nbsp;" * (len(words) - len(words.lstrip()))
        text = indent + (words.strip() or "&nbsp;")
        goes_on = row + 1 < len(lines) and found[row + 1] is not None
        if goes_on:
            text += "\\"
        made.append(replace(line, text=text))
    return tuple(made), ()


def notes_in_line(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`^[words]` becomes a footnote."""
    made: list[Line] = []
    footnotes: list[Line] = []
    for line, code in split_fences(lines):
        if code or "^[" not in line.text:
            made.append(line)
            continue
        parts, at = [], 0
        for start, end in _in_brackets(without_code_spans(line.text)):
            mark = f"[^note-{len(footnotes) // 2 + 1}]"
            words = line.text[start + 2 : end - 1].strip()
            parts += [line.text[at:start], mark]
            footnotes += [replace(line, text=""), replace(line, text=f"{mark}: {words}")]
            at = end
        made.append(replace(line, text="".join(parts) + line.text[at:]))
    return (*made, *footnotes), ()


def _in_brackets(text: str) -> Iterator[tuple[int, int]]:
    """Where each `^[…]` stands that ends on the same line; none in another."""
    start, depth = -1, 0
    for at, character in enumerate(text):
        if start < 0 and text.startswith("^[", at):
            start, depth = at, 0
        if start < 0:
            continue
        if character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
            if depth == 0:
                yield start, at + 1
                start = -1


def named(text: str) -> Iterable[str]:
    """What stays of a line as text: programs between backticks, and sources."""
    for each in IN_LINE.findall(text):
        yield f"{each}: a program in a line is not run; it stands there as text"
    found: list[str] = []
    outside_code(text, lambda part: found.extend(SOURCE.findall(part)) or part)  # type: ignore[func-returns-value]
    for each in dict.fromkeys(found):
        yield f"`@{each}`: a source in a list of sources; it stands there as text"
