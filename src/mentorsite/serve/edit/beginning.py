"""What the desk offers where there is no handbook yet: one of the starters, or what someone has already."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from mentorsite.build.project_files import read
from mentorsite.errors import UsageError
from mentorsite.loader.made_up_contacts import all_made_up
from mentorsite.loader.tree import SITE_FILE
from mentorsite.scaffold import handbook
from mentorsite.scaffold.begun_repository import to_know
from mentorsite.scaffold.handbook import Names, Starter, one_line
from mentorsite.scaffold.import_ import import_handbook
from mentorsite.scaffold.languages import chosen_from
from mentorsite.scaffold.losses import LOSSES, losses_text, made_text
from mentorsite.serve.edit.files import RefusedError, refuse_unsafe
from mentorsite.serve.edit.kinds import counted_kinds
from mentorsite.serve.edit.requests import text_in
from mentorsite.serve.preview import Preview

USUAL_FOLDER = "handbook"
MOST_NEAR = 20
"""How many handbooks beside each other are offered to be opened."""
SOURCE_HELP = "Write the whole path of a folder or file on this machine, as /home/kit/notes or ~/notes."


@dataclass(frozen=True, slots=True)
class Begun:
    """What was made, in words, and what is to be known of it, a line each: what is `made_up` until it is replaced."""

    words: str
    about: str = ""
    lines: tuple[str, ...] = ()
    made_up: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """A starter as it is offered: with what it holds, and the languages that it can be had in, by what is sent."""

    id: str
    title: str
    about: str
    holds: str
    languages: Mapping[str, str]


class Beginning:
    """Makes the handbook of a folder that has none. `moves` is told where it is."""

    def __init__(self, preview: Preview, moves: Callable[[Path], None]) -> None:
        self.preview, self.moves = preview, moves
        self.begun: Begun | None = None

    @property
    def folder(self) -> Path:
        """The folder in which the desk was started."""
        return Path(os.path.realpath(self.preview.project))

    @property
    def is_due(self) -> bool:
        """Whether there is no handbook here, and there was none."""
        # Where a site.yml goes while the desk is open, a handbook is broken, and none is to be begun.
        return self.preview.shown is None and not os.path.lexists(self.folder / SITE_FILE)

    def takes(self) -> dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]]:
        """What can be asked for, by its address."""
        return {"begin": self._new, "import": self._import, "open-near": self._open}

    def shown(self) -> dict[str, Any]:
        """The values of its page."""
        return {
            "folder": str(self.folder),
            "is_empty": _is_empty(self.folder),
            "near": _near(self.folder),
            "starters": offered(),
            "usual_folder": USUAL_FOLDER,
            "source_help": SOURCE_HELP,
        }

    def report(self) -> Begun | None:
        """What was begun, with what is still made up of it."""
        begun = self.begun
        if begun is None or not begun.made_up:
            return begun
        lines = tuple(all_made_up(read(self.folder)))
        return replace(begun, lines=lines, about=begun.about if lines else "")

    def _new(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        place = self._place(text_in(sent, "folder"))
        chosen = handbook.starter(text_in(sent, "starter") or handbook.DEFAULT)
        language = text_in(sent, "language") or next(iter(chosen.languages))
        languages = chosen_from(chosen.languages, language, chosen.id)
        given: dict[str, str | None] = {}
        for key in ("organization", "name"):
            said = text_in(sent, key)
            try:
                given[key] = one_line(said) if said.strip() else None
            except UsageError as error:
                return {"refused": str(error), "about": key}
        joined = handbook.new(place, chosen, Names(given["name"], given["organization"]), languages)
        report = (f"Made a handbook in {place}.", *to_know(place, joined))
        about = "Replace what is made up before you invite anyone. Advice beside its fields says so, too:"
        return self._opened(place, Begun(" ".join(report), about, made_up=True))

    def _import(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        place = self._place(text_in(sent, "folder"))
        try:
            source = _source(text_in(sent, "source"))
        except RefusedError as error:
            return {"refused": str(error), "about": "source"}
        try:
            done = import_handbook(source, place, self.preview.today())
        except OSError as error:
            raise RefusedError(f"{source} can't be read: {error.strerror or error}. Nothing was written.") from error
        result = done.result
        if result.losses or result.unread:
            lost = losses_text(result).splitlines()
        else:
            lost = []
        if lost:
            about = f"Lost or changed on the way (also in {place / LOSSES}):"
        else:
            about = "Nothing was lost."
        report = (made_text(result, place), *to_know(place, done.joined))
        return self._opened(place, Begun(" ".join(report), about, tuple(lost)))

    def _open(self, sent: Mapping[str, Any]) -> dict[str, Any]:
        name = text_in(sent, "folder")
        if not self.is_due or name not in _near(self.folder):
            raise RefusedError("There is no such handbook here any more. Load this page anew.")
        return self._opened(self.folder / name)

    def _place(self, name: str) -> Path:
        """Where the handbook is made: here, or where there is something already, in a new folder of that name."""
        if not self.is_due:
            raise RefusedError("There is a handbook here already. Load this page anew.")
        if _is_empty(self.folder):
            return self.folder
        place = self.folder / _folder_name(name)
        if place.is_symlink():
            raise RefusedError(f"{place} is a link. Name a new folder.")
        return place

    def _opened(self, place: Path, begun: Begun | None = None) -> dict[str, Any]:
        self.begun = begun
        self.moves(place)
        return {"go": "./", "taken": self.preview.take(self.preview.read())}


def _folder_name(name: str) -> str:
    """A name for a folder beside what is there."""
    bare = name.strip()
    if bare:
        refuse_unsafe(bare)
    if not bare or bare.startswith(".") or "/" in bare or not bare.isprintable():
        raise RefusedError("Give the new folder a name of letters and figures, such as handbook.")
    return bare


def _source(said: str) -> Path:
    """What is to be imported, as people type or paste it."""
    bare = said.strip().strip("\"'").removeprefix("file://")
    if bare.startswith("~/"):
        path = Path.home() / bare[2:]
    else:
        path = Path(bare)
    if not bare or not path.is_absolute():
        raise RefusedError(SOURCE_HELP)
    return path


def _is_empty(folder: Path) -> bool:
    try:
        return handbook.is_empty(folder)
    except OSError as error:
        raise RefusedError(f"{folder} can't be read: {error.strerror}.") from error


def _near(folder: Path) -> list[str]:
    """The folders here that are handbooks."""
    names = []
    try:
        for each in sorted(folder.iterdir()):
            is_plain = not each.name.startswith(".") and not each.is_symlink()  # a link may lead out of the folder
            if is_plain and (each / SITE_FILE).is_file():
                names.append(each.name)
    except OSError:
        return []
    return names[:MOST_NEAR]


@cache
def offered() -> tuple[Offered, ...]:
    """The starters."""
    return tuple(_offered(each) for each in handbook.starters())


def _offered(chosen: Starter) -> Offered:
    languages = dict(chosen.languages)
    if len(languages) > 1:
        languages[",".join(languages)] = " + ".join(languages.values())
    holds = counted_kinds(handbook.files_of(chosen))
    return Offered(chosen.id, chosen.title, chosen.about, holds, languages)
