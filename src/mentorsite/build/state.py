"""What the last build of a project made, and of what: it is compared with what the next one would make."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from mentorsite.build.cache import Cache, made_by
from mentorsite.build.serialize import DAMAGED, as_bytes, from_bytes
from mentorsite.errors import Problem
from mentorsite.loader.tree import Tree

LIBRARIES = (
    "babel", "emoji", "icalendar", "jinja2", "markdown-it-py", "markupsafe", "mdit-py-plugins", "nh3",
    "pagefind-bin", "pikepdf", "pillow", "pydantic", "pyyaml", "tinycss2", "tzdata", "weasyprint",
)  # fmt: skip
"""What a site is made with beside mentorsite itself: after a new version of one, everything is made anew."""
State = tuple[int, int, int]
"""How a file stands on the disk: its size, and when its content and anything of it changed, in nanoseconds."""


class Seen(NamedTuple):
    """A file: a hash of what it holds, and how it stood on the disk then."""

    digest: str
    state: State


class Made(NamedTuple):
    """A file of the output: a hash of what it was made of, and the file.

    `searched` is a hash of what search reads of it; nothing where that is nothing.
    """

    key: str
    file: Seen
    searched: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A build: a hash of all that it was made of, its files and assets by path, and what was said."""

    whole: str = ""
    files: Mapping[str, Made] = field(default_factory=dict)
    assets: Mapping[str, Seen] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    """Characters, by download, that no font had."""
    notes: tuple[str, ...] = ()
    """What was said besides the problems."""


def asset_paths(project: Path, sources: Iterable[str]) -> dict[str, str]:
    """Where each asset is on the disk, by its path in the project."""
    return {source: os.path.realpath(project / source) for source in sources}


def last_record(cache: Cache, project: Path, output: Path) -> Record:
    """The record of the last build of a project into an output; an empty one where there is none."""
    kept = cache.get(_key(project, output))
    try:
        found = from_bytes(kept) if kept else None
    except DAMAGED:
        found = None
    return found if isinstance(found, Record) else Record()


def keep_record(cache: Cache, project: Path, output: Path, record: Record) -> None:
    """Remembers a build until the next one."""
    cache.put(_key(project, output), as_bytes(record))


def whole_of(tree: Tree, assets: Mapping[str, Seen], *options: object) -> str:
    """A hash of all that a build is made of: what was read, and what was asked for."""
    digest = sha256(repr((made_by(*LIBRARIES), options, tree.problems)).encode())
    themes = [(f"{theme.folder}/{path}", data) for theme in tree.themes for path, data in theme.files.items()]
    texts = [(path, sha256(data).hexdigest()) for path, data in (*tree.texts.items(), *themes)]
    pictures = [(source, assets[source].digest) for source in tree.assets if source in assets]
    digest.update(repr((texts, pictures, list(tree.assets))).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()


def is_there(record: Record, output: Path) -> bool:
    """Whether an output holds all that a build made, as it made it."""
    return all(stands(f"{output}/{path}", made.file) for path, made in record.files.items())


def _key(project: Path, output: Path) -> str:
    where = os.path.realpath(project), os.path.realpath(output)
    return sha256(repr(("record", made_by(*LIBRARIES), where)).encode("utf-8", "surrogateescape")).hexdigest()


def stands(path: str, seen: Seen) -> bool:
    """Whether a file holds what it held; it is read only where it does not stand as it did."""
    now = state(path)
    return now == seen.state or (now is not None and now[0] == seen.state[0] and _digest(path) == seen.digest)


def see(paths: Mapping[str, str], before: Mapping[str, Seen]) -> dict[str, Seen]:
    """Files by their names, each with its path; only those that stand otherwise than before are read.

    A file that can't be read is left out.
    """
    seen: dict[str, Seen] = {}
    for name, path in paths.items():
        now, known = state(path), before.get(name)
        if now and known and now == known.state:
            seen[name] = known
        elif now and (digest := _digest(path)):
            seen[name] = Seen(digest, now)
    return seen


def state(path: str) -> State | None:
    """How a file stands on the disk; None where there is no plain file."""
    try:
        found = os.lstat(path)
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns) if S_ISREG(found.st_mode) else None


def _digest(path: str) -> str:
    """A hash of what a file holds; nothing where it can't be read."""
    try:
        with open(path, "rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
