"""Tables of tools in which a `|` between backticks ends no cell: such a mark gets the backslash that ours need."""

import re
from dataclasses import replace

from mentorsite.importers.markdown.lines import Line, Lines, Note, inside_code, split_fences

BELOW_HEAD = re.compile(r"[\s>]*\|?(?:\s*:?-+:?\s*[|+])*\s*:?-+:?\s*\|?\s*")
MARK = re.compile(r"(?<!\\)\|")


def code_in_tables(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """Rows of tables with a backslash before each `|` of their code."""
    code = [is_code for _, is_code in split_fences(lines)]
    made: list[Line] = []
    in_table = False
    for row, line in enumerate(lines):
        if row + 1 < len(lines):
            below = lines[row + 1].text
        else:
            below = ""
        is_head = "|" in line.text and "|" in below and BELOW_HEAD.fullmatch(below) is not None
        in_table = not code[row] and "|" in line.text and (in_table or is_head)
        made.append(replace(line, text=inside_code(line.text, _escaped)) if in_table else line)
    return tuple(made), ()


def _escaped(code: str) -> str:
    return MARK.sub(r"\\|", code)
