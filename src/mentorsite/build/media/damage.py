"""Pictures, films and sound that can't be published, since what they tell besides can't be taken out."""

from collections.abc import Iterator
from pathlib import Path

from mentorsite.build.media.photos import copy, is_media
from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.git_lfs import FAULT, HINT, is_pointer
from mentorsite.loader.media.strip import BrokenOffError
from mentorsite.model.site import Site

MESSAGE = "it is not built as its format says, so what it tells besides can't be taken out"


def damaged_media(project: Path, site: Site) -> Iterator[Problem]:
    """Each file that would stop a build once it is copied. All media are read whole, which a build does of new ones."""
    for asset in site.assets:
        picture = site.pictures.get(asset.source)
        if picture and picture.withheld:
            continue
        if found := _fault(project / asset.source, asset.source):
            yield problem("unreadable", Place(asset.source), *found)


def _fault(path: Path, source: str) -> tuple[str, str] | None:
    """What is wrong with a file of media, and what to do."""
    data = b""
    try:
        if is_media(path):
            data = path.read_bytes()
            copy(data, None, 0, source)
    except BrokenOffError:
        if is_pointer(data):
            return FAULT, HINT
        return MESSAGE, "save it anew with another program, or take it out"
    except OSError:  # gone meanwhile
        return None
    return None
