"""A .docx as it came → its parts, looked through before anything reads them."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

import lxml.etree

from mentorsite.bring.brought import Refusal

MOST_PARTS = 5_000
TEXT_LIMIT, PART_LIMIT, WHOLE_LIMIT = 20_000_000, 50_000_000, 300_000_000
"""How large the text may be, any other part, and all of them, unpacked, in bytes."""
DEEPEST = 90
"""How deep elements may stand in each other; reading goes down with them."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
NEEDED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/core\.xml"
    r"|word/[\w-]+\.xml|word/_rels/[\w-]+\.xml\.rels|word/media/[^/\\]+"
)
LOCKED = "it is protected with a password; open it in Word, take the password off, and save it"
DAMAGED = "it is damaged, or no .docx; open it in Word, let Word repair it, and save it again"


def parts(data: bytes) -> dict[str, bytes] | Refusal:
    """The parts of a document that are read, by their names."""
    if data.startswith(OLE):
        old = "it is a .doc of an older Word; open it in Word and save it as .docx"
        return Refusal(LOCKED if ENCRYPTED in data else old)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _read(package)
    # All that zipfile raises of bytes that are no package, or one packed in a way that it can't read.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError):
        return Refusal(DAMAGED)


def _read(package: zipfile.ZipFile) -> dict[str, bytes] | Refusal:
    infos = package.infolist()
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > WHOLE_LIMIT:
        return Refusal(f"unpacked, it has more than {MOST_PARTS:,} parts or {WHOLE_LIMIT // 1_000_000} MB")
    if any(info.flag_bits & 1 for info in infos):
        return Refusal(LOCKED)
    found: dict[str, bytes] = {}
    for info in infos:
        if NEEDED.fullmatch(info.filename):
            is_image = info.filename.startswith("word/media/")
            if info.file_size > (PART_LIMIT if is_image else TEXT_LIMIT):
                return Refusal(f"its part `{info.filename}` is too large")
            found[info.filename] = package.read(info)
    return found if "word/document.xml" in found else Refusal(DAMAGED)


def packed(parts: Mapping[str, bytes]) -> io.BytesIO:
    """The parts as a .docx again."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    made.seek(0)
    return made


def tree(data: bytes) -> Any | Refusal:
    """A part as XML; nothing outside of it is read, and one that declares what entities mean is refused."""
    parser = lxml.etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = lxml.etree.fromstring(data, parser)
    except (lxml.etree.XMLSyntaxError, ValueError):
        return Refusal(DAMAGED)
    if root.getroottree().docinfo.doctype:
        return Refusal("it declares a type of document, which no .docx that Word made does")
    return Refusal(f"its elements stand in each other more than {DEEPEST} deep") if _is_deep(root) else root


def _is_deep(root: Any) -> bool:
    level = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
    return bool(level)
