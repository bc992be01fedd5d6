"""Makes an output directory be a site: all of it at once, or not at all.

The new site is staged beside the output and then takes its place in one step. Only files that the
manifest of an earlier build names are ever deleted; everything else in the output stays.
"""

import filecmp
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import file_digest, sha256
from itertools import count
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import TypeVar

from filelock import FileLock, Timeout

from mentorsite.build.beside import beside, refuse_in_the_way
from mentorsite.build.exchange import exchange, undo
from mentorsite.build.mounts import is_mounted, refuse_disks_below, refuse_mounted_below, refuse_other_disk
from mentorsite.build.project_files import posix_below
from mentorsite.errors import FatalError, UsageError

T = TypeVar("T")
MANIFEST = ".mentorsite.json"
"""Marks a directory as made by mentorsite and lists the files that it wrote there."""
REPOSITORY = ".git"
"""The repository that an output may be itself; no web host shows it."""
OUTSIDE = re.compile(r"\.\.|[:\\]|^/")
"""What a path has that leads out of its folder; most have nothing of it."""
HELPERS_END = 2
"""Seconds to wait for a lock: the processes that help a build keep it for a moment when that build is killed."""
UNFINISHED = f"{MANIFEST}.part"
"""Stands in a staged site until that is whole: till then it holds new files and second names, no one's only copy."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Stands for a file that the output has already, just as it is to be; `digest` is that of its content."""

    digest: str


Content = bytes | Path | Unchanged
"""What a file of the site holds: its bytes, the file to copy, or what the output has."""


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: files in the site, files that changed (new ones too), files that are gone."""

    files: int
    changed: int
    removed: int
    digests: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The digest of each file in the site."""


def refuse_unsafe(output: Path, project: Path) -> None:
    """Raises `UsageError` for an output directory that holds, or could hold, what is not ours to replace.

    Raises `FatalError` for one in which another disk is mounted.
    """
    try:
        reason = _danger(_real(output), _real(project))
    except OSError as error:
        raise FatalError(f"{error.filename or output}: {error.strerror}. Nothing was written.") from error
    if reason:
        raise UsageError(f"The output {output} {reason} with -o.")
    refuse_mounted_below(_real(output))
    refuse_in_the_way(output)


def publish(files: Iterable[tuple[str, Content]], output: Path) -> Published:
    """Makes `output` hold exactly `files`, each a path and its content, and what was foreign in it.

    Raises `FatalError` when the disk does not let it; the output is then as it was.
    """
    try:
        real = _real(output)
        staged = beside(output).staged
        real.parent.mkdir(parents=True, exist_ok=True)
        with _alone(real):
            _tidy(staged, real)
            try:
                return _replace(real, staged, files)
            finally:
                _tidy(staged, real)
    except OSError as error:
        raise FatalError(
            f"{error.filename or output}: {error.strerror or error}. The output {output} is as it was."
        ) from error


def written_by_others(output: Path) -> tuple[str, ...]:
    """What an output has that its manifest does not name: it is published along by whoever copies the folder.

    A repository's own `.git` at the top is left out. A folder that can't be read stands for what is in it.
    """
    ours = {MANIFEST, *_manifest(output)}
    top = str(output)
    others: list[str] = []
    unread: list[OSError] = []
    for here, folders, names in os.walk(top, onerror=unread.append):
        above = here[len(top) :].replace(os.sep, "/").lstrip("/")
        if not above:
            folders[:] = [name for name in folders if name != REPOSITORY]
        paths = (f"{above}/{name}" if above else name for name in (*names, *_links(here, folders)))
        others += [path for path in paths if path not in ours and path != REPOSITORY]
    others += [posix_below(PurePath(error.filename), output).lstrip("/") for error in unread]
    return tuple(sorted(others))


def _real(path: Path) -> Path:
    """Where a path leads; unlike `Path.resolve`, it takes a loop of links for a file that is not there."""
    return Path(os.path.realpath(path))


def _danger(output: Path, project: Path) -> str:
    """Why an output is refused and what to name instead, or nothing."""
    sources = [_real(project / name) for name in ("content", "themes", "site.yml")]
    reasons = (
        (_holds(output, _real(Path(os.path.expanduser("~")))), "is, or holds, your home folder"),
        (_holds(output, Path.cwd()), "is, or holds, the folder you are in"),
        (_holds(output, project), "is, or holds, the handbook's own folder"),
        (any(_holds(each, output) or _holds(output, each) for each in sources), "is among the handbook's sources"),
        (os.path.lexists(output) and not output.is_dir(), "is a file, not a folder"),
    )
    for refused, reason in reasons:
        if refused:
            return f"{reason}. Nothing was written. Name another folder"
    if is_mounted(output):
        return "is where a disk begins, which can't change in one step. Nothing was written. Name a folder inside it"
    if output.is_dir() and not (output / MANIFEST).is_file() and any(output.iterdir()):
        return "has files that mentorsite did not write. Nothing was written. Empty it, or name a new or empty folder"
    return ""


def _holds(folder: Path, path: Path) -> bool:
    """Whether a folder is a path or is above it, under this name or another."""
    return any(each == folder or _is_same(each, folder) for each in (path, *path.parents))


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


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
    old = _manifest(output)
    staged.mkdir()
    (staged / UNFINISHED).touch()
    new: dict[str, str] = {}
    changed = 0
    for path, content in files:
        new[path], same = _stage(path, content, staged, output, old.get(path))
        changed += not same
    if not changed and old.keys() == new.keys():
        return Published(len(new), 0, 0, new)
    refuse_mounted_below(output)
    foreign = tuple(_foreign(output, old, new))
    _refuse_taken(foreign, staged, output)
    _carry_over(foreign, output, staged)
    (staged / UNFINISHED).write_bytes(manifest(new))
    (staged / UNFINISHED).rename(staged / MANIFEST)
    if output.exists():
        _like(output, staged)
        exchange(staged, output)
    else:
        staged.rename(output)
    return Published(len(new), changed, len(old.keys() - new.keys() - set(foreign)), new)


def _stage(path: str, content: Content, staged: Path, output: Path, known: str | None) -> tuple[str, bool]:
    """Puts a file into the staged site; the digest of its content, and whether the output has just that."""
    if _leads_out(path):
        raise UsageError(f"The site would have a file at {path}, out of {output}. Nothing was written.")
    target, current = f"{staged}/{path}", f"{output}/{path}"
    if isinstance(content, Unchanged):
        _link(current, target)
        return content.digest, True
    data = content.read_bytes() if isinstance(content, Path) else content
    digest = sha256(data).hexdigest()
    if known == digest and _is_still(current, digest):
        _link(current, target)
        return digest, True
    with _in_folder(lambda: open(target, "wb"), target) as file:
        file.write(data)
    return digest, False


def _in_folder(action: Callable[[], T], target: str) -> T:
    """Does what needs a folder for a file; it is made when it turns out that there is none."""
    try:
        return action()
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        return action()


def _is_still(path: str, digest: str) -> bool:
    """Whether a path is the plain file that was written there."""
    if not os.path.isfile(path) or os.path.islink(path):
        return False
    with open(path, "rb") as file:
        return file_digest(file, "sha256").hexdigest() == digest


def _link(current: str, target: str) -> None:
    """The same file under a second name, so that it keeps its time; a copy where the disk has no such thing."""
    try:
        _in_folder(lambda: os.link(current, target, follow_symlinks=False), target)
    except FileNotFoundError:
        raise
    except (OSError, NotImplementedError):  # each system says it differently; of a disk at fault, the copy tells
        shutil.copy2(current, target, follow_symlinks=False)


def _manifest(folder: Path) -> dict[str, str]:
    """The files that mentorsite wrote to a folder, with the digest of each."""
    try:
        files = listed((folder / MANIFEST).read_bytes())
    except FileNotFoundError:
        return {}
    if files is None:
        raise _damaged(folder)
    return files


def listed(manifest: bytes) -> dict[str, str] | None:
    """The files that a manifest lists, with the digest of each; None for one that is damaged."""
    try:
        said = json.loads(manifest)
        files = {str(path): str(digest) for path, digest in said["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return None if any(map(_leads_out, files)) else files


def manifest(files: Mapping[str, str]) -> bytes:
    """A manifest that lists files, with the digest of each."""
    return json.dumps({"made by": "mentorsite", "files": dict(sorted(files.items()))}, indent=0).encode()


def _leads_out(path: str) -> bool:
    """Whether a path leads out of its folder on any system; most have nothing that could."""
    if not OUTSIDE.search(path):
        return False
    read = PureWindowsPath(path)
    return bool(read.anchor) or ".." in read.parts


def _damaged(folder: Path) -> UsageError:
    return UsageError(
        f"{folder / MANIFEST} is damaged, so it is not known what mentorsite wrote there. "
        "Nothing was written. Name another folder with -o."
    )


def _foreign(output: Path, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    """The files, links and empty folders in an output that mentorsite did not write, or not as they are now."""
    device = output.stat().st_dev if output.exists() else 0
    for here, folders, names in os.walk(output, onerror=_stop):
        above = posix_below(PurePath(here), output)
        for name in folders:
            refuse_other_disk(os.path.join(here, name), device)
        for name in (*names, *_links(here, folders)):
            path = f"{above}/{name}".lstrip("/")
            ours = path in old and (path in new or _is_still(f"{output}/{path}", old[path]))
            if not ours and path != MANIFEST:
                yield path
        if above and not folders and not names:
            yield above.lstrip("/")


def _stop(error: OSError) -> None:
    """Called by `os.walk`, which would pass over a folder that it can't read."""
    if not isinstance(error, FileNotFoundError):
        raise error


def _links(here: str, folders: Iterable[str]) -> list[str]:
    """Those of the folders that are links; `os.walk` tells them as folders and does not enter them."""
    return [name for name in folders if os.path.islink(os.path.join(here, name))]


def _refuse_taken(foreign: Iterable[str], staged: Path, output: Path) -> None:
    """Raises `UsageError` where the site has a file or folder that someone else put there."""
    taken = [path for path in foreign if _is_taken(path, staged, output)]
    if taken:
        more = f" ({len(taken)} such files)" if len(taken) > 1 else ""
        raise UsageError(
            f"{output / taken[0]} is not mentorsite's, but the handbook has something of that name{more}. "
            "Nothing was written. Move it away first."
        )


def _is_taken(path: str, staged: Path, output: Path) -> bool:
    if any((staged / above).is_file() for above in PurePosixPath(path).parents):
        return True
    both_folders = (staged / path).is_dir() and (output / path).is_dir() and not (output / path).is_symlink()
    return os.path.lexists(staged / path) and not both_folders


def _carry_over(paths: Iterable[str], output: Path, staged: Path) -> None:
    """Gives the staged site a second name for each foreign file, and each folder that holds one as it is."""
    held: set[PurePosixPath] = set()
    for path in paths:
        current, target = output / path, staged / path
        target.parent.mkdir(parents=True, exist_ok=True)
        held.update(PurePosixPath(path).parents)
        if current.is_dir() and not current.is_symlink():
            target.mkdir(exist_ok=True)
            held.add(PurePosixPath(path))
        else:
            _link(str(current), str(target))
    for folder in sorted(held - {PurePosixPath()}, key=lambda each: -len(each.parts)):
        _like(output / folder, staged / folder)


def _like(current: Path, target: Path) -> None:
    """Gives a folder the owner, where that is allowed, the mode and the times of another."""
    known = current.stat()
    with suppress(OSError, AttributeError):
        os.chown(target, known.st_uid, known.st_gid)
    shutil.copystat(current, target)


def _tidy(staged: Path, output: Path) -> None:
    """Deletes what a build leaves beside the output: a staged site, or the one that was replaced."""
    try:
        undo(staged, output)
        for folder in (staged, beside(output).replaced):
            if folder.is_dir() and not folder.is_symlink():
                _retire(folder, output)
    except OSError as error:
        raise FatalError(
            f"{error.filename}: {error.strerror}. The site in {output} is whole, "
            f"but {staged}, where it was made, can't be cleared away."
        ) from error


def _retire(folder: Path, output: Path) -> None:
    """Deletes a staged or a replaced site, its marker last, so that a kill on the way changes nothing.

    What its manifest does not name is foreign: second names of what the output has are deleted, and a
    file that the output lacks, which someone wrote while it was replaced, is moved there.
    """
    refuse_disks_below(folder)
    unfinished = (folder / UNFINISHED).exists()
    ours = {MANIFEST, UNFINISHED, *_manifest(folder)}
    for here, _, _ in os.walk(folder):
        with suppress(PermissionError):
            os.chmod(here, 0o700)
    for here, folders, names in os.walk(folder, topdown=False, onerror=_stop):
        above = posix_below(PurePath(here), folder)
        for name in sorted((*names, *_links(here, folders)), key={MANIFEST, UNFINISHED}.__contains__):
            path, inside = os.path.join(here, name), f"{above}/{name}".lstrip("/")
            if unfinished or inside in ours or _is_second(Path(path), output / inside):
                os.unlink(path)
            else:
                _bring_back(Path(path), output, inside)
        os.rmdir(here)


def _is_second(one: Path, other: Path) -> bool:
    """Whether one is another name of the other, or a copy of it."""
    if one.is_symlink() or other.is_symlink():
        return one.is_symlink() and other.is_symlink() and one.readlink() == other.readlink()
    if not other.exists():
        return False
    return one.samefile(other) or (one.is_file() and other.is_file() and filecmp.cmp(one, other, shallow=False))


def _bring_back(path: Path, output: Path, inside: str) -> None:
    """Moves a file to its place in the output, or under a name of its own where that is taken."""
    place = output / inside
    numbers = count(1)
    if any(above.is_file() for above in place.parents):
        place = output / inside.replace("/", "-")
    free = place
    while os.path.lexists(free):
        free = place.with_name(f"{place.name}.kept-by-mentorsite-{next(numbers)}")
    free.parent.mkdir(parents=True, exist_ok=True)
    path.rename(free)
