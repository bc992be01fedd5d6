"""What a build puts beside its output for as long as it writes; a build that is killed leaves it for the next one."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

from mentorsite.build.exchange import replaced_path
from mentorsite.errors import UsageError


class Beside(NamedTuple):
    """The new site, the one that it has replaced, and the lock that keeps other builds away."""

    staged: Path
    replaced: Path
    lock: Path


def beside(output: Path) -> Beside:
    """The places beside an output, or beside what it leads to where it is a link."""
    real = Path(os.path.realpath(output))
    staged = real.with_name(f".{real.name}.mentorsite-staged")
    return Beside(staged, replaced_path(staged), real.with_name(f".{real.name}.mentorsite-lock"))


def refuse_in_the_way(output: Path) -> None:
    """Raises `UsageError` where something stands beside an output that no build has put there."""
    places = beside(output)
    for place in places:
        if not os.path.lexists(place):
            continue
        mode = place.lstat().st_mode
        if place == places.lock:
            expected, is_expected = "file", stat.S_ISREG(mode)
        else:
            expected, is_expected = "folder", stat.S_ISDIR(mode)
        if not is_expected:
            raise UsageError(f"{place} is in the way: a build puts a {expected} there. Nothing was written. Delete it.")
