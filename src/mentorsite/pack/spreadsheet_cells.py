"""A spreadsheet of pairs → its cells as text, each with its place: CSV as Excel and others write it, or XLSX."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import StringIO
from posixpath import splitext

from mentorsite.errors import UsageError

DELIMITERS = ",;\t|"
ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
BIGGEST = 50_000_000
"""As many bytes has a spreadsheet of a hundred thousand pairs."""
# Controls, what sets the direction of words (U+202A to 202E, 2066 to 2069), halves of characters, private use,
# and specials as the byte order mark.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufeff\ufff9-\uffff]"
)
"""What nobody types, and what turns the words around it: it comes along from other programs."""
OTHER_PROGRAMS = {
    ".ods": (
        "an OpenDocument spreadsheet",
        "In LibreOffice choose File → Save As, and the type Excel 2007–365 (.xlsx)",
    ),
    ".numbers": ("a spreadsheet of Numbers", "In Numbers choose File → Export To → Excel"),
    ".gsheet": ("a link to Google Sheets", "In Google Sheets choose File → Download → Microsoft Excel (.xlsx)"),
    ".xlsb": ("a binary workbook of Excel", "In Excel choose File → Save As, and the type Excel Workbook (.xlsx)"),
}
"""What else spreadsheets are saved as, by the ending: what it is, and how it becomes XLSX."""
NOT_READ = "{} can't be read as a spreadsheet. Save it as CSV (UTF-8) or as XLSX."


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """The place of a cell as a spreadsheet shows it; both count from 1."""

    row: int
    column: int

    @property
    def letter(self) -> str:
        """What a spreadsheet calls the column: C."""
        from openpyxl.utils import get_column_letter

        return get_column_letter(self.column)


@dataclass(frozen=True, slots=True)
class Table:
    """A spreadsheet: its heads and rows by column, without the empty cells. Days are written as 2027-02-01.

    `note` is what the coordinator should know of how it was read.
    """

    heads: dict[int, str]
    rows: dict[int, dict[int, str]]
    note: str = ""
    row_of_heads: int = 1


def refuse_other_programs(name: str) -> None:
    """Raises `UsageError` for a file that is called like one of a program whose format isn't read."""
    found = OTHER_PROGRAMS.get(splitext(name)[1].lower())
    if found:
        what, hint = found
        raise UsageError(f"{name} is {what}, which is not read. {hint}, and name that file.")


def table(name: str, data: bytes) -> Table:
    """The cells of a spreadsheet.

    Raises `UsageError` for a file that is none.
    """
    refuse_other_programs(name)
    if len(data) > BIGGEST:
        raise UsageError(f"{name} has {len(data):,} bytes; at most {BIGGEST:,} are read. Split it.")
    if data.startswith(OLD_EXCEL):
        raise UsageError(
            f"{name} is in the old format of Excel, or has a password. Save it as XLSX or CSV without one."
        )
    if data.startswith(ZIP):
        from mentorsite.pack.workbook import rows

        cells: dict[int, dict[int, str]] = {}
        for number, row in rows(name, data, NOT_READ.format(name)):
            cells[number] = dict(_cells(map(_written, row)))
        return _table(cells)
    text, note = _text(name, data)
    return _table(dict(_csv(name, text)), note)


def _table(cells: dict[int, dict[int, str]], note: str = "") -> Table:
    filled = {row: found for row, found in cells.items() if found}
    first = min(filled, default=0)
    heads = filled.pop(first, {})
    return Table(heads, filled, note, first or 1)


def _cells(texts: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The cells of a row that are not empty, by column."""
    return ((column, text) for column, text in enumerate(texts, 1) if text)


def _written(value: object) -> str:
    """A cell's value as someone would type it."""
    match value:
        case None:
            return ""
        case bool():
            if value:
                return "yes"
            return "no"
        case datetime():  # before `date`, as it is one
            if value.time() == time():
                return value.date().isoformat()
            return value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return _visible(str(value))


def _visible(text: str) -> str:
    return INVISIBLE.sub("", text).strip()


def _text(name: str, data: bytes) -> tuple[str, str]:
    """The text of a CSV file, and a note where its encoding was guessed."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decoded(name, data, encoding), ""
    try:
        return data.decode(), ""
    except UnicodeDecodeError:
        text = _decoded(name, data, "cp1252")
    note = f"{name} is not in UTF-8, and was read as older versions of Excel write it. Are all names right? "
    return text, f"{note}If not, save it as CSV UTF-8."


def _decoded(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UsageError(NOT_READ.format(name)) from error


def _csv(name: str, text: str) -> Iterator[tuple[int, dict[int, str]]]:
    if "\0" in text:
        raise UsageError(NOT_READ.format(name))
    first, _, rest = text.partition("\n")
    skipped = 0
    # With such a line a file tells Excel what stands between its cells.
    if first.lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        delimiter, text, skipped = first.strip()[-1], rest, 1
    else:
        delimiter = _delimiter(first)
    try:
        # strict: else a quote that is never closed would take all rows that follow into one cell
        for number, row in enumerate(csv.reader(StringIO(text), delimiter=delimiter, strict=True), 1 + skipped):
            yield number, dict(_cells(map(_visible, row)))
    except csv.Error as error:
        raise UsageError(f"{name} can't be read as CSV: {error}. Is a quote not closed?") from error


def _delimiter(heads: str) -> str:
    """What stands between the heads; they have no quotes that hold one."""
    return max(DELIMITERS, key=heads.count)
