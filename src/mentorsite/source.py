"""Reads a project from disk into a `Tree`."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from mentorsite.errors import CannotGoOnError, Place, Problem, WrongUseError, problem
from mentorsite.read.active import active, is_looked_into
from mentorsite.read.load import DEFINITION_ENDINGS, PAGE_ENDINGS, PAGE_LIMIT, SITE_FILE
from mentorsite.read.tree import ThemeTree, Tree

PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """A folder or file that mentorsite ships: beside the package in a wheel, else at the repository's top."""
    inside = PACKAGE / "shipped" / name
    return inside if inside.exists() else PACKAGE.parents[1] / name


def read(project: Path) -> Tree:
    """The project's files. Links that leave the project, and pages and assets that can't be read or would be run
    by a browser, become problems.

    Raises `WrongUseError` for a site.yml that leads out of the project, `CannotGoOnError` for one or a
    theme that can't be read.
    """
    root = Path(os.path.realpath(project))
    problems: list[Problem] = []
    try:
        texts = _site_file(root)
        assets: dict[str, int] = {}
        for name, path in _files(root / "content", "content", root, problems):
            try:
                with path.open("rb") as file:
                    size = os.fstat(file.fileno()).st_size
                    if path.suffix.lower() in PAGE_ENDINGS + DEFINITION_ENDINGS:
                        if size > PAGE_LIMIT:
                            problems.append(_too_large(name, size))
                        else:
                            texts[name] = file.read()
                    elif found := active(name, file.read() if is_looked_into(name) else b""):
                        problems.append(found)
                    else:
                        assets[name] = size
            except OSError as error:
                problems.append(_unreadable(name, error))
        themes = _themes(root, problems)
    except OSError as error:
        raise CannotGoOnError(f"{error.filename} cannot be read: {error.strerror}") from error
    return Tree(texts, assets, themes, tuple(problems))


def _site_file(root: Path) -> dict[str, bytes]:
    path = root / SITE_FILE
    if not path.is_file():
        return {}
    if not _is_inside(path, root):
        raise WrongUseError(f"{path} is a link that leads out of the project. Copy the file in its place.")
    return {SITE_FILE: path.read_bytes()}


def _files(top: Path, shown: str, root: Path, problems: list[Problem]) -> Iterator[tuple[str, Path]]:
    """The files below a folder, in order, each with its path as shown; hidden ones and folders behind links are
    passed over."""

    def unreadable(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            problems.append(_unreadable(_below(Path(error.filename), top, shown), error))

    if not _is_inside(top, root):
        problems.append(_outside(shown))
        return
    for here, folders, names in os.walk(top, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = {name for name in names if not name.startswith(".")}
        for name in sorted((*folders, *files)):
            path = Path(here, name)
            if os.path.islink(path) and not _is_inside(path, root):
                problems.append(_outside(_below(path, top, shown)))
            elif name in files and _is_file(path):
                yield _below(path, top, shown), path


def _is_inside(path: Path, root: Path) -> bool:
    """Whether a path leads to what stands below the project's folder and isn't hidden there, such as `.git`."""
    real = Path(os.path.realpath(path))
    return real.is_relative_to(root) and not any(part.startswith(".") for part in real.relative_to(root).parts)


def _below(path: Path, top: Path, shown: str) -> str:
    """A path as shown below a folder; bytes that are no UTF-8 are shown as numbers."""
    inside = path.relative_to(top).as_posix()
    return os.fsencode(shown if inside == "." else f"{shown}/{inside}").decode("utf-8", "backslashreplace")


def _outside(shown: str) -> Problem:
    message = "the link leads out of the project, or to what is hidden there"
    return problem("outside-project", Place(shown), message, "copy the file in its place")


def _too_large(shown: str, size: int) -> Problem:
    """Said before the file is read, which memory may be too small for."""
    message = f"the file has {size:,} bytes; at most {PAGE_LIMIT:,} are read"
    return problem("too-large", Place(shown), message, "split it")


def _unreadable(shown: str, error: OSError) -> Problem:
    hint = "give yourself the right to read it, mend where it leads, or take it out of the folder"
    return problem("unreadable", Place(shown), f"it cannot be read: {error.strerror}", hint)


def _is_file(path: Path) -> bool:
    """Whether it is a file, or a link to one; not a pipe or a device, which could be read without end."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def _themes(root: Path, problems: list[Problem]) -> tuple[ThemeTree, ...]:
    """The layers of all themes: those that mentorsite ships, then the project's own."""
    layers: list[ThemeTree] = []
    for base, folder in ((shipped("themes"), "mentorsite/themes"), (root / "themes", "themes")):
        if folder == "themes" and os.path.realpath(base) == os.path.realpath(shipped("themes")):
            continue
        found = sorted(base.iterdir()) if base.is_dir() else ()
        layers += [
            _theme(theme, f"{folder}/{theme.name}", root, problems)
            for theme in found
            if theme.is_dir() and not theme.name.startswith(".")
        ]
    return tuple(layers)


def _theme(theme: Path, shown: str, root: Path, problems: list[Problem]) -> ThemeTree:
    """A theme's files. Its folder may be a link that leaves the project; then no link in it may leave that folder."""
    top = Path(os.path.realpath(theme))
    limit = root if top.is_relative_to(root) else top
    files = {path.relative_to(top).as_posix(): path.read_bytes() for _, path in _files(top, shown, limit, problems)}
    return ThemeTree(theme.name, shown, files)
