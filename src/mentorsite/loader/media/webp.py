"""WebP: chunks in a RIFF file."""

from collections.abc import Container, Iterator

from mentorsite.loader.media.binary import exif_of, number, orientation
from mentorsite.loader.media.icc import icc

HEADER = 12
SHOWN = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM"}
"""The chunks that say how a picture looks."""
FRAME, FRAME_HEAD = b"ANMF", 16
OF_FRAME = {b"VP8 ", b"VP8L", b"ALPH"}
"""The chunks within one picture of a moving one."""
HAS_PROFILE, HAS_EXIF, HAS_XMP = 0x20, 0x08, 0x04
"""What `VP8X` says of the chunks that follow."""


def webp(data: bytes) -> bytes:
    """A WebP with what shows it and how it is turned. One that breaks off ends there."""
    chunks: list[tuple[bytes, bytes]] = []
    turned = 1
    # The length that a file says doesn't count its first 8 bytes.
    for type, held in _chunks(data, HEADER, 8 + number(data, 4, 4, little=True)):
        if type in SHOWN:
            chunks.append((type, held))
        elif type == FRAME:
            chunks.append((type, _frame(held)))
        elif type == b"ICCP" and (profile := icc(held)):
            chunks.append((type, profile))
        elif type == b"EXIF":
            turned = orientation(held)
    if turned != 1:
        chunks.append((b"EXIF", exif_of(turned)))
    types = {type for type, _ in chunks}
    body = b"WEBP" + b"".join(_chunk(type, _flagged(type, held, types)) for type, held in chunks)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _chunks(data: bytes, at: int, stop: int) -> Iterator[tuple[bytes, bytes]]:
    while at + 8 <= stop:
        type, length = data[at : at + 4], number(data, at + 4, 4, little=True)
        yield type, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _frame(held: bytes) -> bytes:
    """One picture of a moving one with what shows it."""
    inside = _chunks(held, FRAME_HEAD, len(held))
    return held[:FRAME_HEAD] + b"".join(_chunk(type, each) for type, each in inside if type in OF_FRAME)


def _flagged(type: bytes, held: bytes, types: Container[bytes]) -> bytes:
    """A chunk that says no more of the others than is true."""
    if type != b"VP8X" or not held:
        return held
    flags = held[0] & ~(HAS_PROFILE | HAS_EXIF | HAS_XMP)
    if b"ICCP" in types:
        flags |= HAS_PROFILE
    if b"EXIF" in types:
        flags |= HAS_EXIF
    return bytes((flags,)) + held[1:]


def _chunk(type: bytes, held: bytes) -> bytes:
    return type + len(held).to_bytes(4, "little") + held + b"\0" * (len(held) % 2)
