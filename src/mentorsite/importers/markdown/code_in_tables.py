"""Tables of tools in which a `|` between backticks ends no cell: such a mark gets the backslash that ours need."""

import re
from dataclasses import replace

from mentorsite.importers.markdown.lines import Line, Lines, Note, inside_code, split_fences

BELOW_HEAD = re.compile(r"[\s>]*\|?(?:\s*:?-+:?\s*[|+])*\s*:?-+:?\s*\|?\s*")
MARK = re.compile(r"(?<!\\)\|")


def code_in_tables(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """Rows of tables with a backslash before each `|` of their code."""
    made: list[Line] = []
    in_table = False
    for row, (line, is_code) in enumerate(split_fences(lines)):
        below = lines[row + 1].text if row + 1 < len(lines) else ""
        is_head = "|" in line.text and "|" in below and BELOW_HEAD.fullmatch(below) is not None
        in_table = not is_code and "|" in line.text and (in_table or is_head)
        if in_table:
            # GFM (4.10) ends a cell at every `|` that has no backslash before it, in code as well.
            made.append(replace(line, text=inside_code(line.text, _escaped)))
        else:
            made.append(line)
    return tuple(made), ()


def _escaped(code: str) -> str:
    return MARK.sub(r"\\|", code)
