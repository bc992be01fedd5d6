"""Where packs may stand: nowhere that is published or sent to others with the handbook."""

from pathlib import Path

from mentorsite.build.manifest import MANIFEST
from mentorsite.build.output_folder import real_path
from mentorsite.deploy.git import ignores
from mentorsite.errors import UsageError
from mentorsite.loader.tree import SITE_FILE

PUBLISHED = ("content", "themes", "public")
NOT_WRITTEN = "Nothing was written. Name a folder elsewhere with -o."


def refuse_published(target: Path, project: Path) -> None:
    """Raises `UsageError` for a folder from which names could come to the web or into git."""
    place, home = real_path(target), real_path(project)
    for name in PUBLISHED:
        folder = home / name
        if place == folder or folder in place.parents:
            raise UsageError(f"{target} is in {name}/, which is published or sent along. {NOT_WRITTEN}")
    if place == home or place in home.parents:
        raise UsageError(f"{target} is, or holds, the handbook's own folder. {NOT_WRITTEN}")
    if (place / SITE_FILE).exists() or any((each / MANIFEST).exists() for each in (place, *place.parents)):
        raise UsageError(f"{target} is a handbook, or in the output of one. {NOT_WRITTEN}")
    if ignores(project, place) is False:
        line = f"/{place.relative_to(home).parts[0]}/" if home in place.parents else f"{place.name}/"
        raise UsageError(
            f"git would take {target} along, with everyone's names. Nothing was written. "
            f"Add the line {line} to .gitignore, or name a folder outside the repository with -o."
        )
