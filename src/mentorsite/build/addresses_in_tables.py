"""Whether a table that is published lists people's addresses. A part of the file is read, and nothing of it is run."""

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from mentorsite.loader.packages import UNREADABLE
from mentorsite.markdown.contact_links import ADDRESS

TEXTS = (".csv", ".tsv")
PARTS = {
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx"), ("xl/sharedStrings.xml", "xl/worksheets/")),
    ".ods": ("content.xml",),
}
"""Where the words of cells are in a workbook, by its ending."""
TABLES = frozenset((*TEXTS, *PARTS))
MOST_READ = 2_000_000
"""As much of a table is looked through, in bytes, unpacked."""
ENOUGH = 3
"""As many addresses are a list, whatever stands above them."""
LONGEST_ADDRESS = 254
"""As many characters has an address at most, by the limits of RFC 5321."""
BETWEEN = re.compile(r'[,;\t|\r\n"]+')
WORDS = re.compile(r">([^<>]{3,254})<")
HEAD = re.compile(r"(?:.{0,60}[\s_.-])?e[\s_-]?mails?(?:[\s_-]address(?:es)?)?|mail|correo(?: electrónico)?", re.I)
ONE = re.compile(ADDRESS)


def lists_addresses(path: Path) -> bool:
    """Whether a table lists people's addresses, as far as it is read: several, or one and a head that says so."""
    has_head, found = False, set[str]()
    for cell in _cells(path):
        if "@" in cell and len(cell) <= LONGEST_ADDRESS and ONE.fullmatch(cell):
            found.add(cell.casefold())
        elif len(cell) < 100 and HEAD.fullmatch(cell):
            has_head = True
        if len(found) >= ENOUGH or (has_head and found):
            return True
    return False


def _cells(path: Path) -> Iterator[str]:
    ending = path.suffix.lower()
    if ending in TEXTS:
        with path.open("rb") as file:
            text = _text(file.read(MOST_READ))
        for cell in BETWEEN.split(text):
            yield cell.strip()
        return
    for part in _parts(path, PARTS[ending]):
        for found in WORDS.finditer(part):
            yield found[1].strip()


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):  # what Excel saves as “Unicode text”
        return data.decode("utf-16", "replace")
    return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def _parts(path: Path, names: tuple[str, ...]) -> Iterator[str]:
    """The parts of a workbook that hold words, until enough is read."""
    left = MOST_READ
    try:
        with ZipFile(path) as package:
            for each in package.namelist():
                if left > 0 and each.startswith(names):
                    with package.open(each) as file:
                        data = file.read(left)  # whatever size the package says that it has
                    left -= len(data)
                    yield data.decode("utf-8", "replace")
    except UNREADABLE:
        return
