"""Files that are put into a staged site: new ones are written, the others get a second name."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TypeVar

from mentorsite.build.manifest import leads_out
from mentorsite.errors import UsageError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Stands for a file that the output has already, just as it is to be; `digest` is that of its content."""

    digest: str


Content = bytes | Path | Unchanged
"""What a file of the site holds: its bytes, the file to copy, or what the output has."""


def stage(path: str, content: Content, staged: Path, output: Path, known: str | None) -> tuple[str, bool]:
    """Puts a file into the staged site; the digest of its content, and whether the output has just that."""
    if leads_out(path):
        raise UsageError(f"The site would have a file at {path}, out of {output}. Nothing was written.")
    target, current = f"{staged}/{path}", f"{output}/{path}"
    if isinstance(content, Unchanged):
        link_or_copy(current, target)
        return content.digest, True
    if isinstance(content, Path):
        data = content.read_bytes()
    else:
        data = content
    digest = sha256(data).hexdigest()
    if known == digest and is_still(current, digest):
        link_or_copy(current, target)
        return digest, True
    with _in_folder(lambda: open(target, "wb"), target) as file:
        file.write(data)
    return digest, False


def _in_folder(action: Callable[[], T], target: str) -> T:
    """Does what needs a folder for a file; it is made when it turns out that there is none."""
    try:
        return action()
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        return action()


def is_still(path: str, digest: str) -> bool:
    """Whether a path is the plain file that was written there."""
    if not os.path.isfile(path) or os.path.islink(path):
        return False
    with open(path, "rb") as file:
        return file_digest(file, "sha256").hexdigest() == digest


def link_or_copy(current: str, target: str) -> None:
    """The same file under a second name, so that it keeps its time; a copy where the disk has no such thing."""
    try:
        _in_folder(lambda: os.link(current, target, follow_symlinks=False), target)
    except FileNotFoundError:  # what is gone can't be copied either
        raise
    except (OSError, NotImplementedError):  # each system says it differently; of a disk at fault, the copy tells
        shutil.copy2(current, target, follow_symlinks=False)
