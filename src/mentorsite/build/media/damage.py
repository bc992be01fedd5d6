"""Pictures, films and sound that can't be published, since what they tell besides can't be taken out."""

from functools import lru_cache
from pathlib import Path

from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.media.strip import HEAD, BrokenOffError, format_of, stripped


def damage_of(path: Path, shown: str) -> Problem | None:
    """What is wrong with a file that would stop a build, if anything is."""
    try:
        found = path.stat()
        if not _is_damaged(path, found.st_size, found.st_mtime_ns):
            return None
    except OSError:
        return None
    message = "it is not built as its format says, so what it tells besides can't be taken out"
    return problem("unreadable", Place(shown), message, "save it anew with another program, or take it out")


@lru_cache(maxsize=4096)
def _is_damaged(path: Path, _size: int, _changed: int) -> bool:
    with path.open("rb") as file:
        head = file.read(HEAD)
        if format_of(head, path.name) is None:
            return False
        data = head + file.read()
    try:
        stripped(data, path.name)
    except BrokenOffError:
        return not _can_be_drawn(data)
    return False


def _can_be_drawn(data: bytes) -> bool:
    from mentorsite.build.media.photos import drawn_anew

    try:
        drawn_anew(data)
    except BrokenOffError:
        return False
    return True
