"""Keeps what was costly to make, by a hash of all that it was made from. It can be deleted at any time."""

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

FOLDER = ".mentorsite-cache"
KEPT = 30 * 24 * 3600
"""How long something that no build asks for is kept, in seconds."""


class Cache:
    """A folder of files named by their keys. What it can't read or write is made again, or not kept."""

    def __init__(self, project: Path) -> None:
        self.folder = project / FOLDER

    def get(self, key: str) -> bytes | None:
        """What is kept under a key; a damaged file is nothing."""
        path = self.folder / key
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        digest, found = data[:64], data[64:]
        return found if digest == _digest(found) else None

    def put(self, key: str, data: bytes) -> None:
        """Keeps data under a key, whole or not at all."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / ".gitignore").write_text("*\n", encoding="utf-8")
            handle, name = tempfile.mkstemp(dir=self.folder, prefix="new-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_digest(data) + data)
                os.replace(name, self.folder / key)
            except OSError:
                os.unlink(name)

    def forget_old(self) -> None:
        """Deletes what no build has asked for in a month."""
        for path in self._files():
            with suppress(OSError):
                if path.stat().st_mtime < time.time() - KEPT:
                    path.unlink()

    def _files(self) -> Iterator[Path]:
        with suppress(OSError):
            yield from (path for path in self.folder.iterdir() if path.name != ".gitignore")


def _digest(data: bytes) -> bytes:
    return sha256(data).hexdigest().encode()
