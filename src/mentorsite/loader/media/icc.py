"""Profiles of colours (ICC): tables of tags, of which those stay that colours need.

Programs that measure screens also write down which screen it was, its serial number, and who made the profile.
"""

from mentorsite.loader.media.binary import BrokenOffError, number

HEAD, ENTRY = 128, 12
LONGEST = 16_000_000
"""How many bytes a profile may have, unpacked."""
MOST_TAGS = 200
NEEDED = {
    b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad", b"cicp", b"lumi",
    b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"gamt", b"D2B0", b"D2B1", b"D2B2", b"D2B3", b"B2D0",
    b"B2D1", b"B2D2", b"B2D3",
}  # fmt: skip
"""The tags that colours are made by."""
ORIGINS = ((4, 8), (24, 36), (48, 56), (80, 100), (100, 128))
"""Where the head says by which program, when and for which device a profile was made, and its sum."""
NAME = b"colours\0"
DESCRIPTION = (b"desc" + bytes(4) + len(NAME).to_bytes(4) + NAME).ljust(100, b"\0")
RIGHTS = b"text" + bytes(4) + b"none\0"
LATER_TEXT = b"mluc" + bytes(4) + b"\0\0\0\1\0\0\0\x0cenUS\0\0\0\x04\0\0\0\x1c\0-\0-"
"""What stands in place of the name and the rights, which each profile has to have; the last one from version 4 on."""


def icc(profile: bytes) -> bytes:
    """A profile with what colours need, no longer than it was; nothing for one that can't be read, by which no program
    goes either."""
    try:
        tags = _tags(profile)
    except BrokenOffError:
        return b""
    if not tags:
        return b""
    is_version_4 = profile[8] >= 4
    if is_version_4:
        texts = [(b"desc", LATER_TEXT), (b"cprt", LATER_TEXT)]
    else:
        texts = [(b"desc", DESCRIPTION), (b"cprt", RIGHTS)]
    # The texts go where there is no room for them: in an AVIF, the profile is overwritten in its place.
    for names in (texts, []):
        made = _written(profile, [*names, *tags])
        if len(made) <= len(profile):
            return made
    return b""


def _tags(profile: bytes) -> list[tuple[bytes, bytes]]:
    """The tags that are needed, each with what it holds."""
    if len(profile) < HEAD or profile[36:40] != b"acsp":
        raise BrokenOffError
    found: dict[bytes, bytes] = {}
    # Every tag may name the whole profile, so a head that tells of millions of them must not be believed.
    for entry in range(min(number(profile, HEAD, 4), MOST_TAGS)):
        at = HEAD + 4 + ENTRY * entry
        type, start, length = profile[at : at + 4], number(profile, at + 4, 4), number(profile, at + 8, 4)
        held = profile[start : start + length]
        if len(held) != length:
            raise BrokenOffError
        if type in NEEDED:
            found.setdefault(type, held)
    return list(found.items())


def _written(profile: bytes, tags: list[tuple[bytes, bytes]]) -> bytes:
    """A profile of some tags. Those that hold the same share it."""
    at = HEAD + 4 + ENTRY * len(tags)
    table = [len(tags).to_bytes(4)]
    places: dict[bytes, int] = {}
    for type, held in tags:
        if held not in places:
            places[held] = at
            at += len(held) + -len(held) % 4  # each begins at a multiple of four
        table.append(type + places[held].to_bytes(4) + len(held).to_bytes(4))
    head = bytearray(profile[:HEAD])
    for start, end in ORIGINS:
        head[start:end] = bytes(end - start)
    # A date has to be there, and month 0 is none: the first of January 2000.
    head[24:30] = b"\x07\xd0\0\1\0\1"
    head[:4] = at.to_bytes(4)
    return bytes(head) + b"".join([*table, *(held + bytes(-len(held) % 4) for held in places)])
