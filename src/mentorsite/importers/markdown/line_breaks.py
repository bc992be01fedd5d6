"""Ends of lines that readers saw as such, where a tool shows each: a `\\` keeps them."""

import re
from dataclasses import replace
from itertools import pairwise

from mentorsite.importers.markdown.formulas import formula_rows
from mentorsite.importers.markdown.js_literals import without_comments
from mentorsite.importers.markdown.lines import Lines, Note
from mentorsite.markdown.grammar import first_row, parser
from mentorsite.markdown.values import Met

BROKEN = re.compile(r"<br\s*/?>\s*$", re.I)
ADDRESS = re.compile(r"(?:www\.|://|@)\S*$")
"""An address that is a link by itself: a `\\` right behind it would be part of it."""
OF_REMARK = re.compile(r"\bremarkPlugins\s*:\s*\[[^\]]{0,500}remark-?breaks", re.I)


def lines_kept(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """Lines within paragraphs end in a `\\`; code, tables, headings and formulas stay as they are."""
    rows = _flowing(lines) - formula_rows(lines)
    made = []
    for row, line in enumerate(lines):
        text = line.text.rstrip()
        if row in rows and not BROKEN.search(text):
            space = " " if ADDRESS.search(text) else ""
            line = replace(line, text=f"{text}{space}\\")
        made.append(line)
    return tuple(made), ()


def _flowing(lines: Lines) -> set[int]:
    """The rows of paragraphs that would flow into the next one."""
    rows: set[int] = set()
    tokens = parser().parse("\n".join(line.text for line in lines), Met())
    for before, token in pairwise(tokens):
        if token.type != "inline" or (before.type, before.tag) != ("paragraph_open", "p"):
            continue
        for child in token.children or ():
            if child.type == "softbreak":
                rows.add(first_row(token) + token.content.count("\n", 0, child.meta["at"]))
    return rows


def by_remark(program: str) -> bool:
    """Whether settings that are a program turn on the plugin of remark that keeps lines."""
    return OF_REMARK.search(without_comments(program)) is not None
