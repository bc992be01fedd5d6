"""The record of the last build of a project: its files and their fingerprints, which the next build compares."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from mentorsite.build import fingerprint
from mentorsite.build.cache import Cache
from mentorsite.build.environment_hashes import fonts, plugins, tools
from mentorsite.build.serialize import DAMAGED, as_bytes, from_bytes
from mentorsite.errors import Problem
from mentorsite.loader.tree import SITE_FILE, Tree

FileTimes = tuple[int, int, int]
"""How a file stands on the disk: its size, and when its content and anything of it changed, in nanoseconds."""


class FileState(NamedTuple):
    """A file: a hash of what it holds, and how it stood on the disk then."""

    digest: str
    state: FileTimes


class OutputRecord(NamedTuple):
    """A file of the output: a hash of what it was made of, and the file.

    `searched` is a hash of what search reads of it; nothing where that is nothing.
    """

    key: str
    file: FileState
    searched: str = ""


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """A build: the fingerprint of all that it was made of, its files and assets by path, and what was said."""

    made_of: str = ""
    files: Mapping[str, OutputRecord] = field(default_factory=dict)
    assets: Mapping[str, FileState] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    download_notes: Mapping[str, str] = field(default_factory=dict)
    """What people should know of downloads, by their path."""
    notes: tuple[str, ...] = ()
    """What was said besides the problems."""
    fonts: str = ""
    """A hash of the machine's fonts, where a download has characters that the theme's fonts lack."""


def asset_paths(project: Path, sources: Iterable[str]) -> dict[str, str]:
    """Where each asset is on the disk, by its path in the project."""
    return {source: os.path.realpath(project / source) for source in sources}


def last_record(cache: Cache, project: Path, output: Path) -> BuildRecord:
    """The record of the last build of a project into an output; an empty one where there is none.

    Where the machine has other fonts than a download was drawn with, it is empty too: pages tell the download's size.
    """
    kept = cache.get(_key(project, output))
    if not kept:
        return BuildRecord()
    try:
        found = from_bytes(kept)
    except DAMAGED:
        return BuildRecord()
    if not isinstance(found, BuildRecord) or found.fonts not in ("", fonts()):
        return BuildRecord()
    return found


def keep_record(cache: Cache, project: Path, output: Path, record: BuildRecord) -> None:
    """Remembers a build until the next one."""
    cache.put(_key(project, output), as_bytes(record))


def up_to_date(
    tree: Tree, project: Path, output: Path, cache: Cache, *options: object
) -> tuple[str, BuildRecord | None]:
    """The fingerprint of a build, and the record of the last one if it was made of the same and all of it is there."""
    before = last_record(cache, project, output)
    made_of = fingerprint_of(tree, project, before.assets, *options)
    if before.made_of == made_of and is_there(before, output):
        return made_of, before
    return made_of, None


def fingerprint_of(tree: Tree, project: Path, known: Mapping[str, FileState], *options: object) -> str:
    """The fingerprint of a build of a project, with what is known of its assets; `options` are what was asked for."""
    assets = file_states(asset_paths(project, tree.assets), known)
    digests = {source: each.digest for source, each in assets.items()}
    # Seen without reading its YAML: a build that has nothing to do is to end before anything is parsed.
    if b"plugins" in tree.texts.get(SITE_FILE, b""):
        code = plugins()
    else:
        code = ""
    return fingerprint.build(tree, digests, tools(), code, *options)


def is_there(record: BuildRecord, output: Path) -> bool:
    """Whether an output holds all that a build made, as it made it."""
    return all(is_unchanged(f"{output}/{path}", made.file) for path, made in record.files.items())


def _key(project: Path, output: Path) -> str:
    return fingerprint.record(os.path.realpath(project), os.path.realpath(output), tools())


def is_unchanged(path: str, seen: FileState) -> bool:
    """Whether a file holds what it held; it is read only where it does not stand as it did."""
    now = state(path)
    if now is None:
        return False
    if now == seen.state:
        return True
    size, size_before = now[0], seen.state[0]
    return size == size_before and _digest(path) == seen.digest


def file_states(paths: Mapping[str, str], before: Mapping[str, FileState]) -> dict[str, FileState]:
    """Files by their names, each with its path; only those that stand otherwise than before are read.

    A file that can't be read is left out.
    """
    seen: dict[str, FileState] = {}
    for name, path in paths.items():
        now, known = state(path), before.get(name)
        if now and known and now == known.state:
            seen[name] = known
        elif now and (digest := _digest(path)):
            seen[name] = FileState(digest, now)
    return seen


def state(path: str) -> FileTimes | None:
    """How a file stands on the disk; None where there is no plain file."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if S_ISREG(found.st_mode):
        # A program can set the time of the content, as `cp -p` does, and not the other one.
        return (found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    return None


def _digest(path: str) -> str:
    """A hash of what a file holds; nothing where it can't be read."""
    try:
        with open(path, "rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
