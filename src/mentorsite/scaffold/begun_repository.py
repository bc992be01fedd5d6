"""What GitHub puts into a new repository, and how a handbook is made in there without losing a word of it."""

import os
from pathlib import Path

SYSTEM_FILES = {".git", ".DS_Store", "Thumbs.db", "desktop.ini"}
"""What git and systems keep in a folder in which nothing was begun yet."""
JOINED = (".gitattributes", ".gitignore", "README.md")
"""Files that a handbook has, too: its own words go below those that are there."""
KEPT = {"LICENSE", "LICENSE.md", "LICENSE.txt"}
LARGEST = 1_000_000
"""In bytes; what is larger, GitHub did not put there."""


def is_of_new_repository(path: Path) -> bool:
    """Whether a file is one that a repository begins with."""
    if path.name in SYSTEM_FILES:
        return True
    is_plain = path.is_file() and not path.is_symlink()
    return is_plain and (path.name in JOINED or path.name in KEPT) and path.stat().st_size <= LARGEST


def join(made: Path, folder: Path) -> tuple[str, ...]:
    """Puts what stands in a folder above the words of the files that were made for it; the names of these files."""
    joined = []
    for name in JOINED:
        if (folder / name).is_file() and (made / name).is_file():
            before = (folder / name).read_bytes().rstrip()
            (made / name).write_bytes(before + b"\n\n" * bool(before) + (made / name).read_bytes())
            joined.append(name)
    return tuple(joined)


def to_know(folder: Path, joined: tuple[str, ...]) -> tuple[str, ...]:
    """What is to be known of a handbook that was made in a folder, a text each; `joined` is what `join` gave."""
    return tuple(filter(None, (_joined_text(joined), not_the_top(folder))))


def _joined_text(joined: tuple[str, ...]) -> str:
    """What became of files that were there, in a line; nothing where there were none."""
    if not joined:
        return ""
    return f"{' and '.join(joined)}: what was there stays, and the handbook's own words stand below it."


def repository_above(folder: Path) -> Path | None:
    """The top of the repository that a folder is in, where that is another folder."""
    whole = Path(os.path.realpath(folder))
    tops = [each for each in (whole, *whole.parents) if (each / ".git").exists()]
    if not tops or tops[0] == whole:
        return None
    return tops[0]


def not_the_top(folder: Path) -> str:
    """What to do about a handbook that is not at the top of its repository; nothing for another."""
    top = repository_above(folder)
    if top is None or not (folder / ".github" / "workflows").is_dir():
        return ""
    return (
        f"{folder} lies in the repository {top}, and GitHub looks at nothing but the `.github` at its top. "
        f"To have GitHub make the website, move all that is in the folder, hidden files too, to {top}."
    )
