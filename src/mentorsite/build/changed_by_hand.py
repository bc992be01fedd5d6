"""Files of an output that someone changed since mentorsite wrote them: a build makes them anew, and loses no words."""

from collections.abc import Sequence
from hashlib import sha256
from itertools import count
from pathlib import Path

from mentorsite.build.staged_files import link_or_copy

MOST_KEPT = 20
"""Where more files were changed, a program did it, as one that makes pages smaller."""


def is_changed(path: Path, known: str, new: str) -> bool:
    """Whether a file holds neither what was written there nor what will be; other ends of lines are no change."""
    if path.is_symlink() or not path.is_file():
        return False
    data = path.read_bytes()
    digests = {sha256(data).hexdigest(), sha256(data.replace(b"\r\n", b"\n")).hexdigest()}
    return digests.isdisjoint({known, new})


def keep(changed: Sequence[str], output: Path) -> Path | None:
    """Gives files of an output another name beside it, each by its path; where they are now, unless there are many."""
    if not changed or len(changed) > MOST_KEPT:
        return None
    folder = _new_folder(output)
    for path in changed:
        link_or_copy(f"{output}/{path}", f"{folder}/{path}")
    return folder


def _new_folder(output: Path) -> Path:
    """A folder that was not there: nothing that someone sent in leads out of it."""
    numbers = count(1)
    while True:
        folder = output.with_name(f".{output.name}.mentorsite-changed-{next(numbers)}")
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        return folder
