"""Finds the plugins that are installed on this machine."""

from hashlib import sha256
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from mentorsite.errors import WrongUseError
from mentorsite.plugin import Plugin

GROUP = "mentorsite.plugins"


def find(name: str) -> Plugin | None:
    """A plugin by the name that site.yml gives it; None where none is installed.

    Raises `WrongUseError` for one that can't be loaded.
    """
    for point in entry_points(group=GROUP, name=name):
        try:
            found = point.load()
        except (ImportError, AttributeError, SyntaxError) as error:
            raise WrongUseError(f"The plugin {name!r} ({point.value}) can't be loaded: {error}") from error
        if not isinstance(found, Plugin):
            raise WrongUseError(f"The plugin {name!r} ({point.value}) is no mentorsite.plugin.Plugin.")
        return found
    return None


def installed() -> tuple[tuple[str, ...], ...]:
    """Name, version and a hash of the code of each plugin: with another one, a site is made anew."""
    return tuple(
        sorted((point.name, point.value, _version(point), _code(point)) for point in entry_points(group=GROUP))
    )


def _version(point: EntryPoint) -> str:
    return point.dist.version if point.dist else ""


def _code(point: EntryPoint) -> str:
    spec = find_spec(point.module.partition(".")[0])
    folder = Path(spec.origin).parent if spec and spec.origin else None
    files = sorted(folder.rglob("*.py")) if folder else []
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
