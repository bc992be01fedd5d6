"""The register of codes: every certificate that any run made for these folders, whoever the spreadsheet still lists."""

import csv
import json
from collections.abc import Iterable, Iterator, Set
from dataclasses import astuple, dataclass
from pathlib import Path

from mentorsite.pack.folder import NOTES, PackFolder
from mentorsite.pack.overview import CODE, MAIL_MERGE, csv_lines
from mentorsite.pack.run import MadePair

REGISTER = "certificate-codes.csv"
KEPT = "codes"
"""The file, beside the notes, that the register is written from: whoever sorts or saves the table changes nothing."""
LEFT_OUT = "not known: rows were left out"
HEADS = ("code", "certificate", "name", "role", "with", "match", "folder", "still in the spreadsheet")


@dataclass(frozen=True, slots=True)
class GivenCode:
    """Whose certificate bears a code."""

    code: str
    certificate: str
    name: str
    role: str
    others: str
    match: str
    folder: str


def write_register(folder: PackFolder, made: Iterable[MadePair], *, is_whole: bool = True) -> None:
    """Writes the codes of these pairs, then those of earlier runs; nothing where there is none.

    Unless `is_whole`, rows of the spreadsheet were left out: whether it has the others is not known.
    """
    now = {each.code for each in _codes_of(made)}
    kept = folder.notes / KEPT
    if not now and not kept.exists():
        return
    if kept.exists():
        before = _earlier(kept)
    else:
        before = _of_an_older_pack(folder.target / MAIL_MERGE)
    left = (each for each in before if each.code not in now)
    # What is written takes the place of `kept` only at its end, so that can be read meanwhile.
    folder.write_parts(f"{NOTES}/{KEPT}", _lines(_codes_of(made), left))
    others = "no" if is_whole else LEFT_OUT
    folder.write_parts(REGISTER, csv_lines(HEADS, _rows(_earlier(kept), now, others)))


def _rows(given: Iterable[GivenCode], now: Set[str], others: str) -> Iterator[list[str]]:
    """The register's rows; `others` is what they say of codes that the spreadsheet doesn't give now."""
    for each in given:
        is_there = "yes" if each.code in now else others
        yield [*astuple(each), is_there]


def _codes_of(made: Iterable[MadePair]) -> Iterator[GivenCode]:
    for each in made:
        pair = each.pair
        match = pair.match.isoformat()
        for title, codes in each.codes.items():
            for person in pair.people:
                if person.key not in codes:
                    continue
                others = ", ".join(other.name for other in pair.people if other is not person)
                yield GivenCode(codes[person.key], title, person.name, person.role, others, match, pair.folder)


def _lines(*groups: Iterable[GivenCode]) -> Iterator[bytes]:
    for group in groups:
        for each in group:
            yield json.dumps(astuple(each), ensure_ascii=False).encode() + b"\n"


def _earlier(kept: Path) -> Iterator[GivenCode]:
    with kept.open("rb") as file:
        for line in file:
            yield GivenCode(*json.loads(line))


def _of_an_older_pack(table: Path) -> Iterator[GivenCode]:
    """The codes that the table of people lists, in a pack that has no register yet."""
    if not table.exists():
        return
    with table.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            # `csv_lines` puts a `'` before what a spreadsheet would take for a formula.
            known = [(row.get(head) or "").removeprefix("'") for head in ("name", "role", "with", "match", "folder")]
            for head, code in row.items():
                if code and isinstance(head, str) and head.startswith(CODE):
                    yield GivenCode(code, head.removeprefix(CODE), *known)
