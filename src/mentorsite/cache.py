"""Keeps what was costly to make, by a hash of all that it was made from. It can be deleted at any time.

It stands in the user's own cache folder and never in a project's: what others send in can't put
anything into it, so what is read from it is what mentorsite wrote.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Self

from platformdirs import user_cache_path

PLACE = "MENTORSITE_CACHE"
"""The variable of the environment that names another folder, which a workflow can keep between its runs."""
FILE = "cache.sqlite"
KEPT = 30
"""How many days something that no build asks for is kept."""
DAY = 24 * 3600
PATIENCE = 5.0
"""How long another build may keep the file to itself, in seconds; then this one goes on without it."""
PACKAGE = Path(__file__).parent
TABLE = """
    CREATE TABLE IF NOT EXISTS kept
    (key TEXT PRIMARY KEY, used INTEGER NOT NULL, digest BLOB NOT NULL, data BLOB NOT NULL)
"""


class Cache:
    """A file of values by their keys. What it can't read or write is made again, or not kept."""

    def __init__(self, folder: Path | None = None) -> None:
        self.file = (folder or _usual_folder()) / FILE
        self._today = int(time.time()) // DAY
        self._asked_again: list[str] = []
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection:
            self._connection.close()

    def get(self, key: str) -> bytes | None:
        """What is kept under a key; a damaged value is nothing."""
        return self.get_all([key]).get(key)

    def get_all(self, keys: Iterable[str]) -> dict[str, bytes]:
        """What is kept under each of the keys that have something."""
        found: dict[str, bytes] = {}

        def look(database: sqlite3.Connection) -> None:
            for key in keys:
                row = database.execute("SELECT used, digest, data FROM kept WHERE key = ?", (key,)).fetchone()
                if row and row[1] == _digest(row[2]):
                    found[key] = row[2]
                    self._asked_again += [key] if row[0] != self._today else []

        self._try(look)
        return found

    def put(self, key: str, data: bytes) -> None:
        """Keeps data under a key, whole or not at all."""
        self.put_all({key: data})

    def put_all(self, values: Mapping[str, bytes]) -> None:
        """Keeps each value under its key."""
        rows = [(key, self._today, _digest(data), data) for key, data in values.items()]
        if rows:
            self._try(lambda database: database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows))

    def forget_old(self) -> None:
        """Deletes what no build has asked for in a month."""

        def forget(database: sqlite3.Connection) -> None:
            asked_again = [(self._today, key) for key in self._asked_again]
            database.executemany("UPDATE kept SET used = ? WHERE key = ?", asked_again)
            if database.execute("DELETE FROM kept WHERE used < ?", (self._today - KEPT,)).rowcount:
                database.execute("PRAGMA incremental_vacuum")

        self._try(forget)

    def _try(self, action: Callable[[sqlite3.Connection], object]) -> None:
        """Does something to the file in one transaction, where that can be. A damaged file is deleted."""
        try:
            with self._connected() as database:
                action(database)
        except sqlite3.OperationalError:
            self._connection = None  # in use by another build, or on a disk that is full or read-only
        except sqlite3.DatabaseError:
            self._connection = None
            with suppress(OSError):
                self.file.unlink()

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            with suppress(OSError):
                self.file.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self.file, timeout=PATIENCE)
            # After a crash of the machine the file may be damaged: then it is made anew.
            for statement in ("PRAGMA synchronous = OFF", "PRAGMA auto_vacuum = INCREMENTAL", TABLE):
                self._connection.execute(statement)
        return self._connection


def _usual_folder() -> Path:
    named = os.environ.get(PLACE)
    return Path(named) if named else user_cache_path("mentorsite")


def _digest(data: bytes) -> bytes:
    return sha256(data).digest()


@cache
def made_by(*libraries: str) -> str:
    """A hash of mentorsite's own modules and of the versions of libraries, for the keys of what they make."""
    digest = sha256(repr([(name, version(name)) for name in libraries]).encode())
    # A version number can stay the same while the modules change.
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
