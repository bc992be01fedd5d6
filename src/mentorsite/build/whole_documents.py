"""Whether a document or an archive can be opened at all, by its first and its last bytes."""

from pathlib import Path
from zipfile import is_zipfile

from mentorsite.loader.active_files import ending
from mentorsite.loader.git_lfs import FAULT, is_pointer
from mentorsite.loader.media.strip import BY_ENDING
from mentorsite.loader.packages import UNREADABLE
from mentorsite.model.urls import is_image

PACKAGES = frozenset({
    ".zip", ".docx", ".dotx", ".xlsx", ".xltx", ".pptx", ".potx", ".ppsx", ".odt", ".ott", ".ods", ".ots", ".odp",
    ".otp", ".epub", ".pages", ".numbers", ".key",
})  # fmt: skip
OTHERS = frozenset({".doc", ".dot", ".xls", ".xlt", ".ppt", ".pps", ".rtf", ".7z"})
"""Of these only whether they are empty is checked."""
LOCKED = b"\xd0\xcf\x11\xe0"
"""How a file of OLE begins: Word, Excel and PowerPoint encrypt a document with a password into one."""
PDF, PDF_START, PDF_END = ".pdf", b"%PDF-", b"%%EOF"
STARTS_WITHIN, ENDS_WITHIN = 1024, 8192
"""PDF readers look for the header within the first bytes, and some programs write more after the end-of-file marker."""


def document_fault(path: Path, name: str, size: int, first: bytes) -> str:
    """Why nobody can open a document, or nothing; `first` are its first bytes."""
    kind = ending(name)
    if is_pointer(first):
        is_media = is_image(name) or kind.removeprefix(".") in BY_ENDING
        if is_media:  # `image_info` and `damage` look into those
            return ""
        return FAULT
    if kind not in PACKAGES and kind not in OTHERS and kind != PDF:
        return ""
    if not size:
        return "the file is empty"
    if kind == PDF:
        return _fault_of_pdf(path, size, first)
    if kind in PACKAGES and not first.startswith(LOCKED):
        return _fault_of_package(path, first)
    return ""


def _fault_of_pdf(path: Path, size: int, first: bytes) -> str:
    if PDF_START not in first[:STARTS_WITHIN]:
        return "it is no PDF, whatever its name says"
    with path.open("rb") as file:
        file.seek(max(size - ENDS_WITHIN, 0))
        last = file.read(ENDS_WITHIN)
    if PDF_END not in last:
        return "the end of the PDF is missing"
    return ""


def _fault_of_package(path: Path, first: bytes) -> str:
    try:
        if is_zipfile(path):
            return ""
    except UNREADABLE:
        return ""
    if first.startswith(b"PK"):
        return "the end of the file is missing"
    return f"it is no `{ending(path.name)}` file, whatever its name says"
