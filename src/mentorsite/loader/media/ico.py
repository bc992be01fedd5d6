"""Icons: a list of pictures, some of which are PNG."""

from mentorsite.loader.media.binary import BrokenOffError, number
from mentorsite.loader.media.png import png

HEAD, ENTRY = 6, 16
PNG = b"\x89PNG"


def ico(data: bytes) -> bytes:
    """An icon with what shows it."""
    count = number(data, 4, 2, little=True)
    entries: list[bytes] = []
    pictures: list[bytes] = []
    at = HEAD + ENTRY * count
    read = 0
    for entry in range(HEAD, at, ENTRY):
        length, start = number(data, entry + 8, 4, little=True), number(data, entry + 12, 4, little=True)
        held = data[start : start + length]
        read += length
        if len(held) != length or read > len(data):  # entries that name one picture are no icon's
            raise BrokenOffError
        if held.startswith(PNG):  # all others are rows of pixels, and tell nothing
            held = png(held)
        pictures.append(held)
        size = len(held)
        entries.append(data[entry : entry + 8] + size.to_bytes(4, "little") + at.to_bytes(4, "little"))
        at += size
    return b"".join((data[:HEAD], *entries, *pictures))
