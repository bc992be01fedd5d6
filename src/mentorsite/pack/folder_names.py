"""What the folder of each pair is called: by their names, whatever their script, on every system."""

import unicodedata
from collections.abc import Iterable, Iterator

from mentorsite.markdown.slug import composed, in_word
from mentorsite.model.urls import RESERVED
from mentorsite.pack.pair import Pair, Participant

LONGEST, LONGEST_PART = 80, 40
"""Bytes of a name: with the folders around it and the files inside it, Windows takes paths of 260 letters."""
FOR_COORDINATOR = "coordinator-only"
"""The folder, in that of a pair, of what the coordinator sends later or keeps: mails and certificates."""


def folder_names(pairs: Iterable[Pair]) -> Iterator[str]:
    """A name for each pair, in their order: two pairs of the same names are told apart by a number."""
    taken: set[str] = set()
    last: dict[str, int] = {}  # where counting goes on for a name, as a thousand pairs may have the same
    for pair in pairs:
        name = free = _name(pair)
        while free.casefold() in taken:  # on some systems capitals make no other name
            last[name] = last.get(name, 1) + 1
            free = f"{name}-{last[name]}"
        taken.add(free.casefold())
        yield free


def _name(pair: Pair) -> str:
    parts = [safe_name(each.name) for each in pair.people]
    joined = _cut("-".join(filter(None, parts))) or f"row-{pair.row}"
    if RESERVED.match(joined):
        return f"pair-{joined}"
    return joined


def safe_name(text: str) -> str:
    """Someone's name as a part of a file's: its letters, marks and digits, with hyphens between."""
    # Systems that take two spellings of a letter for one file, or for two, all take the composed one.
    letters = (each if in_word(each) else " " for each in composed(unicodedata.normalize("NFC", text)))
    return "-".join("".join(letters).split()).strip("-_")


def short_name(person: Participant) -> str:
    """Someone's name in that of a file: two of one name and role are told apart by their number."""
    name = _cut(safe_name(person.name), LONGEST_PART) or person.role
    if person.number == 1:
        return name
    return f"{name}-{person.number}"


def name_in_pair(person: Participant, pair: Pair) -> str:
    """Someone's name in that of a file that is theirs alone; with their role, where another one of the pair has it."""
    name = short_name(person)
    same = []
    for each in pair.people:
        if short_name(each).casefold() == name.casefold():
            same.append(each)
    if len(same) == 1:
        return name
    return f"{person.role}-{name}"


def certificate_name(certificate: str, person: Participant, pair: Pair) -> str:
    """What someone's certificate is called."""
    return f"certificate-{certificate}-{name_in_pair(person, pair)}.pdf"


def calendar_name(person: Participant) -> str:
    """What someone's calendar is called."""
    return f"{person.role}-{short_name(person)}.ics"


def _cut(text: str, length: int = LONGEST) -> str:
    return text.encode()[:length].decode(errors="ignore").strip("-")  # a letter that was cut in two goes
