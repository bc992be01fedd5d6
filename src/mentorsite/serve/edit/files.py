"""The files that the desk may read and write: definitions, pages and pictures of one project, and no other."""

import os
import tempfile
from hashlib import sha256
from pathlib import Path, PurePosixPath
from stat import S_ISREG

from mentorsite.loader.sources import CONTENT
from mentorsite.loader.tree import (
    DEFINITION_ENDINGS,
    DEFINITION_LIMIT,
    MEMORY_FOLDER,
    PAGE_ENDINGS,
    SITE_FILE,
    SITE_TRANSLATION,
)
from mentorsite.model.urls import instead_of_unsafe, unsafe_name

LARGEST_TEXT = DEFINITION_LIMIT
"""How many bytes a file has at most that is edited."""
TEXTS = (*PAGE_ENDINGS, *DEFINITION_ENDINGS)


class RefusedError(Exception):
    """A path that the desk doesn't read or write; the text says why."""


class GoneError(Exception):
    """A file that isn't there any more."""


def place_of(project: Path, path: str) -> Path:
    """Where a file of the project is, which may be new. Raises `RefusedError` for what isn't the desk's to write.

    No step of what leads to it may be a link: one could lead out of the handbook.
    """
    parts = PurePosixPath(path).parts
    is_written_plainly = path == "/".join(parts)  # without `//`, `./` or a slash at either end
    if not is_written_plainly or any(each.startswith(".") or _is_odd(each) for each in parts):
        raise RefusedError("A file of the handbook can't have that name.")
    if not path.startswith(CONTENT) and not _is_of_site(path) and not _is_memory(path):
        raise RefusedError("Only site.yml and the files in content/ are edited here.")
    root = Path(os.path.realpath(project))
    place = root.joinpath(*parts)
    if os.path.realpath(place) != str(place):
        raise RefusedError("The file, or a folder of it, is a link. Put the file itself there to edit it.")
    return place


def refuse_unsafe(name: str) -> None:
    """Raises `RefusedError` for a new name that some systems can't have, such as `con` or `a:b` on Windows."""
    fault = unsafe_name(name)
    if fault:
        raise RefusedError(f"{fault[:1].upper()}{fault[1:]}: {instead_of_unsafe(name)}.")


def _is_odd(name: str) -> bool:
    # What Windows has in no name, and `%`, which begins an escape in an address.
    return any(each in '\\:*?"<>|%' or ord(each) < ord(" ") for each in name)


def _is_of_site(path: str) -> bool:
    return path == SITE_FILE or SITE_TRANSLATION.fullmatch(path) is not None


def is_text(path: str) -> bool:
    """Whether a file is a definition or a page, or names such."""
    return path.lower().endswith(TEXTS) or _is_memory(path)


def _is_memory(path: str) -> bool:
    """Whether a file says what translations were made from: that names files, which may get other names here."""
    return path.startswith(MEMORY_FOLDER) and path.count("/") == 1 and path.endswith(".json")


def text_of(project: Path, path: str) -> str:
    """What a definition or page holds. Raises `RefusedError`, and `GoneError` where it isn't there."""
    if not is_text(path):
        raise RefusedError("Only definitions and pages are edited here.")
    try:
        data = _bytes_of(place_of(project, path), path)
    except FileNotFoundError:
        raise GoneError(f"{path} isn't there any more.") from None
    except OSError as error:
        raise RefusedError(f"{path} can't be read: {error.strerror}.") from error
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise RefusedError(f"{path} isn't in UTF-8: save it so in a text editor first.") from None


def _bytes_of(place: Path, path: str) -> bytes:
    """What a file holds; its kind and size are looked at first, since a pipe never ends and a disk may hold more than
    memory does."""
    found = place.stat()
    if not S_ISREG(found.st_mode):
        raise RefusedError(f"{path} is not a file that can be edited.")
    if found.st_size > LARGEST_TEXT:
        raise RefusedError(f"{path} has {found.st_size:,} bytes; at most {LARGEST_TEXT:,} are edited here.")
    return place.read_bytes()


def write(project: Path, path: str, data: bytes) -> None:
    """Puts a file in its place whole, or not at all. Raises `RefusedError` where the disk doesn't take it."""
    place = place_of(project, path)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _replace(place, data)
    except OSError as error:
        raise RefusedError(f"{path} can't be written: {error.strerror}.") from error


def _replace(place: Path, data: bytes) -> None:
    if place.exists():
        mode = place.stat().st_mode
    else:
        mode = 0o666 & ~_umask()
    # Beside it, since a file takes another's place in one step only on the same disk. Hidden, so that nothing reads it.
    handle, new = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=".new")
    with open(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(handle)  # else a machine that loses its power may keep the new name of a file without its bytes
    try:
        os.chmod(new, mode)
        os.replace(new, place)
    finally:
        Path(new).unlink(missing_ok=True)


def _umask() -> int:
    """What new files are not allowed to others, as the system has it for this program."""
    mask = os.umask(0)  # it can be asked for only by setting it
    os.umask(mask)
    return mask


def remove(project: Path, path: str) -> None:
    """Deletes a file; one that has gone is as good."""
    try:
        place_of(project, path).unlink(missing_ok=True)
    except OSError as error:
        raise RefusedError(f"{path} can't be deleted: {error.strerror}.") from error


def digest(text: str) -> str:
    """What differs when a text does."""
    return sha256(text.encode()).hexdigest()[:20]
