"""Two directories trade places in one step, where the system can."""

import ctypes
import errno
import os
import sys
from pathlib import Path

AT_FDCWD = -100
AT_FDCWD_MACOS = -2
EXCHANGE = 2
"""RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS have one value."""


def exchange(one: Path, other: Path) -> None:
    """Lets two directories of one disk trade names.

    Linux and macOS do so in one step. Elsewhere, and on file systems that can't, it takes three
    renames; a kill between them leaves both directories whole under other names.
    """
    if not _in_one_step(os.fsencode(one), os.fsencode(other)):
        aside = one.with_name(f"{one.name}-aside")
        other.rename(aside)
        one.rename(other)
        aside.rename(one)


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
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP):
        return False
    raise OSError(code, os.strerror(code), os.fsdecode(other))


def _function(name: str) -> "ctypes._NamedFuncPointer | None":
    return getattr(ctypes.CDLL(None, use_errno=True), name, None)
