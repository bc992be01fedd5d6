"""Which folders can be an output: none that holds, or could hold, what is not ours to replace."""

import os
from pathlib import Path

from mentorsite.build.manifest import MANIFEST
from mentorsite.build.mounts import is_mounted, refuse_mounted_below
from mentorsite.build.temporary_folders import refuse_in_the_way
from mentorsite.errors import FatalError, UsageError


def refuse_unsafe(output: Path, project: Path) -> None:
    """Raises `UsageError` for an output directory that holds, or could hold, what is not ours to replace.

    Raises `FatalError` for one in which another disk is mounted.
    """
    try:
        reason = _danger(real_path(output), real_path(project))
    except OSError as error:
        raise FatalError(f"{error.filename or output}: {error.strerror}. Nothing was written.") from error
    if reason:
        raise UsageError(f"The output {output} {reason} with -o.")
    refuse_mounted_below(real_path(output))
    refuse_in_the_way(output)


def real_path(path: Path) -> Path:
    """Where a path leads; unlike `Path.resolve`, it takes a loop of links for a file that is not there."""
    return Path(os.path.realpath(path))


def _danger(output: Path, project: Path) -> str:
    """Why an output is refused and what to name instead, or nothing."""
    sources = [real_path(project / name) for name in ("content", "themes", "site.yml")]
    reasons = (
        (_holds(output, real_path(Path(os.path.expanduser("~")))), "is, or holds, your home folder"),
        (_holds(output, Path.cwd()), "is, or holds, the folder you are in"),
        (_holds(output, project), "is, or holds, the handbook's own folder"),
        (any(_holds(each, output) or _holds(output, each) for each in sources), "is among the handbook's sources"),
        (os.path.lexists(output) and not output.is_dir(), "is a file, not a folder"),
    )
    for refused, reason in reasons:
        if refused:
            return f"{reason}. Nothing was written. Name another folder"
    if is_mounted(output):
        return "is where a disk begins, which can't change in one step. Nothing was written. Name a folder inside it"
    if output.is_dir() and not (output / MANIFEST).is_file() and any(output.iterdir()):
        return "has files that mentorsite did not write. Nothing was written. Empty it, or name a new or empty folder"
    return ""


def _holds(folder: Path, path: Path) -> bool:
    """Whether a folder is a path or is above it, under this name or another."""
    return any(each == folder or _is_same(each, folder) for each in (path, *path.parents))


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
