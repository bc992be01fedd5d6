"""What stands beside plain words of a document: notes, and links, which a label or a heading can't hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from textwrap import indent
from typing import Any

from bs4 import Tag

from mentorsite.importers.html_to_markdown import NOTE, markdown

Notes = Mapping[str, str]
"""The words of each note, by its number."""


def plain(tag: Tag) -> str:
    """The words of an element in one line, without the numbers of notes."""
    return " ".join(unnumbered(tag).get_text().split())


def unnumbered(tag: Tag) -> Tag:
    """An element, or a copy of it, without the numbers of notes."""
    if tag.find("footnote") is None:
        return tag
    made = copy(tag)
    take_out_numbers(made)
    return made


def take_out_numbers(tag: Tag) -> None:
    """Takes the numbers of notes out of an element whose words become a label."""
    for mark in tag.find_all("footnote"):
        mark.decompose()


def asides(tag: Tag, notes: Notes) -> list[str]:
    """What the words of an element alone don't say, as Markdown: where its links lead, and its notes."""
    # Copies: what is written as Markdown is taken out of its tree.
    said = [markdown([copy(link)]) for link in tag.find_all("a", href=True)]
    for number in _numbers(tag):
        if notes.get(number):
            said.append(" ".join(notes[number].split()))
    return said


def _numbers(tag: Tag) -> Iterator[str]:
    return (mark.get_text() for mark in tag.find_all("footnote"))


def written(parts: Iterable[Any], notes: Notes) -> str:
    """The Markdown of some elements, with the notes that it has marks for below it."""
    return with_notes(markdown(parts), notes)


def with_notes(text: str, notes: Notes) -> str:
    """A text with the notes that it has marks for below it."""
    used = []
    for number in dict.fromkeys(NOTE.findall(text)):
        if number in notes:
            used.append(number)
    ends = "".join(_definition(number, notes[number]) for number in used)
    if ends:
        return f"{text}\n{ends}"
    return text


def _definition(number: str, words: str) -> str:
    """A note as it stands below a text, all its paragraphs as far in as they have to."""
    below = indent(words, "    ").lstrip()
    definition = f"\n[^{number}]: {below}"
    if "\n" in below:
        return f"{definition}\n"
    return definition


def kept(said: Sequence[str], before: str = "") -> str:
    """Asides in one line, behind what stands there already."""
    return " ".join(filter(None, (before, *said)))
