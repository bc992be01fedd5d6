"""Takes out of a picture or a film what it says beside what it shows: place, names, comments, small copies.

Nothing is drawn anew. What is needed to show the picture is copied part by part, and what a format has come to
hold besides is not; so its pixels, its colours and how it is turned stay as they are.
"""

from collections.abc import Callable

from mentorsite.loader.media.binary import BrokenOffError
from mentorsite.loader.media.gif import gif
from mentorsite.loader.media.iso_boxes import boxes
from mentorsite.loader.media.jpeg import jpeg
from mentorsite.loader.media.png import png
from mentorsite.loader.media.webp import webp

__all__ = ["BrokenOffError", "format_of", "stripped"]

STRIPPERS: dict[str, Callable[[bytes], bytes]] = {
    "JPEG": jpeg, "PNG": png, "GIF": gif, "WEBP": webp, "AVIF": boxes, "HEIC": boxes, "film": boxes,
}  # fmt: skip
STARTS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG", b"GIF87a": "GIF", b"GIF89a": "GIF"}
BRANDS = {
    b"avif": "AVIF", b"avis": "AVIF", b"heic": "HEIC", b"heix": "HEIC", b"hevc": "HEIC", b"heim": "HEIC",
    b"heis": "HEIC", b"mif1": "HEIC", b"msf1": "HEIC",
}  # fmt: skip
HEAD = 64
"""How many of a file's first bytes tell its format."""


def format_of(head: bytes) -> str | None:
    """What a file is by its first bytes, whatever it is called; None for what is neither a picture nor a film.

    Of the formats of pictures, those that can be stripped.
    """
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp":
        brands = [head[8:12], *(head[start : start + 4] for start in range(16, HEAD, 4))]
        known = [BRANDS[each] for each in brands if each in BRANDS]
        return "AVIF" if "AVIF" in known else known[0] if known else "film"
    return next((format for start, format in STARTS.items() if head.startswith(start)), None)


def stripped(data: bytes) -> bytes:
    """A picture or a film without what it says besides; other bytes as they are.

    Raises `BrokenOffError` for one that is not built as its format says.
    """
    format = format_of(data[:HEAD])
    return STRIPPERS[format](data) if format else data
