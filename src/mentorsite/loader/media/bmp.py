"""BMP: two heads, colours and rows of pixels."""

from mentorsite.loader.media.binary import number

FILE_HEAD = 14
OLD = 12
HEADS = (OLD, 40, 52, 56, 64, 108, 124)
"""How long the second head may be."""
PLAIN = (0, 3, 6)
"""The ways to write pixels by which each row is as long as every other."""
SPACE, PROFILE = 70, (126, 134)
"""Where the longest heads say what colours are, and where a profile of them stands: one that may be a path."""
OUTSIDE = (b"KNIL", b"DEBM")
"""`LINK` and `MBED` as numbers that begin with their last byte: a profile in a file, or behind the pixels."""


def is_bmp(head: bytes) -> bool:
    """Whether a file begins like a BMP; the two letters alone may be those of a word."""
    return head[:2] == b"BM" and head[6:10] == bytes(4) and int.from_bytes(head[14:18], "little") in HEADS


def bmp(data: bytes) -> bytes:
    """A BMP without what stands behind its pixels."""
    made = bytearray(data[: number(data, 10, 4, little=True) + _pixels(data)])
    if made[SPACE : SPACE + 4] in OUTSIDE and number(data, FILE_HEAD, 4, little=True) == HEADS[-1]:
        made[SPACE : SPACE + 4] = b"BGRs"  # `sRGB`, written backwards as well
        made[slice(*PROFILE)] = bytes(PROFILE[1] - PROFILE[0])
    made[2:6] = len(made).to_bytes(4, "little")
    return bytes(made)


def _pixels(data: bytes) -> int:
    """How many bytes the pixels take."""
    if number(data, FILE_HEAD, 4, little=True) == OLD:
        wide = 2
    else:
        wide = 4
    places = [number(data, FILE_HEAD + 4 + wide * place, wide, little=True) for place in (0, 1)]
    depth = number(data, FILE_HEAD + 6 + 2 * wide, 2, little=True)
    # Packed pixels take as many bytes as the head says.
    if wide == 4 and number(data, 30, 4, little=True) not in PLAIN:
        return number(data, 34, 4, little=True)
    width, height = places
    if wide == 4 and height >= 1 << 31:  # rows that stand from above to below
        height = (1 << 32) - height
    return (width * depth + 31) // 32 * 4 * height  # each row is filled up to a multiple of four bytes
