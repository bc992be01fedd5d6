"""The tables of a pack: what was made and what is missing for each pair, and one row a person to merge mails with."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from mentorsite.pack.pair import Participant
from mentorsite.pack.run import MadePair

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula, when it stands first."""
OVERVIEW, MAIL_MERGE = "pairs.csv", "mail-merge.csv"
CODE = "code: "
"""Begins the heads of the columns of codes."""


@dataclass(frozen=True, slots=True)
class Heads:
    """What the tables have columns for besides who is with whom: titles of forms with links, of certificates with
    codes."""

    links: tuple[str, ...]
    codes: tuple[str, ...]

    def texts(self) -> list[str]:
        """The heads of these columns."""
        return [*(f"link: {title}" for title in self.links), *(f"{CODE}{title}" for title in self.codes)]


def heads_of(made: Iterable[MadePair]) -> Heads:
    """The columns that pairs need."""
    links: dict[str, None] = {}
    codes: dict[str, None] = {}
    for each in made:
        links |= dict.fromkeys(each.links)
        codes |= dict.fromkeys(each.codes)
    return Heads(tuple(links), tuple(codes))


def overview(made: Iterable[MadePair], heads: Heads) -> Iterator[bytes]:
    """What was made for each pair, and what is missing; line after line."""
    first = ["row", "folder", "match", "language", "people", "missing", *heads.texts()]
    return csv_lines(first, (_of_pair(each, heads) for each in made))


def _of_pair(each: MadePair, heads: Heads) -> list[str]:
    pair = each.pair
    people = "; ".join(person.name for person in pair.people)
    missing = []
    for person in pair.people:
        if not person.email:
            missing.append(f"email of {person.name}")
    if each.missing:
        missing.append(f"a font with {each.missing}")
    known = [str(pair.row), pair.folder, pair.match.isoformat(), pair.language, people, "; ".join(missing)]
    links = [each.links.get(title, "") for title in heads.links]
    codes = [_codes(each, title) for title in heads.codes]
    return [*known, *links, *codes]


def _codes(each: MadePair, title: str) -> str:
    """Who of a pair has a certificate of a title, with which code."""
    found = each.codes.get(title, {})
    return "; ".join(f"{person.name} {found[person.key]}" for person in each.pair.people if person.key in found)


def mail_merge(made: Iterable[MadePair], heads: Heads) -> Iterator[bytes]:
    """A row for each person: who they are, with whom, where their files are, and their links; line after line."""
    first = ["name", "email", "role", "with", "match", "language", "folder", *heads.texts()]
    rows = (_of_person(each, person, heads) for each in made for person in each.pair.people)
    return csv_lines(first, rows)


def _of_person(each: MadePair, person: Participant, heads: Heads) -> list[str]:
    pair = each.pair
    others = ", ".join(other.name for other in pair.people if other is not person)
    known = [person.name, person.email, person.role, others, pair.match.isoformat(), pair.language, pair.folder]
    links = [each.links.get(title, "") for title in heads.links]
    codes = [each.codes.get(title, {}).get(person.key, "") for title in heads.codes]
    return [*known, *links, *codes]


def csv_lines(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """A table that Excel opens as it is: with a mark of its encoding, and no cell that is a formula."""
    yield b"\xef\xbb\xbf" + _line(heads)
    for row in rows:
        yield _line(list(_harmless(row)))


def _line(cells: Sequence[str]) -> bytes:
    text = StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()


def _harmless(row: Sequence[str]) -> Iterator[str]:
    for cell in row:
        if cell.startswith(FORMULA):
            yield f"'{cell}"
        else:
            yield cell
