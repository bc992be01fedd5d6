"""Finds other programs in the folders of PATH, but never among the files of a handbook."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

ENDING = ".exe" if os.name == "nt" else ""


def find(name: str, project: Path) -> Path | None:
    """Where a program is; what is called so in the current folder or the handbook's is not looked at."""
    for folder in folders(project):
        # One folder at a time, by its path: on Windows `which` looks in the current folder first for a bare name.
        found = shutil.which(os.path.join(folder, f"{name}{ENDING}"))
        if found:
            return Path(found)
    return None


def folders(project: Path) -> Iterator[str]:
    """The folders of PATH, but for relative ones, the current one and the handbook's."""
    unsafe = {os.path.realpath(folder) for folder in (os.curdir, project)}
    for folder in os.get_exec_path():
        if os.path.isabs(folder) and os.path.realpath(folder) not in unsafe:
            yield folder
