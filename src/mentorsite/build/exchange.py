"""A directory takes another's place in one step, where the system can."""

import ctypes
import errno
import os
import sys
from pathlib import Path

# Constants of each system's <fcntl.h>, which Python doesn't hand on.
AT_FDCWD = -100
AT_FDCWD_MACOS = -2
EXCHANGE = 2
"""RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS have one value."""


def exchange(new: Path, place: Path) -> None:
    """Lets a directory take the place of another of the same parent, which is then at `new` or at `aside(new)`.

    Linux and macOS do so in one step. Elsewhere, and on file systems that can't, it takes two renames;
    a kill between them leaves nothing in the place, and both directories whole until `undo`.
    """
    if _in_one_step(os.fsencode(new), os.fsencode(place)):
        return
    place.rename(replaced_path(new))
    try:
        new.rename(place)
    except OSError:
        undo(new, place)
        raise


def replaced_path(new: Path) -> Path:
    """Where the replaced directory goes when both can't trade places in one step."""
    return new.with_name(f"{new.name}-aside")


def undo(new: Path, place: Path) -> None:
    """Gives a place its directory back after an exchange that ended between its two renames."""
    replaced = replaced_path(new)
    if replaced.is_dir() and not replaced.is_symlink() and not os.path.lexists(place):
        replaced.rename(place)


def _in_one_step(one: bytes, other: bytes) -> bool:
    if sys.platform == "linux":
        rename, folder = _function("renameat2"), AT_FDCWD
    elif sys.platform == "darwin":
        rename, folder = _function("renameatx_np"), AT_FDCWD_MACOS
    else:
        return False
    if rename is None:
        return False
    if rename(folder, one, folder, other, EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    # What systems and network disks say that have no such thing; anything else is a fault.
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP):
        return False
    raise OSError(code, os.strerror(code), os.fsdecode(other))


def _function(name: str) -> "ctypes._NamedFuncPointer | None":
    # Of the C library that Python runs with; an old one may not have it.
    return getattr(ctypes.CDLL(None, use_errno=True), name, None)
