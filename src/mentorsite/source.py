"""Reads a project from disk into a `Tree`."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from mentorsite.errors import CannotGoOnError, Place, Problem, problem
from mentorsite.read.load import DEFINITION_ENDINGS, PAGE_ENDINGS, SITE_FILE
from mentorsite.read.tree import ThemeTree, Tree

PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """A folder or file that mentorsite ships: beside the package in a wheel, else at the repository's top."""
    inside = PACKAGE / "shipped" / name
    return inside if inside.exists() else PACKAGE.parents[1] / name


def read(project: Path) -> Tree:
    """The project's files. Links that leave the project, and what can't be read, become problems."""
    root = project.resolve()
    texts: dict[str, bytes] = {}
    assets: dict[str, int] = {}
    problems: list[Problem] = []
    site_file = root / SITE_FILE
    if site_file.is_file():
        texts[SITE_FILE] = _bytes(site_file)
    for path in _files(root, "content", problems):
        name = _shown(path, root)
        try:
            if path.suffix.lower() in PAGE_ENDINGS + DEFINITION_ENDINGS:
                texts[name] = path.read_bytes()
            else:
                assets[name] = path.stat().st_size
        except OSError as error:
            problems.append(problem("unreadable", Place(name), f"the file cannot be read: {error.strerror}"))
    return Tree(texts, assets, _themes(root, problems), tuple(problems))


def _shown(path: Path, root: Path) -> str:
    """A path below the root; bytes that are no UTF-8 are shown as numbers."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotGoOnError(f"{path} cannot be read: {error.strerror}") from error


def _files(root: Path, folder: str, problems: list[Problem]) -> Iterator[Path]:
    """The files below a folder, in order; hidden ones and folders behind links are passed over."""
    for here, folders, names in os.walk(root / folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(folders + names):
            path = Path(here, name)
            if path.is_symlink() and not path.resolve().is_relative_to(root):
                message = "the link leads out of the project"
                where = Place(_shown(path, root))
                problems.append(problem("outside-project", where, message, "copy the file in its place"))
            elif name in names and not name.startswith(".") and _is_file(path):
                yield path


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
        if base.resolve() == shipped("themes").resolve() and folder == "themes":
            continue
        for theme in sorted(base.iterdir()) if base.is_dir() else ():
            if theme.is_dir() and not theme.name.startswith("."):
                files = {
                    path.relative_to(theme.resolve()).as_posix(): _bytes(path)
                    for path in _files(theme.resolve(), ".", problems)
                }
                layers.append(ThemeTree(theme.name, f"{folder}/{theme.name}", files))
    return tuple(layers)
