"""The frames that an MP3 or AAC is made of: each says how long it is, and only they are heard."""

import re
from collections.abc import Iterator

HEAD = 4
# Eleven bits that are set begin a frame. E8 to EF would be a version that doesn't exist, E0 and E1 a layer of MPEG 2.5
# that doesn't.
START = re.compile(rb"\xff[\xe2-\xe7\xf0-\xff]")
NOTES = (b"ID3", b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"3DI", b"\0\0\0\0")
"""What may follow a frame beside another one: notes, and free room."""
MPEG_1, UNKNOWN_VERSION = 3, 1
LAYER_1, LAYER_3, AAC = 3, 1, 0
LONG = (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384)
THIRD = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
FIRST = tuple(range(0, 449, 32))
LATER_FIRST = (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256)
LATER = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
KILOBITS = {
    (True, 3): FIRST, (True, 2): LONG, (True, 1): THIRD, (False, 3): LATER_FIRST, (False, 2): LATER, (False, 1): LATER,
}  # fmt: skip
"""How many kilobits a second has, by whether it is MPEG 1, by its layer, and by what a frame says."""
RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
"""How many times a second sound was measured, by the version and by what a frame says."""


def frames(data: bytes) -> Iterator[bytes]:
    """Each whole frame. One that breaks off is passed over, and so is what stands before, between and behind them."""
    at = 0
    while found := START.search(data, at):
        at = found.start()
        length = _length(data, at)
        if length and _goes_on(data, at, at + length):
            yield data[at : at + length]
            at += length
        else:
            at += 1


def _goes_on(data: bytes, at: int, next: int) -> bool:
    """Whether behind a frame stands one of its kind, a note or the file's end."""
    # The bytes that begin a frame also occur by chance within sound, so one alone proves nothing.
    if next >= len(data) or data.startswith(NOTES, next):
        return next <= len(data)
    return _kind(data, at) == _kind(data, next) and _length(data, next) > 0


def _kind(data: bytes, at: int) -> tuple[int, ...]:
    """What all frames of a sound share: the version, the layer and how often it was measured."""
    # Left out are the bits that differ from frame to frame: how many kilobits it has, and whether it has a checksum.
    return data[at], *(byte & mask for byte, mask in zip(data[at + 1 : at + 3], (0xFE, 0x0C), strict=False))


def _length(data: bytes, at: int) -> int:
    """How long the frame is that begins in a place; 0 where there is none."""
    head = data[at : at + HEAD + 2]
    if len(head) < HEAD:
        return 0
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    if layer == AAC:
        return _aac_length(head)
    bits, rate, padding = head[2] >> 4, head[2] >> 2 & 3, head[2] >> 1 & 1
    # 15 and 3 mean nothing, and with 0 a frame doesn't say how long it is.
    if version == UNKNOWN_VERSION or bits in (0, 15) or rate == 3:
        return 0
    is_first = version == MPEG_1
    bits_a_second = KILOBITS[is_first, layer][bits] * 1000
    samples_a_second = RATES[version][rate]
    # A frame has 384 samples in layer 1, 576 in layer 3 of MPEG 2, and 1152 in all others; an eighth of that is 48,
    # 72 or 144, since a byte has eight bits. In layer 1, lengths are counted in steps of four bytes.
    if layer == LAYER_1:
        return (12 * bits_a_second // samples_a_second + padding) * 4
    if layer == LAYER_3 and not is_first:
        slots = 72
    else:
        slots = 144
    return slots * bits_a_second // samples_a_second + padding


def _aac_length(head: bytes) -> int:
    # ADTS: twelve bits are set and those of the layer are not; only thirteen rates have a number.
    if head[1] & 0xF6 != 0xF0 or len(head) < HEAD + 2 or head[2] >> 2 & 15 > 12:
        return 0
    length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5  # 13 bits over three bytes
    if length > HEAD + 2:
        return length
    return 0
