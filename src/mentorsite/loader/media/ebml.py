"""WebM and Matroska: elements of EBML, some of which hold others.

Elements say by numbers where others stand. So what isn't needed is overwritten in its place.
"""

from collections.abc import Iterator
from typing import NamedTuple

from mentorsite.loader.media.binary import BrokenOffError, number

FILE, EBML, SEGMENT, INFO, TRACKS, TRACK, CLUSTER = 0, 0x1A45DFA3, 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675
SEEK, CUES, VOID = 0x114D9B74, 0x1C53BB6B, 0xEC
PROGRAMS = {0x4D80, 0x5741}
"""Which programs made a film: they have to be there, and may be blank."""
HOLDS = {
    FILE: {EBML, SEGMENT},
    SEGMENT: {SEEK, INFO, TRACKS, CLUSTER, CUES} | {0xE7, 0xA7, 0xAB, 0xA3, 0xA0},
    INFO: {0x2AD7B1, 0x4489, *PROGRAMS},
    TRACKS: {TRACK},
    TRACK: {
        0xD7, 0x73C5, 0x83, 0xB9, 0x88, 0x55AA, 0x55AB, 0x55AC, 0x55AD, 0x55AE, 0x55AF, 0x9C, 0x6DE7, 0x6DF8, 0x23E383,
        0x234E7A, 0x23314F, 0x55EE, 0x41E4, 0x22B59C, 0x22B59D, 0x86, 0x63A2, 0x56AA, 0x56BB, 0xE0, 0xE1, 0xE2, 0x6D80,
    },
}  # fmt: skip
"""What each element may hold, as far as it shows something.

Those of a cluster are among those of a segment: one that says no length ends where the next begins.
"""
WIDEST = 8
"""How many bytes a number may have."""


class Element(NamedTuple):
    """An element: where it begins, and where what it holds begins and ends."""

    id: int
    at: int
    start: int
    end: int


def ebml(data: bytes) -> bytes:
    """A film with what shows it."""
    if number(data, 0, 4) != EBML:
        raise BrokenOffError
    made = bytearray(data)
    _keep(data, made, Element(FILE, 0, 0, len(data)))
    return bytes(made)


def _keep(data: bytes, made: bytearray, element: Element) -> None:
    for each in _elements(data, element.start, element.end):
        if each.id not in HOLDS[element.id]:
            _blank(made, each)
        elif each.id in PROGRAMS:
            made[each.start : each.end] = bytes(each.end - each.start)
        elif each.id in HOLDS:
            _keep(data, made, each)


def _elements(data: bytes, at: int, stop: int) -> Iterator[Element]:
    while at < stop:
        id_wide = _width(data, at)
        wide = _width(data, at + id_wide)
        id, start = number(data, at, id_wide), at + id_wide + wide
        # The bit that tells how wide a number is stays in an id, and is no part of a length (RFC 8794, 4 and 5).
        length = number(data, at + id_wide, wide) - (1 << 7 * wide)
        end = start + length
        if length == (1 << 7 * wide) - 1:  # as films say that were sent while they were made
            if id == SEGMENT:
                end = stop
            elif id == CLUSTER:
                end = start  # what is in it is read as elements of the segment: see `HOLDS`
            else:
                raise BrokenOffError
        if start > stop:
            raise BrokenOffError
        yield Element(id, at, start, min(end, stop))
        at = end


def _width(data: bytes, at: int) -> int:
    """How many bytes a number has, by how many bits of its first one are none."""
    wide = WIDEST + 1 - number(data, at, 1).bit_length()
    if wide > WIDEST:
        raise BrokenOffError
    return wide


def _blank(made: bytearray, element: Element) -> None:
    """Makes an element be free room."""
    room = element.end - element.at - 1  # the id of `VOID` has one byte
    wide = min(WIDEST, element.start - element.at - 1)
    made[element.at : element.end] = (
        bytes((VOID,)) + ((1 << 7 * wide) + room - wide).to_bytes(wide) + bytes(room - wide)
    )
