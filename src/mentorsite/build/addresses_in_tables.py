"""Whether a table or a list that is published has people's addresses, or who is paired with whom. A part of the file
is read, and nothing of it is run."""

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from mentorsite.loader.packages import UNREADABLE
from mentorsite.markdown.contact_links import ADDRESS

TEXTS = (".csv", ".tsv")
LISTS = (".txt", ".text", ".vcf", ".ics", ".json")
"""Files without columns: of these, only several addresses are a list."""
PARTS = {
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx"), ("xl/sharedStrings.xml", "xl/worksheets/")),
    ".ods": ("content.xml",),
}
"""Where the words of cells are in a workbook, by its ending."""
TABLES = frozenset((*TEXTS, *LISTS, *PARTS))
MOST_READ = 2_000_000
"""As much of a table is looked through, in bytes, unpacked."""
ENOUGH = 3
"""As many addresses are a list, whatever stands above them."""
LONGEST_ADDRESS = 254
"""In characters, by the limits of RFC 5321."""
BETWEEN = re.compile(r'[,;\t|\r\n"]+')
BETWEEN_WORDS = re.compile(r"""[\s,;:|"'<>()\[\]{}]+""")
WORDS = re.compile(r">([^<>]{3,254})<")
HEAD = re.compile(r"(?:.{0,60}[\s_.-])?e[\s_-]?mails?(?:[\s_-]address(?:es)?)?|mail|correo(?: electrónico)?", re.I)
ONE = re.compile(ADDRESS)
OF_PAIRS = re.compile(
    r"(mentor|mentora|mentee|mentorado|mentorada|mentorand|mentorandin|mentoré|mentorée|protégé)"
    r"[\s._-]?\d?[\s._-]?(?:full[\s._-]?)?(?:name|nombre|nom)",
    re.IGNORECASE,
)
"""The head of a column with the names of people of a role."""


def lists_addresses(path: Path) -> bool:
    """Whether a table lists people's addresses, as far as it is read: several, or one and a head that says so."""
    has_head, found = False, set[str]()
    is_list = path.suffix.lower() in LISTS
    for cell in _cells(path):
        if "@" in cell and len(cell) <= LONGEST_ADDRESS and ONE.fullmatch(cell):
            found.add(cell.casefold())
        elif not is_list and len(cell) < 100 and HEAD.fullmatch(cell):
            has_head = True
        if len(found) >= ENOUGH or (has_head and found):
            return True
    return False


def lists_pairs(path: Path) -> bool:
    """Whether a table has a column of names for two roles at least, and names below these heads."""
    if path.suffix.lower() not in TEXTS:
        return False
    with path.open("rb") as file:
        heads, _, rows = _text(file.read(MOST_READ)).lstrip().partition("\n")
    roles = set()
    for cell in BETWEEN.split(heads):
        if found := OF_PAIRS.fullmatch(cell.strip()):
            roles.add(found[1].casefold())
    return len(roles) > 1 and any(cell.strip() for cell in BETWEEN.split(rows))


def _cells(path: Path) -> Iterator[str]:
    ending = path.suffix.lower()
    if ending in TEXTS + LISTS:
        with path.open("rb") as file:
            text = _text(file.read(MOST_READ))
        between = BETWEEN if ending in TEXTS else BETWEEN_WORDS
        for cell in between.split(text):
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
