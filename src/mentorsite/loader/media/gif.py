"""GIF: blocks, each of which holds smaller ones."""

from collections.abc import Iterator

from mentorsite.loader.media.binary import BrokenOffError, number
from mentorsite.loader.media.icc import icc

HEADER = 13
IMAGE, EXTENSION, TRAILER = 0x2C, 0x21, 0x3B
CONTROL, APPLICATION = 0xF9, 0xFF
REPEATED, COLOURED = (b"NETSCAPE2.0", b"ANIMEXTS1.0"), b"ICCRGBG1012"
"""The extensions of applications that say how a picture looks: how often it runs, and its colours."""
APPLICATION_HEAD, LONGEST_BLOCK = 14, 255
"""How long the head of such an extension is, and a smaller block at most."""


def gif(data: bytes) -> bytes:
    """A GIF with what shows it. One that breaks off ends before what is not whole."""
    end = HEADER + _colours(data, HEADER - 3)
    kept = [data[:end], *map(_kept, _blocks(data, end))]
    return b"".join([*kept, bytes((TRAILER,))])


def frames(data: bytes) -> int:
    """How many pictures a GIF shows one after the other."""
    return sum(block[0] == IMAGE for block in _blocks(data, HEADER + _colours(data, HEADER - 3)))


def is_whole(data: bytes) -> bool:
    """Whether a GIF goes on to its end."""
    start = HEADER + _colours(data, HEADER - 3)
    end = start + sum(map(len, _blocks(data, start)))
    return data[end : end + 1] == bytes((TRAILER,))


def _colours(data: bytes, flags_at: int) -> int:
    """How long the table of colours is that some flags tell of."""
    flags = number(data, flags_at, 1)
    if flags & 0x80:
        return 3 << ((flags & 7) + 1)  # the last three bits say it: 2, 4, … 256 colours of three bytes
    return 0


def _blocks(data: bytes, at: int) -> Iterator[bytes]:
    while at < len(data) and (kind := data[at]) != TRAILER:
        if kind == IMAGE:
            inside = at + 10 + _colours(data, at + 9) + 1  # the head, its own colours, and how wide codes are
        elif kind == EXTENSION:
            inside = at + 2  # its sign, and which extension it is
        else:
            raise BrokenOffError
        end = inside
        while end < len(data) and data[end]:
            end += 1 + data[end]
        if end >= len(data):
            return
        yield data[at : end + 1]
        at = end + 1


def _kept(block: bytes) -> bytes:
    """What stays of a block."""
    if block[0] == IMAGE:
        return block
    if block[1] == CONTROL:  # it holds one smaller block; others behind that say nothing of the picture
        return block[: 3 + block[2]] + b"\0"
    if block[1] != APPLICATION:
        return b""
    inside = _inside(block, APPLICATION_HEAD)
    if block[3:APPLICATION_HEAD] in REPEATED:
        # How often it runs is said once, by a 1 and two bytes.
        kept = [each for each in inside if len(each) == 3 and each[0] == 1][:1]
    elif block[3:APPLICATION_HEAD] == COLOURED:
        profile = icc(b"".join(inside))
        kept = [profile[at : at + LONGEST_BLOCK] for at in range(0, len(profile), LONGEST_BLOCK)]
    else:
        kept = []
    held = b"".join(bytes((len(each),)) + each for each in kept)
    if kept:
        return block[:APPLICATION_HEAD] + held + b"\0"
    return b""


def _inside(block: bytes, at: int) -> Iterator[bytes]:
    """The smaller blocks within one, from a place on."""
    while at < len(block) and (length := block[at]):
        yield block[at + 1 : at + 1 + length]
        at += 1 + length
