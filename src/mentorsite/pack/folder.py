"""The folder of a pack on disk: each pair's folder is there whole or not at all, and what people changed is kept."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from filelock import FileLock, Timeout

from mentorsite.build.environment_hashes import fonts
from mentorsite.errors import FatalError

NOTES = ".mentorsite-pack"
"""The folder that says what was made of what, and in which a pair's folder is made."""
FOR_CODES = "for-codes"
"""The file, beside the notes, of what the codes of certificates are made with."""
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
                self._clear()
                yield
        except Timeout as error:
            raise FatalError(f"Another `mentorsite pack` is writing to {self.target}. Wait for it to end.") from error

    def secret(self) -> bytes:
        """What codes are made with. It stays here, is in no folder of a pair, and is made once."""
        place = self.notes / FOR_CODES
        if not place.exists():
            self.notes.mkdir(parents=True, exist_ok=True)
            self.write(f"{NOTES}/{FOR_CODES}", token_hex().encode())
        return place.read_bytes()

    def is_made(self, folder: str, key: str) -> bool:
        """Whether a pair's folder is there, made of the same; not where a font may have been installed since that has
        what lacked one."""
        note = _read(self._note_of(folder))
        if note is None or note.key != key:
            return False
        if note.missing and note.fonts != fonts():
            return False
        return (self.target / folder).is_dir()

    def missing(self, folder: str) -> str:
        """The characters of a pair's PDFs that no font of this machine has."""
        note = _read(self._note_of(folder))
        if note:
            return note.missing
        return ""

    def _clear(self) -> None:
        for left in self.notes.glob("*.making"):
            shutil.rmtree(left)
        for new in self.notes.glob("*.new"):
            folder = new.name.removesuffix(".new")
            if self._is_as_written(folder, _read(new)):  # the folder was in its place already
                os.replace(new, self._note_of(folder))
            else:
                new.unlink()

    def put(self, folder: str, key: str, files: Mapping[str, bytes], missing: Set[str] = frozenset()) -> str:
        """Writes a pair's folder. Gives the name under which the one before is kept, if someone changed it.

        `missing` are the characters that no font of this machine has.

        A run can be killed between any two steps: what the next one finds tells it how far this one came.
        """
        # On the same disk, so that it gets its place in one step. `_clear` deletes both where a run was killed.
        making, gone = self.notes / f"{folder}.making", self.notes / f"{folder}.before.making"
        if making.exists():
            shutil.rmtree(making)
        for below in {name.rpartition("/")[0] for name in files}:
            (making / below).mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            with open(f"{making}/{name}", "wb") as file:
                file.write(data)
        written = {name: sha256(data).hexdigest() for name, data in files.items()}
        hash_of_fonts = fonts() if missing else ""
        note = {"key": key, "files": written, "missing": " ".join(sorted(missing)), "fonts": hash_of_fonts}
        # Before anything moves: without a note that fits, the next run would take the folder for someone's own.
        self.write(f"{NOTES}/{folder}.new", json.dumps(note).encode())
        kept = self._make_way(folder, gone)
        os.replace(making, self.target / folder)
        os.replace(self.notes / f"{folder}.new", self._note_of(folder))
        if gone.exists():
            shutil.rmtree(gone)
        return kept

    def write(self, name: str, data: bytes) -> None:
        """Writes one file, whole or not at all."""
        self.write_parts(name, [data])

    def write_parts(self, name: str, parts: Iterable[bytes]) -> None:
        """Writes one file as its parts come, whole or not at all."""
        path = self.target / name
        part = path.with_name(f"{path.name}.part")
        with part.open("wb") as file:
            file.writelines(parts)
        os.replace(part, path)

    def others(self, folders: set[str]) -> list[str]:
        """The folders of pairs that an earlier run made and that are not among these."""
        return [name for name in self.known_besides(folders) if (self.target / name).is_dir()]

    def known_besides(self, folders: set[str]) -> list[str]:
        """The names of pairs' folders that an earlier run made, besides these; someone may have deleted them since."""
        known = (path.name.removesuffix(".json") for path in self.notes.glob("*.json"))
        return sorted(name for name in known if name not in folders)

    def _make_way(self, folder: str, gone: Path) -> str:
        place = self.target / folder
        if not os.path.lexists(place):
            return ""
        if self._is_as_written(folder, _read(self._note_of(folder))):
            os.replace(place, gone)
            return ""
        number = 1
        while os.path.lexists(self.target / f"{folder} (before {number})"):
            number += 1
        kept = f"{folder} (before {number})"
        os.replace(place, self.target / kept)
        return kept

    def _is_as_written(self, folder: str, note: "Note | None") -> bool:
        """Whether nobody changed, added or deleted a file."""
        place = self.target / folder
        if note is None or place.is_symlink() or not place.is_dir():
            return False
        there = {path.relative_to(place).as_posix(): path for path in place.rglob("*") if not path.is_dir()}
        if there.keys() != note.files.keys():
            return False
        return all(sha256(path.read_bytes()).hexdigest() == note.files[name] for name, path in there.items())

    def _note_of(self, folder: str) -> Path:
        return self.notes / f"{folder}.json"


@dataclass(frozen=True, slots=True)
class Note:
    """What a pair's folder was made of, and the hash of each file that was written.

    `fonts` is a hash of the machine's fonts, where they lacked the characters that are `missing`.
    """

    key: str
    files: Mapping[str, str]
    missing: str
    fonts: str


def _read(path: Path) -> Note | None:
    """A note; nothing where there is none, or one that someone damaged."""
    try:
        match json.loads(path.read_bytes()):
            case {"key": str(key), "files": dict(files), "missing": str(missing), "fonts": str(known)}:
                return Note(key, files, missing, known)
    except (FileNotFoundError, IsADirectoryError, ValueError, RecursionError):
        pass
    return None
