"""Pictures, films and sound that can't be published, since what they tell besides can't be taken out."""

from collections.abc import Iterator
from pathlib import Path

from mentorsite.build.media.photos import copy, is_media
from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.media.strip import BrokenOffError
from mentorsite.model.site import Site

MESSAGE = "it is not built as its format says, so what it tells besides can't be taken out"


def damaged_media(project: Path, site: Site) -> Iterator[Problem]:
    """Each file that would stop a build once it is copied. All media are read whole, which a build does of new ones."""
    for asset in site.assets:
        picture = site.pictures.get(asset.source)
        if picture and picture.withheld:
            continue
        if _is_damaged(project / asset.source, asset.source):
            hint = "save it anew with another program, or take it out"
            yield problem("unreadable", Place(asset.source), MESSAGE, hint)


def _is_damaged(path: Path, source: str) -> bool:
    try:
        if is_media(path):
            copy(path.read_bytes(), None, 0, source)
    except BrokenOffError:
        return True
    except OSError:  # gone meanwhile
        return False
    return False
