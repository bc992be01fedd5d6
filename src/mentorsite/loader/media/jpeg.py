"""JPEG: segments, each with a marker."""

import re
from collections.abc import Iterator

from mentorsite.loader.media.binary import BrokenOffError, exif_of, number, orientation
from mentorsite.loader.media.icc import icc

END, SCAN = 0xD9, 0xDA
APP0, APP1, APP2, APP14, APP15, COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
ALONE = {0x01, *range(0xD0, 0xD8)}
"""Markers without a segment."""
# Within a scan, FF 00 is a byte FF, FF D0 to FF D7 only let decoding begin again, and FF FF fills up (T.81, B.1.1).
AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
JFIF_LENGTH = 16
"""How long the segment of JFIF is without its small picture."""
ADOBE_LENGTH = 14
"""How long the segment is by which Adobe's programs say how colours are written."""
PROFILE, PROFILE_AT = b"ICC_PROFILE\0", 18
"""How a segment with a part of a profile begins, and where that part does, behind its number and how many there are."""
LONGEST_PART = 65_519
"""A segment has at most 65,535 bytes, of which its length and what begins such a part take 16."""


def jpeg(data: bytes) -> bytes:
    """A JPEG with what decodes it, its colour profile and how it is turned. One that breaks off ends there."""
    kept = [data[:2]]
    parts: list[bytes] = []
    place = 0
    for marker, start, end, next in _segments(data):
        if marker == APP2 and data.startswith(PROFILE, start + 4):
            if not parts:
                place = len(kept)
            parts.append(data[start:end])
        else:
            kept += [_kept(marker, data[start:end]), data[end:next]]
    if parts:
        kept.insert(place, _profile(parts))
    return b"".join([*kept, bytes((0xFF, END))])


def is_whole(data: bytes) -> bool:
    """Whether a JPEG goes on to its end."""
    try:
        ends = [next for *_, next in _segments(data)]
    except BrokenOffError:
        return False
    return bool(ends) and ends[-1] < len(data)


def _profile(parts: list[bytes]) -> bytes:
    """The segments of a profile, with what colours need."""
    # Each part says its number, and need not stand in that order.
    parts.sort(key=lambda part: part[PROFILE_AT - 2 : PROFILE_AT])
    profile = icc(b"".join(part[PROFILE_AT:] for part in parts))
    starts = range(0, len(profile), LONGEST_PART)
    made = []
    for count, start in enumerate(starts, 1):
        held = PROFILE + bytes((count, len(starts))) + profile[start : start + LONGEST_PART]
        made.append(bytes((0xFF, APP2)) + (len(held) + 2).to_bytes(2) + held)
    return b"".join(made)


def _segments(data: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Each marker, where its segment begins and ends, and where the next one is, until the picture's end."""
    at = 2
    while at < len(data):
        if data[at] != 0xFF:
            raise BrokenOffError
        marker = number(data, at + 1, 1)
        if marker == 0xFF:  # any number of FF may stand before a marker
            at += 1
            continue
        if marker == END:
            return
        if marker in ALONE:
            end = at + 2
        else:
            end = at + 2 + number(data, at + 2, 2)
        if marker == SCAN:
            next = _scanned(data, end)
        else:
            next = end
        yield marker, at, end, next
        at = next


def _scanned(data: bytes, start: int) -> int:
    """Where the marker after a scan is; the file's end where there is none."""
    found = AFTER_SCAN.search(data, start)
    if found:
        return found.start()
    return len(data)


def _kept(marker: int, segment: bytes) -> bytes:
    """What stays of a segment."""
    held = segment[4:]
    if marker == APP0 and held.startswith(b"JFIF\0"):
        # Its last two bytes say how large the small picture is: none.
        return segment[:2] + JFIF_LENGTH.to_bytes(2) + segment[4:16] + b"\0\0"
    if marker == APP1 and held.startswith(b"Exif\0\0"):
        turned = orientation(held)
        if turned == 1:  # as it is shown without a word, too
            return b""
        exif = b"Exif\0\0" + exif_of(turned)
        return b"\xff\xe1" + (len(exif) + 2).to_bytes(2) + exif
    if marker == APP14 and held.startswith(b"Adobe"):
        # Nothing that decodes it reads what may stand behind these 14 bytes.
        length = min(len(segment) - 2, ADOBE_LENGTH)
        return segment[:2] + length.to_bytes(2) + segment[4 : 2 + ADOBE_LENGTH]
    if APP0 <= marker <= APP15 or marker == COMMENT:
        return b""
    return segment
