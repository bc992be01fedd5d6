"""The tables of a pack: what was made and what is missing for each pair, and one row a person to merge mails with."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from mentorsite.pack.pair import Participant
from mentorsite.pack.run import MadePair

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula, when it stands first."""
OVERVIEW, MAIL_MERGE = "pairs.csv", "mail-merge.csv"


def overview(made: Sequence[MadePair]) -> bytes:
    """What was made for each pair, and what is missing."""
    titles = _titles(made)
    coded = _coded(made)
    heads = ["row", "folder", "match", "language", "people", "missing", *(f"link: {title}" for title in titles)]
    heads += [f"code: {title}" for title in coded]
    return _csv(heads, (_of_pair(each, titles, coded) for each in made))


def _of_pair(each: MadePair, titles: Sequence[str], coded: Sequence[str]) -> list[str]:
    pair = each.pair
    people = "; ".join(person.name for person in pair.people)
    missing = [f"email of {person.name}" for person in pair.people if not person.email]
    missing += [f"a font with {each.missing}"] if each.missing else []
    links = [each.links.get(title, "") for title in titles]
    codes = [_codes(each, title) for title in coded]
    return [
        str(pair.row),
        pair.folder,
        pair.match.isoformat(),
        pair.language,
        people,
        "; ".join(missing),
        *links,
        *codes,
    ]


def _codes(each: MadePair, title: str) -> str:
    """Who of a pair has a certificate of a title, with which code."""
    found = each.codes.get(title, {})
    return "; ".join(f"{person.name} {found[person.key]}" for person in each.pair.people if person.key in found)


def mail_merge(made: Sequence[MadePair]) -> bytes:
    """A row for each person: who they are, with whom, where their files are, and their links."""
    titles = _titles(made)
    coded = _coded(made)
    heads = ["name", "email", "role", "with", "match", "language", "folder", *(f"link: {title}" for title in titles)]
    heads += [f"code: {title}" for title in coded]
    rows = (_of_person(each, person, titles, coded) for each in made for person in each.pair.people)
    return _csv(heads, rows)


def _of_person(each: MadePair, person: Participant, titles: Sequence[str], coded: Sequence[str]) -> list[str]:
    pair = each.pair
    others = ", ".join(other.name for other in pair.people if other is not person)
    links = [each.links.get(title, "") for title in titles]
    known = [person.name, person.email, person.role, others, pair.match.isoformat(), pair.language, pair.folder]
    codes = [each.codes.get(title, {}).get(person.key, "") for title in coded]
    return [*known, *links, *codes]


def _titles(made: Iterable[MadePair]) -> list[str]:
    return list(dict.fromkeys(title for each in made for title in each.links))


def _coded(made: Iterable[MadePair]) -> list[str]:
    """The titles of certificates that bear a code."""
    return list(dict.fromkeys(title for each in made for title in each.codes))


def _csv(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table that Excel opens as it is: with a mark of its encoding, and no cell that is a formula."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows(_harmless(row) for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _harmless(row: Sequence[str]) -> Iterator[str]:
    for cell in row:
        yield f"'{cell}" if cell.startswith(FORMULA) else cell
