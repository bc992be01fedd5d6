"""Looks into the files of pictures: how large they are, and whether an SVG would act."""

import struct
import warnings
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from mentorsite.model.picture import Picture

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")
ORIENTATION, ON_ITS_SIDE = 0x0112, (5, 6, 7, 8)
"""What a camera notes of how it was held, and the notes that mean a picture lies on its side."""
SVG_LIMIT = 2_000_000
"""As much of an SVG is looked into, in bytes."""
WIDE = 1000
"""How wide an SVG is that says its shape and no size: wider than any column, so that it fills one."""
BROKEN = (OSError, ValueError, SyntaxError, struct.error)
"""What reading a damaged picture raises."""


def picture_of(path: Path) -> Picture | None:
    """What is known of a file of a picture; None where it is none that browsers show, or can't be read."""
    try:
        found = path.stat()
        return _remembered(path, found.st_size, found.st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=4096)
def _remembered(path: Path, _size: int, _changed: int) -> Picture | None:
    with path.open("rb") as file:
        return picture(file, path.name)


def picture(file: BinaryIO, name: str) -> Picture | None:
    """What is known of a picture; None where the file is none that browsers show."""
    return _drawn(file.read(SVG_LIMIT)) if name.lower().endswith(".svg") else _taken(file)


def _taken(file: BinaryIO) -> Picture | None:
    # Imported only where there are pictures: it takes longer than all else that a command needs to start. The formats
    # are known once they are imported.
    from PIL import AvifImagePlugin, GifImagePlugin, Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin  # noqa: F401

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # no pixel of it is read
            with Image.open(file, formats=FORMATS) as image:
                width, height = image.size
                turned = image.getexif().get(ORIENTATION) in ON_ITS_SIDE
    except (*BROKEN, Image.DecompressionBombError):
        return None
    return Picture(height, width) if turned else Picture(width, height)


def _drawn(data: bytes) -> Picture | None:
    found = _Drawing()
    try:
        found.parser.Parse(data, len(data) < SVG_LIMIT)
    except expat.ExpatError:
        return None
    width, height = _size(found.root)
    return Picture(width, height, acts=found.acts) if found.is_svg else None


class _Drawing:
    """An SVG while it is read: the attributes of its first element, and whether anything in it acts."""

    def __init__(self) -> None:
        self.root: Mapping[str, str] = {}
        self.is_svg = self.acts = self.begun = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start

    def start(self, element: str, attributes: dict[str, str]) -> None:
        name = element.rpartition(":")[2].lower()
        if not self.begun:
            self.begun, self.is_svg, self.root = True, name == "svg", attributes
        self.acts |= name in ("script", "foreignobject") or any(map(_acts, attributes.items()))


def _acts(attribute: tuple[str, str]) -> bool:
    name, value = attribute
    bare = "".join(value.split()).lower()
    return name.lower().startswith("on") or bare.startswith(("javascript:", "data:text/html"))


def _size(root: Mapping[str, str]) -> tuple[int, int]:
    """The width and height that an SVG says, else its shape; nothing twice where it says neither."""
    width, height = _pixels(root.get("width", "")), _pixels(root.get("height", ""))
    if width and height:
        return max(round(width), 1), max(round(height), 1)
    box = root.get("viewBox", "").replace(",", " ").split()
    across, down = (_pixels(box[2]), _pixels(box[3])) if len(box) == 4 else (0.0, 0.0)
    return (WIDE, max(round(WIDE * down / across), 1)) if across and down else (0, 0)


def _pixels(length: str) -> float:
    """A length in pixels; nothing for any other."""
    try:
        number = float(length.strip().removesuffix("px"))
    except ValueError:
        return 0
    return number if 0 < number < 1e6 else 0
