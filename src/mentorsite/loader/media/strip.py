"""Takes out of a picture, a film or sound what it says beside what it shows: place, names, comments, small copies.

Nothing is drawn anew. What is needed to show the picture is copied part by part, and what a format has come to
hold besides is not; so its pixels, its colours and how it is turned stay as they are.
"""

import re
from collections.abc import Callable

from mentorsite.loader.media.binary import BrokenOffError
from mentorsite.loader.media.bmp import bmp, is_bmp
from mentorsite.loader.media.ebml import ebml
from mentorsite.loader.media.gif import gif
from mentorsite.loader.media.ico import ico
from mentorsite.loader.media.iso_boxes import film, jxl, picture
from mentorsite.loader.media.jpeg import jpeg
from mentorsite.loader.media.png import png
from mentorsite.loader.media.riff import RIFF_STARTS, riff
from mentorsite.loader.media.sound import behind_notes, flac, mpeg
from mentorsite.loader.media.webp import webp

__all__ = ["BrokenOffError", "format_of", "stripped"]

STRIPPERS: dict[str, Callable[[bytes], bytes]] = {
    "JPEG": jpeg, "PNG": png, "GIF": gif, "WEBP": webp, "AVIF": picture, "HEIC": picture, "JXL": jxl, "ICO": ico,
    "BMP": bmp, "film": film, "WebM": ebml, "RIFF": riff, "FLAC": flac, "MPEG": mpeg,
}  # fmt: skip
NOTED = "notes"
"""A file that begins with notes of ID3 or APE: which sound or film it is stands behind them."""
STARTS = {
    b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG", b"GIF87a": "GIF", b"GIF89a": "GIF", b"\0\0\1\0": "ICO",
    b"\0\0\0\x0cJXL ": "JXL", b"\x1a\x45\xdf\xa3": "WebM", b"fLaC": "FLAC", b"ID3": NOTED, b"APETAGEX": NOTED,
}  # fmt: skip
"""How files begin."""
RIFFS = {b"WEBP": "WEBP", b"WAVE": "RIFF", b"AVI ": "RIFF"}
FILM_STARTS = re.compile(rb"....(?:ftyp|mdat)|\0...(?:moov|wide|free|skip|pnot|styp|moof|sidx)", re.DOTALL)
"""The boxes that a film may begin with; older cameras write no `ftyp`."""
MPEG_STARTS = re.compile(rb"\xff[\xe2-\xe5\xf0-\xf5\xf8-\xfd]")
"""A frame of MP3 or AAC. The bytes of UTF-16's order mark, FF FE, are no such frame."""
BRANDS = {
    b"avif": "AVIF", b"avis": "AVIF", b"heic": "HEIC", b"heix": "HEIC", b"hevc": "HEIC", b"heim": "HEIC",
    b"heis": "HEIC", b"mif1": "HEIC", b"msf1": "HEIC",
}  # fmt: skip
BY_ENDING = {
    **dict.fromkeys(("mp3", "aac"), "MPEG"),
    **dict.fromkeys(("m4a", "mp4", "m4v", "mov"), "film"),
    **dict.fromkeys(("wav", "avi"), "RIFF"),
    **dict.fromkeys(("webm", "mkv"), "WebM"),
    "flac": "FLAC",
}
"""What a film or sound is by its ending, where its first bytes don't tell: it is read so, or refused."""
HEAD = 64
"""How many of a file's first bytes tell its format."""


def format_of(head: bytes, name: str = "") -> str | None:
    """What a file is by its first bytes, whatever it is called, else by its name if that is one of a film or sound;
    None for one that can't be stripped."""
    ending = name.rpartition(".")[2].lower()
    return _by_bytes(head) or BY_ENDING.get(ending)


def _by_bytes(head: bytes) -> str | None:
    if head[:4] in RIFF_STARTS:
        return RIFFS.get(head[8:12])
    for start, format in STARTS.items():
        if head.startswith(start):
            return format
    if head[4:8] == b"ftyp":
        # The brand it was made by, a version that says nothing, and then all brands that it goes by.
        brands = [head[8:12], *(head[start : start + 4] for start in range(16, HEAD, 4))]
        known = [BRANDS[each] for each in brands if each in BRANDS]
        if "AVIF" in known:  # AVIFs go by `mif1` as well, which HEICs do
            return "AVIF"
        if known:
            return known[0]
        return "film"
    if FILM_STARTS.match(head):
        return "film"
    if is_bmp(head):
        return "BMP"
    # The last one looked for: two bytes are the least that tells a format.
    if MPEG_STARTS.match(head):
        return "MPEG"
    return None


def stripped(data: bytes, name: str = "") -> bytes:
    """A picture, a film or sound without what it says besides; other bytes as they are.

    Raises `BrokenOffError` for one that is not built as its format says.
    """
    format = format_of(data[:HEAD], name)
    if format == NOTED:
        data = behind_notes(data)
        format = _by_bytes(data[:HEAD]) or "MPEG"
    if format:
        return STRIPPERS[format](data)
    return data
