"""What was made of each pair, on disk until the tables are written: memory has where each stands, and no more."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, Self

from mentorsite.pack.folder import PackFolder
from mentorsite.pack.pair import Pair, Participant
from mentorsite.pack.run import MadePair


class MadePairs:
    """Pairs that come in any order, and are gone through by their rows, again and again.

    They stand in a file of the pack's folder that has no name and is gone with the process: names go nowhere else.
    """

    def __init__(self, folder: PackFolder) -> None:
        folder.notes.mkdir(parents=True, exist_ok=True)
        self._file = TemporaryFile(dir=folder.notes)  # noqa: SIM115 - closed by __exit__
        self._places: list[tuple[int, int]] = []
        self.folders: set[str] = set()
        self.kept: list[tuple[str, str]] = []
        """The folders that someone had changed, each with where it is now."""
        self.missing: set[str] = set()
        """The characters that no font has."""
        self.new = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[MadePair]:
        for _, place in sorted(self._places):
            self._file.seek(place)
            yield _read(self._file.readline())

    def add(self, made: MadePair) -> None:
        """Takes a pair in. Its answers are in its folder, and not told here."""
        pair = made.pair
        end = self._file.seek(0, os.SEEK_END)  # whoever goes through the pairs meanwhile has moved it
        self._places.append((pair.row, end))
        without_answers = replace(made, pair=replace(pair, answers={}))
        self._file.write(json.dumps(asdict(without_answers), default=str).encode() + b"\n")
        self.folders.add(pair.folder)
        self.missing |= set(made.missing.split())
        self.new += made.is_new
        if made.kept:
            self.kept.append((pair.folder, made.kept))


def _read(line: bytes) -> MadePair:
    found: dict[str, Any] = json.loads(line)
    pair = found.pop("pair")
    pair["people"] = tuple(Participant(**each) for each in pair["people"])
    pair["match"] = date.fromisoformat(pair["match"])
    return MadePair(Pair(**pair), **found)
