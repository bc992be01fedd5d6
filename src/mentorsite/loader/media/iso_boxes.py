"""Boxes within boxes: AVIF, HEIC, and films as MP4 and QuickTime have them.

Boxes say by numbers where in the file others stand. So nothing is taken out and moved: what says something is
overwritten in its place.
"""

from collections.abc import Iterator
from typing import NamedTuple

from mentorsite.loader.media.binary import BrokenOffError, exif_of, number

HOLD_BOXES = {b"moov", b"trak", b"mdia", b"edts", b"minf", b"moof", b"traf"}
SAY_SOMETHING = {b"udta", b"meta", b"uuid", b"free", b"skip", b"wide", b"XMP_"}
"""Boxes within a film's, and unknown ones, that hold what was noted of it."""
WHOLE_BOX = 4
"""The version and flags that some boxes begin with."""
DEEPEST = 8
NO_EXIF = b"\0\0\0\0" + exif_of(1)
"""What stands in place of EXIF in an AVIF, which begins by saying where the notes begin."""


class Box(NamedTuple):
    """A box: its type, and where what it holds begins and ends."""

    type: bytes
    start: int
    end: int


def boxes(data: bytes) -> bytes:
    """A file with its notes overwritten."""
    made = bytearray(data)
    for box in _boxes(data, 0, len(data)):
        if box.type == b"meta":
            for start, end, is_exif in _notes(data, box):
                _overwrite(made, start, end, NO_EXIF if is_exif else b"")
        elif box.type in SAY_SOMETHING:
            _blank(made, box)
        elif box.type in HOLD_BOXES:
            _blank_inside(data, made, box, 0)
    return bytes(made)


def _boxes(data: bytes, at: int, stop: int) -> Iterator[Box]:
    while at + 8 <= stop:
        length, type, start = number(data, at, 4), data[at + 4 : at + 8], at + 8
        if length == 1:
            length, start = number(data, at + 8, 8), at + 16
        end = stop if length == 0 else at + length
        if end > stop or end < start:
            raise BrokenOffError
        yield Box(type, start, end)
        at = end


def _blank_inside(data: bytes, made: bytearray, box: Box, depth: int) -> None:
    if depth > DEEPEST:
        raise BrokenOffError
    for each in _boxes(data, box.start, box.end):
        if each.type in SAY_SOMETHING:
            _blank(made, each)
        elif each.type in HOLD_BOXES:
            _blank_inside(data, made, each, depth + 1)


def _blank(made: bytearray, box: Box) -> None:
    """Makes a box be free room."""
    _overwrite(made, box.start, box.end, b"")
    at = box.start - 16 if made[box.start - 16 : box.start - 12] == b"\0\0\0\1" else box.start - 8
    made[at + 4 : at + 8] = b"free"


def _overwrite(made: bytearray, start: int, end: int, text: bytes) -> None:
    made[start:end] = text[: end - start].ljust(end - start, b"\0")


def _notes(data: bytes, meta: Box) -> Iterator[tuple[int, int, bool]]:
    """Where the notes stand that a picture's items are, and whether they are EXIF."""
    inside = {box.type: box for box in _boxes(data, meta.start + WHOLE_BOX, meta.end)}
    if b"iinf" not in inside or b"iloc" not in inside:
        return
    notes = dict(_noting(data, inside[b"iinf"]))
    ideal = inside.get(b"idat")
    for item, start, end, in_idat in _places(data, inside[b"iloc"]):
        shift = ideal.start if in_idat and ideal else 0
        if item in notes and shift + end <= len(data):
            yield shift + start, shift + end, notes[item]


def _noting(data: bytes, box: Box) -> Iterator[tuple[int, bool]]:
    """The items that are notes, and whether they are EXIF."""
    counted = 2 if data[box.start] == 0 else 4
    for each in _boxes(data, box.start + WHOLE_BOX + counted, box.end):
        version = data[each.start]
        wide = 4 if version > 2 else 2
        type = data[each.start + WHOLE_BOX + wide + 2 :][:4]
        if version > 1 and type in (b"Exif", b"mime", b"uri "):
            yield number(data, each.start + WHOLE_BOX, wide), type == b"Exif"


def _places(data: bytes, box: Box) -> Iterator[tuple[int, int, int, bool]]:
    """Each part of each item: its number, where it begins and ends, and whether that is counted in `idat`."""
    version = data[box.start]
    sizes = number(data, box.start + WHOLE_BOX, 2)
    offset, length, base, index = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15, sizes & 15 if version else 0
    at, wide = box.start + WHOLE_BOX + 2, 4 if version > 1 else 2

    def read(size: int) -> int:
        nonlocal at
        at += size
        return number(data, at - size, size)

    for _ in range(read(wide)):
        item = read(wide)
        in_idat = read(2) & 15 == 1 if version else False
        read(2)
        begin = read(base)
        parts = read(2)
        if parts > 1 and not offset:
            raise BrokenOffError
        for _ in range(parts):
            read(index)
            start = begin + read(offset)
            yield item, start, start + read(length), in_idat
