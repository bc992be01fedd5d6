"""Clears away what a build leaves beside the output, and brings back what someone else wrote there meanwhile."""

import filecmp
import os
from contextlib import suppress
from itertools import count
from pathlib import Path, PurePath

from mentorsite.build.exchange import undo
from mentorsite.build.foreign_files import links_among, stop_unless_gone
from mentorsite.build.manifest import MANIFEST, UNFINISHED, written_files
from mentorsite.build.mounts import refuse_disks_below
from mentorsite.build.project_files import posix_below
from mentorsite.build.temporary_folders import beside
from mentorsite.errors import FatalError


def tidy(staged: Path, output: Path) -> None:
    """Deletes what a build leaves beside the output: a staged site, or the one that was replaced."""
    try:
        undo(staged, output)
        for folder in (staged, beside(output).replaced):
            if folder.is_dir() and not folder.is_symlink():
                _retire(folder, output)
    except OSError as error:
        raise FatalError(
            f"{error.filename}: {error.strerror}. The site in {output} is whole, "
            f"but {staged}, where it was made, can't be cleared away."
        ) from error


def _retire(folder: Path, output: Path) -> None:
    """Deletes a staged or a replaced site, its marker last, so that a kill on the way changes nothing.

    What its manifest does not name is foreign: second names of what the output has are deleted, and a
    file that the output lacks, which someone wrote while it was replaced, is moved there.
    """
    refuse_disks_below(folder)
    unfinished = (folder / UNFINISHED).exists()
    ours = {MANIFEST, UNFINISHED, *written_files(folder)}
    # Folders that someone put into the output were copied with their modes, and some may let nobody delete in them.
    for here, _, _ in os.walk(folder):
        with suppress(PermissionError):
            os.chmod(here, 0o700)
    for here, folders, names in os.walk(folder, topdown=False, onerror=stop_unless_gone):
        above = posix_below(PurePath(here), folder)
        markers_last = sorted((*names, *links_among(here, folders)), key={MANIFEST, UNFINISHED}.__contains__)
        for name in markers_last:
            path, inside = os.path.join(here, name), f"{above}/{name}".lstrip("/")
            if unfinished or inside in ours or _is_second(Path(path), output / inside):
                os.unlink(path)
            else:
                _restore(Path(path), output, inside)
        os.rmdir(here)


def _is_second(one: Path, other: Path) -> bool:
    """Whether one is another name of the other, or a copy of it."""
    if one.is_symlink() or other.is_symlink():
        return one.is_symlink() and other.is_symlink() and one.readlink() == other.readlink()
    if not other.exists():
        return False
    if one.samefile(other):
        return True
    return one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False)


def _restore(path: Path, output: Path, inside: str) -> None:
    """Moves a file to its place in the output, or under a name of its own where that is taken."""
    place = output / inside
    numbers = count(1)
    if any(above.is_file() for above in place.parents):  # where a folder was, the new site has a file
        place = output / inside.replace("/", "-")
    free = place
    while os.path.lexists(free):
        free = place.with_name(f"{place.name}.kept-by-mentorsite-{next(numbers)}")
    free.parent.mkdir(parents=True, exist_ok=True)
    path.rename(free)
