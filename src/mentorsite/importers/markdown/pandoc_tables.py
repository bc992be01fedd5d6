"""Tables of Pandoc whose columns stand below each other → tables with `|` between the cells."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from mentorsite.importers.markdown.lines import Line, Lines, Note, code_rows

COLUMNS = re.compile(r"\s*-{2,}(?: +-+)+\s*")
RULE = re.compile(r"\s*-{3,}\s*")
BORDER = re.compile(r"(\s*)\+(?:[-=:]{2,}\+)+\s*")
BLOCK = re.compile(r"(?:[-*+]|\d{1,4}[.)])\s")
SEVERAL = "a table whose rows take several lines; it stands there as text: put `|` between its cells"
MERGED = "a table with merged cells; it stands there as text: put `|` between its cells"


def tables(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """Simple tables and grids become tables of ours; others are named."""
    code = code_rows(lines)
    made: list[Line] = []
    notes: list[Note] = []
    row = 0
    while row < len(lines):
        end = _end(lines, code, row)
        block = lines[row:end]
        made += block if code[row] else _table(block, notes)
        row = end
    return tuple(made), tuple(notes)


def _end(lines: Lines, code: Sequence[bool], row: int) -> int:
    """Where a block of lines ends: before the next blank line, or where code begins or ends."""
    is_blank = not lines[row].text.strip()
    end = row + 1
    while end < len(lines) and code[end] == code[row] and bool(lines[end].text.strip()) != is_blank:
        end += 1
    return end


def _table(block: Lines, notes: list[Note]) -> Lines:
    """A block as a table of ours, where it is a table."""
    if any(BORDER.fullmatch(line.text) for line in block):
        return _grid(block, notes)
    ruled = next((at for at, line in enumerate(block) if COLUMNS.fullmatch(line.text)), -1)
    if ruled in (-1, len(block) - 1):
        return block
    # Blank lines part the rows of such a table, so that it takes more than this block.
    goes_on = ruled == 0 and not _is_rule(block[-1].text)
    if goes_on or ruled > 1 or RULE.fullmatch(block[0].text):
        notes.append(Note(block[0].number, f"`{block[0].text.strip()[:60]}`: {SEVERAL}"))
        return block
    return _simple(block, ruled)


def _is_rule(text: str) -> bool:
    return COLUMNS.fullmatch(text) is not None or RULE.fullmatch(text) is not None


def _simple(block: Lines, at: int) -> Lines:
    """A table below whose head, if it has one, dashes stand."""
    starts = [found.start() for found in re.finditer("-+", block[at].text)]
    body = block[at + 1 :]
    if body and _is_rule(body[-1].text):
        body = body[:-1]
    head = block[0] if at else replace(block[0], text="")
    cells = [(line, _cells(line.text.expandtabs(4), starts)) for line in (head, *body)]
    return tuple(_written(cells, block[at], ""))


def _cells(text: str, starts: Sequence[int]) -> list[str]:
    # Words of the first column may begin before its dashes.
    return [text[start:end].strip() for start, end in pairwise([0, *starts[1:], len(text)])]


def _written(rows: Sequence[tuple[Line, list[str]]], below: Line, indent: str) -> Iterator[Line]:
    """The lines of a table, of which the first is the head; `below` is the one below it."""
    for at, (line, cells) in enumerate(rows):
        yield replace(line, text=f"{indent}| {' | '.join(map(_escaped, cells))} |")
        if at == 0:
            yield replace(below, text=f"{indent}|{' --- |' * len(cells)}")


def _escaped(cell: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", cell)


def _grid(block: Lines, notes: list[Note]) -> Lines:
    """A block with a grid in it, which stands between the first and the last of its borders."""
    borders = [at for at, line in enumerate(block) if BORDER.fullmatch(line.text)]
    first, last = borders[0], borders[-1]
    table = block[first : last + 1]
    places = [found.start() for found in re.finditer(r"\+", table[0].text)]
    if last == first or not all(_fits(line.text, places) for line in table):
        notes.append(Note(table[0].number, f"`{table[0].text.strip()[:60]}`: {MERGED}"))
        return block
    return (*block[:first], *_of_grid(table, places, notes), *block[last + 1 :])


def _fits(text: str, places: Sequence[int]) -> bool:
    """Whether a line has a mark wherever the columns meet: a border only `+`, another one only `|`."""
    mark = "+" if BORDER.fullmatch(text) else "|"
    return len(text.rstrip()) == places[-1] + 1 and all(text[place] == mark for place in places)


def _of_grid(table: Lines, places: Sequence[int], notes: list[Note]) -> Iterator[Line]:
    rows: list[tuple[Line, list[str]]] = []
    borders = [at for at, line in enumerate(table) if BORDER.fullmatch(line.text)]
    for start, end in pairwise(borders):
        inside = table[start + 1 : end]
        if inside:
            columns = (_column(inside, at, to) for at, to in pairwise(places))
            rows.append((inside[0], [_joined(each, inside[0], notes) for each in columns]))
    has_head = "=" in table[borders[1]].text
    if not has_head:
        # A table of ours has a head, be it an empty one.
        rows.insert(0, (table[0], [""] * (len(places) - 1)))
    yield from _written(rows, table[borders[1]], table[0].text[: places[0]])


def _column(lines: Lines, start: int, end: int) -> list[str]:
    return [line.text[start + 1 : end].strip() for line in lines]


def _joined(lines: Iterable[str], first: Line, notes: list[Note]) -> str:
    """The words of a cell in one line; lists and paragraphs in it become lines."""
    words = "\n".join(lines).strip("\n")
    if "\n\n" in words or any(BLOCK.match(each) for each in words.split("\n")):
        notes.append(Note(first.number, "lists or paragraphs in a cell of a table stand as lines"))
        return re.sub(r"\n+", "<br>", words)
    return " ".join(words.split())
