"""WebP: chunks in a RIFF file."""

from mentorsite.loader.media.binary import exif_of, number, orientation

HEADER = 12
SHOWN = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
"""The chunks that say how a picture looks."""
HAS_EXIF, HAS_XMP = 0x08, 0x04
"""What `VP8X` says of the chunks that follow."""


def webp(data: bytes) -> bytes:
    """A WebP with what shows it and how it is turned. One that breaks off ends there."""
    chunks: list[tuple[bytes, bytes]] = []
    at, stop = HEADER, 8 + number(data, 4, 4, little=True)
    turned = 1
    while at + 8 <= stop:
        type, length = data[at : at + 4], number(data, at + 4, 4, little=True)
        held = data[at + 8 : at + 8 + length]
        if type in SHOWN:
            chunks.append((type, held))
        elif type == b"EXIF":
            turned = orientation(held)
        at += 8 + length + length % 2
    if turned != 1:
        chunks.append((b"EXIF", exif_of(turned)))
    body = b"WEBP" + b"".join(_chunk(type, _flagged(type, held, turned != 1)) for type, held in chunks)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _flagged(type: bytes, held: bytes, has_exif: bool) -> bytes:
    """A chunk that says no more of the others than is true."""
    if type != b"VP8X" or not held:
        return held
    flags = held[0] & ~(HAS_EXIF | HAS_XMP)
    return bytes((flags | HAS_EXIF if has_exif else flags,)) + held[1:]


def _chunk(type: bytes, held: bytes) -> bytes:
    return type + len(held).to_bytes(4, "little") + held + b"\0" * (len(held) % 2)
