"""A workbook of Excel → the rows of its first sheet. It is imported where a spreadsheet is one: openpyxl is large."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from mentorsite.errors import UsageError

BIGGEST_UNPACKED = 200_000_000
"""As many bytes has one of a hundred thousand pairs at most, once it is unpacked."""
MOST_ROWS, MOST_COLUMNS = 1_048_576, 500
"""Excel has no more rows."""
EMPTY_ROW = (None,) * MOST_COLUMNS
NO_VALUE = re.compile(rb'<c(?![^>]*t="str")[^>]*><f[^<]*(?:</f>)?(?:<v ?/>|<v></v>)?</c>')
"""A formula whose value is not stored."""
NO_WORKBOOK = (
    BadZipFile, InvalidFileException, LookupError, ValueError, TypeError, AttributeError, EOFError, OverflowError,
    SyntaxError, zlib.error,
)  # fmt: skip
"""What openpyxl raises for a package that is none of Excel's, or a part of one that is not as it should be."""


def rows(name: str, data: bytes, not_read: str) -> Iterator[tuple[int, tuple[object, ...]]]:
    """The rows of the first sheet that is shown by their numbers, without the empty ones.

    Raises `UsageError` for a file that is no workbook, in the words of `not_read`, or that is too big, or has a formula
    without a value.
    """
    try:
        # Looked for in the bytes first: to go through the cells twice takes long, and few workbooks need it.
        if _lacks_values(name, data):
            _refuse_formulas(name, data)
        yield from _rows(name, data, values=True)
    except NO_WORKBOOK as error:
        raise UsageError(not_read) from error


def _rows(name: str, data: bytes, *, values: bool) -> Iterator[tuple[int, tuple[object, ...]]]:
    """The rows of the first sheet that is shown, without the empty ones: what its cells say, or their formulas."""
    book = load_workbook(BytesIO(data), read_only=True, data_only=values)
    # Not `active`: that is the one that was looked at last, such as the list of columns.
    sheet = next((each for each in book.worksheets if each.sheet_state == "visible"), None)
    if sheet is None:
        raise UsageError(f"{name} has no sheet.")
    sheet.reset_dimensions()  # some programs write a size that is wrong
    # One row more than there can be, which shows that there are too many.
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
        sheets = []
        for each in package.namelist():
            if "/worksheets/" in each:
                sheets.append(each)
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
