"""What an output has that mentorsite did not write: it stays there, whatever is published."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePath, PurePosixPath

from mentorsite.build.manifest import MANIFEST, written_files
from mentorsite.build.mounts import refuse_other_disk
from mentorsite.build.project_files import posix_below
from mentorsite.build.staged_files import is_still, link_or_copy
from mentorsite.errors import UsageError

REPOSITORY = ".git"
"""The repository that an output may be itself; no web host shows it."""


def written_by_others(output: Path) -> tuple[str, ...]:
    """What an output has that its manifest does not name: it is published along by whoever copies the folder.

    A repository's own `.git` at the top is left out. A folder that can't be read stands for what is in it.
    """
    ours = {MANIFEST, *written_files(output)}
    top = str(output)
    others: list[str] = []
    unread: list[OSError] = []
    for here, folders, names in os.walk(top, onerror=unread.append):
        above = here[len(top) :].replace(os.sep, "/").lstrip("/")
        if not above:
            folders[:] = [name for name in folders if name != REPOSITORY]  # `os.walk` enters what is left in the list
        for name in (*names, *links_among(here, folders)):
            path = f"{above}/{name}".lstrip("/")
            if path not in ours and path != REPOSITORY:  # a work tree of git has a file of that name
                others.append(path)
    for error in unread:
        others.append(posix_below(PurePath(error.filename), output).lstrip("/"))
    return tuple(sorted(others))


def foreign_files(output: Path, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    """The files, links and empty folders in an output that mentorsite did not write, or not as they are now."""
    if output.exists():
        device = output.stat().st_dev
    else:
        device = 0
    for here, folders, names in os.walk(output, onerror=stop_unless_gone):
        above = posix_below(PurePath(here), output)
        for name in folders:
            refuse_other_disk(os.path.join(here, name), device)
        for name in (*names, *links_among(here, folders)):
            path = f"{above}/{name}".lstrip("/")
            ours = path in old and (path in new or is_still(f"{output}/{path}", old[path]))
            if not ours and path != MANIFEST:
                yield path
        if above and not folders and not names:
            yield above.lstrip("/")


def stop_unless_gone(error: OSError) -> None:
    """Called by `os.walk`, which would pass over a folder that it can't read."""
    if not isinstance(error, FileNotFoundError):
        raise error


def links_among(here: str, folders: Iterable[str]) -> list[str]:
    """Those of the folders that are links; `os.walk` tells them as folders and does not enter them."""
    return [name for name in folders if os.path.islink(os.path.join(here, name))]


def refuse_taken(foreign: Iterable[str], staged: Path, output: Path) -> None:
    """Raises `UsageError` where the site has a file or folder that someone else put there."""
    taken = []
    for path in foreign:
        if _is_taken(path, staged, output):
            taken.append(path)
    if taken:
        if len(taken) > 1:
            more = f" ({len(taken)} such files)"
        else:
            more = ""
        raise UsageError(
            f"{output / taken[0]} is not mentorsite's, but the handbook has something of that name{more}. "
            "Nothing was written. Move it away first."
        )


def _is_taken(path: str, staged: Path, output: Path) -> bool:
    if any((staged / above).is_file() for above in PurePosixPath(path).parents):
        return True
    both_folders = (staged / path).is_dir() and (output / path).is_dir() and not (output / path).is_symlink()
    return os.path.lexists(staged / path) and not both_folders


def carry_over(paths: Iterable[str], output: Path, staged: Path) -> None:
    """Gives the staged site a second name for each foreign file, and each folder that holds one as it is."""
    held: set[PurePosixPath] = set()
    for path in paths:
        current, target = output / path, staged / path
        target.parent.mkdir(parents=True, exist_ok=True)
        held.update(PurePosixPath(path).parents)
        if current.is_dir() and not current.is_symlink():
            target.mkdir(exist_ok=True)
            held.add(PurePosixPath(path))
        else:
            link_or_copy(str(current), str(target))
    # At last, for each file that is put into a folder changes its time; the deepest first, for a folder's mode may keep
    # us from those in it.
    for folder in sorted(held - {PurePosixPath()}, key=lambda each: -len(each.parts)):
        copy_attributes(output / folder, staged / folder)


def copy_attributes(current: Path, target: Path) -> None:
    """Gives a folder the owner, where that is allowed, the mode and the times of another."""
    known = current.stat()
    with suppress(OSError, AttributeError):
        os.chown(target, known.st_uid, known.st_gid)
    shutil.copystat(current, target)
