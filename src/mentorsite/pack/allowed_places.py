"""Where packs and spreadsheets of pairs may stand: nowhere that is published or sent to others with the handbook."""

import os
from pathlib import Path

from mentorsite.build.manifest import MANIFEST
from mentorsite.build.output_folder import real_path
from mentorsite.deploy.git import ignores, kept_in_git
from mentorsite.errors import UsageError
from mentorsite.loader.tree import SITE_FILE

PUBLISHED = ("content", "themes", "public")
NOT_WRITTEN = "Nothing was written. Name a folder elsewhere with -o."
KEPT_FROM_GIT = "Keep it beside content/, under a name that .gitignore has, or in a folder outside the repository."


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
    if ignores(project, place) is False:  # None means that there is no repository which could take it along
        if home in place.parents:
            line = f"/{place.relative_to(home).parts[0]}/"
        else:
            line = f"{place.name}/"
        raise UsageError(
            f"git would take {target} along, with everyone's names. Nothing was written. "
            f"Add the line {line} to .gitignore, or name a folder outside the repository with -o."
        )


def refuse_published_sheet(sheet: Path, project: Path) -> None:
    """Raises `UsageError` for a spreadsheet of pairs from which names could come to the web or into git."""
    for place in (Path(os.path.abspath(sheet)), real_path(sheet)):  # a link is published as what it leads to
        folder = _published_with(place)
        if folder:
            raise UsageError(
                f"{sheet} is in {folder}, which is published or sent along, with everyone's names. {KEPT_FROM_GIT}"
            )
    place = real_path(sheet)
    if ignores(project, place, folder=False) is not False:
        return
    home = real_path(project)
    if home in place.parents:
        line = f"/{place.relative_to(home).as_posix()}"
    else:
        line = place.name
    if kept_in_git(project, place):
        raise UsageError(
            f"git has {sheet} already, with everyone's names. Take it out with git rm --cached, commit that, "
            f"and add the line {line} to .gitignore. What was pushed stays in the repository's history."
        )
    raise UsageError(
        f"git would take {sheet} along, with everyone's names. "
        f"Add the line {line} to .gitignore, or keep the spreadsheet outside the repository."
    )


def _published_with(place: Path) -> str:
    """The folder of a handbook, or its output, that a file is published or sent along with; nothing where it isn't."""
    for above in place.parents:
        if (above / MANIFEST).exists():
            return f"the website in {above}"
        name = place.relative_to(above).parts[0]
        if name in PUBLISHED and (above / SITE_FILE).exists():
            return f"{name}/"
    return ""
