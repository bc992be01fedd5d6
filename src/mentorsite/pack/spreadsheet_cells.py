"""A spreadsheet of pairs → its cells as text, each with its place: CSV as Excel and others write it, or XLSX."""

import csv
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO
from posixpath import splitext
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from mentorsite.errors import UsageError

DELIMITERS = ",;\t|"
ZIP = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
BIGGEST = 50_000_000
"""As many bytes has a spreadsheet of a hundred thousand pairs."""
BIGGEST_UNPACKED = 200_000_000
"""As many bytes has such a spreadsheet in XLSX at most, once it is unpacked."""
MOST_ROWS, MOST_COLUMNS = 1_048_576, 500
"""Excel has no more rows."""
EMPTY_ROW = (None,) * MOST_COLUMNS
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufeff\ufff9-\uffff]"
)
"""What nobody types, and what turns the words around it: it comes along from other programs."""
NO_VALUE = re.compile(rb'<c(?![^>]*t="str")[^>]*><f[^<]*(?:</f>)?(?:<v ?/>|<v></v>)?</c>')
"""A formula whose value is not stored."""
NO_WORKBOOK = (
    BadZipFile, InvalidFileException, LookupError, ValueError, TypeError, AttributeError, EOFError, OverflowError,
    SyntaxError, zlib.error,
)  # fmt: skip
"""What openpyxl raises for a package that is none of Excel's, or a part of one that is not as it should be."""
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
        return _table(dict(_workbook(name, data)))
    text, note = _text(name, data)
    return _table(dict(_csv(name, text)), note)


def _table(cells: dict[int, dict[int, str]], note: str = "") -> Table:
    filled = {row: found for row, found in cells.items() if found}
    first = min(filled, default=0)
    heads = filled.pop(first, {})
    return Table(heads, filled, note, first or 1)


def _workbook(name: str, data: bytes) -> Iterator[tuple[int, dict[int, str]]]:
    try:
        if _lacks_values(name, data):
            _refuse_formulas(name, data)
        for number, row in _rows(name, data, values=True):
            yield number, {column: text for column, value in enumerate(row, 1) if (text := _written(value))}
    except NO_WORKBOOK as error:
        raise UsageError(NOT_READ.format(name)) from error


def _rows(name: str, data: bytes, *, values: bool) -> Iterator[tuple[int, tuple[object, ...]]]:
    """The rows of the first sheet that is shown, without the empty ones: what its cells say, or their formulas."""
    book = load_workbook(BytesIO(data), read_only=True, data_only=values)
    # Not `active`: that is the one that was looked at last, such as the list of columns.
    sheet = next((each for each in book.worksheets if each.sheet_state == "visible"), None)
    if sheet is None:
        raise UsageError(f"{name} has no sheet.")
    sheet.reset_dimensions()  # some programs write a size that is wrong
    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise UsageError(f"{name} has more rows than Excel's {MOST_ROWS:,}. Split it.")
        if row != EMPTY_ROW:
            yield number, row


def _lacks_values(name: str, data: bytes) -> bool:
    """Whether a sheet has a formula whose value is not stored.

    Raises `UsageError` for a package that is too big to be looked into.
    """
    with ZipFile(BytesIO(data)) as package:
        unpacked = sum(each.file_size for each in package.infolist())
        if unpacked > BIGGEST_UNPACKED:
            raise UsageError(f"{name} has {unpacked:,} bytes when unpacked; at most {BIGGEST_UNPACKED:,} are read.")
        sheets = [each for each in package.namelist() if "/worksheets/" in each]
        return any(NO_VALUE.search(package.read(each)) for each in sheets)


def _refuse_formulas(name: str, data: bytes) -> None:
    """Raises `UsageError` at the first formula of the sheet of pairs that has no value."""
    said = dict(_rows(name, data, values=True))
    for number, row in _rows(name, data, values=False):
        for at, (typed, value) in enumerate(zip(row, said.get(number, EMPTY_ROW), strict=True), 1):
            if value is None and typed is not None:
                place = f"{get_column_letter(at)}{number}"
                raise UsageError(
                    f"{name}: cell {place} has a formula, and the file doesn't say what comes out of it. "
                    "Open it in Excel or LibreOffice, save it, and try again."
                )


def _written(value: object) -> str:
    """A cell's value as someone would type it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
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
    if first.lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        delimiter, text, skipped = first.strip()[-1], rest, 1
    else:
        delimiter = _delimiter(first)
    try:
        # strict: else a quote that is never closed would take all rows that follow into one cell
        for number, row in enumerate(csv.reader(StringIO(text), delimiter=delimiter, strict=True), 1 + skipped):
            yield number, {column: text for column, cell in enumerate(row, 1) if (text := _visible(cell))}
    except csv.Error as error:
        raise UsageError(f"{name} can't be read as CSV: {error}. Is a quote not closed?") from error


def _delimiter(heads: str) -> str:
    """What stands between the heads; they have no quotes that hold one."""
    return max(DELIMITERS, key=heads.count)
