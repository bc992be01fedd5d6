"""The cache: results that were costly to make, by a hash of all that they are made from. It may always be deleted.

It stands in the user's own cache folder and never in a project's: what others send in can't put anything into it, and
a folder that someone else can write to is refused. So what is read from it is what mentorsite wrote.
"""

import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from platformdirs import user_cache_path

from mentorsite.errors import UsageError

PLACE = "MENTORSITE_CACHE"
"""The variable of the environment that names another folder, which a workflow can keep between its runs."""
FILE = "cache.sqlite"
PRIVATE = 0o700
OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
KEPT = 30
"""How many days something that no build asks for is kept."""
DAY = 24 * 3600
PATIENCE = 5.0
"""How long another build may keep the file to itself, in seconds; then this one goes on without it."""
NOT_DAMAGED = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_TOOBIG,
}  # fmt: skip
"""What SQLite says of a file in use by another build, on a disk that is full or read-only, and their like."""
MAIN_CODE = 0xFF
"""The part of what SQLite says that tells its kind."""
TABLE = """
    CREATE TABLE IF NOT EXISTS kept
    (key TEXT PRIMARY KEY, used INTEGER NOT NULL, digest BLOB NOT NULL, data BLOB NOT NULL)
"""


def cache_of(project: Path) -> "Cache":
    """The user's cache, for a project; raises `UsageError` for one that someone else can write to."""
    named = os.environ.get(PLACE)
    if named:
        kept = Cache(Path(named))
    else:
        kept = Cache()
    if named and _is_inside(kept.file.parent, project):
        raise UsageError(
            f"{PLACE} names {named}, which is inside the handbook {project}: whoever sends in a change could put "
            "anything into it. Nothing was written. Name a folder outside, or none."
        )
    if not named:
        _make_private(kept.file.parent)
    if danger := _danger(kept.file):
        raise UsageError(f"{danger} Nothing was written. Or name another folder with {PLACE}.")
    return kept


@contextmanager
def no_cache() -> Iterator["Cache"]:
    """A cache that is empty, and gone afterwards: so everything is made anew."""
    with TemporaryDirectory(prefix="mentorsite-cache-") as folder, Cache(Path(folder)) as empty:
        yield empty


def _is_inside(folder: Path, project: Path) -> bool:
    """Whether a folder is a project's or in it, whatever links lead there."""
    real, top = Path(os.path.realpath(folder)), Path(os.path.realpath(project))
    return real.is_relative_to(top)


def _make_private(folder: Path) -> None:
    """Makes the usual folder the user's alone, where it is the user's: many systems let a group write to new ones."""
    with suppress(OSError):
        if hasattr(os, "geteuid") and folder.stat().st_uid == os.geteuid() and not folder.is_symlink():
            folder.chmod(PRIVATE)


def _danger(file: Path) -> str:
    """Who else can write to a cache and what to do about it, or nothing. Windows keeps a user's folders by itself."""
    if not hasattr(os, "geteuid"):
        return ""
    folder = Path(os.path.realpath(file.parent))
    # SQLite plays a journal that it finds back into the file: whoever can write one can change what is in it.
    for path in (folder, file, file.with_name(f"{file.name}-journal")):
        found = _stat(path)
        if found and found.st_uid != os.geteuid():
            return f"The cache {path} belongs to someone else, who could put anything into it. Delete it."
        if found and found.st_mode & OTHERS_WRITE:
            return f"Others can write to the cache {path}. Take that right from them with: chmod go-w {path}"
    for above in folder.parents:
        found = _stat(above)
        # Where the sticky bit is set, as in /tmp, each can only replace what is their own.
        if found and found.st_mode & stat.S_IWOTH and not found.st_mode & stat.S_ISVTX:
            return f"Everyone can write to {above}, and so replace the cache in it."
    return ""


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


class Cache:
    """A file of values by their keys. What it can't read or write is made again, or not kept."""

    def __init__(self, folder: Path | None = None) -> None:
        self.file = (folder or _usual_folder()) / FILE
        self.is_users_own = folder is None and not os.environ.get(PLACE)
        """Whether it stands in the user's own folder, and not where somebody said."""
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
                if not row:
                    continue
                used, digest, data = row
                if digest != _digest(key, data):
                    continue
                found[key] = data
                if used != self._today:
                    self._asked_again.append(key)  # noted once, by `forget_old`: reading writes nothing

        self._try(look)
        return found

    def has(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys that something is kept under, which may be damaged."""
        found: set[str] = set()

        def look(database: sqlite3.Connection) -> None:
            for key in keys:
                if database.execute("SELECT 1 FROM kept WHERE key = ?", (key,)).fetchone():
                    found.add(key)

        self._try(look)
        return found

    def put(self, key: str, data: bytes) -> None:
        """Keeps data under a key, whole or not at all."""
        self.put_all({key: data})

    def put_all(self, values: Mapping[str, bytes]) -> None:
        """Keeps each value under its key."""
        rows = [(key, self._today, _digest(key, data), data) for key, data in values.items()]
        if rows:
            self._try(lambda database: database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows))

    def forget_old(self) -> None:
        """Deletes what no build has asked for in a month. It looks through all that is kept, and so once a day."""

        def forget(database: sqlite3.Connection) -> None:
            asked_again = [(self._today, key) for key in self._asked_again]
            database.executemany("UPDATE kept SET used = ? WHERE key = ?", asked_again)
            # SQLite leaves this number to programs: here, it is the day on which old values were last looked for.
            (last_day,) = database.execute("PRAGMA user_version").fetchone()
            if last_day == self._today:
                return
            if database.execute("DELETE FROM kept WHERE used < ?", (self._today - KEPT,)).rowcount:
                database.execute("PRAGMA incremental_vacuum")
            database.execute(f"PRAGMA user_version = {self._today}")

        self._try(forget)

    def _try(self, action: Callable[[sqlite3.Connection], object]) -> None:
        """Does something to the file in one transaction, where that can be. A damaged file is deleted."""
        try:
            with self._connected() as database:
                action(database)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # the latter where damage makes a text of bytes
            self._connection = None
            if getattr(error, "sqlite_errorcode", 0) & MAIN_CODE not in NOT_DAMAGED:
                with suppress(OSError):
                    self.file.unlink()

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            with suppress(OSError):
                self.file.parent.mkdir(PRIVATE, parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self.file, timeout=PATIENCE)
            # After a crash of the machine the file may be damaged: then it is made anew. How it gives room back has to
            # be said before it has a table.
            for statement in ("PRAGMA synchronous = OFF", "PRAGMA auto_vacuum = INCREMENTAL", TABLE):
                self._connection.execute(statement)
        return self._connection


def _usual_folder() -> Path:
    named = os.environ.get(PLACE)
    if named:
        return Path(named)
    return user_cache_path("mentorsite")


def _digest(key: str, data: object) -> bytes:
    """A hash of a value with its key: a damaged file may lead from a key to another one's value, or to no bytes."""
    if not isinstance(data, bytes):
        return b""
    digest = sha256(f"{len(key)}:{key}".encode())
    digest.update(data)
    return digest.digest()
