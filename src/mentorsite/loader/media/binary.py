"""What the formats of pictures share."""

import struct


class BrokenOffError(ValueError):
    """A file is not built as its format says, or ends too early."""


def number(data: bytes | bytearray, start: int, length: int, *, little: bool = False) -> int:
    """A whole number that stands in a file."""
    found = data[start : start + length]
    if len(found) != length:
        raise BrokenOffError
    if little:
        return int.from_bytes(found, "little")
    return int.from_bytes(found, "big")


ORIENTATION = 0x0112
ENTRY = 12
"""How long an entry of a list in EXIF is."""


def orientation(exif: bytes) -> int:
    """How a camera was held, from 1 to 8, by what it noted; 1 where it noted nothing that can be read."""
    tiff = exif.removeprefix(b"Exif\0\0")
    little = tiff[:2] == b"II"
    try:
        start = number(tiff, 4, 4, little=little)
        for entry in range(number(tiff, start, 2, little=little)):
            at = start + 2 + ENTRY * entry
            if number(tiff, at, 2, little=little) == ORIENTATION:
                # A value of at most four bytes stands in the entry itself, at its left (TIFF 6.0, section 2).
                found = number(tiff, at + 8, 2, little=little)
                if 1 <= found <= 8:
                    return found
                return 1
    except BrokenOffError:
        pass
    return 1


def exif_of(turned: int) -> bytes:
    """EXIF that says how a picture is turned and nothing else."""
    # The list begins at byte 8 and has 1 entry: 1 number of the type 3 (16 bits), filled up to four bytes.
    # The last 0 says that no other list follows.
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, turned, 0, 0)
