"""MP3, AAC and FLAC: only what is heard stays, and notes before and behind it are cut off."""

from mentorsite.loader.media.binary import BrokenOffError, number
from mentorsite.loader.media.mpeg_frames import frames

ID3, ID3_HEAD, ID3_FOOTED, ID3_BEHIND = b"ID3", 10, 0x10, b"3DI"
OLD_ID3, OLD_ID3_LENGTH = b"TAG", 128
LONGER_OLD_ID3, LONGER_OLD_ID3_LENGTH = b"TAG+", 227
APE, APE_LENGTH, APE_HEADED = b"APETAGEX", 32, 0x80
LYRICS, LYRICS_LENGTH = b"LYRICS200", 15
FLAC = b"fLaC"
STREAM, PLACES = 0, 3
"""The blocks of a FLAC that players need: what the sound is like, and where to find a place in it."""
LAST = 0x80
"""By this bit, a block of a FLAC says that sound follows."""


def mpeg(data: bytes) -> bytes:
    """The frames of an MP3 or AAC, and nothing of what stands before, between and behind them."""
    kept = b"".join(frames(data[: _ends(data)]))
    if not kept:
        raise BrokenOffError
    return kept


def flac(data: bytes) -> bytes:
    """A FLAC with what is heard."""
    if not data.startswith(FLAC):
        raise BrokenOffError
    at = len(FLAC)
    kept: list[bytes] = []
    is_last = False
    while not is_last:
        kind, length = number(data, at, 1), number(data, at + 1, 3)
        is_last = bool(kind & LAST)
        if kind & ~LAST in (STREAM, PLACES):
            kept.append(bytes((kind & ~LAST,)) + data[at + 1 : at + 4 + length])
        at += 4 + length
    if not kept or at > len(data):
        raise BrokenOffError
    kept[-1] = bytes((kept[-1][0] | LAST,)) + kept[-1][1:]  # the one that said so may have been taken out
    return b"".join((FLAC, *kept, data[at : _ends(data)]))


def behind_notes(data: bytes) -> bytes:
    """What stands behind the notes of ID3 and of APE that a file begins with."""
    at = 0
    while True:
        if data.startswith(ID3, at):
            is_footed = number(data, at + 5, 1) & ID3_FOOTED
            at += ID3_HEAD + _id3_length(data, at)
            if is_footed:
                at += ID3_HEAD  # a foot repeats the head
        elif data.startswith(APE, at):
            at += APE_LENGTH + number(data, at + 12, 4, little=True)
        else:
            return data[at:]


def _id3_length(data: bytes, at: int) -> int:
    """How long notes of ID3 are, without their head and foot, by either of these."""
    # Seven bits a byte, so that no byte is FF, with which a frame of sound begins.
    return sum(number(data, at + 6 + place, 1) << 7 * (3 - place) for place in range(4))


def _ends(data: bytes) -> int:
    """Where the sound ends, before the notes of ID3, of APE and of Lyrics3."""
    end, before = len(data), -1
    while end != before:  # several notes may stand behind each other, in any order
        before = end
        end -= _note_before(data, end)
    return max(end, 0)


def _note_before(data: bytes, end: int) -> int:
    """How long the note is that ends in a place; 0 where there is none."""
    for mark, length in ((LONGER_OLD_ID3, LONGER_OLD_ID3_LENGTH), (OLD_ID3, OLD_ID3_LENGTH)):
        if end >= length and data[end - length : end - length + len(mark)] == mark:
            return length
    if end >= APE_LENGTH and data.startswith(APE, end - APE_LENGTH):
        length = number(data, end - 20, 4, little=True)  # with this foot, and without the head
        if data[end - 9] & APE_HEADED:
            length += APE_LENGTH
        return length
    if end >= ID3_HEAD and data.startswith(ID3_BEHIND, end - ID3_HEAD):
        return _id3_length(data, end - ID3_HEAD) + 2 * ID3_HEAD
    if end >= LYRICS_LENGTH and data[end - 9 : end] == LYRICS:
        said = data[end - LYRICS_LENGTH : end - 9]
        if said.isdigit():
            return int(said) + LYRICS_LENGTH
        return 0
    return 0
