"""Files that a file manager made a copy of: both are published."""

from collections import defaultdict
from collections.abc import Iterator
from posixpath import split

from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.leftover_files import original_of
from mentorsite.model.site import Site


def copied_files(site: Site) -> Iterator[Problem]:
    """A file that is called like a copy of another one in its folder."""
    folders: defaultdict[str, set[str]] = defaultdict(set)
    for path in (*site.digests, *(asset.source for asset in site.assets)):
        folder, name = split(path)
        folders[folder].add(name)
    for folder, names in sorted(folders.items()):
        for name in sorted(names):
            if original := original_of(name, names):
                message = f"this looks like a copy of {original}, and both are published"
                hint = "delete the one that is not meant, or give it a name of its own"
                yield problem("copied-file", Place(f"{folder}/{name}"), message, hint)
