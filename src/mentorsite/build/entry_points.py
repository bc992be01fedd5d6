"""Finds the plugins that are installed on this machine."""

from importlib.metadata import entry_points

from mentorsite.build.environment_hashes import PLUGINS
from mentorsite.errors import UsageError
from mentorsite.plugin import Plugin


def find(name: str) -> Plugin | None:
    """A plugin by the name that site.yml gives it; None where none is installed.

    Raises `UsageError` for one that can't be loaded.
    """
    for point in entry_points(group=PLUGINS, name=name):
        try:
            found = point.load()
        except (ImportError, AttributeError, SyntaxError) as error:
            raise UsageError(f"The plugin {name!r} ({point.value}) can't be loaded: {error}") from error
        if not isinstance(found, Plugin):
            raise UsageError(f"The plugin {name!r} ({point.value}) is no mentorsite.plugin.Plugin.")
        return found
    return None
