"""Reads a project again and again: a file that is as it was is not read from the disk a second time."""

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mentorsite.build.project_files import read, whole
from mentorsite.loader.tree import Tree

FRESH = 2_000_000_000
"""A file written so shortly before it was read, in nanoseconds, may be written again without a new time."""


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What changes when a file is written, replaced or moved. Times are in nanoseconds."""

    written: int
    changed: int
    size: int
    inode: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A project as it was read once; `stamps` are those of its assets."""

    tree: Tree
    stamps: Mapping[str, FileStamp]


@dataclass(frozen=True, slots=True)
class _Known:
    stamp: FileStamp
    data: bytes
    settled: bool
    """Whether a new writing of the file is sure to give it another stamp."""


class Reader:
    """Reads one project, and remembers what its files held the last time."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self._known: dict[str, _Known] = {}

    def read(self) -> Reading:
        """The project as it is now. Raises what `source.read` raises."""
        before, self._known = self._known, {}  # anew, so that what is gone is forgotten

        def contents(path: str) -> bytes:
            stamp = _stamp(path)
            known = before.get(path)
            if known is None or known.stamp != stamp or not known.settled:
                known = _Known(stamp, whole(path), stamp.written < time.time_ns() - FRESH)
            self._known[path] = known
            return known.data

        tree = read(self.project, contents)
        lasting = tuple(each for each in tree.problems if each.code != "left-over")  # an editor may delete it soon
        tree = replace(tree, problems=lasting)
        stamps: dict[str, FileStamp] = {}
        for name in tree.assets:
            stamp = self._asset(name)
            if stamp:
                stamps[name] = stamp
        return Reading(tree, stamps)

    def _asset(self, name: str) -> FileStamp | None:
        try:
            return _stamp(str(self.project / name))
        except OSError:
            return None


def _stamp(path: str) -> FileStamp:
    found = os.stat(path)
    return FileStamp(found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)


def is_half_written(before: Reading, now: Reading) -> bool:
    """Whether a text is empty or gone that was not so before: an editor may be just about to write it."""
    texts = dict(_texts(now))
    return any(text and not texts.get(path) for path, text in _texts(before))


def _texts(reading: Reading) -> Iterator[tuple[str, bytes]]:
    yield from reading.tree.texts.items()
    for theme in reading.tree.themes:
        for path, data in theme.files.items():
            yield (f"{theme.folder}/{path}", data)
