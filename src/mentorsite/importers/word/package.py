"""A .docx as it came → its parts, looked through before anything reads them."""

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from typing import Any

import lxml.etree

from mentorsite.importers.result import Refusal
from mentorsite.loader.packages import UNREADABLE

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
MAIN, MAIN_LINKS, PACKAGE_LINKS = "word/document.xml", "word/_rels/document.xml.rels", "_rels/.rels"
"""Where the text stands after reading, whatever its part was called; where its links stand, and the package's own."""
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}
"""The namespaces of Word's “Strict Open XML Document”, and those that every other .docx has for the same."""
LOCKED = "it is protected with a password; open it in Word, take the password off, and save it"
DAMAGED = "it is damaged, or no .docx; open it in Word, let Word repair it, and save it again"


def parts(data: bytes) -> dict[str, bytes] | Refusal:
    """The parts of a document that are read, by their names."""
    if data.startswith(OLE):
        # Word puts a .docx with a password into a container as those of older versions are.
        if ENCRYPTED in data:
            return Refusal(LOCKED)
        return Refusal("it is a .doc of an older Word; open it in Word and save it as .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _read(package)
    except UNREADABLE:
        return Refusal(DAMAGED)


def _read(package: zipfile.ZipFile) -> dict[str, bytes] | Refusal:
    infos = package.infolist()
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > WHOLE_LIMIT:
        return Refusal(f"unpacked, it has more than {MOST_PARTS:,} parts or {WHOLE_LIMIT // 1_000_000} MB")
    # The first bit of these flags says that a part is encrypted (the .ZIP specification of PKWARE, 4.4.4).
    if any(info.flag_bits & 1 for info in infos):
        return Refusal(LOCKED)
    found: dict[str, bytes] = {}
    for info in infos:
        name = info.filename.replace("\\", "/")  # some programs write names as Windows does
        if NEEDED.fullmatch(name):
            is_image = name.startswith("word/media/")
            limit = PART_LIMIT if is_image else TEXT_LIMIT
            if info.file_size > limit:
                return Refusal(f"its part `{info.filename}` is too large")
            found[name] = _transitional(name, package.read(info))
    return _with_main(found)


def _transitional(name: str, data: bytes) -> bytes:
    """A part with the namespaces that nearly all documents have."""
    if name.endswith((".xml", ".rels")):
        for strict, usual in STRICT.items():
            data = data.replace(strict, usual)
    return data


def _with_main(found: dict[str, bytes]) -> dict[str, bytes] | Refusal:
    """The parts, with the text's as `word/document.xml`. Word on the web calls it `word/document2.xml`, or 22; the
    package's links say which part it is."""
    name = _main_name(found.pop(PACKAGE_LINKS, b""))
    links = posixpath.join(posixpath.dirname(name), "_rels", f"{posixpath.basename(name)}.rels")
    if name != MAIN and name in found:
        found[MAIN] = found.pop(name)
        found.pop(MAIN_LINKS, None)
        if links in found:
            found[MAIN_LINKS] = found.pop(links)
    if MAIN in found:
        return found
    return Refusal(DAMAGED)


def _main_name(links: bytes) -> str:
    """The name of the part that has the text, as the package's links say."""
    root = tree(links) if links else None
    if root is None or isinstance(root, Refusal):
        return MAIN
    for link in root:
        if str(link.get("Type", "")).endswith("/officeDocument"):
            return posixpath.normpath(str(link.get("Target", "")).replace("\\", "/").lstrip("/"))
    return MAIN


def linked(trees: Mapping[str, Any], kind: str) -> list[Any]:
    """The parts that the text is linked to as a `kind`, such as `header` or `numbering`."""
    return [trees[path] for path in linked_paths(trees, kind)]


def linked_paths(trees: Mapping[str, Any], kind: str) -> list[str]:
    """The names of the parts that the text is linked to as a `kind`."""
    links = trees.get(MAIN_LINKS)
    if links is None:
        return []
    paths = []
    for link in links:
        if str(link.get("Type", "")).endswith(f"/{kind}"):
            # From the folder of the text; one with a slash before it is from the top of the package.
            target = posixpath.join("word", str(link.get("Target", "")))
            paths.append(posixpath.normpath(target).lstrip("/"))
    return [path for path in dict.fromkeys(paths) if path in trees]


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
    # mammoth reads the parts again, with a parser of its own: no entity may be declared at all.
    if root.getroottree().docinfo.doctype:
        return Refusal("it declares a type of document, which no .docx that Word made does")
    if _is_deep(root):
        return Refusal(f"its elements stand in each other more than {DEEPEST} deep")
    return root


def _is_deep(root: Any) -> bool:
    # Level by level: to go down would take a stack as deep as the elements.
    level = [root]
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
    return bool(level)
