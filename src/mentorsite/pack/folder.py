"""The folder of a pack on disk: each pair's folder is there whole or not at all, and what people changed is kept."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from mentorsite.errors import FatalError

NOTES = ".mentorsite-pack"
"""The folder that says what was made of what, and in which a pair's folder is made."""
WAIT = 2
"""Seconds to wait for a lock: the processes of a run that was killed keep it for a moment."""


class PackFolder:
    """Where the folders of pairs stand. A note for each says what it was made of and what was written."""

    def __init__(self, target: Path) -> None:
        self.target, self.notes = target, target / NOTES

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keeps another run out, and clears what a killed one left.

        Raises `FatalError` while another run writes.
        """
        self.notes.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.notes / "lock").acquire(timeout=WAIT):
                for left in self.notes.glob("*.making"):
                    shutil.rmtree(left)
                yield
        except Timeout as error:
            raise FatalError(f"Another `mentorsite pack` is writing to {self.target}. Wait for it to end.") from error

    def is_made(self, folder: str, key: str) -> bool:
        """Whether a pair's folder is there, made of the same."""
        note = self._note(folder)
        return note is not None and note["key"] == key and (self.target / folder).is_dir()

    def put(self, folder: str, key: str, files: Mapping[str, bytes]) -> str:
        """Writes a pair's folder. Gives the name under which the one before is kept, if someone changed it."""
        making = self.notes / f"{folder}.making"
        if making.exists():
            shutil.rmtree(making)
        for name, data in files.items():
            path = making / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        kept = self._make_way(folder)
        os.replace(making, self.target / folder)
        written = {name: sha256(data).hexdigest() for name, data in files.items()}
        self.write(f"{NOTES}/{folder}.json", json.dumps({"key": key, "files": written}).encode())
        return kept

    def write(self, name: str, data: bytes) -> None:
        """Writes one file, whole or not at all."""
        path = self.target / name
        part = path.with_name(f"{path.name}.part")
        part.write_bytes(data)
        os.replace(part, path)

    def others(self, folders: set[str]) -> list[str]:
        """The folders of pairs that an earlier run made and that are not among these."""
        known = (path.name.removesuffix(".json") for path in self.notes.glob("*.json"))
        return sorted(name for name in known if name not in folders and (self.target / name).is_dir())

    def _make_way(self, folder: str) -> str:
        place = self.target / folder
        if not os.path.lexists(place):
            return ""
        if self._is_as_written(folder):
            shutil.rmtree(place)
            return ""
        number = 1
        while os.path.lexists(self.target / f"{folder} (before {number})"):
            number += 1
        kept = f"{folder} (before {number})"
        os.replace(place, self.target / kept)
        return kept

    def _is_as_written(self, folder: str) -> bool:
        """Whether nobody changed, added or deleted a file."""
        note, place = self._note(folder), self.target / folder
        if note is None or place.is_symlink() or not place.is_dir():
            return False
        there = {path.relative_to(place).as_posix(): path for path in place.rglob("*") if not path.is_dir()}
        if there.keys() != note["files"].keys():
            return False
        return all(sha256(path.read_bytes()).hexdigest() == note["files"][name] for name, path in there.items())

    def _note(self, folder: str) -> dict[str, Any] | None:
        try:
            note = json.loads((self.notes / f"{folder}.json").read_bytes())
        except (FileNotFoundError, ValueError):
            return None
        return note if isinstance(note, dict) and {"key", "files"} <= note.keys() else None
