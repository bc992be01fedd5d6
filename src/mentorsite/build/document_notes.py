"""What documents tell that nobody may have meant to publish: who wrote, saved and reviewed them, the places of photos
in them, and people's addresses in tables.

Of other documents than tables only notes are read, as far as the limits below go. Nothing of them is
run, and no names are said of one that is damaged or locked.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from mentorsite.build.addresses_in_tables import TABLES, lists_addresses, lists_pairs
from mentorsite.build.media.image_info import camera_notes, picture
from mentorsite.build.review_notes import reviewers
from mentorsite.loader.packages import UNREADABLE
from mentorsite.markdown.long_numbers import unescape
from mentorsite.model.document_names import ADDRESSES, CHANGE, COMMENT, PAIRS, PHOTO, Named
from mentorsite.model.urls import is_image

LARGEST = 50_000_000
"""Of larger documents nothing is read, in bytes."""
LARGEST_NOTES = 1_000_000
"""How large the notes about a document may be, in bytes, unpacked."""
LONGEST_NAME = 100
"""How much of a longer name is shown, in characters."""
NOTES = {
    **dict.fromkeys((".docx", ".dotx", ".xlsx", ".xltx", ".pptx", ".potx", ".ppsx"), "docProps/core.xml"),
    **dict.fromkeys((".odt", ".ott", ".ods", ".ots", ".odp", ".otp"), "meta.xml"),
}
"""Where the notes about a document are in it, by its ending."""
PDF, ARCHIVE = ".pdf", ".zip"
WITH_PHOTOS = (ARCHIVE, ".pages", ".numbers", ".key", ".epub")
"""Packages of which the photos are looked at; in an archive documents, too."""
MOST_DOCUMENTS = 20
"""How many documents in an archive are looked into."""
LARGEST_PHOTO, MOST_PHOTOS, LARGEST_PHOTOS = 20_000_000, 50, 100_000_000
"""How large a photo in a document may be, in bytes, how many are looked at, and how large all of them may be."""
PDF_END_SIZE = 262_144
"""How much of each end of a PDF is looked through, in bytes."""
PDF_AUTHOR = re.compile(rb"/Author\s{0,9}(?:\(((?:[^()\\]|\\.){0,400}+)\)|<([\da-fA-F\s]{2,800}+)>)", re.S)
ESCAPED, OCTAL = re.compile(rb"\\([0-7]{1,3}|.)", re.S), re.compile(rb"[0-7]+")
PHOTO_NOTES = re.compile(rb"\xff\xe1(..)(Exif\0\0|http://ns\.adobe\.com/xap/1\.0/\0)", re.S)
"""How a segment of a JPEG with Exif or XMP begins: the marker APP1, the segment's length and what is in it."""
XMP_AUTHOR, XMP_NAME = b"<dc:creator>", re.compile(rb"<rdf:li[^<>]{0,99}>([^<]{1,400})<")
XMP_LONGEST = 2_000
KEYS = {"creator": "author", "lastModifiedBy": "last modified by", "initial-creator": "first author"}
"""The keys of a name in notes, and what programs call them."""
NOBODY = frozenset(
    {
        "", "admin", "administrator", "anonymous", "author", "microsoft office user", "openpyxl", "pandoc",
        "python-docx", "un-named", "unknown", "user", "windows user",
    }
)  # fmt: skip
"""What programs write where they know no name."""


def names_of(path: Path) -> tuple[Named, ...]:
    """The names that a document or an archive carries, each with its key; none for another file, by its name."""
    ending = path.suffix.lower()
    if ending != PDF and ending not in WITH_PHOTOS and ending not in NOTES and ending not in TABLES:
        return ()
    try:
        found = path.stat()
        if found.st_size <= LARGEST:
            return _remembered(path, found.st_size, found.st_mtime_ns)
        return ()
    except OSError:
        return ()


@lru_cache(maxsize=4096)  # with size and time, so that a file that changed is read anew
def _remembered(path: Path, _size: int, _changed: int) -> tuple[Named, ...]:
    ending = path.suffix.lower()
    if ending == PDF:
        found = list(_of_pdf(path))
    else:
        found = list(_photos_in(path))
    if ending in TABLES and lists_addresses(path):
        found.append((ADDRESSES, "e-mail addresses"))
    elif ending in TABLES and lists_pairs(path):
        found.append((PAIRS, "names of people"))
    if ending in NOTES:
        found = [*_of_office(path, NOTES[ending]), *found]
    if ending == ARCHIVE:
        found += _documents_in(path)
    names: dict[Named, None] = {}
    for key, name in found:
        shown = " ".join(name.split())[:LONGEST_NAME]
        if shown.lower() not in NOBODY or key.endswith((COMMENT, CHANGE)):
            names[Named(key, shown)] = None  # once, as many times as it stands there
    return tuple(names)


def _of_office(package: Path | BytesIO, notes: str) -> Iterator[tuple[str, str]]:
    try:
        with ZipFile(package) as opened:
            yield from _authors(opened, notes)
            yield from reviewers(opened)
    except UNREADABLE:
        return


def _authors(package: ZipFile, notes: str) -> Iterator[tuple[str, str]]:
    if notes not in package.namelist():
        return
    with package.open(notes) as file:
        data = file.read(LARGEST_NOTES + 1)
    if len(data) > LARGEST_NOTES or b"<!" in data or b"\0" in data:  # a declaration may make much of little
        return
    try:
        elements = [*ElementTree.fromstring(data).iter()]  # noqa: S314 - without a declaration there are no entities
    except (ElementTree.ParseError, LookupError, ValueError):  # of unknown encodings, too
        return
    for each in elements:
        if not isinstance(each.tag, str):
            continue
        key = KEYS.get(each.tag.rpartition("}")[2])
        if key:
            yield key, each.text or ""


def _documents_in(path: Path) -> Iterator[tuple[str, str]]:
    """What the documents in an archive tell, with their names in it."""
    try:
        with ZipFile(path) as package:
            documents = []
            for each in package.infolist():
                if Path(each.filename).suffix.lower() in NOTES and each.file_size <= LARGEST_PHOTO:
                    documents.append(each)
            for document in documents[:MOST_DOCUMENTS]:
                with package.open(document) as file:
                    data = BytesIO(file.read(LARGEST_PHOTO))
                for key, name in _of_office(data, NOTES[Path(document.filename).suffix.lower()]):
                    yield f"in {document.filename} {key}", name
    except UNREADABLE:
        return


def _photos_in(path: Path) -> Iterator[tuple[str, str]]:
    """The photos in a package that tell the place where they were taken, by their names in it."""
    try:
        with ZipFile(path) as package:
            images = []
            for each in package.infolist():
                if is_image(each.filename) and each.file_size <= LARGEST_PHOTO:
                    images.append(each)
            left = LARGEST_PHOTOS
            for image in images[:MOST_PHOTOS]:
                left -= image.file_size
                if left < 0:
                    return
                with package.open(image) as file:
                    known = picture(BytesIO(file.read(LARGEST_PHOTO)), image.filename)
                if known and "place" in known.tells:
                    yield PHOTO, image.filename
    except UNREADABLE:
        return


def _of_pdf(path: Path) -> Iterator[tuple[str, str]]:
    """The names at both ends of a PDF, where programs put them; what is compressed there is not unpacked. And what the
    photos in it tell, since a PDF holds a JPEG with all its notes."""
    data = path.read_bytes()
    ends = data[:PDF_END_SIZE] + data[max(PDF_END_SIZE, len(data) - PDF_END_SIZE) :]
    if b"/Encrypt" in ends:  # then all texts in it are, too
        return
    for found in PDF_AUTHOR.finditer(ends):
        yield "author", _pdf_text(found)
    start = ends.find(XMP_AUTHOR)
    if start >= 0:
        for name in XMP_NAME.findall(ends[start : start + XMP_LONGEST].partition(b"</dc:creator")[0]):
            yield "author", unescape(name.decode("utf-8", "replace"))
    yield from _photos_of_pdf(data)


def _photos_of_pdf(data: bytes) -> Iterator[tuple[str, str]]:
    photo, places, end = 0, set[int](), 0
    for notes in islice(PHOTO_NOTES.finditer(data), MOST_PHOTOS):
        if notes.start() != end:  # notes right behind others are of the same photo
            photo += 1
        end = notes.start(1) + int.from_bytes(notes[1], "big")
        has_place, artist = camera_notes(data[notes.start(2) : end])
        if has_place and photo not in places:
            places.add(photo)
            yield PHOTO, f"photo {len(places)}"
        if artist:
            yield "the artist of a photo", artist


def _pdf_text(found: re.Match[bytes]) -> str:
    """A text of a PDF, which stands there as letters between brackets or as numbers."""
    letters, numbers = found.groups()
    if letters is None:
        digits = b"".join(numbers.split())
        if len(digits) % 2:  # a last digit that is missing is 0, by ISO 32000-1, 7.3.4.3
            digits += b"0"
        data = bytes.fromhex(digits.decode())
    else:
        data = ESCAPED.sub(_escaped, letters)
    for mark, encoding in ((b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
        if data.startswith(mark):
            return data.removeprefix(mark).decode(encoding, "replace")
    return data.decode("latin-1")  # PDFDocEncoding, but for a few signs


def _escaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if OCTAL.fullmatch(sign):
        return bytes([int(sign, 8) & 0xFF])  # what is more than a byte is passed over, by ISO 32000-1, 7.3.4.2
    return sign
