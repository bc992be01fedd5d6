"""Pictures that are put into a handbook: without what a camera adds, and no larger than pages need."""

import os
from io import BytesIO
from pathlib import Path

from mentorsite.build.media.image_info import picture
from mentorsite.build.media.photos import copy
from mentorsite.loader.media.strip import HEAD, BrokenOffError, format_of
from mentorsite.loader.sources import CONTENT
from mentorsite.markdown.slug import slug
from mentorsite.serve.edit import files
from mentorsite.serve.edit.files import RefusedError

LARGEST = 30_000_000
"""How many bytes a picture has at most."""
LONGEST = 2000
"""How many pixels its longer side has at most where the handbook doesn't say."""
ENDINGS = {"JPEG": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp", "AVIF": ".avif"}
"""What browsers show."""
UNKNOWN = "That is no picture that browsers show: save it as JPEG, PNG, GIF, WebP or AVIF."


def put(project: Path, name: str, beside: str, data: bytes, longest: int) -> str:
    """Puts a picture beside a page, its longer side of at most as many pixels as `longest`, 0 for any; gives what the
    page calls it. Raises `RefusedError`."""
    ending = ENDINGS.get(format_of(data[:HEAD]) or "")
    if ending is None:
        raise RefusedError(UNKNOWN)
    if not beside.startswith(CONTENT):
        raise RefusedError("Pictures are put beside pages in content/.")
    folder = beside.rpartition("/")[0]
    stem = name.rpartition(".")[0] or name
    # Its ending is that of what it is, whatever it was called.
    file = _free(project, folder, slug(stem) or "picture", ending)
    files.refuse_unsafe(file)
    found = picture(BytesIO(data), file)
    if found is None:
        raise RefusedError(UNKNOWN)
    if found.fault:
        raise RefusedError(f"{found.fault}: {found.hint}.")
    try:
        made = copy(data, found, longest)
    except BrokenOffError:
        raise RefusedError("The picture is damaged: save it anew with another program.") from None
    files.write(project, f"{folder}/{file}", made)
    return file


def _free(project: Path, folder: str, name: str, ending: str) -> str:
    """A name that no file beside it has."""
    number, file = 1, f"{name}{ending}"
    while os.path.lexists(files.place_of(project, f"{folder}/{file}")):
        number += 1
        file = f"{name}-{number}{ending}"
    return file
