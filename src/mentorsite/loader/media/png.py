"""PNG: chunks, each with a type and a sum."""

from zlib import compress, crc32, decompressobj, error

from mentorsite.loader.media.binary import exif_of, number, orientation
from mentorsite.loader.media.icc import LONGEST, icc

SIGNATURE = 8
# `mDCv` and `cLLi` are what drafts of PNG's third edition called `mDCV` and `cLLI`.
SHOWN = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs",
    b"cICP", b"mDCV", b"cLLI", b"mDCv", b"cLLi", b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip
"""The chunks that say how a picture looks."""


def png(data: bytes) -> bytes:
    """A PNG with what shows it and how it is turned. One that breaks off ends there."""
    kept = [data[:SIGNATURE]]
    at = SIGNATURE
    while at < len(data):
        length, type = number(data, at, 4), data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data):
            if type == b"IDAT":  # rows of pixels are shown as far as they go
                kept.append(_chunk(type, data[at + 8 :]))
            break
        if type in SHOWN:
            kept.append(data[at:end])
        elif type == b"iCCP":
            kept.append(_profile(data[at + 8 : end - 4]))
        elif type == b"eXIf" and (turned := orientation(data[at + 8 : end - 4])) != 1:
            kept.append(_chunk(type, exif_of(turned)))
        if type == b"IEND":
            return b"".join(kept)
        at = end
    return b"".join([*kept, _chunk(b"IEND", b"")])


def _profile(held: bytes) -> bytes:
    """A profile with what colours need, under a name that says nothing."""
    packed = held[held.find(b"\0") + 2 :]  # behind its name, a zero, and the way it is packed
    try:
        # Not `decompress`, which unpacks however much there is.
        profile = icc(decompressobj().decompress(packed, LONGEST))
    except error:
        return b""
    if profile:
        return _chunk(b"iCCP", b"icc\0\0" + compress(profile))
    return b""


def _chunk(type: bytes, held: bytes) -> bytes:
    return len(held).to_bytes(4) + type + held + crc32(type + held).to_bytes(4)
