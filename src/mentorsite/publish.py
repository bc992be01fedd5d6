"""Makes an output directory be a site: all of it at once, or not at all.

The new site is staged beside the output and then takes its place in one step. Only files that the
manifest of an earlier build names are ever deleted; everything else in the output stays.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from mentorsite.errors import CannotGoOnError, WrongUseError
from mentorsite.swap import exchange

MANIFEST = ".mentorsite.json"
"""Marks a directory as made by mentorsite and lists the files that it wrote there."""


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: files in the site, files that changed (new ones too), files that are gone."""

    files: int
    changed: int
    removed: int


def refuse_unsafe(output: Path, project: Path) -> None:
    """Raises `WrongUseError` for an output directory that holds, or could hold, what is not ours to replace."""
    real, root = output.resolve(), project.resolve()
    sources = [root / name for name in ("content", "themes", "site.yml")]
    reasons = [
        (real == Path(real.anchor), "is the root of the disk"),
        (real == Path.home().resolve(), "is your home folder"),
        (real == Path.cwd().resolve(), "is the folder you are in"),
        (real == root or root.is_relative_to(real), "is, or holds, the handbook's own folder"),
        (any(real.is_relative_to(each.resolve()) for each in sources), "is among the handbook's sources"),
        (real.exists() and not real.is_dir(), "is a file, not a folder"),
    ]
    for refused, reason in reasons:
        if refused:
            raise WrongUseError(f"The output {output} {reason}. Nothing was written. Name another folder with -o.")
    if real.is_dir() and not (real / MANIFEST).is_file() and any(real.iterdir()):
        raise WrongUseError(
            f"The output {output} has files that mentorsite did not write. Nothing was written. "
            "Name an empty or a new folder with -o, or empty this one yourself."
        )


def publish(files: Iterable[tuple[str, bytes | Path]], output: Path) -> Published:
    """Makes `output` hold exactly `files` (path and bytes, or the file to copy) and what was foreign in it.

    Raises `CannotGoOnError` when the disk does not let it; the output is then as it was.
    """
    real = output.resolve()
    staged = real.with_name(f".{real.name}.mentorsite-staged")
    try:
        with _alone(real):
            real.parent.mkdir(parents=True, exist_ok=True)
            _retire(staged, real)
            try:
                return _replace(real, staged, files)
            finally:
                _retire(staged, real)
    except OSError as error:
        raise CannotGoOnError(
            f"{error.filename or output}: {error.strerror}. The output {output} is as it was."
        ) from error


@contextmanager
def _alone(output: Path) -> Iterator[None]:
    """Keeps other builds from writing to the same output."""
    name = sha256(os.fsencode(output)).hexdigest()[:20]
    lock = FileLock(Path(tempfile.gettempdir(), f"mentorsite-{name}.lock"))
    try:
        with lock.acquire(timeout=0):
            yield
    except Timeout as error:
        raise CannotGoOnError(f"Another build is writing to {output}. Wait for it to end, then build again.") from error


def _replace(output: Path, staged: Path, files: Iterable[tuple[str, bytes | Path]]) -> Published:
    old = _manifest(output) or {}
    staged.mkdir()
    new: dict[str, str] = {}
    changed = 0
    for path, content in files:
        new[path], same = _stage(path, content, staged, output, old.get(path))
        changed += not same
    removed = len(old.keys() - new.keys())
    if not changed and not removed:
        return Published(len(new), 0, 0)
    foreign = tuple(_foreign(output, old))
    _refuse_taken(foreign, staged, output)
    text = json.dumps({"made by": "mentorsite", "files": dict(sorted(new.items()))}, indent=0)
    (staged / MANIFEST).write_text(text, encoding="utf-8")
    _carry_over(foreign, output, staged)
    if output.exists():
        exchange(staged, output)
    else:
        staged.rename(output)
    return Published(len(new), changed, removed)


def _stage(path: str, content: bytes | Path, staged: Path, output: Path, known: str | None) -> tuple[str, bool]:
    """Puts a file into the staged site; the digest of its content, and whether the output has just that."""
    target, current = staged / path, output / path
    target.parent.mkdir(parents=True, exist_ok=True)
    data = content.read_bytes() if isinstance(content, Path) else content
    digest = sha256(data).hexdigest()
    if known == digest and current.is_file() and not current.is_symlink() and current.read_bytes() == data:
        _link(current, target)
        return digest, True
    target.write_bytes(data)
    return digest, False


def _link(current: Path, target: Path) -> None:
    """The same file under a second name, so that it keeps its time; a copy where the disk has no such thing."""
    try:
        os.link(current, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(current, target, follow_symlinks=False)


def _manifest(folder: Path) -> dict[str, str] | None:
    """The files that mentorsite wrote to a folder, with the digest of each; None where it names none."""
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {str(path): str(digest) for path, digest in said["files"].items()}
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WrongUseError(
            f"{folder / MANIFEST} is damaged, so it is not known what mentorsite wrote there. "
            "Nothing was written. Name another folder with -o."
        ) from error


def _foreign(output: Path, known: dict[str, str]) -> Iterator[str]:
    """The files and links in an output that mentorsite did not write."""
    for here, folders, names in os.walk(output):
        inside = Path(here).relative_to(output)
        links = [name for name in folders if Path(here, name).is_symlink()]
        for name in (*names, *links):
            path = (inside / name).as_posix()
            if path not in known and path != MANIFEST:
                yield path
        if here != str(output) and not folders and not names:
            yield inside.as_posix()


def _refuse_taken(foreign: Iterable[str], staged: Path, output: Path) -> None:
    """Raises `WrongUseError` where the site has a file or folder that someone else put there."""
    taken = [path for path in foreign if os.path.lexists(staged / path) and not _both_folders(path, staged, output)]
    if taken:
        more = f" ({len(taken)} such files)" if len(taken) > 1 else ""
        raise WrongUseError(
            f"{output / taken[0]} is not mentorsite's, but the handbook has something of that name{more}. "
            "Nothing was written. Move it away first."
        )


def _both_folders(path: str, one: Path, other: Path) -> bool:
    return (one / path).is_dir() and (other / path).is_dir() and not (other / path).is_symlink()


def _carry_over(paths: Iterable[str], output: Path, staged: Path) -> None:
    """Gives the staged site a second name for each foreign file."""
    for path in paths:
        current, target = output / path, staged / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if current.is_dir() and not current.is_symlink():
            target.mkdir(exist_ok=True)
        else:
            _link(current, target)


def _retire(folder: Path, output: Path) -> None:
    """Deletes a staged or a replaced site.

    Before its manifest is written, a staged site is all ours. Once it has one, what the manifest does
    not name is foreign: second names of files that the output has are deleted, and a file that the
    output lacks, which someone wrote while it was replaced, is moved there.
    """
    if not folder.is_dir() or folder.is_symlink():
        return
    ours = _manifest(folder)
    for here, folders, names in os.walk(folder, topdown=False):
        for name in (*names, *(each for each in folders if Path(here, each).is_symlink())):
            path = Path(here, name)
            inside = path.relative_to(folder).as_posix()
            if ours is None or inside in ours or inside == MANIFEST or _same_file(path, output / inside):
                path.unlink()
            else:
                _bring_back(path, output / inside)
    for here, _, _ in os.walk(folder, topdown=False):
        os.rmdir(here)


def _bring_back(path: Path, place: Path) -> None:
    if os.path.lexists(place):
        place = place.with_name(f"{place.name}.kept-by-mentorsite")
    place.parent.mkdir(parents=True, exist_ok=True)
    path.rename(place)


def _same_file(one: Path, other: Path) -> bool:
    if one.is_symlink():
        return other.is_symlink() and one.readlink() == other.readlink()
    return other.is_file() and one.samefile(other)
