"""Blocks of MDX, which has no code by indentation and reads Markdown between tags: both as Markdown has them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mentorsite.importers.markdown.lines import Line, Lines, Note, split_fences, without_code_spans
from mentorsite.markdown.raw_html import MARKDOWN, PARTS_OF_A_LINE
from mentorsite.markdown.sanitize import VOID

TAG = re.compile(r"""<(/?)([A-Za-z][\w.-]*+)(?:[^<>"'{}]|"[^"]*+"|'[^']*+'|\{[^{}]*+\})*+>""")
TAG_LINE = re.compile(rf"\s*(?:{TAG.pattern}\s*)+")
LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)]|\[\^[^\]]+\]:)\s")
OF_CODE = 4
"""How far words are indented that are code in Markdown."""
OF_WORDS = {*PARTS_OF_A_LINE, "p", "pre"} - {"br"}
"""Elements whose words are part of a line, or no Markdown."""


def outdented(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """Words between tags stand as far in as the outermost of these; no others as far in as code, but in lists."""
    made: list[Line] = []
    run: list[Line] = []
    depth = base = 0
    owner = ""
    for line, code in split_fences(lines):
        text = line.text
        is_tag = not code and TAG_LINE.fullmatch(text) is not None
        if not is_tag:
            run.append(line)
            if depth == 0 and text.strip() and _indent(text) < OF_CODE:
                made += run
                run = []
                # Indented words below belong to this line, which may be an item of a list.
                if _indent(text) == 0 and not code:
                    owner = text
            if not code:
                depth = max(0, depth + _opened(text))
            continue
        made += _moved(run, base, in_list=depth == 0 and LIST_ITEM.match(owner) is not None)
        run = []
        if not depth:
            base = _indent(text)
        made.append(replace(line, text=" " * base + text.strip()))
        depth = max(0, depth + _opened(text))
    made += _moved(run, base if depth else 0, in_list=depth == 0 and LIST_ITEM.match(owner) is not None)
    return tuple(made), ()


def _moved(run: Sequence[Line], base: int, *, in_list: bool) -> list[Line]:
    """Lines moved to the left, as a whole, until the first of them stands as far in as it may."""
    far = min((_indent(line.text) for line in run if line.text.strip()), default=0)
    if in_list or far <= base:
        return list(run)
    moved = []
    for line in run:
        if line.text.strip():
            moved.append(replace(line, text=line.text.expandtabs(4)[far - base :]))
        else:
            moved.append(line)
    return moved


def _indent(text: str) -> int:
    wide = text.expandtabs(4)
    return len(wide) - len(wide.lstrip())


def _opened(text: str) -> int:
    """How many more elements are open behind a line than before it."""
    if "<" not in text:
        return 0
    count = 0
    for found in TAG.finditer(without_code_spans(text)):
        if found[0].endswith("/>") or found[2].lower() in VOID:
            continue
        if found[1]:
            count -= 1
        else:
            count += 1
    return count


def apart(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """An empty line between a tag and words with marks of Markdown, which are read only there."""
    return tuple(_apart(lines)), ()


def _apart(lines: Lines) -> Iterator[Line]:
    before: Line | None = None
    for line, code in split_fences(lines):
        if before is not None and not code and _belongs_apart(before.text, line.text):
            yield replace(line, text="")
        yield line
        before = None if code else line


def _belongs_apart(above: str, below: str) -> bool:
    """Whether one of two lines is a tag, and the other words that Markdown would be read in."""
    for tag, words in ((above, below), (below, above)):
        if not TAG_LINE.fullmatch(tag) or TAG_LINE.fullmatch(words):
            continue
        names = {found[2].lower() for found in TAG.finditer(tag)}
        if not names & OF_WORDS and MARKDOWN.search(words):
            return True
    return False
