"""MP3, AAC and FLAC: what stands before and behind the sound is cut off."""

from mentorsite.loader.media.binary import BrokenOffError, number

ID3, ID3_HEAD, ID3_FOOTED = b"ID3", 10, 0x10
OLD_ID3, OLD_ID3_LENGTH = b"TAG", 128
LONGER_OLD_ID3, LONGER_OLD_ID3_LENGTH = b"TAG+", 227
APE, APE_LENGTH, APE_HEADED = b"APETAGEX", 32, 0x80
LYRICS, LYRICS_LENGTH = b"LYRICS200", 15
FLAC = b"fLaC"
STREAM, PLACES = 0, 3
LAST = 0x80


def mpeg(data: bytes) -> bytes:
    """An MP3 or AAC with what is heard."""
    return data[_begins(data) : _ends(data)]


def flac(data: bytes) -> bytes:
    """A FLAC with what is heard."""
    at = _begins(data)
    if data[at : at + 4] != FLAC:
        return mpeg(data)
    at += 4
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
    kept[-1] = bytes((kept[-1][0] | LAST,)) + kept[-1][1:]
    return b"".join((FLAC, *kept, data[at : _ends(data)]))


def _begins(data: bytes) -> int:
    """Where the sound begins, behind the notes of ID3."""
    at = 0
    while data[at : at + 3] == ID3:
        length = sum(number(data, at + 6 + place, 1) << 7 * (3 - place) for place in range(4))
        footed = number(data, at + 5, 1) & ID3_FOOTED
        at += ID3_HEAD + length + (ID3_HEAD if footed else 0)
    return at


def _ends(data: bytes) -> int:
    """Where the sound ends, before the notes of ID3, of APE and of Lyrics3."""
    end, before = len(data), -1
    while end != before:
        before = end
        end -= _note_before(data, end)
    return max(end, 0)


def _note_before(data: bytes, end: int) -> int:
    """How long the note is that ends in a place; 0 where there is none."""
    for mark, length in ((LONGER_OLD_ID3, LONGER_OLD_ID3_LENGTH), (OLD_ID3, OLD_ID3_LENGTH)):
        if end >= length and data[end - length : end - length + len(mark)] == mark:
            return length
    if end >= APE_LENGTH and data.startswith(APE, end - APE_LENGTH):
        head = APE_LENGTH if data[end - 9] & APE_HEADED else 0
        return number(data, end - 20, 4, little=True) + head
    if end >= LYRICS_LENGTH and data[end - 9 : end] == LYRICS:
        said = data[end - LYRICS_LENGTH : end - 9]
        return int(said) + LYRICS_LENGTH if said.isdigit() else 0
    return 0
