"""Where another disk begins below a folder: nothing beyond that is ever deleted, moved or replaced."""

import os
import re
from pathlib import Path

from mentorsite.errors import FatalError

MOUNTED = Path("/proc/self/mountinfo")
"""Where Linux lists what is mounted; a folder that is mounted a second time has the device of its first place."""
PLACE = 4
"""Which word of a line there is the folder."""
# A space in a path, and the like, stands there as a number of three octal digits.
ESCAPED = re.compile(rb"\\([0-7]{3})")
JUNCTION = 0xA0000003
"""How Windows marks a folder that leads to another one or to another disk."""


def is_mounted(folder: Path) -> bool:
    """Whether a disk, or a folder from elsewhere, is mounted on just this folder; its path is one without links."""
    return os.path.ismount(folder) or folder in _places()


def refuse_mounted_below(folder: Path) -> None:
    """Raises `FatalError` where the system knows of something mounted below a folder. It looks into no folder."""
    for place in _places():
        if folder in place.parents:
            raise other_disk(place)


def refuse_disks_below(folder: Path) -> None:
    """Raises `FatalError` where another disk begins below a folder. It looks into all folders."""
    refuse_mounted_below(folder)
    device = folder.stat().st_dev
    for here, folders, _ in os.walk(folder):
        for name in folders:
            refuse_other_disk(os.path.join(here, name), device)


def refuse_other_disk(path: str, device: int) -> None:
    """Raises `FatalError` where a folder is not on the disk with this number, or leads elsewhere on Windows.

    Files are not asked: with layered file systems, as containers have them, they may tell another number.
    """
    found = os.lstat(path)
    if found.st_dev != device or getattr(found, "st_reparse_tag", 0) == JUNCTION:
        raise other_disk(Path(path))


def other_disk(place: Path) -> FatalError:
    """Says that a disk begins at a place, and what to do."""
    return FatalError(
        f"{place} is where another disk or folder is mounted. mentorsite would delete or move what is in it, so it "
        "stopped before that. Unmount it, or name another folder with -o."
    )


def _places() -> list[Path]:
    """The folders and files on which something is mounted, as far as the system tells."""
    try:
        lines = MOUNTED.read_bytes().splitlines()
    except OSError:
        return []
    places = []
    for line in lines:
        written = line.split()[PLACE]
        places.append(Path(os.fsdecode(ESCAPED.sub(_unescaped, written))))
    return places


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 8)])
