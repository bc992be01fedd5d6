"""What kind of image some bytes are, whatever their name."""

import base64
import binascii
import re
from hashlib import sha256

STARTS = {
    b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg", b"GIF87a": ".gif", b"GIF89a": ".gif", b"BM": ".bmp",
}  # fmt: skip
INLINE = re.compile(r"data:image/[\w.+-]+;base64,([A-Za-z0-9+/=\s]+)", re.I)


def ending(data: bytes) -> str | None:
    """The ending of an image that browsers show; nothing for other bytes, such as Windows metafiles."""
    # The four bytes between, or before, are a length.
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return ".avif"
    for start, end in STARTS.items():
        if data.startswith(start):
            return end
    # A drawing is XML: a declaration and comments may stand before its first element.
    if data[:1].isascii() and b"<svg" in data[:1000]:
        return ".svg"
    return None


IN_TEXT = re.compile(r"data:image/[\w.+-]{1,40};base64,[A-Za-z0-9+/=]+", re.I)


def taken_out(text: str, stem: str) -> tuple[str, dict[str, bytes]]:
    """A text whose pictures stand in itself, with a file's name for each, and the files; others stay."""
    files: dict[str, bytes] = {}

    def named(found: re.Match[str]) -> str:
        data = inline(found[0])
        if not data:
            return found[0]
        end = ending(data)
        if not end:
            return found[0]
        # The hash lets a picture that stands there twice be one file.
        name = f"images/{stem}-{sha256(data).hexdigest()[:8]}{end}"
        files[name] = data
        return name

    return IN_TEXT.sub(named, text), files


def inline(url: str) -> bytes | None:
    """The bytes of an image that stands in its URL."""
    found = INLINE.fullmatch(url)
    if found is None:
        return None
    try:
        return base64.b64decode(found[1])
    except (binascii.Error, ValueError):
        return None
