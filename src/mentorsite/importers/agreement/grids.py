"""Tables whose first row names columns to be filled in."""

from collections.abc import Sequence
from typing import Any

from mentorsite.importers.agreement.blanks import Control
from mentorsite.importers.agreement.labels import columns_of
from mentorsite.importers.agreement.tables import TableRow, filled
from mentorsite.importers.agreement.vocabulary import BOX, SIGNED
from mentorsite.importers.html_to_markdown import escaped

MOST_ROWS = 100


def is_grid(table: Sequence[TableRow]) -> bool:
    """Whether the first row names columns to be filled in, and maybe the first column the rows."""
    if len(table) < 2:
        return False
    head, *rest = filled(table)
    if len(head) < 2 or not all(head[1:]):
        return False
    if any(len(row) != len(head) for row in rest):
        return False
    given = given_columns(rest)
    if any(any(row[given:]) for row in rest):
        return False
    return 0 < given < len(head) or (given == 0 and bool(head[0]))


def given_columns(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first columns have words in each row."""
    columns = list(zip(*rows, strict=False))
    for place, column in enumerate(columns):
        if not all(column):
            return place
    return len(columns)


def is_partly_given(table: Sequence[TableRow]) -> bool:
    """Whether a table has a head, and rows of which some cells are given and others are not, each in its own way."""
    head, *rest = filled(table) or [[]]
    if len(head) < 3 or not all(head) or len(rest) < 2:
        return False
    if any(len(row) != len(head) or not row[0] for row in rest):
        return False
    return any(any(row[1:]) for row in rest) and not any(SIGNED.search(cell.words) for cell in table[0])


def grid_field(cells: Sequence[TableRow], controls: Sequence[Control | None]) -> tuple[dict[str, Any], list[str]]:
    """What a field says that is such a table, and the heads of the columns whose words head its rows."""
    head, *rest = filled(cells)
    given = given_columns(rest)
    columns = columns_of(head[given:], controls[given:])
    for place, column in enumerate(columns.values(), given):
        if all(BOX.search(row[place].words) for row in cells[1:]):
            column["type"] = "checkbox"
    rows: Any = min(len(rest), MOST_ROWS)
    if given:
        rows = [escaped(" – ".join(row[:given])) for row in rest[:MOST_ROWS]]
    return {"type": "table", "columns": columns, "rows": rows}, head[:given]
