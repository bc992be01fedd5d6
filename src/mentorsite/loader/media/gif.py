"""GIF: blocks, each of which holds smaller ones."""

from collections.abc import Iterator

from mentorsite.loader.media.binary import BrokenOffError, number

HEADER = 13
IMAGE, EXTENSION, TRAILER = 0x2C, 0x21, 0x3B
CONTROL, APPLICATION = 0xF9, 0xFF
SHOWN = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
"""The extensions of applications that say how a picture looks: how often it runs, and its colours."""


def gif(data: bytes) -> bytes:
    """A GIF with what shows it. One that breaks off ends before what is not whole."""
    end = HEADER + _colours(data, HEADER - 3)
    kept = [data[:end], *(block for block in _blocks(data, end) if _is_shown(block))]
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
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks(data: bytes, at: int) -> Iterator[bytes]:
    while at < len(data) and (kind := data[at]) != TRAILER:
        if kind == IMAGE:
            inside = at + 10 + _colours(data, at + 9) + 1
        elif kind == EXTENSION:
            inside = at + 2
        else:
            raise BrokenOffError
        end = inside
        while end < len(data) and data[end]:
            end += 1 + data[end]
        if end >= len(data):
            return
        yield data[at : end + 1]
        at = end + 1


def _is_shown(block: bytes) -> bool:
    if block[0] == IMAGE or block[1] == CONTROL:
        return True
    return block[1] == APPLICATION and block[3:14] in SHOWN
