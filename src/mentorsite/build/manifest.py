"""The manifest of an output: it lists the files that mentorsite wrote there, with the digest of each."""

import json
import re
from collections.abc import Mapping
from pathlib import Path, PureWindowsPath

from mentorsite.errors import UsageError

MANIFEST = ".mentorsite.json"
"""Marks a directory as made by mentorsite and lists the files that it wrote there."""
OUTSIDE = re.compile(r"\.\.|[:\\]|^/")
"""What a path has that leads out of its folder; most have nothing of it."""
UNFINISHED = f"{MANIFEST}.part"
"""Stands in a staged site until that is whole: till then it holds new files and second names, no one's only copy."""


def written_files(folder: Path) -> dict[str, str]:
    """The files that mentorsite wrote to a folder, with the digest of each."""
    try:
        files = listed((folder / MANIFEST).read_bytes())
    except FileNotFoundError:
        return {}
    if files is None:
        raise _damaged(folder)
    return files


def listed(manifest: bytes) -> dict[str, str] | None:
    """The files that a manifest lists, with the digest of each; None for one that is damaged."""
    try:
        said = json.loads(manifest)
        files = {str(path): str(digest) for path, digest in said["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if any(map(leads_out, files)):
        return None
    return files


def manifest(files: Mapping[str, str]) -> bytes:
    """A manifest that lists files, with the digest of each."""
    return json.dumps({"made by": "mentorsite", "files": dict(sorted(files.items()))}, indent=0).encode()


def leads_out(path: str) -> bool:
    """Whether a path leads out of its folder on any system; most have nothing that could."""
    if not OUTSIDE.search(path):
        return False
    read = PureWindowsPath(path)
    return bool(read.anchor) or ".." in read.parts


def _damaged(folder: Path) -> UsageError:
    return UsageError(
        f"{folder / MANIFEST} is damaged, so it is not known what mentorsite wrote there. "
        "Nothing was written. Name another folder with -o."
    )
