"""Files and folders that a file manager made a copy of: both are published."""

from collections import defaultdict
from collections.abc import Iterator
from posixpath import split

from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.leftover_files import original_of
from mentorsite.model.site import Site

HINT = "delete the one that is not meant, or give it a name of its own"


def copied_files(site: Site) -> Iterator[Problem]:
    """A file or a folder that is called like a copy of another one beside it."""
    files: defaultdict[str, set[str]] = defaultdict(set)
    for path in (*site.digests, *(asset.source for asset in site.assets)):
        folder, name = split(path)
        files[folder].add(name)
    for folder, names in sorted(files.items()):
        for name in sorted(names):
            if original := original_of(name, names):
                message = f"this looks like a copy of {original}, and both are published"
                yield problem("copied-file", Place(f"{folder}/{name}"), message, HINT)
    for above, names in sorted(_folders(files).items()):
        for name in sorted(names):
            if original := original_of(name, names):
                message = f"this looks like a copy of the folder {original}, and both are published"
                yield problem("copied-file", Place(f"{above}/{name}"), message, HINT)


def _folders(files: dict[str, set[str]]) -> dict[str, set[str]]:
    """The names of the folders in each folder, and of those above them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for folder in files:
        above, name = split(folder)
        while above and name not in found[above]:
            found[above].add(name)
            above, name = split(above)
    return found
