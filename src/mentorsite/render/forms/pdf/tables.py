"""Where each cell of a table stands, and how wide its columns are, so that the table can be drawn as it is."""

from typing import Any
from xml.etree.ElementTree import Element

from mentorsite.render.forms.pdf.paper_room import lines_of

MOST_COLUMNS = 20
"""A table with more columns leaves no room for words: each of its rows is drawn as a paragraph."""
WIDEST = 50
"""How many columns or rows one cell may take."""
LONGEST_CELL = 30
"""How many lines a cell may have that stands on one page."""
LONGEST_HEAD = 15
"""How many lines a head may have that is repeated on each page."""
Row = list[Any]
"""Cells: each a node of `prose`, whose attributes say how many columns and rows it takes."""


def span(cell: Element, name: str) -> int:
    """How many columns (`colspan`) or rows (`rowspan`) a cell takes."""
    said = cell.get(name, "1")
    if not said.isdecimal():
        return 1
    if len(said) > 3:  # `int` refuses a number of thousands of digits
        return WIDEST
    return min(max(int(said), 1), WIDEST)


def settle(head: list[Row], rows: list[Row]) -> list[float] | None:
    """Makes the cells fit into the rows, and gives the share of the width that each column gets.

    None where there are too many columns.
    """
    _place(head)
    _place(rows)
    cells = []
    for row in (*head, *rows):
        for cell in row:
            cells.append(cell[1])
    # columns in which no cell begins or ends are one: `colspan="50"` needs no fifty of them
    edges = sorted({edge for cell in cells for edge in (cell["at"], cell["at"] + cell["colspan"])})
    width = max(0, len(edges) - 1)
    if width > MOST_COLUMNS:
        return None
    number = {edge: at for at, edge in enumerate(edges)}
    for cell in cells:
        right = number[cell["at"] + cell["colspan"]]
        cell["at"] = number[cell["at"]]
        cell["colspan"] = right - cell["at"]
    _fill(head, width)
    _fill(rows, width)
    shares = _shares((*head, *rows), width)
    _say_what_is_long((*head, *rows), shares)
    return shares


def is_long_head(head: list[Row]) -> bool:
    """Whether a head has too much to say to be repeated on each page."""
    return lines_of(head) > LONGEST_HEAD or any(cell[1]["long"] for row in head for cell in row)


def _place(rows: list[Row]) -> None:
    """Says of each cell in which column it stands; ends spans where others begin, and at the end."""
    taken: dict[int, int] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while taken.get(column, 0) > number:
                column += 1
            attributes = cell[1]
            attributes["at"] = column
            attributes["rowspan"] = min(attributes["rowspan"], len(rows) - number)
            # HTML lets cells overlap, Typst refuses them: this one ends where another begins
            free = 1
            while free < attributes["colspan"] and taken.get(column + free, 0) <= number:
                free += 1
            attributes["colspan"] = free
            for each in range(column, column + free):
                taken[each] = number + attributes["rowspan"]
            column += free


def _fill(rows: list[Row], width: int) -> None:
    """Puts empty cells where a row has none, so that the next row's don't move there."""
    taken = [0] * width
    for number, row in enumerate(rows):
        for cell in row:
            at, over = cell[1]["at"], cell[1]["colspan"]
            taken[at : at + over] = [number + cell[1]["rowspan"]] * over
        for column in range(width):
            if taken[column] <= number:
                row.append(["td", {"at": column, "colspan": 1, "rowspan": 1, "length": 0}])
        row.sort(key=lambda cell: int(cell[1]["at"]))


def _shares(rows: tuple[Row, ...], width: int) -> list[float]:
    """A column's share grows with its longest cell, but less than that, so that short columns keep some room."""
    most = [4.0] * width
    for row in rows:
        for cell in row:
            attributes = cell[1]
            if attributes["colspan"] == 1:
                at = attributes["at"]
                most[at] = max(most[at], attributes["length"])
    shares = []
    for length in most:
        bounded = max(8.0, min(60.0, length))
        shares.append(round(bounded**0.75, 2))
    return shares


def _say_what_is_long(rows: tuple[Row, ...], shares: list[float]) -> None:
    """Says of cells whether they may go on on the next page: of all in a row alike, or what is beyond would be lost."""
    spans = any(cell[1]["rowspan"] > 1 for row in rows for cell in row)
    for row in rows:
        long = spans or any(_is_long(cell, shares) for cell in row)
        for cell in row:
            cell[1]["long"] = long


def _is_long(cell: Any, shares: list[float]) -> bool:
    at, over = cell[1]["at"], cell[1]["colspan"]
    part_of_width = sum(shares[at : at + over]) / sum(shares)
    return lines_of(cell) / part_of_width > LONGEST_CELL
