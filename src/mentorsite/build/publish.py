"""Puts a whole site into its output folder: all of it at once, or nothing.

The new site is staged beside the output and then takes its place in one step. Only files that the
manifest of an earlier build names are ever deleted; everything else in the output stays.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from mentorsite.build.changed_by_hand import is_changed, keep
from mentorsite.build.clear_away import tidy
from mentorsite.build.exchange import exchange
from mentorsite.build.foreign_files import carry_over, copy_attributes, foreign_files, refuse_taken
from mentorsite.build.manifest import MANIFEST, UNFINISHED, manifest, written_files
from mentorsite.build.mounts import refuse_mounted_below
from mentorsite.build.output_folder import real_path
from mentorsite.build.staged_files import Content, stage
from mentorsite.build.temporary_folders import beside
from mentorsite.errors import FatalError

HELPERS_END = 2
"""Seconds to wait for a lock: the processes that help a build keep it for a moment when that build is killed."""


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: files in the site, files that changed (new ones too), files that are gone."""

    files: int
    changed: int
    removed: int
    digests: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The digest of each file in the site."""
    by_hand: tuple[str, ...] = field(default=(), compare=False)
    """The files that someone had changed since they were written."""
    kept: Path | None = field(default=None, compare=False)
    """The folder in which these are now, as they were."""


def publish(files: Iterable[tuple[str, Content]], output: Path) -> Published:
    """Makes `output` hold exactly `files`, each a path and its content, and what was foreign in it.

    Raises `FatalError` when the disk does not let it; the output is then as it was.
    """
    try:
        real = real_path(output)
        staged = beside(output).staged
        real.parent.mkdir(parents=True, exist_ok=True)
        with _alone(real):
            tidy(staged, real)  # what a build that was killed has left
            try:
                return _replace(real, staged, files)
            finally:
                tidy(staged, real)
    except OSError as error:
        raise FatalError(
            f"{error.filename or output}: {error.strerror or error}. The output {output} is as it was."
        ) from error


@contextmanager
def _alone(output: Path) -> Iterator[None]:
    """Keeps other builds from writing to the same output."""
    lock = FileLock(beside(output).lock)
    try:
        with lock.acquire(timeout=HELPERS_END):
            try:
                yield
            finally:
                with suppress(OSError):
                    os.unlink(lock.lock_file)
    except Timeout as error:
        raise FatalError(f"Another build is writing to {output}. Wait for it to end, then build again.") from error


def _replace(output: Path, staged: Path, files: Iterable[tuple[str, Content]]) -> Published:
    old = written_files(output)
    staged.mkdir()
    (staged / UNFINISHED).touch()  # before anything else: see `UNFINISHED`
    new: dict[str, str] = {}
    changed = 0
    by_hand = []
    for path, content in files:
        new[path], same = stage(path, content, staged, output, old.get(path))
        changed += not same
        if not same and path in old and is_changed(output / path, old[path], new[path]):
            by_hand.append(path)
    if not changed and old.keys() == new.keys():
        return Published(len(new), 0, 0, new)
    # Again, now that the site is made: a disk may have been mounted meanwhile.
    refuse_mounted_below(output)
    foreign = tuple(foreign_files(output, old, new))
    refuse_taken(foreign, staged, output)
    carry_over(foreign, output, staged)
    kept = keep(by_hand, output)
    # The rename makes it a whole site in one step, whenever a kill comes.
    (staged / UNFINISHED).write_bytes(manifest(new))
    (staged / UNFINISHED).rename(staged / MANIFEST)
    if output.exists():
        copy_attributes(output, staged)
        exchange(staged, output)
    else:
        staged.rename(output)
    removed = len(old.keys() - new.keys() - set(foreign))
    return Published(len(new), changed, removed, new, tuple(by_hand), kept)
