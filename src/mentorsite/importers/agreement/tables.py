"""The tables of a document that is filled in: which cells wait for words, and what is asked for in each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from bs4 import Tag

from mentorsite.importers.agreement.blanks import START
from mentorsite.importers.agreement.signatures import is_beside
from mentorsite.importers.agreement.vocabulary import BLANK, BOX, PUNCTUATION, ROLE, ROLES, SIGNED
from mentorsite.importers.html_tables import MERGED

WHO = ("role", "party", "who")
"""What heads a column that names the roles of those who sign."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its words in one line, and its element. A cell that another is merged with has no room of its own; one
    with a line to write on is empty."""

    words: str
    tag: Tag
    is_merged: bool = False
    has_line: bool = False

    @property
    def waits(self) -> bool:
        """Whether the cell is empty, to be written in."""
        return not self.words and not self.is_merged and self.tag.find("img") is None


TableRow = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What a row asks for: the cell that says it, and whether an empty cell beside it waits for the answer.

    `role` are the words that name a role at the same place of a row above, else of one below.
    """

    cell: Cell
    waits: bool
    role: str = ""


def rows(table: Tag) -> tuple[TableRow, ...]:
    """The cells of each row."""
    return tuple(tuple(map(_cell, row.find_all(["td", "th"]))) for row in table.find_all("tr"))


def _cell(tag: Tag) -> Cell:
    words = " ".join(tag.get_text().split())
    # The mark of a control stays in the words: it says which control it is.
    has_line = BLANK.search(words) is not None and START not in words and not BLANK.sub("", words).strip()
    return Cell("" if has_line else words, tag, tag.has_attr(MERGED), has_line)


def turned(table: Sequence[TableRow]) -> tuple[TableRow, ...]:
    """A table with its columns for rows, as far as all rows go."""
    return tuple(zip(*table, strict=False))


def blank_cells(blocks: Iterable[Tag]) -> int:
    """How many cells of some blocks' tables, without a line in them, stand beside or below words to be written in."""
    count = 0
    for block in blocks:
        for tag in (block, *block.find_all("table")):
            if tag.name == "table":
                table = rows(tag)
                # A line is counted as a blank already, among those of the words.
                lines = sum(cell.has_line and cell.waits for cell in chain(*table))
                count += _blanks(table) - lines
    return max(0, count)


def _blanks(table: Sequence[TableRow]) -> int:
    """How many cells of a table wait; not its corner, above the first column and before the heads of the others."""
    cells = list(chain(*table))
    if not any(cell.words for cell in cells):
        return 0
    head = table[0]
    has_corner = bool(head) and head[0].waits and any(cell.words for cell in head)
    return sum(cell.waits for cell in cells) - has_corner


def is_read(table: Sequence[TableRow]) -> bool:
    """Whether a table has nothing to be filled in."""
    has_marks = any(BLANK.search(cell.words) or BOX.search(cell.words) for cell in chain(*table))
    return not has_marks and _blanks(table) == 0


def is_signed(table: Sequence[TableRow]) -> bool:
    """Whether a table is one to sign in: its columns are a signature, and what stands beside one."""
    if len(table) < 2:
        return False
    head = _words_of_row(table[0])
    signed = [place for place, words in enumerate(head) if SIGNED.search(words)]
    if not signed:
        return False
    for row in filled(table[1:]):
        # Where words stand in the place of a signature, nobody signs.
        if any(row[place] for place in signed if place < len(row)):
            return False
    beside = [words for place, words in enumerate(head) if place not in signed]
    return all(not words or _says_who(words) for words in beside)


def _says_who(words: str) -> bool:
    """Whether the head of a column asks for no more than who signs, when and where."""
    is_role = ROLE.search(words) is not None or words.strip(PUNCTUATION).lower() in WHO
    return is_role or is_beside(words, ROLES.values())


def is_for_each(table: Sequence[TableRow], heading: str) -> bool:
    """Whether a table below a heading for signatures has a role above each place to sign."""
    if not SIGNED.search(heading) or len(table) != 2 or any(not cell.waits for cell in table[1]):
        return False
    return all(ROLE.fullmatch(cell.words.strip(PUNCTUATION)) for cell in table[0])


def filled(table: Sequence[TableRow]) -> list[list[str]]:
    """The words of the cells, without what is to be filled in."""
    return [list(map(_without_blanks, row)) for row in table]


def _without_blanks(cell: Cell) -> str:
    words = BLANK.sub("", cell.words).strip()
    if BOX.fullmatch(words):
        return ""
    return words


def _not_merged(row: TableRow) -> TableRow:
    return tuple(cell for cell in row if not cell.is_merged)


def questions(table: Sequence[TableRow]) -> Iterator[Question]:
    """What the rows ask for, where the table is a form: labels with empty cells beside, below or above them."""
    table = [_not_merged(row) for row in table]
    # From below, so that the first row that names a role holds for rows that stand before it.
    roles = _roles(reversed(table))
    number = 0
    while number < len(table):
        row = table[number]
        after: TableRow = ()
        if number + 1 < len(table):
            after = table[number + 1]
        roles |= _roles([row])
        if _answer(row, after):
            yield from _asked_in(row, roles)
            number += 2
        elif _answer(after, row):
            yield from _asked_in(after, roles)
            number += 2
        else:
            yield from _beside(row, roles)
            number += 1


def _asked_in(row: TableRow, roles: Mapping[int, str]) -> Iterator[Question]:
    """What each cell with words asks for, whose answer goes into the row above or below."""
    for place, cell in enumerate(row):
        if cell.words:
            yield Question(cell, True, roles.get(place, ""))


def _roles(table: Iterable[TableRow]) -> dict[int, str]:
    """The words of each column that name a role, the last of them."""
    found: dict[int, str] = {}
    for row in table:
        for place, cell in enumerate(row):
            if ROLE.search(cell.words):
                found[place] = cell.words
    return found


def _answer(row: TableRow, blank: TableRow) -> bool:
    """Whether a row says what belongs into the empty cells of a row of as many; a gap between lines says nothing."""
    if not len(row) == len(blank) > 0 or not all(cell.waits for cell in blank):
        return False
    has_lines = any(cell.has_line for cell in blank)
    is_full = all(cell.words or (has_lines and cell.waits) for cell in row)
    return is_full and any(cell.words for cell in row)


def _beside(row: TableRow, roles: Mapping[int, str]) -> Iterator[Question]:
    """The cells of a row, each label with the empty cell behind it."""
    for place, cell in enumerate(row):
        if cell.waits and place and _is_label(row[place - 1]):
            continue  # it is the answer to the label before it
        has_answer = place + 1 < len(row) and row[place + 1].waits
        if cell.words or cell.waits:
            yield Question(cell, _is_label(cell) and has_answer, roles.get(place, ""))


def _is_label(cell: Cell) -> bool:
    """Whether a cell has words and no blank of its own."""
    return bool(cell.words) and not BLANK.search(cell.words)


def words_of(table: Iterable[TableRow]) -> list[list[str]]:
    """The words of the cells of each row."""
    return [_words_of_row(row) for row in table]


def _words_of_row(row: TableRow) -> list[str]:
    return [cell.words for cell in row]
