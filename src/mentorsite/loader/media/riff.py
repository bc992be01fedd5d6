"""WAV and AVI: chunks in a RIFF file, some of which hold others.

An AVI says by numbers where its pictures stand. So what isn't needed is overwritten in its place.
"""

from collections.abc import Iterator
from typing import NamedTuple

from mentorsite.loader.media.binary import BrokenOffError, number

HOLDS = {
    b"WAVE": {b"fmt ", b"fact", b"data", b"ds64", b"cue ", b"smpl"},
    b"AVI ": {b"hdrl", b"movi", b"idx1"},
    b"AVIX": {b"movi", b"idx1"},
    b"hdrl": {b"avih", b"strl", b"odml"},
    b"strl": {b"strh", b"strf", b"vprp", b"indx"},
    b"odml": {b"dmlh"},
}
"""What each list may hold, as far as it is seen or heard."""
RIFF_STARTS = (b"RIFF", b"RF64", b"BW64")
"""How a file begins; the later two are of sound that is longer than the first can say."""
LISTS = (*RIFF_STARTS, b"LIST")


class Chunk(NamedTuple):
    """A chunk, or a list by its own name: where it begins, and where what it holds begins and ends."""

    type: bytes
    at: int
    start: int
    end: int


def riff(data: bytes) -> bytes:
    """Sound or a film with what is heard and seen."""
    if not data.startswith(RIFF_STARTS):
        raise BrokenOffError
    made = bytearray(data)
    for each in _chunks(data, 0, len(data)):
        _keep(data, made, each, set(HOLDS))
    return bytes(made)


def _keep(data: bytes, made: bytearray, chunk: Chunk, known: set[bytes]) -> None:
    if chunk.type not in known:
        made[chunk.at : chunk.at + 4] = b"JUNK"  # what players pass over
        made[chunk.at + 8 : chunk.end] = bytes(chunk.end - chunk.at - 8)
        return
    if chunk.type in HOLDS:
        for each in _chunks(data, chunk.start, chunk.end):
            _keep(data, made, each, HOLDS[chunk.type])


def _chunks(data: bytes, at: int, stop: int) -> Iterator[Chunk]:
    while at + 8 <= stop:
        type, length = data[at : at + 4], number(data, at + 4, 4, little=True)
        if not type.isascii():
            raise BrokenOffError
        start, end = at + 8, min(at + 8 + length, stop)  # programs that record say a length that is too large
        if type in LISTS:
            type, start = data[start : start + 4], start + 4
        yield Chunk(type, at, start, end)
        at = end + (end - at) % 2  # each chunk begins at an even byte
