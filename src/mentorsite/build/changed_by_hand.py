"""Files of an output that someone changed since mentorsite wrote them: a build makes them anew, and loses no words."""

import filecmp
import os
from collections.abc import Sequence
from hashlib import sha256
from itertools import count
from pathlib import Path

from mentorsite.build.staged_files import link_or_copy

MOST_KEPT = 20
"""Where more files than these were changed, a program did it, such as a minifier."""


def is_changed(path: Path, known: str, new: str) -> bool:
    """Whether a file holds neither what was written there nor what will be; other ends of lines are no change."""
    if path.is_symlink() or not path.is_file():
        return False
    data = path.read_bytes()
    if sha256(data).hexdigest() in (known, new):
        return False
    return sha256(data.replace(b"\r\n", b"\n")).hexdigest() not in (known, new)


def keep(changed: Sequence[str], output: Path) -> Path | None:
    """Keeps files of an output in a folder beside it, under the same paths; gives it, or None for too many."""
    if not changed or len(changed) > MOST_KEPT:
        return None
    numbers = count(1)
    while True:
        folder = output.with_name(f".{output.name}.mentorsite-changed-{next(numbers)}")
        # A program that changes the same files after each build leaves them the same each time.
        if all(_is_kept(folder / path, output / path) for path in changed):
            return folder
        try:
            folder.mkdir()  # one that was not there: nothing that someone sent in leads out of it
        except FileExistsError:
            continue
        for path in changed:
            link_or_copy(f"{output}/{path}", f"{folder}/{path}")
        return folder


def _is_kept(kept: Path, changed: Path) -> bool:
    """Whether a file is there, behind no link, and holds the same as a changed one."""
    return kept.is_file() and Path(os.path.realpath(kept)) == kept and filecmp.cmp(kept, changed, shallow=False)
