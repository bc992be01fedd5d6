"""Looks into the files of pictures: how large they are, what they tell, and whether browsers show them."""

import re
import struct
import warnings
from collections.abc import Iterator, Mapping
from functools import lru_cache
from os import SEEK_END
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from xml.parsers import expat

from mentorsite.loader import git_lfs
from mentorsite.loader.media import gif, jpeg
from mentorsite.loader.media.strip import HEAD, format_of
from mentorsite.loader.svg.limits import LONGEST_ENTITY, MOST_DECLARED
from mentorsite.model.image import PhotoNote, Picture
from mentorsite.model.urls import is_image

if TYPE_CHECKING:
    from PIL import Image

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")
SHRUNK = ("PNG", "JPEG", "WEBP", "AVIF")
ORIENTATION, ON_ITS_SIDE = 0x0112, (5, 6, 7, 8)
"""What a camera notes of how it was held, and the notes that mean a picture lies on its side."""
GPS, DETAILS = 0x8825, 0x8769
LATITUDE = 2
ARTIST = 0x013B
NAMES = (ARTIST, 0x8298, 0x9C9D, 0xA430)
"""Notes that name people: artist, copyright, author, owner of the camera."""
SAYS_PLACE, SAYS_NAME = re.compile(rb"GPSLatitude|Iptc4xmpCore:Location|photoshop:City"), re.compile(rb"dc:creator")
TEXTS_OF_NAMES = {"author", "artist", "copyright", "creator"}
SVG_LIMIT = 2_000_000
"""As much of an SVG is looked into, in bytes."""
WIDE = 1000
"""How wide an SVG is that says its shape and no size: wider than any column, so that it fills one."""
LIGHT = 200_000
"""A picture of so few bytes is not made smaller."""
MOST_PIXELS = 120_000_000
"""How many pixels a picture may have: more than any phone takes, and few enough to be unpacked."""
MOST_FRAMES, MOST_MOVING = 2_000, 2_000_000_000
"""How many pictures may stand in a moving one, and how many pixels all of them may have together."""
LAST = 1024
"""How many of the last bytes tell whether a picture is whole."""
BROKEN = (
    OSError, ValueError, SyntaxError, struct.error, ZeroDivisionError, EOFError, TypeError, KeyError, IndexError,
    RuntimeError,
)  # fmt: skip
"""What reading a damaged picture raises."""
WITHOUT_NOTES = (b"BM", b"\0\0\1\0")
"""How pictures begin that browsers show and that say nothing besides: BMP and icons."""
OTHER_FORMATS = {
    b"II*\0": "a TIFF or a camera's raw photo", b"MM\0*": "a TIFF or a camera's raw photo",
    b"II+\0": "a TIFF", b"MM\0+": "a TIFF", b"IIRO": "a camera's raw photo", b"IIU\0": "a camera's raw photo",
    b"FUJIFILM": "a camera's raw photo", b"FOVb": "a camera's raw photo", b"8BPS": "a picture of Photoshop",
    b"\0\0\0\x0cjP  \r\n\x87\n": "a JPEG 2000", b"\xff\x4f\xff\x51": "a JPEG 2000", b"II\xbc\x01": "a JPEG XR",
    b"AT&TFORM": "a DjVu", b"v/1\x01": "an OpenEXR",
}  # fmt: skip
"""How files begin that no browser shows, and that are not understood well enough to take out what they tell."""
PHOTO_WITHIN = re.compile(rb"Exif\0\0|http://ns\.adobe\.com/xap/|<x:xmpmeta|Photoshop 3\.0|\xff\xd8\xff|\x89PNG\r\n")
"""What tells that a file holds a photo or its notes, though it begins with something else, as an end of a line."""
SEEN_WITHIN = 1_000_000
SAVE_AS = "open it and save it as JPEG, PNG or WebP, and name that file"


def picture_of(path: Path) -> Picture | None:
    """What is known of a file of a picture; None where it is none, by its name and by its first bytes."""
    try:
        found = path.stat()
        return _remembered(path, found.st_size, found.st_mtime_ns)
    except OSError:
        return None


@lru_cache(maxsize=4096)  # with size and time, so that a file that changed is looked into again
def _remembered(path: Path, _size: int, _changed: int) -> Picture | None:
    with path.open("rb") as file:
        return picture(file, path.name)


def picture(file: BinaryIO, name: str) -> Picture | None:
    """What is known of a picture; None where the file is none, by its name and by its first bytes."""
    head = file.read(HEAD)
    file.seek(0)
    format = format_of(head)
    if format in FORMATS:
        return _taken(file, format)
    if head.startswith(WITHOUT_NOTES):
        return Picture()
    other = _other(head, format)
    if other or not is_image(name):
        return other
    if git_lfs.is_pointer(head):
        return _shown_nowhere(git_lfs.FAULT, git_lfs.HINT)
    if not head:
        return _shown_nowhere("the file is empty", "copy the picture again from where you have it")
    if name.lower().endswith(".svg"):
        return _drawn(file.read(SVG_LIMIT)) or _shown_nowhere("it is no SVG that can be read", SAVE_AS)
    file.seek(0)
    notes = PHOTO_WITHIN.search(file.read(SEEN_WITHIN))
    fault, hint = "it is no picture, whatever its name says", "copy the picture again from where you have it"
    return _shown_nowhere(fault, hint, withheld=notes is not None)


def _shown_nowhere(fault: str, hint: str, *, withheld: bool = False) -> Picture:
    return Picture(fault=fault, hint=hint, withheld=withheld)


def _other(head: bytes, format: str | None) -> Picture | None:
    """A picture of a format that no browser shows, if it is one."""
    if format == "HEIC":
        hint = f"{SAVE_AS}; an iPhone takes JPEG with Settings, Camera, Formats, “Most Compatible”"
        return _shown_nowhere("it is a HEIC photo, which most browsers don't show", hint)
    found = ""
    for start, said in OTHER_FORMATS.items():
        if head.startswith(start):
            found = said
            break
    if head[4:12] == b"ftypcrx ":  # Canon's CR3: as in MP4, the size of the first part comes before its name
        found = "a camera's raw photo"
    if found:
        fault = f"it is {found}, which no browser shows and which may tell where it was taken"
        return _shown_nowhere(fault, SAVE_AS, withheld=True)
    return None


def _taken(file: BinaryIO, format: str) -> Picture:
    # Imported only where there are pictures: it takes longer than all else that a command needs to start. The formats
    # are known once they are imported.
    from PIL import AvifImagePlugin, GifImagePlugin, Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin  # noqa: F401

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of bombs and of damage: no pixel of it is read
            with Image.open(file, formats=FORMATS) as image:
                width, height = image.size
                frames = _frames(file, image, format)
                exif = Image.Exif()  # not `image.getexif()`, which unpacks a PNG
                exif.load(image.info.get("exif", b""))
                turned = exif.get(ORIENTATION) in ON_ITS_SIDE
                tells = tuple(_tells(image, exif))
                # Pillow's modes I and F are those of more than 8 bits a channel.
                shrinks = format in SHRUNK and frames == 1 and image.mode[:1] not in "IF"
        size = file.seek(0, SEEK_END)
        broken_off = _is_broken_off(file, format, size)
    except Image.DecompressionBombError:
        return _too_large("too many")
    except BROKEN:
        return _shown_nowhere("it is damaged, so no browser shows it", "copy the picture again from where you have it")
    if width * height > MOST_PIXELS:
        return _too_large(f"{width * height:,}")
    if frames > MOST_FRAMES or width * height * frames > MOST_MOVING:
        fault = f"it moves through {frames:,} pictures of {width:,} by {height:,} pixels, which phones can't show"
        return _shown_nowhere(fault, "cut it shorter, or make it smaller", withheld=True)
    if turned:
        width, height = height, width
    shrinks = shrinks and size > LIGHT and not broken_off
    return Picture(width, height, shrinks=shrinks, tells=tells, broken_off=broken_off)


def _too_large(pixels: str) -> Picture:
    fault = f"it unpacks to {pixels} pixels, and at most {MOST_PIXELS:,} are published"
    return _shown_nowhere(fault, "make it smaller, say 2,000 pixels wide", withheld=True)


def _frames(file: BinaryIO, image: "Image.Image", format: str) -> int:
    """How many pictures there are in a picture. Those of a GIF are counted without unpacking them."""
    if format != "GIF":
        return int(getattr(image, "n_frames", 1))
    at = file.tell()
    file.seek(0)
    found = gif.frames(file.read())
    file.seek(at)
    return max(found, 1)


def _tells(image: "Image.Image", exif: "Image.Exif") -> Iterator[PhotoNote]:
    """What a photo tells beside what it shows, as far as its beginning says so."""
    xmp = image.info.get("xmp", b"")
    if not isinstance(xmp, bytes):
        xmp = str(xmp).encode("utf-8", "replace")
    if LATITUDE in exif.get_ifd(GPS) or SAYS_PLACE.search(xmp):
        yield "place"
    texts = {str(key).lower() for key in image.info}
    details = exif.get_ifd(DETAILS)
    in_exif = any(exif.get(each) or details.get(each) for each in NAMES)
    if in_exif or SAYS_NAME.search(xmp) or texts & TEXTS_OF_NAMES:
        yield "name"


def camera_notes(notes: bytes) -> tuple[bool, str]:
    """Whether the notes of a JPEG, which begin with what kind they are, tell a place, and the artist that they name."""
    from PIL import Image

    if not notes.startswith(b"Exif"):
        return bool(SAYS_PLACE.search(notes)), ""
    exif = Image.Exif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of damage
            exif.load(notes)
            return LATITUDE in exif.get_ifd(GPS), str(exif.get(ARTIST, "")).strip("\0 ")
    except BROKEN:
        return False, ""


def _is_broken_off(file: BinaryIO, format: str, size: int) -> bool:
    """Whether the end of a picture is missing. All of it is read only where its last bytes don't tell."""
    file.seek(max(size - LAST, 0))
    last = file.read()
    file.seek(0)
    match format:
        case "JPEG":
            return not last.rstrip(b"\0").endswith(b"\xff\xd9") and not jpeg.is_whole(file.read())
        case "PNG":
            return b"IEND" not in last and b"IEND" not in file.read()
        case "GIF":
            return not last.endswith(b";") and not gif.is_whole(file.read())
        case "WEBP":  # a RIFF file says, in its second four bytes, how many follow them
            return int.from_bytes(file.read(8)[4:], "little") + 8 > size
        case _:
            return False


def _drawn(data: bytes) -> Picture | None:
    found = _Drawing()
    is_whole = len(data) < SVG_LIMIT  # of a longer one, what is missing is no fault
    try:
        found.parser.Parse(data, is_whole)
    except (expat.ExpatError, _DeclaresError, LookupError, ValueError):  # the last two are of unknown encodings
        return None
    width, height = _size(found.root)
    if found.is_svg:
        return Picture(width, height)
    return None


class _DeclaresError(Exception):
    """A document type declares what could make each element long; such an SVG is not published."""


class _Drawing:
    """An SVG while it is read: the attributes of its first element."""

    def __init__(self) -> None:
        self.root: Mapping[str, str] = {}
        self.is_svg = False
        self.declared = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.AttlistDeclHandler = self.declares
        self.parser.EntityDeclHandler = self.entity

    def start(self, element: str, attributes: dict[str, str]) -> None:
        self.parser.StartElementHandler = None  # only the first element says what it is
        self.is_svg, self.root = element.rpartition(":")[2].lower() == "svg", attributes

    def declares(self, *_attribute: object) -> None:
        self.declared += 1
        if self.declared > MOST_DECLARED:
            raise _DeclaresError

    def entity(self, _name: str, _parameter: bool, value: str | None, *_outside: str | None) -> None:
        if value and (len(value) > LONGEST_ENTITY or "&" in value):
            raise _DeclaresError


def _size(root: Mapping[str, str]) -> tuple[int, int]:
    """The width and height that an SVG says, else its shape; nothing twice where it says neither."""
    width, height = _pixels(root.get("width", "")), _pixels(root.get("height", ""))
    if width and height:
        return max(round(width), 1), max(round(height), 1)
    box = root.get("viewBox", "").replace(",", " ").split()
    if len(box) != 4:
        return (0, 0)
    across, down = _pixels(box[2]), _pixels(box[3])
    if across and down:
        return (WIDE, max(round(WIDE * down / across), 1))
    return (0, 0)


def _pixels(length: str) -> float:
    """A length in pixels; nothing for any other."""
    try:
        number = float(length.strip().removesuffix("px"))
    except ValueError:
        return 0
    if 0 < number < 1e6:
        return number
    return 0
