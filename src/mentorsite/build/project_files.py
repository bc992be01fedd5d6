"""Reads a project from disk into a `Tree`."""

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path, PurePath

from mentorsite.build.document_notes import names_of
from mentorsite.build.media.image_info import picture_of
from mentorsite.build.whole_documents import document_fault
from mentorsite.errors import FatalError, Place, Problem, UsageError, problem
from mentorsite.loader.active_files import SEEN_BYTES, SVG_ENDING, WELL_KNOWN, begins_like_markup
from mentorsite.loader.leftover_files import is_left_over, is_of_a_program
from mentorsite.loader.media.strip import BrokenOffError, stripped
from mentorsite.loader.svg.limits import LARGEST_SVG
from mentorsite.loader.tree import (
    DEFINITION_ENDINGS,
    MEMORY_FOLDER,
    PAGE_ENDINGS,
    PAGE_LIMIT,
    SITE_FILE,
    SITE_TRANSLATION,
    ThemeTree,
    Tree,
)
from mentorsite.model.document_names import Named
from mentorsite.model.image import Picture

PACKAGE = Path(__file__).parents[1]
SHIPPED = "shipped"
"""The folder inside the package, in a wheel, of what comes with it."""


def shipped(name: str) -> Path:
    """A folder or file that mentorsite ships: beside the package in a wheel, else at the repository's top."""
    inside = PACKAGE / SHIPPED / name
    if inside.exists():
        return inside
    return PACKAGE.parents[1] / name


def whole(path: str) -> bytes:
    """What a file holds."""
    with open(path, "rb") as file:
        return file.read()


def read(project: Path, contents: Callable[[str], bytes] = whole) -> Tree:
    """The project's files. Links that leave the project, and pages and assets that can't be read, become problems.

    `contents` gives what a file holds; one that remembers makes reading again quick. Raises `UsageError`
    for a site.yml that leads out of the project, `FatalError` for one or a theme that can't be read.
    """
    root = Path(os.path.realpath(project))
    problems: list[Problem] = []
    try:
        texts = _site_files(root, contents) | _memories(root, contents)
        assets: dict[str, int] = {}
        drawings: dict[str, bytes] = {}
        markup: set[str] = set()
        faults: dict[str, str] = {}
        for name, path in files_below(root / "content", "content", root, problems):
            try:
                if path.lower().endswith(PAGE_ENDINGS + DEFINITION_ENDINGS):
                    size = os.stat(path).st_size
                    if size > PAGE_LIMIT:
                        problems.append(_too_large(name, size))
                    else:
                        texts[name] = contents(path)
                    continue
                size, first = _beginning(path)
                if name.lower().endswith(SVG_ENDING) and size <= LARGEST_SVG:
                    drawings[name] = contents(path)
                if begins_like_markup(first):
                    markup.add(name)
                fault = document_fault(Path(path), name, size, first)
                if fault:
                    faults[name] = fault
                assets[name] = size
            except OSError as error:
                problems.append(_unreadable(name, error))
        themes = _themes(root, contents, problems)
    except OSError as error:
        raise FatalError(f"{error.filename} cannot be read: {error.strerror}") from error
    pictures, names = _looked_into(root, assets)
    return Tree(texts, assets, themes, tuple(problems), pictures, drawings, frozenset(markup), names, faults)


def _looked_into(root: Path, assets: Iterable[str]) -> tuple[dict[str, Picture], dict[str, tuple[Named, ...]]]:
    """What is known of each asset that is a picture, and the names in each that carries some."""
    pictures, names = {}, {}
    for name in assets:
        picture = picture_of(root / name)
        if picture:
            pictures[name] = picture
        found = names_of(root / name)
        if found:
            names[name] = found
    return pictures, names


def _beginning(path: str) -> tuple[int, bytes]:
    """How many bytes a file has, and the first of them."""
    with open(path, "rb") as file:
        return os.fstat(file.fileno()).st_size, file.read(SEEN_BYTES)


def _site_files(root: Path, contents: Callable[[str], bytes]) -> dict[str, bytes]:
    """site.yml and its translations."""
    found = {}
    beside = sorted(path.name for path in root.glob("site.*.yml"))
    translations = [name for name in beside if SITE_TRANSLATION.fullmatch(name)]
    for name in (SITE_FILE, *translations):
        path = root / name
        if not path.is_file():
            continue
        if not is_inside(path, root):
            raise UsageError(f"{path} is a link that leads out of the project. Copy the file in its place.")
        found[name] = contents(str(path))
    return found


def _memories(root: Path, contents: Callable[[str], bytes]) -> dict[str, bytes]:
    """What translations were made from, as `mentorsite translate` wrote it."""
    found = {}
    for path in sorted((root / MEMORY_FOLDER).glob("*.json")):
        if path.is_file() and is_inside(path, root) and path.stat().st_size <= PAGE_LIMIT:
            found[f"{MEMORY_FOLDER}{path.name}"] = contents(str(path))
    return found


def files_below(
    top: Path, shown: str, root: Path, problems: list[Problem], hidden: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """The files below a folder, in order, each with its path as shown; folders behind links, and what is hidden or left
    by a program, are passed over. `hidden` are names of hidden ones that are not."""

    def unreadable(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):  # what is gone meanwhile is no problem
            problems.append(_unreadable(_shown(top, error.filename, shown), error))

    if not is_inside(top, root):
        problems.append(_outside(shown))
        return
    for here, folders, names in os.walk(top, onerror=unreadable):
        above = _shown(top, here, shown)
        for name in sorted((*folders, *names)):
            if is_of_a_program(name):
                problems.append(_left_over(_as_utf8(f"{above}/{name}")))
        seen = {name for name in folders if not is_left_over(name) or name in hidden}
        # `os.walk` enters the folders that are left in its list, in their order there.
        folders[:] = sorted(name for name in folders if name in seen or f"{above}/{name}/" == WELL_KNOWN)
        files = {name for name in names if not is_left_over(name) or name in hidden}
        for name in sorted((*folders, *files)):
            path = os.path.join(here, name)
            if os.path.islink(path) and not is_inside(path, root):
                problems.append(_outside(_as_utf8(f"{above}/{name}")))
            elif name in files and _is_file(path):
                yield _as_utf8(f"{above}/{name}"), path


def is_inside(path: Path | str, root: Path) -> bool:
    """Whether a path leads to what stands below the project's folder and isn't hidden there, such as `.git`."""
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(root):
        return False
    below = posix_below(real, root).removeprefix("/").removeprefix(WELL_KNOWN)
    return not any(part.startswith(".") for part in below.split("/"))


def posix_below(path: PurePath, folder: PurePath) -> str:
    """What leads from a folder to what stands in it, as `/guide/a.md`, whatever the system has between names; nothing
    for the folder itself."""
    return "".join(f"/{name}" for name in path.relative_to(folder).parts)


def _shown(top: Path, path: str, shown: str) -> str:
    """A path as shown below a folder."""
    return _as_utf8(f"{shown}{posix_below(PurePath(path), top)}")


def _as_utf8(path: str) -> str:
    """A path whose bytes that are no UTF-8 are shown as numbers."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _outside(shown: str) -> Problem:
    message = "the link leads out of the project, or to what is hidden there"
    return problem("outside-project", Place(shown), message, "copy the file in its place")


def _left_over(shown: str) -> Problem:
    message = "a program left this here; it is not published"
    return problem(
        "left-over", Place(shown), message, "delete it, or give it another name if it belongs to the handbook"
    )


def _too_large(shown: str, size: int) -> Problem:
    """Said before the file is read, which memory may be too small for."""
    message = f"the file has {size:,} bytes; at most {PAGE_LIMIT:,} are read"
    return problem("too-large", Place(shown), message, "split it")


def _unreadable(shown: str, error: OSError) -> Problem:
    hint = "give yourself the right to read it, mend where it leads, or take it out of the folder"
    return problem("unreadable", Place(shown), f"it cannot be read: {error.strerror}", hint)


def _is_file(path: str) -> bool:
    """Whether it is a file, or a link to one; not a pipe or a device, which could be read without end."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return True  # reading it will tell what is wrong


def _themes(root: Path, contents: Callable[[str], bytes], problems: list[Problem]) -> tuple[ThemeTree, ...]:
    """The layers of all themes: those that mentorsite ships, then the project's own."""
    layers: list[ThemeTree] = []
    for base, folder in ((shipped("themes"), "mentorsite/themes"), (root / "themes", "themes")):
        if folder == "themes" and os.path.realpath(base) == os.path.realpath(shipped("themes")):
            continue  # mentorsite's own repository: its themes are those that it ships
        found = sorted(base.iterdir()) if base.is_dir() else ()
        for theme in found:
            if theme.is_dir() and not theme.name.startswith("."):
                layers.append(_theme(theme, f"{folder}/{theme.name}", root, contents, problems))
    return tuple(layers)


def _theme(theme: Path, shown: str, root: Path, contents: Callable[[str], bytes], problems: list[Problem]) -> ThemeTree:
    """A theme's files. Its folder may be a link that leaves the project; then no link in it may leave that folder."""
    top = Path(os.path.realpath(theme))
    if top.is_relative_to(root):
        limit = root
    else:
        limit = top
    files = {}
    for name, path in files_below(top, shown, limit, problems):
        files[name.removeprefix(f"{shown}/")] = _without_notes(contents(path), name)
    return ThemeTree(theme.name, shown, files)


def _without_notes(data: bytes, name: str) -> bytes:
    """A theme's picture without what it tells beside what it shows; one that is damaged is its theme's affair."""
    try:
        return stripped(data, name)
    except BrokenOffError:
        return data
