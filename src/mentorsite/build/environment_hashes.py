"""Hashes of what a build uses besides the handbook: mentorsite and its libraries, plugins and fonts."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
PLUGINS = "mentorsite.plugins"
"""The group of entry points that plugins name themselves in."""
FONT_FOLDERS = (
    "~/.fonts", "~/.local/share/fonts", "/usr/local/share/fonts", "/usr/share/fonts", "/etc/fonts",
    "~/Library/Fonts", "/Library/Fonts", "/System/Library/Fonts", "/opt/homebrew/share/fonts",
)  # fmt: skip


@cache
def tools() -> str:
    """A hash of mentorsite's own modules, of Python, and of the versions of all libraries that are installed beside it.

    All of them are in it, rather than those that one kind of file is known to be made with: such a list goes stale.
    """
    digest = sha256(repr((sys.version_info, sorted(_libraries()))).encode())
    # A version number can stay the same while the modules change.
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _libraries() -> Iterator[str]:
    """Name and version of each library, as its folder of metadata is called."""
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder)
        except OSError:
            continue  # a zip file, or a folder that is not there
        for name in names:
            if name.endswith((".dist-info", ".egg-info")):
                yield name


def plugins() -> str:
    """A hash of name, version and code of each plugin that is installed."""
    installed = [(point.name, point.value, _version(point), _code(point)) for point in entry_points(group=PLUGINS)]
    if installed:
        return sha256(repr(sorted(installed)).encode()).hexdigest()
    return ""


def _version(point: EntryPoint) -> str:
    if point.dist:
        return point.dist.version
    return ""


def _code(point: EntryPoint) -> str:
    """A hash of the Python files of the package, or of the one module, that a plugin is in."""
    spec = find_spec(point.module.partition(".")[0])
    if not spec or not spec.origin:
        return ""
    files = [Path(spec.origin)]
    if spec.submodule_search_locations:
        files = sorted(Path(spec.origin).parent.rglob("*.py"))
    digest = sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def fonts() -> str:
    """A hash of the names, sizes and times of this machine's font files.

    A PDF depends on them where it has characters that the theme's fonts lack.
    """
    folders = [os.path.expanduser(each) for each in FONT_FOLDERS]
    for each in os.environ.get("XDG_DATA_DIRS", "").split(os.pathsep):
        if each:
            folders.append(os.path.join(each, "fonts"))
    if os.environ.get("XDG_DATA_HOME"):
        folders.append(os.path.join(os.environ["XDG_DATA_HOME"], "fonts"))
    for name, below in (("WINDIR", "Fonts"), ("LOCALAPPDATA", "Microsoft/Windows/Fonts")):
        if os.environ.get(name):
            folders.append(os.path.join(os.environ[name], below))
    digest = sha256()
    for folder in dict.fromkeys(folders):
        for file in _files(folder):
            digest.update(repr(file).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    """Each file below a folder, with its size and when it changed, in nanoseconds."""
    for here, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(here, name)
            try:
                found = os.stat(path)
            except OSError:
                continue  # a link that leads nowhere
            yield path, found.st_size, found.st_mtime_ns
